"""Writes to the ledger from the event loop: off the loop, and what waits together is kept by one commit.

Nothing waits for company: while one transaction is under way others queue up, and the next one takes them all, a few
milliseconds of them. On SQLite, which has one writer anyway, that spares a crowd most of its commits. On PostgreSQL
each write has its own transaction and several are under way, so that no two people's rows are held together.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from storage.database import Database, Transaction
from storage.faults import Unavailable

T = TypeVar("T")

TOGETHER = 0.005
"""Seconds after which a transaction takes no further writes: whoever was first must not wait for a crowd."""
TIDY_AFTER = 50
"""Commits after which the log of SQLite is moved into its file: before SQLite does it, and everybody waits."""
HANDS = 8
"""Transactions under way at once, where the database has several writers."""


@dataclass(slots=True)
class _Write:
    """What is to be done, and the promise that it is kept."""

    act: Callable[[Transaction], Any]
    first: bool
    kept: "asyncio.Future[Any]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    result: Any = None
    error: Exception | None = None

    def done_in(self, tx: Transaction) -> None:
        self.result = self.act(tx)

    def told(self) -> None:
        if self.kept.done():  # whoever waited has gone
            return
        if self.error is None:
            self.kept.set_result(self.result)
        else:
            self.kept.set_exception(self.error)


class Scribe:
    """Keeps what it is given. Lives on one event loop."""

    def __init__(self, database: Database) -> None:
        """Nothing is opened yet."""
        self._database = database
        self._together = not database.several_writers
        self._hands = HANDS if database.several_writers else 1
        self._first, self._waiting = deque[_Write](), deque[_Write]()
        self._busy = self._commits = 0
        self._tidying = False

    async def write(self, act: Callable[[Transaction], T], *, first: bool = False) -> T:
        """What `act` returns, once it is kept. Raises what it raises, and storage's Unavailable.

        `act` may be called twice: when another one of its transaction fails. With `first` it goes before those that
        wait, and so sees only what is kept already.
        """
        one = _Write(act, first)
        (self._first if first else self._waiting).append(one)
        self._set_to_work()
        return await one.kept  # type: ignore[no-any-return]  # what act returned

    def _set_to_work(self) -> None:
        if self._busy < self._hands:
            self._busy += 1
            loop = asyncio.get_running_loop()
            loop.run_in_executor(None, self._work, loop)

    def _work(self, loop: asyncio.AbstractEventLoop) -> None:
        """In a thread: transaction after transaction until nothing waits."""
        while one := self._next(first=True):
            loop.call_soon_threadsafe(self._tell, self._kept(one))
        loop.call_soon_threadsafe(self._rest)

    def _tell(self, written: list[_Write]) -> None:
        for one in written:
            one.told()
        self._commits += 1
        if self._commits >= TIDY_AFTER and not self._tidying:
            self._commits, self._tidying = 0, True
            asyncio.get_running_loop().run_in_executor(None, self._tidy)

    def _tidy(self) -> None:
        """In a thread: if it fails, the next writers do it themselves."""
        with suppress(Exception):
            self._database.tidy()
        self._tidying = False

    def _rest(self) -> None:
        self._busy -= 1
        if self._first or self._waiting:  # came while the thread was ending
            self._set_to_work()

    def _next(self, *, first: bool) -> _Write | None:
        try:
            return self._first.popleft() if first and self._first else self._waiting.popleft()
        except IndexError:
            return None

    def _kept(self, one: _Write) -> list[_Write]:
        """Keep it and those that wait. Where one fails nothing is kept, and each is tried by itself."""
        together = [one]
        try:
            with self._database.writing() as tx:
                self._fill(tx, together)
        except Unavailable as error:
            for each in together:
                each.error = error
        except Exception as error:  # noqa: BLE001 - whoever waits gets it
            if len(together) > 1:
                return [alone for each in together for alone in self._kept_alone(each)]
            one.error = error
        return together

    def _fill(self, tx: Transaction, together: list[_Write]) -> None:
        """Those that go first see nothing of the others, and so are none after the first of the others."""
        ends = time.perf_counter() + TOGETHER
        together[0].done_in(tx)
        while self._together and time.perf_counter() < ends and (one := self._next(first=together[-1].first)):
            together.append(one)
            one.done_in(tx)

    def _kept_alone(self, one: _Write) -> list[_Write]:
        try:
            with self._database.writing() as tx:
                one.done_in(tx)
        except Exception as error:  # noqa: BLE001 - whoever waits gets it
            one.error = error
        return [one]
