"""WeCom's intelligent robot (智能机器人) over the long connection: needs no public address; one process at a time."""

import asyncio
import logging

import httpx

from bot.channel import Answer, Delivery
from bot.channels.wecom.backstage import Backstage
from bot.channels.wecom.connection import Connection, TakenOver
from bot.channels.wecom.heard import CHANNEL
from bot.channels.wecom.intake import Intake
from bot.channels.wecom.line import WORDS, Line
from bot.channels.wecom.media import HOSTS, Fetching
from bot.channels.wecom.pace import Pace
from bot.channels.wecom.sending import Making, Sender

__all__ = ["CHANNEL", "OFFICIAL", "Backstage", "WecomChannel"]

log = logging.getLogger(__name__)

OFFICIAL = "wss://openws.work.weixin.qq.com"


class WecomChannel:
    """One bot of a company."""

    name = CHANNEL
    abilities = WORDS.abilities()

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
        fetching = Fetching(self._client, backstage.keep_file, backstage.file_limit, hosts, backstage.retry_seconds)
        self._intake = Intake(backstage, fetching)
        self.connection = Connection(url, bot_id, secret, self._intake.put_aside, backstage.pauses)
        self._intake.connection = self.connection
        pace = pace or Pace(lambda: asyncio.get_running_loop().time())
        making = Making(backstage.picture, backstage.document, backstage.unavailable)
        self._asking: set[asyncio.Future[bool]] = set()
        self._sender = Sender(Line(self.connection, pace), pace, making, backstage.rest)

    async def run(self, answer: Answer) -> None:
        """Receive until cancelled; while another process uses the bot it waits, and takes over when that is gone."""
        self._intake.answer = answer
        try:
            while True:
                if await self._leased():
                    await self._connected()
                await asyncio.sleep(self._backstage.lease_seconds)
        finally:
            await self._intake.finish()
            await asyncio.gather(*self._asking, return_exceptions=True)
            await asyncio.to_thread(self._backstage.release)

    async def _connected(self) -> None:
        """As long as the lease is ours and nobody takes the bot over; what is half sent is sent before the end."""
        self._sender.begin()
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
            await self._sender.finish(self._backstage.pauses.answer)
            connecting.cancel()
            holding.cancel()
            await asyncio.gather(connecting, holding, return_exceptions=True)

    async def _held(self) -> None:
        while await self._leased():  # noqa: ASYNC110 - renewed, not waited for
            await asyncio.sleep(self._backstage.lease_seconds)
        log.warning("the lease of the WeCom bot was lost", extra={"action": "wecom_lease_lost"})

    async def _leased(self) -> bool:
        """Take or renew the lease; whoever is cancelled meanwhile still waits for it before giving it back."""
        asking = asyncio.ensure_future(asyncio.to_thread(self._backstage.lease))
        self._asking.add(asking)
        asking.add_done_callback(self._asking.discard)
        return await asyncio.shield(asking)

    async def close(self) -> None:
        """Give the connections back."""
        await self._client.aclose()

    async def send(self, delivery: Delivery) -> str | None:
        """Bring one message to one conversation. Raises SendFailed."""
        await self._sender.send(delivery)
        return None
