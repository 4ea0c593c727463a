"""The ledger as Excel, read back by another library: typed cells, honest numbers, totals that follow filters."""

import io
from collections.abc import Iterable
from datetime import UTC, date, datetime
from random import Random

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook as Read
from openpyxl.worksheet.worksheet import Worksheet

from reports.ledger_excel import Entry, Heading, write_ledger
from storage.model.activity import Activity, Amount, Category, Evidence, Output, Particulars

AT = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)
USUAL = {"讲座": "场", "培训": "期"}
HEADING = Heading("青河县2026年科普活动台账", "2026年1月1日—12月31日", AT, ("期", "场"), USUAL)
LEAFLETS = Output("折页", Amount(150, words="150份"), "份", "发放")
BOARDS = Output("展板", Amount(words="几块"), "块", "展出")
LECTURE = Particulars(
    title="防震讲座",
    kind="讲座",
    start=date(2026, 9, 17),
    venue="北营村文化大院",
    audience="农民",
    programme="农民科学素质提升行动",
    hosts=("县科协", "北营村"),
    attendance=Amount(200, approximate=True, words="两百来人"),
    outputs=(LEAFLETS, BOARDS),
    volunteers=Amount(3, words="3名志愿者"),
    note="雨天改在室内",
)
PHOTO, PAPER = Evidence("a" * 64, "a.jpg", "image/jpeg", 1), Evidence("b" * 64, "b.pdf", "application/pdf", 1)


def entry(told: Particulars, nth: int = 1, evidence: tuple[Evidence, ...] = ()) -> Entry:
    activity = Activity(f"a{nth}", f"2026-{nth:04d}", told, "u", "p", AT, evidence=evidence)
    return Entry(activity, "北营村", "小林")


def entries(*told: Particulars) -> tuple[Entry, ...]:
    return tuple(entry(one, nth) for nth, one in enumerate(told, start=1))


def written(rows: Iterable[Entry], heading: Heading = HEADING) -> bytes:
    out = io.BytesIO()
    write_ledger(out, heading, rows)
    return out.getvalue()


def values(content: bytes) -> Read:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    """Each row below the head by the heads; the last is the total where there is one."""
    _, _, head, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), line, strict=True)) for line in lines]


def test_a_record_is_a_row_of_typed_cells() -> None:
    book = values(written([entry(LECTURE, evidence=(PHOTO, PHOTO, PAPER))]))

    assert book.sheetnames == ["台账", "物资", "说明"]
    assert [book["台账"].cell(nth, 1).value for nth in (1, 2)] == [
        "青河县2026年科普活动台账",
        "2026年1月1日—12月31日　截至2026年11月25日10:30",
    ]
    (row, _) = rows(book["台账"])
    assert row == {
        "编号": "2026-0001",
        "日期": datetime(2026, 9, 17),  # noqa: DTZ001 - a day in a cell
        "结束日期": None,
        "活动": "防震讲座",
        "类型": "讲座",
        "行动/工程": "农民科学素质提升行动",
        "对象": "农民",
        "单位": "北营村",
        "地点": "北营村文化大院",
        "主办": "县科协、北营村",
        "期数": None,
        "场数": 1,
        "次数": None,
        "人次": 200,
        "约数": "约",
        "线上人次": None,
        "物资和成果": "发放折页150份、展出展板",
        "志愿者": 3,
        "专家": None,
        "照片张数": 2,
        "记录人": "小林",
        "备注": "雨天改在室内",
    }


def test_each_thing_has_a_row_of_its_own() -> None:
    certificates = Output(
        "绿色证书", Amount(30, approximate=True, words="三十来本"), "本", "颁发", Category.CERTIFICATE
    )
    book = values(written(entries(LECTURE, Particulars(title="培训", outputs=(certificates,)))))

    found = [tuple(row.values())[4:] for row in rows(book["物资"])]
    assert found == [
        ("资料物品", "发放", "折页", 150, "份", None),
        ("资料物品", "展出", "展板", None, "块", "未统计"),
        ("证书", "颁发", "绿色证书", 30, "本", "约"),
    ]


@pytest.mark.parametrize(
    ("attendance", "number", "beside"),
    [
        (Amount(80, words="80人"), 80, None),
        (Amount(0, words="没人来"), 0, None),
        (Amount(200, approximate=True, words="两百来人"), 200, "约"),
        (Amount(low=50, high=80, words="五十到八十"), None, "50～80"),
        (Amount(words="没统计"), None, "未统计"),
        (Amount(), None, None),
    ],
)
def test_a_number_is_as_honest_as_it_was_said(attendance: Amount, number: int | None, beside: str | None) -> None:
    row, total = rows(values(written(entries(Particulars(title="讲座", attendance=attendance))))["台账"])

    assert (row["人次"], row["约数"]) == (number, beside)
    assert total["人次"] == (number or 0)


def test_estimates_are_shown_as_such_and_count_all_the_same() -> None:
    about = Particulars(title="直播", online=Amount(1500, approximate=True, words="一千五上下"))
    sheet = openpyxl.load_workbook(io.BytesIO(written(entries(about))))["台账"]

    (cell,) = (sheet.cell(4, nth) for nth in range(1, 23) if sheet.cell(3, nth).value == "线上人次")
    assert (cell.value, cell.number_format) == (1500, '"约"0')


def test_several_days_have_a_last_one() -> None:
    told = Particulars(title="宣传周", start=date(2026, 5, 20), end=date(2026, 5, 26))
    (row, _) = rows(values(written(entries(told)))["台账"])

    assert (str(row["日期"])[:10], str(row["结束日期"])[:10]) == ("2026-05-20", "2026-05-26")


