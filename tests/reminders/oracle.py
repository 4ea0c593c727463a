"""Who must be told what when, by brute force: days are walked one by one, nothing is planned, nothing of ours asked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache

from storage.model.duties import Cycle, Move, Rule, Status, owing_units
from storage.model.people import Person, Role
from tests.reminders.almanac import DAY, works
from tests.reminders.history import State, moment

Period = tuple[str, date, date]
Told = tuple[str, str, str]
"""Person, what ("duty" or "digest"), rule:period:unit or rule:period."""

LENGTHS = {Cycle.MONTH: 1, Cycle.QUARTER: 3, Cycle.HALF: 6, Cycle.YEAR: 12}
MONTH_AGO = timedelta(days=31)


@cache
def period(rule: Rule, day: date) -> Period | None:
    if rule.cycle is Cycle.ONCE:
        assert rule.first
        assert rule.on
        return (str(rule.on), rule.first, rule.on) if rule.first <= day <= rule.on else None
    first = last = day
    while not (first.day == 1 and (first.month - 1) % LENGTHS[rule.cycle] == 0):
        first -= DAY
    while not ((last + DAY).day == 1 and last.month % LENGTHS[rule.cycle] == 0):
        last += DAY
    keys = {
        Cycle.MONTH: f"{first:%Y-%m}",
        Cycle.QUARTER: f"{first.year}Q{last.month // 3}",
        Cycle.HALF: f"{first.year}H{last.month // 6}",
        Cycle.YEAR: f"{first.year}",
    }
    return keys[rule.cycle], first, last


@cache
def due(rule: Rule, last: date) -> datetime:
    day = _day(rule, last)
    while rule.move is not Move.STAY and not works(day):
        day += DAY if rule.move is Move.AFTER else -DAY
    return moment(day, rule.due_time)


def _day(rule: Rule, last: date) -> date:
    if rule.cycle is Cycle.ONCE:
        return _nth_working_day(last, rule.working_days)
    month = last.replace(day=1)
    for _ in range(rule.months):
        month = _next_month(month)
    if rule.working_days:
        return _nth_working_day(month - DAY, rule.working_days)
    of_month = [month + DAY * nth for nth in range(31) if (month + DAY * nth).month == month.month]
    if rule.day == 0:
        return [day for day in of_month if works(day)][-1]
    return [day for day in of_month if day.day <= rule.day][-1]


def _next_month(day: date) -> date:
    first = day + DAY
    while first.day != 1:
        first += DAY
    return first


def _nth_working_day(day: date, nth: int) -> date:
    while nth:
        day += DAY
        nth -= works(day)
    return day


@cache
def nudges(rule: Rule, deadline: datetime) -> dict[datetime, int]:
    """At which moments, how many days before."""
    found: dict[datetime, int] = {}
    for before in rule.cadence:
        day = deadline.date() - DAY * before
        while not works(day) or moment(day, rule.remind_at) >= deadline:
            day -= DAY
        at = moment(day, rule.remind_at)
        found[at] = min(before, found.get(at, before))
    return found


@cache
def morning_after(rule: Rule, day: date) -> datetime:
    return moment(_nth_working_day(day, 1), rule.remind_at)


def may_be_told(person: Person, at: datetime) -> bool:
    wants, now = person.preferences, at.time()
    if not works(at.date()) or not time(9) <= now < time(18) or (wants.muted_until and at.date() < wants.muted_until):
        return False
    return wants.quiet_to is None or now >= wants.quiet_to  # quiet hours of these people begin in the evening


@dataclass(slots=True)
class Oracle:
    """Looks whenever the machine looks, and says who must be told something in that moment."""

    stood: dict[tuple[str, str], datetime] = field(default_factory=dict)
    over: set[tuple[str, str, datetime]] = field(default_factory=set)
    told: dict[Told, tuple[datetime, frozenset[tuple[date, int]]]] = field(default_factory=dict)
    days: set[tuple[str, date]] = field(default_factory=set)
    digests: set[tuple[Told, date]] = field(default_factory=set)

    def look(self, state: State, at: datetime) -> set[Told]:
        asked = [(rule, *one) for rule in state.rules.values() if not rule.paused for one in self._asked(rule, at)]
        duties = {told for rule, span, deadline in asked for told in self._duties(state, rule, span, deadline, at)}
        self.days |= {(told[0], at.date()) for told in duties}
        return duties | {
            one for rule, span, deadline in asked for one in self._digests(state, rule, span, deadline, at)
        }

    def _asked(self, rule: Rule, at: datetime) -> Iterator[tuple[Period, datetime]]:
        """Periods that matter, each with the deadline that stands: a new one counts if it is yet to come."""
        for span in begun(rule, at.date()):
            now, closes = due(rule, span[2]), timedelta(days=rule.grace)
            stood = self.stood.get((rule.id, span[0]))
            if at > moment((now + closes).date(), time(23, 59, 59)) + MONTH_AGO:
                continue
            stands = now if stood is None or now > at else stood
            if at <= moment((stands + closes).date(), time(23, 59, 59)):
                self.stood[rule.id, span[0]] = stands
            if (rule.id, span[0]) in self.stood:
                yield span, self.stood[rule.id, span[0]]

    def _duties(self, state: State, rule: Rule, span: Period, deadline: datetime, at: datetime) -> Iterator[Told]:
        if deadline <= at:
            self.over.add((rule.id, span[0], deadline))
        if (rule.id, span[0], deadline) in self.over:
            return
        come = {one: before for one, before in nudges(rule, deadline).items() if one <= at}
        if not come:
            return
        latest = max(come)
        for person, unit in _owing(state, rule, span):
            one = (person.id, "duty", f"{rule.id}:{span[0]}:{unit}")
            last, names = self.told.get(one, (latest, frozenset()))
            name = (deadline.date(), come[latest])
            free = (person.id, at.date()) not in self.days and may_be_told(person, at)
            if free and name not in names and latest >= last:
                self.told[one] = (latest, names | {name})
                yield one

    def _digests(self, state: State, rule: Rule, span: Period, deadline: datetime, at: datetime) -> Iterator[Told]:
        if morning_after(rule, deadline.date()) > at or not owing_units(rule, tuple(state.units.values())):
            return
        for person in state.people.values():
            one = (person.id, "digest", f"{rule.id}:{span[0]}")
            above = person.role is Role.COORDINATOR and person.unit_id == rule.unit_id
            if above and (one, deadline.date()) not in self.digests and may_be_told(person, at):
                self.digests.add((one, deadline.date()))
                yield one


def _owing(state: State, rule: Rule, span: Period) -> Iterator[tuple[Person, str]]:
    for unit in owing_units(rule, tuple(state.units.values())):
        if state.settled(rule.id, unit.id, span[1], span[2]) is Status.OPEN:
            there = [one for one in state.people.values() if one.unit_id == unit.id]
            officers = [one for one in there if one.role is not Role.VOLUNTEER]
            yield from ((one, unit.id) for one in (officers if officers and rule.role is Role.OFFICER else there))


@cache
def begun(rule: Rule, day: date) -> tuple[Period, ...]:
    """The periods that had begun on a day, back to a year and more."""
    if rule.cycle is Cycle.ONCE:
        assert rule.first
        one = period(rule, rule.first)
        return (one,) if one is not None and rule.first <= day else ()
    found: dict[str, Period] = {}
    earliest = day - timedelta(days=430)
    while day >= max(earliest, rule.since):
        span = period(rule, day)
        if span is not None:
            found[span[0]] = span
        day = span[1] - DAY if span is not None else day - DAY
    return tuple(found.values())
