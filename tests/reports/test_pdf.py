"""The PDF of a paper: made of any words, the same each time, on A4, with nothing that cannot be drawn."""

import re
import zlib
from datetime import date

import pytest

from reports.paper import Annex, Grid, OfficialPaper, Section
from reports.pdf import _printed, as_pdf
from tests.reports.monthlies import USUAL

A4 = (595.28, 841.89)


def sizes(pdf: bytes) -> list[tuple[float, ...]]:
    """Width and height of every page."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    whole = pdf + b"".join(map(inflated, streams))
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", whole)
    return [tuple(map(float, box)) for box in boxes]


def inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_it_is_a4_and_has_the_annexes_on_pages_of_their_own() -> None:
    pages = sizes(as_pdf(USUAL))

    assert len(pages) >= 4
    assert {tuple(round(length, 1) for length in page) for page in pages} == {tuple(round(one, 1) for one in A4)}


def test_the_same_paper_is_the_same_file() -> None:
    assert as_pdf(USUAL) == as_pdf(USUAL)


@pytest.mark.parametrize("words", ["#panic()", "$x$ *_`", "\\", '"', "😀", "<tag>", "\x00", "", "很长" * 400])
def test_whatever_was_written_is_text(words: str) -> None:
    grid = Grid(words, (words, "乙"), (1, 2), (((words,), ("二",)),), ((words,), ("",)))
    paper = OfficialPaper(
        (words,),
        date(2026, 3, 5),
        words,
        ((words,),),
        (Section(4, words, ((words,),)),),
        (),
        words,
        (Annex(words, (grid,)),),
    )

    assert as_pdf(paper).startswith(b"%PDF-")


def test_it_has_the_words_of_the_word_file() -> None:
    printed = _printed(USUAL)

    assert (printed["addressee"], printed["date"]) == ("县领导小组办公室：", "2026年10月9日")
    assert printed["annex_list"] == [("附件：1.科普活动统计表", 2), ("2.科普活动明细表", 5)]
    assert printed["right"] == (5.5, 2)
