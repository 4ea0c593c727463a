"""Answers leave from the outbox: claimed, marked as being sent, sent, and marked as what became of them."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import msgspec

from bot.channel import Channel, Delivery, Message, SendFailed
from storage import outbox
from storage.database import Database, Transaction
from storage.faults import Unavailable
from storage.model.people import Account
from storage.outbox import Outgoing, Urgency

log = logging.getLogger(__name__)

AT_ONCE = 100
"""How many messages of one channel may be on their way: each of another account, none waits for another."""
BULK_AT_ONCE = 20
"""How many of those may be bulk: answers always find room, and what is in hand does not grow old in a queue."""
TRIES = 8
AWAY_TRIES = 5
"""While nobody is reached the pause grows no longer than after so many tries."""
FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=10)
IDLE_LOOK = 1.0
"""Seconds after which the outbox is looked at even when nobody called: another process may have put something in."""
LONGEST_SEND = 120.0
"""Seconds after which a channel that says nothing is given up."""
ABANDONED = timedelta(minutes=10)
"""After this long, what is marked as being sent is in nobody's hands any more."""
LEFT_LOOK = timedelta(minutes=1)
"""How often what other processes left half sent is looked for."""
LAST_ROUND = 5.0
"""Seconds that what is on its way has left when the program stops."""

decoder = msgspec.json.Decoder(Message)


