"""Resident memory while more and more drafts are open: the ledger keeps them, the process must not grow.

Measured in a process of its own (`python -m bench.memory FOLDER DRAFTS`), which prints the figures as JSON.
"""

import gc
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.baselines import FormBot, answers, on_sqlite
from bench.ledgers import NOW, filled
from bench.measure import MEBIBYTES, Row
from bench.sizes import Sizes
from bench.talk import Speaker, Talk
from bot.sample.people import joined
from bot.turn import Desk
from storage.model.people import Account, Role
from storage.people import units

GROUP = "memory"
WARM = 200
"""Conversations before the first look: caches and pools have their size by then."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Mebibytes: the process with few drafts open, with all open, and what a dict of forms took for as many."""

    before: float
    after: float
    form_bot: float


def memory_rows(folder: Path, sizes: Sizes) -> tuple[Row, ...]:
    """What the drafts add to the process."""
    command = [sys.executable, "-m", "bench.memory", str(folder), str(sizes.drafts)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    memory = Memory(**json.loads(done.stdout))
    what = f"{sizes.drafts:,} open drafts"
    return (
        Row(GROUP, "resident before", MEBIBYTES, memory.before, None, 1),
        Row(
            GROUP,
            f"added by {what}",
            MEBIBYTES,
            memory.after - memory.before,
            None,
            1,
            memory.form_bot,
            "a dict of forms",
        ),
    )


def opened(desk: Desk, folder: Path, drafts: int) -> Memory:
    """Open the drafts one after the other."""
    everybody = iter(_people(desk, drafts + WARM))
    talk = Talk(desk)
    for speaker, _ in zip(everybody, range(WARM), strict=False):
        talk.turn(speaker, "tell")
    before = resident()
    for speaker in everybody:
        talk.turn(speaker, "tell")
    after = resident()
    return Memory(before, after, _form_bot(folder, drafts))


def resident() -> float:
    """What the process holds, in MiB."""
    gc.collect()
    return psutil.Process().memory_info().rss / 2**20


def _people(desk: Desk, number: int) -> tuple[Speaker, ...]:
    """As many volunteers, spread over the county."""
    with desk.database.writing() as tx:
        found = units(tx)
        spread = ((Account("bench", f"{nth}"), found[nth % len(found)]) for nth in range(number))
        speakers = tuple(Speaker(account, unit) for account, unit in spread)
        for speaker in speakers:
            joined(tx, speaker.account, speaker.account.external_id, Role.VOLUNTEER, speaker.unit, NOW)
    return speakers


def _form_bot(folder: Path, drafts: int) -> float:
    """What as many forms take that are filled in but for the last answer."""
    form, before = FormBot(on_sqlite(folder / "memory-form.sqlite"), 0, careful=False), resident()
    for nth in range(drafts):
        for words in answers()[:-1]:
            form.hear(f"volunteer {nth}", f"{words} {nth}")
    return resident() - before


if __name__ == "__main__":
    place, number = Path(sys.argv[1]), int(sys.argv[2])
    found = opened(filled(f"sqlite:///{place / 'memory.sqlite'}", 100), place, number)
    print(json.dumps({"before": found.before, "after": found.after, "form_bot": found.form_bot}))
