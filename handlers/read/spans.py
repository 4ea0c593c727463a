"""Whether a stretch of a text meets one of many others, without looking at all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Spans:
    """Stretches of a text, in any order; they may lie within each other.

    >>> taken = Spans([(0, 4), (6, 9)])
    >>> taken.meets(3, 6), taken.meets(4, 6), taken.hold(7, 8), taken.hold(6, 9)
    (True, False, True, False)
    """

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        """Sort them once."""
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def meets(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with this stretch."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start

    def hold(self, start: int, end: int) -> bool:
        """Whether this stretch lies in a longer one of them."""
        before, same = bisect_left(self._starts, start), bisect_right(self._starts, start)
        return (before > 0 and self._reach[before - 1] >= end) or (same > before and self._reach[same - 1] > end)
