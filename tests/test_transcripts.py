"""Plays every transcript through every channel: the same text, whichever way somebody talks."""

import asyncio
import re
from collections import defaultdict
from pathlib import Path
from typing import get_args

import pytest
from sqlalchemy import select

import bot.releasing
import bot.turn
import handlers.router
from handlers.read.commands import Command, read_command
from handlers.router import answer
from handlers.scene import Result
from handlers.state import Dialog, Task
from handlers.turn import Facts, Incoming, Refused, Said, Sent, Tapped, Unreadable
from storage import tables
from storage.apply import apply
from storage.database import Database, Transaction
from storage.model.people import Person
from storage.model.writes import Write
from tests.play import CHANNELS, played
from tests.players.wecom import on_wecom
from tests.players.wecom_app import in_an_app
from tests.players.world import World

FILES = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))
ONLY_BUTTONS = "web_"
"""What a terminal cannot do, tapping a button of long ago, stands in files that begin like this."""


NOT_ON_WECOM = {"web_old_buttons", "small_talk"}
"""Choices that were typed have no old button, and stickers, places and cards of people do not reach the robot."""
NOT_IN_AN_APP = {"photos"}
"""Nobody can send a file to an app, and its pictures have no names."""
SHOWN = {"wecom": on_wecom, "wecom_app": in_an_app}
"""How a transcript reads where it does not read as written."""


def ways(file: Path) -> list[str]:
    """The channels that a transcript is played through."""
    barred = {"terminal"} if file.name.startswith(ONLY_BUTTONS) else set()
    barred |= {"wecom", "wecom_app"} if file.stem in NOT_ON_WECOM else set()
    barred |= {"wecom_app"} if file.stem in NOT_IN_AN_APP else set()
    return [channel for channel in CHANNELS if channel not in barred]


def conversation(file: Path, channel: str, folder: Path) -> tuple[str, list[str]]:
    """The transcript as it really goes, and the records that came of it."""
    folder.mkdir(exist_ok=True)
    world = World(folder, Database(f"sqlite:///{folder / 'kepu.sqlite'}"))
    world.furnish()
    real = asyncio.run(played(file.read_text(encoding="utf-8"), world, channel))
    kept = records(world.database)
    world.database.close()
    return real, kept


def records(database: Database) -> list[str]:
    """Every row about people and activities; ids, which channels give, stand as what they are ids of."""
    person, activity = tables.person.c, tables.activity.c
    with database.reading() as tx:
        names = [*tx.connection.execute(select(person.id, person.name))]
        numbers = [*tx.connection.execute(select(activity.id, activity.number))]
        rows = [repr(tuple(row)) for table in RECORDS for row in tx.connection.execute(select(table))]
    called = dict(names + numbers)
    ids = re.compile("|".join(map(re.escape, called)) or "$^")
    return sorted(UNNAMED.sub("", ids.sub(lambda found: called[found[0]], row)) for row in rows)


RECORDS = (
    tables.person,
    tables.activity,
    tables.activity_output,
    tables.activity_version,
    tables.venue,
    tables.mistake,
    tables.number_counter,
)
UNNAMED = re.compile(r"name='[^']+\.(jpg|png)'")
"""The name of a photo, which some channels do not know."""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_conversation_goes_as_written_through_every_channel(file: Path, tmp_path: Path, update: bool) -> None:
    written, kept = file.read_text(encoding="utf-8"), {}

    for channel in ways(file):
        real, kept[channel] = conversation(file, channel, tmp_path / channel)
        if update and not kept.keys() - {channel}:
            file.write_text(written := real, encoding="utf-8")
        assert (channel, real) == (channel, SHOWN.get(channel, str)(written))

    assert all(records == kept["web"] for records in kept.values())


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

    def kept(tx: Transaction, write: Write) -> None:
        seen["writes"].add(type(write))
        apply(tx, write)

    monkeypatch.setattr(bot.turn, "answer", watched)
    monkeypatch.setattr(bot.releasing, "apply", kept)
    monkeypatch.setattr(handlers.router, "read_command", understood)
    for file in FILES:
        conversation(file, "web", tmp_path / file.stem)

    assert set(get_args(Task)) - seen["tasks"] == set()
    assert set(get_args(Write)) - seen["writes"] == set()
    assert {Said, Tapped, Sent, Refused, Unreadable} - seen["events"] == set()
    assert set(Command) - seen["commands"] == set()
