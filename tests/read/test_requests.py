"""What a question for figures asks for; and which messages are none, because they tell of an activity."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.taxonomy import load_taxonomy
from handlers.read.reading import Context
from handlers.read.requests import Request, read_request
from storage.model.figures import Grouping

UNITS = ("青河县", "柳林镇", "紫兴社区", "北营村", "柳林镇中心小学", "中心小学", "高桥镇", "高桥村", "县气象局", "东村")
CONTEXT = Context(datetime(2026, 11, 21, 9, tzinfo=ZoneInfo("Asia/Shanghai")), load_taxonomy(), UNITS)


def read(text: str) -> Request:
    return read_request(text, CONTEXT)


def told(request: Request) -> dict[str, str]:
    """What was said, as plain words."""
    said = {
        "period": request.period.label if request.period else "",
        "unit": request.unit or "",
        "kind": request.kind,
        "audience": request.audience,
        "programme": request.programme,
        "by": request.grouping or "",
    }
    return {name: value for name, value in said.items() if value}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("本月汇总", {"period": "2026年11月"}),
        ("今年上半年农民培训", {"period": "2026年上半年", "audience": "农民", "kind": "培训"}),
        ("九月 紫兴社区", {"period": "2026年9月", "unit": "紫兴社区"}),
        ("各社区今年讲座多少场", {"period": "2026年", "kind": "讲座", "by": "unit"}),
        ("按月", {"by": "month"}),
        ("十二五", {"period": "“十二五”期间"}),
        ("1至11月", {"period": "2026年1—11月"}),
        ("去年", {"period": "2025年"}),
        ("最近三个月", {"period": "2026年8月22日—11月21日"}),
        ("/summary 上月 柳林镇", {"period": "2026年10月", "unit": "柳林镇"}),
        ("/summary 去年 按月", {"period": "2025年", "by": "month"}),
        ("紫兴社区今年搞了多少场活动", {"period": "2026年", "unit": "紫兴社区"}),
        ("今年一共多少人次？", {"period": "2026年"}),
        ("上半年老年人讲座情况", {"period": "2026年上半年", "audience": "老年人", "kind": "讲座"}),
        ("请帮我看看高桥镇第三季度的数据，谢谢", {"period": "2026年第三季度", "unit": "高桥镇"}),
        ("今年各类型统计表", {"period": "2026年", "by": "kind"}),
        ("按单位看去年的培训", {"period": "2025年", "kind": "培训", "by": "unit"}),
        ("每个月多少场", {"by": "month"}),
        ("按对象 本季度", {"period": "2026年第四季度", "by": "audience"}),
        ("今年按行动", {"period": "2026年", "by": "programme"}),
        ("农民科学素质提升行动 今年", {"period": "2026年", "programme": "农民科学素质提升行动"}),
        ("全县今年", {"period": "2026年"}),
        ("中心小学 九月", {"period": "2026年9月", "unit": "中心小学"}),
        ("柳林镇中心小学 九月", {"period": "2026年9月", "unit": "柳林镇中心小学"}),
        ("紫兴 九月", {"period": "2026年9月", "unit": "紫兴社区"}),
        ("昨天多少人", {"period": "2026年11月20日"}),
        ("今年学生", {"period": "2026年", "audience": "青少年"}),
        ("今年來了多少人", {"period": "2026年"}),
        ("汇总", {}),
        ("", {}),
    ],
)
def test_what_is_asked_for(text: str, said: dict[str, str]) -> None:
    request = read(text)

    assert told(request) == said
    assert request.unread == ""


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("本月汇总 李家坳", "李家坳"),
        ("高桥 九月", "高桥"),  # the town and the village begin with it
        ("去年同期", "同期"),
        ("本月天气怎么样", "天气怎么样"),
        ("9月85人", "9月85人"),
        ("今年讲座3场", "3场"),
    ],
)
def test_what_no_rule_understood_is_told(text: str, unread: str) -> None:
    request = read(text)

    assert request.unread == unread
    assert not request.for_figures


QUESTIONS = """
本月汇总|今年上半年农民培训|九月 紫兴社区|各社区今年讲座多少场|按月|十二五|1至11月|去年|最近三个月|紫兴社区|今天多少人
昨天汇总|本周|今年讲座几场|9月5日一共多少人|今年的场次和人次
"""
ACTIVITIES = """
昨天紫兴社区讲座|今天农民培训|9月5日 北营村 展览|上周三北营村讲座|讲座|农民|紫兴社区讲座|今天|在紫兴社区讲了防震
9月在北营村办了防震讲座|今年来了80人|汇总了一下防震知识|你好|东村来了80人|两百人
"""


@pytest.mark.parametrize("text", re.split(r"[|\n]", QUESTIONS.strip()))
def test_a_question_for_figures_is_known_without_a_command(text: str) -> None:
    assert read(text).for_figures


@pytest.mark.parametrize("text", ["", *re.split(r"[|\n]", ACTIVITIES.strip())])
def test_a_message_that_tells_of_an_activity_is_no_question(text: str) -> None:
    assert not read(text).for_figures


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    request = read(text)

    assert request.unit in (None, *UNITS)
    assert request.grouping in (None, *Grouping)
