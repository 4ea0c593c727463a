"""Adds up: from the sums of the ledger to a summary that every format prints; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reports import texts
from reports.keys import in_order, month_names, name_of, without_gaps
from reports.outputs import output_tables
from reports.period import Days
from reports.summary import Summary, Table
from storage.model.figures import Grouping, OutputTally, Period, Tally


@dataclass(frozen=True, slots=True)
class Asked:
    """What a summary is of: its title, the days in words ("": all there are) and by what it adds up.

    `names` are the labels of keys (a key without one is shown as it is; months need none), `order` is how rows follow
    each other; keys that are not in it come after, sorted. `before` are the days of `Sums.previous` (None: there is
    nothing to compare with), `unfinished` says that they were cut short because these days are not over. By month, all
    months of `span` have a row, records or not. `year_before` are the same days a year earlier, where they are others
    than `before`; `ahead` says that none of the days has come.
    """

    title: str
    days: str
    grouping: Grouping
    names: Mapping[str, str]
    order: tuple[str, ...] = ()
    before: Period | None = None
    unfinished: bool = False
    span: Days | None = None
    year_before: Period | None = None
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Sums:
    """What was added up: the parts, those of the period before and of the year before, and the outputs.

    `wholes` are the sums of the three periods where their parts do not make up the whole.
    """

    tallies: tuple[Tally, ...]
    previous: tuple[Tally, ...] = ()
    outputs: tuple[OutputTally, ...] = ()
    year_before: tuple[Tally, ...] = ()
    wholes: tuple[Tally, Tally, Tally] | None = None

    def whole(self, nth: int = 0) -> Tally:
        """All of the period (0), of the one before (1) or of the year before (2)."""
        return self.wholes[nth] if self.wholes else total((self.tallies, self.previous, self.year_before)[nth])


@dataclass(frozen=True, slots=True)
class Part:
    """A row of a summary: what it is called, its sums, those of the period before and of the year before."""

    name: str
    now: Tally
    before: Tally
    year_before: Tally


@dataclass(frozen=True, slots=True)
class Columns:
    """Which of the columns that are not always there a table has."""

    online: bool
    compared: bool
    with_year_before: bool

    @classmethod
    def of(cls, asked: Asked, sums: Sums) -> "Columns":
        """Those of a summary; by month nothing stands beside."""
        return cls(
            online=any(tally.online for tally in sums.tallies),
            compared=bool(sums.previous) and asked.grouping is not Grouping.MONTH,
            with_year_before=bool(sums.year_before) and asked.grouping is not Grouping.MONTH,
        )


def summarise(asked: Asked, sums: Sums) -> Summary:
    """Figures as people read them: every cell is a sum of `sums`, whole numbers without separators, nothing rounded.

    Sessions keep their measure words apart, handed out stays apart from printed, online apart from on site. Where
    nothing is recorded the notes say what to do.
    """
    subtitle = texts.subtitle(asked.days or texts.ALL_TIME, asked.grouping)
    whole, earlier = sums.whole(), sums.whole(1)
    compared = _about_before(asked, earlier)
    if asked.ahead and not whole.activities:
        return Summary(asked.title, subtitle, (), (), texts.NOT_BEGUN)
    if not whole.activities and not sums.outputs:
        return Summary(asked.title, subtitle, (), (), (*texts.NOTHING_YET, *compared))
    return Summary(
        title=asked.title,
        subtitle=subtitle,
        figures=_figures(whole, _compared_with(asked, sums)),
        tables=(_parts(asked, sums), *output_tables(sums.outputs)),
        notes=(*_cautions(whole), *_about_parts(asked, sums), *compared),
    )


def _compared_with(asked: Asked, sums: Sums) -> tuple[tuple[str, Tally], ...]:
    """What stands beside the key figures: how it is called, and its sums."""
    beside = ((texts.BEFORE, asked.before, sums.whole(1)), (texts.YEAR_BEFORE, asked.year_before, sums.whole(2)))
    return tuple((name, tally) for name, period, tally in beside if period and tally.activities)


def _figures(whole: Tally, compared: tuple[tuple[str, Tally], ...]) -> tuple[tuple[str, str], ...]:
    activities = tuple(name + texts.count(tally.activities) for name, tally in compared)
    asides = (
        *((texts.estimated(whole.approximate),) if whole.approximate else ()),
        *(name + attendance(tally) for name, tally in compared),
    )
    return (
        (texts.ACTIVITIES, texts.with_asides(texts.count(whole.activities), activities)),
        (texts.SESSIONS, _sessions(whole)),
        (texts.ATTENDANCE, texts.with_asides(attendance(whole), asides)),
        *(((texts.ONLINE, str(whole.online)),) if whole.online else ()),
        *(((texts.UNCOUNTED, texts.count(whole.uncounted)),) if whole.uncounted else ()),
        *(((texts.VOLUNTEERS, str(whole.volunteers)),) if whole.volunteers else ()),
        *(((texts.EXPERTS, str(whole.experts)),) if whole.experts else ()),
    )


def parts(asked: Asked, sums: Sums) -> tuple[Part, ...]:
    """The parts of a summary in their order, each with the same of the period before, be it empty."""
    now, earlier, year = _by_key(sums.tallies), _by_key(sums.previous), _by_key(sums.year_before)
    by_month = asked.grouping is Grouping.MONTH
    # A month of this period and one of the period before are never the same row, so nothing stands beside it.
    keys = without_gaps(now, asked.span) if by_month else in_order({*now, *earlier, *year}, asked.order)
    names = month_names(keys) if by_month else asked.names
    return tuple(
        Part(name_of(key, names), *(found.get(key, Tally(key)) for found in (now, earlier, year))) for key in keys
    )


def _parts(asked: Asked, sums: Sums) -> Table:
    columns = Columns.of(asked, sums)
    rows = parts(asked, sums)
    return Table(
        title=texts.parts(asked.grouping),
        head=_head(asked.grouping, columns),
        rows=tuple((part.name, *_cells(part, columns)) for part in rows),
        total=() if sums.wholes else (texts.TOTAL, *_cells(_whole(sums), columns)),
        bars=tuple(part.now.attendance for part in rows),
        course=asked.grouping is Grouping.MONTH,
    )


def _whole(sums: Sums) -> Part:
    return Part("", *(sums.whole(nth) for nth in range(3)))


def _head(grouping: Grouping, columns: Columns) -> tuple[str, ...]:
    return (
        texts.HEAD_KEY[grouping],
        texts.HEAD_ACTIVITIES,
        texts.SESSIONS,
        texts.ATTENDANCE,
        *((texts.ONLINE,) if columns.online else ()),
        *((texts.HEAD_BEFORE, texts.HEAD_CHANGE) if columns.compared else ()),
        *((texts.HEAD_YEAR_BEFORE, texts.HEAD_YEAR_CHANGE) if columns.with_year_before else ()),
    )


def _cells(part: Part, columns: Columns) -> tuple[str, ...]:
    tally, past, year = part.now, part.before, part.year_before
    return (
        str(tally.activities),
        _sessions(tally),
        attendance(tally),
        *((str(tally.online),) if columns.online else ()),
        *((attendance(past), _change(tally, past)) if columns.compared else ()),
        *((attendance(year), _change(tally, year)) if columns.with_year_before else ()),
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
    words = in_order(counts, texts.SESSION_WORDS)
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


def _about_parts(asked: Asked, sums: Sums) -> tuple[str, ...]:
    return (
        *((texts.about_subsets(),) if sums.wholes else ()),
        *((texts.about_shown(),) if any(output.action == texts.SHOWN for output in sums.outputs) else ()),
        *((texts.about_year_before(asked.year_before.label),) if asked.year_before and sums.year_before else ()),
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
            volunteers=whole.volunteers + tally.volunteers,
            experts=whole.experts + tally.experts,
        )
    return whole


def _by_key(tallies: tuple[Tally, ...]) -> dict[str, Tally]:
    grouped: dict[str, list[Tally]] = {}
    for tally in tallies:
        grouped.setdefault(tally.key, []).append(tally)
    return {key: total(found, key) for key, found in grouped.items()}
