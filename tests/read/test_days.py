"""Days as people name them, seen from the evening of Tuesday, 3 November 2026; what is no day is none."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.read.days import read_days

SENT = datetime(2026, 11, 3, 18, tzinfo=ZoneInfo("Asia/Shanghai"))
NEW_YEAR = datetime(2027, 1, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def shown(start: date | None, end: date | None) -> str:
    """「11-02」, 「09-17~09-19」; years other than 2026 in full."""
    days = [day.isoformat() for day in (start, end) if day]
    return "~".join(day.removeprefix("2026-") for day in days)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("今天", "11-03"),
        ("今早", "11-03"),
        ("今下午", "11-03"),
        ("刚才", "11-03"),
        ("刚结束", "11-03"),
        ("昨天下午", "11-02"),
        ("昨晚", "11-02"),
        ("昨儿前晌", "11-02"),
        ("前天", "11-01"),
        ("前儿个晚上", "11-01"),
        ("大前天", "10-31"),
        ("三天前", "10-31"),
        ("两周前", "10-20"),
        ("前天和昨天", "11-01~11-02"),
        ("周一", "11-02"),
        ("周五", "10-30"),
        ("上周三", "10-28"),
        ("上上周五", "10-23"),
        ("这周二", "11-03"),
        ("上周二至周四", "10-27~10-29"),
        ("上周末", "10-31~11-01"),
        ("15号", "10-15"),
        ("3号", "11-03"),
        ("十五号", "10-15"),
        ("本月2号", "11-02"),
        ("上个月28号", "10-28"),
        ("上个月底", "10-31"),
        ("13、14号", "10-13~10-14"),
        ("10号和11号", "10-10~10-11"),
        ("9月17日", "09-17"),
        ("9月17-19日", "09-17~09-19"),
        ("9月28日至10月2日", "09-28~10-02"),
        ("十月十号", "10-10"),
        ("9.17", "09-17"),
        ("10.22下午", "10-22"),
        ("10/29 上午", "10-29"),
        ("2026.3.12", "03-12"),
        ("2025年9月26日", "2025-09-26"),
        ("去年12月3号", "2025-12-03"),
        ("12月20日", "2025-12-20"),
        ("国庆前一天", "09-30"),
        ("国庆第三天", "10-03"),
        ("中秋", "09-25"),
        ("重阳节", "10-18"),
        ("教师节后第二天", "09-11"),
        ("霜降当天", "10-23"),
        ("去年冬至那天", "2025-12-21"),
        ("5·12", "05-12"),
        ("腊月二十三", "02-10"),
        ("正月十五", "03-03"),
    ],
)
def test_a_day_is_the_latest_one_that_can_be_meant(words: str, expected: str) -> None:
    days = read_days(words, SENT)

    assert days is not None
    assert shown(days.start, days.end) == expected
    assert not days.doubt


@pytest.mark.parametrize(
    ("words", "expected"),
    [("31号", "12-31"), ("12月31日", "12-31"), ("昨天", "2027-01-01"), ("上周五", "12-25"), ("元旦", "2027-01-01")],
)
def test_the_turn_of_the_year_is_seen(words: str, expected: str) -> None:
    days = read_days(words, NEW_YEAR)

    assert days is not None
    assert shown(days.start, days.end) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("5号", "11-05"),
        ("周四", "11-05"),
        ("下周二", "11-10"),
        ("明天", "11-04"),
        ("后天", "11-05"),
        ("元旦", "2027-01-01"),
    ],
)
def test_in_a_plan_the_next_one_is_meant(words: str, expected: str) -> None:
    days = read_days(words, SENT, ahead=True)

    assert days is not None
    assert shown(days.start, days.end) == expected


@pytest.mark.parametrize("words", ["6月31号", "2月30日", "13月5日的", "32号", "9月31日"])
def test_a_day_that_cannot_be_is_doubted_and_never_guessed(words: str) -> None:
    days = read_days(words, SENT)

    assert days is None or (days.start is None and days.doubt == "no_such_day")


@pytest.mark.parametrize(
    "words",
    [
        "3号楼",
        "26号泊位",
        "第3届",
        "六七十号人",
        "3.5万份",
        "1.2米",
        "每天",
        "几天前",
        "平均年龄58岁",
        "8月",
        "315人",
        "512位居民",
        "比昨天少15公斤",
        "大寒刚过",
        "天气不错",
        "108国道",
        "12楼",
        "3至5人",
        "日报",
    ],
)
def test_numbers_and_words_that_name_no_day(words: str) -> None:
    assert read_days(words, SENT) is None


def test_the_words_are_kept_as_they_were_written() -> None:
    days = read_days("我們９月１７號去的", SENT)

    assert days is not None
    assert days.words == "９月１７號"
