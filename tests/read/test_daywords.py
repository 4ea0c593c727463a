"""Days in dialects, in figures of every shape, in lists, as observances; what only looks like a day is none."""

from datetime import datetime
from pathlib import Path

import pytest

from handlers.read.days import read_days
from handlers.read.reader import read
from handlers.read.reading import Context
from tests.read.reading_one import TAXONOMY, told
from tests.read.test_days import SENT, shown

MESSAGES = Path(__file__).with_name("days_said.txt").read_text(encoding="utf-8").splitlines()
"""When it was sent, the day it was held (- where none is said), and a message in each line, set apart by tabs."""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # dialects and parts of the day
        *[
            (words, "11-03")
            for words in ("今朝", "今个", "今儿后晌", "今晌午", "今儿下晚", "今晚黑", "今日午后", "一大早")
        ],
        *[
            (words, "11-02")
            for words in ("寻日", "琴日", "噚日", "尋晚", "夜来", "夜儿个", "昨个儿后晌", "昨宵", "昨晌午")
        ],
        *[("前晚", "11-01"), ("前儿个", "11-01"), ("大大前天", "10-30"), ("听日上午", "11-04")],
        *[(words, "11-03") for words in ("刚散场", "刚忙完", "刚收摊", "刚下课", "才讲完", "头先", "适才")],
        # figures
        *[(words, "10-13") for words in ("2026/10/13", "20261013", "26.10.13", "10-13 讲座", "10.13", "十月十三")],
        *[("上月28", "10-28"), ("农历九月廿", "10-29"), ("26年10月13日", "10-13")],
        # lists and spans
        *[(words, "10-13~10-14") for words in ("13、14号", "13号14号", "10月13号14号", "10.13、10.14", "10.13-10.14")],
        *[("10/13-10/15", "10-13~10-15"), ("10月13-15", "10-13~10-15"), ("10.30-11.1", "10-30~11-01")],
        *[("2026.10.13-10.15", "10-13~10-15"), ("2026.10.13-15", "10-13~10-15")],
        *[("2026-10-13至2026-10-15", "10-13~10-15"), ("2026年10月13日-15日", "10-13~10-15")],
        *[(words, "10-31~11-01") for words in ("上周六日", "上周六、周日", "周六和周日", "周六周日两天")],
        *[("上周四五", "10-29~10-30"), ("上周一至周五", "10-26~10-30")],
        *[("10月29、30两天", "10-29~10-30"), ("10月29、30、31三天", "10-29~10-31"), ("1号、2号、3号", "11-01~11-03")],
        *[
            ("昨今两天", "11-02~11-03"),
            ("昨前两天", "11-01~11-02"),
            ("前天昨天", "11-01~11-02"),
            ("双休日", "10-31~11-01"),
        ],
        *[("上个月最后一天", "10-31"), ("10月头一天", "10-01"), ("11月首日", "11-01"), ("上个月最后一个周六", "10-31")],
        *[("10月第二个星期天", "10-11"), ("上周的周五", "10-30"), ("元月20号", "01-20"), ("1028 北营村", "10-28")],
        *[(words, "11-02") for words in ("昨，社区摆了摊", "昨 讲座")],
        *[(words, "11-03") for words in ("刚下播", "刚落幕", "刚收官", "才从村里回来")],
        # named days
        *[("清明头一天", "04-04"), ("重阳前一日", "10-17"), ("国庆第五天", "10-05"), ("三月三", "04-19")],
        *[("九月初九", "10-18"), ("九月二十三（农历）", "11-01"), ("世界豆类日", "02-10")],
        *[("国庆假期第三天", "10-03"), ("十一当天", "10-01"), ("寒露那日", "10-08"), ("老年节", "10-18")],
        *[("丰收节", "09-23"), ("世界卒中日", "10-29"), ("骨质疏松日", "10-20"), ("世界食品安全日", "06-07")],
    ],
)
def test_a_day_is_read_in_every_shape(words: str, expected: str) -> None:
    days = read_days(words, SENT)

    assert days is not None
    assert shown(days.start, days.end) == expected


@pytest.mark.parametrize(
    "words",
    [
        *("3.5-4.5万份", "1.5到2.5米", "1.2、1.4米两种", "0.5-1.5克", "PM2.5", "第10.13条", "26.5.13%", "2.5、3.5元"),
        *("10-12人一组", "60-75岁", "10-11点", "比分3-2", "24/7", "5/6年级", "1/2的人", "3/4的家长"),
        *("前天气不好", "今个月", "前个月", "夜来香", "一夜来了", "半夜里", "听日语", "晌午饭", "下午茶"),
        *("三号接羔点", "12号展位", "5号井边", "人数 512", "刚好30人", "刚入学的新生"),
        *("刚毕业", "刚参加工作的", "刚出生", "才知道", "十一中学", "十一人", "双十一期间"),
        *("志愿者日常", "人口日益增多", "标准日程", "动物日记", "旅游日程", "儿童日托", "秋分播种"),
    ],
)
def test_what_only_looks_like_a_day_is_none(words: str) -> None:
    assert read_days(f"讲座，{words}", SENT) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15号之前要办一场，2号在北营村讲了防火，来了45人", "11-02"),
        ("刚到单位，补一条上周六的，北营村防火课，来了45人", "10-31"),
        ("周六，10月17日，在北营村讲了防火，来了45人", "10-17"),
        ("立冬前头一个礼拜天，让我翻翻，10月25号，在北营村讲防火，来了45人", "10-25"),
        ("28号没办成的课挪到30号，北营村，防火，来了45人", "10-30"),
        ("记错了，不是28号，是29号！在北营村讲防火，来了45人", "10-29"),
        ("昨夜雷雨跳闸，今天在北营村讲防火，来了45人", "11-03"),
        ("昨天在北营村讲防火，来了45人，3号也就是今天不出车", "11-02"),
        ("补昨天没报的：前天在北营村讲防火，来了45人", "11-01"),
        ("2号观鸟屋，今早领着45人认鸟", "11-03"),
        ("昨天下午在北营村讲防火，来了45人，今天不上班", "11-02"),
    ],
)
def test_of_several_days_the_one_it_was_is_taken(text: str, expected: str) -> None:
    particulars = told(text).particulars

    assert shown(particulars.start, particulars.end) == expected


@pytest.mark.parametrize("line", MESSAGES)
def test_a_message_says_which_day_it_was(line: str) -> None:
    sent, expected, text = line.split("\t")
    (found,) = read(text, Context(datetime.fromisoformat(sent).replace(tzinfo=SENT.tzinfo), TAXONOMY)).found
    start, end = found.particulars.start, found.particulars.end

    assert "~".join(day.isoformat()[cut:] for day, cut in ((start, 0), (end, 5)) if day) == expected.strip("-")
