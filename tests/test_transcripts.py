"""Plays every transcript through every channel: the same text, whichever way somebody talks."""

import asyncio
from collections import defaultdict
from pathlib import Path
from typing import get_args

import pytest

import bot.turn
import handlers.router
from handlers.read.commands import Command, read_command
from handlers.router import answer
from handlers.scene import Result
from handlers.state import Dialog, Task
from handlers.turn import Facts, Incoming, Refused, Said, Sent, Tapped, Unreadable
from storage.database import Database
from storage.model.people import Person
from storage.model.writes import Write
from tests.play import World, played

FILES = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))
ONLY_WEB = "web_"
"""What only a page can do, such as tapping a button of long ago, stands in files that begin like this."""

CASES = [
    (file, channel)
    for file in FILES
    for channel in ("terminal", "web")
    if channel == "web" or not file.name.startswith(ONLY_WEB)
]


def conversation(file: Path, channel: str, folder: Path) -> str:
    """The transcript as it really goes."""
    folder.mkdir(exist_ok=True)
    world = World(folder, Database(f"sqlite:///{folder / 'kepu.sqlite'}"))
    world.furnish()
    real = asyncio.run(played(file.read_text(encoding="utf-8"), world, channel))
    world.database.close()
    return real


@pytest.mark.parametrize(("file", "channel"), CASES, ids=[f"{file.stem}-{channel}" for file, channel in CASES])
def test_a_conversation_goes_as_written(file: Path, channel: str, tmp_path: Path, update: bool) -> None:
    written = file.read_text(encoding="utf-8")

    real = conversation(file, channel, tmp_path)

    if update and channel == ("web" if file.name.startswith(ONLY_WEB) else "terminal"):
        file.write_text(real, encoding="utf-8")
    assert real == written or update


def test_every_task_event_write_and_command_occurs_in_a_conversation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, set[object]] = defaultdict(set)

    def watched(dialog: Dialog, incoming: Incoming, who: Person | None, facts: Facts) -> Result:
        outcome = answer(dialog, incoming, who, facts)
        seen["events"].add(type(incoming.event))
        seen["tasks"].add(type(outcome.state.task))
        seen["writes"].update(type(write) for write in outcome.writes)
        return outcome

    def understood(text: str) -> tuple[Command, str] | None:
        command = read_command(text)
        seen["commands"].update([command[0]] if command else [])
        return command

    monkeypatch.setattr(bot.turn, "answer", watched)
    monkeypatch.setattr(handlers.router, "read_command", understood)
    for file in FILES:
        conversation(file, "web", tmp_path / file.stem)

    assert set(get_args(Task)) - seen["tasks"] == set()
    assert set(get_args(Write)) - seen["writes"] == set()
    assert {Said, Tapped, Sent, Refused, Unreadable} - seen["events"] == set()
    assert set(Command) - seen["commands"] == set()
