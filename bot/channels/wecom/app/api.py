"""Calls to WeCom's server (qyapi): one token for all processes, renewed in time, and once where it failed."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

import httpx

from bot.channels.wecom.app.faults import STALE_TOKEN, Refused, Unanswered, Unreached
from bot.channels.wecom.media import TooLarge

OFFICIAL = "https://qyapi.weixin.qq.com"
EARLY = timedelta(minutes=5)
"""How long before its end a token is renewed."""
LARGEST_ANSWER = 64 * 1024
_PATIENCE = httpx.Timeout(30, connect=10)

Body = dict[str, Any]
Query = Mapping[str, str | int]
Found = TypeVar("Found")


class Tokens(Protocol):
    """Where the token is kept for all processes; both block."""

    def kept(self) -> tuple[str, datetime] | None:
        """The token and when it ends."""

    def keep(self, token: str, until: datetime) -> None:
        """From now on this one."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """The company's id and the app's secret."""

    company: str
    secret: str


class Api:
    """One app of a company. Lives on one event loop. No address is ever logged: the token is in it."""

    def __init__(self, url: str, credentials: Credentials, tokens: Tokens, now: Callable[[], datetime]) -> None:
        """Nothing is opened yet."""
        self._client = httpx.AsyncClient(base_url=url, timeout=_PATIENCE, follow_redirects=False)
        self._credentials, self._tokens, self._now = credentials, tokens, now
        self._lock = asyncio.Lock()
        self._known: tuple[str, datetime] | None = None

    async def close(self) -> None:
        """Give the connections back."""
        await self._client.aclose()

    async def call(self, path: str, body: Body) -> Body:
        """Post something; the answer. Raises Refused, Unreached, Unanswered, and what the tokens raise."""
        return await self._renewing(lambda token: self._answer("POST", path, {"access_token": token}, json=body))

    async def create_menu(self, agent: int, menu: Body) -> None:
        """Set the menu of the app. Raises like `call`."""
        await self._renewing(
            lambda token: self._answer("POST", "menu/create", {"access_token": token, "agentid": agent}, json=menu)
        )

    async def upload(self, kind: str, name: str, content: bytes) -> str:
        """Bring up a file of a kind (image, file); its id, good for three days. Raises like `call`."""
        files = {"media": (name, content)}
        answer = await self._renewing(
            lambda token: self._answer("POST", "media/upload", {"access_token": token, "type": kind}, files=files)
        )
        return str(answer.get("media_id", ""))

    async def media(self, media: str, limit: int) -> bytes:
        """A picture that somebody sent. Raises like `call`, and TooLarge beyond `limit` bytes."""
        return await self._renewing(lambda token: self._picture({"access_token": token, "media_id": media}, limit))

    async def _renewing(self, call: Callable[[str], Awaitable[Found]]) -> Found:
        """A call; where its token is no longer good it is made once more with a new one, and never again."""
        token = await self._token()
        try:
            return await call(token)
        except Refused as refused:
            if refused.code not in STALE_TOKEN:
                raise
        return await call(await self._token(stale=token))

    async def _token(self, stale: str = "") -> str:
        """A token that is good for a while; never the one that was refused."""
        async with self._lock:
            if not self._good(self._known, stale):
                self._known = await asyncio.to_thread(self._tokens.kept)
            if not self._good(self._known, stale):
                self._known = await self.new_token()
                await asyncio.to_thread(self._tokens.keep, *self._known)
            assert self._known  # noqa: S101 - just fetched
            return self._known[0]

    def _good(self, token: tuple[str, datetime] | None, stale: str) -> bool:
        return token is not None and token[0] != stale and token[1] - EARLY > self._now()

    async def new_token(self) -> tuple[str, datetime]:
        """A token asked for just now, and when it ends. Raises Refused and Unreached."""
        query, now = {"corpid": self._credentials.company, "corpsecret": self._credentials.secret}, self._now()
        try:
            answer = await self._answer("GET", "gettoken", query)
        except Unanswered as error:
            raise Unreached from error  # asking for it does nothing
        return str(answer.get("access_token", "")), now + timedelta(seconds=int(answer.get("expires_in", 0)))

    async def _picture(self, query: Query, limit: int) -> bytes:
        """A refusal comes as JSON where a picture was asked for, with the status of success."""
        kind, content = await self._requested("GET", "media/get", query, limit)
        if kind.startswith(("application/json", "text/plain")):
            meaning(content)
        return content

    async def _answer(self, method: str, path: str, query: Query, **content: Any) -> Body:  # noqa: ANN401 - httpx's own
        try:
            _, found = await self._requested(method, path, query, LARGEST_ANSWER, **content)
        except TooLarge:
            raise Unanswered from None  # whoever says so much is not WeCom
        return meaning(found)

    async def _requested(
        self,
        method: str,
        path: str,
        query: Query,
        limit: int,
        **content: Any,  # noqa: ANN401 - httpx's own
    ) -> tuple[str, bytes]:
        """The kind and content of an answer. Raises Unreached, Unanswered and TooLarge."""
        found = bytearray()
        try:
            async with self._client.stream(method, f"/cgi-bin/{path}", params=query, **content) as response:
                response.raise_for_status()
                async for part in response.aiter_bytes():
                    found += part
                    if len(found) > limit:
                        raise TooLarge
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            raise Unreached from None
        except httpx.HTTPError:
            raise Unanswered from None
        return response.headers.get("content-type", ""), bytes(found)


def meaning(content: bytes) -> Body:
    """An answer in JSON. Raises Refused by its code, and Unanswered where nobody can read it."""
    try:
        answer = json.loads(content)
        code = int(answer["errcode"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unanswered from None
    if code:
        raise Refused(code)
    return dict(answer)
