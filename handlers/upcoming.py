"""The next deadlines of a rule, by the timetable; and the periods that are to be opened, or let go, when it changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from handlers.texts import ruling
from handlers.turn import Facts
from storage.model.duties import Cycle, Move, Rule, Span, Timetable, owing_units
from storage.model.people import Unit
from storage.model.writes import KeepRule, OpenPeriod, Write

SHOWN = 3
_BACK = timedelta(days=800)
"""Periods that began longer ago have no deadline ahead, whatever the cycle."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A deadline ahead: `plain` is where it would be if days of rest moved nothing."""

    span: Span
    due: datetime
    plain: datetime


def spans(timetable: Timetable, rule: Rule, first: date) -> Iterator[Span]:
    """The periods of a rule from the one a day lies in, without end but for a rule that is kept once."""
    if rule.cycle is Cycle.ONCE:
        only = timetable.span(rule, rule.first or rule.on or first)
        yield from (only,) if only else ()
        return
    day = first
    while (span := timetable.span(rule, day)) is not None:
        yield span
        day = span.last + timedelta(days=1)


def coming(timetable: Timetable, rule: Rule, at: datetime, count: int = SHOWN) -> tuple[Coming, ...]:
    """The next deadlines after a moment, of periods that are asked."""
    found: list[Coming] = []
    for span in spans(timetable, rule, max(rule.since, at.date() - _BACK)):
        due = timetable.due(rule, span)
        if due > at and span.last >= rule.since:
            plain = due if ruling.stands_still(rule) else timetable.due(replace(rule, move=Move.STAY), span)
            found.append(Coming(span, due, plain))
        if len(found) == count:
            break
    return tuple(found)


def begun(timetable: Timetable, rule: Rule, at: datetime) -> Rule:
    """A new rule that asks every period whose deadline is still ahead, the one before this month's included."""
    if rule.cycle is Cycle.ONCE or rule.since > at.date():
        return rule
    ahead = coming(timetable, replace(rule, since=at.date() - _BACK), at, 1)
    return replace(rule, since=min(ahead[0].span.first, at.date())) if ahead else rule


def owing(rule: Rule, facts: Facts) -> tuple[Unit, ...]:
    """Who owes what a rule asks."""
    return owing_units(rule, facts.units_below(rule.unit_id))


def kept(rule: Rule, before: Rule | None, by: str, at: datetime, facts: Facts) -> tuple[Write, ...]:
    """A rule's next version with its open periods; periods it no longer has let their units go."""
    base = before.version if before else 0
    rule = replace(rule, version=base + 1)
    keeping = KeepRule(rule, base, by, at)
    gone = _let_go(rule, before, at, facts) if before else ()
    return (keeping, *gone, *_opened(rule, at, facts))


def _opened(rule: Rule, at: datetime, facts: Facts) -> Sequence[OpenPeriod]:
    if rule.paused or rule.removed:
        return ()
    timetable = facts.timetable
    unit_ids = tuple(unit.id for unit in owing(rule, facts))
    return [_period(timetable, rule, span, unit_ids) for span in timetable.current(rule, at)]


def _let_go(rule: Rule, before: Rule, at: datetime, facts: Facts) -> Sequence[OpenPeriod]:
    """Open periods of the rule as it was that it no longer has, with nobody left who owes them."""
    if rule.paused or rule.removed:
        return ()
    timetable = facts.timetable
    still = {span.key for span in timetable.current(rule, at)}
    return [
        _period(timetable, before, span, ())
        for span in facts.periods(rule.id)
        if span.key not in still and timetable.closes(before, span) > at and span.first <= at.date()
    ]


def _period(timetable: Timetable, rule: Rule, span: Span, unit_ids: tuple[str, ...]) -> OpenPeriod:
    return OpenPeriod(rule.id, span, timetable.due(rule, span), timetable.closes(rule, span), unit_ids)
