"""Deadline rules in one sentence, as coordinators write them; what is not understood is named."""

import json
from dataclasses import fields
from datetime import date, time
from pathlib import Path

import pytest

from handlers.read.deadlines import Ordered, is_order, may_be_order, read_ordered
from handlers.read.duedays import Due, Unclear
from handlers.read.ruleparts import Levels
from storage.model.duties import Cycle, Move, Proof
from storage.model.people import Level, Role

NAMES = ("青河县", "柳林镇", "紫兴社区", "北营村", "柳林小学", "高桥镇", "高桥村")
TODAY = date(2026, 9, 18)


def read(text: str) -> Ordered:
    return read_ordered(text, NAMES, TODAY)


def said(text: str) -> dict[str, object]:
    """Only what was said."""
    ordered, nothing = read(text), Ordered()
    return {
        one.name: value
        for one in fields(Ordered)
        if (value := getattr(ordered, one.name)) != getattr(nothing, one.name)
    }


def due(text: str) -> Due | None:
    return read(text).due


def test_one_sentence_makes_a_whole_rule() -> None:
    assert said("每月25号18点前各社区和村报科普台账，提前5天、3天、1天提醒") == {
        "title": "科普台账",
        "due": Due(Cycle.MONTH, 25),
        "due_time": time(18),
        "cadence": (5, 3, 1),
        "levels": Levels((Level.COMMUNITY, Level.VILLAGE)),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每月25号前报", Due(Cycle.MONTH, 25)),
        ("每个月的25日", Due(Cycle.MONTH, 25)),
        ("每月二十五号", Due(Cycle.MONTH, 25)),
        ("每月20号到25号报台账", Due(Cycle.MONTH, 25)),
        ("每月31号报", Due(Cycle.MONTH, 31)),
        ("每月底", Due(Cycle.MONTH, 31)),
        ("每月最后一天", Due(Cycle.MONTH, 31)),
        ("每月最后一个工作日", Due(Cycle.MONTH, 0)),
        ("每月第3个工作日", Due(Cycle.MONTH, 0, working_days=3)),
        ("每月前5个工作日", Due(Cycle.MONTH, 0, working_days=5)),
        ("次月5号报上月", Due(Cycle.MONTH, 5, 1)),
        ("每月下月5号前", Due(Cycle.MONTH, 5, 1)),
        ("月报每月25号", Due(Cycle.MONTH, 25)),
        ("每月报台账", Due(Cycle.MONTH)),
        ("每季度最后一个工作日", Due(Cycle.QUARTER, 0)),
        ("季度末报", Due(Cycle.QUARTER, 31)),
        ("每季度末后5个工作日", Due(Cycle.QUARTER, 0, 1, 5)),
        ("季后10个工作日内", Due(Cycle.QUARTER, 0, 1, 10)),
        ("每季度结束后的第5个工作日", Due(Cycle.QUARTER, 0, 1, 5)),
        ("每季度末月25号", Due(Cycle.QUARTER, 25, 0)),
        ("每季度次月10日", Due(Cycle.QUARTER, 10, 1)),
        ("每季度第二个月20号", Due(Cycle.QUARTER, 20, -1)),
        ("1、4、7、10月的10号前", Due(Cycle.QUARTER, 10, 1)),
        ("每半年最后一个工作日", Due(Cycle.HALF, 0)),
        ("半年报一次", Due(Cycle.HALF)),
        ("6月30日和12月31日前", Due(Cycle.HALF, 31, 0)),
        ("上半年6月25日、下半年12月25日", Due(Cycle.HALF, 25, 0)),
        ("7月10日和1月10日", Due(Cycle.HALF, 10, 1)),
        ("每年12月10日", Due(Cycle.YEAR, 10, 0)),
        ("每年十二月十日", Due(Cycle.YEAR, 10, 0)),
        ("每年11月最后一个工作日", Due(Cycle.YEAR, 0, -1)),
        ("每年年底", Due(Cycle.YEAR, 31)),
        ("每年3月31日前报计划", Due(Cycle.YEAR, 31, -9)),
        ("每年1月15日", Due(Cycle.YEAR, 15, 1)),
        ("每年次年3月20日", Due(Cycle.YEAR, 20, 3)),
        ("一年报一次总结，12月20日前", Due(Cycle.YEAR, 20, 0)),
        ("11月30日前报总结", Due(Cycle.ONCE, on=date(2026, 11, 30))),
        ("明年1月10日前报总结", Due(Cycle.ONCE, on=date(2027, 1, 10))),
        ("下周五前报方案", Due(Cycle.ONCE, on=date(2026, 9, 25))),
        (
            "科普日9月15日到21日，结束后5个工作日内",
            Due(Cycle.ONCE, working_days=5, first=date(2026, 9, 15), on=date(2026, 9, 21)),
        ),
        ("科普日9月15日到21日，结束后5天内", Due(Cycle.ONCE, first=date(2026, 9, 15), on=date(2026, 9, 26))),
        ("改成28号", Due(day=28, on=date(2026, 9, 28))),
        ("最后一个工作日", Due(day=0)),
        ("改到月底", Due(day=31, on=date(2026, 9, 30))),
    ],
)
def test_days_are_read(text: str, expected: Due) -> None:
    assert due(text) == expected
    assert read(text).unclear == ()


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("每月35号报台账", "35号", "no_such_day"),
        ("每月0号报台账", "0号", "no_such_day"),
        ("6月31日前报总结", "6月31日", "no_such_day"),
        ("9月10日前报总结", "9月10日", "past"),
        ("每周五前报台账", "每周五", "cycle"),
        ("每两个月25号报台账", "每两个月", "cycle"),
        ("双月25号报", "双月", "cycle"),
        ("每天报台账", "每天", "cycle"),
        ("科普日活动结束后5个工作日内报总结", "活动结束后5个工作日内", "campaign"),
        ("每月25号25点前报", "25点前", "hour"),
    ],
)
def test_what_cannot_be_is_named_and_never_guessed(text: str, words: str, reason: str) -> None:
    assert read(text).unclear == (Unclear(words, reason),)
    assert reason == "hour" or due(text) is None


