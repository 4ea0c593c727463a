"""Totals over a span of time: 「全年培训12期850人次」, one record for each total that is stated."""

import re

from handlers.read.gathering import Gathered
from handlers.read.particulars import facts_in
from handlers.read.periods import find_period
from handlers.read.reading import Context, Found
from handlers.read.sessions import sessions_in
from handlers.read.sights import Sights
from storage.model.activity import Field
from storage.model.figures import Period

_SUMMED = re.compile(
    r"累计|截至|截止|小结|盘点|总结|月报|季报|年报|年终|全年|今年以来|一年来|共(?:开展|组织|举办|培训|放映|进行)|一年|暑假|寒假|期间"
)
_CLAUSE = re.compile(r"[，,。；;\n、]")
_SHORT = (
    "relative",
    "relative_span",
    "just_now",
    "part_of_today",
    "weekday",
    "days_ago",
    "dotted",
    "day_number",
    "month_day",
    "full_date",
)


def is_total(sights: Sights, context: Context) -> bool:
    """Whether a text sums up several sessions over a span of time, rather than tells of one activity."""
    plain = sights.undated.plain
    if any(one.days.rule in _SHORT for one in sights.days):
        return False
    counted = sessions_in(plain)
    several = counted is not None and (counted.amount.value or 0) > 1
    summed = _SUMMED.search(plain) is not None or _period(plain, context) is not None
    return summed and (several or bool(re.search(r"累计|共(?:开展|组织|举办)|\d项", plain)))


def _period(plain: str, context: Context) -> Period | None:
    named = find_period(plain, context.at.date())
    return named.period if named and named.period.last > named.period.first else None


def totals_in(sights: Sights, context: Context) -> tuple[Found, ...]:
    """One record for each stated total; all for the same span of time."""
    writing = sights.writing
    edges = [0, *_beginnings(sights.undated.plain), len(writing.plain)]
    period = _period(sights.undated.plain, context)
    found = []
    for start, end in zip(edges, edges[1:], strict=False):
        facts = facts_in(writing.part(start, end), context)
        found.append(_over(facts, period, context))
    return tuple(found)


def _beginnings(plain: str) -> list[int]:
    """Where the second and every further total begins: the clause of its number of sessions."""
    edges, place, first = [], 0, True
    for match in [*_CLAUSE.finditer(plain), None]:
        end = match.end() if match else len(plain)
        counted = sessions_in(plain[place:end])
        if counted is not None:
            if not first:
                edges.append(place)
            first = False
        place = end
    return edges


def _over(facts: Found, period: Period | None, context: Context) -> Found:
    """A total's facts with the span of time it is over, and without a venue: there was more than one."""
    kept = tuple(one for one in facts.origins if one.field not in (Field.VENUE, Field.DATE))
    gathered = Gathered(_NOTHING, facts.particulars, kept, ())
    return gathered.found()


from handlers.read.writing import plainly  # noqa: E402

_NOTHING = plainly("")
