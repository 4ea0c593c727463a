"""A summary that was asked for becomes figures: storage adds up, reports lays out; within the turn's transaction."""

from dataclasses import replace

from bot.channel import Sheet
from handlers.turn import ShowSummary
from reports.period import previous
from reports.summarise import Asked, Sums, summarise
from storage.facts import StoredFacts
from storage.model.figures import Grouping, Scope, Tally


def filled(asked: ShowSummary, facts: StoredFacts) -> Sheet:
    """The figures of a scope, the period before beside them."""
    names = _names(asked, facts)
    sums = Sums(
        tallies=facts.tallies(asked.scope, asked.grouping),
        previous=_before(asked, facts),
        outputs=facts.output_tallies(asked.scope),
    )
    wanted = Asked(asked.title, asked.scope.period, asked.grouping, names, tuple(names))
    return Sheet(asked.key, summarise(wanted, sums), asked.buttons, asked.replace, asked.picture)


def _before(asked: ShowSummary, facts: StoredFacts) -> tuple[Tally, ...]:
    """Months are compared by their total only: the months of another period have other names."""
    period = asked.scope.period
    if period is None:
        return ()
    earlier = replace(asked.scope, period=previous(period))
    return facts.tallies(earlier, asked.grouping)


def _names(asked: ShowSummary, facts: StoredFacts) -> dict[str, str]:
    """The label of each key, in the order of the taxonomy file or of the tree."""
    taxonomy = facts.taxonomy
    match asked.grouping:
        case Grouping.KIND:
            return {kind.name: kind.name for kind in taxonomy.kinds}
        case Grouping.PROGRAMME:
            return {programme.name: programme.name for programme in taxonomy.programmes}
        case Grouping.AUDIENCE:
            return {audience.name: audience.name for audience in taxonomy.audiences}
        case Grouping.UNIT:
            return _unit_names(asked.scope, facts)
        case Grouping.MONTH:
            return {}


def _unit_names(scope: Scope, facts: StoredFacts) -> dict[str, str]:
    return {unit.id: unit.name for unit in facts.units_below(scope.unit_id)} if scope.unit_id else {}
