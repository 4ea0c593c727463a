"""A county with a deadline, a clock to set, and what its people were sent: what tests of reminders share."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from bot.channel import Abilities, Delivery
from bot.codes import fresh_code
from bot.nudging import reworded
from bot.outbox import Postman
from bot.ticking import tick
from bot.turn import Desk
from handlers.turn import Card, Say
from reminders.deadlines import Deadlines
from storage.apply import apply
from storage.database import Database
from storage.model.activity import Activity, Particulars
from storage.model.duties import Cycle, Rule
from storage.model.people import Person, Role
from storage.model.writes import AddActivity, KeepRule, Write
from tests.ledgers import ZONE, County
from tests.timetable import TIMETABLE

MONTHLY = {"title": "科普台账", "cycle": Cycle.MONTH, "day": 25, "since": date(2026, 1, 1)}


@dataclass(slots=True)
class Recorder:
    """A channel that keeps what it was given; `before` is called with each delivery and may raise."""

    name: str = "web"
    abilities: Abilities = field(
        default_factory=lambda: Abilities(edits=False, buttons=8, pictures=False, text_limit=4000, repeats_safely=False)
    )
    sent: list[Delivery] = field(default_factory=list)

    async def run(self, answer: object) -> None:  # noqa: ARG002 - a channel
        await asyncio.Event().wait()

    async def send(self, delivery: Delivery) -> str | None:
        self.sent.append(delivery)
        return None


@dataclass(slots=True)
class Office:
    """The county at a moment; time passes where a test says so."""

    county: County
    at: datetime
    channel: Recorder = field(default_factory=Recorder)
    timetable: Deadlines = TIMETABLE

    @property
    def desk(self) -> Desk:
        return Desk(self.county.database, self.county.taxonomy, fresh_code, self.timetable)

    def person(self, role: Role, unit: str) -> Person:
        return self.county.person(role, unit)

    def write(self, *writes: Write) -> None:
        with self.county.database.writing() as tx:
            for write in writes:
                apply(tx, write)

    def rule(self, by: Person, **changes: object) -> Rule:
        rule = Rule(**{"id": "r1", "unit_id": by.unit_id, "made_by": by.id, **MONTHLY, **changes})  # type: ignore[arg-type]  # as the caller says
        self.write(KeepRule(rule, 0, by.id, self.at))
        return rule

    def log(self, by: Person, day: date, at: datetime | None = None) -> None:
        nth = next(self.county._numbers)  # the county's own, so that no two are one
        told = Particulars(kind="讲座", start=day)
        self.write(AddActivity(Activity(f"x{nth}", f"2026-9{nth:03d}", told, by.unit_id, by.id, at or self.at)))

    def pass_to(self, *moments: datetime) -> None:
        """Tick at each of these moments and send what is due."""
        for moment in moments:
            self.at = moment
            asyncio.run(self.tick())

    async def tick(self) -> None:
        """One look at the clock, then the postman's rounds until nothing is due."""
        judge = partial(reworded, self.desk)
        postman = Postman(self.county.database, {"web": self.channel}, lambda: self.at, judge=judge)
        await tick(self.desk, postman.scribe, lambda: self.at)
        while await postman.deliver("web"):
            pass

    def told(self, person: Person) -> list[str]:
        """What a person was sent, in order."""
        return [text_of(one) for one in self.channel.sent if one.account == person.id]


def text_of(delivery: Delivery) -> str:
    """The words of a message."""
    match delivery.message:
        case Say(text):
            return text
        case Card(title=title):
            return title
        case other:
            return type(other).__name__


def moment(day: str, hour: int = 9, minute: int = 0) -> datetime:
    """A day of this year at a time, in Shanghai: "11-25"."""
    month, number = map(int, day.split("-"))
    return datetime(2026, month, number, hour, minute, tzinfo=ZONE)


def office(database: Database, at: datetime) -> Iterator[Office]:
    """A county in a fresh database."""
    yield Office(County(database).found(), at)
