"""Codes for joining: easy to type, found again in what people send, kept as hashes."""

import re

import pytest

from bot.codes import ALPHABET, fresh_code
from handlers.join import code_hash, find_code


def test_a_code_is_two_groups_of_four_that_nobody_mistakes() -> None:
    for _ in range(200):
        assert re.fullmatch(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", fresh_code())
    assert set("01ILO").isdisjoint(ALPHABET)


def test_codes_differ() -> None:
    assert len({fresh_code() for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    "sent",
    [
        "K7PM-3XQ9",
        "k7pm-3xq9",
        "K7PM3XQ9",
        "k7pm 3xq9",
        "Ｋ７ＰＭ－３ＸＱ９",
        "我的邀请码是K7PM-3XQ9，谢谢",
        "/start K7PM-3XQ9",
    ],
)
def test_a_code_is_found_however_it_is_typed(sent: str) -> None:
    found = find_code(sent)

    assert found is not None
    assert code_hash(found) == code_hash("K7PM-3XQ9")


@pytest.mark.parametrize("sent", ["", "你好", "K7PM-3XQ", "K7PM-3XQ99", "K7P-M3XQ9", "今天来了60人", "13800001234"])
def test_other_words_hold_no_code(sent: str) -> None:
    assert find_code(sent) is None
