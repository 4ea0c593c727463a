"""How much is done: enough for steady figures, or just enough to see that everything runs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Counts of everything that is repeated."""

    activities: int
    evenings: int
    rounds: int
    drafts: int
    starts: int
    summaries: int
    pictures: int
    telegram_seconds: float
    telegram_crowds: tuple[int, ...]
    ledgers: tuple[int, ...]
    plain: int
    papers: int
    reminders: int
    """At thirty a second: the one thing that takes as long as it takes."""


FULL = Sizes(
    activities=3600,
    evenings=40,
    rounds=5,
    drafts=10_000,
    starts=7,
    summaries=100,
    pictures=20,
    telegram_seconds=10,
    telegram_crowds=(1, 50, 500),
    ledgers=(3_000, 10_000, 100_000, 1_000_000),
    plain=7,
    papers=5,
    reminders=2_000,
)
QUICK = Sizes(
    activities=120,
    evenings=2,
    rounds=2,
    drafts=30,
    starts=1,
    summaries=5,
    pictures=1,
    telegram_seconds=1,
    telegram_crowds=(3,),
    ledgers=(120, 150, 300),
    plain=1,
    papers=1,
    reminders=60,
)
