"""What was done of a target: from sums and registers, each in its own measure, and the degree truncated."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from handlers.degree import Progress, counts, done, entered
from storage.model.activity import Amount, Category
from storage.model.figures import OutputTally, Period, Tally
from storage.model.goals import Goal
from storage.model.registers import Register, RegisterEntry, Statement

AT = datetime(2026, 11, 25, tzinfo=UTC)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), "2026年")
TALLIES = (
    Tally("培训", 4, (("期", 5), ("场", 2)), 130),
    Tally("讲座", 3, (("场", 3),), 70),
    Tally("", 6, (("", 6),), 0),
)
OUTPUTS = (
    OutputTally(Category.MATERIAL, "宣传资料", "发放", "份", 300),
    OutputTally(Category.MATERIAL, "宣传资料", "印发", "份", 50),
    OutputTally(Category.MATERIAL, "展板", "展出", "块", 9),
)


def target(value: int, measure: str, noun: str = "", kind: str = "") -> RegisterEntry:
    text, amount = f"{noun}{value}{measure}", Amount(value, words=f"{value}{measure}")
    day = date(2026, 12, 31)
    return RegisterEntry("t", "u", Register.TARGET, text, noun, amount, measure, day, "p", AT, kind=kind)


BASES = Statement((replace(target(3, "个", "科普示范基地"), register=Register.ASSET),), 3)


def goal(wanted: RegisterEntry) -> Goal:
    return Goal(wanted, YEAR, counts(wanted), entered(wanted, (BASES,)))


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        (target(12, "期", kind="培训"), 5),
        (target(12, "场", kind="培训"), 2),
        (target(12, "场"), 5),
        (target(12, "场次"), 5),
        (target(12, "次"), 6),
        (target(800, "人次", kind="培训"), 130),
        (target(800, "人"), 200),
        (target(10, "项"), 13),
        (target(5000, "份", "资料"), 350),
        (replace(target(5000, "份", "资料"), text="发放资料5000份"), 300),
        (replace(target(5000, "份", "资料"), text="印发资料5000份"), 50),
        (replace(target(5000, "份", "资料"), text="赠送资料5000份"), 0),
        (target(10, "块", "展板"), 9),
        (target(8, "个", "示范基地"), 3),
        (target(8, "个", "科普馆"), 0),
        (target(8, "个"), None),
    ],
)
def test_each_in_its_own_measure(wanted: RegisterEntry, reached: int | None) -> None:
    assert done(goal(wanted), TALLIES, OUTPUTS) == reached


@pytest.mark.parametrize(("reached", "percent"), [(0, 0), (1, 8), (12, 100), (25, 208), (None, None)])
def test_the_degree_is_truncated_and_may_be_more_than_all(reached: int | None, percent: int | None) -> None:
    assert Progress(goal(target(12, "期")), reached).percent == percent


def test_of_no_number_there_is_no_degree() -> None:
    assert Progress(goal(replace(target(12, "期"), amount=Amount(words="若干期"))), 3).percent is None
