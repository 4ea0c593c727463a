"""The clock: APScheduler ticks and does nothing else; what is due is found in the ledger, so being late is harmless."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

EVERY = timedelta(minutes=1)
SPREAD = timedelta(seconds=10)
"""So that several processes, and several offices, do not all look in the same second."""


def clock(tick: Callable[[], Awaitable[None]], at: datetime) -> AsyncIOScheduler:
    """A scheduler that ticks at `at` and then every minute, once started within a running loop.

    However late a tick is it takes place, several that were missed are one, and none begins before the last has ended
    (APScheduler would by default drop what is a second late).
    """
    scheduler = AsyncIOScheduler(timezone=UTC)
    trigger = IntervalTrigger(seconds=round(EVERY.total_seconds()), jitter=round(SPREAD.total_seconds()), timezone=UTC)
    scheduler.add_job(tick, trigger, next_run_time=at, coalesce=True, misfire_grace_time=None, max_instances=1)
    return scheduler
