"""The real program with a Telegram bot, made to die (see tests.crash.fate). Run as a program it is a nursery."""

import asyncio
import os
import sys
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import msgspec
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from telegram.request import RequestData

import reports.picture  # noqa: F401 - loaded once for all lives
from bot.app import serve, telegram_channel, web_channel
from bot.channel import Channel, Delivery
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.request import AiohttpRequest
from bot.config import load
from tests.crash.fate import Fate, Order, mortal_ledger, nursery, tell
from tests.fakes.telegram import TOKEN
from tests.fakes.telegram_updates import FIRST_UPDATE
from tests.players.telegram import FREE, QUICK

WEBHOOK = "https://example.org/telegram"
IDENTIFYING = ("offset", "file_id", "callback_query_id")
"""What tells calls of one method apart, besides the message that is being sent."""

_sending: ContextVar[str] = ContextVar("_sending", default="")


class TelegramOrder(Order, frozen=True):
    """Where the Bot API is, and whether it brings updates by the webhook."""

    api_url: str = ""
    webhook: bool = False


def mortal_calls(channel: TelegramChannel, fate: Fate) -> None:
    """Every call gets a point before and one after, named by its method and what it is about."""
    send, do_request = channel.send, AiohttpRequest.do_request

    async def sending(delivery: Delivery) -> str | None:
        _sending.set(delivery.id)
        return await send(delivery)

    async def calling(
        request: AiohttpRequest, url: str, method: str, request_data: RequestData | None = None, **timeouts: object
    ) -> tuple[int, bytes]:
        name = _call_name(url, request_data)
        fate.reached(f"before {name}")
        answer = await do_request(request, url, method, request_data, **timeouts)
        fate.reached(f"after {name}")
        return answer

    channel.send = sending  # type: ignore[method-assign]
    AiohttpRequest.do_request = calling  # type: ignore[assignment, method-assign]


def _call_name(url: str, given: RequestData | None) -> str:
    fields: dict[str, Any] = msgspec.json.decode(given.json_payload) if given else {}
    if "offset" in fields:  # before anything is confirmed it may be 0 or the first number, as fast as the turn was
        fields["offset"] = max(fields["offset"], FIRST_UPDATE)
    about = [f"{field}={fields[field]}" for field in IDENTIFYING if field in fields]
    return " ".join([url.rpartition("/")[2], *about, _sending.get()]).strip()


def mortal_posts(webhook: ASGIApp, fate: Fate) -> ASGIApp:
    """Every post of an update, and every part of the answer, gets a point before and one after."""

    async def serving(scope: Scope, receive: Receive, send: Send) -> None:
        came = await receive()  # an update comes in one piece
        name = f"post {msgspec.json.decode(came['body'])['update_id']}"

        async def receiving() -> Message:
            return came

        async def sending(message: Message) -> None:
            part = f"{message['type']} {message.get('status', '')} of {name}"
            fate.reached(f"before {part}")
            await send(message)
            fate.reached(f"after {part}")

        fate.reached(f"before {name}")
        await webhook(scope, receiving, sending)
        fate.reached(f"after {name}")

    return serving


def live(order: TelegramOrder) -> None:
    """The real ledger and the real bot, without Telegram's pace; no web chat but for the webhook."""
    environ = {
        "KEPU_DATABASE_URL": order.database,
        "KEPU_DATA_DIR": order.data_dir,
        "KEPU_LISTEN": "127.0.0.1:0",
        "KEPU_TELEGRAM_TOKEN": TOKEN,
        "KEPU_TELEGRAM_API_URL": order.api_url,
    } | ({"KEPU_TELEGRAM_WEBHOOK_URL": WEBHOOK} if order.webhook else {})
    settings, fate = load(environ, Path("no .env")), Fate(order)
    ledger = mortal_ledger(settings, order, fate)
    telegram = telegram_channel(settings, ledger)
    assert telegram
    telegram._limits, telegram._pauses = FREE, QUICK
    mortal_calls(telegram, fate)
    channels: tuple[Channel, ...] = (telegram,)
    url = ""
    if order.webhook:
        web = web_channel(settings, ledger, telegram)
        web._beside = {path: mortal_posts(webhook, fate) for path, webhook in web._beside.items()}
        channels, url = (web, telegram), web.bind()
    tell({"url": url, "pid": os.getpid()})

    async def serving() -> None:
        asyncio.get_running_loop().add_reader(sys.stdin.fileno(), os._exit, 0)  # nobody is left who could kill it
        await serve(ledger, channels, (telegram.close,))

    asyncio.run(serving())


if __name__ == "__main__":
    nursery(live, TelegramOrder)
