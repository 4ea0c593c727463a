"""The Word file read back: the page of GB/T 9704, its fonts and numbers, tables that hold together, every figure."""

import io
import re
from datetime import date
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.section import Section as DocxSection
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from reports.marks import read_marks
from reports.paper import Annex, Figure, Grid, OfficialPaper, Section, figures
from reports.word import as_docx
from tests.reports.monthlies import USUAL

LETTER = 315
LENGTH_OF_DATE = 6
"""Digits are half as wide as letters."""


def opened(paper: OfficialPaper) -> Document:
    return docx.Document(io.BytesIO(as_docx(paper)))


def part(paper: OfficialPaper, name: str) -> str:
    with ZipFile(io.BytesIO(as_docx(paper))) as file:
        return file.read(name).decode()


def lines(paper: OfficialPaper) -> list[str]:
    return [paragraph.text for paragraph in opened(paper).paragraphs]


def styled(paragraph: Paragraph) -> str:
    return (paragraph.style and paragraph.style.name) or ""


def right(paragraph: Paragraph) -> int:
    """How far from the right it ends."""
    (found,) = paragraph._p.xpath("./w:pPr/w:ind/@w:right")
    return int(found)


def area(section: DocxSection) -> tuple[int, int]:
    """Width and height of what is printed on, without margins."""
    lengths = (section.page_width, section.left_margin, section.right_margin)
    heights = (section.page_height, section.top_margin, section.bottom_margin)
    (width, left, right_), (height, top, bottom) = (tuple(map(int, filter(None, one))) for one in (lengths, heights))
    return width - left - right_, height - top - bottom


def plain_paper(**said: object) -> OfficialPaper:
    return OfficialPaper(("月报",), date(2026, 3, 5), **said)  # type: ignore[arg-type]  # as the caller says


def test_the_page_is_that_of_the_standard() -> None:
    (section,) = opened(USUAL).sections
    width, height = area(section)
    read = (section.page_width, section.page_height, section.top_margin, section.left_margin, width, height)

    assert [round(int(one or 0) / Mm(1), 1) for one in read] == pytest.approx([210, 297, 37, 28, 156, 225], abs=0.1)


def test_a_page_has_22_lines_of_28_letters() -> None:
    document = opened(USUAL)
    (section,) = document.sections
    styles = part(USUAL, "word/styles.xml")
    width, height = area(section)
    (line,) = set(re.findall(r'<w:pPrDefault>.*?w:line="(\d+)" w:lineRule="exact"', styles))
    size, tighter = (
        re.findall(rf'<w:rPrDefault>.*?<w:{name} w:val="(-?\d+)"', styles)[0] for name in ("sz", "spacing")
    )
    letter = Pt(int(size) / 2) + Pt(int(tighter) / 20)

    assert height // Pt(int(line) / 20) == 22
    assert width // letter == 28
    assert size == "32"
    assert section._sectPr.xpath("./w:docGrid/@w:linePitch") == [line]


@pytest.mark.parametrize(
    ("style", "font", "points"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", None),
        ("Heading 2", "楷体_GB2312", None),
        ("Heading 3", "仿宋_GB2312", None),
        ("Heading 4", "仿宋_GB2312", None),
        ("Annex Number", "黑体", None),
    ],
)
def test_fonts_are_those_of_the_standard(style: str, font: str, points: int | None) -> None:
    found = opened(USUAL).styles[style].element

    assert found.xpath("./w:rPr/w:rFonts/@w:eastAsia") == [font]
    assert found.xpath("./w:rPr/w:sz/@w:val") == ([str(2 * points)] if points else [])


def test_every_font_that_is_not_everywhere_has_one_to_fall_back_on() -> None:
    table = part(USUAL, "word/fontTable.xml")
    named = set(re.findall(r'w:eastAsia="([^"]+)"', part(USUAL, "word/styles.xml") + part(USUAL, "word/footer1.xml")))
    fallbacks = dict(re.findall(r'<w:font w:name="([^"]+)"><w:altName w:val="([^"]+)"', table))

    assert named - {"zh-CN"} == set(fallbacks)
    assert fallbacks["方正小标宋简体"] == "华文中宋"


def test_pages_are_numbered_outside() -> None:
    document = opened(USUAL)
    (section,) = document.sections
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]

    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((odd, "right"), (even, "left")):
        assert footer.text == "— 1 —"
        assert footer._p.xpath("./w:pPr/w:jc/@w:val") == [side]
        assert footer._p.xpath(f"./w:pPr/w:ind/@w:{side}") == ["280"]
        assert {run.font.size for run in footer.runs} == {Pt(14)}
        assert set(footer._p.xpath("./w:r/w:rPr/w:rFonts/@w:eastAsia")) == {"宋体"}
        assert "PAGE" in footer._p.xml


