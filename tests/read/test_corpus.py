"""How much the reader understands of labelled messages: the table in reached.txt, which pytest --update renews."""

import json
from pathlib import Path

import pytest

from tests.read.reader_run import CORPUS, corpus, run, scorer

MEASURES = (
    *("messages", "kind", "date", "type", "venue", "attendees", "attendees precision", "materials"),
    *("materials precision", "audience", "plain exact", "ALL exact", "wrongly done"),
)
"""F1 where only a field is named, the share of right answers for kind, a count for what was wrongly taken for done."""

NAMES = (
    *("dev", "own_tune", "own_more", "own_wide", "own_late", "own_fresh", "own_held", "own_unseen", "own_blind"),
    *("own_spring", "own_summer", "own_autumn", "own_winter"),
)
"""Nobody who wrote rules has read own_blind, only its figures: what a figure is worth stands there."""

THERE = tuple(name for name in NAMES if (CORPUS / f"{name}.jsonl").exists())
REACHED = Path(__file__).with_name("reached.txt")
SLACK = 0.01

Figures = dict[tuple[str, str], float]
"""By measure and corpus."""


def figures() -> Figures:
    """Every figure now, of the corpora that are there."""
    return {(measure, name): _figure(measure, name) for measure in MEASURES for name in THERE}


def _figure(measure: str, name: str) -> float:
    match measure:
        case "messages":
            return len(run(name).gold)
        case "wrongly done":
            return len(run(name).wrongly_done)
        case _:
            return run(name).figure(measure)


def table(now: Figures) -> str:
    """The figures as people read them."""
    rows: list[tuple[str, ...]] = [("", *NAMES)]
    rows += [(measure, *(f"{now[measure, name]:.4g}" for name in NAMES)) for measure in MEASURES]
    return "".join(f"{row[0]:<20}" + "".join(f"{cell:>12}" for cell in row[1:]) + "\n" for row in rows)


def reached() -> Figures:
    """The figures of the table kept beside this file."""
    rows = [line.rsplit(maxsplit=len(NAMES)) for line in REACHED.read_text(encoding="utf-8").splitlines()[1:]]
    return {(row[0], name): float(cell) for row in rows for name, cell in zip(NAMES, row[1:], strict=True)}


def test_no_figure_falls_below_what_was_reached_once(update: bool) -> None:
    """Where a corpus has grown, its figures mean something else: `pytest --update` keeps the new ones."""
    now = figures()
    if update:
        REACHED.write_text(table(reached() | now), encoding="utf-8")
    kept = reached()
    worse = {key: (figure, kept[key]) for key, figure in now.items() if _worse(key[0], figure, kept[key])}

    assert worse == {}


def _worse(measure: str, figure: float, kept: float) -> bool:
    match measure:
        case "messages":
            return figure != kept
        case "wrongly done":
            return figure > kept
        case _:
            return figure < kept - SLACK


@pytest.mark.parametrize("name", THERE)
def test_the_labels_answer_themselves(name: str) -> None:
    gold = list(corpus(name))
    result = scorer.score(gold, [scorer.as_pred(message) for message in gold])

    assert result["errors"] == []
    assert result["cat"]["ALL"]["exact"] == len(gold)


@pytest.mark.parametrize("name", THERE)
def test_every_message_stands_once_and_can_be_read_as_a_line(name: str) -> None:
    gold = corpus(name)

    assert len({message["text"] for message in gold}) == len({message["id"] for message in gold}) == len(gold)
    assert [json.loads(json.dumps(message)) for message in gold] == list(gold)


def test_no_message_stands_in_two_files() -> None:
    texts = [message["text"] for name in THERE for message in corpus(name)]

    assert len(set(texts)) == len(texts)
