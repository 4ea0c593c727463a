"""A county with deadlines, periods that are open, and what people declared: what tests of reporting share."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from storage.apply import apply
from storage.database import Database
from storage.duties import obligation
from storage.model.activity import Activity, Particulars
from storage.model.duties import Cycle, Obligation, Rule, Span, Status, owing_units
from storage.model.people import Level, Person, Role, Unit
from storage.model.writes import AddActivity, Declare, KeepRule, OpenPeriod, Write
from storage.people import add_unit, units
from tests.ledgers import ZONE, County

NOVEMBER = Span("2026-11", date(2026, 11, 1), date(2026, 11, 30))
OCTOBER = Span("2026-10", date(2026, 10, 1), date(2026, 10, 31))
DUE = timedelta(days=24, hours=18)
"""From the first of a month: the 25th at 18:00."""
GRACE = timedelta(days=10)


def at(day: int, hour: int = 10, month: int = 11) -> datetime:
    """A moment of autumn 2026; 21 November, a Saturday, is the county's own."""
    return datetime(2026, month, day, hour, tzinfo=ZONE)


class Office(County):
    """A county in which reports are asked; `boss` is its coordinator."""

    def opened(self) -> "Office":
        """With a coordinator, at a Thursday in working hours."""
        self.found()
        self.now = at(19)
        self.boss = self.person(Role.COORDINATOR, "青河县")
        return self

    def write(self, *writes: Write) -> None:
        with self.database.writing() as tx:
            for write in writes:
                apply(tx, write)

    def asks(self, rule_id: str = "r1", unit: str = "青河县", *spans: Span, **changes: object) -> Rule:
        """A rule of a unit, with the periods that were opened so far (without any: November)."""
        made = Rule(rule_id, self.units[unit].id, "科普台账", Cycle.MONTH, date(2026, 1, 1), self.boss.id, day=25)
        rule = replace(made, **changes)  # type: ignore[arg-type]  # as the caller says
        self.write(KeepRule(rule, 0, self.boss.id, self.now))
        for span in spans or (NOVEMBER,):
            self.open(rule, span)
        return rule

    def open(self, rule: Rule, span: Span) -> None:
        with self.database.reading() as tx:
            owing = tuple(unit.id for unit in owing_units(rule, units(tx)))
        due = datetime.combine(span.first, datetime.min.time(), ZONE) + DUE
        self.write(OpenPeriod(rule.id, span, due, due + GRACE, owing))

    def says_of(self, unit: str, status: Status, by: Person | None = None, reason: str = "") -> None:
        """What somebody (the coordinator) said of a unit's November."""
        who = (by or self.boss).id
        self.write(Declare("r1", NOVEMBER.key, self.units[unit].id, status, who, self.now, reason))

    def logged(self, by: Person, day: date = date(2026, 11, 5), moment: datetime | None = None) -> Activity:
        nth = next(self._numbers)
        told, when = Particulars(kind="讲座", start=day), moment or self.now
        kept = Activity(f"a{nth}", f"2026-{nth:04d}", told, by.unit_id, by.id, when)
        self.write(AddActivity(kept))
        return kept

    def unit(self, name: str, level: Level, above: str) -> Unit:
        """One more unit."""
        with self.database.writing() as tx:
            self.units[name] = add_unit(tx, name, level, self.units[above])
        return self.units[name]

    def key(self, unit: str, rule_id: str = "r1", period: str = NOVEMBER.key) -> str:
        """As it stands in a button."""
        return f"{rule_id}:{period}:{self.units[unit].id}"

    def owed(self, unit: str, rule_id: str = "r1", period: str = NOVEMBER.key) -> Obligation:
        """How a unit stands."""
        with self.database.reading() as tx:
            found = obligation(tx, rule_id, period, self.units[unit].id)
        assert found, unit
        return found


def office(database: Database) -> Office:
    return Office(database).opened()
