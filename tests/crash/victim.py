"""The real program with the web chat, made to die (see tests.crash.fate). Run as a program it is a nursery."""

import asyncio
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.app import serve, web_channel
from bot.config import load
from tests.crash.fate import Fate, Order, mortal_ledger, nursery, tell

_ENTRY = re.compile(rb'"who":"\w+","id":"([^"]+)"|event: (hello|ready)')


def mortal(application: ASGIApp, fate: Fate) -> ASGIApp:
    """Every request, and every part of an answer, gets a point before and one after."""

    async def serving(scope: Scope, receive: Receive, send: Send) -> None:
        step = dict(scope.get("headers", ())).get(b"x-step", b"").decode()
        name = f"{scope.get('method', '')} {scope.get('path', '')} {step}".strip()

        async def receiving() -> Message:
            message = await receive()
            if message["type"] == "http.request" and not message.get("more_body"):
                fate.reached(f"after the body of {name}")
            return message

        async def sending(message: Message) -> None:
            parts = tuple(f"{part} of {name}" for part in _parts(message))
            fate.reached(*(f"before {part}" for part in parts))
            await send(message)
            fate.reached(*(f"after {part}" for part in parts))

        fate.reached(f"before {name}")
        await application(scope, receiving, sending)
        fate.reached(f"after {name}")

    return serving


def _parts(message: Message) -> Iterator[str]:
    """An answer's head, its body, or each entry of the conversation that goes out in it."""
    if message["type"] == "http.response.start":
        yield f"status {message['status']}"
        return
    found = [b"".join(groups).decode() for groups in _ENTRY.findall(message.get("body", b""))]
    yield from found or ["body"]


def live(order: Order) -> None:
    """The real ledger and the real site."""
    environ = {"KEPU_DATABASE_URL": order.database, "KEPU_DATA_DIR": order.data_dir, "KEPU_LISTEN": "127.0.0.1:0"}
    settings, fate = load(environ, Path("no .env")), Fate(order)
    ledger = mortal_ledger(settings, order, fate)
    channel = web_channel(settings, ledger)
    site = channel.application
    channel.application = lambda answer: mortal(site(answer), fate)  # type: ignore[method-assign]
    tell({"url": channel.bind(), "pid": os.getpid()})

    async def serving() -> None:
        asyncio.get_running_loop().add_reader(sys.stdin.fileno(), os._exit, 0)  # nobody is left who could kill it
        await serve(ledger, (channel,))

    asyncio.run(serving())


if __name__ == "__main__":
    nursery(live, Order)
