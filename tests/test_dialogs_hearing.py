"""What a message says to the bot itself: courtesies, names, fields by their labels, nothing, vague amounts."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.taxonomy import load_taxonomy
from handlers.read.hearing import (
    Courtesy,
    clauses,
    field_named,
    is_nothing,
    is_vague,
    own_place,
    read_addressed,
    read_courtesy,
    read_name,
)
from handlers.read.reading import Context
from handlers.texts.common import COURTESIES, COURTESIES_IN_DRAFT, FIELDS
from storage.model.activity import Field
from storage.model.people import Level

CONTEXT = Context(datetime(2026, 9, 18, 18, 10, tzinfo=ZoneInfo("Asia/Shanghai")), load_taxonomy(), ("北营村",))


@pytest.mark.parametrize(
    ("text", "courtesy"),
    [
        ("你好", Courtesy.GREETING),
        ("您好老师", Courtesy.GREETING),
        ("早上好！", Courtesy.GREETING),
        ("在吗？", Courtesy.GREETING),
        ("hello", Courtesy.GREETING),
        ("谢谢啦", Courtesy.THANKS),
        ("谢谢大家", Courtesy.THANKS),
        ("辛苦了～", Courtesy.THANKS),
        ("真好用", Courtesy.THANKS),
        ("再见", Courtesy.FAREWELL),
        ("晚安", Courtesy.FAREWELL),
        ("哈哈哈", Courtesy.CHEER),
        ("收到", Courtesy.CHEER),
        ("🎉🎉", Courtesy.CHEER),
    ],
)
def test_a_courtesy_is_one(text: str, courtesy: Courtesy) -> None:
    assert read_courtesy(text) is courtesy


@pytest.mark.parametrize(
    "text",
    [
        "。。。",
        "你好，昨天办了讲座",
        "谢谢大家来听讲座",
        "早上讲座",
        "早上讲了防火",
        "好人好事",
        "在北营村",
        "85",
        "再来一场",
        "哈尔滨",
    ],
)
def test_other_words_are_no_courtesy(text: str) -> None:
    assert read_courtesy(text) is None


def test_every_courtesy_has_its_answers() -> None:
    assert set(COURTESIES) == set(COURTESIES_IN_DRAFT) == set(Courtesy)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("小林", "小林"),
        (" 王小明 ", "王小明"),
        ("我叫小林", "小林"),
        ("你好，我是老周", "老周"),
        ("姓名：王小明", "王小明"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("Anna Müller", "Anna Müller"),
        ("王" * 20, "王" * 20),
    ],
)
def test_a_name_is_one(text: str, name: str) -> None:
    assert read_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "王" * 21,
        "第一行\n第二行",
        "/help",
        "帮助",
        "汇总",
        "你好",
        "谢谢",
        "13800001234",
        "今天来了60人",
        "小林，志愿者",
        "😀",
        "_",
    ],
)
def test_other_words_are_no_name(text: str) -> None:
    assert read_name(text) is None


@pytest.mark.parametrize(
    ("text", "field"), [("地点", Field.VENUE), ("人数。", Field.ATTENDANCE), ("改备注", Field.NOTE)]
)
def test_a_field_is_named_by_its_label(text: str, field: Field) -> None:
    assert field_named(text, FIELDS) is field


@pytest.mark.parametrize("text", ["", "地点在哪", "人", "85人", "活动室", "改"])
def test_other_words_name_no_field(text: str) -> None:
    assert field_named(text, FIELDS) is None


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("对象是学生", Field.AUDIENCE),
        ("人数85", Field.ATTENDANCE),
        ("人数：85", Field.ATTENDANCE),
        ("地点是北营村", Field.VENUE),
        ("备注：下雨，改在室内", Field.NOTE),
        ("把时间改成9月15日", Field.DATE),
        ("物资是折页150份", Field.OUTPUTS),
    ],
)
def test_a_field_is_given_its_value_by_its_label(text: str, field: Field) -> None:
    found = read_addressed(text, FIELDS, CONTEXT)

    assert found is not None
    assert field in found.fields


@pytest.mark.parametrize(
    "text", ["", "人数", "人数呢", "活动室里办的", "类型是一二三", "时间就这样", "来了80人", "对象"]
)
def test_other_words_give_no_field_a_value(text: str) -> None:
    found = read_addressed(text, FIELDS, CONTEXT)

    assert found is None or not found.fields


@pytest.mark.parametrize("text", ["没有", "没有线上", "无", "不算", "删掉", "都不是。"])
def test_nothing_is_said_to_be_so(text: str) -> None:
    assert is_nothing(text)


@pytest.mark.parametrize("text", ["", "没有统计完", "无锡", "0", "有", "删掉第一条"])
def test_other_words_are_something(text: str) -> None:
    assert not is_nothing(text)


@pytest.mark.parametrize("words", ["很多", "好多人", "不少", "坐满了"])
def test_a_vague_amount_is_no_answer(words: str) -> None:
    assert is_vague(words)


@pytest.mark.parametrize("words", ["没统计", "没数", "不清楚", "忘了", "两百来人", "85", "八十多", "几百人"])
def test_a_figure_or_that_nobody_counted_is_an_answer(words: str) -> None:
    assert not is_vague(words)


@pytest.mark.parametrize(
    ("venue", "level"),
    [("社区", Level.COMMUNITY), ("我们村里", Level.VILLAGE), ("本校", Level.SCHOOL), ("镇上", Level.TOWNSHIP)],
)
def test_a_short_name_is_the_own_place(venue: str, level: Level) -> None:
    assert own_place(venue) is level


@pytest.mark.parametrize("venue", ["", "北营村", "社区活动室", "小学", "广场"])
def test_another_name_is_another_place(venue: str) -> None:
    assert own_place(venue) is None


def test_a_message_has_its_parts() -> None:
    assert clauses("人数改成85，地点改成北营村。\n") == ("人数改成85", "地点改成北营村")
    assert clauses("，。") == ()
