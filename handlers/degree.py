"""Targets beside what was done: from the sums of the ledger, never typed; pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.read import saidwords
from handlers.texts import targets as texts
from handlers.texts.tracing import PLAIN_SESSION_WORD
from storage.model.figures import OutputTally, Tally
from storage.model.goals import Goal, named
from storage.model.registers import Register, RegisterEntry, Statement


@dataclass(frozen=True, slots=True)
class Progress:
    """A target, what was done of it, and the degree in percent, truncated; None where it names nothing countable."""

    goal: Goal
    done: int | None

    @property
    def percent(self) -> int | None:
        """How much of it is reached; more than all of it is told as it is."""
        return self.goal.degree(self.done)


def counts(target: RegisterEntry) -> str:
    """What of a record counts for a target, as origins name it; "" where it is things or what registers say.

    Sessions count in the measure word of the target, 期 apart from 场; people are attendances on site.
    """
    if target.measure in saidwords.SESSIONS:
        return f"sessions/{saidwords.SESSIONS[target.measure]}"
    if target.measure in texts.PEOPLE:
        return "attendance"
    return "activities" if target.measure in texts.ACTIVITIES else ""


def done(goal: Goal, tallies: Iterable[Tally], outputs: Iterable[OutputTally]) -> int | None:
    """What was done of a target: `tallies` and `outputs` are those of its records; None where it is nothing countable.

    Where no record has the things it names, it is what registers say.
    """
    target = goal.entry
    if goal.counts:
        return sum(_counted(goal.counts, one) for one in tallies if target.kind in ("", one.key))
    things = [one for one in outputs if goal.names(one.item, one.action, one.measure)]
    if things:
        return sum(one.quantity for one in things)
    return goal.entered if goal.entered is not None else 0 if target.noun else None


def _counted(what: str, tally: Tally) -> int:
    head, _, wanted = what.partition("/")
    if head == "sessions":
        return sum(count for word, count in tally.sessions if (word or PLAIN_SESSION_WORD) == wanted)
    return tally.attendance if head == "attendance" else tally.activities


def entered(target: RegisterEntry, said: Iterable[Statement]) -> int | None:
    """What registers say of a target; None where they say nothing of it."""
    found = [one for one in said if _same(target, one.first)]
    return sum(one.value or 0 for one in found) if found else None


def _same(target: RegisterEntry, entry: RegisterEntry) -> bool:
    return entry.register is not Register.TARGET and entry.measure == target.measure and named(target.noun, entry.noun)
