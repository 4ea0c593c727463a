"""Answers leave the outbox before bulk messages; within one urgency each account's order stands."""

import pytest

from storage import outbox
from storage.database import Database
from storage.model.people import Account
from storage.outbox import Urgency
from tests.storage.samples import AT

ANNA, BEN = Account("web", "anna"), Account("web", "ben")
REPLY, BULK = Urgency.REPLY, Urgency.BULK


def planned(database: Database, *messages: tuple[str, Account, Urgency]) -> None:
    with database.writing() as tx:
        for name, account, urgency in messages:
            assert outbox.put(tx, name, account, b'"x"', AT, urgency=urgency)


def claimed(database: Database, limit: int = 20, bulk: int | None = None) -> list[str]:
    with database.writing() as tx:
        return [one.id for one in outbox.claim(tx, "web", AT, limit, bulk=bulk)]


def settled(database: Database, *names: str) -> None:
    with database.writing() as tx:
        for name in names:
            outbox.sent(tx, name, AT)


def test_an_answer_goes_before_all_bulk_that_was_there_earlier(database: Database) -> None:
    planned(database, *((f"r{nth}", Account("web", f"{nth}"), BULK) for nth in range(200)))
    planned(database, ("fresh", Account("web", "7"), REPLY))

    assert claimed(database, limit=3) == ["fresh", "r0", "r1", "r2"]


def test_an_answer_overtakes_bulk_that_waits_for_the_same_person(database: Database) -> None:
    planned(database, ("b1", ANNA, BULK), ("a1", ANNA, REPLY), ("b2", ANNA, BULK), ("a2", ANNA, REPLY))

    assert claimed(database) == ["a1", "b1"]
    settled(database, "a1")
    assert claimed(database) == ["a2"]


def test_bulk_waits_for_the_earlier_answers_of_its_account(database: Database) -> None:
    planned(database, ("a1", ANNA, REPLY), ("b1", ANNA, BULK), ("b2", BEN, BULK))

    assert claimed(database) == ["a1", "b2"]
    settled(database, "a1")
    assert claimed(database) == ["b1"]


def test_bulk_of_one_account_keeps_its_order(database: Database) -> None:
    planned(database, *((f"b{nth}", ANNA, BULK) for nth in range(3)))

    taken = []
    while one := claimed(database):
        settled(database, *one)
        taken.append(one)

    assert taken == [["b0"], ["b1"], ["b2"]]


@pytest.mark.parametrize(("bulk", "expected"), [(0, ["a"]), (1, ["a", "b0"]), (None, ["a", "b0", "b1"])])
def test_how_much_bulk_is_taken_is_told_apart(database: Database, bulk: int | None, expected: list[str]) -> None:
    planned(database, *((f"b{nth}", Account("web", f"{nth}"), BULK) for nth in range(2)), ("a", ANNA, REPLY))

    assert claimed(database, limit=5, bulk=bulk) == expected
    assert claimed(database, limit=0) == []


def test_a_claimed_message_tells_its_urgency(database: Database) -> None:
    planned(database, ("b", BEN, BULK), ("a", ANNA, REPLY))

    with database.writing() as tx:
        assert [one.urgency for one in outbox.claim(tx, "web", AT)] == [REPLY, BULK]
