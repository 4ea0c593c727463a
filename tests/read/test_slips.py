"""Words typed with the wrong character of the same sound are read as meant, and shown as they were written."""

import pytest

from handlers.read.lexicon import sections
from handlers.read.slips import unslipped
from tests.read.reading_one import told


def test_every_slip_is_as_long_as_the_word_that_was_meant() -> None:
    slips = [(right, slip.partition("!")[0]) for right, all_of in sections("slips").items() for slip in all_of]

    assert [one for one in slips if len(one[0]) != len(one[1])] == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("办了讲做，到会局民37人", "办了讲座，到会居民37人"),
        ("发宣传策50册", "发宣传册50册"),
        ("在图书管办展缆", "在图书馆办展览"),
    ],
)
def test_slips_are_set_right(written: str, meant: str) -> None:
    assert unslipped(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "公安局民警32人",
        "主讲做法",
        "科技管理课",
        "图书管理员28人",
        "宣传策划会",
        "糖尿并发症",
        "建康路社区",
        "宣传侧重点",
    ],
)
def test_words_that_only_hold_a_slip_stay(text: str) -> None:
    assert unslipped(text) == text


def test_what_is_shown_stays_as_it_was_written() -> None:
    found = told("今天下午在前进社区办了地球日讲做，到会局民37人，发宣传策50册")

    assert (found.particulars.kind, found.particulars.audience) == ("讲座", "社区居民")
    assert found.particulars.outputs[0].item == "宣传策"
