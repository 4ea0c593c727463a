"""The turn itself: how many a second and how long each kind takes, beside form bots in the same run."""

import time
from itertools import cycle
from statistics import median

from sqlalchemy import func, select

from bench.baselines import Execute, FormBot
from bench.measure import PER_SECOND, Row, percentile, row, steady
from bench.sizes import Sizes
from bench.talk import EVENING, RECORDING, Talk, Unread, speakers
from bot.turn import Desk
from storage import tables

BESIDE = {"tell": "answer", "correct": "answer"}
"""What the form bot does where an evening has a turn of another name."""


def turn_rows(talk: Talk, where: str, careful: FormBot, plain: FormBot, sizes: Sizes) -> tuple[Row, ...]:
    """All rows of one kind of database; the plain bot stands beside as the floor. Raises Unread."""
    group = f"turns, {where}"
    rates = _rates(talk, sizes)
    rate = Row(group, "turns of the script", PER_SECOND, median(rates), percentile(rates, 0.01), len(rates))
    each = tuple(
        row(group, name, talk.took[name], beside=median(careful.took[BESIDE.get(name, name)]), note="careful form bot")
        for name in EVENING
    )
    whole = [sum(parts) for parts in zip(*(talk.took[name] for name in RECORDING), strict=True)]
    bots = (("a whole record", careful, "careful form bot"), ("a whole record again", plain, "plain form bot"))
    records = tuple(
        row(group, what, whole, beside=median(bot.took["record"]), note=f"3 messages; {name}: 6")
        for what, bot, name in bots
    )
    return (rate, *each, *records)


def form_bot(execute: Execute, sizes: Sizes, *, careful: bool) -> FormBot:
    """A form bot after as many evenings as are spoken with the ledger."""
    form = FormBot(execute, sizes.activities, careful=careful)
    with steady():
        for nth in range(sizes.evenings * sizes.rounds):
            form.evening(f"u{nth % 150}")
    return form


def _rates(talk: Talk, sizes: Sizes) -> list[float]:
    """Turns per second of each round; each turn's time is in `talk.took` afterwards."""
    everybody = cycle(speakers(talk.desk.database))
    before = _records(talk.desk)
    talk.evening(next(everybody))
    if _records(talk.desk) == before:
        raise Unread("the evening of bench/conversation.txt left no record: try it in `python -m bot chat`")
    talk.took.clear()
    rates = []
    with steady():
        for _ in range(sizes.rounds):
            began = time.perf_counter()
            for _ in range(sizes.evenings):
                talk.evening(next(everybody))
            rates.append(sizes.evenings * len(EVENING) / (time.perf_counter() - began))
    return rates


def _records(desk: Desk) -> int:
    with desk.database.reading() as tx:
        return tx.connection.scalar(select(func.count()).select_from(tables.activity)) or 0
