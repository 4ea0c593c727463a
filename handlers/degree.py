"""Targets beside what was done: from the sums of the ledger, never typed; pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.texts import targets as texts
from storage.model.figures import OutputTally, Tally
from storage.model.registers import Register, RegisterEntry, Statement


@dataclass(frozen=True, slots=True)
class Progress:
    """A target, what was done of it, and the degree in percent, truncated; None where it names nothing countable."""

    target: RegisterEntry
    done: int | None

    @property
    def percent(self) -> int | None:
        """How much of it is reached; more than all of it is told as it is."""
        planned = self.target.amount.value
        return None if self.done is None or not planned else self.done * 100 // planned


def done(
    target: RegisterEntry,
    tallies: Iterable[Tally],
    outputs: Iterable[OutputTally],
    said: Iterable[Statement],
) -> int | None:
    """What was done of a target: `tallies` and `outputs` of its records by its day, `said` by the registers.

    Sessions count in the measure word of the target, 期 apart from 场; people are attendances on site.
    """
    of_class = [one for one in tallies if not target.kind or one.key == target.kind]
    if target.measure in texts.SESSIONS:
        return sum(count for one in of_class for word, count in one.sessions if word == target.measure)
    if target.measure in texts.PEOPLE:
        return sum(one.attendance for one in of_class)
    if target.measure in texts.ACTIVITIES:
        return sum(one.activities for one in of_class)
    things = [one for one in outputs if one.measure == target.measure and named(target.noun, one.item)]
    if things:
        return sum(one.quantity for one in things)
    entered = [one for one in said if _same(target, one.first)]
    return sum(one.value or 0 for one in entered) if entered or target.noun else None


def named(noun: str, item: str) -> bool:
    """Whether a thing of the ledger is what a target names: 资料 is 宣传资料."""
    return bool(noun and item) and (noun in item or item in noun)


def _same(target: RegisterEntry, entry: RegisterEntry) -> bool:
    return entry.register is not Register.TARGET and entry.measure == target.measure and named(target.noun, entry.noun)
