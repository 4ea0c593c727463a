"""WeCom end to end, by the long connection and by an app: turns beside the least one would pick instead, on one core.

People and a gateway that answers at once are on another core (bench/wecom_people.py). The other bot says again what was
said and keeps nothing, by the community's client, which is no part of the product; to have it in the table, install it
into a folder of its own: `.venv/bin/pip install --target .venv/wecom-aibot wecom-aibot-sdk-python==0.1.7`.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bench.measure import MILLISECONDS, PER_SECOND, Row, row
from bench.sizes import Sizes
from bench.telegram import AWAKE, ROOT, STEADY, Bot, Unplayed, beside, form, free_port
from bench.telegram_bots.ours import furnished
from bench.telegram_people import Load, Measured, Play
from bench.wecom_callbacks import PATH

CLIENT = Path(sys.prefix) / "wecom-aibot"


@dataclass(frozen=True, slots=True)
class Way:
    """A way into WeCom: its channel, who plays its people, and the bots, ours first."""

    group: str
    channel: str
    people: str
    bots: tuple[Bot, Bot]
    begins: str


ROBOT = Way(
    "WeCom",
    "wecom",
    "bench.wecom_people",
    (Bot("ours", "this bot"), Bot("echo", "an echo by wecom-aibot-sdk-python", CLIENT)),
    "ws",
)
APP = Way(
    "WeCom app",
    "wecom_app",
    "bench.wecom_app_people",
    (Bot("ours_app", "this bot"), Bot("wechatpy_echo", "an echo by wechatpy")),
    "http",
)


def wecom_rows(folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Load by load every bot right after the other, so that a busy moment of the machine meets all. Raises Unplayed."""
    for way in (ROBOT, APP):
        yield from _way_rows(way, folder, sizes)


def _way_rows(way: Way, folder: Path, sizes: Sizes) -> Iterator[Row]:
    loads = _loads(sizes)
    bots = [bot for bot in way.bots if bot.beside is None or bot.beside.is_dir()]
    place = folder / way.channel
    place.mkdir(exist_ok=True)
    database = place / "bench.sqlite"
    chats = tuple(range(one.first, one.first + one.people) for one in loads.values())
    furnished(database, sizes.activities, chats, way.channel)
    for name, load in loads.items():
        found = {bot.name: _played(way, bot, database, load) for bot in bots}
        yield from _rows(f"{way.group}, {name}", load, found)


def _loads(sizes: Sizes) -> Mapping[str, Load]:
    """As Telegram's, in chats of their own each."""
    seconds, warm = sizes.telegram_seconds, min(2.0, sizes.telegram_seconds / 2)
    crowds = {f"{people} at once": Load(people, 1000 * people, seconds, warm) for people in sizes.telegram_crowds}
    awake = min(AWAKE, sizes.telegram_seconds / 2)
    return crowds | {f"{STEADY} messages a second": Load(sizes.telegram_crowds[-1], 800_000, seconds, awake, STEADY)}


def _played(way: Way, bot: Bot, database: Path, load: Load) -> Measured:
    api, port = free_port(), free_port()
    url = f"{way.begins}://127.0.0.1:{api}"
    command = (sys.executable, "-m", f"bench.wecom_bots.{bot.module}", url, str(port), str(database))
    path = os.pathsep.join(str(place) for place in (bot.beside, ROOT) if place)
    environ = {"PYTHONPATH": path, "PYTHONWARNINGS": "ignore"}
    play = Play(command, environ, api, port, PATH, said(), (load,))
    people = [sys.executable, "-m", way.people, msgspec.json.encode(play).decode()]
    done = subprocess.run(people, cwd=ROOT, capture_output=True, text=True, check=False)
    found = msgspec.json.decode(done.stdout, type=list[Measured]) if not done.returncode else []
    if not found or not found[0].waits:
        raise Unplayed(f"{bot.name} answered nothing: {done.stderr[-2000:]}")
    return found[0]


def said() -> tuple[str, ...]:
    """The form as it is typed: what would be tapped is a word as well."""
    return tuple("确认" if word == "tap:confirm" else word for word in form())


def _rows(group: str, load: Load, found: Mapping[str, Measured]) -> Iterator[Row]:
    (_, ours), *others = found.items()
    for name, theirs in others:
        yield from beside(group, name, load, ours, theirs)
    if not others:
        if not load.rate:
            yield Row(group, "turns", PER_SECOND, sum(ours.per_second) / len(ours.per_second), None, 1)
        yield row(group, "answer", ours.waits)
        yield Row(group, "CPU of a turn", MILLISECONDS, ours.cpu / len(ours.waits) * 1000, None, len(ours.waits))
