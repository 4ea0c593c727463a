"""A strict group robot of our own on 127.0.0.1: messages, files, its limit of 20 a minute, and faults on demand."""

import base64
import hashlib
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

KEY = "secret-key-of-the-fake"
LONGEST, LARGEST_PICTURE = 4096, 2 * 1024**2
KINDS = ("text", "markdown", "markdown_v2", "image", "file")


class FakeGroup:
    """What the group has seen, in order; `faults` are error codes, or "hang" and "broken", for the next calls."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, Any]] = []
        self.files: dict[str, tuple[str, bytes]] = {}
        self.faults: deque[int | str] = deque()
        self.url = ""

    @asynccontextmanager
    async def serving(self) -> AsyncIterator["FakeGroup"]:
        """Listen on a free port."""
        app = web.Application(client_max_size=64 * 1024**2)
        app.router.add_post("/cgi-bin/webhook/send", self._send)
        app.router.add_post("/cgi-bin/webhook/upload_media", self._upload)
        runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await runner.setup()
        await (site := web.TCPSite(runner, "127.0.0.1", 0)).start()
        assert site.name
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}/cgi-bin/webhook/send?key={KEY}"
        try:
            yield self
        finally:
            await runner.cleanup()

    async def _send(self, request: web.Request) -> web.Response:
        if refused := self._refused(request):
            return refused
        asked = await request.json()
        kind = asked.get("msgtype")
        if kind not in KINDS or kind not in asked:
            return _answered(40008)
        body = asked[kind]
        match kind:
            case "file":
                if body.get("media_id") not in self.files:
                    return _answered(40007)
                self.seen.append((kind, self.files[body["media_id"]]))
            case "image":
                content = base64.b64decode(body["base64"])
                if hashlib.md5(content, usedforsecurity=False).hexdigest() != body["md5"]:
                    return _answered(40008)
                if len(content) > LARGEST_PICTURE:
                    return _answered(45001)
                self.seen.append((kind, content))
            case _:
                if not body["content"]:
                    return _answered(44004)
                if len(body["content"].encode()) > LONGEST:
                    return _answered(45002)
                self.seen.append((kind, body["content"]))
        return _answered(0)

    async def _upload(self, request: web.Request) -> web.Response:
        if refused := self._refused(request):
            return refused
        if request.query.get("type") != "file":
            return _answered(40004)
        form = await request.post()
        media = form["media"]
        assert isinstance(media, web.FileField)
        content = media.file.read()
        if len(content) <= 5:
            return _answered(40006)
        media_id = f"media{len(self.files) + 1}"
        self.files[media_id] = (media.filename, content)
        return _answered(0, type="file", media_id=media_id, created_at="1380000000")

    def _refused(self, request: web.Request) -> web.Response | None:
        if request.query.get("key") != KEY:
            return _answered(93000)
        fault = self.faults.popleft() if self.faults else None
        if fault == "broken":
            return web.Response(status=502, text="<html>")
        if fault == "words":
            return web.Response(text="not json")
        return _answered(int(fault)) if fault else None


def _answered(code: int, **more: object) -> web.Response:
    words = "ok" if code == 0 else f"refused, hint: [1], from ip: 127.0.0.1, code {code}"
    return web.json_response({"errcode": code, "errmsg": words, **more})
