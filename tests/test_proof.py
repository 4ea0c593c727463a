"""A draft with its figures marked: by colour and by sign, all else as it was; from the chat and the command line."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import docx
import msgspec
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.__main__ import app
from bot.app import open_ledger
from bot.channel import Document, Message
from bot.config import Settings
from bot.documents import DOCX, media_type
from bot.evidence import EvidenceFolder
from bot.papers import Press
from bot.plaintext import as_text
from bot.stationery import Stationery
from bot.turn import Desk, take_turn
from bot.units import added
from handlers.drafted import Drafted
from handlers.sheets import Proof
from handlers.state import Checking, Dialog
from handlers.turn import Event, Incoming, Said, Say, Sent, ShowFile
from reports.draft import laid_out, text_of
from reports.draft_marks import Found, Note, marked
from storage.database import Database
from storage.model.activity import Amount, Evidence
from storage.model.people import Account, Level, Person, Role
from storage.outbox import claim, sent
from tests.ledgers import NOW, County, told
from tests.timetable import TIMETABLE

DAY = date(2026, 11, 21)
ALL = "【√】", "【×台账", "【？台账没有】", "【△】"


def saved(document: WordDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def body(content: bytes) -> str:
    """Without the two paragraphs that were put above."""
    return "\n".join(text_of(content).split("\n")[2:])


def bare(text: str) -> str:
    """Without the signs."""
    for sign in ("【√】", "【×台账9期】", "【？台账没有】", "【△】"):
        text = text.replace(sign, "")
    return text


def spread() -> bytes:
    """A draft with a figure spread over runs, one in a table, one in a link, a tab and a break; something taken out."""
    document = docx.Document()
    document.add_heading("一、工作", 1)
    paragraph = document.add_paragraph("举办培训")
    paragraph.add_run("1").bold = True
    paragraph.add_run("2期，\t讲座")
    paragraph.add_run().add_break()
    paragraph.add_run("3场")
    deleted = paragraph.add_run("99场")
    taken_out = deleted._r.makeelement(qn("w:del"))
    deleted._r.addprevious(taken_out)
    taken_out.append(deleted._r)
    document.add_table(1, 1).rows[0].cells[0].text = "发放资料300份"
    document.sections[0].header.paragraphs[0].text = "第5号"
    return saved(document)


def test_the_text_of_a_file_has_every_letter_once_in_its_order() -> None:
    assert text_of(spread()) == "一、工作\n举办培训12期，\t讲座\n3场\n发放资料300份"


def test_every_figure_has_its_sign_and_colour_and_all_else_stays() -> None:
    text = text_of(spread())
    figures = (("12期", Found.DIFFERS, "9期"), ("3场", Found.AGREES, ""), ("300份", Found.UNKNOWN, ""))
    notes = [
        Note(text.index(words), text.index(words) + len(words), found, value, "培训") for words, found, value in figures
    ]
    made = marked(spread(), notes, "青河县2026年", NOW)
    document = docx.Document(io.BytesIO(made))

    assert body(made) == "一、工作\n举办培训12期【×台账9期】，\t讲座\n3场【√】\n发放资料300份【？台账没有】"
    assert "一致1个，不一致1个，台账里没有1个，没法核对0个" in document.paragraphs[0].text
    shaded = {run.text: fill for run in document.element.body.iter(qn("w:r")) if (fill := shade(run))}
    assert shaded == {
        "1": "FFC7CE", "2期": "FFC7CE", "【×台账9期】": "FFC7CE", "3场": "C6EFCE", "【√】": "C6EFCE",
        "300份": "FFEB9C", "【？台账没有】": "FFEB9C",
    }  # fmt: skip
    assert [one.text for one in document.comments] == ["台账里培训是9期。"]
    assert document.sections[0].header.paragraphs[0].text == "第5号"
    assert document.paragraphs[2].style is not None
    assert document.paragraphs[2].style.name == "Heading 1"


def shade(run: object) -> str:
    found = run.find(f"{qn('w:rPr')}/{qn('w:shd')}")  # type: ignore[attr-defined]  # an element
    return "" if found is None else found.get(qn("w:fill"))


def test_made_again_it_is_the_same_file() -> None:
    notes = (Note(8, 11, Found.DIFFERS, "9期", "培训"),)

    assert marked(spread(), notes, "x", NOW) == marked(spread(), notes, "x", NOW)


letters = st.text(st.characters(exclude_characters="【】", exclude_categories=["Cs"]), max_size=60)


@given(letters, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9), st.sampled_from(Found)), max_size=5))
def test_marks_change_no_letter_of_any_text(text: str, places: list[tuple[int, int, Found]]) -> None:
    word = laid_out(text, "x", DAY)
    notes = [Note(start, start + length, found, "9期", "x") for start, length, found in places]

    assert len(text_of(word)) == len(text)
    assert bare(body(marked(word, notes, "x", NOW))) == text_of(word)


@pytest.fixture
def county(database: Database) -> County:
    county = County(database).found()
    amount = Amount(137, words="137人")
    county.record(county.person(Role.OFFICER, "北营村"), told("培训", attendance=amount, session_word="期"))
    return county


def answered(county: County, person: Person, event: Said | Drafted) -> tuple[str, ShowFile]:
    """What is said, and the file behind it."""
    say, file = county.outcome(person, event, Dialog(task=Checking())).replies
    assert isinstance(say, Say), say
    assert isinstance(file, ShowFile), file
    return say.text, file


def fetched(county: County, reply: ShowFile, folder: EvidenceFolder | None = None) -> bytes:
    assert isinstance(reply.what, Proof)
    press = Press(county.database, county.taxonomy, lambda: county.now, Stationery(photos=folder))
    document = Document(reply.name, reply.text, reply.what)
    assert media_type(document) == DOCX
    return press.as_bytes(document)


def test_the_chat_tells_what_differs_and_sends_the_draft_marked(county: County) -> None:
    officer = county.person(Role.COORDINATOR, "青河县")
    text = "2026年举办培训1期，参加147人次。\n放映电影12场。受益群众0余人"
    said, reply = answered(county, officer, Said(text))

    assert "一致1个，不一致1个，台账里没有1个，没法核对1个" in said
    assert "“参加147人次”：培训是137人次" in said
    assert "举办培训1期" not in said
    assert body(fetched(county, reply)) == (
        "2026年举办培训1期【√】，参加147人次【×台账137人次】。\n放映电影12场【？台账没有】。受益群众0余人【△】"
    )


def test_the_word_file_that_was_sent_keeps_its_paragraphs(county: County, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("培训情况", 2)
    document.add_paragraph("举办培训1期，参加147人次。", style="List Bullet")
    folder = EvidenceFolder(tmp_path)
    kept = folder.keep(saved(document), "总结.docx")
    assert isinstance(kept, Evidence)
    text = as_text(saved(document), "总结.docx")
    _, reply = answered(county, county.person(Role.COORDINATOR, "青河县"), Drafted(f"今年\n{text}", kept.sha256, 3))

    made = docx.Document(io.BytesIO(fetched(county, reply, folder)))
    assert [one.style.name for one in made.paragraphs[2:] if one.style] == ["Heading 2", "List Bullet"]
    assert made.paragraphs[3].text == "举办培训1期【√】，参加147人次【×台账137人次】。"
    gone = fetched(county, reply, EvidenceFolder(tmp_path / "gone"))
    assert "参加147人次【×台账137人次】" in body(gone)


def test_a_file_goes_all_the_way_through_a_conversation(county: County, tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path)
    kept = folder.keep("举办培训1期，参加147人次。".encode("gb18030"), "总结.txt")
    assert isinstance(kept, Evidence)
    stationery = Stationery(photos=folder)
    desk = Desk(county.database, county.taxonomy, lambda: "", TIMETABLE, stationery)
    account = Account("web", county.person(Role.COORDINATOR, "青河县").id)
    events: tuple[Event, ...] = (Said("核对"), Sent((kept,)))
    for nth, event in enumerate(events):
        take_turn(desk, Incoming(f"m{nth}", account, event, county.now))
        with county.database.writing() as tx:
            while rows := claim(tx, "web", county.now):
                (row,) = rows
                sent(tx, row.id, county.now, None)
    message = msgspec.json.decode(row.message, type=Message)

    assert isinstance(message, Document)
    made = Press(county.database, county.taxonomy, lambda: county.now, stationery).as_bytes(message)
    assert body(made) == "举办培训1期【√】，参加147人次【×台账137人次】。"


def test_of_a_text_without_figures_and_of_one_too_long_there_is_no_file(county: County) -> None:
    officer = county.person(Role.COORDINATOR, "青河县")
    for event, said in (
        (Drafted("你好"), "没有读出能核对的数"),
        (Drafted("举办培训1期。" * 20_000), "最多核对50000个字"),
    ):
        (reply,) = county.outcome(officer, event, Dialog(task=Checking())).replies
        assert isinstance(reply, Say)
        assert said in reply.text


def test_every_figure_that_differs_is_told_and_those_beyond_count(county: County) -> None:
    text = "。".join(f"参加培训{1000 + nth}人次" for nth in range(130))
    said, _ = answered(county, county.person(Role.COORDINATOR, "青河县"), Said(text))

    assert "1098人次" in said
    assert "还有31个，都标在Word里" in said


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str]:
    monkeypatch.setenv("KEPU_DATA_DIR", str(folder / "data"))
    added(open_ledger(Settings(data_dir=folder / "data")).desk.database, "青河县", Level.COUNTY, "", ())
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(app, ["check-text", *arguments])
    return result.exit_code, result.output


def plain(folder: Path) -> str:
    (folder / "稿.txt").write_text("举办培训3期", encoding="utf-8")
    return "稿.txt"


def word(folder: Path) -> str:
    document = docx.Document()
    document.add_heading("举办培训3期", 1)
    (folder / "稿.docx").write_bytes(saved(document))
    return "稿.docx"


@pytest.mark.parametrize("draft", [plain, word])
def test_the_command_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, draft: Callable[[Path], str]) -> None:
    code, said = run(tmp_path, monkeypatch, draft(tmp_path), "-o", "核对.docx")

    assert (code, "标好的核对稿：核对.docx" in said) == (0, True), said
    made = (tmp_path / "核对.docx").read_bytes()
    assert body(made) == "举办培训3期【？台账没有】"
    with ZipFile(io.BytesIO(made)) as parts:
        assert parts.testzip() is None


def test_the_command_tells_every_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "。".join(f"参加培训{1000 + nth}人次" for nth in range(130))
    (tmp_path / "稿.txt").write_text(text, encoding="utf-8")

    assert "1129人次" in run(tmp_path, monkeypatch, "稿.txt")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("稿.docx", "-o", "核对.pdf"), "请把-o后面的文件名写成.docx"),
        (("稿.docx", "-o", "稿.docx"), "就是要核对的原稿"),
        (("稿.docx", "-o", "没有/核对.docx"), "写不进去"),
        (("空.docx",), "是空的"),
        (("坏.docx", "-o", "核对.docx"), "不是Word"),
        (("没有.docx",), "读不出文字"),
    ],
)
def test_wrong_use_of_the_command_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    before = (tmp_path / word(tmp_path)).read_bytes()
    (tmp_path / "空.docx").write_bytes(b"")
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")

    code, told_ = run(tmp_path, monkeypatch, *arguments)
    assert (code, said in told_.replace("\n", "")) == (2, True), told_
    assert (tmp_path / "稿.docx").read_bytes() == before
    assert not (tmp_path / "核对.docx").exists()
