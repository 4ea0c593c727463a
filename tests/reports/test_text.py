"""A summary as plain text: it lines up where Chinese is two columns wide, and never runs over a phone's bubble."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.summary import Summary, Table
from reports.text import PHONE, as_text, columns

NARROW = Table(
    "按月统计", ("月份", "活动（项）", "人次"), (("9月", "12", "845"), ("10月", "3", "未统计")), ("合计", "15", "845")
)
WIDE = Table(
    "按类型统计",
    ("类型", "活动（项）", "场次", "人次", "上期人次", "增减"),
    (("讲座", "12", "12场", "845", "0", "+845"), ("培训", "139", "139期", "13275", "14000", "-725")),
    ("合计", "151", "139期 12场", "14120", "14000", "+120"),
)


def summary(*tables: Table, notes: tuple[str, ...] = ()) -> Summary:
    return Summary("柳林镇·2026年9月汇总", "2026年9月1日—30日 · 按类型", (("活动", "151项"),), tables, notes)


def test_a_narrow_table_lines_up() -> None:
    assert as_text(summary(NARROW)).split("\n\n")[-1].splitlines() == [
        "【按月统计】",
        "月份  活动（项）    人次",
        "9月           12     845",
        "10月           3  未统计",
        "合计          15     845",
    ]


def test_the_cells_of_a_column_end_in_the_same_place() -> None:
    lines = as_text(summary(NARROW)).split("\n\n")[-1].splitlines()[1:]

    assert {columns(line) for line in lines} == {24}


def test_a_table_that_is_too_wide_becomes_a_list_with_every_figure_but_zeros() -> None:
    assert as_text(summary(WIDE)).split("\n\n")[-1].splitlines() == [
        "【按类型统计】",
        "讲座",
        "  12项 · 12场 · 845人次",
        "  增减 +845",
        "培训",
        "  139项 · 139期 · 13275人次",
        "  上期人次 14000 · 增减 -725",
        "合计",
        "  151项 · 139期 12场 · 14120人次",
        "  上期人次 14000 · 增减 +120",
    ]


def test_a_row_of_zeros_keeps_its_first_figure() -> None:
    table = Table(WIDE.title, WIDE.head, (("培训", "0", "0", "0", "0", "0"),))

    assert as_text(summary(table)).splitlines()[-1] == "培训：0项"


def test_a_short_row_of_a_list_stands_on_one_line() -> None:
    rows = (("讲座", "2", "3场", "未统计", "0", "0"), ("培训", "1", "1期", "60", "0", "0"))
    table = Table(WIDE.title, WIDE.head, rows)

    assert as_text(summary(table)).splitlines()[-2:] == [
        "讲座：2项 · 3场 · 人次 未统计",
        "培训：1项 · 1期 · 60人次",
    ]


def test_what_is_missing_is_never_shortened_to_a_bare_figure() -> None:
    head = ("名称", "方式", "数量", "其中约数", "没有准数（处）")
    table = Table("资料和物品", head, (("宣传资料", "发放", "1500份", "1500", "1"), ("展板", "展出", "5块", "0", "0")))

    assert as_text(summary(table)).splitlines()[-4:] == [
        "宣传资料",
        "  发放 · 1500份 · 其中约数 1500",
        "  没有准数 1处",
        "展板：展出 · 5块",
    ]


def test_a_wider_window_shows_the_table_as_one() -> None:
    assert "讲座          12        12场    845         0  +845" in as_text(summary(WIDE), width=80)


def test_closing_punctuation_never_starts_a_line() -> None:
    note = "人次里有26500是约数，按原话的数相加。" * 3
    lines = as_text(summary(notes=(note,))).split("\n\n")[-1].splitlines()

    assert len(lines) > 1
    assert "".join(lines) == note
    assert not any(line.startswith(tuple("，。")) for line in lines)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("讲座", 4),
        ("（项）", 6),
        ("…—", 4),
        ("e\u0301", 1),
        ("Ａ", 2),
        ("ｱ", 1),
        ("\u200b", 0),
        ("“”", 4),
    ],
)
def test_how_wide_a_text_is(text: str, width: int) -> None:
    assert columns(text) == width


def test_a_line_break_in_a_name_does_not_tear_the_table() -> None:
    table = Table("按单位统计", ("单位", "人次"), (("紫兴\n社区", "5"),))

    assert "紫兴 社区" in as_text(summary(table))


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)


@given(st.lists(st.tuples(CELL, st.integers(0, 10**9).map(str), st.integers(0, 10**9).map(str)), max_size=8))
def test_no_line_of_any_table_is_wider_than_a_phone(rows: list[tuple[str, str, str]]) -> None:
    table = Table("按单位统计", ("单位", "活动（项）", "人次"), tuple(rows))
    lines = as_text(summary(table)).splitlines()

    assert max(map(columns, lines)) <= PHONE + 2, "one closing mark may hang over"


def test_the_longest_lines_of_real_summaries_fit() -> None:
    lines = as_text(
        summary(NARROW, WIDE, notes=("有12项的人数没有准数（没统计，或只说了范围），不在人次里；补上就会算进来。",))
    )

    assert max(map(columns, lines.splitlines())) <= PHONE + 2
