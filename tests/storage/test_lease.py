"""One process at a time uses a bot: the first, for as long as it renews, and then whoever asks."""

from datetime import timedelta

import pytest

from storage.database import Database
from storage.lease import release, take
from tests.storage.samples import AT

LENGTH = timedelta(seconds=60)


def taken(database: Database, holder: str, after: float, name: str = "bot") -> bool:
    with database.writing() as tx:
        return take(tx, name, holder, AT + timedelta(seconds=after), LENGTH)


@pytest.mark.parametrize(
    ("asked", "got"),
    [
        ([("a", 0), ("b", 1)], [True, False]),
        ([("a", 0), ("b", 59.9)], [True, False]),
        ([("a", 0), ("b", 60)], [True, True]),
        ([("a", 0), ("a", 50), ("b", 70)], [True, True, False]),
        ([("a", 0), ("b", 60), ("a", 61)], [True, True, False]),
        ([("a", 0), ("b", 60), ("a", 120)], [True, True, True]),
    ],
)
def test_it_is_held_by_one(database: Database, asked: list[tuple[str, float]], got: list[bool]) -> None:
    assert [taken(database, *one) for one in asked] == got


def test_another_bot_is_another_right(database: Database) -> None:
    assert taken(database, "a", 0)
    assert taken(database, "b", 0, name="other")


@pytest.mark.parametrize(("holder", "free"), [("a", True), ("b", False)])
def test_who_gives_it_back_lets_another_have_it_at_once(database: Database, holder: str, free: bool) -> None:
    assert taken(database, "a", 0)
    with database.writing() as tx:
        release(tx, "bot", holder)

    assert taken(database, "c", 1) is free