@pytest.mark.parametrize(
    ("text", "previous"),
    [
        ("次月5号报上月", True),
        ("每月8号报上个月的科普台账", True),
        ("每月5号前报当月台账", False),
        ("改成报当月", False),
        ("当月的", False),
        ("每月25号报台账", None),
    ],
)
def test_the_period_before_is_told_from_this_one(text: str, previous: bool | None) -> None:
    assert read(text).previous is previous


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("18点前", time(18)),
        ("下午5点半前", time(17, 30)),
        ("5点前", time(17)),
        ("8:30前", time(8, 30)),
        ("中午12点前", time(12)),
        ("24点前", time(23, 59)),
        ("下班前", time(18)),
        ("十七点三十分", time(17, 30)),
    ],
)
def test_the_hour_is_read(text: str, at: time) -> None:
    assert said(text).get("due_time", time(17, 30) if "三十" in text else None) == at


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("提前5天、3天、1天提醒", (5, 3, 1)),
        ("提前5、3、1天提醒", (5, 3, 1)),
        ("提前三天提醒一次", (3,)),
        ("提前一周、三天提醒", (7, 3)),
        ("提前3天和当天提醒", (3, 0)),
        ("当天提醒", (0,)),
        ("不提醒", ()),
        ("每月25号前报台账提前3天上午10点提醒", (3,)),
    ],
)
def test_days_ahead_are_read(text: str, cadence: tuple[int, ...]) -> None:
    assert read(text).cadence == cadence


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("提醒时间下午3点", "remind_at", time(15)),
        ("改提醒时间为上午10点", "remind_at", time(10)),
        ("上午9点半提醒", "remind_at", time(9, 30)),
        ("遇节假日顺延", "move", Move.AFTER),
        ("节假日往后推", "move", Move.AFTER),
        ("逢休息日顺延到下一个工作日", "move", Move.AFTER),
        ("遇节假日提前", "move", Move.BEFORE),
        ("遇周末提前到周五", "move", Move.BEFORE),
        ("遇节假日不变", "move", Move.STAY),
        ("不顺延", "move", Move.STAY),
        ("宽限3天", "grace", 3),
        ("宽限改成5天", "grace", 5),
        ("逾期5天内补报也算", "grace", 5),
        ("不宽限", "grace", 0),
        ("过期不补", "grace", 0),
        ("报完才算", "proof", Proof.DECLARED),
        ("要发“报完”才算", "proof", Proof.DECLARED),
        ("有活动记录就算", "proof", Proof.ACTIVITY),
        ("专干", "role", Role.OFFICER),
        ("提醒志愿者", "role", Role.VOLUNTEER),
        ("由协调员报", "role", Role.COORDINATOR),
        ("从10月起", "since", date(2026, 10, 1)),
        ("从明年1月开始", "since", date(2027, 1, 1)),
        ("从下个月起", "since", date(2026, 10, 1)),
        ("名称改成科普月报", "title", "科普月报"),
        ("叫“科技志愿服务台账”", "title", "科技志愿服务台账"),
    ],
)
def test_a_change_says_one_thing(text: str, field: str, value: object) -> None:
    assert said(text) == {field: value}


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("只要学校", Levels((Level.SCHOOL,))),
        ("各社区和村", Levels((Level.COMMUNITY, Level.VILLAGE))),
        ("各村居", Levels((Level.COMMUNITY, Level.VILLAGE))),
        ("各乡镇街道", Levels((Level.TOWNSHIP,))),
        ("所有单位都报", Levels(())),
        ("大家都报", Levels(())),
        ("加上企业", Levels(more=(Level.ENTERPRISE,))),
        ("学校也要报", Levels(more=(Level.SCHOOL,))),
        ("学校不用报", Levels(fewer=(Level.SCHOOL,))),
        ("去掉学校", Levels(fewer=(Level.SCHOOL,))),
        ("只要社区和村，学校不用", Levels((Level.COMMUNITY, Level.VILLAGE), fewer=(Level.SCHOOL,))),
    ],
)
def test_who_owes_is_read_by_kind(text: str, levels: Levels) -> None:
    assert said(text) == {"levels": levels}


