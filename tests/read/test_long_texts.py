"""No text upsets the reader, however long and strange; bench/reader.py shows that its time grows with the length."""

import random
from cProfile import Profile

import pytest

from handlers.read.reader import read, read_answer, read_correction
from storage.model.activity import Field
from tests.read.reading_one import CONTEXT

UNITS = (
    *(" ", "，", "\n", "\t", "在", "人", "1", "一", "的", "村", "1人，", "在村", "昨天", "错了是", "老人30、"),
    *("80人，不对，是85，", "培训1期，", "序号\t地点\t时间\t人数\n1\t村\t昨天\t3\n", "昨天在北营村讲防震，来了80人。"),
)


@pytest.mark.parametrize("unit", UNITS)
def test_a_text_of_ten_thousand_characters_is_read(unit: str) -> None:
    read((unit * 10_000)[:10_000], CONTEXT)


def calls(text: str) -> int:
    """How many calls it takes to read a text: the same on every machine, however busy."""
    watched = Profile()
    watched.runcall(read, text, CONTEXT)
    return sum(entry.callcount for entry in watched.getstats())


@pytest.mark.parametrize("unit", [*UNITS, "贴3张", "老人3个", "在北营村讲防火", "送了", "3张", "折页，"])
def test_twice_the_text_takes_twice_the_work(unit: str) -> None:
    read((unit * 2_000)[:2_000], CONTEXT)  # so that every pattern it needs is compiled

    once, twice = calls((unit * 1_000)[:1_000]), calls((unit * 2_000)[:2_000])

    assert twice < 2.5 * once


def test_any_characters_may_stand_in_any_order() -> None:
    chance = random.Random(7)  # noqa: S311  # the same texts every time
    for _ in range(150):
        text = "".join(
            chr(chance.choice((chance.randrange(0x110000), chance.randrange(0x4E00, 0x9FFF)))) for _ in range(60)
        )
        read(text, CONTEXT)
        read_correction(text, CONTEXT)
        for field in Field:
            read_answer(field, text, CONTEXT)
