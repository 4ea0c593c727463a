"""Headings of a report, on lines of their own or run into the text, and which of them a place stands under."""

import re
from bisect import bisect_right
from typing import NamedTuple

from handlers.read.patterns import regex


class Heading(NamedTuple):
    """A heading: its level from 1 (一、) to 3 (1、), its places, and its words without the number."""

    level: int
    start: int
    number_end: int
    end: int
    words: str


_NUMBER = r"[一二三四五六七八九十]{1,3}"
_LEVELS = (
    regex(rf"(?:(?<=[\n。！;；:])|^)[ \t]*(?:{_NUMBER})、[ ]?"),
    regex(rf"(?:(?<=[\n。])|^)[ \t]*\((?:{_NUMBER})\)[ ]?"),
    regex(r"(?:(?<=[\n。])|^)[ \t]*(?:\d{1,2}[、.．](?!\d)|\(\d{1,2}\))[ ]?"),
)
_RUN_IN = regex(rf"(?<=[。！\s])(?:{_NUMBER})、(?=[^\n]{{4,40}}[ \n])")
_ENDS = (
    regex(r"\n|[。；;：:]|$|(?<=[\u4e00-\u9fff])[ ]+(?=\S)"),
    regex(r"[，, ]"),
)
_LONGEST = 44


class Headings:
    """The headings of one text; asks cost a search by halves."""

    def __init__(self, plain: str) -> None:
        self.found = tuple(sorted(_headings(plain), key=lambda heading: heading.start))
        self._starts = [heading.start for heading in self.found]
        self._above: list[tuple[Heading, ...]] = []
        above: tuple[Heading, ...] = ()
        for heading in self.found:
            above = (*(one for one in above if one.level < heading.level), heading)
            self._above.append(above)

    def numbered(self, place: int) -> bool:
        """Whether a place stands in the number of a heading."""
        at = bisect_right(self._starts, place)
        return at > 0 and place < self.found[at - 1].number_end

    def blanked(self, plain: str) -> str:
        """The text without its headings, at the same places; one that states a figure is a sentence, too, and stays."""
        for heading in self.found:
            if not re.search(r"\d", heading.words):
                plain = plain[: heading.start] + " " * (heading.end - heading.start) + plain[heading.end :]
        return plain

    def above(self, place: int) -> tuple[str, ...]:
        """The words of the headings a place stands under, the outermost first."""
        at = bisect_right(self._starts, place)
        return tuple(heading.words for heading in self._above[at - 1]) if at else ()


def _headings(plain: str) -> list[Heading]:
    found = list[Heading]()
    for level, pattern in enumerate((*_LEVELS, _RUN_IN), start=1):
        for match in pattern.finditer(plain):
            stop = _stop(plain, match.end())
            words = plain[match.end() : stop].strip(" 。.：:")
            if words:
                found.append(Heading(1 if level > 3 else level, match.start(), match.end(), stop, words))
    return found


def _stop(plain: str, start: int) -> int:
    """A heading ends with its line or its sentence, at the first comma where that is far away."""
    found = (end.search(plain, start + 1, start + _LONGEST) for end in _ENDS)
    return next((match.start() for match in found if match), min(len(plain), start + _LONGEST))
