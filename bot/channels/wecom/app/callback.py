"""Where WeCom delivers what people write to the app: opened, answered once its turn is kept, repeated by it if not."""

import logging
import os
from collections.abc import Awaitable, Callable, MutableMapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

from bot.channels.wecom.app.envelope import CHANCE, Envelope, Forged
from bot.channels.wecom.app.letters import Letter, Malformed, answered, fields, letter
from bot.posted import posted

log = logging.getLogger(__name__)

BODY_LIMIT = 1024 * 1024
FRESH = 600
"""Seconds by which the time of a callback may differ from ours; older ones are somebody's copies."""

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Take = Callable[[Letter], Awaitable[None]]


class Callback:
    """An ASGI application for one address; closed (503) until it is given somebody who takes letters."""

    def __init__(
        self, envelope: Envelope, agent: int, now: Callable[[], datetime], unavailable: tuple[type[Exception], ...]
    ) -> None:
        """`unavailable` are the exceptions by which the ledger says that it keeps nothing just now."""
        self._envelope, self._agent, self._now, self._unavailable = envelope, agent, now, unavailable
        self.take: Take | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            status, body = await self._answered(scope, receive)
        except (Forged, Malformed, UnicodeError):
            log.warning("a callback was refused", extra={"action": "wecom_forged"})
            status, body = 403, b""
        headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _answered(self, scope: Scope, receive: Receive) -> tuple[int, bytes]:
        """Raises Forged and Malformed."""
        query = {key: values[0] for key, values in parse_qs(scope["query_string"].decode()).items()}
        if scope["method"] == "GET":
            return 200, self._opened(query, query.get("echostr", ""))
        body = await posted(receive, BODY_LIMIT) if scope["method"] == "POST" else None
        if body is None:
            return 413, b""
        one = self._letter(query, body)
        if self.take is None:
            return 503, b""
        try:
            await self.take(one)
        except self._unavailable:
            log.warning("a letter could not be kept: WeCom will send it again", extra={"action": "callback_away"})
            return 503, b""
        return 200, self._sealed(answered(one, self._envelope.receiver), query.get("nonce", ""))

    def _letter(self, query: dict[str, str], body: bytes) -> Letter:
        found = fields(self._opened(query, fields(body).get("Encrypt", "")))
        if found.get("AgentID", "") not in ("", str(self._agent)):
            raise Forged
        return letter(found)

    def _opened(self, query: dict[str, str], encrypted: str) -> bytes:
        """WeCom repeats the very same request, which does no harm; what is much older is no repeat."""
        timestamp = query.get("timestamp", "")
        message = self._envelope.opened(query.get("msg_signature", ""), timestamp, query.get("nonce", ""), encrypted)
        if not timestamp.isdecimal() or abs(self._now().timestamp() - int(timestamp)) > FRESH:
            log.warning("a callback is too old, or this machine's clock is wrong", extra={"action": "wecom_stale"})
            raise Forged
        return message

    def _sealed(self, message: bytes, nonce: str) -> bytes:
        if not message:
            return b""
        timestamp = str(int(self._now().timestamp()))
        one = self._envelope.sealed(message, timestamp, nonce, os.urandom(CHANCE))
        return (
            f"<xml><Encrypt><![CDATA[{one.encrypted}]]></Encrypt><MsgSignature>{one.signature}</MsgSignature>"
            f"<TimeStamp>{timestamp}</TimeStamp><Nonce>{escape(nonce)}</Nonce></xml>"
        ).encode()
