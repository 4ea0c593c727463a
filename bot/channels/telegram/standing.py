"""How a bot stands with Telegram, asked once: its name, and what Telegram says about delivering. Never the token."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

import msgspec
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.channels.telegram.request import AiohttpRequest, NotSent

T = TypeVar("T")

SECONDS = 10
"""How long one question may take after the connection stands."""


class Trouble(StrEnum):
    """Why it could not be asked."""

    WRONG_TOKEN = "wrong_token"  # noqa: S105 - the name of a trouble
    UNREACHED = "unreached"
    BUSY = "busy"
    NO_BOT_API = "no_bot_api"


class Standing(msgspec.Struct, frozen=True):
    """The bot's name without the @; where Telegram delivers (empty: it is asked), what waits, what failed last."""

    username: str
    url: str = ""
    pending: int = 0
    failure: str = ""
    failed_at: datetime | None = None


class _Me(msgspec.Struct):
    username: str


class _Delivering(msgspec.Struct):
    url: str = ""
    pending_update_count: int = 0
    last_error_message: str = ""
    last_error_date: int = 0


async def standing(token: str, api_url: str) -> Standing | Trouble:
    """Ask getMe and getWebhookInfo."""
    request = AiohttpRequest(connections=1)
    await request.initialize()
    try:
        me = await _asked(request, f"{api_url.rstrip('/')}/bot{token}/getMe", _Me)
        told = await _asked(request, f"{api_url.rstrip('/')}/bot{token}/getWebhookInfo", _Delivering)
    except (TelegramError, msgspec.ValidationError) as error:
        return _trouble(error)
    finally:
        await request.shutdown()
    failed_at = datetime.fromtimestamp(told.last_error_date, UTC) if told.last_error_date else None
    return Standing(me.username, told.url, told.pending_update_count, told.last_error_message, failed_at)


async def named(token: str, api_url: str) -> str | Trouble:
    """Only the bot's name, without the @."""
    found = await standing(token, api_url)
    return found if isinstance(found, Trouble) else found.username


async def _asked(request: AiohttpRequest, url: str, kind: type[T]) -> T:
    return msgspec.convert(await request.post(url, read_timeout=SECONDS), kind)


def _trouble(error: TelegramError | msgspec.ValidationError) -> Trouble:
    """What one can do about it. Order matters: BadRequest and TimedOut are kinds of NetworkError."""
    match error:
        case InvalidToken():
            return Trouble.WRONG_TOKEN
        case NotSent() | TimedOut():
            return Trouble.UNREACHED
        case BadRequest():
            return Trouble.NO_BOT_API
        case RetryAfter() | NetworkError():
            return Trouble.BUSY
        case _:
            return Trouble.NO_BOT_API
