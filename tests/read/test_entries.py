"""Statements for the registers: which register, which words, which figure; and what is said about those shown."""

from datetime import UTC, date, datetime

import pytest

from bot.taxonomy import load_taxonomy
from handlers.read.entries import read_day, read_entries, read_programme
from handlers.read.entrychanges import Changed, Dropped, Named, read_change
from handlers.read.reading import Context
from storage.model.registers import Register

CONTEXT = Context(datetime(2026, 11, 25, 9, 30, tzinfo=UTC), load_taxonomy())
A, P, S, F, D, M, H, C, *_ = Register


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "创建科普示范乡镇16个，科普示范村30个；共建农技协8个，会员1600余人",
            [
                (A, "创建科普示范乡镇16个", 16),
                (A, "科普示范村30个", 30),
                (A, "共建农技协8个", 8),
                (A, "会员1600余人", 1600),
            ],
        ),
        (
            "全年发布信息104篇，其中总局网站采用2篇、省局网站采用4篇",
            [(P, "全年发布信息104篇", 104), (P, "其中总局网站采用2篇", 2), (P, "省局网站采用4篇", 4)],
        ),
        (
            "政府投入资金400余万元，投入资金15万元购置了大篷车的车载展品25件",
            [
                (F, "政府投入资金400余万元", 4_000_000),
                (F, "投入资金15万元", 150_000),
                (A, "购置了大篷车的车载展品25件", 25),
            ],
        ),
        (
            "选派科技特派员74名，下派到16个乡镇40个村",
            [(S, "选派科技特派员74名", 74), (S, "下派到16个乡镇", 16), (S, "40个村", 40)],
        ),
        (
            "青科办〔2026〕16号印发工作规则，召开第一次会议",
            [(D, "青科办〔2026〕16号印发工作规则", None), (M, "召开第一次会议", None)],
        ),
        ("首次荣获市一等奖", [(H, "首次荣获市一等奖", None)]),
        ("宣传教育面达95%以上", [(C, "宣传教育面达95%以上", 95)]),
        ("九大任务", [(C, "九大任务", 9)]),
    ],
)
def test_each_clause_is_a_statement_with_its_figure(text: str, found: list[tuple[Register, str, int | None]]) -> None:
    assert [(one.register, one.text, one.amount.value) for one in read_entries(text, CONTEXT)] == found


@pytest.mark.parametrize("text", ["举办培训班12期，来了300人", "发放资料500份"])
def test_figures_of_activities_are_no_statements(text: str) -> None:
    assert all(one.held for one in read_entries(text, CONTEXT))


@pytest.mark.parametrize("text", ["", "没什么", "高度重视，精心组织", "，，。"])
def test_what_states_nothing_gives_nothing(text: str) -> None:
    assert read_entries(text, CONTEXT) == ()


def test_programme_and_day_are_read_from_the_words() -> None:
    assert read_programme("属于农民科学素质提升行动", CONTEXT) == "农民科学素质提升行动"
    assert read_programme("没写", CONTEXT) == ""
    assert read_day("截至6月30日，科普示范基地8个", CONTEXT) == date(2026, 6, 30)
    assert read_day("科普示范基地8个", CONTEXT) is None


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("截至6月30日", Changed(day=date(2026, 6, 30))),
        ("时间改成2025年12月31日", Changed(day=date(2025, 12, 31))),
        ("属于农民科学素质提升行动", Changed(programme="农民科学素质提升行动")),
        ("来源：统计年鉴", Changed(source="统计年鉴")),
        ("数据来源是县统计局", Changed(source="县统计局")),
        ("第2条不要", Dropped(2)),
        ("第二条不要了", Dropped(2)),
        ("删掉第3条", Dropped(3)),
        ("第2条是经费", Named(2, Register.FUND)),
        ("2算荣誉", Named(2, Register.HONOUR)),
        ("科普示范基地8个", None),
        ("6月30日建成科普馆1个", None),
        ("随便说说", None),
        ("属于没有的行动", None),
    ],
)
def test_what_is_said_about_statements_that_are_shown(text: str, change: object) -> None:
    assert read_change(text, CONTEXT) == change
