"""No text upsets the reader, and a long one takes time in proportion to its length."""

import random
import time

import pytest

from handlers.read.reader import read, read_answer, read_correction
from storage.model.activity import Field
from tests.read.reading_one import CONTEXT

UNITS = (
    *(" ", "，", "\n", "\t", "在", "人", "1", "一", "的", "村", "1人，", "在村", "昨天", "错了是", "老人30、"),
    *("80人，不对，是85，", "培训1期，", "序号\t地点\t时间\t人数\n1\t村\t昨天\t3\n", "昨天在北营村讲防震，来了80人。"),
)


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    short, long = ((unit * 10_000)[:length] for length in (1_250, 10_000))

    assert seconds(long) < 20 * seconds(short) + 0.2


def seconds(text: str) -> float:
    read(text, CONTEXT)
    begin = time.perf_counter()
    read(text, CONTEXT)
    return time.perf_counter() - begin


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
