"""Polling without loss: an update is confirmed, by asking for the next ones, only after its turn was kept."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress

import msgspec
from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.channel import ChannelFault
from bot.channels.telegram.faults import seconds_of
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.pauses import Pauses
from bot.channels.telegram.request import AiohttpRequest, json_fields
from bot.channels.telegram.updates import Update, read_update

log = logging.getLogger(__name__)

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
WAIT_SECONDS = 30


class WrongToken(ChannelFault):
    """Telegram does not know the token; the sentence names the way out."""

    def __init__(self) -> None:
        """Say it once and for all."""
        super().__init__("KEPU_TELEGRAM_TOKEN is not accepted by Telegram: copy it again from BotFather")


class Poll:
    """Asks for updates. A slow turn holds up its own chat alone: the others are taken meanwhile, none is confirmed

    before all earlier ones are kept. Those that failed, and those behind them in their chat, simply come again.
    """

    def __init__(
        self,
        bot: Bot,
        poller: AiohttpRequest,
        intake: Intake,
        unavailable: tuple[type[Exception], ...],
        pauses: Pauses,
    ) -> None:
        """`unavailable` are the exceptions by which the ledger says that it keeps nothing just now."""
        self._bot, self._poller, self._intake, self._pauses = bot, poller, intake, pauses
        self._passing: tuple[type[Exception], ...] = (TelegramError, *unavailable)
        self._taking: dict[int, asyncio.Task[None]] = {}
        self._offset = 0

    async def run(self) -> None:
        """Take updates until cancelled; failures of net or ledger pause it, longer and longer. Raises WrongToken."""
        failures = 0
        try:
            while True:
                try:
                    await self._round()
                    failures = 0
                except InvalidToken:
                    raise WrongToken from None
                except self._passing as error:
                    failures += 1
                    await asyncio.sleep(_told(error, self._pauses.after(failures)))
        finally:
            await self._end()

    async def _round(self) -> None:
        for update in await self._batch(0 if self._taking else WAIT_SECONDS):
            if update.update_id not in self._taking:
                self._taking[update.update_id] = asyncio.create_task(self._take(update))
        if self._taking:
            await asyncio.wait(self._taking.values(), timeout=self._pauses.look)
            self._settle()

    async def _take(self, update: Update) -> None:
        one = await self._intake.take(update)
        if one.tap:
            await acknowledge(self._bot, one.tap)

    def _settle(self) -> None:
        """Move the offset up to the first update that is not kept. Raises a failure after that."""
        taking = self._taking
        failed = {number: error for number, task in taking.items() if task.done() and (error := task.exception())}
        kept = {number for number, task in taking.items() if task.done() and number not in failed}
        self._offset = min(taking.keys() - kept, default=max(taking) + 1)
        self._taking = {
            number: task
            for number, task in taking.items()
            if number not in failed and (number not in kept or number > self._offset)
        }
        if failed:
            raise failed[min(failed)]

    async def _batch(self, wait: int) -> tuple[Update, ...]:
        fields = json_fields(offset=self._offset, timeout=wait, allowed_updates=KINDS)
        # Not Bot.get_updates: one update it cannot build would hold up all the others.
        answer = await self._poller.post(f"{self._bot.base_url}/getUpdates", fields, read_timeout=wait + 10)
        if not answer and not self._taking:
            self._offset = 0  # all is confirmed; after a quiet week Telegram may count on from a smaller number
        listed: Sequence[object] = answer if isinstance(answer, list) else ()
        updates = (read_update(msgspec.json.encode(one)) for one in listed if isinstance(one, dict))
        return tuple(sorted((update for update in updates if update), key=lambda update: update.update_id))

    async def _end(self) -> None:
        """Finish what is in hand, and confirm it, so that it need not come again."""
        if not self._taking:
            return
        await asyncio.wait(self._taking.values(), timeout=self._pauses.end)
        with suppress(TimeoutError, *self._passing):
            self._settle()
            async with asyncio.timeout(self._pauses.end):
                await self._batch(0)
        for task in self._taking.values():
            task.cancel()


async def acknowledge(bot: Bot, tap: str) -> None:
    """End the waiting sign on a button; too late is no harm."""
    try:
        await bot.answer_callback_query(tap)
    except TelegramError:
        log.info("a tap was not acknowledged", extra={"action": "tap_not_acknowledged"})


def _told(error: Exception, pause: float) -> float:
    """Seconds to wait, and a line in the log that says what to do."""
    if isinstance(error, RetryAfter):
        pause = max(pause, seconds_of(error))
    extra = {"action": "poll_failed", "error": type(error).__name__, "seconds": pause}
    match error:
        case Conflict() if "webhook" in error.message.lower():
            log.warning("a webhook was set meanwhile: is another program using the token?", extra=extra)
        case Conflict():
            log.warning("another program polls with this token: stop it, or use another bot", extra=extra)
        case RetryAfter():
            log.warning("Telegram asked to wait", extra=extra)
        case NetworkError():
            log.warning("Telegram cannot be reached: trying again", extra=extra)
        case _:
            log.warning("updates could not be taken: trying again", extra=extra)
    return pause
