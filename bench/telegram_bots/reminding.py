"""This bot as it is run, at Telegram's pace, on the morning on which everybody in a ledger is reminded.

`python -m bench.telegram_bots.reminding API PORT DATABASE`; the database is made by `furnished` first.
"""

import sys
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from bench.telegram_bots.ours import ZONE, main
from bot.channels.telegram.pace import Limits
from bot.sample.people import joined
from storage.database import Database
from storage.model.people import Account, Role
from tests.reminders.crowd import peopled
from tests.reminders.offices import office

MORNING = datetime(2025, 11, 21, 9, tzinfo=ZONE)
"""The first reminder of a report that is due on the 25th; over for good, so that the clock ticks at once."""


def furnished(path: Path, reminders: int, chats: range) -> None:
    """A county of so many villages that owe a report, and people in chats who owe none."""
    database = Database(f"sqlite:///{path}")
    database.upgrade()
    at = next(office(database, MORNING))
    peopled(at, reminders, "telegram", since=MORNING.date().replace(day=1))
    with database.writing() as tx:
        for chat in chats:
            joined(tx, Account("telegram", f"{chat}"), f"{chat}", Role.VOLUNTEER, at.county.units["青河县"], MORNING)
    database.close()


if __name__ == "__main__":
    api, port, ledger = sys.argv[1:]
    began = monotonic()
    main(api, int(port), ledger, Limits(), lambda: MORNING + timedelta(seconds=monotonic() - began))
