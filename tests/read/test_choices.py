"""Which of the shown choices an answer means, and when it means none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.read.choices import read_choice

KINDS = ("讲座", "培训", "集中宣传")
CARD = ("确认", "修改人数", "修改地点", "取消")


@pytest.mark.parametrize(
    ("text", "labels", "place"),
    [
        ("讲座", KINDS, 0),
        ("培训。", KINDS, 1),
        ("「集中宣传」", KINDS, 2),
        ("【讲座】", KINDS, 0),
        ("集中", KINDS, 2),
        ("講座", KINDS, 0),
        ("1", KINDS, 0),
        ("３", KINDS, 2),
        ("②", KINDS, 1),
        ("第二个", KINDS, 1),
        ("选3", KINDS, 2),
        ("我选一", KINDS, 0),
        ("两", KINDS, 1),
        ("3.", KINDS, 2),
        ("(2)", KINDS, 1),
        ("修改人", CARD, 1),
        (" 确 认 ", CARD, 0),
        ("ok", ("OK", "取消"), 0),
        ("2026-0137", ("2026-0136", "2026-0137"), 1),
        ("十", tuple(f"第{nth}村" for nth in range(12)), 9),
    ],
)
def test_what_an_answer_means(text: str, labels: tuple[str, ...], place: int) -> None:
    assert read_choice(text, labels, numbers=True) == place


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("", KINDS),
        ("。", KINDS),
        ("0", KINDS),
        ("4", KINDS),
        ("99", KINDS),
        ("100", KINDS),
        ("-1", KINDS),
        ("二三", KINDS),
        ("讲", KINDS),  # one character is too little
        ("修改", CARD),  # two begin with it
        ("讲座和培训", KINDS),
        ("展览", KINDS),
        ("1", ()),
        ("85人", KINDS),
    ],
)
def test_what_means_none(text: str, labels: tuple[str, ...]) -> None:
    assert read_choice(text, labels, numbers=True) is None


def test_a_number_is_no_choice_where_it_answers_the_question() -> None:
    assert read_choice("2", KINDS, numbers=False) is None
    assert read_choice("培训", KINDS, numbers=False) == 1


def test_a_label_that_is_a_number_is_meant_before_the_place() -> None:
    assert read_choice("2", ("2", "1"), numbers=True) == 0


@given(st.text(max_size=30), st.lists(st.text(max_size=10), max_size=6).map(tuple), st.booleans())
def test_any_answer_means_one_of_the_labels_or_none(text: str, labels: tuple[str, ...], numbers: bool) -> None:
    place = read_choice(text, labels, numbers=numbers)

    assert place is None or 0 <= place < len(labels)
