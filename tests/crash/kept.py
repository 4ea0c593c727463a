"""What stands in a ledger before and after a conversation full of deaths."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from handlers.join import code_hash
from storage import tables
from storage.apply import apply
from storage.columns import UtcDateTime
from storage.database import Database
from storage.model.people import Invitation, Level, Role
from storage.model.writes import AddInvitation
from storage.people import add_unit
from tests.crash.fate import START

CODE = "KEPU-2026"
KINDS = ("sqlite", "postgresql")

Ledgers = Callable[[str, Path], AbstractContextManager[str]]
"""Makes a fresh ledger of a kind, in which one may join; its address."""

ALWAYS_DIFFERENT = frozenset({"position", "tries", "content", "digest"})
"""Places in a queue, how often it was tried, and a file that says of which minute it is."""
MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)"
    r"|datetime\.datetime\([^)]*\)*"
    r"|(?<='released', ')[^)]*"
)
"""A moment inside a dialog's JSON or a kept value; and the hash of a released file, which tells its minute."""


def founded(database: Database) -> None:
    """A community, and a code with which one may join it."""
    database.upgrade()
    with database.writing() as tx:
        community = add_unit(tx, "紫兴社区", Level.COMMUNITY, add_unit(tx, "青河县", Level.COUNTY))
        invitation = Invitation(code_hash(CODE), Role.OFFICER, community.id, START + timedelta(days=1))
        apply(tx, AddInvitation(invitation, START))


def everything(database: Database, but: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """Every row of every table, without moments and what may always differ, nor columns called as in `but`."""
    without = ALWAYS_DIFFERENT | but
    with database.reading() as tx:
        return {
            table.name: sorted(MOMENT.sub("", repr(tuple(row))) for row in tx.connection.execute(select(*lasting)))
            for table in tables.metadata.sorted_tables
            if (lasting := [one for one in table.columns if _lasts(one.type) and one.name not in without])
        }


def _lasts(kind: object) -> bool:
    return not isinstance(kind, UtcDateTime)
