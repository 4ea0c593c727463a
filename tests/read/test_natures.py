"""Sentences of every sort, written on a Thursday: which of them tell of something done, planned or summed up."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from handlers.read.reader import read
from handlers.read.reading import Context
from tests.read.reading_one import TAXONOMY, shown

SENT = datetime(2026, 10, 29, 18, tzinfo=ZoneInfo("Asia/Shanghai"))
CONTEXT = Context(SENT, TAXONOMY)
SENTENCES = Path(__file__).with_name("natures.txt").read_text(encoding="utf-8").splitlines()
"""A nature (with the number of records where it matters), a tab and a sentence in each line."""


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_is_what_people_take_it_for(line: str) -> None:
    expected, text = line.split("\t")
    nature, _, number = expected.partition(" ")
    reading = read(text, CONTEXT)

    assert reading.nature.value == nature
    assert not number or len(reading.found) == int(number)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天去俩幼儿园讲刷牙，阳光幼儿园大班38个娃，红星幼儿园中班42个娃", "阳光幼儿园 38 红星幼儿园 42"),
        ("昨天在县一中和县二中都讲了心理健康，一中500人，二中460人", "一中 500 二中 460"),
        ("西沟、东沟、后沟三个自然村昨天都去了，分别有22、31、17个老乡听包虫病防治", "西沟村 22 东沟村 31 后沟村 17"),
        ("民警进网吧讲反诈，腾飞网吧18个，星际网吧23个，都是小年轻", "腾飞网吧 18 星际网吧 23"),
        ("老年大学周一讲智能手机32人，周三讲防诈骗29人，周五不上课", "老年大学 32 老年大学 29"),
        ("27号县医院义诊，村民83人；28号同一个地方又办了急救班，村民36人", "县医院 83 县医院 36"),
    ],
)
def test_each_of_several_has_its_own_place_and_number(text: str, expected: str) -> None:
    told = [f"{one.particulars.venue} {shown(one.particulars.attendance)}" for one in read(text, CONTEXT).found]

    assert " ".join(told) == expected


def test_what_is_planned_in_the_same_sentence_is_left_out() -> None:
    (found,) = read("科普大巴今天停在三小，明天停四小，今天上车体验的学生有412个", CONTEXT).found

    assert found.particulars.start == SENT.date()
    assert shown(found.particulars.attendance) == "412"