def test_the_paper_reads_from_title_to_annexes() -> None:
    read = [line for line in lines(USUAL) if line]

    assert read[:4] == [
        "青河县2026年9月科普工作月报",
        "县领导小组办公室：",
        "现将2026年9月科普工作情况报告如下。",
        "一、总体情况",
    ]
    headings = [one.text for one in opened(USUAL).paragraphs if styled(one).startswith("Head")]
    assert headings == [
        "一、总体情况",
        "二、分类情况",
        "（一）按活动形式",
        "（二）资料和成果",
        "三、主要活动",
        "四、存在问题",
        "五、下一步打算",
    ]
    end = read.index("特此报告。")
    assert read[end:] == [
        "特此报告。",
        "附件：1.科普活动统计表",
        "2.科普活动明细表",
        "青河县科协",
        "2026年10月9日",
        "附件1",
        "科普活动统计表",
        "按活动形式",
        "资料和成果",
        "附件2",
        "科普活动明细表",
    ]


@pytest.mark.parametrize(
    ("signature", "right_of_name", "right_of_date"),
    [("青河县科学技术协会办公室", 2, 6), ("青河县", 7, 2), ("青河县科协办公室", 2, 2), ("", 0, 4)],
)
def test_the_date_begins_two_letters_right_of_the_name(signature: str, right_of_name: int, right_of_date: int) -> None:
    name, day = opened(plain_paper(signature=signature)).paragraphs[-2:]
    assert day.text == "2026年3月5日"
    assert right(day) == right_of_date * LETTER
    if signature:
        assert (name.text, right(name)) == (signature, right_of_name * LETTER)
        assert right_of_name + len(signature) == right_of_date + LENGTH_OF_DATE + 2


def test_one_annex_has_no_number() -> None:
    paper = plain_paper(annexes=(Annex("表", (Grid("", ("甲",), (1,), ()),)),))

    assert [line for line in lines(paper) if "附件" in line] == ["附件：表", "附件"]


def test_tables_repeat_their_head_and_are_never_torn_within_a_row() -> None:
    tables = opened(USUAL).tables

    assert len(tables) == 3
    for table in tables:
        head, *rows = table.rows
        assert head._tr.xpath("./w:trPr/w:tblHeader")
        assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in (head, *rows))
        assert not any(row._tr.xpath("./w:trPr/w:tblHeader") for row in rows)
        assert sum(map(int, table._tbl.xpath("./w:tblGrid/w:gridCol/@w:w"))) <= 28 * LETTER + 24


def test_figures_are_marked_with_what_they_are_and_where_they_came_from() -> None:
    listed = part(USUAL, "customXml/item1.xml")
    marks = re.findall(r'<figure mark="(\w+)" value="(\d+)" origin="([^"]+)" words="[^"]+"/>', listed)
    body = part(USUAL, "word/document.xml")

    assert {(int(value), origin) for _, value, origin in marks} <= {(one.value, one.origin) for one in figures(USUAL)}
    assert ("965", "all/attendance") in {(value, origin) for _, value, origin in marks}
    assert [mark for mark, _, _ in marks] == re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"/>', body)


def test_the_same_paper_is_the_same_file() -> None:
    assert as_docx(USUAL) == as_docx(USUAL)


@pytest.mark.parametrize(
    "words", ["<w:p>&amp;", "]]>", "a\x00b\x0bc", "😀𠮷", "\ud800", "“引号”——", "{brace}", "两行\n文字"]
)
def test_whatever_was_written_stays_text(words: str) -> None:
    paper = plain_paper(sections=(Section(1, words, ((words,),)),), signature=words, addressee=words)
    kept = re.sub(r"[\x00\x0b\ud800]", "", words)

    assert " ".join(kept.split()) in lines(paper)


def test_no_paragraph_of_a_page_is_lost_where_everything_is_empty() -> None:
    assert [line for line in lines(OfficialPaper((), date(2026, 1, 1))) if line] == ["2026年1月1日"]


def test_the_numbers_without_a_mark_are_those_that_are_read_back() -> None:
    words = "3 < 4 &amp; 12,000份“5”&lt;w:t>6\r7\n8 <w:p>9二十名<w:bookmarkStart 10"
    marked = (
        f"前11{words}",
        Figure("80人次", 80, "all/attendance"),
        "12人",
        Figure("9 & 9", 9, "all/online"),
        "",
        "13",
    )
    grid = Grid(
        "表14", (words, "15"), (1, 1), (((words,), ("",)), ((Figure("1", 1, "record/2026-0001/online"),), marked))
    )
    paper = plain_paper(sections=(Section(1, "十二个", (marked, ("",), marked)),), annexes=(Annex("附16", (grid,)),))

    marks = read_marks(as_docx(paper))

    assert marks.found == marks.loose
    assert marks.loose["12000"] > 3
