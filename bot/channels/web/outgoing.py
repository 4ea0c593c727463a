"""The way out: the live conversation, files and the pictures of summaries."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import datetime, timedelta, tzinfo

from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse

from bot.channels.web.desk import Desk, problem
from bot.channels.web.entries import frame, moment, named, placed
from bot.channels.web.hub import Line
from handlers.texts import edge as texts

log = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 15.0
OVERLAP = timedelta(seconds=60)
"""A page that comes back gets this much again, as answers may be seen in another order than they were kept in;
it knows every entry by its id, so nothing shows twice."""

SHOWN_IMAGES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
_FOR_EVER = {"cache-control": "private, max-age=31536000, immutable"}
_LIVE = {"cache-control": "no-store", "x-accel-buffering": "no"}


class Outlet:
    """GET /events, /files/…, /pictures/… and /documents/…; what they show belongs to the account that asks."""

    def __init__(self, desk: Desk) -> None:
        """Read from the desk's backstage and hub."""
        self._desk = desk

    async def events(self, request: Request) -> Response:
        """The conversation as server-sent events: what was, "ready", then what comes. Resumes after Last-Event-ID."""
        account = self._desk.account(request)
        if account is None:
            return problem(401, texts.NOT_SIGNED_IN)
        after = _resumed(request.headers.get("last-event-id") or request.query_params.get("after", ""))
        return StreamingResponse(self._conversation(account, after), headers=_LIVE, media_type="text/event-stream")

    async def file(self, request: Request) -> Response:
        """An uploaded file: pictures are shown, everything else is only ever saved to disk."""
        account = self._desk.account(request)
        open_file = self._desk.backstage.open_file
        found = await asyncio.to_thread(open_file, request.path_params["sha256"], account) if account else None
        if found is None:
            return problem(404, texts.NOT_FOUND)
        path, media_type = found
        if media_type in SHOWN_IMAGES:
            return FileResponse(path, media_type=media_type, headers=_FOR_EVER)
        return FileResponse(
            path, media_type="application/octet-stream", headers=_FOR_EVER | {"content-disposition": "attachment"}
        )

    async def picture(self, request: Request) -> Response:
        """The picture of a summary."""
        account = self._desk.account(request)
        picture = self._desk.backstage.picture
        png = await asyncio.to_thread(picture, request.path_params["delivery"], account) if account else None
        if png is None:
            return problem(404, texts.NOT_FOUND)
        return Response(png, media_type="image/png", headers=_FOR_EVER)

    async def document(self, request: Request) -> Response:
        """A file that was sent, made now; the page gives it its name."""
        account = self._desk.account(request)
        document = self._desk.backstage.document
        found = await asyncio.to_thread(document, request.path_params["delivery"], account) if account else None
        if found is None:
            return problem(404, texts.NOT_FOUND)
        content, media_type = found
        return Response(content, media_type=media_type, headers=_FOR_EVER | {"content-disposition": "attachment"})

    async def _conversation(self, account: str, after: datetime | None) -> AsyncIterator[bytes]:
        backstage = self._desk.backstage
        now = backstage.now()
        yield b"retry: 1000\n" + named("hello", placed(now, now.tzinfo))
        # Listen first, read then: what is answered in between comes twice rather than never.
        with self._desk.hub.listening(account) as line:
            try:
                entries = await asyncio.to_thread(backstage.history, account, after)
            except backstage.unavailable:
                log.warning("A conversation could not be read", extra={"action": "history_unavailable"})
                yield named("unavailable", {})
                return
            yield b"".join(frame(entry, now.tzinfo) for entry in entries) + named("ready", {})
            while (lines := await _next(line, now.tzinfo)) is not None:
                yield lines


async def _next(line: Line, zone: tzinfo | None) -> bytes | None:
    """The next entry, a heartbeat when there is none for a while, or None when the line was cut."""
    try:
        async with asyncio.timeout(HEARTBEAT_SECONDS):
            entry = await line.get()
    except TimeoutError:
        return b": still here\n\n"
    return None if entry is None else frame(entry, zone)


def _resumed(after: str) -> datetime | None:
    """From where to go on; anything that is no order number starts from the beginning."""
    if not (after.isascii() and after.isdigit()):
        return None
    try:
        return moment(int(after)) - OVERLAP
    except (ValueError, OverflowError, OSError):
        return None
