"""What words make of a deadline rule: the rule as it is after them, and what of them could not be used."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from handlers.read.deadlines import Ordered
from handlers.read.duedays import LENGTHS, Due, Unclear
from handlers.texts import deadlines as texts
from handlers.texts import ruling
from storage.model.duties import Cycle, Proof, Rule
from storage.model.people import Level, Unit

EARLY_DAY, FARTHEST, MOST = 10, 30, 5
"""Up to this day of a month the month before is usually meant; limits of a cadence."""

_WORKDAY_BEGINS, _WORKDAY_ENDS = time(9), time(18)


@dataclass(frozen=True, slots=True)
class Names:
    """The units somebody may speak of: their own with all below, by every name one can call them."""

    units: tuple[Unit, ...]

    def known(self) -> tuple[str, ...]:
        """All names: proper ones, aliases, and with the unit above before them."""
        return tuple(dict.fromkeys(name for unit in self.units for name in self._of(unit)))

    def called(self, name: str) -> tuple[Unit, ...]:
        """The units of a name."""
        return tuple(unit for unit in self.units if name in self._of(unit))

    def full(self, unit: Unit) -> str:
        """A name that tells units of one name apart."""
        above = next((one for one in self.units if one.id == unit.parent_id), None)
        return f"{above.name if above else ''}{unit.name}"

    def _of(self, unit: Unit) -> tuple[str, ...]:
        return (unit.name, *unit.aliases, self.full(unit))


@dataclass(frozen=True, slots=True)
class Ruled:
    """A rule after some words, and what to say about them."""

    rule: Rule
    notes: tuple[str, ...] = ()


def ruled(rule: Rule, said: Ordered, names: Names, today: date, *, new: bool) -> Ruled:
    """The rule with everything that was said; what cannot be used stays as it was and is told."""
    rule = _titled(rule, said, new=new)
    rule = _due(rule, said, today)
    rule, who_notes = _owing(rule, said, names)
    rule, remind_notes = _reminded(rule, said)
    rule = replace(
        rule,
        due_time=said.due_time or rule.due_time,
        move=said.move or rule.move,
        grace=rule.grace if said.grace is None else said.grace,
        proof=said.proof or rule.proof,
        role=said.role or rule.role,
        since=said.since or rule.since,
    )
    unclear = tuple(texts.UNCLEAR[one.reason].format(words=one.words) for one in said.unclear)
    unread = (texts.UNREAD.format(words=texts.JOINT.join(said.unread)),) if said.unread else ()
    return Ruled(rule, (*unclear, *who_notes, *remind_notes, *unread))


def _titled(rule: Rule, said: Ordered, *, new: bool) -> Rule:
    """What is reported; only activities are settled by activities, a 总结 has to be declared."""
    if not said.title:
        return rule
    if said.title in texts.SAME_AS_TITLE:
        return replace(rule, title=texts.TITLE, proof=Proof.ACTIVITY if new else rule.proof)
    by_activity = said.title.endswith(texts.SAME_AS_TITLE)
    proof = Proof.ACTIVITY if by_activity else Proof.DECLARED
    return replace(rule, title=said.title, proof=proof if new else rule.proof)


def _due(rule: Rule, said: Ordered, today: date) -> Rule:
    due = said.due
    if due is not None and due.cycle is None:
        rule = _another_day(rule, due, today)
    elif due is not None and due.cycle is Cycle.ONCE:
        rule = _once(rule, due, today)
    elif due is not None and due.cycle is not None:
        rule = _every(rule, due, due.cycle)
    return rule if said.previous is None else about(rule, previous=said.previous)


def _another_day(rule: Rule, due: Due, today: date) -> Rule:
    """Only the day of the month was said: of the cycle there is, or the next such day of a rule that is kept once."""
    if rule.cycle is Cycle.ONCE:
        return _once(rule, Due(Cycle.ONCE, on=due.on), today) if due.on else rule
    return _every(rule, replace(due, months=_kept_months(rule, due)), rule.cycle)


def _kept_months(rule: Rule, due: Due) -> int | None:
    """The due month that was said; the one there was, for another day of it; the period's last for its last day."""
    if due.months is not None or rule.cycle is Cycle.MONTH:
        return due.months
    return None if rule.working_days or due.day in (0, ruling.LAST_DAY) else rule.months


def _once(rule: Rule, due: Due, today: date) -> Rule:
    """A single period: what was named, else from now on, or the whole year where it is to be declared."""
    begins = today if rule.proof is Proof.ACTIVITY else today.replace(month=1, day=1)
    first = due.first or min(begins, due.on or begins)
    return replace(
        rule, cycle=Cycle.ONCE, day=0, months=0, first=first, on=due.on, working_days=due.working_days, since=first
    )


