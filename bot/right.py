"""The right of this process to use what only one may use at a time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from storage import lease
from storage.database import Database
from storage.faults import Unavailable

LENGTH = timedelta(seconds=60)
"""How long a process that has gone without a word keeps others from it."""


@dataclass(frozen=True, slots=True)
class Right:
    """One right by its name. Blocks while the ledger is asked."""

    database: Database
    name: str
    now: Callable[[], datetime]
    holder: str = field(default_factory=lambda: uuid4().hex)

    def take(self) -> bool:
        """Take or renew it; False where another process holds it, or the ledger cannot be asked."""
        try:
            with self.database.writing() as tx:
                return lease.take(tx, self.name, self.holder, self.now(), LENGTH)
        except Unavailable:
            return False

    def release(self) -> None:
        """Give it back; where the ledger cannot be asked it ends by itself."""
        try:
            with self.database.writing() as tx:
                lease.release(tx, self.name, self.holder)
        except Unavailable:
            return
