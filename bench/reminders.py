"""Reminders at Telegram's limit: how much of it is used, never more than it, and how long answers take meanwhile.

Everybody in a ledger is reminded on one morning while some people fill in the form of the other Telegram figures.
Beside it stands what one would pick of python-telegram-bot: its JobQueue and AIORateLimiter, which want aiolimiter; to
have them in the table, install that into a folder of its own: `.venv/bin/pip install --target .venv/aiolimiter
"aiolimiter<1.3"`. Both bots do it at the same time, for at thirty messages a second each leaves its core nearly idle.
"""

import os
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import msgspec

from bench.burst import Burst, Came
from bench.measure import MILLISECONDS, PERCENT, Row, percentile, row
from bench.telegram import ROOT, Unplayed, form, free_port
from bench.telegram_bots import job_queue, reminding
from bench.telegram_people import Load, Play
from tests.reminders.crowd import FIRST_CHAT

LONG = 10_000
TALKERS, FIRST_TALKER = 50, 700_000
TALK = 2
"""Updates a second from people, each to be answered."""
AIOLIMITER = Path(sys.prefix) / "aiolimiter"
LIMIT = 30
"""Messages a second, says Telegram."""


def reminder_rows(folder: Path, reminders: int) -> Iterator[Row]:
    """This bot and the other. Raises Unplayed."""
    place = folder / "reminders"
    place.mkdir(exist_ok=True)
    bots = {"reminding": place / "bench.sqlite"}
    reminding.furnished(bots["reminding"], reminders, range(FIRST_TALKER, FIRST_TALKER + TALKERS))
    if AIOLIMITER.is_dir():
        bots["job_queue"] = place / "plain.sqlite"
        job_queue.furnished(bots["job_queue"], FIRST_CHAT, reminders)
    with ThreadPoolExecutor() as pool:
        ours, *others = pool.map(lambda module: witnessed(module, bots[module], reminders), bots)
    yield from rows(f"{reminders:,} reminders at {LIMIT} a second", ours, others[0] if others else None)


def witnessed(module: str, database: Path, reminders: int) -> Came:
    """One bot's morning. Raises Unplayed."""
    api, port = free_port(), free_port()
    command = (sys.executable, "-m", f"bench.telegram_bots.{module}", f"http://127.0.0.1:{api}", str(port))
    path = os.pathsep.join((str(ROOT), str(AIOLIMITER)))
    environ = {"PYTHONPATH": path, "PYTHONWARNINGS": "ignore"}
    load = Load(TALKERS, FIRST_TALKER, rate=TALK)
    play = Play((*command, str(database)), environ, api, port, "/telegram", form(), (load,))
    burst = msgspec.json.encode(Burst(play, FIRST_CHAT, reminders)).decode()
    people = [sys.executable, "-m", "bench.burst", burst]
    done = subprocess.run(people, cwd=ROOT, capture_output=True, text=True, check=False)
    came = None if done.returncode else msgspec.json.decode(done.stdout, type=Came)
    if came is None or came.twice or not came.waits:
        raise Unplayed(f"{module} did not remind everybody once: {done.stderr[-2000:]}")
    return came


def rows(group: str, ours: Came, theirs: Came | None) -> Iterator[Row]:
    """Every figure, beside the other's where there is one."""
    beside = "" if theirs is None else ", beside JobQueue"
    count = len(ours.reminders)
    other = None if theirs is None else used(theirs)
    yield Row(group, f"of what is permitted{beside}", PERCENT, used(ours), None, count, other)
    other = None if theirs is None else busiest(theirs)
    most = f"permitted are {LIMIT}"
    yield Row(group, f"in the busiest second{beside}", "", busiest(ours), None, count, other, most)
    waits = None if theirs is None else median(theirs.waits)
    note = "" if theirs is None else _worst(ours, theirs)
    yield row(group, f"answer meanwhile{beside}", ours.waits, beside=waits, note=note)
    other = None if theirs is None else cpu(theirs)
    yield Row(group, f"CPU of a message{beside}", MILLISECONDS, cpu(ours), None, count, other, "the program's own")


def _worst(ours: Came, theirs: Came) -> str:
    mine, other = percentile(ours.waits, 0.99) * 1000, percentile(theirs.waits, 0.99) * 1000
    lost = f"; lost {ours.lost} and {theirs.lost}" if ours.lost or theirs.lost else ""
    return f"p99 beside {other:.0f} ms, ×{mine / other:.2g}{lost}"


def messages(came: Came) -> list[float]:
    """When each message came, from the first reminder to the last: answers use up the limit as well."""
    first, last = came.reminders[0], came.reminders[-1]
    return sorted((*came.reminders, *(at for at in came.others if first <= at <= last)))


def used(came: Came) -> float:
    """How much of the permitted rate was used, in percent; the first message is there at the beginning."""
    times = messages(came)
    return 100 * (len(times) - 1) / ((times[-1] - times[0]) * LIMIT)


def busiest(came: Came) -> float:
    """The most messages in any second."""
    times = messages(came)
    return max(nth + 1 - bisect_right(times, at - 1) for nth, at in enumerate(times))


def cpu(came: Came) -> float:
    """Milliseconds of a core for each message, the bot's start and all turns included."""
    return came.cpu / (len(came.reminders) + len(came.others)) * 1000
