"""Which period of which rule is looked at, from which unit down: only what a person may see comes out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.permission import below, may_oversee
from handlers.scene import Scene
from handlers.texts import duties as duty_texts
from storage.model.duties import Obligation, Rule, Span, Status
from storage.model.figures import Period
from storage.model.people import Person, Role, Unit
from storage.model.standing import reminded, within

_NEWEST = 8
"""Of a rule's periods, those among which one that is not closed can be."""


@dataclass(frozen=True, slots=True)
class View:
    """What stands on a table: a period of a rule, `units` the subtree that is looked at, what is owed in it.

    Moments are in the zone of the person.
    """

    rule: Rule
    span: Span
    units: tuple[Unit, ...]
    owed: tuple[Obligation, ...]
    at: datetime

    @property
    def top(self) -> Unit:
        """The unit from which one looks down."""
        return self.units[0]

    @property
    def open(self) -> tuple[Obligation, ...]:
        """Who has not reported."""
        return tuple(one for one in self.owed if one.status is Status.OPEN)

    @property
    def duty(self) -> str:
        """What is owed, with its period."""
        return duty_texts.duty(self.rule, self.span.first, self.span.last, self.at.date())

    def action(self, verb: str, *more: object, unit_id: str | None = None) -> str:
        """A button of this table, or of the same of another unit."""
        return ":".join(("o", verb, self.rule.id, self.span.key, unit_id or self.top.id, *map(str, more)))


def oversees(scene: Scene) -> bool:
    """Whether a person sees others' standing at all: officers and coordinators of a unit with units below."""
    if scene.who.role is Role.VOLUNTEER:
        return False
    return len(scene.facts.units_below(scene.who.unit_id)) > 1


def view(scene: Scene, rule: Rule, span: Span, unit_id: str) -> View | None:
    """A period seen from a unit; None where the person may not see that, or there is no such unit."""
    if not may_oversee(scene.who, unit_id, scene.facts):
        return None
    units = scene.facts.units_below(unit_id)
    zone = scene.at.tzinfo
    owed = tuple(
        replace(one, due_at=one.due_at.astimezone(zone), closes_at=one.closes_at.astimezone(zone))
        for one in within(units, scene.facts.obligations(rule.id, span.key))
    )
    return View(rule, span, units, owed, scene.at)


def viewed(scene: Scene, rule_id: str, period: str, unit_id: str) -> View | None:
    """The same by the words of a button, however old or forged."""
    rule = scene.facts.rule(rule_id)
    if rule is None or rule.removed or rule not in rules(scene):
        return None
    span = next((one for one in scene.facts.periods(rule_id) if one.key == period), None)
    return view(scene, rule, span, unit_id) if span else None


def rules(scene: Scene) -> tuple[Rule, ...]:
    """The rules that ask something of units at or below the person's."""
    facts = scene.facts
    own = facts.unit(scene.who.unit_id)
    asking = ((rule, facts.unit(rule.unit_id)) for rule in facts.rules())
    return tuple(rule for rule, unit in asking if below(unit, own) or below(own, unit))


def latest(scene: Scene, among: Sequence[Rule]) -> tuple[Rule, Span] | None:
    """The period whose deadline is nearest, before or behind, of those that are not closed; else the last there was."""
    timetable = scene.facts.timetable
    known = [(rule, span) for rule in among for span in scene.facts.periods(rule.id)[:_NEWEST]]
    still = [pair for pair in known if not pair[0].paused and timetable.closes(*pair) >= scene.at]

    def distance(pair: tuple[Rule, Span]) -> timedelta:
        return abs(timetable.due(*pair) - scene.at)

    return min(still or known, key=distance, default=None)


def named(scene: Scene, among: Sequence[Rule], period: Period) -> tuple[Rule, Span] | None:
    """The period people mean by some days: the one of just these days, else one that holds them, else one within."""
    known = [(rule, span) for rule in among for span in scene.facts.periods(rule.id)]
    fits = (
        lambda span: (span.first, span.last) == (period.first, period.last),
        lambda span: span.first <= period.first and period.last <= span.last,
        lambda span: period.first <= span.last <= period.last,
    )
    return next((pair for fit in fits for pair in known if fit(pair[1])), None)


def neighbours(scene: Scene, seen: View) -> tuple[Span | None, Span | None]:
    """The periods before and after the one that is looked at, as far as there were any."""
    spans = scene.facts.periods(seen.rule.id)
    place = spans.index(seen.span)
    earlier = spans[place + 1] if place + 1 < len(spans) else None
    return earlier, spans[place - 1] if place else None


def readers(scene: Scene, seen: View) -> dict[str, tuple[Person, ...]]:
    """Whom a reminder would reach, by unit, asked of the ledger once for the whole table."""
    people: dict[str, tuple[Person, ...]] = {}
    for one in scene.facts.people_below(seen.top.id):
        people[one.unit_id] = (*people.get(one.unit_id, ()), one)
    return {unit_id: reminded(seen.rule, joined) for unit_id, joined in people.items()}
