"""Polling without loss: an update is confirmed, by asking for the next ones, only after its turn was kept."""

import asyncio
import logging

import msgspec
from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.channel import ChannelFault
from bot.channels.telegram.intake import ALBUM_SECONDS, Intake
from bot.channels.telegram.request import AiohttpRequest, json_fields
from bot.channels.telegram.updates import Update, read_update

log = logging.getLogger(__name__)

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
WAIT_SECONDS = 30
LONGEST_PAUSE = 60.0


class WrongToken(ChannelFault):
    """Telegram does not know the token; the sentence names the way out."""

    def __init__(self) -> None:
        """Say it once and for all."""
        super().__init__("KEPU_TELEGRAM_TOKEN is not accepted by Telegram: copy it again from BotFather")


async def poll(bot: Bot, poller: AiohttpRequest, intake: Intake, unavailable: tuple[type[Exception], ...]) -> None:
    """Take updates until cancelled; failures of net or ledger pause it, longer and longer. Raises WrongToken."""
    passing: tuple[type[Exception], ...] = (TelegramError, *unavailable)
    offset, failures = 0, 0
    while True:
        try:
            offset = await _round(bot, poller, intake, offset)
            failures = 0
        except InvalidToken:
            raise WrongToken from None
        except passing as error:
            failures += 1
            await asyncio.sleep(_pause(error, failures))


async def _round(bot: Bot, poller: AiohttpRequest, intake: Intake, offset: int) -> int:
    """One batch through its turns; the offset that confirms it."""
    batch = await _batch(bot, poller, offset, WAIT_SECONDS)
    if any(update.message and update.message.media_group_id for update in batch[-1:]):
        await asyncio.sleep(ALBUM_SECONDS)  # the rest of the album; nothing is confirmed by asking again
        batch = await _batch(bot, poller, offset, 0)
    taken = await intake.take_all(batch)
    for tap in (one.tap for one in taken if one.tap):
        await acknowledge(bot, tap)
    return max((update.update_id + 1 for update in batch), default=offset)


async def _batch(bot: Bot, poller: AiohttpRequest, offset: int, wait: int) -> tuple[Update, ...]:
    fields = json_fields(offset=offset, timeout=wait, allowed_updates=KINDS)
    # Not Bot.get_updates: one update it cannot build would hold up all the others.
    answer = await poller.post(f"{bot.base_url}/getUpdates", fields, read_timeout=wait + 10)
    updates = (read_update(msgspec.json.encode(one)) for one in _listed(answer) if isinstance(one, dict))
    return tuple(sorted((update for update in updates if update), key=lambda update: update.update_id))


def _listed(answer: object) -> list[object]:
    return answer if isinstance(answer, list) else []


async def acknowledge(bot: Bot, tap: str) -> None:
    """End the waiting sign on a button; too late is no harm."""
    try:
        await bot.answer_callback_query(tap)
    except TelegramError:
        log.info("a tap was not acknowledged", extra={"action": "tap_not_acknowledged"})


def _pause(error: Exception, failures: int) -> float:
    """Seconds to wait, and a line in the log that says what to do."""
    pause = min(LONGEST_PAUSE, 2.0 ** min(failures, 6))
    if isinstance(error, Conflict):
        log.warning(
            "another program polls with this token: stop it, or use another bot", extra={"action": "two_pollers"}
        )
    elif isinstance(error, RetryAfter):
        wait = error.retry_after
        pause = max(pause, wait if isinstance(wait, int | float) else wait.total_seconds())
        log.warning("Telegram asked to wait", extra={"action": "poll_wait", "seconds": pause})
    elif isinstance(error, NetworkError):
        log.warning("Telegram cannot be reached: trying again", extra={"action": "poll_away", "seconds": pause})
    else:
        log.warning("updates could not be taken: trying again", extra={"action": "poll_failed", "seconds": pause})
    return pause
