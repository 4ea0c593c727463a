"""数据来源: the records behind each figure of a paper, as an annex; numbers in a row are written as 2026-0001至0007."""

from collections.abc import Callable, Collection, Iterable, Iterator

from reports import texts_marks as texts
from reports.paper import Annex, Figure, Grid
from storage.model.goals import DEGREE, DONE, PLANNED, Goal
from storage.model.origins import RECORD, Source, Sums, known, parts, selected
from storage.model.registers import Statement

MOST = 300
"""Figures an annex tells of; more are asked for one by one."""
_WIDTHS = (34, 16, 50)


def provenance(
    figures: Iterable[Figure],
    sources: tuple[Source, ...],
    label: Callable[[str], str],
    said: tuple[Statement, ...] = (),
    goals: tuple[Goal, ...] = (),
) -> Annex | None:
    """Each figure once, in the order of the paper; those of one record name it themselves, others are untold.

    `said` are the statements of registers, which name their days and where they were taken from, `goals` the targets.
    """
    wanted = {one.origin: one for one in figures if known(one.origin) and not one.origin.startswith(f"{RECORD}/")}
    numbers = _numbers(wanted, sources) | _of_selections(wanted, sources)
    behind = {origin: compressed(found) for origin, found in numbers.items()} | {
        one.origin: _entered(one) for one in said
    }
    behind |= dict(_of_goals(goals, sources))
    rows = tuple(
        ((label(origin),), (one.words,), (behind[origin],)) for origin, one in wanted.items() if origin in behind
    )
    grid = Grid("", texts.SOURCE_HEADS, _WIDTHS, rows[:MOST])
    return Annex(texts.SOURCES, (grid,)) if rows else None


def _of_goals(goals: Iterable[Goal], sources: tuple[Source, ...]) -> Iterator[tuple[str, str]]:
    """That it was set, the records that add to what is done, and how the degree follows from both."""
    found = tuple(goals)
    whole = Sums(sources if found else (), (), found)
    for goal in found:
        shares = whole.shares(goal.origin(DONE))
        other = texts.OF_REGISTERS if goal.entered else texts.OF_NOTHING
        yield goal.origin(PLANNED), texts.OF_TARGETS
        yield goal.origin(DONE), compressed(one.source.number for one in shares) if shares else other
        yield goal.origin(DEGREE), texts.OF_BOTH


def _entered(one: Statement) -> str:
    """When the entries were made, and where they were taken from."""
    days = sorted({entry.day for entry in one.entries})
    sources = dict.fromkeys(entry.source for entry in one.entries if entry.source)
    return texts.ENTERED.format(days=texts.PAUSE.join(f"{day:%Y-%m-%d}" for day in days)) + "".join(
        texts.TAKEN_FROM.format(source=source) for source in sources
    )


def _numbers(origins: Collection[str], sources: Iterable[Source]) -> dict[str, list[str]]:
    """The numbers of the records that add something to each of these figures of the period."""
    found: dict[str, list[str]] = {}
    for source in sources:
        if source.earlier:
            continue
        for origin, value in parts(source).items():
            if value and origin in origins:
                found.setdefault(origin, []).append(source.number)
    return found


def _of_selections(origins: Iterable[str], sources: tuple[Source, ...]) -> dict[str, list[str]]:
    """The same of figures over a selection."""
    chosen = [origin for origin in origins if selected(origin)]
    whole = Sums(sources if chosen else ())
    return {origin: numbers for origin in chosen if (numbers := [one.source.number for one in whole.shares(origin)])}


def compressed(numbers: Iterable[str]) -> str:
    """Numbers of records in order, those in a row as first and last.

    >>> compressed(["2026-0001", "2026-0003", "2026-0002", "2025-0009"])
    '2025-0009、2026-0001至0003'
    """
    return texts.PAUSE.join(_said(*run) for run in _runs(sorted((*_place(number), number) for number in set(numbers))))


def _place(number: str) -> tuple[str, int]:
    year, _, nth = number.partition("-")
    return year, int(nth) if nth.isdecimal() else 0


def _runs(places: list[tuple[str, int, str]]) -> Iterator[tuple[str, str]]:
    """First and last of each row without a gap."""
    first = last = ""
    expected: tuple[str, int] = "", 0
    for year, nth, number in places:
        if first and (year, nth) != expected:
            yield first, last
            first = ""
        first, last, expected = first or number, number, (year, nth + 1)
    if first:
        yield first, last


def _said(first: str, last: str) -> str:
    return first if first == last else f"{first}{texts.TO}{last.partition('-')[2]}"
