"""How a program is made to die: SIGKILL at points named by what has been done and what comes next.

A nursery imports everything once; then each order (a line of JSON on standard input) is a fork of it that lives until
it is killed. It answers with a line when that can be reached and one when it is dead.
"""

import gc
import hashlib
import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from time import time  # noqa: TID251 - the program's own clock, set back
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import PoolProxiedConnection

from bot import app
from bot.app import Ledger, open_ledger
from bot.channels.web.visitors import Visitors
from bot.config import Settings
from bot.taxonomy import load_taxonomy
from storage.database import Database

START = datetime(2026, 9, 18, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""When every conversation begins: a real clock that was set, so that days are the same whenever the tests run."""

_PROGRESS = """
    SELECT 'inbox', count(*) FROM inbox
    UNION ALL SELECT 'versions', count(*) FROM activity_version
    UNION ALL SELECT 'steps', coalesce(sum(revision), 0) FROM dialog
    UNION ALL SELECT CASE WHEN state = 'uncertain' THEN 'sent' ELSE state END AS ended, count(*)
        FROM outbox GROUP BY ended
    UNION ALL SELECT state || ' reminders' AS stage, count(*) FROM reminder GROUP BY stage
    ORDER BY 1
"""


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


def mortal_ledger(settings: Settings, order: Order, fate: Fate) -> Ledger:
    """The real ledger, but for the clock, which was set to START when the conversation began."""
    ledger = replace(open_ledger(settings), now=lambda: moment(order.began))
    _mortal_commits(ledger.desk.database, fate)
    return ledger


def moment(began: float) -> datetime:
    """What time it is in a conversation."""
    return START + timedelta(seconds=time() - began)


def _mortal_commits(database: Database, fate: Fate) -> None:
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


def tell(what: dict[str, object]) -> None:
    """One line, written at once."""
    os.write(sys.stdout.fileno(), f"{json.dumps(what)}\n".encode())


def once_for_all() -> None:
    """What is slow and the same in every life is done before the first one."""
    hashlib.scrypt = cache(hashlib.scrypt)  # type: ignore[assignment]  # slow on purpose
    Visitors((), None, lambda: START)
    taxonomy = load_taxonomy()
    vars(app)["load_taxonomy"] = lambda _file: taxonomy
    gc.collect()
    gc.freeze()  # so that a fork shares it all for good


AnyOrder = TypeVar("AnyOrder", bound=Order)


def nursery(live: Callable[[AnyOrder], None], kind: type[AnyOrder]) -> None:
    """Let one life after the other begin, each told when it is over; until the next its pid stays taken."""
    once_for_all()
    child = 0
    with suppress(BrokenPipeError):  # nobody is left to be told
        for line in sys.stdin:
            if child:
                os.waitpid(child, 0)
            child = os.fork()
            if child == 0:
                live(msgspec.json.decode(line, type=kind))
                os._exit(0)
            ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
            tell({"ended": (-1 if ended.si_code == os.CLD_KILLED else 1) * ended.si_status if ended else 0})
