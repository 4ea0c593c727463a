"""Telegram as a channel: polling or the webhook in, one paced bot out."""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from telegram import Bot, BotCommand
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.channel import Abilities, Answer, Delivery, Document, SendFailed, Sheet
from bot.channels.telegram.fetching import Fetching, Keep
from bot.channels.telegram.intake import CHANNEL, Intake
from bot.channels.telegram.markup import TEXT_LIMIT, utf16
from bot.channels.telegram.pace import Limits, Pace
from bot.channels.telegram.pauses import Pauses
from bot.channels.telegram.polling import KINDS, Poll, WrongToken
from bot.channels.telegram.request import AiohttpRequest
from bot.channels.telegram.sending import Sender
from bot.channels.telegram.webhook import Webhook
from handlers.texts import telegram as texts

log = logging.getLogger(__name__)

OFFICIAL = "https://api.telegram.org"
STARTS_SECONDS = 30.0
"""How long a message waits for a bot that is still starting."""


@dataclass(frozen=True, slots=True)
class Backstage:
    """What the channel is handed: `keep_file` stores a file, `picture` draws a summary, `document` makes a file.

    All three block.
    `unavailable` are the exceptions by which the ledger says that it keeps nothing just now.
    """

    keep_file: Keep
    picture: Callable[[Sheet], bytes]
    document: Callable[[Document], bytes]
    now: Callable[[], datetime]
    file_limit: int
    unavailable: tuple[type[Exception], ...] = ()
    pauses: Pauses = field(default_factory=Pauses)


class TelegramChannel:
    """One bot. `webhook_url` switches from polling to the webhook, which `application` answers."""

    name = CHANNEL
    abilities = Abilities(
        edits=True, buttons=100, pictures=True, text_limit=TEXT_LIMIT, repeats_safely=False, measure=utf16
    )

    def __init__(
        self,
        token: str,
        backstage: Backstage,
        *,
        api_url: str = OFFICIAL,
        webhook_url: str | None = None,
        secret: str | None = None,
        limits: Limits | None = None,
    ) -> None:
        """Nothing is opened yet. Without a secret the webhook's is made of the token."""
        api = api_url.rstrip("/")
        self._poller = AiohttpRequest(connections=2)
        self._bot = Bot(
            token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=AiohttpRequest(),
            get_updates_request=self._poller,
        )
        self._backstage, self._webhook_url = backstage, webhook_url
        self._limits, self._pauses = limits or Limits(), backstage.pauses
        self._secret = secret or hashlib.sha256(f"kepu webhook {token}".encode()).hexdigest()
        self.application = Webhook(self._secret, backstage.unavailable)
        self._sender: asyncio.Future[Sender] | None = None

    @property
    def path(self) -> str | None:
        """The path of the webhook's address; None when polling."""
        return (urlsplit(self._webhook_url).path or "/") if self._webhook_url else None

    @property
    def username(self) -> str:
        """The bot's name without the @, empty before it has started."""
        try:
            return self._bot.username
        except RuntimeError:
            return ""

    async def run(self, answer: Answer) -> None:
        """Receive until cancelled. Raises WrongToken."""
        loop = asyncio.get_running_loop()
        sender = self._sending()
        await self._patiently(self._bot.initialize)
        if not sender.done():
            sender.set_result(Sender(self._bot, Pace(self._limits, loop.time), self._drawn, self._made))
        introducing = asyncio.create_task(self._introduced())
        try:
            await self._receive(answer)
        finally:
            introducing.cancel()

    async def close(self) -> None:
        """Give the connections back; nothing can be sent afterwards."""
        await self._bot.shutdown()

    async def send(self, delivery: Delivery) -> str | None:
        """Bring one message to one chat. Raises SendFailed."""
        try:
            sender = await asyncio.wait_for(asyncio.shield(self._sending()), STARTS_SECONDS)
        except TimeoutError as error:
            raise SendFailed("the bot has not started yet", away=True) from error
        return await sender.send(delivery)

    def _sending(self) -> "asyncio.Future[Sender]":
        if self._sender is None:
            self._sender = asyncio.get_running_loop().create_future()
        return self._sender

    async def _receive(self, answer: Answer) -> None:
        backstage, pauses = self._backstage, self._pauses
        fetching = Fetching(self._bot, backstage.keep_file, backstage.file_limit, pauses.fetch)
        intake = Intake(self._bot, answer, fetching, backstage.now, pauses)
        if self._webhook_url is None:
            await self._patiently(lambda: self._bot.delete_webhook(drop_pending_updates=False))
            await Poll(self._bot, self._poller, intake, backstage.unavailable, pauses).run()
        else:
            await self._delivered(intake, self._webhook_url)

    async def _delivered(self, intake: Intake, url: str) -> None:
        """Let Telegram deliver to the webhook until cancelled, then finish what it has brought."""
        self.application.intake = intake
        try:
            await self._patiently(
                lambda: self._bot.set_webhook(
                    url, secret_token=self._secret, allowed_updates=KINDS, max_connections=100
                )
            )
            await asyncio.Event().wait()
        finally:
            self.application.intake = None
            await intake.finish()

    async def _introduced(self) -> None:
        """The menu of commands and what the bot is, in Chinese; a bot without them works as well."""
        commands = [BotCommand(word, what) for word, what in texts.COMMANDS]
        try:
            await self._bot.set_my_commands(commands)
            await self._bot.set_my_description(texts.DESCRIPTION)
            await self._bot.set_my_short_description(texts.SHORT_DESCRIPTION)
        except TelegramError:
            log.warning("the menu of commands could not be set", extra={"action": "menu_not_set"})

    async def _drawn(self, sheet: Sheet) -> bytes:
        return await asyncio.to_thread(self._backstage.picture, sheet)

    async def _made(self, document: Document) -> bytes:
        """The bytes of a file. While the ledger is not reached the message waits: nothing of it has been sent."""
        try:
            return await asyncio.to_thread(self._backstage.document, document)
        except self._backstage.unavailable as error:
            raise SendFailed("the ledger is not reached", away=True) from error

    async def _patiently(self, call: Callable[[], Awaitable[Any]]) -> None:
        """Call until it works, waiting longer and longer. Raises WrongToken, which no waiting mends."""
        for failures in count(1):
            pause = self._pauses.after(failures)
            try:
                await call()
            except InvalidToken:
                raise WrongToken from None
            except BadRequest:  # a webhook that Telegram does not like, perhaps only for now
                log.warning("Telegram refuses the webhook: trying again", extra={"action": "refused", "seconds": pause})
            except TelegramError:
                log.warning("Telegram is not reached: trying again", extra={"action": "start_away", "seconds": pause})
            else:
                return
            await asyncio.sleep(pause)
