"""The way in: messages, taps and files. Answered with 200 only once the bot has kept them."""

import asyncio
from collections.abc import Callable
from typing import Annotated, TypeVar

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.desk import Desk, problem
from bot.channels.web.entries import Mine, placed
from bot.channels.web.uploads import BadUpload, Upload, read_upload
from handlers.texts import edge as texts
from handlers.turn import Event, Incoming, Refused, Said, Sent, Tapped
from storage.model.activity import Evidence
from storage.model.people import Account

CHANNEL = "web"
BODY_LIMIT = 1024 * 1024
CAPTION_LIMIT = 40_000

Id = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")]


class Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of POST /messages; the page makes the id, so that sending again does no harm."""

    id: Id
    text: Annotated[str, msgspec.Meta(min_length=1)]


class Chosen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of POST /taps."""

    id: Id
    action: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


B = TypeVar("B", Written, Chosen)


class TooLong(Exception):
    """A body beyond BODY_LIMIT."""


class Intake:
    """The three POST endpoints."""

    def __init__(self, desk: Desk) -> None:
        """Hand everything to the desk's `answer`."""
        self._desk = desk

    async def message(self, request: Request) -> Response:
        """Take a written message."""
        return await self._body(request, Written, lambda written: Said(text=written.text))

    async def tap(self, request: Request) -> Response:
        """Take a tap on a button."""
        return await self._body(request, Chosen, lambda chosen: Tapped(action=chosen.action))

    async def files(self, request: Request) -> Response:
        """Take photos and files; what was refused is told to the bot too, so that it can answer."""
        account = self._desk.account(request)
        if account is None:
            return problem(401, texts.NOT_SIGNED_IN)
        try:
            upload = await read_upload(request.headers.get("content-type", ""), request.stream(), self._keep)
            upload_id = msgspec.convert(upload.id, Id)
        except (BadUpload, ClientDisconnect, msgspec.ValidationError):
            return problem(400, texts.NOT_UNDERSTOOD)
        if len(upload.caption) > CAPTION_LIMIT:
            return problem(413, texts.TOO_LONG)
        if not upload.files:
            return problem(400, texts.NO_FILES)
        return await self._take(account, upload_id, _events(upload))

    async def _body(self, request: Request, kind: type[B], event: Callable[[B], Event]) -> Response:
        account = self._desk.account(request)
        if account is None:
            return problem(401, texts.NOT_SIGNED_IN)
        try:
            body = msgspec.json.decode(await _bounded(request), type=kind)
        except TooLong:
            return problem(413, texts.TOO_LONG)
        except (msgspec.MsgspecError, UnicodeError, ClientDisconnect):
            return problem(400, texts.NOT_UNDERSTOOD)
        return await self._take(account, body.id, (event(body),))

    async def _keep(self, content: bytes, name: str) -> Evidence | Refused:
        return await asyncio.to_thread(self._desk.backstage.keep_file, content, name)

    async def _take(self, account: str, first_id: str, events: tuple[Event, ...]) -> Response:
        at = self._desk.backstage.now()
        for position, event in enumerate(events):
            incoming_id = f"{first_id}-{position}" if position else first_id
            if not await self._desk.answer(Incoming(incoming_id, Account(CHANNEL, account), event, at)):
                return problem(503, texts.NOT_KEPT)
            self._desk.hub.publish(account, Mine(incoming_id, at, event))
        return JSONResponse({"id": first_id, **placed(at, at.tzinfo)})


def _events(upload: Upload) -> tuple[Event, ...]:
    """Everything kept is one event; each refused file is one of its own."""
    kept = tuple(file for file in upload.files if isinstance(file, Evidence))
    refused = tuple(file for file in upload.files if isinstance(file, Refused))
    return (Sent(kept, upload.caption), *refused) if kept else refused


async def _bounded(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            raise TooLong
    return bytes(body)
