"""What became of reminders: how many went out, and those that did not, with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from storage.model.duties import Reminder


class Fate(StrEnum):
    """How a reminder ended: still waiting, arrived, perhaps arrived, could not be sent, of no use any more."""

    WAITING = "waiting"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A reminder that did not (surely) go out; `reason` is the short name or the words it was kept with."""

    reminder: Reminder
    person: str
    unit: str
    fate: Fate
    reason: str


@dataclass(frozen=True, slots=True)
class Deliveries:
    """How many reminders ended how, and a page of those that did not go out; fates that did not occur are left out."""

    counts: Mapping[Fate, int]
    undelivered: tuple[Undelivered, ...]

    @property
    def left_out(self) -> int:
        """How many did not go out altogether."""
        return sum(self.counts.get(fate, 0) for fate in (Fate.UNCERTAIN, Fate.FAILED, Fate.SKIPPED))
