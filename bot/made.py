"""What a paper was made of, as it is written into its file and read back from it."""

from datetime import datetime

import msgspec

from handlers.turn import Paper
from storage.model.figures import Period
from storage.model.registers import RegisterEntry, Statement, statements


class Made(msgspec.Struct, frozen=True):
    """What a paper was made of, written into its file: the question, the moment, the days it is compared with."""

    paper: Paper
    at: datetime
    before: Period | None = None

    @property
    def days(self) -> Period:
        """Its period; without one the day it was made."""
        day = self.at.date()
        return self.paper.scope.period or Period(day, day, "")


def said_in(made: Made, entries: tuple[RegisterEntry, ...]) -> tuple[Statement, ...]:
    """What registers say in the days of a paper."""
    return statements(entries, made.paper.scope.unit_id, made.days)


def source_of(made: Made) -> str:
    """As it is written into the file."""
    return msgspec.json.encode(made).decode()


def made_of(source: str) -> Made | None:
    """Read back; None where it says nothing."""
    try:
        return msgspec.json.decode(source, type=Made)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None
