"""A group robot of WeCom (群机器人): one way, from the ledger into a work group; the address is a secret."""

import asyncio
import base64
import hashlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import httpx

from bot.channel import Abilities, Answer, Delivery, Document, SendFailed, Sheet
from bot.channels.wecom_group.faults import judged, unanswered
from bot.markdown import as_markdown
from bot.render import pieces
from bot.workgroup import CHANNEL

LARGEST_PICTURE, LARGEST_FILE = 2_000_000, 20_000_000
PER_MINUTE = 20
LONGEST = 4096
"""Bytes of one message."""
_MINUTE, _PATIENCE = 60.0, 30.0


def octets(text: str) -> int:
    """How long a text is for WeCom: in bytes, three for most characters."""
    return len(text.encode())


@dataclass(frozen=True, slots=True)
class Backstage:
    """What the channel is handed: `picture` draws a summary, `document` makes a file; both block."""

    picture: Callable[[Sheet], bytes]
    document: Callable[[Document], bytes]


class GroupRobot:
    """One robot of one group. Nothing is ever received."""

    name = CHANNEL
    abilities = Abilities(
        edits=False, buttons=0, pictures=True, text_limit=LONGEST, repeats_safely=False, measure=octets
    )

    def __init__(self, url: str, backstage: Backstage, clock: Callable[[], float] | None = None) -> None:
        """`url` is the robot's address with its key, as the group shows it. Nothing is opened yet."""
        self._url = httpx.URL(url)
        self._backstage, self._clock = backstage, clock or (lambda: asyncio.get_running_loop().time())
        self._client = httpx.AsyncClient(timeout=_PATIENCE, follow_redirects=False)
        self._sent: deque[float] = deque(maxlen=PER_MINUTE)

    async def run(self, answer: Answer) -> None:  # noqa: ARG002 - nothing comes in
        """Wait until cancelled."""
        await asyncio.Event().wait()

    async def close(self) -> None:
        """Give the connections back."""
        await self._client.aclose()

    async def send(self, delivery: Delivery) -> str | None:
        """Bring one message to the group; text first, then its picture or file. Raises SendFailed."""
        message, begun = delivery.message, False
        try:
            for content in await asyncio.to_thread(self._contents, delivery):
                await self._post(content)
                begun = True
            if isinstance(message, Document):
                await self._file(message)
        except SendFailed as failed:
            raise failed.after(begun=begun) from None
        return None

    def _contents(self, delivery: Delivery) -> list[dict[str, Any]]:
        message = delivery.message
        texts = pieces(as_markdown(message), LONGEST, octets)
        found: list[dict[str, Any]] = [{"msgtype": "markdown_v2", "markdown_v2": {"content": text}} for text in texts]
        if isinstance(message, Sheet) and message.picture:
            drawn = self._backstage.picture(message)
            if len(drawn) <= LARGEST_PICTURE:
                digest = hashlib.md5(drawn, usedforsecurity=False).hexdigest()
                encoded = base64.b64encode(drawn).decode()
                found.append({"msgtype": "image", "image": {"base64": encoded, "md5": digest}})
        return found

    async def _file(self, message: Document) -> None:
        content = await asyncio.to_thread(self._backstage.document, message)
        if len(content) > LARGEST_FILE:
            raise SendFailed("the file is too large for WeCom", permanent=True)
        path = self._url.path.replace("/send", "/upload_media")
        url = self._url.copy_merge_params({"type": "file"}).copy_with(path=path)
        uploaded = await self._called(url, files={"media": (PurePath(message.name).name, content)})
        await self._post({"msgtype": "file", "file": {"media_id": str(uploaded.get("media_id", ""))}})

    async def _post(self, content: dict[str, Any]) -> None:
        now = self._clock()
        if len(self._sent) == PER_MINUTE and now - self._sent[0] < _MINUTE:
            raise SendFailed("too much at once", retry_after=_MINUTE - (now - self._sent[0]))
        self._sent.append(now)
        await self._called(self._url, json=content)

    async def _called(self, url: httpx.URL, **body: Any) -> dict[str, Any]:  # noqa: ANN401 - httpx's own arguments
        """One call. Raises SendFailed; no address and no answer is ever logged or kept."""
        try:
            response = await self._client.post(url, **body)
        except httpx.HTTPError as error:
            raise unanswered(error) from None
        if response.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise SendFailed("WeCom failed", uncertain=True)
        try:
            answer: dict[str, Any] = response.json()
            code = int(answer["errcode"])
        except (ValueError, KeyError, TypeError) as error:
            raise SendFailed("an answer nobody can read", uncertain=True) from error
        if code:
            raise judged(code)
        return answer
