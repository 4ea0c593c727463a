"""WeCom's intelligent robot (智能机器人) over the long connection: needs no public address; one process at a time."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx

from bot.channel import Answer, Delivery, Document, Sheet
from bot.channels.wecom import cards, frames
from bot.channels.wecom.connection import Connection, Pauses, TakenOver
from bot.channels.wecom.heard import Heard, heard
from bot.channels.wecom.media import HOSTS, Fetching, Keep
from bot.channels.wecom.pace import Pace
from bot.channels.wecom.sending import ABILITIES, Sender
from handlers.texts import wecom as texts
from handlers.turn import Event, Incoming, Sent
from handlers.turn import Refused as RefusedFile
from storage.model.activity import Evidence
from storage.model.people import Account

log = logging.getLogger(__name__)

CHANNEL = "wecom"
OFFICIAL = "wss://openws.work.weixin.qq.com"
LAST_LINES = 10
"""Seconds at the end for what was read and is not handed in yet."""


@dataclass(frozen=True, slots=True)
class Backstage:
    """What the channel is handed.

    `keep_file` stores a file, `picture` draws a summary, `document` makes a file, `lease` says whether this process may
    use the bot now, and holds it for a while, `release` gives it back; these block. `unavailable` are the exceptions by
    which the ledger says that it keeps nothing just now.
    """

    keep_file: Keep
    picture: Callable[[Sheet], bytes]
    document: Callable[[Document], bytes]
    now: Callable[[], datetime]
    file_limit: int
    lease: Callable[[], bool] = lambda: True
    release: Callable[[], None] = lambda: None
    unavailable: tuple[type[Exception], ...] = ()
    pauses: Pauses = field(default_factory=Pauses)
    lease_seconds: float = 20
    retry_seconds: float = 1


class WecomChannel:
    """One bot of a company."""

    name = CHANNEL
    abilities = ABILITIES

    def __init__(
        self,
        bot_id: str,
        secret: str,
        backstage: Backstage,
        *,
        url: str = OFFICIAL,
        hosts: tuple[str, ...] = HOSTS,
        pace: Pace | None = None,
    ) -> None:
        """Nothing is opened yet. `pace` is WeCom's own where none is given."""
        self._backstage = backstage
        self._client = httpx.AsyncClient(follow_redirects=False)
        self.connection = Connection(url, bot_id, secret, self._put_aside, backstage.pauses)
        pace = pace or Pace(lambda: asyncio.get_running_loop().time())
        self._sender = Sender(self.connection, pace, backstage.picture, backstage.document)
        self._fetching = Fetching(
            self._client, backstage.keep_file, backstage.file_limit, hosts, backstage.retry_seconds
        )
        self._lines: dict[str, asyncio.Queue[Heard]] = {}
        self._working: set[asyncio.Task[None]] = set()
        self._answer: Answer | None = None

    async def run(self, answer: Answer) -> None:
        """Receive until cancelled; while another process uses the bot it waits, and takes over when that is gone."""
        self._answer = answer
        try:
            while True:
                if await asyncio.to_thread(self._backstage.lease):
                    await self._connected()
                await asyncio.sleep(self._backstage.lease_seconds)
        finally:
            if self._working:  # WeCom sends nothing twice: what was read is handed in before the end
                await asyncio.wait(self._working, timeout=LAST_LINES)
            for task in self._working:
                task.cancel()
            await asyncio.to_thread(self._backstage.release)

    async def _connected(self) -> None:
        """As long as the lease is ours and nobody takes the bot over."""
        connecting = asyncio.create_task(self.connection.run())
        holding = asyncio.create_task(self._held())
        try:
            done, _ = await asyncio.wait((connecting, holding), return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        except TakenOver:
            log.error("another program uses this WeCom bot", extra={"action": "wecom_taken_over"})  # noqa: TRY400 - not our fault
            await asyncio.Event().wait()
        finally:
            connecting.cancel()
            holding.cancel()
            await asyncio.gather(connecting, holding, return_exceptions=True)

    async def _held(self) -> None:
        while await asyncio.to_thread(self._backstage.lease):  # noqa: ASYNC110 - renewed, not waited for
            await asyncio.sleep(self._backstage.lease_seconds)
        log.warning("the lease of the WeCom bot was lost", extra={"action": "wecom_lease_lost"})

    async def close(self) -> None:
        """Give the connections back."""
        await self._client.aclose()

    async def send(self, delivery: Delivery) -> str | None:
        """Bring one message to one conversation. Raises SendFailed."""
        await self._sender.send(delivery)
        return None

    def _put_aside(self, frame: frames.Body) -> None:
        """Every conversation has a line of its own: its things are heard in order, others never wait for them."""
        try:
            one = heard(frame)
        except (TypeError, ValueError, AttributeError, KeyError):
            one = None
        if one is None:
            log.warning("WeCom sent something nobody can read", extra={"action": "wecom_odd"})
            return
        if one.account not in self._lines:
            self._lines[one.account] = asyncio.Queue()
            task = asyncio.create_task(self._worked(one.account))
            self._working.add(task)
            task.add_done_callback(self._working.discard)
        self._lines[one.account].put_nowait(one)

    async def _worked(self, account: str) -> None:
        line = self._lines[account]
        while not line.empty():
            one = line.get_nowait()
            await self._acknowledged(one)
            await self._heard(one)
        del self._lines[account]

    async def _acknowledged(self, one: Heard) -> None:
        """What has to be answered within five seconds: a card that was tapped, a chat that was opened."""
        try:
            if one.task:
                card = {"response_type": "update_template_card", "template_card": cards.answered(one.task)}
                await self.connection.call(frames.UPDATE, card, one.request)
            elif one.welcome:
                said = {"msgtype": "text", "text": {"content": texts.WELCOME}}
                await self.connection.call(frames.WELCOME, said, one.request)
        except (frames.Offline, frames.Unanswered, frames.Refused):
            log.info("a card or a welcome came too late", extra={"action": "wecom_late"})

    async def _heard(self, one: Heard) -> None:
        """Hand it in; where the ledger keeps nothing just now it is handed in again."""
        event = await self._event(one)
        at = datetime.fromtimestamp(one.date, UTC) if one.date else self._backstage.now()
        incoming = Incoming(one.id, Account(CHANNEL, one.account), event, at.astimezone(self._backstage.now().tzinfo))
        assert self._answer is not None  # noqa: S101 - set before anything is heard
        while True:
            try:
                await self._answer(incoming)
            except self._backstage.unavailable:
                await asyncio.sleep(self._backstage.retry_seconds)
            else:
                return

    async def _event(self, one: Heard) -> Event:
        if one.event is not None:
            return one.event
        fetched = [await self._fetching.fetched(link) for link in one.links]
        files = tuple(file for file in fetched if isinstance(file, Evidence))
        refused = next((file for file in fetched if isinstance(file, RefusedFile)), None)
        return Sent(files, one.caption) if files or refused is None else refused
