"""Answers leave from the outbox: claimed, marked as being sent, sent, and marked as what became of them."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from bot.channel import Channel, SendFailed
from bot.deliveries import Ended, Held, pause
from bot.scribe import Scribe
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
"""While nobody is reached no more tries are counted, and the pause grows no longer."""
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


Judge = Callable[[datetime, Transaction, Outgoing], Outgoing | None]


class Postman:
    """Brings what is in the outbox to its channels: one account's messages in order, no account waits for another."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        now: Callable[[], datetime],
        account: Account | None = None,
        judge: Judge | None = None,
    ) -> None:
        """Nothing is sent before `run`. With `account` only its messages are brought: a terminal is one person's.

        `judge` sees what nobody waits for once more before it is sent: gives it as it is to be sent, or None where it
        has kept that it waits or is not sent.
        """
        self._judge = judge
        self._account = account
        self._channels, self._now = channels, now
        self.scribe = Scribe(database)
        self._began = now()
        self._looked: dict[str, datetime] = {}
        self._on_their_way: Counter[tuple[str, Urgency]] = Counter()
        self._ended: dict[str, list[Ended]] = {}
        self._called = asyncio.Event()
        self._calling = set(channels)
        self._stopping = self._away = False

    def call(self, *names: str) -> None:
        """Something was put into the outbox, for these channels (none named: for any)."""
        self._calling.update(names or self._channels)
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
        claimed: tuple[Held, ...] = ()
        self._calling.add(name)
        while not claimed and name in self._calling:  # what was judged to be of no use may have others behind it
            self._calling.discard(name)
            claimed, _ = await self._due(name)
        async with asyncio.TaskGroup() as sending:
            handed_out = self._hand_out(name, claimed, sending)
        await self._settle(name)
        return handed_out

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
        """Keep what has ended, hand out what is due; 0: nothing to do, or the database is away and looked at later."""
        done = 0
        try:
            names = [name for name in self._channels if name in self._calling]
            self._calling.clear()
            for name in names:
                claimed, ended = await self._due(name)
                done += ended + self._hand_out(name, claimed, sending)
        except Unavailable:
            if not self._away:
                log.warning("outbox not reached", exc_info=True, extra={"action": "outbox_away"})
            self._away = True
            self._calling.update(self._channels)
            return 0
        self._away = False
        return done

    async def _wait(self) -> None:
        try:
            await asyncio.wait_for(self._called.wait(), IDLE_LOOK)
        except TimeoutError:
            self._calling.update(self._channels)

    async def _due(self, name: str, *, look: bool = True) -> tuple[tuple[Held, ...], int]:
        """What is due of a channel; how many of those on their way have ended, which is kept by the same commit."""
        ended = self._ended.pop(name, [])
        gone = Counter(one.urgency for one in ended)
        room = AT_ONCE - self._on_their_way[name, Urgency.REPLY] + gone[Urgency.REPLY]
        bulk = BULK_AT_ONCE - self._on_their_way[name, Urgency.BULK] + gone[Urgency.BULK]
        now = self._now()
        left = now - self._looked.get(name, now - LEFT_LOOK) >= LEFT_LOOK

        def kept(tx: Transaction) -> tuple[tuple[Held, ...], int]:
            for one in ended:
                one.keep(tx)
            if not look or not (room or bulk):
                return (), 0
            if left:
                self._recover(tx, name, now)
            return self._claim(tx, name, room, bulk)

        try:
            claimed, dropped = await self.scribe.write(kept, first=True)
        except Unavailable:
            self._ended[name] = ended + self._ended.get(name, [])
            raise
        if left and look and (room or bulk):
            self._looked[name] = now  # only now: what was taken up is kept
        self._on_their_way.subtract({(name, urgency): count for urgency, count in gone.items()})
        if dropped:
            self.call(name)  # there may be more behind them
        return claimed, len(ended)

    def _hand_out(self, name: str, claimed: tuple[Held, ...], sending: asyncio.TaskGroup) -> int:
        for held in claimed:
            self._on_their_way[name, held.row.urgency] += 1
            sending.create_task(self._brought(self._channels[name], held))
        return len(claimed)

    def _claim(self, tx: Transaction, name: str, room: int, bulk: int) -> tuple[tuple[Held, ...], int]:
        """What is due, with the earlier card of its key where there is one that can be changed; how much was not."""
        channel = self._channels[name]
        now = self._now()
        rows = outbox.claim(tx, name, now, room, bulk=bulk, account=self._account)
        judged = (self._judged(tx, row, now) for row in rows)
        held = tuple(Held(row, row.older if channel.abilities.edits else None) for row in judged if row is not None)
        return held, len(rows) - len(held)

    def _judged(self, tx: Transaction, row: Outgoing, now: datetime) -> Outgoing | None:
        if self._judge is None or row.urgency is Urgency.REPLY:
            return row
        return self._judge(now, tx, row)

    def _recover(self, tx: Transaction, name: str, now: datetime) -> None:
        """Take up what was left half sent: again where that is safe, else it is uncertain."""
        safe = self._channels[name].abilities.repeats_safely
        left = outbox.recover(
            tx, name, max(self._began, now - ABANDONED), repeats_safely=safe, claimed_after=now + LEFT_LOOK
        )
        if left:
            log.warning("messages left half sent were taken up", extra={"action": "outbox_recovered", "count": left})

    async def _brought(self, channel: Channel, held: Held) -> None:
        """Send one message, and remember what became of it; whatever a channel raises, the others go on."""
        row = held.row
        try:
            reference = await self._sent(channel, held)
        except SendFailed as failure:
            keep = partial(self._failed, channel, row, failure)
        else:
            keep = partial(_arrived, row.id, self._now(), reference)
        self._ended.setdefault(channel.name, []).append(Ended(row.urgency, keep))
        self.call(channel.name)

    async def _sent(self, channel: Channel, held: Held) -> str | None:
        """The channel's reference. What was not foreseen may have happened after the message arrived: uncertain."""
        delivery = held.delivery()
        try:
            async with asyncio.timeout(LONGEST_SEND):
                return await channel.send(delivery)
        except SendFailed:
            raise
        except Exception as error:
            log.exception("channel failed", extra={"action": "channel_failed", "message_id": held.row.id})
            raise SendFailed(type(error).__name__, uncertain=True) from error

    async def _settle(self, name: str) -> None:
        """Keep what became of those that have ended, when the database is back if it is away."""
        while self._ended.get(name):
            try:
                await self._due(name, look=False)
            except Unavailable:
                await asyncio.sleep(IDLE_LOOK)

    def _failed(self, channel: Channel, row: Outgoing, failure: SendFailed, tx: Transaction) -> None:
        """Permanent and uncertain failures end here, visibly; passing ones are tried again, later and later.

        Where a repeated delivery shows once, an uncertain one is simply repeated.
        """
        uncertain = failure.uncertain and not channel.abilities.repeats_safely
        extra = {"message_id": row.id, "permanent": failure.permanent, "uncertain": uncertain, "tries": row.tries}
        log.warning("message not sent", extra={"action": "send_failed", **extra})
        if uncertain:
            outbox.uncertain(tx, row.id, failure.reason)
        elif failure.permanent or (row.tries >= TRIES and not failure.away):
            outbox.failed(tx, row.id, failure.reason)
        else:
            tries = min(row.tries, AWAY_TRIES) if failure.away else row.tries
            until = self._now() + pause(tries, failure.retry_after)
            outbox.retry(tx, row.id, until, failure.reason, tries=tries)


def _arrived(message_id: str, at: datetime, reference: str | None, tx: Transaction) -> None:
    outbox.sent(tx, message_id, at, reference)
