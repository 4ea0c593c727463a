"""What words make of a deadline rule, and how a rule is told in plain words."""

from datetime import date, time

import pytest

from handlers.read.deadlines import read_ordered
from handlers.ruled import Names, Ruled, blank, ruled
from handlers.texts import ruling
from storage.model.duties import Cycle, Move, Proof, Rule
from storage.model.people import Level, Role, Unit

TODAY = date(2026, 9, 18)
UNITS = (
    Unit("c", "青河县", Level.COUNTY, None, "c/"),
    Unit("t", "柳林镇", Level.TOWNSHIP, "c", "c/t/"),
    Unit("z", "紫兴社区", Level.COMMUNITY, "t", "c/t/z/", ("紫兴",)),
    Unit("s", "柳林小学", Level.SCHOOL, "t", "c/t/s/"),
    Unit("n", "新村", Level.VILLAGE, "t", "c/t/n/"),
    Unit("g", "高桥镇", Level.TOWNSHIP, "c", "c/g/"),
    Unit("v", "高桥村", Level.VILLAGE, "g", "c/g/v/"),
    Unit("m", "新村", Level.VILLAGE, "g", "c/g/m/"),
)
NAMES = Names(UNITS)


def after(*texts: str, new: bool = True) -> Ruled:
    """The rule after some messages, one after the other."""
    outcome = Ruled(blank("r", "c", "p", TODAY))
    for text in texts:
        outcome = ruled(outcome.rule, read_ordered(text, NAMES.known(), TODAY), NAMES, TODAY, new=new)
    return outcome


def told(*texts: str) -> str:
    return ruling.with_move(after(*texts).rule, TODAY)


def test_one_sentence_fills_a_rule() -> None:
    rule = after("每月25号17点前各社区和村报科普台账，遇节假日顺延，宽限3天，提前5天提醒，提醒志愿者").rule

    assert rule == Rule(
        id="r",
        unit_id="c",
        title="科普台账",
        cycle=Cycle.MONTH,
        since=TODAY,
        made_by="p",
        day=25,
        move=Move.AFTER,
        due_time=time(17),
        grace=3,
        role=Role.VOLUNTEER,
        levels=(Level.COMMUNITY, Level.VILLAGE),
        cadence=(5,),
    )


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("每月25号报",), "每月25日18:00前，遇休息日提前到前一个工作日"),
        (("每月25号报", "遇节假日不变"), "每月25日18:00前，遇休息日不变"),
        (("每月5号报",), "每月5日18:00前报上月，遇休息日提前到前一个工作日"),
        (("每月5号报", "改成28号"), "每月28日18:00前，遇休息日提前到前一个工作日"),
        (("每月5号报当月",), "每月5日18:00前，遇休息日提前到前一个工作日"),
        (("次月15号报",), "每月15日18:00前报上月，遇休息日提前到前一个工作日"),
        (("每月月底24点前",), "每月最后一天24:00前，遇休息日提前到前一个工作日"),
        (("每月最后一个工作日",), "每月最后一个工作日18:00前"),
        (("每月第3个工作日",), "每月第3个工作日18:00前报上月"),
        (("每季度最后一个工作日",), "每季度最后一个工作日18:00前"),
        (("每季度末后5个工作日",), "每季度结束后第5个工作日18:00前"),
        (("每季度次月10日",), "每季度结束后次月10日18:00前，遇休息日提前到前一个工作日"),
        (("每季度末月25号",), "每季度第三个月25日18:00前，遇休息日提前到前一个工作日"),
        (("每季度第二个月20号",), "每季度第二个月20日18:00前，遇休息日提前到前一个工作日"),
        (("每半年最后一个工作日",), "每年6月和12月的最后一个工作日18:00前"),
        (("7月10日和1月10日",), "每年1月和7月的10日18:00前，遇休息日提前到前一个工作日"),
        (("每年12月10日",), "每年12月10日18:00前，遇休息日提前到前一个工作日"),
        (("每年1月15日",), "每年1月15日18:00前报上年，遇休息日提前到前一个工作日"),
        (("11月30日前",), "11月30日18:00前，遇休息日提前到前一个工作日"),
        (
            ("科普日9月15日到21日，结束后5个工作日内",),
            "9月15日至21日结束后5个工作日内，18:00前",
        ),
        (("11月30日前", "改成28号"), "9月28日18:00前，遇休息日提前到前一个工作日"),
        (("每月25号", "改成每季度"), "每季度第三个月25日18:00前，遇休息日提前到前一个工作日"),
        (("每季度末后5个工作日", "改成最后一个工作日", "报当月"), "每季度最后一个工作日18:00前"),
    ],
)
def test_a_rule_is_told_in_plain_words(texts: tuple[str, ...], words: str) -> None:
    assert told(*texts) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("提前5天、3天、1天提醒", "提前5天、3天、1天，09:00，提醒专干"),
        ("提前3天和当天提醒，提醒时间下午3点", "提前3天和当天，15:00，提醒专干"),
        ("当天提醒，提醒志愿者", "当天，09:00，提醒志愿者"),
        ("不提醒", "不提醒"),
    ],
)
def test_reminders_are_told_in_plain_words(text: str, words: str) -> None:
    assert ruling.reminders(after(text).rule) == words


