"""Plays the lines of a transcript through WeCom: people at the strict fake of its gateway, the bot connected to it."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from itertools import count

from bot.app import answering
from bot.channels.wecom.channel import Backstage, WecomChannel
from bot.channels.wecom.pace import Pace
from bot.evidence import LIMIT
from bot.nudging import reworded
from bot.outbox import Postman
from bot.papers import Press
from bot.taxonomy import load_taxonomy
from bot.transcript import CONTROLS, Spoken, attachment, tapped_label
from handlers.texts import plain
from handlers.texts.wecom import LOOK_ALIKE
from handlers.turn import Incoming
from reports.summary import Summary, Table
from reports.text import as_text
from storage.faults import Unavailable
from tests.fakes.wecom_gateway import BOT, SECRET, Appeared, FakeGateway
from tests.players.lines import BROKEN, LARGE, delivered, line_of, photo, pressed, wording
from tests.players.world import World

DRAWN = b"\x89PNG as drawn"
"""The picture of every summary: what is on it is tested elsewhere, and drawing takes its time."""
ANSWER = re.compile(r"^[^\s<>]*< .*\n(?:  .*\n)*", re.MULTILINE)
PICTURE = "[图片]"
CHOICE, LABELS = re.compile(r"\d+\. (.+)"), plain.LABELS.format(labels="")
MEDIA = re.compile(r"  \[(?:图片|文件)：.*\]\n")
BUTTONS = re.compile(r"(?:  (?:\[[^\]\n]+\] ?)+\n)+\Z")
WORDS, HEADING = ("markdown", "text"), "##"
MOST, LONGEST = 6, 10
"""Buttons of a card, and characters of one."""


class ThroughWecom:
    """Everybody in a chat of their own with the robot."""

    name = "wecom"

    def __init__(self, world: World, gateway: FakeGateway) -> None:
        self.world, self.gateway = world, gateway
        self.users: dict[str, str] = {}
        made = Press(world.database, load_taxonomy(), world.now).as_bytes
        backstage = Backstage(
            world.evidence().keep, lambda _: DRAWN, made, world.now, LIMIT, unavailable=(Unavailable,), retry_seconds=0
        )
        minutes = count(step=60)
        self.channel = WecomChannel(
            BOT, SECRET, backstage, url=gateway.url, hosts=("127.0.0.1",), pace=Pace(lambda: next(minutes))
        )
        judge = partial(reworded, world.desk())
        self.postman = Postman(world.database, {self.name: self.channel}, world.now, judge=judge)
        self._handled = asyncio.Semaphore(0)

    def account_of(self, who: str) -> str:
        """They have written before: nobody else can be reminded."""
        user = self.users.setdefault(who, f"user{len(self.users)}")
        self.gateway.known.add(user)
        return user

    async def run(self) -> None:
        """The channel, which tells of everything it has handed in."""
        answer = answering(self.world.desk(), self.postman)

        async def told(incoming: Incoming) -> bool:
            kept = await answer(incoming)
            self._handled.release()
            return kept

        await self.channel.run(told)

    async def play(self, spoken: Spoken) -> str:
        before = len(self.gateway.appeared)
        await self._said(spoken)
        await self._handled.acquire()
        await delivered(self.postman, self.name)
        return line_of(spoken) + self._came(spoken.who, before)

    async def let(self, happen: Callable[[], Awaitable[object]]) -> Mapping[str, str]:
        before = len(self.gateway.appeared)
        await happen()
        await self.channel.connection.ready.wait()
        await delivered(self.postman, self.name)
        return {who: self._came(who, before) for who in self.users}

    def _came(self, who: str, before: int) -> str:
        user = self.account_of(who)
        return "".join(as_lines([one for one in self.gateway.appeared[before:] if one.chat == user]))

    async def _said(self, spoken: Spoken) -> None:
        user, attached, label = self.account_of(spoken.who), attachment(spoken.what), tapped_label(spoken.what)
        self.gateway.at = int(self.world.at.timestamp())
        if label is not None:
            await self._pressed(user, label)
        elif attached is None:
            await self.gateway.text(user, wording(spoken.what))
        elif attached[1]:
            name = attached[1]
            seen = name.endswith((".jpg", ".png")) and not name.startswith((BROKEN, LARGE))
            kind = "image" if seen else "file"
            await self.gateway.message(user, kind, self.gateway.picture(photo(name), "" if seen else name))
        else:
            await self.gateway.message(user, CONTROLS[attached[0]], {})

    async def _pressed(self, user: str, label: str) -> None:
        """A button of a card; what no card had room for is typed; a label nobody saw is data."""
        shown = [choice for one in self.gateway.appeared if one.chat == user for choice in choices(one)]
        task, key = pressed(label, shown) or ("unknown", label)
        await (self.gateway.tap(user, task, key) if task else self.gateway.text(user, key))


def choices(one: Appeared) -> list[tuple[str, tuple[str, str]]]:
    """What could be chosen, by label: card and key of a button, or no card and what is typed."""
    if one.kind == "template_card":
        return [(button["text"], (one.content["task_id"], button["key"])) for button in one.content["button_list"]]
    lines = one.content.splitlines() if one.kind in WORDS else []
    labels = [found[1] for line in lines if (found := CHOICE.fullmatch(line))]
    labels += [label for line in lines if line.startswith(LABELS) for label in line.removeprefix(LABELS).split(" / ")]
    return [(label, ("", label)) for label in labels]


def as_lines(appeared: Sequence[Appeared]) -> Iterator[str]:
    """What a chat showed as lines of a transcript, a message's text with the card, picture or file that follows it."""
    answers: list[list[str]] = []
    for one in appeared:
        match one.kind:
            case "markdown" | "text":
                lines = unmarked(one.content) if one.content.startswith(HEADING) else one.content
                answers.append([line for line in lines.splitlines() if line.strip()])
            case "image":
                answers[-1].append(PICTURE)
            case "file":
                answers[-1].append(plain.FILE.format(name=one.content[0]))
            case _:
                answers[-1].append(" ".join(f"[{button['text']}]" for button in one.content["button_list"]))
    for answer in answers:
        lines = [numbered for line in answer for numbered in _numbered(line)]
        yield "".join(f"{'<' if nth == 0 else ' '} {line}".rstrip() + "\n" for nth, line in enumerate(lines))


