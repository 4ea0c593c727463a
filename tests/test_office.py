"""The PDF of a report on the office's own template: LibreOffice's where there is one, else said to be plain."""

import io
import stat
import sys
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import docx
import msgspec
import pytest
from docx.shared import Mm, RGBColor

from bot import papers
from bot.app import Ledger
from bot.checkup import checkup
from bot.config import Settings
from bot.evidence import EvidenceFolder
from bot.office import NotConverted, Office, find_office
from bot.papers import Press
from bot.report_command import Wanted, report
from bot.stationery import Stationery
from bot.turn import Desk, take_turn
from handlers.texts.operator import CHECK_NO_OFFICE
from handlers.texts.report import PDF_FAILED, PDF_PLAIN
from handlers.turn import Incoming, Paper, PaperKind, Said
from storage.database import Database
from storage.model.figures import Period, Scope
from storage.model.people import Account, Role
from storage.outbox import claim
from tests.ledgers import County, told
from tests.timetable import TIMETABLE

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), "2026年")
ASKED = """import os, sys, pathlib
folder = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
word = pathlib.Path(sys.argv[-1])
fonts = pathlib.Path(os.environ["FONTCONFIG_FILE"]).read_text(encoding="utf-8")
assert "<alias" in fonts and word.read_bytes().startswith(b"PK")
"""
WHOLE = ASKED + '(folder / "paper.pdf").write_bytes(b"%PDF-1.7\\n" + word.read_bytes() + b"\\n%%EOF\\n")'
HALF = ASKED + '(folder / "paper.pdf").write_bytes(b"%PDF-1.7\\n" + b"x" * 5000)'
NOTHING = "pass"
HANGS = "import threading; threading.Event().wait()"


def office(folder: Path, does: str, seconds: float = 30.0) -> Office:
    """A program that is asked as LibreOffice is."""
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\n{does}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return Office(str(program), seconds)


def template() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.sections[0].left_margin = Mm(40)
    document.add_paragraph().add_run("青河县科学技术协会文件").font.color.rgb = RGBColor(255, 0, 0)
    for place in ("{{标题}}", "{{正文}}", "{{落款}}", "{{附件}}"):
        document.add_paragraph(place)
    document.save(out)
    return out.getvalue()


@pytest.fixture
def county(database: Database) -> County:
    county = County(database).found()
    county.record(county.person(Role.COORDINATOR, "青河县"), told("讲座"))
    return county


def made(county: County, stationery: Stationery) -> tuple[bytes, list[str]]:
    """The file, and what is said beside it."""
    paper = Paper(PaperKind.PDF, Scope(unit_id=county.units["青河县"].id, period=YEAR), "青河县2026年报告")
    out, said = io.BytesIO(), list[str]()
    press = Press(county.database, county.taxonomy, lambda: county.now, stationery)
    press.write(paper, out, remark=said.append)
    return out.getvalue(), said


def test_it_is_the_word_file_on_the_template(county: County, tmp_path: Path) -> None:
    pdf, said = made(county, Stationery({"工作报告": template()}, office=office(tmp_path, WHOLE)))

    with ZipFile(io.BytesIO(pdf.removeprefix(b"%PDF-1.7\n").removesuffix(b"\n%%EOF\n"))) as word:
        assert "青河县科学技术协会文件" in word.read("word/document.xml").decode()
    assert said == []


@pytest.mark.parametrize(
    ("does", "seconds"), [(HALF, 30.0), (NOTHING, 30.0), (HANGS, 0.3)], ids=["half", "nothing", "hangs"]
)
def test_of_a_fault_there_is_a_whole_plain_file_that_says_so(
    county: County, tmp_path: Path, does: str, seconds: float
) -> None:
    pdf, said = made(county, Stationery({"工作报告": template()}, office=office(tmp_path, does, seconds)))

    assert (pdf[:5], pdf.rstrip()[-5:]) == (b"%PDF-", b"%%EOF")
    assert pdf != made(county, Stationery())[0]
    assert said == [PDF_FAILED]


def test_a_paper_that_would_take_too_long_is_not_tried(
    county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "MOST_ROWS", 1)
    pdf, said = made(county, Stationery({"工作报告": template()}, office=office(tmp_path, HANGS)))

    assert (pdf[:5], said) == (b"%PDF-", [PDF_FAILED])


def test_a_program_that_is_gone_is_a_fault_like_others(tmp_path: Path) -> None:
    with pytest.raises(NotConverted):
        Office(str(tmp_path / "gone")).as_pdf(template())


def test_without_libreoffice_the_plain_file_is_said_to_be_one(county: County) -> None:
    pdf, said = made(county, Stationery({"工作报告": template()}))

    assert pdf == made(county, Stationery())[0]
    assert said == [PDF_PLAIN]


def test_without_a_template_nothing_is_said_and_nothing_started(county: County, tmp_path: Path) -> None:
    pdf, said = made(county, Stationery({"自查报告": template()}, office=office(tmp_path, HANGS)))

    assert (pdf, said) == (made(county, Stationery())[0], [])


def test_it_is_found_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_office() is None
    assert office(tmp_path, NOTHING).program == getattr(find_office(), "program", None)


def test_check_says_whether_there_is_one_where_there_is_a_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    said = list[str]()
    checkup(Settings(data_dir=tmp_path), said.append)
    assert not any("LibreOffice" in one or "soffice" in one for one in said)

    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "工作报告.docx").write_bytes(template())
    checkup(Settings(data_dir=tmp_path), said.append)
    assert [one for one in said if "LibreOffice" in one] == [CHECK_NO_OFFICE]
    office(tmp_path, NOTHING)
    checkup(Settings(data_dir=tmp_path), said.append)
    assert any("soffice" in one for one in said)


@pytest.mark.parametrize("with_template", [True, False])
def test_the_chat_and_the_command_say_it(county: County, tmp_path: Path, *, with_template: bool) -> None:
    stationery = Stationery({"工作报告": template()} if with_template else {})
    desk = Desk(county.database, county.taxonomy, lambda: "", TIMETABLE, stationery)
    someone = county.person(Role.COORDINATOR, "青河县")
    take_turn(desk, Incoming("m1", Account("web", someone.id), Said("今年年报PDF"), county.now))
    with county.database.writing() as tx:
        told_ = [msgspec.json.decode(row.message)["text"] for row in claim(tx, "web", county.now, 9)]

    assert [PDF_PLAIN in one for one in told_] == [with_template], told_
    err = io.StringIO()
    ledger = Ledger(desk, EvidenceFolder(tmp_path), lambda: county.now)
    assert report(ledger, Wanted("工作报告", "今年", tmp_path / "报告.pdf"), err) == 0
    assert (PDF_PLAIN in err.getvalue()) is with_template
