"""What came in is kept once; a conversation moves on by one step at a time."""

from datetime import timedelta

import pytest

from storage import dialogs, inbox, ledger
from storage.database import Database
from storage.inbox import Failure
from storage.model.people import Account
from storage.overtaken import Conflict
from tests.storage.samples import AT, LATER, STRANGER, in_utc

OTHER = Account("terminal", "stranger")


def test_a_repeated_message_is_known(database: Database) -> None:
    with database.writing() as tx:
        assert inbox.receive(tx, "m1", STRANGER, b'{"text":"one"}', AT)
    with database.writing() as tx:
        assert not inbox.receive(tx, "m1", STRANGER, b'{"text":"again"}', LATER)
        assert not inbox.receive(tx, "m1", Account("web", "somebody else"), b"{}", LATER)
        assert inbox.receive(tx, "m2", STRANGER, b"{}", LATER)


def test_ids_are_those_of_a_channel(database: Database) -> None:
    with database.writing() as tx:
        assert inbox.receive(tx, "m1", STRANGER, b"{}", AT)
        assert inbox.receive(tx, "m1", OTHER, b"{}", AT)


def test_a_turn_that_failed_leaves_its_message_free(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as tx:
        assert inbox.receive(tx, "m1", STRANGER, b"{}", AT) == bool(1 / 0)
    with database.writing() as tx:
        assert inbox.receive(tx, "m1", STRANGER, b"{}", AT)


def test_what_could_not_be_answered_is_listed_latest_first(database: Database) -> None:
    with database.writing() as tx:
        inbox.receive(tx, "fine", STRANGER, b"{}", AT)
        inbox.mark_failed(tx, "m1", STRANGER, b"{}", AT, "KeyError")
        inbox.mark_failed(tx, "m2", OTHER, b"{}", LATER, "ValueError")

    with database.reading() as tx:
        assert inbox.failures(tx) == (
            Failure("terminal:m2", "terminal:stranger", in_utc(LATER), "ValueError"),
            Failure("web:m1", "web:stranger", in_utc(AT), "KeyError"),
        )
        assert len(inbox.failures(tx, 1)) == 1


def test_a_message_that_failed_is_known_when_it_comes_again(database: Database) -> None:
    with database.writing() as tx:
        inbox.mark_failed(tx, "m1", STRANGER, b"{}", AT, "KeyError")
        assert not inbox.receive(tx, "m1", STRANGER, b"{}", LATER)


def test_a_message_that_fails_twice_is_listed_once(database: Database) -> None:
    with database.writing() as tx:
        inbox.mark_failed(tx, "m1", STRANGER, b"{}", AT, "KeyError")
        inbox.mark_failed(tx, "m1", STRANGER, b"{}", AT, "ValueError")

        assert [failure.reason for failure in inbox.failures(tx)] == ["ValueError"]


@pytest.mark.parametrize("strange", ["a\x00b", "'; DROP TABLE inbox; --", "长" * 300, ""])
def test_ids_of_a_channel_may_hold_anything(database: Database, strange: str) -> None:
    account = Account("web", strange)
    with database.writing() as tx:
        assert inbox.receive(tx, strange, account, b"{}", AT)
        assert not inbox.receive(tx, strange, account, b"{}", AT)
        assert dialogs.load(tx, str(account)) == (None, 0)
        dialogs.keep(tx, str(account), b"{}", 0)
        assert dialogs.load(tx, str(account)) == (b"{}", 1)


def test_a_conversation_is_kept_step_by_step(database: Database) -> None:
    for step in range(3):
        with database.writing() as tx:
            assert dialogs.load(tx, "p1") == (None if step == 0 else f"{step}".encode(), step)
            dialogs.keep(tx, "p1", f"{step + 1}".encode(), step)
    with database.writing() as tx:
        assert dialogs.load(tx, "p2") == (None, 0)


@pytest.mark.parametrize("revision", [0, 1, 3])
def test_a_step_that_was_overtaken_is_refused(database: Database, revision: int) -> None:
    with database.writing() as tx:
        dialogs.keep(tx, "p1", b"1", 0)
        dialogs.keep(tx, "p1", b"2", 1)
    with pytest.raises(Conflict), database.writing() as tx:
        dialogs.keep(tx, "p1", b"late", revision)
    with database.writing() as tx:
        assert dialogs.load(tx, "p1") == (b"2", 2)


def test_a_fact_about_the_ledger_is_remembered(database: Database) -> None:
    with database.writing() as tx:
        assert ledger.recall(tx, "sample") is None
        ledger.remember(tx, "sample", "yes")
        ledger.remember(tx, "sample", "云岭县")
    with database.reading() as tx:
        assert ledger.recall(tx, "sample") == "云岭县"


def test_moments_keep_their_order_across_zones(database: Database) -> None:
    with database.writing() as tx:
        inbox.mark_failed(tx, "m1", STRANGER, b"{}", AT - timedelta(microseconds=1), "KeyError")

        assert inbox.failures(tx)[0].at < AT
