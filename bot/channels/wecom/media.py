"""Pictures and files of a conversation: fetched from WeCom's hosts alone, unlocked, and never larger than allowed."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from bot.channels.wecom.aes import unlocked
from bot.channels.wecom.heard import Link
from handlers.turn import Refused
from storage.model.activity import Evidence

log = logging.getLogger(__name__)

HOSTS = (".myqcloud.com", ".weixin.qq.com", ".qpic.cn")
TRIES = 3
_FILL = 32
"""Bytes that locking may add."""
_PATIENCE = 30.0

Keep = Callable[[bytes, str], Evidence | Refused]


class TooLarge(Exception):
    """There is more than is taken."""


@dataclass(frozen=True, slots=True)
class Fetching:
    """Files up to `limit` bytes from `hosts` (ends of names; plain addresses only for this very machine)."""

    client: httpx.AsyncClient
    keep: Keep
    limit: int
    hosts: tuple[str, ...] = HOSTS
    pause: float = 1

    async def fetched(self, link: Link) -> Evidence | Refused:
        """The file, stored; where it cannot be had the person is asked to send it once more."""
        try:
            locked = await self._content(link)
            content = await asyncio.to_thread(unlocked, locked, link.key) if link.key else locked
        except TooLarge:
            return Refused(link.name, "too_large", self.limit)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, PermissionError):
            log.warning("a file was not fetched", extra={"action": "file_not_fetched"})
            return Refused(link.name, "corrupt")
        try:
            return await asyncio.to_thread(self.keep, content, link.name)
        except OSError:
            log.exception("a file was not kept", extra={"action": "file_not_kept"})
            return Refused(link.name, "corrupt")

    async def _content(self, link: Link) -> bytes:
        """Raises httpx's HTTPError after the last try, TooLarge, and PermissionError for any other host."""
        if not self._ours(link.url):
            raise PermissionError
        for left in reversed(range(TRIES)):
            try:
                return await self._streamed(link.url)
            except httpx.TransportError:
                if not left:
                    raise
                await asyncio.sleep(self.pause)
        raise AssertionError("the last try returns or raises")

    async def _streamed(self, url: str) -> bytes:
        found = bytearray()
        async with self.client.stream("GET", url, timeout=_PATIENCE) as response:
            response.raise_for_status()
            async for part in response.aiter_bytes():
                found += part
                if len(found) > self.limit + _FILL:
                    raise TooLarge
        return bytes(found)

    def _ours(self, url: str) -> bool:
        parts = urlsplit(url)
        host = parts.hostname or ""
        return any(host == end or (end.startswith(".") and host.endswith(end)) for end in self.hosts) and (
            parts.scheme == "https" or host == "127.0.0.1"
        )
