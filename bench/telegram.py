"""Telegram end to end: turns through the webhook beside the same form written with other libraries, each on one core.

People and a Bot API that answers at once are on another core (bench/telegram_people.py), so what is measured is the
bot alone. aiogram is no part of the product and wants other versions of what we use; to have it in the table, install
it into a folder of its own: `.venv/bin/pip install --target .venv/aiogram aiogram`.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import msgspec

from bench.measure import MEBIBYTES, MILLISECONDS, PER_SECOND, Row, percentile, row
from bench.sizes import Sizes
from bench.telegram_bots.ours import furnished
from bench.telegram_people import Load, Measured, Play

ROOT = Path(__file__).parents[1]
AIOGRAM = Path(sys.prefix) / "aiogram"
OURS = "ours"
STEADY = 300
"""Updates a second of the steady load: ten times what Telegram lets a bot answer."""
AWAKE = 5.0
"""Seconds after which a bot has built what it builds once: a steady load is that of the rest of the day."""


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot to start: its module, and what it is called in the table."""

    module: str
    name: str
    beside: Path | None = None


BOTS = (
    Bot(OURS, "this bot"),
    Bot("conversation_handler", "ConversationHandler"),
    Bot("fsm", "aiogram FSM", AIOGRAM),
    Bot("bare", "bare insert and reply"),
)


def telegram_rows(folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Load by load every bot right after the other, so that a busy moment of the machine meets all. Raises Unplayed."""
    loads = _loads(sizes)
    bots = [bot for bot in BOTS if bot.beside is None or bot.beside.is_dir()]
    ours = _database(folder, bots[0])
    furnished(ours, sizes.activities, tuple(range(one.first, one.first + one.people) for one in loads.values()))
    for name, load in loads.items():
        yield from _rows(name, load, {bot.name: _played(bot, _database(folder, bot), load) for bot in bots})


class Unplayed(Exception):
    """A bot did not do what the form asks of it: its figures would be those of another conversation."""


def _loads(sizes: Sizes) -> Mapping[str, Load]:
    """In chats of their own each, so that nobody begins in the middle of a form."""
    seconds, warm = sizes.telegram_seconds, min(2.0, sizes.telegram_seconds / 2)
    awake = min(AWAKE, sizes.telegram_seconds / 2)
    crowds = {f"{people} at once": Load(people, 1000 * people, seconds, warm) for people in sizes.telegram_crowds}
    steady = {f"{STEADY} updates a second": Load(sizes.telegram_crowds[-1], 800_000, seconds, awake, rate=STEADY)}
    return crowds | steady | {"drafts": Load(sizes.drafts, 900_000, leaves=True)}


def _database(folder: Path, bot: Bot) -> Path:
    place = folder / f"telegram-{bot.module}"
    place.mkdir(exist_ok=True)
    return place / "bench.sqlite"


def _played(bot: Bot, database: Path, load: Load) -> Measured:
    api, port = free_port(), free_port()
    command = (sys.executable, "-m", f"bench.telegram_bots.{bot.module}", f"http://127.0.0.1:{api}", str(port))
    path = os.pathsep.join(str(place) for place in (bot.beside, ROOT) if place)
    environ = {"PYTHONPATH": path, "PYTHONWARNINGS": "ignore"}
    play = Play((*command, str(database)), environ, api, port, "/telegram", form(), (load,))
    players = [sys.executable, "-m", "bench.telegram_people", msgspec.json.encode(play).decode()]
    done = subprocess.run(players, cwd=ROOT, capture_output=True, text=True, check=False)
    found = msgspec.json.decode(done.stdout, type=list[Measured]) if not done.returncode else []
    if not found or not found[0].waits:
        raise Unplayed(f"{bot.name} answered nothing: {done.stderr[-2000:]}")
    return found[0]


def form() -> tuple[str, ...]:
    """What is said, in order."""
    lines = Path(__file__).with_name("telegram_form.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _rows(name: str, load: Load, found: Mapping[str, Measured]) -> Iterator[Row]:
    ours, *_ = found.values()
    group = f"Telegram, {name}"
    for other, theirs in list(found.items())[1:]:
        if load.leaves:
            yield Row(
                "Telegram, memory",
                f"with {load.people:,} open drafts, beside {other}",
                MEBIBYTES,
                ours.resident,
                None,
                1,
                theirs.resident,
            )
            continue
        yield from beside(group, other, load, ours, theirs)


def beside(group: str, other: str, load: Load, ours: Measured, theirs: Measured) -> Iterator[Row]:
    """Our figures of a load and those of one other bot."""
    if not load.rate:
        yield _rate(group, f"turns, beside {other}", ours, theirs)
    yield _wait(group, f"answer, beside {other}", ours, theirs)
    yield _cpu(group, other, ours, theirs)


def _rate(group: str, what: str, ours: Measured, theirs: Measured) -> Row:
    rates = ours.per_second
    return Row(group, what, PER_SECOND, median(rates), percentile(rates, 0.01), len(rates), median(theirs.per_second))


def _wait(group: str, what: str, ours: Measured, theirs: Measured) -> Row:
    mine, other = percentile(ours.waits, 0.99) * 1000, percentile(theirs.waits, 0.99) * 1000
    lost = f"; lost {ours.lost} and {theirs.lost}" if ours.lost or theirs.lost else ""
    note = f"p99 beside {other:.1f} ms, ×{mine / other:.2g}{lost}"
    return row(group, what, ours.waits, beside=median(theirs.waits), note=note)


def _cpu(group: str, beside: str, ours: Measured, theirs: Measured) -> Row:
    mine, other = (one.cpu / len(one.waits) * 1000 for one in (ours, theirs))
    return Row(group, f"CPU of a turn, beside {beside}", MILLISECONDS, mine, None, len(ours.waits), other, beside)


def free_port() -> int:
    """A port nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port
