"""The conversation of an account as both sides saw it."""

from datetime import timedelta

from storage import inbox, outbox
from storage.database import Database
from storage.history import Entry, answer, history
from storage.model.people import Account
from storage.outbox import Sending
from storage.shown import may_open
from tests.storage.samples import AT, STRANGER, in_utc

OTHER = Account("web", "other")
DIGEST = "0a" * 32


def talked(database: Database) -> None:
    """Three turns of one account, each answered twice, and one of another."""
    with database.writing() as tx:
        for nth in range(3):
            at = AT + timedelta(minutes=nth)
            inbox.receive(tx, f"m{nth}", STRANGER, f'{{"n":{nth}}}'.encode(), at)
            outbox.put(tx, f"web:m{nth}:0", STRANGER, b'{"a":0}', at)
            outbox.put(tx, f"web:m{nth}:1", STRANGER, b'{"a":1}', at, card_key="k")
        inbox.receive(tx, "mine", OTHER, f'{{"sha256":"{DIGEST}"}}'.encode(), AT)
        outbox.put(tx, "web:mine:0", OTHER, b"{}", AT)


def test_both_sides_stand_in_the_order_they_spoke(database: Database) -> None:
    talked(database)
    with database.reading() as tx:
        found = history(tx, STRANGER)

    assert [one.id for one in found] == [
        identity for nth in range(3) for identity in (f"web:m{nth}", f"web:m{nth}:0", f"web:m{nth}:1")
    ]
    assert found[0] == Entry("web:m0", said=True, body=b'{"n":0}', at=in_utc(AT))
    assert found[2] == Entry(
        "web:m0:1", said=False, body=b'{"a":1}', at=in_utc(AT), state=Sending.PLANNED, card_key="k"
    )


def test_the_latest_entries_are_given(database: Database) -> None:
    talked(database)
    with database.reading() as tx:
        assert [one.id for one in history(tx, STRANGER, limit=2)] == ["web:m2:0", "web:m2:1"]


def test_since_a_moment_that_moment_included(database: Database) -> None:
    talked(database)
    with database.reading() as tx:
        since = AT + timedelta(minutes=2)
        assert [one.id for one in history(tx, STRANGER, since)] == ["web:m2", "web:m2:0", "web:m2:1"]
        assert history(tx, STRANGER, since + timedelta(seconds=1)) == ()


def test_nobody_sees_the_conversation_of_another(database: Database) -> None:
    talked(database)
    with database.reading() as tx:
        assert [one.id for one in history(tx, OTHER)] == ["web:mine", "web:mine:0"]
        assert history(tx, Account("web", "nobody")) == ()
        assert history(tx, Account("terminal", "other")) == ()
        assert answer(tx, OTHER, "web:m0:0") is None


def test_one_answer_is_found_by_its_id(database: Database) -> None:
    talked(database)
    with database.reading() as tx:
        found = answer(tx, STRANGER, "web:m1:1")
        assert found
        assert (found.body, found.at) == (b'{"a":1}', in_utc(AT + timedelta(minutes=1)))
        assert answer(tx, STRANGER, "web:m1") is None


def test_a_file_opens_for_the_account_that_sent_it_only(database: Database) -> None:
    talked(database)
    with database.reading() as tx:
        assert may_open(tx, OTHER, DIGEST)
        assert not may_open(tx, STRANGER, DIGEST)


def test_a_pattern_is_no_digest(database: Database) -> None:
    talked(database)
    with database.reading() as tx:
        assert not may_open(tx, OTHER, "%")
        assert not may_open(tx, OTHER, "0a" * 31 + "__")
        assert not may_open(tx, OTHER, DIGEST[:-1])
        assert not may_open(tx, OTHER, "")
