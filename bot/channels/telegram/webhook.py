"""The webhook: Telegram's posts are answered once their turn is kept, and repeated by Telegram when it was not."""

import hmac
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import msgspec

from bot.channels.telegram.intake import Intake
from bot.channels.telegram.updates import read_update
from bot.posted import posted

log = logging.getLogger(__name__)

BODY_LIMIT = 1024 * 1024
SECRET_HEADER = b"x-telegram-bot-api-secret-token"

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class Webhook:
    """An ASGI application for one address; closed (503) until it is given somebody who takes updates."""

    def __init__(self, secret: str, unavailable: tuple[type[Exception], ...]) -> None:
        """`unavailable` are the exceptions by which the ledger says that it keeps nothing just now."""
        self._secret, self._unavailable = secret.encode(), unavailable
        self.intake: Intake | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        status, body = await self._answered(scope, receive)
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _answered(self, scope: Scope, receive: Receive) -> tuple[int, bytes]:
        given = dict(scope["headers"]).get(SECRET_HEADER, b"")
        if scope["method"] != "POST" or not hmac.compare_digest(given, self._secret):
            return 403, b"{}"
        body = await posted(receive, BODY_LIMIT)
        if body is None:
            return 413, b"{}"
        if self.intake is None:
            return 503, b"{}"
        try:
            return 200, await self._taken(self.intake, body)
        except self._unavailable:
            log.warning("an update could not be kept: Telegram will send it again", extra={"action": "webhook_away"})
            return 503, b"{}"

    async def _taken(self, intake: Intake, body: bytes) -> bytes:
        """The turn; a tap is acknowledged within the answer, which spares a call."""
        update = read_update(body)
        if update is None:
            await intake.take_unknown(body)
            return b"{}"
        one = await intake.take(update)
        if not one.tap:
            return b"{}"
        return msgspec.json.encode({"method": "answerCallbackQuery", "callback_query_id": one.tap})
