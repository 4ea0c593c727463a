"""What Telegram's refusals mean for going on: wait, give up, or do not know."""

import os

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channel import SendFailed
from bot.channels.telegram.pace import Crowded, Pace
from bot.channels.telegram.request import NotSent

os.environ.setdefault("PTB_TIMEDELTA", "true")
"""The library's opt-in to spans of time as timedelta, which every later version will use."""

UNCHANGED = "message is not modified"
BLOCKED = "the person has blocked the bot, or is gone"


def judged(error: Exception, pace: Pace, chat: str, *, begun: bool = False) -> SendFailed:
    """The failure of a call as the outbox takes it; the pace learns how long Telegram wants to be left alone.

    `begun`: a part of the message is there already, so it must never be sent again from its beginning. Order matters:
    BadRequest and TimedOut are kinds of NetworkError in this library. What is not Telegram's is raised as it is.
    """
    match error:
        case RetryAfter():
            seconds = seconds_of(error)
            pace.hold(chat, seconds)
            return SendFailed("Telegram asked to wait", uncertain=begun, retry_after=seconds)
        case Forbidden():
            return SendFailed(BLOCKED, permanent=True)
        case ChatMigrated():
            return SendFailed("the group has become another one", permanent=True)
        case InvalidToken():
            return SendFailed("Telegram does not accept the token", uncertain=begun, retry_after=60)
        case BadRequest():
            return SendFailed(f"Telegram refused it: {error.message[:80]}", permanent=True)
        case NotSent():
            return SendFailed("Telegram cannot be reached", uncertain=begun, away=True)
        case TimedOut():
            return SendFailed("no answer from Telegram", uncertain=True)
        case NetworkError():
            return SendFailed(f"Telegram failed: {error.message[:80]}", uncertain=begun)
        case Crowded():
            return SendFailed("too much at once", uncertain=begun, retry_after=error.seconds)
        case TelegramError():
            return SendFailed("an answer nobody can read", uncertain=True)
        case _:
            raise error


def unchanged(error: BadRequest) -> bool:
    """Whether an edit was refused because the message is just like that already; only the text tells."""
    return UNCHANGED in error.message.lower()


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram wants to be left alone."""
    wait = error.retry_after
    return wait if isinstance(wait, int | float) else wait.total_seconds()
