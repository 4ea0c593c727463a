"""Keys of a grouping as rows of a table: in which order, and how they are called."""

from collections.abc import Iterable, Mapping
from datetime import date

from reports import texts
from reports.period import Days, months_between
from storage.model.figures import Tally


def in_order(keys: Iterable[str], order: tuple[str, ...]) -> tuple[str, ...]:
    """As given, then whatever else there is, sorted, then what nothing was said of."""
    # Records that say nothing of the grouping (key "") stand last, whatever their name sorts to.
    rank = {key: position for position, key in enumerate(order)}
    return tuple(sorted(keys, key=lambda key: (not key, rank.get(key, len(rank)), key)))


def without_gaps(months: Mapping[str, Tally], span: Days | None) -> tuple[str, ...]:
    """All months from the first to the last, be there nothing in between; what has no day stands last."""
    said = sorted({*map(_month, filter(None, months)), *(span or ())})
    between = months_between(said[0], said[-1]) if said else ()
    return (*(f"{first:%Y-%m}" for first in between), *(("",) if "" in months else ()))


def month_names(keys: Iterable[str]) -> dict[str, str]:
    """The years stand there where they are several."""
    months = {key: _month(key) for key in keys if key}
    with_year = len({first.year for first in months.values()}) > 1
    return {key: texts.month(first, with_year=with_year) for key, first in months.items()}


def _month(key: str) -> date:
    return date.fromisoformat(f"{key}-01")


def name_of(key: str, names: Mapping[str, str]) -> str:
    """How a key is called."""
    return names.get(key) or key or texts.NOT_SAID
