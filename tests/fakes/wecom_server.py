"""A strict server of WeCom's on 127.0.0.1 for a company's own app: what people would see, and refusals on demand."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from aiohttp import web

from tests.fakes.wecom_gateway import Appeared
from tests.fakes.wecom_uploads import is_card

COMPANY, AGENT, SECRET = "ww-fake-company", 1000002, "secret-of-the-fake-app"
LONGEST, LARGEST = 2048, 20_000_000
MENU_ENTRIES, SUB_ENTRIES, ENTRY_BYTES, SUB_ENTRY_BYTES = 3, 5, 16, 40


class FakeServer:
    """Chats as people would see them.

    `faults` are error codes of the next calls with a token; "lost" for one that is done and never answered, "broken"
    for a gateway's page, "words" for what is no JSON, "flood" for a lot of it. `gone` are people who do not see the
    app. A token is good until `expire` is called, or never where `refuses_all`. `now` tells which pushes follow each
    other closely.
    """

    def __init__(self) -> None:
        self.appeared: list[Appeared] = []
        self.menus: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.faults: deque[int | str] = deque()
        self.gone: set[str] = set()
        self.pictures: dict[str, bytes] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self.refuses_all = False
        self.token_refusal = 0
        self.tokens = 0
        self.url = ""
        self._runner: web.AppRunner | None = None
        self.now: Callable[[], float] = lambda: 0.0
        self._pushed: dict[str, float] = {}
        self._numbers = count(1)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator["FakeServer"]:
        """Listen on a free port."""
        app = web.Application(client_max_size=64 * 1024**2)
        app.router.add_get("/cgi-bin/gettoken", self._token)
        for path, answer in (
            ("message/send", self._send),
            ("media/upload", self._upload),
            ("menu/create", self._menu),
        ):
            app.router.add_post(f"/cgi-bin/{path}", self._guarded(path, answer))
        app.router.add_get("/cgi-bin/media/get", self._guarded("media/get", self._media))
        runner = self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self
        finally:
            await runner.cleanup()

    def picture(self, content: bytes) -> str:
        """A picture as a message names it."""
        media = f"picture{next(self._numbers)}"
        self.pictures[media] = content
        return media

    async def stop(self) -> None:
        """Nobody answers any more."""
        assert self._runner
        await self._runner.cleanup()

    def expire(self) -> None:
        """The token that was given last is no longer good."""
        self.tokens += 1

    async def _token(self, request: web.Request) -> web.Response:
        self.asked.append("gettoken")
        if self.token_refusal:
            return _answered(self.token_refusal)
        if request.query.get("corpid") != COMPANY:
            return _answered(40013)
        if request.query.get("corpsecret") != SECRET:
            return _answered(40001)
        return _answered(0, access_token=f"token{self.tokens}", expires_in=7200)

    def _guarded(self, path: str, answer: Any) -> Any:  # noqa: ANN401 - aiohttp's handlers
        async def guarded(request: web.Request) -> web.Response:
            self.asked.append(path)
            if self.refuses_all:
                return _answered(40014)
            if request.query.get("access_token") != f"token{self.tokens}":
                return _answered(42001)
            fault = self.faults.popleft() if self.faults else 0
            if fault == "broken":
                return web.Response(status=502, text="<html>")
            if fault in ("words", "flood"):
                return web.Response(text="not json" * (100_000 if fault == "flood" else 1))
            if isinstance(fault, int) and fault:
                return _answered(fault)
            done: web.Response = await answer(request)
            if fault == "lost":
                assert request.transport
                request.transport.abort()
                await asyncio.to_thread(bool)
            return done

        return guarded

    async def _send(self, request: web.Request) -> web.Response:
        body = await request.json()
        kind, person = body.get("msgtype"), body.get("touser")
        if body.get("agentid") != AGENT or not person or "|" in person:
            return _answered(40056)
        if code := self._refusal(kind, body.get(kind) or {}):
            return _answered(code)
        if person in self.gone:
            return _answered(81013)
        if not self._seen_before(body):
            content = body[kind]
            shown = content["content"] if kind == "text" else content
            self.appeared.append(
                Appeared(person, 1, kind, self.files[content["media_id"]] if "media_id" in content else shown)
            )
        return _answered(0, invaliduser="", msgid=f"msg{next(self._numbers)}")

    def _seen_before(self, body: dict[str, Any]) -> bool:
        """Whether a push says what one did before."""
        if not body.get("enable_duplicate_check"):
            return False
        said, now = repr(sorted(body.items())), self.now()
        known: bool = now - self._pushed.get(said, float("-inf")) < body["duplicate_check_interval"]
        self._pushed[said] = now
        return known

    def _refusal(self, kind: str | None, content: dict[str, Any]) -> int:
        match kind:
            case "text":
                octets = len(content["content"].encode())
                return 44004 if not octets else 45002 if octets > LONGEST else 0
            case "template_card":
                return 0 if is_card(content) else 40058
            case "image" | "file":
                return 0 if content["media_id"] in self.files else 40007
            case _:
                return 40008

    async def _upload(self, request: web.Request) -> web.Response:
        if request.query.get("type") not in ("image", "file"):
            return _answered(40004)
        media = (await request.post())["media"]
        assert isinstance(media, web.FileField)
        content = media.file.read()
        if not 5 < len(content) <= LARGEST or not media.filename:
            return _answered(40006)
        id_ = f"media{next(self._numbers)}"
        self.files[id_] = (media.filename, content)
        return _answered(0, type=request.query["type"], media_id=id_, created_at="1380000000")

    async def _media(self, request: web.Request) -> web.Response:
        content = self.pictures.get(request.query.get("media_id", ""))
        return _answered(40007) if content is None else web.Response(body=content, content_type="image/jpeg")

    async def _menu(self, request: web.Request) -> web.Response:
        menu = await request.json()
        entries = menu.get("button", [])
        below = [entry for one in entries for entry in one.get("sub_button", [])]
        right = (
            request.query.get("agentid") == str(AGENT)
            and 0 < len(entries) <= MENU_ENTRIES
            and all(len(one["name"].encode()) <= ENTRY_BYTES for one in entries)
            and all(len(one.get("sub_button", [])) <= SUB_ENTRIES for one in entries)
            and all(len(one["name"].encode()) <= SUB_ENTRY_BYTES for one in below)
            and all(one["type"] == "click" and one["key"] for one in (*entries, *below) if "sub_button" not in one)
        )
        self.menus += [menu] if right else []
        return _answered(0 if right else 40054)


def _answered(code: int, **more: object) -> web.Response:
    words = "ok" if code == 0 else f"refused, hint: [1], from ip: 127.0.0.1, code {code}"
    return web.json_response({"errcode": code, "errmsg": words, **more})
