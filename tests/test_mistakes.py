"""What a person corrects before confirming is kept, and listed for whoever tends the lexicon."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import Ledger
from bot.mistakes import list_mistakes
from bot.turn import take_turn
from handlers.turn import Incoming, Said
from storage.database import Database
from storage.model.people import Account
from tests.players.world import World

ME = Account("web", "me")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path, Database(f"sqlite:///{tmp_path / 'kepu.sqlite'}"))
    world.furnish()
    world.let_in(ME, "小林", "volunteer", "紫兴社区")
    yield world
    world.database.close()


def listed(world: World, *said: str) -> list[dict[str, object]]:
    desk, out = world.desk(), io.StringIO()
    for nth, text in enumerate(said):
        take_turn(desk, Incoming(str(nth), ME, Said(text), world.now()))
    count = list_mistakes(Ledger(desk, world.evidence(), world.now), out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(lines) == count
    return lines


def test_a_corrected_figure_is_kept_with_its_message(world: World) -> None:
    text = "昨天在北营村讲防震减灾，来了80人，没发东西"

    (line,) = listed(world, text, "人数改成85", "确认")

    assert line["text"] == text
    assert line["corrected"] == {"attendance": {"before": "80人", "after": "85人"}}


@pytest.mark.parametrize(
    "said",
    [
        ("昨天在北营村讲防震减灾，来了80人，没发东西", "确认"),
        ("昨天在北营村讲防震减灾，来了80人", "没发", "确认"),
        ("昨天在北营村讲防震减灾，来了80人，没发东西", "人数改成85", "取消"),
        ("/log", "防震讲座", "昨天", "北营村", "80", "没发", "确认"),
        ("你好",),
    ],
)
def test_nothing_is_kept_where_nothing_was_read_wrong(world: World, said: tuple[str, ...]) -> None:
    assert listed(world, *said) == []
