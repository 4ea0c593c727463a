"""Figures as official prose: cut off, never rounded up, one accuracy in a sentence, parts that add up."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.wording import Accuracy, adding_up, counted, numeral, one_accuracy, written

ONE, TEN, HUNDRED, THOUSAND, MYRIAD = Accuracy


@pytest.mark.parametrize(
    ("value", "accuracy", "words"),
    [
        (0, ONE, "0"),
        (0, THOUSAND, "0"),
        (23, ONE, "23"),
        (23, TEN, "20余"),
        (20, TEN, "20"),
        (1537, HUNDRED, "1500余"),
        (1500, HUNDRED, "1500"),
        (1599, HUNDRED, "1500余"),
        (9999, THOUSAND, "9000余"),
        (13275, ONE, "13275"),
        (13275, THOUSAND, "1.3万"),
        (13999, THOUSAND, "1.3万"),
        (265000, THOUSAND, "26.5万"),
        (34000, THOUSAND, "3.4万"),
        (80500, THOUSAND, "8万余"),
        (80000, THOUSAND, "8万"),
        (85000, MYRIAD, "8万余"),
        (13275, HUNDRED, "1.32万"),
        (10000, THOUSAND, "1万"),
        (1000000, MYRIAD, "100万"),
    ],
)
def test_how_a_figure_is_written(value: int, accuracy: Accuracy, words: str) -> None:
    assert written(value, accuracy) == words


@pytest.mark.parametrize(("value", "accuracy"), [(-1, ONE), (9, TEN), (99, HUNDRED), (999, THOUSAND), (9999, MYRIAD)])
def test_what_nothing_would_be_left_of_is_refused(value: int, accuracy: Accuracy) -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        written(value, accuracy)


@pytest.mark.parametrize(
    ("value", "measure", "accuracy", "estimated", "words"),
    [
        (12, "期", ONE, False, "12期"),
        (1537, "份", HUNDRED, False, "1500余份"),
        (1537, "份", HUNDRED, True, "约1500份"),
        (80500, "人次", THOUSAND, True, "约8万人次"),
        (200, "人次", ONE, True, "约200人次"),
    ],
)
def test_measure_words_and_estimates(value: int, measure: str, accuracy: Accuracy, estimated: bool, words: str) -> None:
    assert counted(value, measure, accuracy, estimated=estimated) == words


@pytest.mark.parametrize(
    ("figures", "accuracy"),
    [
        ((265000, 13275), THOUSAND),
        ((265000, 845), ONE),
        ((845,), ONE),
        ((), ONE),
        ((10000,), THOUSAND),
        ((0, 20000), ONE),
    ],
)
def test_a_sentence_has_one_accuracy(figures: tuple[int, ...], accuracy: Accuracy) -> None:
    assert one_accuracy(*figures) is accuracy


@pytest.mark.parametrize(
    ("whole", "parts", "accuracy"),
    [
        (30000, (10000, 20000), THOUSAND),
        (27400, (13700, 13700), HUNDRED),
        (27401, (13750, 13651), ONE),
        (20845, (20000, 845), ONE),
        (0, (), ONE),
    ],
)
def test_written_parts_add_up(whole: int, parts: tuple[int, ...], accuracy: Accuracy) -> None:
    assert adding_up(whole, parts) is accuracy


@pytest.mark.parametrize(("whole", "parts"), [(10, (4, 5)), (1, ()), (0, (1,))])
def test_parts_that_do_not_add_up_are_refused(whole: int, parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="the whole is"):
        adding_up(whole, parts)


def read_back(words: str) -> int:
    """The number that written words claim at the least."""
    found = re.fullmatch(r"约?(\d+)(?:\.(\d{1,4}))?(万?)余?", words)
    assert found, words
    whole, decimals, large = found.groups()
    assert large or not decimals
    return int(whole) * (10_000 if large else 1) + int((decimals or "0").ljust(4, "0"))


@given(st.integers(0, 10**9), st.sampled_from(Accuracy))
def test_no_wording_claims_more_than_the_figure(value: int, accuracy: Accuracy) -> None:
    if 0 < value < accuracy:
        return
    words = written(value, accuracy)
    claimed = read_back(words)

    assert value - accuracy < claimed <= value
    assert words.endswith("余") <= (claimed < value)
    assert "余" not in words or "." not in words
    assert read_back(counted(value, "", accuracy, estimated=True)) == claimed


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=6))
def test_parts_as_written_are_the_whole_as_written(parts: list[int]) -> None:
    accuracy = adding_up(sum(parts), parts)

    assert sum(read_back(written(part, accuracy)) for part in parts) == read_back(written(sum(parts), accuracy))


@pytest.mark.parametrize(("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")])
def test_numerals(number: int, words: str) -> None:
    assert numeral(number) == words


@pytest.mark.parametrize("number", [0, -1, 100])
def test_headings_have_no_other_numbers(number: int) -> None:
    with pytest.raises(ValueError, match="not numbered"):
        numeral(number)
