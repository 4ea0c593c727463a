"""Takes times and turns them into rows: the median and the 99th percentile, beside what one compares with."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from statistics import median

MILLISECONDS, PER_SECOND, MEBIBYTES, PERCENT = "ms", "/s", "MiB", "%"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `beside` is the median of what it is compared with (None: nothing), `note` says what."""

    group: str
    what: str
    unit: str
    median: float
    p99: float | None
    rounds: int
    beside: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the other's figure this one is."""
        return self.median / self.beside if self.beside else None


def row(group: str, what: str, samples: Sequence[float], *, beside: float | None = None, note: str = "") -> Row:
    """Times in seconds as a row in milliseconds; `beside` is in seconds as well."""
    other = None if beside is None else beside * 1000
    middle, worst = median(samples) * 1000, percentile(samples, 0.99) * 1000
    return Row(group, what, MILLISECONDS, middle, worst, len(samples), other, note)


def percentile(samples: Sequence[float], share: float) -> float:
    """The smallest sample that at least `share` of all do not exceed."""
    ordered = sorted(samples)
    return ordered[max(0, ceil(len(ordered) * share) - 1)]


def timed(act: Callable[[], object]) -> float:
    """How long one call takes, in seconds."""
    before = time.perf_counter()
    act()
    return time.perf_counter() - before


def samples(act: Callable[[], object], count: int, warm: int = 3) -> list[float]:
    """The times of `count` calls after some that do not count."""
    for _ in range(warm):
        act()
    with steady():
        return [timed(act) for _ in range(count)]


@contextmanager
def steady() -> Iterator[None]:
    """Begin with the garbage collected, so that nobody pays for what was left by others."""
    gc.collect()
    yield
