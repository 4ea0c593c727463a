"""Answers to one question each, and corrections of what was said; what answers nothing is not taken."""

from datetime import date

import pytest

from handlers.read.reader import read_answer, read_correction
from handlers.read.reading import Found
from storage.model.activity import Field
from tests.read.reading_one import CONTEXT, shown


def value(found: Found, field: Field) -> str:
    particulars = found.particulars
    match field:
        case Field.DATE:
            return str(particulars.start or "")
        case Field.ATTENDANCE | Field.ONLINE | Field.SESSIONS:
            return shown(getattr(particulars, field.value))
        case Field.OUTPUTS:
            return "、".join(f"{one.item}{shown(one.amount)}" for one in particulars.outputs)
        case Field.HOSTS:
            return "、".join(particulars.hosts)
        case _:
            return str(getattr(particulars, field.value))


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        (Field.TITLE, "防震减灾讲座", "防震减灾讲座"),
        (Field.TITLE, "就叫防震减灾进社区吧", "防震减灾进社区"),
        (Field.DATE, "昨天", "2026-11-02"),
        (Field.DATE, "15", "2026-10-15"),
        (Field.DATE, "9.17", "2026-09-17"),
        (Field.DATE, "上周三下午", "2026-10-28"),
        (Field.VENUE, "北营村文化大院", "北营村文化大院"),
        (Field.VENUE, "在村部办的", "村部"),
        (Field.VENUE, "老张家门前", "老张家门前"),
        (Field.ATTENDANCE, "85", "85"),
        (Field.ATTENDANCE, "两百来人", "约200"),
        (Field.ATTENDANCE, "老人30、学生50", "80"),
        (Field.ATTENDANCE, "没统计", "?"),
        (Field.ATTENDANCE, "不知道", "?"),
        (Field.OUTPUTS, "折页150份", "折页150"),
        (Field.KIND, "讲座", "讲座"),
        (Field.KIND, "是个培训班", "培训"),
        (Field.AUDIENCE, "学生", "青少年"),
        (Field.PROGRAMME, "农民科学素质提升行动", "农民科学素质提升行动"),
        (Field.HOSTS, "县科协、县农业局", "县科协、县农业局"),
        (Field.NOTE, "下雨，改在室内", "下雨，改在室内"),
        (Field.SESSIONS, "3场", "3"),
    ],
)
def test_an_answer_is_taken(field: Field, text: str, expected: str) -> None:
    found = read_answer(field, text, CONTEXT)

    assert field in found.fields
    assert value(found, field) == expected


@pytest.mark.parametrize("text", ["没发", "没有", "无", "没发东西", "什么都没发"])
def test_nothing_handed_out_is_an_answer(text: str) -> None:
    found = read_answer(Field.OUTPUTS, text, CONTEXT)

    assert found.particulars.outputs_said
    assert found.particulars.outputs == ()


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (Field.TITLE, "？"),
        (Field.TITLE, "不知道"),
        (Field.DATE, "很久以前"),
        (Field.DATE, "6月31号"),
        (Field.VENUE, "不知道"),
        (Field.VENUE, "什么地点？"),
        (Field.ATTENDANCE, "很好"),
        (Field.KIND, "好的"),
        (Field.AUDIENCE, "好的"),
        (Field.PROGRAMME, "好的"),
    ],
)
def test_what_answers_nothing_is_not_taken(field: Field, text: str) -> None:
    assert field not in read_answer(field, text, CONTEXT).fields


@pytest.mark.parametrize(
    ("text", "reason"), [("下周三", "in_the_future"), ("明天", "in_the_future"), ("6月31号", "no_such_day")]
)
def test_a_day_that_cannot_be_is_doubted(text: str, reason: str) -> None:
    assert [doubt.reason for doubt in read_answer(Field.DATE, text, CONTEXT).doubts] == [reason]


def test_what_else_an_answer_says_is_taken_too() -> None:
    found = read_answer(Field.DATE, "昨天，来了80人，发了折页50份", CONTEXT)

    assert found.fields >= {Field.DATE, Field.ATTENDANCE, Field.OUTPUTS}
    assert (found.particulars.start, shown(found.particulars.attendance)) == (date(2026, 11, 2), "80")


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("人数改成85", Field.ATTENDANCE, "85"),
        ("把人数改成85", Field.ATTENDANCE, "85"),
        ("人数写错了，是85", Field.ATTENDANCE, "85"),
        ("刚才那场人数是85", Field.ATTENDANCE, "85"),
        ("80人，不对，是85", Field.ATTENDANCE, "85"),
        ("不是80，是85", Field.ATTENDANCE, "85"),
        ("写错了，是85人", Field.ATTENDANCE, "85"),
        ("更正：85人", Field.ATTENDANCE, "85"),
        ("地点写错了，是北营村", Field.VENUE, "北营村"),
        ("地点应该是北营村文化大院", Field.VENUE, "北营村文化大院"),
        ("日期应该是上周三", Field.DATE, "2026-10-28"),
        ("时间不对，是昨天", Field.DATE, "2026-11-02"),
        ("类型改成培训", Field.KIND, "培训"),
        ("对象改为农民", Field.AUDIENCE, "农民"),
        ("名称改成防震减灾进社区", Field.TITLE, "防震减灾进社区"),
    ],
)
def test_a_correction_changes_what_it_names(text: str, field: Field, expected: str) -> None:
    found = read_correction(text, CONTEXT)

    assert found is not None
    assert field in found.fields
    assert value(found, field) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "今天天气不错",
        "昨天在北营村讲防震，来了80人",
        "昨天在北营村讲防震，来了80人，不对，是85人",
        "人数怎么改？",
        "地点在哪里？",
        "确认",
        "85",
    ],
)
def test_what_corrects_nothing_is_no_correction(text: str) -> None:
    assert read_correction(text, CONTEXT) is None
