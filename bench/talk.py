"""A scripted evening of many people, turn by turn through take_turn, each turn's time taken."""

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from itertools import count
from pathlib import Path

import msgspec
from sqlalchemy import select

from bench.ledgers import NOW
from bot.sample.people import CHANNEL
from bot.turn import Desk, take_turn
from handlers.turn import Incoming, Said
from storage import tables
from storage.database import Database
from storage.model.people import Account, Role, Unit
from storage.people import people, units

RECORDING = ("tell", "correct", "confirm")
"""The turns from the first word to the kept record."""

EVENING = (*RECORDING, "mine", "summary", "year")
GROUPED = ("by kind", "by programme", "by audience", "by unit", "by month")


class Unread(Exception):
    """The conversation did not go as it should: its figures would be those of another one."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """An account that speaks for somebody of a unit."""

    account: Account
    unit: Unit


@cache
def script() -> Mapping[str, str]:
    """What is written, by the name of the turn, in order."""
    lines = Path(__file__).with_name("conversation.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(": ") for line in lines if line and not line.startswith("#"))
    return {name: words for name, _, words in pairs}


def speakers(database: Database) -> tuple[Speaker, ...]:
    """The officers of the sample county, one of each unit."""
    with database.reading() as tx:
        named = {unit.id: unit for unit in units(tx)}
        officers = [person for person in people(tx) if person.role is Role.OFFICER]
    found = {
        person.unit_id: Speaker(Account(CHANNEL, f"{person.unit_id}-0"), named[person.unit_id]) for person in officers
    }
    return tuple(found.values())


@dataclass(slots=True)
class Talk:
    """Everybody's conversations with one desk; `took` collects the seconds of each turn by its name."""

    desk: Desk
    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    _numbers: Iterator[int] = field(default_factory=count)

    def evening(self, speaker: Speaker) -> float:
        """The evening once by one person; seconds in all."""
        return sum(self.turn(speaker, name) for name in EVENING)

    def turn(self, speaker: Speaker, name: str) -> float:
        """One turn; its seconds."""
        nth = next(self._numbers)
        said = Said(script()[name].format(unit=speaker.unit.name))
        incoming = Incoming(f"bench-{nth}", speaker.account, said, NOW + timedelta(seconds=nth))
        before = time.perf_counter()
        new = take_turn(self.desk, incoming)
        took = time.perf_counter() - before
        assert new
        self.took[name].append(took)
        return took

    def answered(self) -> str:
        """What kind of message was answered last: "say", "card" or "sheet"."""
        newest = select(tables.outbox.c.message).order_by(tables.outbox.c.position.desc()).limit(1)
        with self.desk.database.reading() as tx:
            message = tx.connection.scalar(newest) or b"{}"
        return str(msgspec.json.decode(message).get("type", ""))
