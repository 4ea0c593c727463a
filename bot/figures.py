"""A summary that was asked for becomes figures: storage adds up, reports lays out; within the turn's transaction."""

from dataclasses import dataclass, replace
from datetime import date

from bot.channel import Sheet
from handlers.texts import periods
from handlers.texts import summary as texts
from handlers.turn import ShowSummary
from reports.period import a_year_before, previous
from reports.summarise import Asked, Sums, summarise, total
from reports.summary import Summary
from storage.facts import StoredFacts
from storage.model.figures import Grouping, OutputTally, Period, Scope, Tally
from storage.model.taxonomy import Taxonomy

_YEAR, _TWO_YEARS = 366, 731
"""Days."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a summary is of and what was added up for it: whatever prints it says the same."""

    asked: Asked
    sums: Sums

    @property
    def summary(self) -> Summary:
        """Laid out for people."""
        return summarise(self.asked, self.sums)


def filled(asked: ShowSummary, facts: StoredFacts, today: date) -> Sheet:
    """The figures of a scope, the period before beside them."""
    figures = added_up(asked.title, asked.scope, asked.grouping, facts, today)
    return Sheet(asked.key, figures.summary, asked.buttons, asked.replace, asked.picture)


def added_up(title: str, scope: Scope, grouping: Grouping, facts: StoredFacts, today: date) -> Figures:
    """The sums of a scope and of the period before; `today` says how much of an unfinished period has passed."""
    before = _before(scope.period, today)
    year_before = _year_before(scope.period, before, today)
    sums = _sums(scope, (before, year_before), grouping, facts)
    names = _names(scope, grouping, facts, (*sums.tallies, *sums.previous, *sums.year_before))
    period = scope.period
    asked = Asked(
        title=title,
        days=periods.days(period.first, period.last) if period else "",
        grouping=grouping,
        names=names,
        order=tuple(names),
        before=before,
        unfinished=period is not None and period.first <= today < period.last,
        span=_span(period, today),
        year_before=year_before,
        ahead=period is not None and period.first > today,
    )
    return Figures(asked, sums)


def _sums(scope: Scope, earlier: tuple[Period | None, Period | None], grouping: Grouping, facts: StoredFacts) -> Sums:
    """Of the period, of the one before and of the year before; what is in several parts is added up for itself."""
    scopes = (scope, *(replace(scope, period=period) if period else None for period in earlier))
    now, before, year_before = (facts.tallies(one, grouping) if one else () for one in scopes)
    overlapping = grouping is Grouping.CAMPAIGN
    wholes = tuple(total(facts.tallies(one, Grouping.KIND)) if one and overlapping else Tally("") for one in scopes)
    return Sums(
        tallies=now,
        previous=before,
        outputs=_in_order(facts.output_tallies(scope), facts.taxonomy),
        year_before=year_before,
        wholes=(wholes[0], wholes[1], wholes[2]) if overlapping else None,
    )


def _in_order(outputs: tuple[OutputTally, ...], taxonomy: Taxonomy) -> tuple[OutputTally, ...]:
    """As the items stand in the taxonomy file; others come after, as they came."""
    rank = {item.name: nth for nth, item in enumerate(taxonomy.items)}
    return tuple(sorted(outputs, key=lambda output: rank.get(output.item, len(rank))))


def _before(period: Period | None, today: date) -> Period | None:
    """None without a period, and for one that starts before the calendar allows another."""
    if period is None:
        return None
    try:
        return periods.period(*previous(period.first, period.last, today))
    except (OverflowError, ValueError):
        return None


def _year_before(period: Period | None, before: Period | None, today: date) -> Period | None:
    """The same days a year earlier; None where they are those before, or the period is longer than a year."""
    if period is None or before is None:
        return None
    found = periods.period(*a_year_before(period.first, period.last, today)) if period.first.year > 1 else None
    return None if found == before or (period.last - period.first).days > _YEAR else found


def _span(period: Period | None, today: date) -> tuple[date, date] | None:
    """The days that have come of a period; None where its months would be too many to show empty ones, or none."""
    if period is None or period.first > today or (period.last - period.first).days > _TWO_YEARS:
        return None
    return period.first, min(period.last, today)


def _names(scope: Scope, grouping: Grouping, facts: StoredFacts, tallies: tuple[Tally, ...]) -> dict[str, str]:
    """The label of each key, in the order of the taxonomy file or of the tree."""
    taxonomy = facts.taxonomy
    match grouping:
        case Grouping.KIND:
            return {kind.name: kind.name for kind in taxonomy.kinds}
        case Grouping.PROGRAMME:
            return {programme.name: programme.name for programme in taxonomy.programmes}
        case Grouping.AUDIENCE:
            return {audience.name: audience.name for audience in taxonomy.audiences}
        case Grouping.UNIT:
            return _unit_names(scope, facts, tallies)
        case Grouping.CAMPAIGN:
            return {campaign.name: campaign.name for campaign in taxonomy.campaigns}
        case Grouping.MONTH | Grouping.TOPIC:
            return {}


def _unit_names(scope: Scope, facts: StoredFacts, tallies: tuple[Tally, ...]) -> dict[str, str]:
    """Only units with figures; the one that is asked for stands for what it did itself, beside those below it."""
    keys = {tally.key for tally in tallies}
    if scope.unit_id is None:
        found = tuple(filter(None, map(facts.unit, sorted(keys))))
    else:
        found = tuple(unit for unit in facts.units_below(scope.unit_id) if unit.id in keys)
    return {unit.id: texts.OWN_PART.format(unit=unit.name) if unit.id == scope.unit_id else unit.name for unit in found}
