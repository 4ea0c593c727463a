"""The reader over a labelled corpus, and what its scorer says."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.prediction import prediction
from bot.taxonomy import load_taxonomy
from handlers.read.reader import read
from handlers.read.reading import Context

CORPUS = Path(__file__).parents[1] / "corpus"
TAXONOMY = load_taxonomy()
scorer = import_module("tests.corpus.score")  # the client's own file: it carries no types


@dataclass(frozen=True, slots=True)
class Run:
    """A corpus with the reader's answers: `figures` by field ("venue", "kind") and by category ("plain", "ALL")."""

    gold: tuple[dict[str, Any], ...]
    predictions: tuple[dict[str, Any], ...]

    def figure(self, measure: str) -> float:
        """Of a field: "venue" is its F1, "venue precision" its precision, "plain exact" a category's share."""
        result = scorer.score(list(self.gold), list(self.predictions))
        fields, _, _ = scorer.table(result)
        name, _, what = measure.partition(" ")
        if name == "kind":
            return float(fields["kind"]["accuracy"])
        if name in fields:
            return float(fields[name][what or "f1"])
        counted = result["cat"][name]
        return float(counted[what] / max(1, counted["n"]))

    @property
    def wrongly_done(self) -> tuple[str, ...]:
        """The texts of plans, talk and totals that were taken for activities that took place."""
        pairs = zip(self.gold, self.predictions, strict=True)
        return tuple(one["text"] for one, read in pairs if one["kind"] in NOT_DONE and read["kind"] in scorer.DONE)


NOT_DONE = ("plan", "none", "totals")


def corpus(name: str) -> tuple[dict[str, Any], ...]:
    """The labelled messages of a file."""
    return tuple(scorer.load(CORPUS / f"{name}.jsonl"))


@cache
def run(name: str) -> Run:
    """The reader over a whole corpus, once per process."""
    gold = corpus(name)
    return Run(gold, tuple(map(_predicted, gold)))


def _predicted(message: dict[str, Any]) -> dict[str, Any]:
    reading = read(message["text"], Context(datetime.fromisoformat(message["sent_at"]), TAXONOMY))
    answer = {
        "id": message["id"],
        "kind": reading.nature.value,
        "activities": [prediction(found) for found in reading.found],
    }
    as_written: dict[str, Any] = json.loads(json.dumps(answer))
    return as_written
