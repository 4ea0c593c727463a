"""Papers as values: numbering, titles, sentences with figures."""

from datetime import date

import pytest

from reports.paper import (
    Annex,
    Figure,
    Grid,
    OfficialPaper,
    Section,
    figures,
    filled,
    joined,
    numbered,
    plain,
    title_lines,
)

THREE = Figure("3项", 3, "all/activities")


def test_headings_are_numbered_by_where_they_stand() -> None:
    sections = [Section(level, "") for level in (1, 2, 2, 3, 3, 4, 1, 2, 3, 1)]

    assert [number for number, _ in numbered(sections)] == [
        "一、",
        "（一）",
        "（二）",
        "1.",
        "2.",
        "（1）",
        "二、",
        "（一）",
        "1.",
        "三、",
    ]


@pytest.mark.parametrize(
    ("pieces", "lines"),
    [
        (("青河县", "2026年9月", "科普工作月报"), ("青河县2026年9月科普工作月报",)),
        (("青河县科学技术协会", "2026年9月", "科普工作月报"), ("青河县科学技术协会", "2026年9月科普工作月报")),
        (("青河县", "2026年第三季度", "农民讲座科普工作季报"), ("青河县2026年第三季度", "农民讲座科普工作季报")),
        (("很长" * 15,), ("很长" * 15,)),
    ],
)
def test_a_title_breaks_between_its_pieces(pieces: tuple[str, ...], lines: tuple[str, ...]) -> None:
    assert title_lines(pieces, 20) == lines


def test_a_sentence_keeps_its_figures() -> None:
    text = filled("共{all}，{more}。", all=THREE, more=("含", THREE))

    assert plain(text) == "共3项，含3项。"
    assert [run for run in text if isinstance(run, Figure)] == [THREE, THREE]


def test_a_template_without_its_part_is_no_sentence() -> None:
    with pytest.raises(KeyError):
        filled("共{all}。")


def test_texts_are_joined_with_marks_between_them_only() -> None:
    assert plain(joined([("甲",), ("乙",), (THREE,)], "、")) == "甲、乙、3项"
    assert joined([], "、") == ()


def test_all_figures_of_a_paper_are_found() -> None:
    grid = Grid("", ("数",), (1,), (((THREE,),),), ((THREE,),))
    paper = OfficialPaper(
        ("月报",),
        date(2026, 9, 1),
        opening=((THREE,),),
        sections=(Section(1, "总", ((THREE, "多"),)),),
        annexes=(Annex("表", (grid,), ((THREE,),)),),
    )

    assert list(figures(paper)) == [THREE] * 5
    assert paper.name == "月报"
