"""Makes handlers/read/lexicon/leanings.txt from labelled messages: `python -m bench.leanings > leanings.txt`.

The files are SOURCES below, in their order (own_tune counts twice): of the others nothing is learned.

A .jsonl file is a corpus like those of tests/corpus; a .tsv file has a message and its kind on each line. What is
learned is a logistic regression over characters and pairs of them, rounded to small whole numbers.
"""

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import exp, sqrt
from pathlib import Path
from textwrap import fill

from handlers.read.leanings import pairs_in
from handlers.read.writing import plainly

Message = tuple[frozenset[str], str]
Weights = dict[str, dict[str, float]]

_CORPUS, _HERE = Path(__file__).parents[1] / "tests" / "corpus", Path(__file__).parent
SOURCES = (
    *(_CORPUS / f"own_{name}.jsonl" for name in ("tune", "tune", "more", "wide", "late")),
    *(_CORPUS / f"own_{name}.jsonl" for name in ("spring", "summer", "autumn", "winter", "frost")),
    _HERE / "kinds.tsv",
)

_SEEN, _ROUNDS, _STEP, _FINE = 4, 12, 0.3, 2
"""A pair counts if so many messages have it; rounds over them all; how far a step goes; parts of a point."""

_HEADER = """# Which form of activity characters and pairs of them lean to, learned from labelled messages
# by bench/leanings.py: [kind weight]. Words chosen by hand are in cues.txt and acts.txt."""


def messages(path: Path) -> Iterator[Message]:
    """The messages of a file that tell of one activity of a known kind."""
    for line in path.read_text(encoding="utf-8").splitlines():
        text, kind = _told(line) if path.suffix == ".jsonl" else line.partition("\t")[::2]
        if kind:
            yield frozenset(pairs_in(plainly(text).plain)), kind.split("/")[0]


def _told(line: str) -> tuple[str, str]:
    message = json.loads(line)
    single = message["kind"] in ("activity", "plan") and len(message["expect"]) == 1
    return message["text"], (message["expect"][0].get("type") or "") if single else ""


def learned(texts: list[Message]) -> Weights:
    """The weights of every pair for every kind."""
    seen = Counter(pair for pairs, _ in texts for pair in pairs)
    known = sorted((sorted(pair for pair in pairs if seen[pair] >= _SEEN), kind) for pairs, kind in texts)
    weights: Weights = {kind: defaultdict(float) for kind in sorted({kind for _, kind in texts})}
    chance = random.Random(1)  # the same order every time
    for _ in range(_ROUNDS):
        chance.shuffle(known)
        for pairs, kind in known:
            _step(weights, pairs, kind)
    return weights


def _step(weights: Weights, pairs: list[str], told: str) -> None:
    """Move every weight a little to where the kind that was told is likelier."""
    length = sqrt(len(pairs) + 1)
    likely = {kind: exp(sum(own[pair] for pair in pairs) / length) for kind, own in weights.items()}
    whole = sum(likely.values())
    for kind, own in weights.items():
        move = _STEP * (likely[kind] / whole - (kind == told)) / length
        for pair in pairs:
            own[pair] -= move


def written(weights: Weights) -> str:
    """The file: what rounds to nothing is left out."""
    sections: dict[tuple[str, int], list[str]] = defaultdict(list)
    for kind, own in weights.items():
        for pair, weight in own.items():
            sections[kind, round(weight * _FINE)].append(pair)
    parts = (
        f"[{kind} {weight}]\n{fill(' '.join(sorted(pairs)), 118, break_long_words=False)}"
        for (kind, weight), pairs in sorted(sections.items())
        if weight
    )
    return "\n".join((_HEADER, *parts))


if __name__ == "__main__":
    print(written(learned([one for path in sys.argv[1:] or SOURCES for one in messages(Path(path))])))
