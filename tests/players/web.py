"""Plays the lines of a transcript through the web chat: posts as the page does, sees what the page is given."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from itertools import count
from uuid import UUID

import httpx

from bot.app import answering
from bot.backstage import WebBackstage
from bot.channels.web.backstage import Persona
from bot.channels.web.channel import WebChannel
from bot.channels.web.entries import Theirs
from bot.evidence import LIMIT
from bot.nudging import reworded
from bot.outbox import Postman
from bot.papers import Press
from bot.taxonomy import load_taxonomy
from bot.transcript import CONTROLS, Spoken, answered, attachment, tapped_label
from bot.turn import take_turn
from handlers.turn import Incoming, Unreadable
from storage.model.people import Account
from tests.players.lines import delivered, line_of, photo, pressed, wording
from tests.players.world import World


class ThroughWeb:
    """Everybody at a browser of their own."""

    name = "web"

    def __init__(self, world: World, people: tuple[str, ...]) -> None:
        self.world = world
        made = Press(world.database, load_taxonomy(), world.now).as_bytes
        self.backstage = WebBackstage(world.database, world.evidence(), world.now, made)
        personas = tuple(Persona(who, who, "") for who in people)
        self.channel = WebChannel("127.0.0.1", 0, self.backstage.backstage(), personas)
        self.desk, self.numbers, self.people = world.desk(), count(1), people
        judge = partial(reworded, self.desk)
        self.postman = Postman(world.database, {self.name: self.channel}, world.now, judge=judge)
        site = httpx.ASGITransport(self.channel.application(answering(self.desk, self.postman)))
        self.page = httpx.AsyncClient(
            transport=site, base_url="http://127.0.0.1", headers={"origin": "http://127.0.0.1"}
        )

    def account_of(self, who: str) -> str:
        return who

    async def play(self, spoken: Spoken) -> str:
        came = await self.let(partial(self._act, spoken))
        return line_of(spoken) + came[spoken.who]

    async def let(self, happen: Callable[[], Awaitable[object]]) -> Mapping[str, str]:
        before = {entry.id for who in self.people for entry in self._answers(who)}
        await happen()
        await delivered(self.postman, self.name)
        return {who: self._new(who, before) for who in self.people}

    def _new(self, who: str, before: set[str]) -> str:
        new = (entry for entry in self._answers(who) if entry.id not in before)
        return "".join(f"{answered(one.message)}\n" for one in new)

    async def _act(self, spoken: Spoken) -> None:
        label, attached = tapped_label(spoken.what), attachment(spoken.what)
        if attached and attached[1]:
            await self._upload(spoken.who, attached[1])
        elif attached:  # a browser sends no stickers: the same event as another channel would hand in
            event = Unreadable(CONTROLS[attached[0]])
            incoming = Incoming(self._id(), Account(self.name, spoken.who), event, self.world.now())
            await asyncio.to_thread(take_turn, self.desk, incoming)
        elif label is not None:
            await self._post(spoken.who, "/taps", {"action": self._action(spoken.who, label)})
        else:
            await self._post(spoken.who, "/messages", {"text": wording(spoken.what)})

    async def _post(self, who: str, path: str, body: dict[str, str]) -> None:
        answer = await self.page.post(path, params={"persona": who}, json={"id": self._id()} | body)
        assert answer.status_code == 200, answer.text

    async def _upload(self, who: str, name: str) -> None:
        content = photo(name)
        fields = {"id": self._id()} | ({"too_large": name} if len(content) > LIMIT else {})
        files = {} if len(content) > LIMIT else {"files": (name, content)}
        fields_first = [(key, (None, value)) for key, value in fields.items()]
        answer = await self.page.post("/files", params={"persona": who}, files=[*fields_first, *files.items()])
        assert answer.status_code == 200, answer.text

    def _answers(self, who: str) -> list[Theirs]:
        return [entry for entry in self.backstage.history(who, None) if isinstance(entry, Theirs)]

    def _action(self, who: str, label: str) -> str:
        """What the button does; a label nobody showed is an action itself."""
        rows = (row for entry in self._answers(who) for row in entry.message.buttons)
        return pressed(label, [(button.label, button.action) for row in rows for button in row]) or label

    def _id(self) -> str:
        return str(UUID(int=next(self.numbers)))
