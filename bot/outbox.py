"""Answers leave from the outbox: claimed, marked as being sent, sent, and marked as what became of them."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from bot.channel import Channel, Delivery, Message, SendFailed
from storage import outbox
from storage.database import Database
from storage.faults import Unavailable
from storage.model.people import Account
from storage.outbox import Outgoing

log = logging.getLogger(__name__)

BATCH = 50
TRIES = 8
FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=10)
IDLE_LOOK = 1.0
"""Seconds after which the outbox is looked at even when nobody called: another process may have put something in."""

decoder = msgspec.json.Decoder(Message)


@dataclass(slots=True)
class Postman:
    """Brings what is in the outbox to its channels; one account's messages stay in order."""

    database: Database
    channels: Mapping[str, Channel]
    now: Callable[[], datetime]
    _called: asyncio.Event

    def __init__(self, database: Database, channels: Mapping[str, Channel], now: Callable[[], datetime]) -> None:
        """Nothing is sent before `run` or `deliver`."""
        self.database, self.channels, self.now = database, channels, now
        self._called = asyncio.Event()

    def call(self) -> None:
        """Something was put into the outbox."""
        self._called.set()

    async def run(self) -> None:
        """Deliver until cancelled. What a dead process left half sent is settled first."""
        await asyncio.to_thread(self.recover)
        while True:
            self._called.clear()
            if not await self._looked():
                await self._wait()

    async def _looked(self) -> int:
        """Deliver what is due; 0 also while the database is away, which is looked at again later."""
        try:
            return sum([await self.deliver(name) for name in self.channels])
        except Unavailable as away:
            log.warning("outbox not reached: %s", away.reason, extra={"action": "outbox_away"})
            return 0

    async def _wait(self) -> None:
        try:
            await asyncio.wait_for(self._called.wait(), IDLE_LOOK)
        except TimeoutError:
            return

    def recover(self) -> None:
        """Rows that a dead process left as being sent: again where repeating is safe, else marked uncertain."""
        with self.database.writing() as tx:
            for name, channel in self.channels.items():
                outbox.recover(tx, name, self.now(), repeats_safely=channel.abilities.repeats_safely)

    async def deliver(self, name: str) -> int:
        """Send one batch of a channel; how many messages there were."""
        claimed = await asyncio.to_thread(self._claim, name)
        await asyncio.gather(*(self._sent(self.channels[name], row) for row in claimed))
        return len(claimed)

    def _claim(self, name: str) -> tuple[Outgoing, ...]:
        with self.database.writing() as tx:
            return outbox.claim(tx, name, self.now(), BATCH)

    async def _sent(self, channel: Channel, row: Outgoing) -> None:
        try:
            delivery = await asyncio.to_thread(self._delivery, channel, row)
            reference = await channel.send(delivery)
        except SendFailed as failure:
            await asyncio.to_thread(self._failed, row, failure)
        else:
            await asyncio.to_thread(self._arrived, row, reference)

    def _delivery(self, channel: Channel, row: Outgoing) -> Delivery:
        """The message with the older one of the same key that it replaces or retires."""
        message = decoder.decode(row.message)
        external_id = row.account.partition(":")[2]
        if not message.key or not channel.abilities.edits:
            return Delivery(row.id, external_id, message)
        with self.database.reading() as tx:
            older = outbox.reference_of(tx, Account(channel.name, external_id), message.key)
        if message.replace:
            return Delivery(row.id, external_id, message, replaces=older)
        return Delivery(row.id, external_id, message, retires=older)

    def _arrived(self, row: Outgoing, reference: str | None) -> None:
        with self.database.writing() as tx:
            outbox.sent(tx, row.id, self.now(), reference)

    def _failed(self, row: Outgoing, failure: SendFailed) -> None:
        """Permanent and uncertain failures end here, visibly; passing ones are tried again, later and later."""
        extra = {"action": "send_failed", "permanent": failure.permanent, "uncertain": failure.uncertain}
        log.warning("message not sent: %s", failure.reason, extra=extra)
        with self.database.writing() as tx:
            if failure.uncertain:
                outbox.uncertain(tx, row.id, failure.reason)
            elif failure.permanent or row.tries >= TRIES:
                outbox.failed(tx, row.id, failure.reason)
            else:
                outbox.retry(tx, row.id, self.now() + pause(row.tries, failure.retry_after), failure.reason)


def pause(tries: int, asked: float) -> timedelta:
    """How long to wait before the next try: doubled each time, and never less than the other side asked for."""
    doubled: timedelta = FIRST_PAUSE * 2 ** min(tries, 10)
    return max(min(doubled, LONGEST_PAUSE), timedelta(seconds=asked))
