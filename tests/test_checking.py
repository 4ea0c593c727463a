"""A text beside the ledger: what agrees, what differs, what the ledger does not hold; texts and files that are none."""

import io
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import Ledger, open_ledger
from bot.check_command import Wanted, check_text
from bot.config import Settings
from bot.evidence import EvidenceFolder
from bot.plaintext import NoText, as_text, pasted
from bot.taxonomy import load_taxonomy
from bot.units import added
from handlers.checked import Kept, Verdict, agrees, check
from handlers.drafted import Drafted
from handlers.read.paragraphs import read_paragraphs
from handlers.read.reading import Context
from handlers.state import Checking, Dialog
from handlers.texts.common import REFUSED
from handlers.turn import Incoming, Refused, Sent
from storage.model.activity import Amount, Evidence, Output, Particulars
from storage.model.origins import Source
from storage.model.people import Account, Level
from tests.ledgers import NOW

CONTEXT = Context(NOW, load_taxonomy())
KINDS = {"培训": "期", "讲座": "场", "竞赛": "场"}


def source(nth: int, kind: str, sessions: int, people: int, sheets: int) -> Source:
    told = Particulars(
        kind=kind,
        start=date(2026, 9, 3),
        sessions=Amount(sessions, words="x"),
        attendance=Amount(people, words="x"),
        outputs=(Output("宣传资料", Amount(sheets, words="x"), "份", "发放"),),
    )
    return Source(f"a{nth}", f"2026-{nth:04d}", 1, told, "北营村", "u", KINDS[kind])


def verdicts(text: str, *sources: Source) -> list[tuple[Verdict, int | None]]:
    found = check(read_paragraphs(text, CONTEXT), Kept(sources, ()))
    return [(one.verdict, one.value) for one in found]


@pytest.mark.parametrize(
    ("words", "said", "value", "agreed"),
    [
        ("80人", 80, 80, True),
        ("80人", 80, 81, False),
        ("1500余份", 1500, 1537, True),
        ("1500余份", 1500, 1600, False),
        ("6000多人", 6000, 6999, True),
        ("3.4万份", 34000, 34250, True),
        ("3.4万份", 34000, 35000, False),
        ("近千名", 1000, 980, True),
        ("近千名", 1000, 1001, False),
        ("约80人", 80, 85, True),
        ("约80人", 80, 95, False),
    ],
)
def test_words_may_stand_for_what_they_leave_of_a_value(words: str, said: int, value: int, agreed: bool) -> None:
    assert agrees(Amount(said, words=words), value) is agreed


def test_a_range_agrees_with_what_lies_in_it() -> None:
    assert agrees(Amount(low=80, high=100, words="80到100人"), 90)
    assert not agrees(Amount(low=80, high=100, words="80到100人"), 110)


counts = st.integers(1, 9_000)
records = st.dictionaries(st.sampled_from(list(KINDS)), st.tuples(counts, counts, counts), min_size=1)


@given(records, st.data())
def test_a_text_made_from_the_ledger_agrees_until_a_figure_is_changed(
    kept: dict[str, tuple[int, int, int]], data: st.DataObject
) -> None:
    sources = tuple(source(nth, kind, *told) for nth, (kind, told) in enumerate(kept.items(), start=1))
    figures = [(kind, nth) for kind in kept for nth in (0, 1)]
    wrong = data.draw(st.sampled_from(figures))
    others = {value for told in kept.values() for value in told}
    others |= {sum(told[nth] for told in kept.values()) for nth in (0, 1)}

    def text(changed: tuple[str, int] | None) -> str:
        def said(kind: str, nth: int) -> int:
            return kept[kind][nth] if (kind, nth) != changed else max(others) + 7

        return "。".join(f"举办{kind}{said(kind, 0)}{KINDS[kind]}，参加{said(kind, 1)}人次" for kind in kept)

    assert {verdict for verdict, _ in verdicts(text(None), *sources)} == {Verdict.AGREES}
    found = verdicts(text(wrong), *sources)
    assert [verdict for verdict, _ in found].count(Verdict.DIFFERS) == 1
    assert (Verdict.DIFFERS, kept[wrong[0]][wrong[1]]) in found


def test_of_a_kind_nobody_recorded_the_ledger_holds_nothing() -> None:
    assert verdicts("举办讲座3场", source(1, "培训", 3, 80, 10)) == [(Verdict.UNKNOWN, None)]


def test_things_are_compared_with_things_and_lost_digits_with_nothing() -> None:
    found = verdicts("发放宣传资料10份，受益群众0余人", source(1, "培训", 3, 80, 10))

    assert [verdict for verdict, _ in found] == [Verdict.AGREES, Verdict.UNCHECKABLE]