def _every(rule: Rule, due: Due, cycle: Cycle) -> Rule:
    kept = rule.day if rule.cycle is not Cycle.ONCE else 0
    day = kept if due.day is None else due.day
    working_days = (rule.working_days if rule.cycle is not Cycle.ONCE else 0) if due.day is None else due.working_days
    rule = replace(rule, cycle=cycle, day=day, working_days=working_days, first=None, on=None)
    usual = 1 if cycle is Cycle.MONTH and is_early(rule) else 0
    return replace(rule, months=usual if due.months is None else due.months)


def is_early(rule: Rule) -> bool:
    """Whether a monthly deadline stands so early in the month that the month before is likely meant."""
    early = 0 < rule.working_days <= EARLY_DAY or (not rule.working_days and 0 < rule.day <= EARLY_DAY)
    return rule.cycle is Cycle.MONTH and early


def about(rule: Rule, *, previous: bool) -> Rule:
    """The same day, about the period before it or the one it lies in."""
    length = LENGTHS.get(rule.cycle)
    if length is None:
        return rule
    months = rule.months
    while previous and months <= 0:
        months += length
    while not previous and months > 0:
        months -= length
    return replace(rule, months=months)


def _owing(rule: Rule, said: Ordered, names: Names) -> tuple[Rule, tuple[str, ...]]:
    excepted, notes = _each(said.excepted, names)
    named, more_notes = _each(said.unit_names, names)
    back = {unit.id for unit in named} & set(rule.except_units)
    named = tuple(unit for unit in named if unit.id not in back)
    top, top_notes = _top(named)
    without = [one for one in rule.except_units if one not in back]
    rule = replace(
        rule,
        unit_id=top.id if top else rule.unit_id,
        levels=_levels(rule, said, names.units),
        except_units=tuple(dict.fromkeys((*without, *(unit.id for unit in excepted)))),
    )
    strangers = (texts.STRANGERS.format(names=texts.JOINT.join(said.strangers)),) if said.strangers else ()
    return rule, (*notes, *more_notes, *top_notes, *strangers)


def _each(called: Sequence[str], names: Names) -> tuple[tuple[Unit, ...], tuple[str, ...]]:
    """The units of some names; a name of several units is told instead."""
    found: list[Unit] = []
    notes: list[str] = []
    for name in called:
        match names.called(name):
            case (unit,):
                found.append(unit)
            case (first, *_):
                notes.append(texts.ALIKE.format(name=name, example=names.full(first)))
            case _:
                pass
    return tuple(found), tuple(notes)


def _top(named: tuple[Unit, ...]) -> tuple[Unit | None, tuple[str, ...]]:
    """The one unit a rule is for: 「柳林镇紫兴社区」 names one inside the other."""
    if not named:
        return None, ()
    lowest = max(named, key=lambda unit: len(unit.path))
    if all(lowest.path.startswith(unit.path) for unit in named):
        return lowest, ()
    return None, (texts.SEVERAL_UNITS.format(names=texts.JOINT.join(unit.name for unit in named)),)


def _levels(rule: Rule, said: Ordered, units: tuple[Unit, ...]) -> tuple[Level, ...]:
    levels = rule.levels if said.levels.owing is None else said.levels.owing
    if levels and said.levels.more:
        levels = tuple(level for level in Level if level in (*levels, *said.levels.more))
    if said.levels.fewer:
        below = {unit.level for unit in units[1:]}
        levels = tuple(one for one in levels or Level if one in (levels or below) and one not in said.levels.fewer)
    return levels


def _reminded(rule: Rule, said: Ordered) -> tuple[Rule, tuple[str, ...]]:
    """Cadence and time of reminders, within what people may be asked to bear."""
    unclear: list[Unclear] = []
    if said.cadence is not None:
        if len(said.cadence) > MOST or max(said.cadence, default=0) > FARTHEST:
            unclear.append(Unclear("", "far"))
        else:
            rule = replace(rule, cadence=said.cadence)
    if said.remind_at is not None:
        if _WORKDAY_BEGINS <= said.remind_at < _WORKDAY_ENDS:
            rule = replace(rule, remind_at=said.remind_at)
        else:
            unclear.append(Unclear("", "early"))
    return rule, tuple(texts.UNCLEAR[one.reason].format(words=one.words) for one in unclear)


def blank(rule_id: str, unit_id: str, made_by: str, today: date) -> Rule:
    """The rule where nothing was said: the ledger, by the last working day of every month."""
    return Rule(rule_id, unit_id, texts.TITLE, Cycle.MONTH, today, made_by)
