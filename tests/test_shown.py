"""Who may open a file: those who sent it, and those it was shown to; nobody else."""

from datetime import UTC, datetime

import msgspec
import pytest

from handlers.turn import Card, Said, Sent
from storage import inbox, outbox
from storage.database import Database
from storage.model.activity import Evidence
from storage.model.people import Account
from storage.shown import may_open

AT = datetime(2026, 9, 18, 10, tzinfo=UTC)
SENDER, SHOWN, OTHER = (Account("web", name) for name in ("sender", "shown", "other"))
PHOTO = Evidence("ab12" * 16, "现场.jpg", "image/jpeg", 9)


@pytest.fixture
def ledger(database: Database) -> Database:
    with database.writing() as tx:
        inbox.receive(tx, "1", SENDER, msgspec.json.encode(Sent((PHOTO,))), AT)
        card = msgspec.json.encode(Card("1", "2026-0001", (), photos=(PHOTO,)))
        outbox.put(tx, "web:2:0", SHOWN, card, AT, card_key="1")
    return database


@pytest.mark.parametrize(("account", "may"), [(SENDER, True), (SHOWN, True), (OTHER, False)])
def test_only_who_sent_it_or_was_shown_it_may_open_a_file(ledger: Database, account: Account, may: bool) -> None:
    with ledger.reading() as tx:
        assert may_open(tx, account, PHOTO.sha256) is may


def test_the_same_id_in_another_channel_is_somebody_else(ledger: Database) -> None:
    with ledger.reading() as tx:
        assert not may_open(tx, Account("terminal", "sender"), PHOTO.sha256)


@pytest.mark.parametrize("text", [PHOTO.sha256, f'"sha256":"{PHOTO.sha256}"', f'{{"sha256":"{PHOTO.sha256}"}}'])
def test_who_only_types_the_hash_may_not_open_the_file(ledger: Database, text: str) -> None:
    with ledger.writing() as tx:
        inbox.receive(tx, "3", OTHER, msgspec.json.encode(Said(text)), AT)

    with ledger.reading() as tx:
        assert not may_open(tx, OTHER, PHOTO.sha256)


@pytest.mark.parametrize(
    "digest",
    [
        "",
        "ab12",
        "ab12" * 15,
        "%",
        "_" * 64,
        "cd34" * 16,
        "../../kepu.sqlite",
        "现场.jpg",
        "image/jpeg",
        "image",
        "1",
        "sent",
    ],
)
def test_what_is_no_hash_that_was_shown_opens_nothing(ledger: Database, digest: str) -> None:
    with ledger.reading() as tx:
        assert not may_open(tx, SENDER, digest)
        assert not may_open(tx, SHOWN, digest)