def test_sessions_keep_their_measure_words_apart() -> None:
    told = (
        Particulars(kind="培训"),
        Particulars(kind="讲座", sessions=Amount(3, words="3次"), session_word="次"),
        Particulars(kind="没有的类型"),
        Particulars(kind="讲座", sessions=Amount(2, words="2节"), session_word="节"),
    )
    heading = Heading("台账", "", AT, ("节", "次", ""), USUAL)
    *found, total = rows(values(written(entries(*told), heading))["台账"])

    words = ("期数", "场数", "次数", "节数")
    assert [tuple(row[word] for word in words) for row in found] == [
        (1, None, None, None),
        (None, None, 3, None),
        (None, None, 1, None),
        (None, None, None, 2),
    ]
    assert tuple(total[word] for word in words) == (1, 0, 4, 2)


def test_totals_are_formulas_that_follow_the_filters() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written(entries(LECTURE, LECTURE))))["台账"]
    totals = {sheet.cell(3, nth).value: sheet.cell(6, nth).value for nth in range(1, 23)}

    assert totals["编号"] == "合计"
    assert totals["活动"] == "=SUBTOTAL(103,A4:A5)"
    assert totals["人次"] == "=SUBTOTAL(109,N4:N5)"
    assert sheet.auto_filter.ref == "A3:V5"


def test_it_is_ready_to_be_printed() -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(written(entries(LECTURE)))).worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert (sheet.print_title_rows, sheet.freeze_panes) == ("$3:$3", "A4" if sheet.title == "说明" else "B4")


def test_the_last_sheet_says_what_is_an_estimate_and_what_was_not_counted() -> None:
    told = (
        LECTURE,
        Particulars(title="讲座", attendance=Amount(80, words="80人"), sessions=Amount(2, words="两场")),
        Particulars(title="义诊", attendance=Amount(words="没统计")),
        Particulars(title="直播", online=Amount(1500, words="1500人次")),
    )
    sheet = values(written(entries(*told)))["说明"]

    found = {sheet.cell(nth, 1).value: sheet.cell(nth, 2).value for nth in range(4, 13)}
    assert found == {
        "活动记录（条）": 4,
        "人次": 280,
        "人次里的约数（人次）": 200,
        "人次是约数的记录（条）": 1,
        "线上人次": 1500,
        "人数没有准数的记录（条）": 1,
        "没说场次、按1次计的记录（条）": 3,
        "物资和成果（项）": 2,
        "没有准数的物资和成果（项）": 1,
    }


@pytest.mark.parametrize(
    "words", ["=1+1", "<r>x</r>", "a & b < c", "+8613", "第一行\n第二行", "_x0041_", "\u3000空", "坏\ufffe字", "😀" * 9]
)
def test_words_stay_words(words: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written(entries(Particulars(title=words, note=words)))))["台账"]

    assert unescape(sheet.cell(4, 4).value) == words.replace("\ufffe", "\ufffd")
    assert sheet.cell(4, 4).data_type == "s"


def test_long_words_make_a_row_higher() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written(entries(Particulars(title="长" * 40), LECTURE))))["台账"]

    assert sheet.row_dimensions[4].height > sheet.row_dimensions[5].height


def test_an_empty_ledger_has_heads_and_no_figures() -> None:
    book = values(written(()))

    (total,) = rows(book["台账"])
    assert (total["编号"], total["人次"]) == ("合计", 0)
    assert rows(book["物资"]) == []


def test_written_again_it_is_the_same_file() -> None:
    assert written(entries(LECTURE, LECTURE)) == written(entries(LECTURE, LECTURE))


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
numbers = st.integers(0, 100_000)
amounts = st.one_of(
    st.just(Amount()),
    st.just(Amount(words="没统计")),
    numbers.map(lambda value: Amount(value, words=str(value))),
    numbers.map(lambda value: Amount(value, approximate=True, words=f"{value}左右")),
    st.tuples(numbers, numbers).map(lambda ends: Amount(low=min(ends), high=max(ends), words="几到几")),
)
told_of = st.builds(
    Particulars,
    title=words,
    kind=st.sampled_from(("讲座", "培训", "其他", "")),
    start=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    attendance=amounts,
    online=amounts,
    sessions=amounts,
    session_word=st.sampled_from(("", "期", "场", "次")),
    outputs=st.lists(st.builds(Output, words, amounts, words, words), max_size=3).map(tuple),
    volunteers=amounts,
    experts=amounts,
    note=words,
)


@settings(max_examples=40)
@given(st.lists(told_of, max_size=12))
def test_totals_are_what_one_gets_by_adding_up(told: list[Particulars]) -> None:
    book = values(written(entries(*told)))
    *found, total = rows(book["台账"])

    assert len(found) == len(told)
    for head, field in (("人次", "attendance"), ("线上人次", "online"), ("志愿者", "volunteers"), ("专家", "experts")):
        assert total[head] == sum(getattr(one, field).value or 0 for one in told)
    sessions = sum(1 if one.sessions.value is None else one.sessions.value for one in told)
    assert sum(int(str(total[head])) for head in ("期数", "场数", "次数")) == sessions
    quantities = (output.amount.value or 0 for one in told for output in one.outputs)
    assert sum(int(str(row["数量"] or 0)) for row in rows(book["物资"])) == sum(quantities)


@settings(max_examples=20)
@given(st.lists(told_of, min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_records_changes_no_total(told: list[Particulars], chance: Random) -> None:
    numbered = list(entries(*told))
    shuffled = list(numbered)
    chance.shuffle(shuffled)
    first, second = (rows(values(written(order))["台账"]) for order in (numbered, shuffled))

    assert first[-1] == second[-1]
    assert sorted(map(str, first)) == sorted(map(str, second))
