"""A web chat that really listens, in a thread of its own, with a conversation kept in memory behind it."""

import asyncio
import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

from PIL import Image

from bot.channel import Delivery, Document, Message, Sheet
from bot.channels.web.backstage import Backstage, Persona
from bot.channels.web.channel import WebChannel
from bot.channels.web.entries import Entry, Mine, Theirs
from bot.documents import XLSX
from handlers.turn import Card, Incoming, Refused
from reports.excel import as_xlsx
from reports.workbook import Workbook
from storage.model.activity import Evidence

CHINA = timezone(timedelta(hours=8))
MORNING = datetime(2025, 9, 18, 10, 0, tzinfo=CHINA)
PATIENCE = 10

Script = Callable[[Incoming], Sequence[Message]]


class Away(Exception):
    """The store of this house cannot be reached."""


def painted(colour: str = "teal", size: tuple[int, int] = (640, 480), form: str = "PNG") -> bytes:
    """A picture in one colour."""
    content = BytesIO()
    Image.new("RGB", size, colour).save(content, form)
    return content.getvalue()


class Memory:
    """What was said, by account, and the files; answers every new thing with what `script` says to it."""

    def __init__(self, folder: Path, script: Script) -> None:
        """Keep files in `folder`."""
        self.folder = folder
        self._begun = time.monotonic()
        self.forget(script)

    def forget(self, script: Script) -> None:
        """Be as new, and answer with `script`."""
        self.script = script
        self.received: list[Incoming] = []
        self.entries: list[tuple[str, Entry]] = []
        self.owners: dict[str, set[str]] = {}
        self.ahead = timedelta(0)
        self.away = False

    def backstage(self) -> Backstage:
        """The channel's questions, answered from here."""
        return Backstage(self.history, self.keep_file, self.open_file, self.picture, self.document, self.now, (Away,))

    def now(self) -> datetime:
        """A morning in September that goes on like any other, or `ahead` of it."""
        return MORNING + timedelta(seconds=time.monotonic() - self._begun) + self.ahead

    def history(self, account: str, after: datetime | None) -> tuple[Entry, ...]:
        """What was said from a moment on; what came first is first where moments are equal."""
        self._reach()
        said = (entry for owner, entry in self.entries if owner == account and (after is None or entry.at >= after))
        return tuple(sorted(said, key=lambda entry: entry.at))

    def keep_file(self, content: bytes, name: str) -> Evidence | Refused:
        """Keep a file under its hash; one that begins with "broken" counts as a corrupt picture."""
        self._reach()
        if content.startswith(b"broken"):
            return Refused(name=name, reason="corrupt")
        sha256 = hashlib.sha256(content).hexdigest()
        (self.folder / sha256).write_bytes(content)
        kinds = {b"\x89PNG": "image/png", b"\xff\xd8\xff\xe0": "image/jpeg"}
        return Evidence(sha256, name, kinds.get(content[:4], "application/octet-stream"), len(content))

    def open_file(self, sha256: str, account: str) -> tuple[Path, str] | None:
        """A file, for the accounts that sent it."""
        path = self.folder / sha256
        if account not in self.owners.get(sha256, ()):
            return None
        kind = "image/png" if path.read_bytes().startswith(b"\x89PNG") else "application/octet-stream"
        return path, kind

    def picture(self, delivery_id: str, account: str) -> bytes | None:
        """A picture for every summary that was sent to the account."""
        for owner, entry in self.entries:
            if owner == account and isinstance(entry, Theirs) and entry.id == delivery_id:
                return painted("white", (1200, 900)) if isinstance(entry.message, Sheet) else None
        return None

    def document(self, delivery_id: str, account: str) -> tuple[bytes, str] | None:
        """A file for every document that was sent to the account."""
        for owner, entry in self.entries:
            if owner == account and isinstance(entry, Theirs) and entry.id == delivery_id:
                book = entry.message.content if isinstance(entry.message, Document) else None
                return (as_xlsx(book), XLSX) if isinstance(book, Workbook) else None
        return None

    def take(self, incoming: Incoming) -> list[Delivery]:
        """Keep a thing that came in, and its answers; nothing for a repeat."""
        self._reach()
        if any(incoming.id == earlier.id for earlier in self.received):
            return []
        account = incoming.account.external_id
        self.received.append(incoming)
        self.entries.append((account, Mine(incoming.id, incoming.at, incoming.event)))
        for sha256 in (file.sha256 for file in getattr(incoming.event, "files", ())):
            self.owners.setdefault(sha256, set()).add(account)
        return [self.put(account, message, incoming) for message in self.script(incoming)]

    def put(self, account: str, message: Message, to: Incoming | None = None) -> Delivery:
        """Keep one message to an account as the outbox would; an answer bears the moment of what it answers."""
        nth = len(self.entries)
        key = message.key if isinstance(message, Card | Sheet) else None
        older = next((delivery for delivery in self._keyed(account, key)), None) if key else None
        at = to.at if to else self.now()
        retires = None if getattr(message, "replace", False) else older
        self.entries.append((account, Theirs(f"web:{nth}:0", at, message, retires)))
        return Delivery(f"web:{nth}:0", account, message, retires=retires)

    def events(self, kind: type) -> list[Incoming]:
        """What came in of one kind of event."""
        return [incoming for incoming in self.received if isinstance(incoming.event, kind)]

    def _keyed(self, account: str, key: str | None) -> list[str]:
        return [
            entry.id
            for owner, entry in reversed(self.entries)
            if owner == account and isinstance(entry, Theirs) and getattr(entry.message, "key", None) == key
        ]

    def _reach(self) -> None:
        if self.away:
            raise Away


