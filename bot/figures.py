"""A summary that was asked for becomes figures: storage adds up, reports lays out; within the turn's transaction."""

from dataclasses import dataclass, replace
from datetime import date

from bot.channel import Sheet
from handlers.texts import periods
from handlers.texts import summary as texts
from handlers.turn import ShowSummary
from reports.period import previous
from reports.summarise import Asked, Sums, summarise
from reports.summary import Summary
from storage.facts import StoredFacts
from storage.model.figures import Grouping, OutputTally, Period, Scope, Tally
from storage.model.taxonomy import Taxonomy

_TWO_YEARS = 731
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
    sums = Sums(
        tallies=facts.tallies(scope, grouping),
        previous=facts.tallies(replace(scope, period=before), grouping) if before else (),
        outputs=_in_order(facts.output_tallies(scope), facts.taxonomy),
    )
    names = _names(scope, grouping, facts, (*sums.tallies, *sums.previous))
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
    )
    return Figures(asked, sums)


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
        case Grouping.MONTH:
            return {}


def _unit_names(scope: Scope, facts: StoredFacts, tallies: tuple[Tally, ...]) -> dict[str, str]:
    """Only units with figures; the one that is asked for stands for what it did itself, beside those below it."""
    keys = {tally.key for tally in tallies}
    if scope.unit_id is None:
        found = tuple(filter(None, map(facts.unit, sorted(keys))))
    else:
        found = tuple(unit for unit in facts.units_below(scope.unit_id) if unit.id in keys)
    return {unit.id: texts.OWN_PART.format(unit=unit.name) if unit.id == scope.unit_id else unit.name for unit in found}
