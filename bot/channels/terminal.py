"""The terminal as a channel: one person, lines in, plain text with numbered choices out."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TextIO
from uuid import uuid4

from bot.channel import Abilities, Answer, Delivery, Document, Message
from bot.documents import saved
from bot.render import as_texts
from bot.transcript import CONTROLS, answered, attachment, tapped_label
from handlers.texts import plain
from handlers.turn import Event, Incoming, Refused, Said, Sent, Unreadable
from storage.model.activity import Evidence
from storage.model.people import Account

NAME = "terminal"


async def _at_once() -> None:
    """Nothing to wait for."""


async def _readable(descriptor: int) -> None:
    """Until a line was typed; at once where the system cannot tell (Windows)."""
    loop, typed = asyncio.get_running_loop(), asyncio.Event()
    with suppress(NotImplementedError):
        loop.add_reader(descriptor, typed.set)
        try:
            await typed.wait()
        finally:
            loop.remove_reader(descriptor)


@dataclass(slots=True)
class TerminalChannel:
    """Reads lines, prints answers; with `transcript` it prints the conversation as a transcript test.

    `settled` waits until everything answered so far was printed, so that answers stand below their question.
    `unavailable` are the exceptions by which the store says that it cannot keep anything just now; the path of a photo
    is seen from `folder`; files to take along are `made` and written into `exports`.
    """

    account: str
    lines: TextIO
    out: TextIO
    now: Callable[[], datetime]
    keep_file: Callable[[bytes, str], Evidence | Refused]
    made: Callable[[Document], bytes]
    settled: Callable[[], Awaitable[None]] = _at_once
    unavailable: tuple[type[Exception], ...] = ()
    transcript: bool = False
    folder: Path = Path()
    exports: Path = Path()
    name: str = NAME
    abilities: Abilities = field(
        default=Abilities(edits=False, buttons=0, pictures=False, text_limit=100_000, repeats_safely=True)
    )

    async def run(self, answer: Answer) -> None:
        """One line after the other until the input ends."""
        if not self.transcript:
            self._print(plain.GREETING)
        while True:
            self._prompt()
            line = await self._line()
            if not line:
                return
            if line.strip():
                await self._taken(line.rstrip("\n"), answer)

    async def _line(self) -> str:
        """The next line, "" at the end. A keyboard is waited for without a thread, which Ctrl-C could not stop."""
        if self.lines.isatty():
            await _readable(self.lines.fileno())
        return await asyncio.to_thread(self.lines.readline)

    async def _taken(self, line: str, answer: Answer) -> None:
        event = await asyncio.to_thread(self._event, line)
        if event is None:
            return
        if self.transcript:
            self._print(f"> {line}")
        try:
            await answer(Incoming(uuid4().hex, Account(NAME, self.account), event, self.now()))
        except self.unavailable:
            self._print(plain.NOT_KEPT)
        else:
            await self.settled()

    def _event(self, line: str) -> Event | None:
        """What a line means: words, "[确认]" for a choice, "@file" or "(照片 file)" for a photo, "(贴图)" and so on."""
        label = tapped_label(line)
        if label is not None:
            return Said(label)
        sent = attachment(line)
        if sent is not None and sent[0] in CONTROLS:
            return Unreadable(CONTROLS[sent[0]])
        path = sent[1] if sent else line[1:].strip() if line.startswith("@") else ""
        return self._file(Path(path)) if path else Said(line.replace("\\n", "\n"))

    def _file(self, named: Path) -> Event | None:
        path = self.folder / named
        if not path.is_file():
            self._print(plain.NO_SUCH_FILE.format(path=named))
            return None
        kept = self.keep_file(path.read_bytes(), path.name)
        return kept if isinstance(kept, Refused) else Sent((kept,))

    async def send(self, delivery: Delivery) -> str | None:
        """Print it."""
        if self.transcript:
            self._print(answered(delivery.message))
        else:
            written = await asyncio.to_thread(self._written, delivery.message)
            self._print("\n".join((*as_texts(delivery.message, self.abilities), *written)) + "\n")
        return delivery.id

    def _written(self, message: Message) -> tuple[str, ...]:
        """Where a file to take along lies now, as a line to print."""
        if not isinstance(message, Document):
            return ()
        try:
            return (plain.WRITTEN.format(path=saved(self.exports, message.name, self.made(message))),)
        except OSError:
            return (plain.NOT_WRITTEN.format(path=self.exports),)

    def _prompt(self) -> None:
        if not self.transcript:
            self.out.write(f"{plain.PROMPT}> ")
            self.out.flush()

    def _print(self, text: str) -> None:
        self.out.write(f"{text}\n")
        self.out.flush()