def test_things_that_differ_are_told_and_printed_is_not_handed_out() -> None:
    kept = source(1, "培训", 3, 80, 2000)

    assert verdicts("今年发放宣传资料1000份", kept) == [(Verdict.DIFFERS, 2000)]
    assert verdicts("举办培训3期，发放宣传资料1000份", kept)[1] == (Verdict.DIFFERS, 2000)
    assert verdicts("印发宣传资料1000份，发放折页10份", kept) == [(Verdict.UNKNOWN, None), (Verdict.UNKNOWN, None)]


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def word_file(*lines: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.add_table(1, 1).rows[0].cells[0].text = "表里的数12期"
    document.save(out)
    return out.getvalue()


WORD = word_file("举办培训3期")


def other_root(name: str) -> bytes:
    """A Word file whose document has another root, or no body."""
    with ZipFile(io.BytesIO(WORD)) as file:
        parts: dict[str, str | bytes] = {one: file.read(one) for one in file.namelist()}
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return zipped(parts | {"word/document.xml": f'<{name} xmlns:w="{space}"/>'})


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (word_file("举办培训3期"), "总结.docx"),
        ("举办培训3期\n表里的数12期".encode(), "总结.txt"),
        ("举办培训3期\n表里的数12期".encode("gb18030"), "总结.TXT"),
    ],
)
def test_the_text_of_a_file(content: bytes, name: str) -> None:
    assert as_text(content, name) == "举办培训3期\n表里的数12期"


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "总结.docx", "empty"),
        (b"PK\x03\x04damaged", "总结.docx", "no_word"),
        (b"plain words", "总结.docx", "no_word"),
        (zipped({"[Content_Types].xml": "<Types/>"}), "总结.docx", "no_word"),
        (zipped({"a.txt": "x"}), "总结.docx", "no_word"),
        (other_root("w:documents"), "总结.docx", "no_word"),
        (other_root("w:document"), "总结.docx", "no_word"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "总结.docx", "protected"),
        (OLD + bytes(600), "总结.docx", "old_word"),
        (OLD + bytes(600), "总结.doc", "old_word"),
        (zipped({"[Content_Types].xml": "<Types/>", "word/vbaProject.bin": "x"}), "总结.docx", "macros"),
        (
            zipped({"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}),
            "总结.docx",
            "macros",
        ),
        (word_file("举办培训3期"), "总结.docm", "macros"),
        (zipped({"[Content_Types].xml": "", "word/document.xml": " " * 120_000_000}), "总结.docx", "bomb"),
        (zipped({f"{nth}.xml": "" for nth in range(6_000)}), "总结.docx", "bomb"),
        (b"\xff\xfe\xff\xff", "总结.txt", "no_word"),
        (b"  \n ", "总结.txt", "no_text"),
        (b"x", "照片.jpg", "no_word"),
    ],
)
def test_what_cannot_be_read_has_its_reason(content: bytes, name: str, reason: str) -> None:
    with pytest.raises(NoText) as fault:
        as_text(content, name)

    assert fault.value.reason == reason
    assert REFUSED[reason].format(name=name, limit=20)


@given(st.integers(0, 30_000), st.integers(0, 255))
def test_a_file_damaged_anywhere_is_read_or_refused(place: int, byte: int) -> None:
    damaged = bytearray(WORD)
    damaged[place % len(WORD)] = byte
    try:
        as_text(bytes(damaged), "总结.docx")
    except NoText as fault:
        assert fault.reason in REFUSED  # noqa: PT017 - most damage does no harm to the text


def test_a_file_is_read_as_a_draft_where_a_text_is_awaited_alone(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path)
    kept = folder.keep(WORD, "总结.docx")
    assert isinstance(kept, Evidence)
    sent = Incoming("m1", Account("web", "p"), Sent((kept,)), NOW)
    beside = msgspec.structs.replace(sent, event=Sent((kept,), "今年的"))
    twice = msgspec.structs.replace(sent, event=Sent((kept, kept)))
    text, waiting = "举办培训3期\n表里的数12期", Dialog(task=Checking())

    assert pasted(sent, Dialog(), folder) is sent
    assert pasted(sent, waiting, None) is sent
    assert pasted(sent, waiting, folder).event == Drafted(text, kept.sha256)
    assert pasted(beside, waiting, folder).event == Drafted(f"今年的\n{text}", kept.sha256, 4)
    assert pasted(twice, waiting, folder).event == Drafted(f"{text}\n{text}")
    (tmp_path / kept.sha256[:2] / kept.sha256).unlink()
    assert pasted(sent, waiting, folder).event == Refused("总结.docx", "no_word")


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (OLD + "EncryptedPackage".encode("utf-16-le"), "总结.docx", "protected"),
        (zipped({"word/vbaProject.bin": "x"}), "总结.docm", "macros"),
    ],
)
def test_what_is_locked_is_refused_at_the_door_with_its_reason(
    tmp_path: Path, content: bytes, name: str, reason: str
) -> None:
    assert EvidenceFolder(tmp_path).keep(content, name) == Refused(name, reason)


def test_a_plain_text_is_taken(tmp_path: Path) -> None:
    assert isinstance(EvidenceFolder(tmp_path).keep("举办培训3期".encode("gb18030"), "总结.txt"), Evidence)
    assert EvidenceFolder(tmp_path).keep(b"\x00\x01", "总结.txt") == Refused("总结.txt", "unsupported")


def opened(folder: Path) -> Ledger:
    ledger = open_ledger(Settings(data_dir=folder))
    added(ledger.desk.database, "青河县", Level.COUNTY, "", ())
    return ledger


@pytest.mark.parametrize(
    ("text", "period", "unit", "code", "said"),
    [
        ("举办培训3期", "", "", 0, "台账里没有：\n· “举办培训3期”"),
        ("你好", "", "", 2, "没有读出能核对的数"),
        ("举办培训3期", "火星年", "", 2, "没看懂时间“火星年”"),
        ("举办培训3期", "", "没有的村", 2, "没有的村"),
    ],
)
def test_from_the_command_line(tmp_path: Path, text: str, period: str, unit: str, code: int, said: str) -> None:
    ledger = opened(tmp_path)
    out, err = io.StringIO(), io.StringIO()

    assert check_text(ledger, Wanted(text, period, unit), out, err) == code
    assert said in out.getvalue() + err.getvalue()


def test_as_json_a_figure_a_line(tmp_path: Path) -> None:
    out = io.StringIO()
    check_text(opened(tmp_path), Wanted("举办培训3期", as_json=True), out, io.StringIO())

    (line,) = out.getvalue().splitlines()
    assert json.loads(line) == {
        "words": "3期", "noun": "培训", "kind": "培训", "measure": "期", "said": 3,
        "verdict": "unknown", "of": "", "ledger": None,
    }  # fmt: skip
