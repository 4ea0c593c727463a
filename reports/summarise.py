"""Adds up: from the sums of the ledger to a summary that every format prints; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from reports import texts
from reports.outputs import output_tables
from reports.period import Days, months_between
from reports.summary import Summary, Table
from storage.model.figures import Grouping, OutputTally, Period, Tally


@dataclass(frozen=True, slots=True)
class Asked:
    """What a summary is of: its title, the days in words ("": all there are) and by what it adds up.

    `names` are the labels of keys (a key without one is shown as it is; months need none), `order` is how rows follow
    each other; keys that are not in it come after, sorted. `before` are the days of `Sums.previous` (None: there is
    nothing to compare with), `unfinished` says that they were cut short because these days are not over. By month, all
    months of `span` have a row, records or not.
    """

    title: str
    days: str
    grouping: Grouping
    names: Mapping[str, str]
    order: tuple[str, ...] = ()
    before: Period | None = None
    unfinished: bool = False
    span: Days | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """What was added up: the parts, the parts of the period before, and the outputs."""

    tallies: tuple[Tally, ...]
    previous: tuple[Tally, ...] = ()
    outputs: tuple[OutputTally, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A row of a summary: what it is called, its sums, and those of the period before."""

    name: str
    now: Tally
    before: Tally


@dataclass(frozen=True, slots=True)
class Columns:
    """Which of the columns that are not always there a table has."""

    online: bool
    compared: bool

    @classmethod
    def of(cls, asked: Asked, sums: Sums) -> "Columns":
        """Those of a summary; by month nothing stands beside."""
        return cls(
            online=any(tally.online for tally in sums.tallies),
            compared=bool(sums.previous) and asked.grouping is not Grouping.MONTH,
        )


def summarise(asked: Asked, sums: Sums) -> Summary:
    """Figures as people read them: every cell is a sum of `sums`, whole numbers without separators, nothing rounded.

    Sessions keep their measure words apart, handed out stays apart from printed, online apart from on site. Where
    nothing is recorded the notes say what to do.
    """
    subtitle = texts.subtitle(asked.days or texts.ALL_TIME, asked.grouping)
    whole, earlier = total(sums.tallies), total(sums.previous)
    compared = _about_before(asked, earlier)
    if not whole.activities and not sums.outputs:
        return Summary(asked.title, subtitle, (), (), (*texts.NOTHING_YET, *compared))
    return Summary(
        title=asked.title,
        subtitle=subtitle,
        figures=_figures(whole, earlier if asked.before else Tally("")),
        tables=(_parts(asked, sums), *output_tables(sums.outputs)),
        notes=(*_cautions(whole), *compared),
    )


def _figures(whole: Tally, earlier: Tally) -> tuple[tuple[str, str], ...]:
    compared = bool(earlier.activities)
    activities = (texts.before(texts.count(earlier.activities)),) if compared else ()
    asides = (
        *((texts.estimated(whole.approximate),) if whole.approximate else ()),
        *((texts.before(attendance(earlier)),) if compared else ()),
    )
    return (
        (texts.ACTIVITIES, texts.with_asides(texts.count(whole.activities), activities)),
        (texts.SESSIONS, _sessions(whole)),
        (texts.ATTENDANCE, texts.with_asides(attendance(whole), asides)),
        *(((texts.ONLINE, str(whole.online)),) if whole.online else ()),
        *(((texts.UNCOUNTED, texts.count(whole.uncounted)),) if whole.uncounted else ()),
    )


def parts(asked: Asked, sums: Sums) -> tuple[Part, ...]:
    """The parts of a summary in their order, each with the same of the period before, be it empty."""
    now, earlier = _by_key(sums.tallies), _by_key(sums.previous)
    by_month = asked.grouping is Grouping.MONTH
    # A month of this period and one of the period before are never the same row, so nothing stands beside it.
    keys = _without_gaps(now, asked.span) if by_month else _in_order({*now, *earlier}, asked.order)
    names = _month_names(keys) if by_month else asked.names
    return tuple(Part(_name(key, names), now.get(key, Tally(key)), earlier.get(key, Tally(key))) for key in keys)


def _parts(asked: Asked, sums: Sums) -> Table:
    columns = Columns.of(asked, sums)
    rows = parts(asked, sums)
    return Table(
        title=texts.parts(asked.grouping),
        head=_head(asked.grouping, columns),
        rows=tuple((part.name, *_cells(part.now, part.before, columns)) for part in rows),
        total=(texts.TOTAL, *_cells(total(sums.tallies), total(sums.previous), columns)),
        bars=tuple(part.now.attendance for part in rows),
    )


