"""Where figures come from, as an annex: every record that adds to a figure is named, and no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.origins import compressed, provenance
from reports.paper import Figure
from storage.model.activity import Amount, Particulars
from storage.model.origins import Source, Sums, selected, where
from storage.model.selections import Selection, read, written


def source(nth: int, people: int, kind: str = "讲座") -> Source:
    told = Particulars(kind=kind, attendance=Amount(people, words="x"))
    return Source(f"a{nth}", f"2026-{nth:04d}", 1, told, "北营村", "u", "场")


@given(st.sets(st.integers(1, 60)))
def test_numbers_in_a_row_can_be_read_back(numbers: set[int]) -> None:
    read: set[int] = set()
    for part in filter(None, compressed(f"2026-{nth:04d}" for nth in numbers).split("、")):
        first, _, last = part.removeprefix("2026-").partition("至")
        read |= set(range(int(first), int(last or first) + 1))

    assert read == numbers


@given(st.lists(st.tuples(st.integers(0, 900), st.sampled_from(("讲座", "培训"))), max_size=20))
def test_the_shares_of_every_figure_add_up_to_it(told: list[tuple[int, str]]) -> None:
    sources = tuple(source(nth, *one) for nth, one in enumerate(told, start=1))
    whole = Sums(sources)

    assert whole["all/attendance"] == sum(people for people, _ in told)
    for origin, value in whole.items():
        assert abs(sum(one.value for one in whole.shares(origin))) == value


def test_a_record_without_people_stands_behind_no_attendance() -> None:
    found = provenance([Figure("80人次", 80, "all/attendance")], (source(1, 80), source(2, 0)), str)

    assert found is not None
    assert found.grids[0].rows == ((("all/attendance",), ("80人次",), ("2026-0001",)),)


@pytest.mark.parametrize("origin", ["claim/3", "", "record/2026-0001/attendance"])
def test_what_is_no_sum_of_records_has_no_line(origin: str) -> None:
    assert provenance([Figure("80人次", 80, origin)], (source(1, 80),), str) is None


def test_an_unknown_origin_has_no_share() -> None:
    assert Sums((source(1, 80),))["claim/3"] == 0


@given(st.lists(st.tuples(st.integers(0, 900), st.sampled_from(("讲座", "培训", ""))), max_size=20))
def test_a_figure_over_a_selection_is_the_sum_over_its_records(told: list[tuple[int, str]]) -> None:
    whole = Sums(source(nth, *one) for nth, one in enumerate(told, start=1))
    lectures = Selection(kinds=("讲座",))
    rest = Selection(without=(lectures,))

    assert whole[where(lectures, "attendance")] == sum(people for people, kind in told if kind == "讲座")
    assert whole[where(rest, "activities")] == sum(kind != "讲座" for _, kind in told)


WORDS = st.tuples(st.text(max_size=4))


@given(st.builds(Selection, WORDS, WORDS, WORDS, WORDS, WORDS), st.builds(Selection, kinds=WORDS))
def test_a_selection_is_read_back_from_an_origin(one: Selection, other: Selection) -> None:
    selection = Selection(one.programmes, one.kinds, one.audiences, one.about, one.subjects, without=(other,))

    assert read(written(selection)) == selection
    assert selected(where(selection, "sessions/场")) == (selection, "all/sessions/场")


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"other":["x"]}', '{"kinds":3}', "[" * 5000])
def test_what_is_no_selection_is_none(text: str) -> None:
    assert read(text) is None
