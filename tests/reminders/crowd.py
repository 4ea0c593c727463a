"""Many people who all owe a report, and a process that ticks or sends among others of its kind over one ledger."""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import insert

from bot.channel import Delivery
from bot.codes import fresh_code
from bot.nudging import reworded
from bot.outbox import Postman
from bot.taxonomy import load_taxonomy
from bot.ticking import tick
from bot.turn import Desk
from storage import tables
from storage.database import Database
from storage.model.people import Level, Preferences, Role
from tests.reminders.offices import Office, Recorder, moment
from tests.timetable import TIMETABLE

WHEN = moment("11-20")
"""Three working days before the deadline, in the morning: everybody's first reminder is due."""
FIRST_CHAT = 1_000_000
PATIENCE = 60.0
"""Seconds a writer waits for the others: nothing may fail because much is going on."""


def peopled(office: Office, count: int, channel: str = "web", **changes: object) -> None:
    """So many villages below the county, an officer in each, and a deadline they all owe.

    They are people of a channel, from chat FIRST_CHAT on; `changes` are the rule's.
    """
    boss, top = office.person(Role.COORDINATOR, "青河县"), office.county.units["青河县"]
    villages = [
        {
            "id": f"v{nth}",
            "name": f"{nth}号村",
            "level": Level.VILLAGE.value,
            "parent_id": top.id,
            "path": f"{top.path}v{nth}/",
            "aliases": (),
            "sort": 100 + nth,
        }
        for nth in range(count)
    ]
    with office.county.database.writing() as tx:
        tx.connection.execute(insert(tables.unit), villages)
        tx.connection.execute(insert(tables.person), list(_officers(count, office.at)))
        accounts = ({"external_id": f"{FIRST_CHAT + nth}", "person_id": f"o{nth}"} for nth in range(count))
        same = {"channel": channel, "connected_at": office.at}
        tx.connection.execute(insert(tables.account), [one | same for one in accounts])
    office.rule(boss, **changes)


def _officers(count: int, at: datetime) -> Iterator[dict[str, object]]:
    same = {"role": Role.OFFICER.value, "preferences": Preferences(), "joined_at": at}
    return ({"id": f"o{nth}", "name": f"小{nth}", "unit_id": f"v{nth}", **same} for nth in range(count))


@dataclass(slots=True)
class Noted(Recorder):
    """A channel that notes each message in a file all senders share."""

    notes: int = 0

    async def send(self, delivery: Delivery) -> str | None:
        os.write(self.notes, f"{os.getpid()} {delivery.id}\n".encode())
        return None


async def ticking(desk: Desk, now: datetime) -> None:
    """Tick until nothing is left to hand out."""
    postman = Postman(desk.database, {}, lambda: now)
    while await tick(desk, postman.scribe, lambda: now):
        pass


async def sending(desk: Desk, now: datetime, notes: Path) -> None:
    """Send what is due until the input is closed."""
    channel = Noted(notes=os.open(notes, os.O_WRONLY | os.O_APPEND | os.O_CREAT))
    postman = Postman(desk.database, {"web": channel}, lambda: now, judge=partial(reworded, desk))
    running = asyncio.create_task(postman.run())
    await asyncio.to_thread(sys.stdin.read)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def main(what: str, url: str, notes: str) -> None:
    """Get ready, say so, and begin with the others when a line comes."""
    with closing(Database(url, wait=PATIENCE)) as database:
        desk = Desk(database, load_taxonomy(), fresh_code, TIMETABLE)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        now = WHEN + timedelta(minutes=1)
        asyncio.run(ticking(desk, now) if what == "tick" else sending(desk, now, Path(notes)))


if __name__ == "__main__":
    main(*sys.argv[1:])