def _head(grouping: Grouping, columns: Columns) -> tuple[str, ...]:
    return (
        texts.HEAD_KEY[grouping],
        texts.HEAD_ACTIVITIES,
        texts.SESSIONS,
        texts.ATTENDANCE,
        *((texts.ONLINE,) if columns.online else ()),
        *((texts.HEAD_BEFORE, texts.HEAD_CHANGE) if columns.compared else ()),
    )


def _cells(tally: Tally, past: Tally, columns: Columns) -> tuple[str, ...]:
    return (
        str(tally.activities),
        _sessions(tally),
        attendance(tally),
        *((str(tally.online),) if columns.online else ()),
        *((attendance(past), _change(tally, past)) if columns.compared else ()),
    )


def _change(tally: Tally, past: Tally) -> str:
    if {texts.NOT_COUNTED, texts.NOTHING_TO_SAY} & {attendance(tally), attendance(past)}:
        return texts.NOTHING_TO_SAY
    difference = tally.attendance - past.attendance
    return f"{difference:+d}" if difference else "0"


def attendance(tally: Tally) -> str:
    """The sum in figures, or in words that there is none."""
    # A zero would be an invented figure where nobody counted, or where people took part online alone.
    if tally.attendance or not tally.activities:
        return str(tally.attendance)
    if tally.online:
        return texts.NOTHING_TO_SAY
    return texts.NOT_COUNTED if tally.activities <= tally.uncounted else "0"


def _sessions(tally: Tally) -> str:
    counts = sessions(tally)
    words = _in_order(counts, texts.SESSION_WORDS)
    return texts.listed(texts.measured(counts[word], word) for word in words if counts[word]) or "0"


def sessions(tally: Tally) -> dict[str, int]:
    """How many by measure word."""
    counts: dict[str, int] = {}
    for word, count in tally.sessions:
        shown = word or texts.PLAIN_SESSION_WORD
        counts[shown] = counts.get(shown, 0) + count
    return counts


def _cautions(whole: Tally) -> tuple[str, ...]:
    return (
        *((texts.about_approximate(whole.approximate),) if whole.approximate else ()),
        *((texts.about_uncounted(whole.uncounted),) if whole.uncounted else ()),
        *((texts.about_online(),) if whole.online else ()),
    )


def _about_before(asked: Asked, earlier: Tally) -> tuple[str, ...]:
    if asked.before is None:
        return ()
    if not earlier.activities:
        return (texts.nothing_before(asked.before.label),)
    return (texts.about_before(asked.before.label), *((texts.about_unfinished(),) if asked.unfinished else ()))


def total(tallies: Iterable[Tally], key: str = "") -> Tally:
    """All of them in one."""
    whole = Tally(key)
    for tally in tallies:
        whole = Tally(
            key=key,
            activities=whole.activities + tally.activities,
            sessions=whole.sessions + tally.sessions,
            attendance=whole.attendance + tally.attendance,
            approximate=whole.approximate + tally.approximate,
            uncounted=whole.uncounted + tally.uncounted,
            online=whole.online + tally.online,
        )
    return whole


def _by_key(tallies: tuple[Tally, ...]) -> dict[str, Tally]:
    grouped: dict[str, list[Tally]] = {}
    for tally in tallies:
        grouped.setdefault(tally.key, []).append(tally)
    return {key: total(found, key) for key, found in grouped.items()}


def _in_order(keys: Iterable[str], order: tuple[str, ...]) -> tuple[str, ...]:
    # Records that say nothing of the grouping (key "") stand last, whatever their name sorts to.
    rank = {key: position for position, key in enumerate(order)}
    return tuple(sorted(keys, key=lambda key: (not key, rank.get(key, len(rank)), key)))


def _without_gaps(months: Mapping[str, Tally], span: Days | None) -> tuple[str, ...]:
    said = sorted({*map(_month, filter(None, months)), *(span or ())})
    between = months_between(said[0], said[-1]) if said else ()
    return (*(f"{first:%Y-%m}" for first in between), *(("",) if "" in months else ()))


def _month_names(keys: Iterable[str]) -> dict[str, str]:
    months = {key: _month(key) for key in keys if key}
    with_year = len({first.year for first in months.values()}) > 1
    return {key: texts.month(first, with_year=with_year) for key, first in months.items()}


def _month(key: str) -> date:
    return date.fromisoformat(f"{key}-01")


def _name(key: str, names: Mapping[str, str]) -> str:
    return names.get(key) or key or texts.NOT_SAID