class House:
    """The channel served by its own `run`; may be stopped and started again at the same address."""

    def __init__(
        self, memory: Memory, personas: tuple[Persona, ...] = (), password: str | None = None, host: str = "127.0.0.1"
    ) -> None:
        """Start serving at a free port."""
        self.memory, self.personas, self.password, self.host = memory, personas, password, host
        self.port = 0
        self.start()

    def start(self) -> None:
        """Serve again, at the port we had."""
        self.channel = WebChannel(self.host, self.port, self.memory.backstage(), self.personas, self.password)
        self.url = self.channel.bind()
        self.port = int(self.url.rpartition(":")[2])
        self.arrived, self._started = threading.Event(), threading.Event()
        self.fault: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._started.wait(PATIENCE)

    def as_new(self, script: Script) -> "House":
        """Serving, with nothing said yet."""
        self.memory.forget(script)
        if self._thread.is_alive():
            self.release()
        else:
            self.start()
        return self

    def stop(self) -> None:
        """Cancel the task that serves, and see it end."""
        self.cancel()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive(), "the server did not stop"
        if self.fault is not None:
            raise self.fault

    def cancel(self) -> None:
        """Cancel the task that serves, once, without waiting for its end."""
        if self._thread.is_alive() and not self._task.cancelling():
            self._loop.call_soon_threadsafe(self._task.cancel)

    def hold(self) -> None:
        """From now on let everything that comes in wait before it is kept."""
        self.arrived.clear()
        self._loop.call_soon_threadsafe(self._gate.clear)

    def release(self) -> None:
        """Go on."""
        self._loop.call_soon_threadsafe(self._gate.set)

    def push(self, account: str, message: Message) -> None:
        """Send something that nobody asked for."""
        self.send(self.memory.put(account, message))

    def send(self, delivery: Delivery) -> str | None:
        """What the postman does; the reference."""
        return asyncio.run_coroutine_threadsafe(self.channel.send(delivery), self._loop).result(PATIENCE)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as fault:  # noqa: BLE001 - shown by stop()
            self.fault = fault
            self._started.set()

    async def _serve(self) -> None:
        self._loop, self._gate = asyncio.get_running_loop(), asyncio.Event()
        self._gate.set()
        self._task = asyncio.create_task(self.channel.run(self._answer))
        self._started.set()
        await asyncio.wait([self._task])
        if not self._task.cancelled():
            self._task.result()

    async def _answer(self, incoming: Incoming) -> bool:
        self.arrived.set()
        await self._gate.wait()
        for delivery in self.memory.take(incoming):
            await self.channel.send(delivery)
        return True
