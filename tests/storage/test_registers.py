"""Registers: kept with every version, read for a unit with all below it, and stated once for each subject."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from storage import registers
from storage.apply import apply
from storage.database import Database
from storage.model.activity import Amount
from storage.model.figures import Period
from storage.model.people import Role
from storage.model.registers import Register, RegisterEntry, statements
from storage.model.writes import KeepEntry
from storage.overtaken import EntryChanged
from tests.ledgers import County

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), "2026年")
AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def entry(id_: str, unit: str, value: int | None, day: date = date(2026, 6, 30), **more: object) -> RegisterEntry:
    text, noun = (f"科普示范基地{value}个", "科普示范基地") if value is not None else ("召开会议", "")
    amount = Amount(value, words=f"{value}个") if value is not None else Amount()
    one = RegisterEntry(id_, unit, Register.ASSET, text, noun, amount, "个", day, "p", AT)
    return replace(one, **more)  # type: ignore[arg-type]  # names are an entry's


def values(*entries: RegisterEntry, unit: str = "county", period: Period = YEAR) -> list[int | None]:
    return [one.value for one in statements(entries, unit, period)]


def test_of_what_there_is_the_latest_of_each_unit_counts() -> None:
    village, town = entry("a", "village", 2), entry("b", "town", 3)
    later = entry("c", "village", 5, date(2026, 9, 30))

    assert values(village, town, later) == [8]
    assert values(village, town, later, period=Period(date(2026, 1, 1), date(2026, 6, 30), "上半年")) == [5]
    assert values(later, period=Period(date(2025, 1, 1), date(2025, 12, 31), "2025年")) == []


def test_what_the_unit_itself_says_is_the_whole_of_those_below() -> None:
    assert values(entry("a", "village", 2), entry("b", "county", 16)) == [16]


def test_what_happened_is_added_up_within_the_period_alone() -> None:
    news = [
        entry(f"n{nth}", "county", 10, date(2025 + nth, 5, 1), register=Register.PUBLICITY, measure="篇")
        for nth in range(3)
    ]
    again = entry("m", "county", 7, register=Register.PUBLICITY, measure="篇")

    assert values(*news, again) == [17]


def test_of_different_programmes_and_measures_nothing_is_added() -> None:
    assert values(
        entry("a", "county", 2), entry("b", "county", 3, programme="x"), entry("c", "county", 4, measure="家")
    ) == [
        2,
        3,
        4,
    ]


def test_without_a_figure_and_taken_back() -> None:
    assert values(entry("a", "county", None)) == [None]
    assert values(entry("a", "county", 2, withdrawn="撤回")) == []


@pytest.fixture
def county(database: Database) -> County:
    return County(database).found()


def kept(county: County, unit: str) -> RegisterEntry:
    person = county.person(Role.OFFICER, unit)
    made = entry(f"e-{unit}", county.units[unit].id, 2, by=person.id)
    with county.database.writing() as tx:
        apply(tx, KeepEntry(made))
    return made


def test_every_version_is_kept_and_the_newest_is_read(county: County) -> None:
    first = kept(county, "北营村")
    second = replace(first, version=2, amount=Amount(9, words="9个"), at=AT + timedelta(days=1))
    with county.database.writing() as tx:
        apply(tx, KeepEntry(second))
        apply(tx, KeepEntry(first))  # the same confirmation once more

    with county.database.reading() as tx:
        assert registers.entry(tx, first.id) == second
        assert registers.versions(tx, first.id) == (first, second)
        assert registers.entry(tx, "none") is None


def test_of_two_who_change_the_same_the_second_is_told(county: County) -> None:
    first = kept(county, "北营村")
    with county.database.writing() as tx:
        apply(tx, KeepEntry(replace(first, version=2)))

    with pytest.raises(EntryChanged), county.database.writing() as tx:
        apply(tx, KeepEntry(replace(first, version=2)))


def test_a_unit_sees_its_own_and_those_below(county: County) -> None:
    village, other = kept(county, "北营村"), kept(county, "高桥村")
    gone = replace(other, version=2, withdrawn="撤回")
    with county.database.writing() as tx:
        apply(tx, KeepEntry(gone))

    with county.database.reading() as tx:
        assert registers.entries(tx, county.units["柳林镇"].id) == (village,)
        assert registers.entries(tx, county.units["青河县"].id) == (village,)
        assert registers.entries(tx, None) == (village,)
        assert registers.entries(tx, "none") == ()
