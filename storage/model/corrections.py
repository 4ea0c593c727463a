"""What has become of the records of a release since: which changed, and the totals that are no longer the same."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from storage.model.goals import Goal
from storage.model.origins import BEFORE, CHANGE, RECORD, Source, Sums, parts
from storage.model.registers import RegisterEntry, Statement

_UNTOLD = (BEFORE, CHANGE, RECORD, "unit", "month", "topic")
"""Their figures follow from others; nobody needs to be told of them one by one."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A record as it was counted and as it would be now; None: not counted."""

    was: Source | None
    now: Source | None

    @property
    def source(self) -> Source:
        """Whichever there is."""
        found = self.now or self.was
        assert found is not None  # noqa: S101 - one of them is always there
        return found


@dataclass(frozen=True, slots=True)
class Total:
    """A figure, as it was and as it would be now."""

    origin: str
    was: int
    now: int


def changed(then: Iterable[Source], now: Iterable[Source]) -> tuple[Changed, ...]:
    """Records that count differently or are told differently, by number; a new photo alone changes nothing."""
    before = {one.activity_id: one for one in then}
    after = {one.activity_id: one for one in now}
    pairs = (Changed(before.get(one), after.get(one)) for one in {*before, *after})
    found = (pair for pair in pairs if _told(pair.was) != _told(pair.now))
    return tuple(sorted(found, key=lambda pair: (len(pair.source.number), pair.source.number)))


def _told(source: Source | None) -> object:
    return source and (source.particulars, source.earlier)


def totals(
    then: Iterable[Source],
    now: Iterable[Source],
    said: tuple[Iterable[Statement], Iterable[Statement]] = ((), ()),
    goals: tuple[Iterable[Goal], Iterable[Goal]] = ((), ()),
) -> tuple[Total, ...]:
    """The figures that are not the same any more, in the order of their origins; the whole first.

    `said` are the statements of registers then and now, `goals` the targets.
    """
    before, after = Sums(then, said[0], goals[0]), Sums(now, said[1], goals[1])
    return tuple(
        Total(one, before[one], after[one])
        for one in sorted({*before, *after}, key=lambda one: (not one.startswith("all/"), one))
        if one.partition("/")[0] not in _UNTOLD and before[one] != after[one]
    )


def differences(pair: Changed) -> Iterator[Total]:
    """What one record counted, and counts now."""
    was, now = (_whole(source) for source in (pair.was, pair.now))
    for origin in sorted({*was, *now}):
        if was[origin] != now[origin]:
            yield Total(origin, was[origin], now[origin])


def _whole(source: Source | None) -> Counter[str]:
    found = parts(source) if source else Counter[str]()
    return Counter({one: value for one, value in found.items() if one.startswith(("all/", "output/"))})


@dataclass(frozen=True, slots=True)
class Restated:
    """An entry of a register as it was counted and as it is now; None: not counted."""

    was: RegisterEntry | None
    now: RegisterEntry | None


def restated(then: Iterable[RegisterEntry], now: Iterable[RegisterEntry]) -> tuple[Restated, ...]:
    """Entries that are there no more, are new, or say something else; in the order of their days."""
    before, after = ({one.id: one for one in entries} for entries in (then, now))
    pairs = (Restated(before.get(id_), after.get(id_)) for id_ in {*before, *after})
    found = [pair for pair in pairs if (pair.was and pair.was.version) != (pair.now and pair.now.version)]
    return tuple(sorted(found, key=_order))


def _order(pair: Restated) -> tuple[int, str]:
    one = pair.now or pair.was
    return (one.day.toordinal(), one.id) if one else (0, "")
