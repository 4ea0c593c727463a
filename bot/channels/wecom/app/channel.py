"""WeCom's own app of a company (自建应用): its callback in, its server out; a menu, and pushes to who never wrote."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.channel import Answer, Delivery, Document, Sheet
from bot.channels.wecom.app.api import OFFICIAL, Api, Credentials, Tokens
from bot.channels.wecom.app.callback import Callback
from bot.channels.wecom.app.envelope import Envelope
from bot.channels.wecom.app.faults import Refused, Unanswered, Unreached
from bot.channels.wecom.app.letters import Letter
from bot.channels.wecom.app.line import WORDS, Line
from bot.channels.wecom.media import TRIES, Keep, TooLarge
from bot.channels.wecom.pace import Pace
from bot.channels.wecom.sending import Making, Rest, Sender
from bot.lanes import Lanes
from handlers.texts import wecom as texts
from handlers.turn import Event, Incoming, Sent
from handlers.turn import Refused as RefusedFile
from storage.model.people import Account

log = logging.getLogger(__name__)

CHANNEL = "wecom_app"
LAST_LINES = 5
"""Seconds at the end for messages that are half sent."""
PATH = "/wecom"
"""Where WeCom delivers, at whatever address this machine is reached."""


@dataclass(frozen=True, slots=True)
class App:
    """The app as the admin console shows it: the company's id, the app's number and secret, and its callback's keys."""

    company: str
    agent: int
    secret: str
    token: str
    key: str


@dataclass(frozen=True, slots=True)
class Backstage:
    """What the channel is handed.

    `keep_file` stores a file, `picture` draws a summary, `document` makes a file, `tokens` keeps the token for all
    processes; these block. `unavailable` are the exceptions by which the ledger says that it keeps nothing just now;
    `rest` is how a message that is begun waits for its next part.
    """

    keep_file: Keep
    picture: Callable[[Sheet], bytes]
    document: Callable[[Document], bytes]
    tokens: Tokens
    now: Callable[[], datetime]
    file_limit: int
    unavailable: tuple[type[Exception], ...] = ()
    rest: Rest = asyncio.sleep


class WecomAppChannel:
    """One app of a company; `application` answers its callbacks at `path`."""

    name = CHANNEL
    abilities = WORDS.abilities()
    path = PATH

    def __init__(
        self,
        app: App,
        backstage: Backstage,
        *,
        url: str = OFFICIAL,
        with_cards: bool = True,
        pace: Pace | None = None,
    ) -> None:
        """Nothing is opened yet. `pace` is WeCom's own where none is given."""
        self._app, self._backstage = app, backstage
        envelope = Envelope(app.token, app.key, app.company)
        self.application = Callback(envelope, app.agent, backstage.now, backstage.unavailable)
        self._api = Api(url, Credentials(app.company, app.secret), backstage.tokens, backstage.now)
        pace = pace or Pace(lambda: asyncio.get_running_loop().time())
        making = Making(backstage.picture, backstage.document, backstage.unavailable)
        line = Line(self._api, app.agent, with_cards=with_cards)
        self._sender = Sender(line, pace, making, backstage.rest)
        self._lanes = Lanes()
        self._answer: Answer | None = None

    async def run(self, answer: Answer) -> None:
        """Take what is delivered until cancelled."""
        self._answer = answer
        self.application.take = self._take
        try:
            await self._introduced()
            await asyncio.Event().wait()
        finally:
            self.application.take = None
            await self._sender.finish(LAST_LINES)

    async def close(self) -> None:
        """Give the connections back."""
        await self._api.close()

    async def send(self, delivery: Delivery) -> str | None:
        """Bring one message to one person. Raises SendFailed."""
        await self._sender.send(delivery)
        return None

    async def _introduced(self) -> None:
        """The menu; an app without it works as well."""
        try:
            await self._api.create_menu(self._app.agent, _menu())
        except Refused as refused:
            log.error("WeCom does not accept the app", extra={"action": "app_refused", "code": refused.code})  # noqa: TRY400 - our code is right
        except (Unreached, Unanswered):
            log.warning("the menu of the app could not be set", extra={"action": "menu_not_set"})

    async def _take(self, one: Letter) -> None:
        """Everybody's letters in order; kept when this returns. Raises what says that nothing is kept just now."""
        assert self._answer is not None  # noqa: S101 - set before anything is taken
        if one.alarm:
            log.error("WeCom is about to put the app out of use: it is used too little", extra={"action": "app_idle"})
        async with self._lanes.of(one.account):
            at = datetime.fromtimestamp(one.date, UTC).astimezone(self._backstage.now().tzinfo)
            await self._answer(Incoming(one.id, Account(CHANNEL, one.account), await self._event(one), at))

    async def _event(self, one: Letter) -> Event:
        if one.event is not None:
            return one.event
        try:
            content = await self._picture(one.media)
        except TooLarge:
            return RefusedFile(one.name, "too_large", self._backstage.file_limit)
        except (Refused, Unreached, Unanswered):
            log.warning("a picture was not fetched", extra={"action": "file_not_fetched"})
            return RefusedFile(one.name, "corrupt")
        kept = await asyncio.to_thread(self._backstage.keep_file, content, one.name)
        return kept if isinstance(kept, RefusedFile) else Sent((kept,))

    async def _picture(self, media: str) -> bytes:
        """Asked for as often as it makes sense. Raises Refused, Unreached, Unanswered and TooLarge."""
        for left in reversed(range(TRIES)):
            try:
                return await self._api.media(media, self._backstage.file_limit)
            except (Unreached, Unanswered):
                if not left:
                    raise
        raise AssertionError("the last try returns or raises")


def _menu() -> dict[str, object]:
    """Entries that say a command when they are tapped (page 90231)."""
    return {
        "button": [
            {"name": name, "sub_button": [_entry(*one) for one in what]}
            if isinstance(what, tuple)
            else _entry(name, what)
            for name, what in texts.MENU
        ]
    }


def _entry(name: str, command: str) -> dict[str, str]:
    return {"type": "click", "name": name, "key": command}
