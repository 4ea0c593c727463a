"""What papers are written on and illustrated with: photos in an annex, and the office's own templates."""

import io
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from PIL import Image

from bot.evidence import EvidenceFolder
from bot.papers import Press
from bot.stationery import PLAIN, Stationery, TemplateFault, load_templates
from bot.taxonomy import load_taxonomy
from handlers.turn import Paper, PaperKind
from storage.apply import apply
from storage.database import Database
from storage.model.activity import Activity, Evidence
from storage.model.figures import Period, Scope
from storage.model.people import Role
from storage.model.writes import AddActivity
from tests.ledgers import County, told

SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 30), "2026年9月")
TITLE = "青河县2026年9月科普工作月报"
SHELLS = load_taxonomy().shells


@pytest.fixture
def county(database: Database) -> County:
    return County(database).found()


def photo(width: int, height: int, turned: int = 1) -> bytes:
    image = Image.new("RGB", (width, height), (40, 120, 60))
    exif = Image.Exif()
    exif[0x0112] = turned
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def kept(folder: EvidenceFolder, content: bytes) -> Evidence:
    found = folder.keep(content, "一.jpg")
    assert isinstance(found, Evidence)
    return found


def record(county: County, number: str, *evidence: Evidence) -> None:
    officer = county.person(Role.OFFICER, "北营村")
    particulars = told("讲座", "2026-09-03", title="防震讲座")
    with county.database.writing() as tx:
        apply(
            tx, AddActivity(Activity(number, number, particulars, officer.unit_id, officer.id, county.now, 1, evidence))
        )


def printed(county: County, kind: PaperKind, stationery: Stationery, *photos: str) -> bytes:
    scope = Scope(unit_id=county.units["青河县"].id, period=SEPTEMBER)
    out = io.BytesIO()
    press = Press(county.database, county.taxonomy, lambda: county.now, stationery)
    press.write(Paper(kind, scope, TITLE, photos=photos), out)
    return out.getvalue()


def template(*lines: str) -> bytes:
    blank = docx.Document()
    for line in lines:
        blank.add_paragraph(line)
    out = io.BytesIO()
    blank.save(out)
    return out.getvalue()


def test_photos_of_chosen_records_are_an_annex_with_captions(county: County, tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path)
    lost = Evidence("0" * 64, "丢了.jpg", "image/jpeg", 3)
    paper = Evidence("1" * 64, "方案.pdf", "application/pdf", 3)
    record(county, "2026-0001", kept(folder, photo(3000, 2000)), lost, paper)
    record(county, "2026-0002", kept(folder, photo(300, 200)))

    word = printed(county, PaperKind.REPORT, Stationery(photos=folder), "2026-0001")
    document = docx.Document(io.BytesIO(word))

    assert [shape.width > shape.height for shape in document.inline_shapes] == [True]
    assert "2026.9.3 北营村：防震讲座" in [paragraph.text for paragraph in document.paragraphs]
    assert Image.open(io.BytesIO(ZipFile(io.BytesIO(word)).read("word/media/photo1.jpg"))).size == (1600, 1067)
    assert b"/Image" in printed(county, PaperKind.PDF, Stationery(photos=folder), "2026-0001")


def test_a_photo_taken_upright_stands_upright(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path)

    picture = Stationery(photos=folder).picture(kept(folder, photo(400, 300, turned=6)).sha256, "x")

    assert picture is not None
    assert (picture.width, picture.height) == (300, 400)


def test_without_a_choice_or_a_folder_there_is_no_annex_of_photos(county: County, tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path)
    record(county, "2026-0001", kept(folder, photo(300, 200)))

    for stationery, photos in ((Stationery(photos=folder), ()), (PLAIN, ("2026-0001",))):
        document = docx.Document(io.BytesIO(printed(county, PaperKind.REPORT, stationery, *photos)))
        assert len(document.inline_shapes) == 0


def test_the_offices_own_template_is_written_into(county: County) -> None:
    record(county, "2026-0001")
    letter_head = template("青河县科协文件", "{{标题}}", "{{正文}}", "{{附件}}")

    made = printed(county, PaperKind.REPORT, Stationery({"工作报告": letter_head}))
    other = printed(county, PaperKind.REPORT, Stationery({"自查报告": letter_head}))

    assert docx.Document(io.BytesIO(made)).paragraphs[0].text == "青河县科协文件"
    assert docx.Document(io.BytesIO(other)).paragraphs[0].text == TITLE


def test_templates_are_found_by_the_name_of_their_paper(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "自查报告.docx").write_bytes(template("{{正文}}"))
    (folder / "说明.txt").write_text("x", encoding="utf-8")

    assert list(load_templates(tmp_path, SHELLS)) == ["自查报告"]
    assert load_templates(tmp_path / "none", SHELLS) == {}


def test_every_fault_of_a_template_is_told_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "自查报告.docx").write_bytes(template("{{正文}}", "{{文号}}"))
    (folder / "简报.docx").write_bytes(template("{{正文}}"))
    (folder / "工作总结.docx").write_bytes(b"x")

    with pytest.raises(TemplateFault) as fault:
        load_templates(tmp_path, SHELLS)

    said = "\n".join(fault.value.faults)
    assert len(fault.value.faults) == 3
    for words in ("“{{文号}}” is no place", "there is no paper of this name", "this is no Word file"):
        assert words in said
