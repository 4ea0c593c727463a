"""What the postman has in hand: claimed messages, what became of them, and how long until the next try."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import msgspec

from bot.channel import Delivery, Message, SendFailed
from storage.database import Transaction
from storage.outbox import Outgoing, Urgency

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=10)

decoder = msgspec.json.Decoder(Message)


@dataclass(frozen=True, slots=True)
class Held:
    """A claimed message, and the channel's reference of the earlier one of its key."""

    row: Outgoing
    older: str | None

    def delivery(self) -> Delivery:
        """As a channel takes it. Raises SendFailed for what this version cannot read."""
        row, external_id = self.row, self.row.account.partition(":")[2]
        try:
            message = decoder.decode(row.message)
        except msgspec.DecodeError as error:
            raise SendFailed("kept by a version that is not this one", permanent=True) from error
        replaces, retires = (self.older, None) if message.replace else (None, self.older)
        return Delivery(row.id, external_id, message, replaces, retires, urgent=row.urgency is Urgency.REPLY)


@dataclass(frozen=True, slots=True)
class Ended:
    """A message that is no longer on its way; `keep` writes down what became of it."""

    urgency: Urgency
    keep: Callable[[Transaction], None]


def pause(tries: int, asked: float) -> timedelta:
    """How long to wait before the next try: doubled each time, and never less than the other side asked for."""
    doubled: timedelta = FIRST_PAUSE * 2 ** min(tries - 1, 10)
    return max(min(doubled, LONGEST_PAUSE), timedelta(seconds=asked))
