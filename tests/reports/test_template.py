"""The office's own Word template: its page and letters stay, every place is filled, and what is wrong is named."""

import io
from dataclasses import replace
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from reports.marks import read_marks
from reports.paper import Annex, Grid, figures
from reports.template import PLACES, Untemplated, check, in_template
from reports.verify import findings
from storage.model.origins import Sums
from tests.reports.monthlies import USUAL


def written(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def letter_head() -> bytes:
    """A red head, places spread over runs and in a table, and a style of its own for headings."""
    document = docx.Document()
    document.styles["Heading 1"].font.size = Pt(18)
    head = document.add_paragraph().add_run("青河县科学技术协会")
    head.font.color.rgb = RGBColor(255, 0, 0)
    title = document.add_paragraph("关于")
    for piece in ("{{标", "题}", "}"):
        title.add_run(piece).bold = True
    title.add_run("的函")
    document.add_paragraph("{{ 收文单位 }}")
    document.add_paragraph("{{正文}}")
    document.add_paragraph("{{附件说明}}")
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "{{落款}}（盖章）", "{{日期}}"
    document.add_paragraph("{{附件}}")
    document.sections[0].footer.paragraphs[0].text = "{{落款}}编"
    return written(document)


def body(file: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(file)).paragraphs]


def test_every_place_is_filled_and_what_stands_around_stays() -> None:
    made = in_template(USUAL, letter_head())
    document = docx.Document(io.BytesIO(made))
    words = body(made)

    assert words[0] == "青河县科学技术协会"
    assert words[1] == f"关于{USUAL.name}的函"
    assert document.paragraphs[1].runs[1].bold
    assert words[2] == "县领导小组办公室："
    assert "一、总体情况" in words
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["青河县科协（盖章）", "2026年10月9日"]
    assert document.sections[0].footer.paragraphs[0].text == "青河县科协编"
    assert "{{" not in "".join(words)


def test_styles_of_the_template_are_used_and_those_it_lacks_are_brought_along() -> None:
    document = docx.Document(io.BytesIO(in_template(USUAL, letter_head())))
    heading = next(one for one in document.paragraphs if one.text == "一、总体情况")
    title = next(one for one in document.paragraphs if one.text == USUAL.annexes[0].title)

    assert heading.style is not None
    assert heading.style.font.size == Pt(18)
    assert title.style is not None
    assert title.style.name == "Annex Title"
    assert all(one.style is not None for one in document.paragraphs)


def test_figures_keep_their_marks_and_the_same_paper_its_bytes() -> None:
    made = in_template(USUAL, letter_head())
    marks = read_marks(made)
    marked = [one for one in figures(USUAL) if not one.origin.startswith("record/")]

    assert [one.value for one in marks.listed if not one.origin.startswith("record/")] == [one.value for one in marked]
    assert all(marks.standing[one.mark] == one.words for one in marks.listed)
    assert marks.found == marks.loose
    assert [one for one in findings(marks, marks, Sums(())) if one.fault.name in {"EXTRA", "REMOVED"}] == []
    assert made == in_template(USUAL, letter_head())


def test_a_number_that_is_changed_by_hand_is_found() -> None:
    made = in_template(USUAL, letter_head())
    out = io.BytesIO()
    with ZipFile(io.BytesIO(made)) as parts, ZipFile(out, "w") as changed:
        for name in parts.namelist():
            changed.writestr(name, parts.read(name).replace("965人次".encode(), "995人次".encode()))

    assert read_marks(out.getvalue()).standing != read_marks(made).standing


def test_a_template_without_head_or_annex_is_enough() -> None:
    document = docx.Document()
    document.add_paragraph("{{正文}}")

    assert "一、总体情况" in body(in_template(USUAL, written(document)))


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("{{正文}}", "{{编号}}"), "“{{编号}}” is no place of a paper"),
        (("{{标题}}",), "there is no {{正文}}"),
        ((), "there is no {{正文}}"),
        (("见{{正文}}",), "{{正文}} must stand alone"),
        (("{{正文}}{{附件}}",), "must stand alone"),
    ],
)
def test_what_is_wrong_with_a_template_is_named(lines: tuple[str, ...], sentence: str) -> None:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)

    with pytest.raises(Untemplated) as fault:
        check(written(document))

    assert sentence in str(fault.value)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"{\\rtf1}", "正文".encode()])
def test_what_is_no_word_file_is_told(content: bytes) -> None:
    with pytest.raises(Untemplated, match="no Word file"):
        in_template(USUAL, content)


def test_the_places_are_those_of_the_manual() -> None:
    assert PLACES == ("标题", "收文单位", "落款", "日期", "正文", "附件说明", "附件")


def test_a_long_table_is_whole_and_in_its_order() -> None:
    rows = tuple(((str(nth),), ("x",)) for nth in range(3_000))
    long = replace(USUAL, annexes=(Annex("表", (Grid("", ("编号", "名"), (1, 1), rows),)),))
    document = docx.Document(io.BytesIO(in_template(long, letter_head())))

    (table,) = (one for one in document.element.body.iter(qn("w:tbl")) if len(one.tr_lst) > 3_000)
    first = [row.tc_lst[0].p_lst[0].text for row in table.tr_lst]
    assert first == ["编号", *(str(nth) for nth in range(3_000))]
