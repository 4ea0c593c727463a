"""A Word file beside what was released and the records behind it: every figure that differs, and why; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from reports import texts_marks as texts
from reports.marks import Marked, Marks
from storage.model.origins import known


class Fault(Enum):
    """What is wrong with a figure."""

    WORDS = auto()
    VALUE = auto()
    REMOVED = auto()
    EXTRA = auto()
    UNTRACED = auto()


@dataclass(frozen=True, slots=True)
class Finding:
    """A figure that differs: what it was printed as, what stands there now or should stand there."""

    fault: Fault
    was: str
    now: str = ""
    origin: str = ""


def findings(file: Marks, printed: Marks, whole: Mapping[str, int]) -> tuple[Finding, ...]:
    """Every figure of a file that is not as it was printed, or not what it should be: `whole` has them by origin.

    `printed` are the marks of the file that was released; of a paper that was not, those it lists itself.
    """
    return (
        *_figures(file, printed, whole),
        *(_extra(number, times) for number, times in sorted((file.found - printed.loose).items())),
        *(Finding(Fault.REMOVED, number) for number in sorted((printed.loose - file.found).elements())),
    )


def _figures(file: Marks, printed: Marks, whole: Mapping[str, int]) -> Iterator[Finding]:
    listed = {one.mark: one for one in file.listed}
    for one in printed.listed:
        yield from _standing(one, file.standing.get(one.mark))
        yield from _listed(one, listed.pop(one.mark, None))
        yield from _recomputed(one, whole[one.origin])
    for one in listed.values():
        yield Finding(Fault.EXTRA, one.words, "", one.origin)
    marks = {one.mark for one in printed.listed}
    for mark, words in file.standing.items():
        if mark not in marks and words:
            yield Finding(Fault.EXTRA, words)


def _standing(one: Marked, words: str | None) -> Iterator[Finding]:
    if not words:
        yield Finding(Fault.REMOVED, one.words, "", one.origin)
    elif words != one.words:
        yield Finding(Fault.WORDS, one.words, words, one.origin)


def _listed(one: Marked, other: Marked | None) -> Iterator[Finding]:
    """What the file lists of its own figure, beside what was printed."""
    if other is None:
        yield Finding(Fault.REMOVED, one.words, "", one.origin)
    elif (other.value, other.origin, other.words) != (one.value, one.origin, one.words):
        yield Finding(Fault.VALUE, str(one.value), str(other.value), one.origin)


def _recomputed(one: Marked, should: int) -> Iterator[Finding]:
    if not known(one.origin):
        yield Finding(Fault.UNTRACED, one.words, "", one.origin)
    elif should != one.value:
        yield Finding(Fault.VALUE, str(one.value), str(should), one.origin)
    elif not states(one.words, one.value):
        yield Finding(Fault.WORDS, one.words, str(one.value), one.origin)


def _extra(number: str, times: int) -> Finding:
    return Finding(Fault.EXTRA, number if times == 1 else texts.TIMES.format(number=number, times=times))


def states(words: str, value: int) -> bool:
    """Whether words can stand for a value: the value itself, or what is left of it when its end is cut off.

    >>> states("1500余人次", 1537), states("1.3万人次", 13275), states("1600余人次", 1537), states("400余万元", 4130000)
    (True, True, False, True)
    """
    found = texts.WRITTEN.match(words)
    if found is None:
        return False
    whole, decimals, before, large, behind = found.groups()
    more = before or behind
    unit = 10_000 if large else 1
    said = int(whole) * unit + (int(decimals) * unit // 10 ** len(decimals) if decimals else 0)
    step = unit // 10 ** len(decimals) if decimals else _step(int(whole)) * unit
    about = words.startswith(texts.ABOUT)
    return said == value or (bool(more or large or about) and said <= value < said + step)


def _step(whole: int) -> int:
    """The last place that is not nought: 1500 tells hundreds."""
    step = 1
    while whole and whole % (step * 10) == 0 and step < whole:
        step *= 10
    return step
