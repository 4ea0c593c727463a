"""Five made-up years of a county: who is there, which rules stand, who reports when; alike for whoever plays them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from random import Random

from storage.model.duties import Cycle, Move, Rule, Status
from storage.model.people import Level, Person, Preferences, Role, Unit
from tests.reminders.almanac import DAY, days
from tests.timetable import TIMETABLE

YEARS = (2022, 2023, 2024, 2025, 2026)
TICKS = (time(9), time(11, 30), time(17, 40), time(20))
QUIET = Preferences(quiet_from=time(20), quiet_to=time(11))
SINCE = date(2022, 1, 1)


@dataclass(slots=True)
class State:
    """How things are; `said` is what a unit said of what it owes by a rule, with the day it said so."""

    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    said: dict[tuple[str, str], list[tuple[date, Status]]] = field(default_factory=dict)

    def settled(self, rule_id: str, unit_id: str, first: date, last: date) -> Status:
        """How a unit stands for a period: by the first it said from its first day to a month after its last."""
        said = self.said.get((rule_id, unit_id), ())
        return next((status for day, status in said if first <= day <= last + 31 * DAY), Status.OPEN)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens; `what` says it in a word."""

    moment: datetime
    what: str
    happen: Callable[[State], None]


def moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, TIMETABLE.zone)


def founded() -> State:
    """The county as it begins: two townships, five villages, an officer in most, nine rules."""
    state = State()
    for name in ("c", "c/t1", "c/t2", "c/t1/v1", "c/t1/v2", "c/t1/v3", "c/t2/v4", "c/t2/v5"):
        add_unit(state, name)
    for nth, (unit, role) in enumerate(_FIRST):
        preferences = QUIET if nth % 4 == 1 and role is not Role.VOLUNTEER else Preferences()
        state.people[f"p{nth}"] = Person(f"p{nth}", "小丙", role, unit, preferences)
    state.rules = {rule.id: rule for rule in RULES}
    return state


def add_unit(state: State, name: str) -> None:
    ids = name.split("/")
    level = (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)[len(ids) - 1]
    state.units[ids[-1]] = Unit(ids[-1], ids[-1], level, ids[-2] if len(ids) > 1 else None, f"{name}/")


_OFFICER, _HELPER, _BOSS = Role.OFFICER, Role.VOLUNTEER, Role.COORDINATOR
_FIRST = (
    *(("c", _BOSS), ("c", _BOSS), ("t1", _BOSS), ("t1", _OFFICER), ("t2", _OFFICER), ("v1", _OFFICER)),
    *(("v1", _HELPER), ("v2", _OFFICER), ("v2", _OFFICER), ("v3", _HELPER), ("v3", _HELPER), ("v4", _OFFICER)),
)


def _rule(name: str, cycle: Cycle, day: int, **said: object) -> Rule:
    usual: dict[str, object] = {"unit_id": "c", "since": SINCE}
    return Rule(id=name, title=name, cycle=cycle, day=day, made_by="p0", **(usual | said))  # type: ignore[arg-type]


RULES = (
    _rule("monthly", Cycle.MONTH, 25),
    _rule("clamped", Cycle.MONTH, 31, move=Move.AFTER, remind_at=time(10, 30), due_time=time(17)),
    _rule("last", Cycle.MONTH, 0, unit_id="t1", grace=0),
    _rule("fifth", Cycle.MONTH, 0, working_days=5, months=1, role=Role.VOLUNTEER, levels=(Level.VILLAGE,)),
    _rule("quarterly", Cycle.QUARTER, 5, months=1, move=Move.AFTER, cadence=(7, 3, 1, 0), grace=3),
    _rule("half", Cycle.HALF, 30, move=Move.STAY, due_time=time(9)),
    _rule("yearly", Cycle.YEAR, 15, months=1, cadence=(10, 5, 1), except_units=("t2",)),
    *(_rule(f"on{year}", Cycle.ONCE, 0, first=date(year, 9, 1), on=date(year, 10, 4)) for year in YEARS),
    *(
        _rule(f"days{year}", Cycle.ONCE, 0, first=date(year, 4, 1), on=date(year, 4, 28), working_days=6)
        for year in YEARS
    ),
)
REGULAR = tuple(rule.id for rule in RULES if rule.cycle is not Cycle.ONCE)


def events(year: int, seed: int = 0) -> list[Event]:
    """What happens in a year, in order."""
    return sorted(_History(year, Random(f"{seed} {year}")).all(), key=attrgetter("moment"))  # noqa: S311 - a made-up year


