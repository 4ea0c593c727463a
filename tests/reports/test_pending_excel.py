"""The workbook of who has reported, read back by another library: figures, order, and nothing that runs."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from reports.excel import as_xlsx
from reports.pending_excel import pending_workbook
from reports.workbook import Spread, Workbook
from storage.model.duties import Obligation, Span, Status
from storage.model.people import Level, Unit

AT = datetime(2026, 11, 26, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
DUE = datetime(2026, 11, 25, 10, tzinfo=UTC)
NOVEMBER = Span("2026-11", date(2026, 11, 1), date(2026, 11, 30))
COUNTY = Unit("c", "青河县", Level.COUNTY, None, "c/")
TOWN = Unit("t", "柳林镇", Level.TOWNSHIP, "c", "c/t/")
VILLAGE = Unit("v", "北营村", Level.VILLAGE, "t", "c/t/v/")
SCHOOL = Unit("s", "柳林小学", Level.SCHOOL, "t", "c/t/s/")
OTHER = Unit("o", "高桥镇", Level.TOWNSHIP, "c", "c/o/")
UNITS = (COUNTY, TOWN, VILLAGE, SCHOOL, OTHER)


def owed(unit: Unit, status: Status = Status.OPEN, hours: int = -24, reason: str = "") -> Obligation:
    """How a unit stands, settled so many hours after the deadline."""
    settled = None if status is Status.OPEN else DUE + timedelta(hours=hours)
    closes = DUE + timedelta(days=10)
    return Obligation("r", NOVEMBER, unit.id, DUE, closes, status, settled, None, reason, activities=3)


OWED = (
    owed(OTHER, Status.EXEMPT, reason="换届"),
    owed(VILLAGE, Status.REPORTED, 2),
    owed(SCHOOL, Status.NIL),
    owed(TOWN),
)


def read(workbook: Workbook) -> dict[str, Worksheet]:
    book = openpyxl.load_workbook(BytesIO(as_xlsx(workbook)))
    return {sheet.title: sheet for sheet in book.worksheets}


def cells(sheet: Worksheet) -> list[list[object]]:
    return [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]


def test_the_sums_add_up_branch_by_branch() -> None:
    assert cells(read(pending_workbook("11月科普台账", UNITS, OWED, AT))["汇总"]) == [
        ["11月科普台账"],
        ["截至2026年11月26日09:30"],
        ["单位", "应报", "按时", "迟报", "零报告", "请假", "免报", "未报"],
        ["柳林镇", 3, 0, 1, 1, 0, 0, 1],
        ["高桥镇", 1, 0, 0, 0, 0, 1, 0],
        ["合计", 4, 0, 1, 1, 0, 1, 1],
    ]


def test_every_unit_stands_in_the_order_of_the_tree() -> None:
    sheet = read(pending_workbook("11月科普台账", UNITS, OWED, AT))["各单位"]

    assert [list(row) for row in sheet.iter_rows(min_row=3, values_only=True)] == [
        ["单位", "上级", "状态", "迟报", "报送时间", "活动（条）", "原因"],
        ["柳林镇", "青河县", "未报", None, None, 3, None],
        ["北营村", "柳林镇", "已报", "是", "2026-11-25 20:00", 3, None],
        ["柳林小学", "柳林镇", "零报告", None, "2026-11-24 18:00", 3, None],
        ["高桥镇", "青河县", "免报", None, "2026-11-24 18:00", 3, "换届"],
    ]


def test_only_the_subtree_that_is_asked_for_is_in_it() -> None:
    book = read(pending_workbook("x", UNITS[1:4], OWED, AT))

    assert [row[0] for row in cells(book["汇总"])[3:]] == ["柳林镇本级", "北营村", "柳林小学", "合计"]


def test_a_period_nobody_owes_is_a_table_without_lines() -> None:
    assert cells(read(pending_workbook("x", UNITS, (), AT))["各单位"])[3:] == []


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "@SUM(A1)", '=HYPERLINK("http://x")', "https://x.cn", "007", "1e5", "\x07响", "<b>&"],
)
def test_what_people_wrote_stays_text(text: str) -> None:
    sheet = read(pending_workbook("x", UNITS, (owed(TOWN, Status.LEAVE, reason=text),), AT))["各单位"]
    cell = sheet.cell(4, 7)

    assert cell.data_type == "s"
    assert str(cell.value).replace("_x0007_", "\x07") == text
    assert cell.hyperlink is None


def test_the_same_table_makes_the_same_bytes() -> None:
    book = pending_workbook("x", UNITS, OWED, AT)

    assert as_xlsx(book) == as_xlsx(book)


def test_it_can_be_printed_and_filtered() -> None:
    sheet = read(pending_workbook("x", UNITS, OWED, AT))["各单位"]

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B4", "A3:G7")
    assert sheet.print_title_rows == "$3:$3"


@pytest.mark.parametrize("name", ["a/b:c*d?[e]\\f", "长" * 40])
def test_a_tab_may_be_called_anything(name: str) -> None:
    book = Workbook("x", AT, (Spread(name, "x", (), ("甲",), (9,), (("乙",),)),))

    assert len(read(book)) == 1