def unmarked(content: str) -> str:
    """A summary in markdown, read back and written as lines: nothing of it may be missing."""
    title, *blocks = content.split("\n\n")
    figures, tables, rest = [], [], []
    for block in blocks:
        if block.startswith("**"):
            label, _, value = block.removeprefix("**").partition("** ")
            figures.append((label, value))
        elif block.startswith(HEADING):
            rest.append(block)
        elif block.startswith("|"):
            head, _, *rows = (tuple(line.strip("| ").split(" | ")) for line in block.splitlines())
            tables.append(Table(rest.pop().lstrip("# "), head, tuple(rows)))
        else:
            rest.append(block.removeprefix("> "))
    subtitle, *notes = rest
    *notes, chosen = (*notes, "") if not notes or not CHOICE.match(notes[-1]) else notes
    return f"{as_text(Summary(title.lstrip('# '), subtitle, tuple(figures), tuple(tables), tuple(notes)))}\n{chosen}"


def _numbered(line: str) -> list[str]:
    """Choices that go by label, as if they went by number: a transcript does not tell the two apart."""
    labels = line.removeprefix(LABELS).split(" / ") if line.startswith(LABELS) else []
    return [plain.CHOICE.format(nth=nth, label=label) for nth, label in enumerate(labels, start=1)] or [line]


def on_wecom(written: str, signs: Mapping[int, str | int | None] = LOOK_ALIKE) -> str:
    """A transcript as WeCom shows it: `signs` as others, all buttons in one row, or as choices to type."""
    return ANSWER.sub(lambda answer: _answer(answer[0], signs), written)


def _answer(answer: str, signs: Mapping[int, str | int | None]) -> str:
    media = re.sub(r"\[图片：.*\]", PICTURE, "".join(MEDIA.findall(answer)))
    answer = MEDIA.sub("", answer)
    buttons = BUTTONS.search(answer)
    head, sign, text = (answer[: buttons.start()] if buttons else answer).partition("< ")
    labels = re.findall(r"\[([^\]\n]+)\]", buttons[0]) if buttons else []
    text = head + sign + text.translate(signs)
    if labels and (len(labels) > MOST or any(len(label) > LONGEST for label in labels)):
        return text + _typed(labels).translate(signs) + media
    return text + media + (f"  {' '.join(f'[{label}]' for label in labels)}\n" if labels else "")


def _typed(labels: list[str]) -> str:
    lines = (plain.CHOICE.format(nth=nth, label=label) for nth, label in enumerate(labels, start=1))
    return "".join(f"  {line}\n" for line in lines)


@asynccontextmanager
async def through_wecom(world: World) -> AsyncIterator[ThroughWecom]:
    """The channel at work, over a real socket."""
    async with FakeGateway().serving() as gateway:
        player = ThroughWecom(world, gateway)
        running = asyncio.create_task(player.run())
        await gateway.connected()
        try:
            yield player
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            await player.channel.close()
