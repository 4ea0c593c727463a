"""任务: the targets a unit answers for in a period, its own and those from above that name it, and what is done."""

from collections.abc import Iterable, Iterator
from datetime import date

from handlers import degree
from handlers.degree import Progress
from handlers.recorded import Recorded
from storage.model.figures import Grouping, Period, Scope
from storage.model.goals import Goal
from storage.model.people import Unit
from storage.model.registers import Register, RegisterEntry, statements


def goals(facts: Recorded, scope: Scope) -> tuple[Goal, ...]:
    """The targets a report of a scope prints: those whose days, from New Year to their own, meet its period.

    Those of units below are theirs. A report of some records alone has none, and neither has one without days.
    """
    period = scope.period
    if period is None or scope.recorder_id or scope.kind or scope.programme or scope.audience:
        return ()
    entries = facts.entries_below(scope.unit_id)
    found = (*_own(facts, scope.unit_id, entries), *_handed_down(facts, scope.unit_id))
    fitting = (one for one in found if one.day >= period.first and date(one.day.year, 1, 1) <= period.last)
    facts_entered = tuple(one for one in entries if one.register is not Register.TARGET)
    return of_entries((*facts_entered, *fitting), scope.unit_id, period)


def of_entries(entries: tuple[RegisterEntry, ...], unit_id: str | None, period: Period) -> tuple[Goal, ...]:
    """The same of entries whose targets were chosen before; those of another unit are a share of the whole."""
    targets = (one for one in entries if one.register is Register.TARGET)
    ordered = sorted(targets, key=lambda one: (one.programme, one.day, one.at, one.id))
    return tuple(goal(one, entries, unit_id, period.last) for one in ordered)


def goal(target: RegisterEntry, entries: Iterable[RegisterEntry], unit_id: str | None, last: date) -> Goal:
    """A target as a unit's figures count it: from the New Year before its day to that day, or to `last`."""
    period = Period(date(target.day.year, 1, 1), min(target.day, last), "")
    entered = degree.entered(target, statements(entries, unit_id, period))
    return Goal(target, period, degree.counts(target), entered, whole=unit_id in (None, target.unit_id))


def progress(facts: Recorded, one: Goal, unit_id: str | None) -> Progress:
    """What a unit with all below it has done of a target."""
    if not one.entry.measure:
        return Progress(one, None)
    scope = Scope(unit_id=unit_id, period=one.period, kind=one.entry.kind, programme=one.entry.programme)
    return Progress(one, degree.done(one, facts.tallies(scope, Grouping.KIND), facts.output_tallies(scope)))


def _own(facts: Recorded, unit_id: str | None, entries: Iterable[RegisterEntry]) -> Iterator[RegisterEntry]:
    """Of everybody: those of the units at the top."""
    for one in entries:
        unit = facts.unit(one.unit_id) if one.register is Register.TARGET else None
        if unit and (unit.id == unit_id if unit_id else not unit.parent_id):
            yield one


def _handed_down(facts: Recorded, unit_id: str | None) -> Iterator[RegisterEntry]:
    """Those of units above that name the unit as responsible."""
    own = facts.unit(unit_id) if unit_id else None
    for unit in above(facts, own):
        for one in facts.entries_below(unit.id):
            if own and one.register is Register.TARGET and one.unit_id == unit.id and _names(one, own):
                yield one


def _names(target: RegisterEntry, unit: Unit) -> bool:
    return any(name in target.responsible for name in (unit.name, *unit.aliases))


def above(facts: Recorded, unit: Unit | None) -> Iterator[Unit]:
    """The units above one, the nearest first."""
    while unit is not None and unit.parent_id and (unit := facts.unit(unit.parent_id)):
        yield unit
