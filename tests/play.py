"""Plays a transcript through a real channel, over a real ledger: the same script must read the same through each.

Lines before the talk furnish the ledger: `@专干 老周 officer 紫兴社区` is somebody who has joined, spoken for as
`专干>`; `!KEPU-9001 volunteer 紫兴社区` is a code that lies about, `!KEPU-9002 volunteer 紫兴社区 2026-09-01` one that
ended on that day. The units are always the same: 青河县 with 柳林镇 (紫兴社区, 北营村, 柳林小学) and 高桥镇 (高桥村).

Besides what bot.transcript knows, `(长文 40000)` is a message of so many characters that begins with an activity,
`(乱码)` one with control characters in it, and `[最早的 确认]` a tap on the first button of that label there was.
"""

import asyncio
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx
from PIL import Image

from bot.app import answering
from bot.backstage import WebBackstage
from bot.channels.terminal import TerminalChannel
from bot.channels.web.backstage import Persona
from bot.channels.web.channel import WebChannel
from bot.channels.web.entries import Theirs
from bot.evidence import LIMIT, EvidenceFolder
from bot.outbox import Postman
from bot.taxonomy import load_taxonomy
from bot.transcript import CONTROLS, Clock, Spoken, answered, attachment, script, tapped_label
from bot.turn import Desk, take_turn
from handlers.join import code_hash
from handlers.turn import Incoming, Unreadable
from storage.apply import apply
from storage.database import Database
from storage.faults import Unavailable
from storage.model.people import Account, Invitation, Level, Person, Role
from storage.model.writes import AddInvitation, AddPerson
from storage.people import add_unit, find_units

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 9, 18, 10, 0, tzinfo=ZONE)
TREE = (
    ("青河县", Level.COUNTY, ""),
    ("柳林镇", Level.TOWNSHIP, "青河县"),
    ("紫兴社区", Level.COMMUNITY, "柳林镇"),
    ("北营村", Level.VILLAGE, "柳林镇"),
    ("柳林小学", Level.SCHOOL, "柳林镇"),
    ("高桥镇", Level.TOWNSHIP, "青河县"),
    ("高桥村", Level.VILLAGE, "高桥镇"),
)


@dataclass(slots=True)
class World:
    """A furnished ledger with a clock that a transcript sets; every line of talk takes a second."""

    folder: Path
    database: Database
    at: datetime = START
    _codes: Iterator[int] = field(default_factory=lambda: count(1))

    def now(self) -> datetime:
        return self.at

    def desk(self) -> Desk:
        return Desk(self.database, load_taxonomy(), lambda: f"KEPU-{next(self._codes):04d}")

    def evidence(self) -> EvidenceFolder:
        return EvidenceFolder(self.folder / "files")

    def furnish(self) -> None:
        self.database.upgrade()
        with self.database.writing() as tx:
            for name, level, above in TREE:
                add_unit(tx, name, level, find_units(tx, above)[0] if above else None)

    def let_in(self, account: Account, name: str, role: str, unit: str) -> None:
        own = sha256(str(account).encode()).hexdigest()[:12]
        invited = self.invite(own, role, unit, START + timedelta(days=7))
        with self.database.writing() as tx:
            person = Person(own, name, Role(role), invited.unit_id)
            apply(tx, AddPerson(person, account, invited.code_hash, START))

    def invite(self, code: str, role: str, unit: str, until: datetime) -> Invitation:
        with self.database.writing() as tx:
            invited = Invitation(code_hash(code), Role(role), find_units(tx, unit)[0].id, until)
            apply(tx, AddInvitation(invited, START))
        return invited


EARLIEST = "最早的 "
TOLD = "昨天在北营村讲防震，来了80人，没发东西。"
GARBLED = "昨天\x00在北营村\x07讲防震，来了80人\x1b，没发东西\u0085。"


def wording(what: str) -> str:
    """The message a line stands for."""
    if what == "(乱码)":
        return GARBLED
    if long := LONG.fullmatch(what):
        return (TOLD + "大家听得很认真。" * int(long[1]))[: int(long[1])]
    return what


LONG = re.compile(r"\(长文 (\d+)\)")


def line_of(spoken: Spoken) -> str:
    """The line itself, as it stands in a transcript."""
    said = spoken.what.replace("\n", "\\n")
    return f"{spoken.who}> {said}\n"


class Player(Protocol):
    """How a channel plays one line: everything that was printed, the line itself first."""

    name: str

    async def play(self, spoken: Spoken) -> str: ...