class Postman:
    """Brings what is in the outbox to its channels: one account's messages in order, no account waits for another."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        now: Callable[[], datetime],
        account: Account | None = None,
    ) -> None:
        """Nothing is sent before `run`. With `account` only its messages are brought: a terminal is one person's."""
        self._account = account
        self._database, self._channels, self._now = database, channels, now
        self._began = now()
        self._looked: dict[str, datetime] = {}
        self._on_their_way: Counter[tuple[str, Urgency]] = Counter()
        self._called = asyncio.Event()
        self._stopping = self._away = False

    def call(self) -> None:
        """Something was put into the outbox."""
        self._called.set()

    async def run(self) -> None:
        """Deliver until cancelled; what is due by then is sent first, as far as LAST_ROUND allows."""
        rounds = asyncio.create_task(self._rounds())
        try:
            await asyncio.shield(rounds)
        except asyncio.CancelledError:
            self._stopping = True
            self.call()
            await asyncio.wait({rounds}, timeout=LAST_ROUND)
            rounds.cancel()
            raise

    async def deliver(self, name: str) -> int:
        """Send what is due of one channel now, and wait for it; how many messages there were. Raises `Unavailable`."""
        claimed = await self._due(name)
        async with asyncio.TaskGroup() as sending:
            return self._hand_out(name, claimed, sending)

    async def _rounds(self) -> None:
        async with asyncio.TaskGroup() as sending:
            while True:
                self._called.clear()
                # Counted before looking: what arrives meanwhile may leave its account's next message due.
                waiting = self._on_their_way.total()
                if await self._round(sending):
                    continue
                if self._stopping and not waiting:
                    return
                await self._wait()

    async def _round(self, sending: asyncio.TaskGroup) -> int:
        """Hand out what is due; 0 also while the database is away, which is looked at again later."""
        try:
            handed_out = sum([self._hand_out(name, await self._due(name), sending) for name in self._channels])
        except Unavailable:
            if not self._away:
                log.warning("outbox not reached", exc_info=True, extra={"action": "outbox_away"})
            self._away = True
            return 0
        self._away = False
        return handed_out

    async def _wait(self) -> None:
        try:
            await asyncio.wait_for(self._called.wait(), IDLE_LOOK)
        except TimeoutError:
            return

    async def _due(self, name: str) -> tuple[Outgoing, ...]:
        room = AT_ONCE - self._on_their_way[name, Urgency.REPLY]
        bulk = BULK_AT_ONCE - self._on_their_way[name, Urgency.BULK]
        return await asyncio.to_thread(self._claim, name, room, bulk) if room or bulk else ()

    def _hand_out(self, name: str, claimed: tuple[Outgoing, ...], sending: asyncio.TaskGroup) -> int:
        for row in claimed:
            self._on_their_way[name, row.urgency] += 1
            sending.create_task(self._brought(self._channels[name], row))
        return len(claimed)

    def _claim(self, name: str, room: int, bulk: int) -> tuple[Outgoing, ...]:
        """What is due; before that, now and then, what a dead process left half sent."""
        now = self._now()
        with self._database.writing() as tx:
            if now - self._looked.get(name, now - LEFT_LOOK) >= LEFT_LOOK:
                self._recover(tx, name, now)
            return outbox.claim(tx, name, now, room, bulk=bulk, account=self._account)

    def _recover(self, tx: Transaction, name: str, now: datetime) -> None:
        """Take up what was left half sent: again where that is safe, else it is uncertain."""
        safe, self._looked[name] = self._channels[name].abilities.repeats_safely, now
        left = outbox.recover(tx, name, max(self._began, now - ABANDONED), repeats_safely=safe)
        if left:
            log.warning("messages left half sent were taken up", extra={"action": "outbox_recovered", "count": left})

    async def _brought(self, channel: Channel, row: Outgoing) -> None:
        """Send one message and keep what became of it; whatever a channel raises, the others go on."""
        try:
            reference = await self._sent(channel, row)
        except SendFailed as failure:
            ended = failure
            await self._kept(lambda: self._failed(channel, row, ended))
        else:
            await self._kept(lambda: self._arrived(row, reference))
        finally:
            self._on_their_way[channel.name, row.urgency] -= 1
            self.call()

    async def _sent(self, channel: Channel, row: Outgoing) -> str | None:
        """The channel's reference. What was not foreseen may have happened after the message arrived: uncertain."""
        delivery = await asyncio.to_thread(self._delivery, channel, row)
        try:
            async with asyncio.timeout(LONGEST_SEND):
                return await channel.send(delivery)
        except SendFailed:
            raise
        except Exception as error:
            log.exception("channel failed", extra={"action": "channel_failed", "message_id": row.id})
            raise SendFailed(type(error).__name__, uncertain=True) from error

    def _delivery(self, channel: Channel, row: Outgoing) -> Delivery:
        """The message with the older one of the same key that it replaces or retires."""
        external_id, urgent = row.account.partition(":")[2], row.urgency is Urgency.REPLY
        try:
            message = decoder.decode(row.message)
            if not message.key or not channel.abilities.edits:
                return Delivery(row.id, external_id, message, urgent=urgent)
            with self._database.reading() as tx:
                older = outbox.reference_of(tx, Account(channel.name, external_id), message.key)
        except msgspec.DecodeError as error:
            raise SendFailed("kept by a version that is not this one", permanent=True) from error
        except Unavailable as error:
            raise SendFailed("the database was away") from error
        if message.replace:
            return Delivery(row.id, external_id, message, replaces=older, urgent=urgent)
        return Delivery(row.id, external_id, message, retires=older, urgent=urgent)

    async def _kept(self, keep: Callable[[], None]) -> None:
        """Keep what became of a message, when the database is back if it is away: its account's next ones wait."""
        while True:
            try:
                return await asyncio.to_thread(keep)
            except Unavailable:
                await asyncio.sleep(IDLE_LOOK)

    def _arrived(self, row: Outgoing, reference: str | None) -> None:
        with self._database.writing() as tx:
            outbox.sent(tx, row.id, self._now(), reference)

    def _failed(self, channel: Channel, row: Outgoing, failure: SendFailed) -> None:
        """Permanent and uncertain failures end here, visibly; passing ones are tried again, later and later.

        Where a repeated delivery shows once, an uncertain one is simply repeated.
        """
        uncertain = failure.uncertain and not channel.abilities.repeats_safely
        extra = {"message_id": row.id, "permanent": failure.permanent, "uncertain": uncertain, "tries": row.tries}
        log.warning("message not sent", extra={"action": "send_failed", **extra})
        with self._database.writing() as tx:
            if uncertain:
                outbox.uncertain(tx, row.id, failure.reason)
            elif failure.permanent or (row.tries >= TRIES and not failure.away):
                outbox.failed(tx, row.id, failure.reason)
            else:
                tries = min(row.tries, AWAY_TRIES) if failure.away else row.tries
                outbox.retry(tx, row.id, self._now() + pause(tries, failure.retry_after), failure.reason)


def pause(tries: int, asked: float) -> timedelta:
    """How long to wait before the next try: doubled each time, and never less than the other side asked for."""
    doubled: timedelta = FIRST_PAUSE * 2 ** min(tries - 1, 10)
    return max(min(doubled, LONGEST_PAUSE), timedelta(seconds=asked))
