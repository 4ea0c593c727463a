"""What the coordinator gets on the working day after a deadline: who has reported, what failed, the figures."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from handlers.scopes import action
from handlers.texts import common, periods
from handlers.texts import duties as duty_texts
from handlers.texts import pending as texts
from handlers.texts import summary as summary_texts
from handlers.turn import Button, Reply, Say, ShowSummary
from storage.model.duties import Obligation, Rule, Span, Status
from storage.model.figures import Grouping, Scope
from storage.model.people import Person, Unit
from storage.model.standing import Count, counted, within

MOST_NAMES = 20


def digest(
    person: Person,
    rule: Rule,
    obligations: Sequence[Obligation],
    units: Sequence[Unit],
    at: datetime,
    failed: Mapping[str, int] | None = None,
) -> tuple[Reply, ...]:
    """The digest of a period for one coordinator: a text with buttons, then the summary of the period, to be filled.

    `units` is the subtree of the rule's unit, that unit first, in tree order (`Facts.units_below`), `obligations` are
    all of the period, `at` is now in the zone of the person. `failed`: how many reminders of this period could not be
    sent, by the reason in words. Names who has not reported: for the coordinator alone, never for a group. Empty
    where nobody owed anything.
    """
    owed = within(units, obligations)
    if not owed:
        return ()
    span = owed[0].span
    duty = duty_texts.duty(rule, span.first, span.last, at.date())
    due_at = owed[0].due_at.astimezone(at.tzinfo)
    count = counted(owed)
    lines = (
        texts.DIGEST.format(name=person.name, duty=duty, due=duty_texts.due(due_at, at.date())),
        _counts(count),
        *_missing(units, owed),
        *_failed(failed or {}),
        texts.as_of(at),
    )
    where = f"{rule.id}:{span.key}:{units[0].id}"
    listed = (Button(texts.LIST, f"o:l:{where}:0"),) if count.open else ()
    said = Say("\n".join(lines), ((*listed, Button(texts.EXPORT, f"o:x:{where}")),))
    return (said, _figures(person, units[0], span))


def _counts(count: Count) -> str:
    """Every unit stands in exactly one of the parts; those that are nobody's are left out."""
    parts = (
        (texts.ON_TIME, count.on_time),
        (texts.LATE_ONES, count.late),
        (texts.NIL, count.nil),
        (texts.ON_LEAVE, count.leave),
        (texts.EXEMPTED, count.exempt),
    )
    said = [texts.SUM_PART.format(what=what, count=number) for what, number in parts if number]
    said.append(texts.SUM_PART.format(what=texts.OPEN, count=count.open))
    return texts.DIGEST_COUNTS.format(owing=count.owing, parts=texts.COMMA.join(said))


def _missing(units: Sequence[Unit], owed: Iterable[Obligation]) -> tuple[str, ...]:
    names = full_names(units)
    still = [names[one.unit_id] for one in owed if one.status is Status.OPEN]
    return (texts.OPEN_ONES.format(names=texts.named(still, MOST_NAMES)) if still else texts.NONE_OPEN,)


def _failed(failed: Mapping[str, int]) -> tuple[str, ...]:
    total = sum(failed.values())
    if not total:
        return ()
    reasons = (texts.DIGEST_REASON.format(reason=reason, count=count) for reason, count in failed.items() if count)
    return (texts.DIGEST_FAILED.format(count=total, reasons=texts.JOIN.join(reasons)),)


def full_names(units: Sequence[Unit]) -> dict[str, str]:
    """What to call the units of a subtree: with the one above, where that is not the top, since names come twice."""
    top, names = units[0], {unit.id: unit.name for unit in units}
    return {
        unit.id: names[unit.id]
        if unit is top or unit.parent_id in (None, top.id)
        else f"{names.get(unit.parent_id or '', '')}{unit.name}"
        for unit in units
    }


def _figures(person: Person, unit: Unit, span: Span) -> ShowSummary:
    """The figures of the period, by kind, with the ways on."""
    period = periods.period(span.first, span.last)
    scope = Scope(unit_id=unit.id, period=period)
    title = summary_texts.SEPARATOR.join((unit.name, period.label))
    return ShowSummary(
        key=f"s{person.id}",
        title=summary_texts.TITLE.format(what=title),
        scope=scope,
        grouping=Grouping.KIND,
        buttons=(
            (
                Button(common.GROUPINGS[Grouping.UNIT], action(scope, Grouping.UNIT)),
                Button(summary_texts.SEE_RECORDS, action(scope, Grouping.KIND, 0)),
            ),
        ),
        picture=person.preferences.pictures,
    )
