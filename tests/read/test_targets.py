"""Targets as they are handed down: the figures, the programme, who leads, who is responsible, by when."""

from datetime import UTC, date, datetime

import pytest

from bot.taxonomy import load_taxonomy
from handlers.read.reading import Context
from handlers.read.targets import read_targets

CONTEXT = Context(datetime(2026, 10, 9, 9, 30, tzinfo=UTC), load_taxonomy())


def test_all_of_it_in_one_sentence() -> None:
    wanted = read_targets(
        "农民科学素质提升行动 全年培训12期800人次 牵头农业农村局 责任北营村、高桥村 11月底前", CONTEXT
    )

    assert [(one.kind, one.amount.value, one.measure) for one in wanted.figures] == [
        ("培训", 12, "期"),
        ("培训", 800, "人次"),
    ]
    assert wanted.programme == "农民科学素质提升行动"
    assert (wanted.lead, wanted.responsible) == ("农业农村局", ("北营村", "高桥村"))
    assert wanted.by == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "lead", "responsible", "by"),
    [
        ("讲座20场，由教育局牵头", "教育局", (), None),
        ("讲座20场 牵头单位：教育局 责任单位：各中小学", "教育局", ("各中小学",), None),
        ("全年讲座20场", "", (), date(2026, 12, 31)),
        ("讲座20场，12月20日前", "", (), date(2026, 12, 20)),
        ("截至明年6月30日讲座20场", "", (), date(2027, 6, 30)),
        ("讲座20场", "", (), None),
    ],
)
def test_parts_that_are_said(text: str, lead: str, responsible: tuple[str, ...], by: date | None) -> None:
    wanted = read_targets(text, CONTEXT)

    assert [one.amount.value for one in wanted.figures] == [20]
    assert (wanted.lead, wanted.responsible, wanted.by) == (lead, responsible, by)


@pytest.mark.parametrize("text", ["", "尽快办好", "牵头教育局", "12月底前"])
def test_without_a_figure_there_is_no_target(text: str) -> None:
    assert read_targets(text, CONTEXT).figures == ()


def test_themes_and_phases_have_no_figure() -> None:
    wanted = read_targets("年度主题：节约用水，启动实施阶段：成立机构，3月底前", CONTEXT)

    assert wanted.figures == ()
    assert wanted.plain == ("年度主题：节约用水", "启动实施阶段：成立机构")
    assert wanted.by == date(2027, 3, 31)