@dataclass(frozen=True, slots=True)
class _History:
    year: int
    random: Random

    def all(self) -> Iterator[Event]:
        yield from self._reports()
        for nth in range(12):
            yield Event(self._noon(), "joins", self._joins(f"n{self.year}-{nth}"))
            yield Event(self._noon(), "rule", self._changes())
        for _ in range(7):
            yield Event(self._noon(), "leaves", self._leaves)
            yield Event(self._noon(), "mutes", self._mutes)
        for _ in range(3):
            yield Event(self._noon(), "moves", self._moves)
            yield from self._pause()
        yield Event(self._noon(), "unit", lambda state: add_unit(state, f"c/t2/u{self.year}"))
        yield Event(self._noon(), "unit gone", self._unit_goes)

    def _noon(self) -> datetime:
        """Some day after the morning's reminders."""
        day = date(self.year, 1, 1) + DAY * self.random.randrange(360)
        return moment(day, time(12, self.random.randrange(60)))

    def _reports(self) -> Iterator[Event]:
        """Units say how it stands, of one rule or another, at any time of day and night."""
        for day in days(date(self.year, 1, 1), date(self.year, 12, 31)):
            for _ in range(self.random.choice((0, 1, 1, 2))):
                yield Event(moment(day, time(self.random.randrange(24), 7)), "says", self._says(day))

    def _says(self, day: date) -> Callable[[State], None]:
        rule, pick = self.random.choice(RULES).id, self.random.random()
        status = self.random.choice((Status.REPORTED, Status.REPORTED, Status.NIL, Status.LEAVE, Status.EXEMPT))

        def happen(state: State) -> None:
            unit = sorted(state.units)[int(pick * len(state.units))]
            state.said.setdefault((rule, unit), []).append((day, status))

        return happen

    def _joins(self, name: str) -> Callable[[State], None]:
        def happen(state: State) -> None:
            unit = self.random.choice(sorted(state.units))
            role = _OFFICER if _takes_officers(state, unit) and self.random.random() < 0.6 else _HELPER
            state.people[name] = Person(name, "小丁", role, unit)

        return happen

    def _moves(self, state: State) -> None:
        who = state.people[self.random.choice(_movable(state))]
        unit = self.random.choice(sorted(state.units))
        if who.role is _HELPER or _takes_officers(state, unit):
            state.people[who.id] = replace(who, unit_id=unit)

    def _leaves(self, state: State) -> None:
        del state.people[self.random.choice(_movable(state))]

    def _mutes(self, state: State) -> None:
        who = state.people[self.random.choice(_movable(state))]
        if who.role is _OFFICER and who.preferences.muted_until is None:
            until = date(self.year, 1, 1) + DAY * self.random.randrange(360)
            state.people[who.id] = replace(who, preferences=replace(who.preferences, muted_until=until))

    def _unit_goes(self, state: State) -> None:
        """With everybody in it."""
        gone = self.random.choice([unit for unit in sorted(state.units) if unit[0] in "uv"])
        del state.units[gone]
        state.people = {one.id: one for one in state.people.values() if one.unit_id != gone}

    def _changes(self) -> Callable[[State], None]:
        rule = self.random.choice(REGULAR)
        change = self.random.choice(
            (
                {"day": self.random.choice((1, 5, 10, 15, 20, 25, 28, 29, 30, 31)), "working_days": 0},
                {"day": 0, "working_days": 0},
                {"move": self.random.choice(tuple(Move))},
                {"grace": self.random.choice((0, 3, 10, 25))},
                {"except_units": (self.random.choice(("t2", "v1", "v4")),)},
                {"except_units": ()},
            )
        )
        return lambda state: _keep(state, rule, **change)

    def _pause(self) -> Iterator[Event]:
        rule, paused = self.random.choice(REGULAR), self._noon()
        resumed = paused + timedelta(days=self.random.randrange(1, 25), minutes=1)
        yield Event(paused, "rule", lambda state: _keep(state, rule, paused=True))
        yield Event(resumed, "rule", lambda state: _keep(state, rule, paused=False))


def _keep(state: State, rule_id: str, **change: object) -> None:
    rule = state.rules[rule_id]
    state.rules[rule_id] = replace(rule, **change, version=rule.version + 1)  # type: ignore[arg-type]


def _takes_officers(state: State, unit: str) -> bool:
    """Not where volunteers stand in for one: who is reminded changes with the next slot only."""
    roles = {one.role for one in state.people.values() if one.unit_id == unit}
    return not roles or bool(roles - {_HELPER})


def _movable(state: State) -> list[str]:
    return sorted(one.id for one in state.people.values() if one.role is not _BOSS)


def ticks(year: int, seed: int = 0) -> Iterator[datetime]:
    """When the machine looks: four times a day, save for outages; once a year its clock is put on and back."""
    random = Random(f"ticks {seed} {year}")  # noqa: S311 - a made-up year
    away = {day for first in _outages(year, random) for day in days(first, first + 3 * DAY)}
    strange = date(year, random.choice((3, 6, 8, 11)), 24)
    for day in days(date(year, 1, 1), date(year, 12, 31)):
        if day not in away:
            yield from _looks((day,))
        if day == strange:
            yield from _looks((day + DAY, day, day - DAY, day - 3 * DAY, day))


def _looks(some: Iterable[date]) -> Iterator[datetime]:
    return (moment(day, at) for day in some for at in TICKS)


def _outages(year: int, random: Random) -> Iterator[date]:
    """Three days and more: one across a deadline, the others anywhere."""
    yield date(year, random.choice((2, 5, 7, 10)), 23)
    yield from (date(year, 1, 1) + DAY * random.randrange(360) for _ in range(6))
