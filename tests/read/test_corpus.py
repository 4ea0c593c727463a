"""How much the reader understands of labelled messages: no figure may fall below what was reached once."""

import json

import pytest

from tests.read.reader_run import CORPUS, corpus, run, scorer

FLOORS = {
    #                        dev   own_tune own_more own_held
    "kind":                 (0.0, 0.0, 0.0, 0.0),
    "date":                 (0.0, 0.0, 0.0, 0.0),
    "type":                 (0.0, 0.0, 0.0, 0.0),
    "venue":                (0.0, 0.0, 0.0, 0.0),
    "attendees":            (0.0, 0.0, 0.0, 0.0),
    "attendees precision":  (0.0, 0.0, 0.0, 0.0),
    "materials":            (0.0, 0.0, 0.0, 0.0),
    "materials precision":  (0.0, 0.0, 0.0, 0.0),
    "audience":             (0.0, 0.0, 0.0, 0.0),
    "plain exact":          (0.0, 0.0, 0.0, 0.0),
    "ALL exact":            (0.0, 0.0, 0.0, 0.0),
}  # fmt: skip
"""A little below what was reached; F1 where only a field is named, the share of right answers for kind."""

NAMES = ("dev", "own_tune", "own_more", "own_held")
THERE = tuple(name for name in NAMES if (CORPUS / f"{name}.jsonl").exists())


@pytest.mark.parametrize("name", THERE)
@pytest.mark.parametrize("measure", FLOORS)
def test_no_figure_falls_below_its_floor(name: str, measure: str) -> None:
    floor = FLOORS[measure][NAMES.index(name)]

    assert run(name).figure(measure) >= floor


@pytest.mark.parametrize("name", THERE)
def test_no_plan_question_or_total_is_taken_for_an_activity(name: str) -> None:
    assert run(name).wrongly_done == ()


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