def photo(name: str) -> bytes:
    """The file a transcript calls by this name: small pictures, each its own; 坏图 is cut off, 大图 is too large."""
    if name.startswith("大图"):
        return b"\xff\xd8\xff" + bytes(LIMIT)
    if name.endswith((".pdf", ".txt")):
        return (b"%PDF-1.7 " if name.endswith(".pdf") else b"") + name.encode()
    colour = sha256(name.encode()).digest()
    kept = io.BytesIO()
    Image.new("RGB", (64, 48), (colour[0], colour[1], colour[2])).save(kept, "PNG" if name.endswith(".png") else "JPEG")
    return kept.getvalue()[:300] if name.startswith("坏图") else kept.getvalue()


class ThroughTerminal:
    """Everybody at a terminal of their own."""

    name = "terminal"

    def __init__(self, world: World) -> None:
        self.world, self.desk = world, world.desk()
        self.terminals: dict[str, TerminalChannel] = {}

    async def play(self, spoken: Spoken) -> str:
        attached = attachment(spoken.what)
        if attached and attached[1]:
            (self.world.folder / attached[1]).write_bytes(photo(attached[1]))
        terminal = self._terminal(spoken.who)
        terminal.lines = io.StringIO(wording(spoken.what).replace("\n", "\\n") + "\n")
        terminal.out = printed = io.StringIO()
        postman = Postman(self.world.database, {self.name: terminal}, self.world.now)
        terminal.settled = lambda: delivered(postman, self.name)
        await terminal.run(answering(self.desk, postman))
        return line_of(spoken) + printed.getvalue().partition("\n")[2]

    def _terminal(self, who: str) -> TerminalChannel:
        if who not in self.terminals:
            self.terminals[who] = TerminalChannel(
                account=who,
                lines=io.StringIO(),
                out=io.StringIO(),
                now=self.world.now,
                keep_file=self.world.evidence().keep,
                unavailable=(Unavailable,),
                transcript=True,
                folder=self.world.folder,
            )
        return self.terminals[who]


async def delivered(postman: Postman, channel: str) -> None:
    while await postman.deliver(channel):
        pass


class ThroughWeb:
    """Everybody at a browser of their own: posts as the page does, sees what the page is given."""

    name = "web"

    def __init__(self, world: World, people: tuple[str, ...]) -> None:
        self.world = world
        self.backstage = WebBackstage(world.database, world.evidence(), world.now)
        personas = tuple(Persona(who, who, "") for who in people)
        self.channel = WebChannel("127.0.0.1", 0, self.backstage.backstage(), personas)
        self.postman = Postman(world.database, {self.name: self.channel}, world.now)
        self.desk, self.numbers = world.desk(), count(1)
        site = httpx.ASGITransport(self.channel.application(answering(self.desk, self.postman)))
        self.page = httpx.AsyncClient(
            transport=site, base_url="http://127.0.0.1", headers={"origin": "http://127.0.0.1"}
        )

    async def play(self, spoken: Spoken) -> str:
        before = {entry.id for entry in self._answers(spoken.who)}
        await self._act(spoken)
        await delivered(self.postman, self.name)
        new = [entry for entry in self._answers(spoken.who) if entry.id not in before]
        return line_of(spoken) + "".join(f"{answered(one.message)}\n" for one in new)

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
        """What the button does that was shown last under this label; a label nobody showed is an action itself."""
        entries, first = self._answers(who), label.startswith(EARLIEST)
        for entry in entries if first else reversed(entries):
            for button in (button for row in entry.message.buttons for button in row):
                if button.label == label.removeprefix(EARLIEST):
                    return button.action
        return label

    def _id(self) -> str:
        return str(UUID(int=next(self.numbers)))


async def played(text: str, world: World, channel: str) -> str:
    """The transcript as it really goes: everything but the answers is taken over from it."""
    people = tuple(dict.fromkeys(line.who for line in script(text) if isinstance(line, Spoken)))
    player: Player = ThroughTerminal(world) if channel == "terminal" else ThroughWeb(world, people)
    parts: list[str] = []
    for line in text.splitlines():
        if line.startswith(("@", "!")):
            furnished(line, world, channel)
        if line.startswith("< ") or line == "<" or (line.startswith("  ") and parts):
            continue
        for event in script(line):
            match event:
                case Clock():
                    world.at = event.at.replace(tzinfo=ZONE)
                case Spoken():
                    world.at += timedelta(seconds=1)
                    parts.append(await player.play(event))
        if not any(isinstance(event, Spoken) for event in script(line)):
            parts.append(f"{line}\n")
    return "".join(parts)


def furnished(line: str, world: World, channel: str) -> None:
    """A line that furnishes the ledger."""
    match line[1:].split():
        case [who, name, role, unit] if line[0] == "@":
            world.let_in(Account(channel, who), name, role, unit)
        case [code, role, unit, *until] if line[0] == "!":
            world.invite(code, role, unit, datetime.fromisoformat(f"{(until or ['2026-12-31'])[0]}T18:00+08:00"))
        case _:
            raise ValueError(f"not a line that furnishes: {line}")