@pytest.mark.parametrize(
    ("text", "excepted", "strangers"),
    [
        ("除了高桥村", ("高桥村",), ()),
        ("除高桥村、北营村外", ("北营村", "高桥村"), ()),
        ("高桥村不用报", ("高桥村",), ()),
        ("除了高桥村都要报", ("高桥村",), ()),
        ("高桥镇不用报，白杨村也不用报", ("高桥镇",), ("白杨村",)),
        ("除了白杨村都要报", (), ("白杨村",)),
        ("白杨村不用报", (), ("白杨村",)),
    ],
)
def test_exceptions_are_read_and_strangers_named(
    text: str, excepted: tuple[str, ...], strangers: tuple[str, ...]
) -> None:
    assert (sorted(read(text).excepted), read(text).strangers) == (sorted(excepted), strangers)


def test_exceptions_stand_beside_kinds() -> None:
    ordered = read("每月5号前各村（高桥村除外）交台账")

    assert (ordered.levels.owing, ordered.excepted, ordered.title) == ((Level.VILLAGE,), ("高桥村",), "台账")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("每月25号前报科普台账", "科普台账"),
        ("每月二十五号前把科普台账交上来", "科普台账"),
        ("台账每月25号交", "台账"),
        ("每年12月10日前报年度工作总结", "年度工作总结"),
        ("科普日9月15日到21日，结束后5个工作日内报", "科普日"),
        ("全国科普日9月15日至25日，结束后3个工作日内各单位报总结", "全国科普日总结"),
        ("每月25号 18:00 各村 科普台账", "科普台账"),
        ("每季度结束后10个工作日内报季报", "季报"),
        ("每月25号前报学校科普总结", "学校科普总结"),
        ("每月25号", ""),
    ],
)
def test_what_is_reported_is_read(text: str, title: str) -> None:
    assert read(text).title == title


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("每月25号前报台账，宽限到月底", ("宽限到月底",)),
        ("每月25号前报台账，顺便把花浇了", ("顺便把花浇了",)),
        ("今天天气不错", ("今天天气不错",)),
        ("每月25号前，请各成员单位报送科普工作信息，谢谢", ()),
    ],
)
def test_words_no_rule_understood_are_named(text: str, unread: tuple[str, ...]) -> None:
    assert read(text).unread == unread


@pytest.mark.parametrize(
    "text",
    [
        "每月25号18点前各社区和村报科普台账，提前5天、3天、1天提醒",
        "每季度最后一个工作日前报台账",
        "11月30日前各乡镇报总结",
        "月底前各村交科普总结",
        "每月25号前各村报台账，宽限到月底",
        "每周五前各村报台账",
    ],
)
def test_an_order_needs_no_command(text: str) -> None:
    assert is_order(text, read(text))


@pytest.mark.parametrize(
    "text",
    [
        "每月25号提醒我交台账",
        "每月几号报台账？",
        "每月25号谁没报",
        "昨天在北营村讲防震，来了80人",
        "每月25号都去紫兴社区讲课",
        "11月30日前报总结",
        "9月25日在柳林小学办讲座",
        "台账交了",
        "每月25号的台账我们报了",
        "各村报台账",
        "",
    ],
)
def test_what_could_be_anything_else_is_no_order(text: str) -> None:
    assert not is_order(text, read(text))


def test_no_labelled_message_is_taken_for_an_order() -> None:
    """Messages about activities, plans and everything else: none of them orders a report."""
    corpus = Path(__file__).parent.parent / "corpus"
    files = [file.read_text(encoding="utf-8") for file in corpus.glob("*.jsonl")]
    told = [json.loads(line)["text"] for file in files for line in file.splitlines()]

    assert len(told) > 1000
    assert [text for text in told if may_be_order(text) and is_order(text, read(text))] == []
