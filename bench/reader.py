"""Reading a message: time, growth, start and memory, and how often it is right beside libraries for dates and numbers.

The libraries are no part of the product. To have them in the table, install them beside it:
`.venv/bin/pip install cn2an dateparser jionlp recognizers-text-suite "emoji<2"`; those that are missing are left out.
"""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import median

from bench.measure import MEBIBYTES, MILLISECONDS, Row, row, steady, timed
from bench.others import OTHERS, Finder, Other
from bench.sizes import Sizes
from bot.taxonomy import load_taxonomy
from handlers.read.reader import read
from handlers.read.reading import Context
from storage.model.taxonomy import Taxonomy

GROUP = "reader"
CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
TIMES, PERCENT = "times", "%"
_SHORT, _LONG = 2_500, 10_000
_FRESH = """
import json, time
import psutil
before, held = time.perf_counter(), psutil.Process().memory_info().rss
from datetime import datetime, timezone
from bot.taxonomy import load_taxonomy
from handlers.read.reader import read
from handlers.read.reading import Context
read("hello 12", Context(datetime(2026, 5, 13, tzinfo=timezone.utc), load_taxonomy()))
print(json.dumps([time.perf_counter() - before, (psutil.Process().memory_info().rss - held) / 2**20]))
"""


@dataclass(frozen=True, slots=True)
class Message:
    """A labelled message; day and number are those of its one activity, empty where it has none or several."""

    text: str
    at: datetime
    day: str
    number: str


def reader_rows(sizes: Sizes) -> Iterator[Row]:
    """All rows about reading, as soon as they are known."""
    messages = tuple(chain.from_iterable(map(_messages, ("dev", "own_tune"))))
    unseen = tuple(_messages("own_blind")) or messages
    taxonomy = load_taxonomy()
    took = _best(_ours(taxonomy), messages, sizes.rounds)
    yield row(GROUP, "a message, everything read", took, note="best of some tries each")
    yield _growth(messages, taxonomy, sizes)
    yield from _fresh(sizes)
    for other in OTHERS:
        find = other.load()
        if find:
            yield from _beside(other, find, unseen, taxonomy, sizes)


def _messages(name: str) -> Iterator[Message]:
    """The messages of a corpus; own_blind, which no rule was made from, may not be there yet."""
    path = CORPUS / f"{name}.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        kept = json.loads(line)
        only: Mapping[str, object] = kept["expect"][0] if len(kept["expect"]) == 1 else {}
        day, number = str(only.get("date") or ""), str(only.get("attendees") or "")
        yield Message(kept["text"], datetime.fromisoformat(kept["sent_at"]), day, number)


def _ours(taxonomy: Taxonomy) -> Finder:
    """The day and the number of people, as the libraries give them: but only those the reader means."""

    def find(text: str, at: datetime) -> frozenset[str]:
        reading = read(text, Context(at, taxonomy))
        said = (one.particulars for one in reading.found)
        meant = ((one.start, one.attendance.value or one.online.value) for one in said)
        return frozenset(map(str, chain.from_iterable(meant)))

    return find


def _best(find: Finder, messages: Sequence[Message], tries: int) -> list[float]:
    """For each message the shortest of some tries: what it costs when nobody disturbs."""
    for one in messages:
        find(one.text, one.at)
    with steady():
        return [min(timed(partial(find, one.text, one.at)) for _ in range(max(2, tries))) for one in messages]


def _beside(other: Other, find: Finder, messages: Sequence[Message], taxonomy: Taxonomy, sizes: Sizes) -> Iterator[Row]:
    """One library and the reader on the same messages: how often right, how long."""
    asked = [(one, wanted) for one in messages if (wanted := one.day if other.of == "day" else one.number)]
    texts = [one for one, _ in asked]
    finders = (_ours(taxonomy), find)
    hits = [[finder(one.text, one.at) for one in texts] for finder in finders]
    right, right_there = (
        100 * sum(wanted in hit for (_, wanted), hit in zip(asked, each, strict=True)) / len(asked) for each in hits
    )
    took, took_there = (_best(finder, texts, sizes.rounds) for finder in finders)
    offered = sum(map(len, hits[1])) / len(asked)
    what, note = f"the {other.of}, beside {other.name}", f"{len(asked)} messages; one of its {offered:.1f} finds each"
    yield Row(GROUP, f"{what}: right", PERCENT, right, None, 1, right_there, note)
    yield row(GROUP, f"{what}: time", took, beside=median(took_there), note="the reader reads everything else too")


def _growth(messages: Sequence[Message], taxonomy: Taxonomy, sizes: Sizes) -> Row:
    """Four times the text: how many times the work, for the text where it is worst."""
    joined = "".join(one.text for one in messages)
    often = Counter(one for one in joined if not one.isspace()).most_common(12)
    texts = (joined, *(piece * _LONG for piece, _ in often))
    context = Context(messages[0].at, taxonomy)
    ratios = []
    for text in texts:
        short, long = (
            min(_worked(text[:length], context) for _ in range(max(2, sizes.rounds))) for length in (_SHORT, _LONG)
        )
        ratios.append(long / short)
    return Row(
        GROUP, f"{_LONG:,} characters against {_SHORT:,}", TIMES, max(ratios), None, len(texts), 4.0, "4 is linear"
    )


def _worked(text: str, context: Context) -> float:
    before = time.process_time()
    read(text, context)
    return time.process_time() - before


def _fresh(sizes: Sizes) -> Iterator[Row]:
    """What the reader adds to a program: until the first message is read, and memory."""
    command = [sys.executable, "-c", _FRESH]
    told = [json.loads(subprocess.check_output(command, text=True)) for _ in range(sizes.starts)]
    took, held = zip(*told, strict=True)
    yield Row(GROUP, "added start, first message read", MILLISECONDS, median(took) * 1000, None, len(took))
    yield Row(GROUP, "added memory", MEBIBYTES, median(held), None, len(held))
