"""What becomes of some records later: corrected after another look, withdrawn, and now and then brought back."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from bot.sample.invention import corrected
from bot.sample.outline import YearOutline
from bot.sample.records import Later
from storage.model.activity import Act, Particulars

CORRECTED, WITHDRAWN, RESTORED = 0.06, 0.015, 0.25
"""Shares of all records, and of the withdrawn ones those that come back."""


def afterwards(
    chance: Random, outline: YearOutline, told: Particulars, recorded: datetime, now: datetime
) -> tuple[Later, ...]:
    """The further versions of a record, oldest first; none for nearly all."""
    return tuple(_changes(chance, outline, told, recorded, now))


def _changes(
    chance: Random, outline: YearOutline, told: Particulars, recorded: datetime, now: datetime
) -> Iterator[Later]:
    drawn, at = chance.random(), _later(chance, recorded, now)
    if drawn < CORRECTED and told.attendance.value is not None:
        counted = corrected(chance, told, outline)
        yield Later(Act.CHANGED, counted, "", at, chance.choice(outline.reasons.changed))
    elif drawn > 1 - WITHDRAWN:
        reason = chance.choice(outline.reasons.withdrawn)
        yield Later(Act.WITHDRAWN, told, reason, at, reason)
        if chance.random() < RESTORED:
            yield Later(Act.RESTORED, told, "", _later(chance, at, now), "")


def _later(chance: Random, before: datetime, now: datetime) -> datetime:
    return min(before + timedelta(hours=chance.randint(1, 90)), now)
