"""The token of an app, kept in the ledger for all its processes."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from storage.database import Database
from storage.faults import Unavailable
from storage.tokens import keep_token, token


@dataclass(frozen=True, slots=True)
class KeptToken:
    """One token by its name. Blocks while the ledger is asked.

    Where that cannot be, every process asks for a token of its own: WeCom gives them all the same one.
    """

    database: Database
    name: str

    def kept(self) -> tuple[str, datetime] | None:
        """The token and when it ends."""
        try:
            with self.database.reading() as tx:
                return token(tx, self.name)
        except Unavailable:
            return None

    def keep(self, fresh: str, until: datetime) -> None:
        """From now on this one."""
        with suppress(Unavailable), self.database.writing() as tx:
            keep_token(tx, self.name, fresh, until)
