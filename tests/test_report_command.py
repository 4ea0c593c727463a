"""`report` on the command line: the file, progress, and every wrong use with the way out."""

import io
import stat
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest

import handlers.report
from bot import making, report_command
from bot.app import Ledger
from bot.evidence import EvidenceFolder
from bot.report_command import Wanted, report
from bot.turn import Desk
from storage.database import Database
from storage.model.people import Role
from tests.ledgers import County, told
from tests.timetable import TIMETABLE


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    database = Database(f"sqlite:///{tmp_path / 'kepu.sqlite'}")
    database.upgrade()
    county = County(database).found()
    county.record(county.person(Role.OFFICER, "紫兴社区"), told("讲座"), told("培训", "2026-03-02"))
    county.record(county.person(Role.OFFICER, "高桥村"), told("讲座"))
    yield county
    database.close()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def run(county: County, wanted: Wanted) -> tuple[int, str]:
    """The exit code and standard error."""
    err = io.StringIO()
    desk = Desk(county.database, county.taxonomy, lambda: "KEPU-0000", TIMETABLE)
    ledger = Ledger(desk, EvidenceFolder(Path("nowhere")), lambda: county.now)
    return report(ledger, wanted, err), err.getvalue()


def test_the_ledger_of_a_year(county: County, out: Path) -> None:
    file = out / "台账.xlsx"

    assert run(county, Wanted("台账", "今年", file)) == (0, f"青河县2026年科普活动台账，3条记录，写在{file}。\n")
    assert openpyxl.load_workbook(file)["台账"].max_row == 3 + 3 + 1
    assert stat.S_IMODE(file.stat().st_mode) & 0o600 == 0o600


@pytest.mark.parametrize("unit", ["紫兴社区", "id"])
def test_the_summary_of_a_unit(county: County, out: Path, unit: str) -> None:
    named = county.units["紫兴社区"].id if unit == "id" else unit
    code, said = run(county, Wanted("汇总表", "上半年", out / "a.XLSX", named))

    assert (code, said.partition("，")[0]) == (0, "紫兴社区2026年上半年科普活动汇总表")
    assert openpyxl.load_workbook(out / "a.XLSX")["按类型"]["A1"].value == "紫兴社区2026年上半年科普活动汇总表"


def test_the_unit_and_classes_may_stand_in_the_words(county: County, out: Path) -> None:
    assert run(county, Wanted("台账", "今年讲座 高桥村", out / "a.xlsx"))[1].startswith(
        "高桥村2026年讲座科普活动台账，1条"
    )


@pytest.mark.parametrize(
    ("wanted", "code", "says"),
    [
        (
            ("月刊", "今年", "a.xlsx"),
            2,
            "没有“月刊”这种报表。可以写：台账、汇总表、汇总图、工作报告、工作报告PDF、自查报告、工作总结、工作汇报。",
        ),
        (("台账", "某天", "a.xlsx"), 2, "没看懂时间“某天”"),
        (("台账", "", "a.xlsx"), 2, "没看懂时间“”"),
        (("台账", "讲座", "a.xlsx"), 2, "没看懂时间“讲座”"),
        (("台账", "今年", "a.docx"), 2, "“台账”是.xlsx文件"),
        (("月报", "9月", "a.xlsx"), 2, "“月报”是.docx或.pdf文件"),
        (("月报", "1999年", "a.docx"), 1, "青河县1999年科普工作年报：没有记录，没有写文件"),
        (("台账", "今年", "a"), 2, "“台账”是.xlsx文件"),
        (("台账", "1999年", "a.xlsx"), 1, "青河县1999年科普活动台账：没有记录，没有写文件"),
        (("台账", "今年", "no/such/a.xlsx"), 1, "写不进去"),
        (("台账", "今年", "a.xlsx", "火星村"), 2, "没有“火星村”这个单位"),
    ],
)
def test_what_does_not_go_is_told_with_the_way_out(
    county: County, out: Path, wanted: tuple[str, ...], code: int, says: str
) -> None:
    kind, period, name, *unit = wanted
    told_code, said = run(county, Wanted(kind, period, out / name, *unit))

    assert (told_code, says in said, said.count("\n")) == (code, True, 1)
    assert list(out.iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "period", "title"),
    [
        ("月报", "9月", "青河县2026年9月科普工作月报"),
        ("季报", "三季度", "青河县2026年第三季度科普工作季报"),
        ("半年报", "上半年", "青河县2026年上半年科普工作半年报"),
        ("年报", "今年", "青河县2026年科普工作年报"),
        ("工作报告", "9月1日至15日", "青河县2026年9月1日—15日科普工作情况报告"),
        ("月报", "今年", "青河县2026年科普工作年报"),
    ],
)
def test_the_days_decide_what_a_written_report_is(
    county: County, out: Path, kind: str, period: str, title: str
) -> None:
    code, said = run(county, Wanted(kind, period, out / "a.docx"))

    assert (code, said.split("，")[0]) == (0, title)
    assert "".join(docx.Document(str(out / "a.docx")).paragraphs[0].text.split()) == title


def test_a_written_report_takes_what_no_ledger_knows(county: County, out: Path) -> None:
    wanted = Wanted("月报", "9月", out / "a.docx", "", " 县办 ", "县科协", "人手少。\n\n 经费少。", "再办。")

    assert run(county, wanted)[0] == 0
    read = [paragraph.text for paragraph in docx.Document(str(out / "a.docx")).paragraphs]
    assert {"县办：", "县科协", "人手少。", "经费少。", "再办。"} <= set(read)


def test_the_ending_decides_whether_it_is_word_or_pdf(county: County, out: Path) -> None:
    assert run(county, Wanted("月报", "9月", out / "a.PDF"))[0] == 0
    assert (out / "a.PDF").read_bytes().startswith(b"%PDF-")


def test_only_a_written_report_takes_them(county: County, out: Path) -> None:
    code, said = run(county, Wanted("台账", "今年", out / "a.xlsx", plans="再办。"))

    assert (code, said.startswith("收文单位、署名、问题和打算只有工作报告里有"), list(out.iterdir())) == (2, True, [])


def test_more_than_a_sheet_takes_is_told(county: County, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handlers.report, "MOST_RECORDS", 2)
    code, said = run(county, Wanted("台账", "今年", out / "a.xlsx"))

    assert (code, "一张表放不下" in said, list(out.iterdir())) == (1, True, [])


def test_an_older_file_stays_whole_when_the_new_one_fails(
    county: County, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = out / "a.xlsx"
    file.write_text("older")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(report_command, "_written", full)
    code, said = run(county, Wanted("台账", "今年", file))

    assert (code, "No space left" in said) == (1, True)
    assert (file.read_text(), list(out.iterdir())) == ("older", [file])


def test_progress_is_told_where_it_takes_long(county: County, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "EVERY", 2)
    monkeypatch.setattr(report_command, "EVERY", 2)

    assert run(county, Wanted("台账", "今年", out / "a.xlsx"))[1].startswith("已写2条，共3条\n")
