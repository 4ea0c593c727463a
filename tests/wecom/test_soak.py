"""Soaked in faults: what is handed over is kept once and in order, what is answered is shown once or said to be unsure.

The small one; `python -m tests.wecom.soak` is the same with ten thousand messages.
"""

import asyncio
from pathlib import Path

import pytest

from bot import outbox
from tests.wecom.soak import LAST_ROUND, Soak
from tests.wecom.soaked import Answer, matches

SENT, UNSURE = (Answer("a", state, (("markdown", "a"), ("template_card", "t"))) for state in ("sent", "uncertain"))
TEXT, CARD = SENT.parts


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_is_lost_doubled_or_out_of_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(outbox, "LAST_ROUND", LAST_ROUND)
    soak = Soak(tmp_path, messages=240, people=20, seed=seed, phases=3)

    result = asyncio.run(soak.run())

    assert result.wrong == []
    assert result.figures["kept"] > 200
    assert soak.restarts == 3
    assert len(soak.gateway.lines) > soak.restarts


@pytest.mark.parametrize(
    ("answers", "shown", "right"),
    [
        ([SENT], [TEXT, CARD], True),
        ([SENT], [TEXT], False),
        ([SENT], [TEXT, CARD, TEXT, CARD], False),
        ([SENT], [CARD, TEXT], False),
        ([UNSURE], [], True),
        ([UNSURE], [TEXT], True),
        ([UNSURE], [CARD], False),
        ([UNSURE, SENT], [TEXT, TEXT, CARD], True),
        ([SENT, UNSURE], [TEXT, TEXT, CARD], False),
        ([], [TEXT], False),
    ],
)
def test_what_was_shown_is_compared_with_what_was_sent(
    answers: list[Answer], shown: list[tuple[str, object]], right: bool
) -> None:
    assert matches(answers, shown) is right
