"""A summary as Excel: merged heads, formulas that carry the sums, charts where nobody is ranked."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook as Read
from openpyxl.worksheet.worksheet import Worksheet

from reports.summarise import Asked, Sums
from reports.summary_excel import write_summary
from storage.model.activity import Category
from storage.model.figures import Grouping, OutputTally, Period, Tally

AT = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)
BEFORE = Period(date(2025, 1, 1), date(2025, 12, 31), "2025年")
LECTURES = Tally("讲座", 12, (("场", 12), ("", 2)), 1500, 200, 1, 3000)
COURSES = Tally("培训", 3, (("期", 5),), 260)
UNKNOWN = Tally("展览", 1, (("场", 1),), 0, 0, 1)
LEAFLETS = OutputTally(Category.MATERIAL, "折页", "发放", "份", 3000, 200, 1)
SOME = OutputTally(Category.MATERIAL, "展板", "展出", "块", 0, 0, 2)


def asked(grouping: Grouping = Grouping.KIND, before: Period | None = BEFORE) -> Asked:
    return Asked("汇总", "2026年1月1日—12月31日", grouping, {}, ("讲座", "培训", "展览"), before)


def written(*ways: tuple[Asked, Sums]) -> bytes:
    out = io.BytesIO()
    write_summary(out, "青河县2026年科普活动汇总表", AT, ways)
    return out.getvalue()


def values(content: bytes) -> Read:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def formulas(content: bytes) -> Read:
    return openpyxl.load_workbook(io.BytesIO(content))


def table(content: bytes, name: str, rows: int) -> list[list[object]]:
    return [[cell.value for cell in row] for row in values(content)[name].iter_rows(min_row=3, max_row=4 + rows)]


def test_rows_stand_in_the_order_of_the_classes_with_their_totals() -> None:
    past = (Tally("讲座", 10, (), 1400), Tally("咨询服务", 2, (), 90))
    content = written((asked(), Sums((COURSES, UNKNOWN, LECTURES), past)))

    assert table(content, "按类型", 5)[2:] == [
        ["讲座", 12, 0, 12, 2, 1500, 200, 1, 3000, 10, 1400, 100],
        ["培训", 3, 5, 0, 0, 260, 0, 0, 0, 0, 0, 260],
        ["展览", 1, 0, 1, 0, "未统计", 0, 1, 0, 0, 0, "—"],
        ["咨询服务", 0, 0, 0, 0, 0, 0, 0, 0, 2, 90, -90],
        ["合计", 16, 5, 13, 2, 1760, 200, 2, 3000, 12, 1490, 270],
    ]


def test_heads_of_one_group_are_merged() -> None:
    content = written((asked(), Sums((LECTURES,), (COURSES,))))
    sheet = values(content)["按类型"]

    groups, heads = table(content, "按类型", 0)
    assert [one for one in groups if one] == ["类型", "活动（项）", "场次", "人次", "线上人次", "上期", "人次增减"]
    assert heads[2:8] == ["期", "场", "次", "合计", "其中约数", "没有准数\n（项）"]
    assert {"C3:E3", "F3:H3", "J3:K3", "A3:A4"} <= {str(one) for one in sheet.merged_cells.ranges}


def test_totals_and_changes_are_formulas() -> None:
    sheet = formulas(written((asked(), Sums((LECTURES, COURSES), (LECTURES,)))))["按类型"]

    assert [cell.value for cell in sheet[7]][:3] == ["合计", "=SUM(B5:B6)", "=SUM(C5:C6)"]
    assert [sheet.cell(nth, 12).value for nth in (5, 6, 7)] == ["=F5-K5", "=F6-K6", "=F7-K7"]


def test_where_nobody_counted_no_zero_is_invented() -> None:
    (row, total) = table(written((asked(before=None), Sums((UNKNOWN,)))), "按类型", 2)[2:]

    assert (row[5], total[5]) == ("未统计", "未统计")


def test_what_came_out_has_a_sheet_without_a_total() -> None:
    sheet = values(written((asked(), Sums((LECTURES,), (), (LEAFLETS, SOME)))))["物资和成果"]

    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)] == [
        ["资料物品", "折页", "发放", 3000, "份", 200, 1],
        ["资料物品", "展板", "展出", "未统计", "块", 0, 2],
    ]


@pytest.mark.parametrize("grouping", list(Grouping))
def test_kinds_and_months_are_drawn_and_units_never(grouping: Grouping) -> None:
    key = "2026-09" if grouping is Grouping.MONTH else "一"
    content = written((asked(grouping, None), Sums((Tally(key, 1, (), 80),))))

    drawn = [name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if "charts/chart" in name]
    assert len(drawn) == (grouping in (Grouping.KIND, Grouping.MONTH))


def test_months_have_nothing_of_the_period_before_beside_them() -> None:
    content = written((asked(Grouping.MONTH), Sums((Tally("2026-09", 1, (), 80),), (Tally("2025-09", 1, (), 70),))))

    assert "上期" not in str(list(values(content)["按月"].iter_rows(values_only=True)))


def test_a_name_that_looks_like_a_formula_is_a_name() -> None:
    sheet = formulas(written((asked(), Sums((Tally("=1+1", 1, (), 5),)))))["按类型"]

    assert (sheet["A5"].value, sheet["A5"].data_type) == ("=1+1", "s")


def test_written_again_it_is_the_same_file() -> None:
    way = (asked(), Sums((LECTURES, COURSES), (LECTURES,), (LEAFLETS,)))

    assert written(way) == written(way)


numbers = st.integers(0, 10_000)
tallies = st.lists(
    st.builds(
        Tally,
        st.sampled_from(("讲座", "培训", "展览", "别的", "")),
        numbers,
        st.lists(st.tuples(st.sampled_from(("", "期", "场", "次", "节")), numbers), max_size=3).map(tuple),
        numbers,
        numbers,
        st.just(0),
        numbers,
    ),
    max_size=6,
).map(tuple)


def counted(some: tuple[Tally, ...]) -> bool:
    return any(one.attendance for one in some)


def as_counted(shown: object, some: tuple[Tally, ...]) -> object:
    """Where nobody was counted on site there may be words instead of a nought, which would be invented."""
    return 0 if isinstance(shown, str) and not counted(some) else shown


@settings(max_examples=40)
@given(tallies, tallies)
def test_totals_are_the_sums_of_the_parts(now: tuple[Tally, ...], past: tuple[Tally, ...]) -> None:
    sheet = values(written((asked(), Sums(now, past))))["按类型"]
    heads = [cell.value for cell in sheet[4]]
    total = next(row for row in sheet.iter_rows(min_row=5, values_only=True) if row[0] == "合计")

    assert total[1] == sum(one.activities for one in now)
    assert as_counted(total[heads.index("合计")], now) == sum(one.attendance for one in now)
    assert sum(int(str(figure)) for figure in total[2 : heads.index("合计")]) == sum(
        count for one in now for _, count in one.sessions
    )
    if past:
        change = sum(one.attendance for one in now) - sum(one.attendance for one in past)
        shown = total[[cell.value for cell in sheet[3]].index("人次增减")]
        assert shown == change or (shown == "—" and not (counted(now) and counted(past)))


LAST_YEAR = Period(date(2025, 9, 1), date(2025, 9, 30), "2025年9月")


def recalculated(sheet: Worksheet, figures: Worksheet) -> list[tuple[str, object, object]]:
    """Every formula of a sheet: where it stands, what the file says it comes to, what it does come to."""
    return [
        (str(cell.coordinate), figures[cell.coordinate].value, _value(str(cell.value), figures))
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.value).startswith("=")
    ]


def _value(formula: str, figures: Worksheet) -> int:
    if summed := re.fullmatch(r"=SUM\((\w+):(\w+)\)", formula):
        cells = [row[0].value for row in figures[f"{summed[1]}:{summed[2]}"]]
        return sum(cell for cell in cells if isinstance(cell, int))
    less = re.fullmatch(r"=([A-Z]+\d+)-([A-Z]+\d+)", formula)
    assert less, formula
    return int(figures[less[1]].value) - int(figures[less[2]].value)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=6), st.lists(st.integers(0, 10**9), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_formulas_come_to_what_the_file_says(now: list[int], past: list[int]) -> None:
    kinds = [Tally(f"类{nth}", 1, (("场", 1),), people) for nth, people in enumerate(now)]
    before = tuple(Tally(f"类{nth}", 1, (), people) for nth, people in enumerate(past))
    compared = replace(asked(), year_before=LAST_YEAR)
    content = written((compared, Sums(tuple(kinds), before, year_before=before)))

    found = recalculated(formulas(content)["按类型"], values(content)["按类型"])
    assert len(found) > 5
    assert [(place, said) for place, said, _ in found] == [(place, real) for place, _, real in found]


def test_the_year_before_stands_beside_the_period_before() -> None:
    sums = Sums((LECTURES,), (COURSES,), year_before=(Tally("讲座", 7, (), 1000),))
    sheet = values(written((replace(asked(), year_before=LAST_YEAR), sums)))["按类型"]

    assert [cell.value for cell in sheet[3]][-3:] == ["上年同期", None, "同比增减"]
    assert [cell.value for cell in sheet[5]][-3:] == [7, 1000, 500]
    assert [cell.value for cell in sheet[7]][-3:] == [7, 1000, 500]


def test_campaigns_are_part_of_the_whole_and_have_no_total() -> None:
    sums = Sums(
        (Tally("科普月", 5, (), 50), Tally("科普日", 2, (), 20)), wholes=(Tally("", 9, (), 90), Tally(""), Tally(""))
    )
    content = written((asked(Grouping.CAMPAIGN), sums))

    cells = [row[0].value for row in values(content)["按主题日和活动周"].iter_rows()]
    assert "合计" not in cells
    assert any("不再相加" in str(cell) for cell in cells)
    assert not any(
        str(cell.value).startswith("=") for row in formulas(content)["按主题日和活动周"].iter_rows() for cell in row
    )
