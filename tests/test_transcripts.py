"""Plays every transcript through every channel: the same text, whichever way somebody talks."""

import asyncio
from pathlib import Path

import pytest

from storage.database import Database
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


@pytest.mark.parametrize(("file", "channel"), CASES, ids=[f"{file.stem}-{channel}" for file, channel in CASES])
def test_a_conversation_goes_as_written(file: Path, channel: str, tmp_path: Path, update: bool) -> None:
    world = World(tmp_path, Database(f"sqlite:///{tmp_path / 'kepu.sqlite'}"))
    world.furnish()
    written = file.read_text(encoding="utf-8")

    real = asyncio.run(played(written, world, channel))

    world.database.close()
    if update and channel == (CASES[0][1] if not file.name.startswith(ONLY_WEB) else "web"):
        file.write_text(real, encoding="utf-8")
    assert real == written or update
