"""The real program with the web chat, made to die: SIGKILL at points named by what has been done and what comes next.

Run as a program it is a nursery: everything is imported once, then each order (a line of JSON on standard input) is a
fork of it that serves until it is killed. It answers with a line when the site can be reached and one when it is dead.
"""

import asyncio
import hashlib
import json
import os
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from time import time  # noqa: TID251 - the program's own clock, set back
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import PoolProxiedConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.app import open_ledger, serve, web_channel
from bot.channels.web.visitors import Visitors
from bot.config import load
from storage.database import Database

START = datetime(2026, 9, 18, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""When every conversation begins: a real clock that was set, so that days are the same whenever the tests run."""

_PROGRESS = """
    SELECT 'inbox', count(*) FROM inbox
    UNION ALL SELECT 'versions', count(*) FROM activity_version
    UNION ALL SELECT 'steps', coalesce(sum(revision), 0) FROM dialog
    UNION ALL SELECT state, count(*) FROM outbox GROUP BY state
    ORDER BY 1
"""
_ENTRY = re.compile(rb'"who":"\w+","id":"([^"]+)"|event: (hello|ready)')


class Order(msgspec.Struct, frozen=True):
    """What a life is given: the ledger, where it notes the points it reaches, when time began, and where it ends."""

    database: str
    data_dir: str
    trace: str
    began: float
    deadly: tuple[str, ...] = ()


class Fate:
    """Notes every point that is reached, and dies at each deadly one, once in all lives together."""

    def __init__(self, order: Order) -> None:
        self._trace = os.open(order.trace, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._deadly = frozenset(order.deadly).difference(Path(order.trace).read_text("utf-8").splitlines())

    def reached(self, *points: str) -> None:
        os.write(self._trace, "".join(f"{point}\n" for point in points).encode())
        if not self._deadly.isdisjoint(points):
            os.kill(os.getpid(), signal.SIGKILL)


def mortal_commits(database: Database, fate: Fate) -> None:
    """Every COMMIT of the engine gets a point before and one after, named by how far the ledger has come."""
    dialect = database._writer.dialect
    commit = dialect.do_commit

    def do_commit(connection: PoolProxiedConnection) -> None:
        cursor = connection.cursor()
        cursor.execute(_PROGRESS)
        progress = " ".join(f"{name}={count}" for name, count in cursor.fetchall())
        cursor.close()
        fate.reached(f"before commit {progress}")
        commit(connection)
        fate.reached(f"after commit {progress}")

    dialect.do_commit = do_commit  # type: ignore[assignment, method-assign]  # the library's own seam


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
    """The real ledger and the real site, but for the clock, which was set to START when the conversation began."""
    environ = {"KEPU_DATABASE_URL": order.database, "KEPU_DATA_DIR": order.data_dir, "KEPU_LISTEN": "127.0.0.1:0"}
    settings, fate = load(environ, Path("no .env")), Fate(order)
    ledger = replace(open_ledger(settings), now=lambda: START + timedelta(seconds=time() - order.began))
    mortal_commits(ledger.desk.database, fate)
    channel = web_channel(settings, ledger)
    site = channel.application
    channel.application = lambda answer: mortal(site(answer), fate)  # type: ignore[method-assign]
    tell({"url": channel.bind(), "pid": os.getpid()})

    async def serving() -> None:
        asyncio.get_running_loop().add_reader(sys.stdin.fileno(), os._exit, 0)  # nobody is left who could kill it
        await serve(ledger, (channel,))

    asyncio.run(serving())


def tell(what: dict[str, object]) -> None:
    """One line, written at once."""
    os.write(sys.stdout.fileno(), f"{json.dumps(what)}\n".encode())


def nursery() -> None:
    """Let one life after the other begin, each told when it is over; until the next its pid stays taken."""
    hashlib.scrypt = cache(hashlib.scrypt)  # type: ignore[assignment]  # slow on purpose, the same in every life
    Visitors((), None, lambda: START)
    child = 0
    for line in sys.stdin:
        if child:
            os.waitpid(child, 0)
        child = os.fork()
        if child == 0:
            live(msgspec.json.decode(line, type=Order))
            os._exit(0)
        ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        tell({"ended": -ended.si_status if ended and ended.si_code == os.CLD_KILLED else 0})


if __name__ == "__main__":
    with suppress(BrokenPipeError):  # nobody is left to be told
        nursery()