@pytest.mark.parametrize(
    ("text", "proof"),
    [
        ("每月25号报台账", Proof.ACTIVITY),
        ("每月25号报科普活动台账", Proof.ACTIVITY),
        ("每月25号", Proof.ACTIVITY),
        ("每年12月10日报年度总结", Proof.DECLARED),
        ("每月25号报科普活动汇总表", Proof.DECLARED),
        ("每月25号报台账，报完才算", Proof.DECLARED),
        ("每年12月10日报年度总结，记了活动就算", Proof.ACTIVITY),
    ],
)
def test_only_what_activities_show_is_settled_by_them(text: str, proof: Proof) -> None:
    assert after(text).rule.proof is proof


def test_a_new_name_does_not_change_what_settles_a_kept_rule() -> None:
    assert after("名称改成年度总结", new=False).rule.proof is Proof.ACTIVITY


def test_a_deadline_that_is_kept_once_counts_from_today_or_the_whole_year() -> None:
    assert after("11月30日前报台账").rule.first == TODAY
    assert after("11月30日前报总结").rule.first == date(2026, 1, 1)
    assert after("科普日9月15日到21日，结束后5个工作日内").rule.first == date(2026, 9, 15)


def test_who_owes_grows_and_shrinks_by_words() -> None:
    assert after("各社区和村", "加上学校").rule.levels == (Level.COMMUNITY, Level.VILLAGE, Level.SCHOOL)
    assert after("各社区和村", "学校不用报", "村不用报").rule.levels == (Level.COMMUNITY,)
    assert after("各社区和村", "所有单位").rule.levels == ()
    assert after("学校不用报").rule.levels == (Level.TOWNSHIP, Level.COMMUNITY, Level.VILLAGE)
    assert after("加上学校").rule.levels == ()


def test_exceptions_add_up_and_are_taken_back() -> None:
    assert after("除了高桥村", "紫兴社区不用报").rule.except_units == ("v", "z")
    assert after("除了高桥村、紫兴社区", "高桥村也要报").rule.except_units == ("z",)
    assert after("除了高桥村、紫兴社区", "高桥村也要报").rule.unit_id == "c"


def test_one_unit_with_all_below_it_can_be_named() -> None:
    assert after("柳林镇的村每月25号报").rule.unit_id == "t"
    assert after("柳林镇紫兴社区每月25号报").rule.unit_id == "z"
    assert after("紫兴每月25号报").rule.unit_id == "z"


def test_several_units_are_refused_with_the_way_out() -> None:
    outcome = after("紫兴社区、高桥村每月25号报")

    assert outcome.rule.unit_id == "c"
    assert "紫兴社区" in outcome.notes[0]
    assert "分开设" in outcome.notes[0]


def test_units_of_one_name_are_told_apart() -> None:
    assert after("除了新村").rule.except_units == ()
    assert after("除了新村").notes == ("叫“新村”的单位不止一个，请连上级一起写，比如“柳林镇新村”。",)
    assert after("除了高桥镇新村").rule.except_units == ("m",)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("除了白杨村都要报", "没有叫“白杨村”的单位，请写全名。"),
        ("每月25号报台账，顺便把花浇了", "没看懂“顺便把花浇了”，其他的都记上了。"),
        ("提醒时间晚上10点", "提醒只在9点到18点之间发，请换个时间，比如“提醒时间上午9点”。"),
        ("提前60天提醒", "提醒最多提前30天、最多5次，请少说几个，比如“提前5天、3天、1天提醒”。"),
        (
            "提前6天、5天、4天、3天、2天、1天提醒",
            "提醒最多提前30天、最多5次，请少说几个，比如“提前5天、3天、1天提醒”。",
        ),
        ("每月35号报", "没有“35号”这一天，请换一天，比如“每月25号”。"),
    ],
)
def test_what_cannot_be_used_is_told_and_changes_nothing(text: str, note: str) -> None:
    outcome = after(text)

    assert outcome.notes == (note,)
    assert outcome.rule == after("每月25号报台账" if text.startswith("每月25号") else "").rule
