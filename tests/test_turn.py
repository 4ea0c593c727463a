"""A turn: kept before it is answered, once, whole or not at all."""

import io
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from itertools import count
from threading import Barrier

import msgspec
import pytest
from sqlalchemy import func, select

from bot.channel import Message
from bot.taxonomy import load_taxonomy
from bot.turn import TRIES, Desk, take_turn
from handlers.join import code_hash
from handlers.state import Dialog, Naming, dumps, loads
from handlers.texts import common
from handlers.turn import Button, Event, Incoming, Said, Say, Sent, Tapped
from storage import dialogs, inbox, tables
from storage.database import Database, Transaction
from storage.facts import StoredFacts
from storage.faults import Unavailable
from storage.inbox import Failure
from storage.model.figures import Scope
from storage.model.people import Account, Role
from storage.overtaken import Conflict
from storage.people import person_of
from tests.storage.samples import AT, PHOTO, STRANGER, County, county, in_utc, invited
from tests.timetable import TIMETABLE

OFFICER = Account("web", "officer")
COORDINATOR = Account("web", "coordinator")
SENTENCE = "昨天在石桥小学操场办防震减灾讲座，85人，发折页300份"
SECRET = "张三李四的电话13800000000"
CODE = "ABCD2345"


@pytest.fixture
def place(database: Database) -> County:
    return county(database)


def desk(database: Database, fresh_code: Callable[[], str] = lambda: CODE) -> Desk:
    return Desk(database, load_taxonomy(), fresh_code, TIMETABLE)


def incoming(message_id: str, event: Event | str, account: Account = OFFICER, minutes: int = 0) -> Incoming:
    at = AT + timedelta(minutes=minutes)
    return Incoming(message_id, account, Said(event) if isinstance(event, str) else event, at)


def answers(tx: Transaction, account: Account = OFFICER) -> list[Message]:
    """Everything an account was answered, in order."""
    rows = tx.connection.execute(
        select(tables.outbox).where(tables.outbox.c.account == str(account)).order_by(tables.outbox.c.position)
    )
    return [msgspec.json.decode(row.message, type=Message) for row in rows]


def texts(database: Database, account: Account = OFFICER) -> list[str]:
    with database.reading() as tx:
        return [one.text for one in answers(tx, account) if isinstance(one, Say)]


def buttons(database: Database, account: Account = OFFICER) -> list[Button]:
    """The choices of the latest answer."""
    with database.reading() as tx:
        return [button for row in answers(tx, account)[-1].buttons for button in row]


def everything(database: Database) -> dict[str, int]:
    """How many rows each table has."""
    with database.reading() as tx:
        counted = {
            name: tx.connection.scalar(select(func.count()).select_from(table))
            for name, table in tables.metadata.tables.items()
        }
    return {name: number for name, number in counted.items() if number}


def dialog_of(database: Database, owner: str) -> Dialog | None:
    with database.writing() as tx:
        return loads(dialogs.load(tx, owner)[0])


def confirmed(at: Desk, ids: Iterator[int], account: Account = OFFICER) -> None:
    """Tell an activity and confirm it, by the choices that are shown."""
    take_turn(at, incoming(f"m{next(ids)}", SENTENCE, account))
    confirm = next(button for button in buttons(at.database, account) if button.label == common.CONFIRM)
    take_turn(at, incoming(f"m{next(ids)}", Tapped(confirm.action), account))


@pytest.mark.usefixtures("place")
def test_what_came_in_is_kept_with_its_answer(database: Database) -> None:
    assert take_turn(desk(database), incoming("m1", "帮助"))

    with database.reading() as tx:
        (kept,) = tx.connection.execute(select(tables.inbox)).all()
        (planned,) = outbox_rows(tx)
    assert (kept.id, kept.account, kept.event, kept.at, kept.failed) == (
        "web:m1",
        "web:officer",
        b'{"type":"said","text":"\xe5\xb8\xae\xe5\x8a\xa9"}',
        in_utc(AT),
        "",
    )
    assert planned == ("web:m1:0", "web", "web:officer", "planned")


def outbox_rows(tx: Transaction) -> list[tuple[str, ...]]:
    columns = tables.outbox.c
    rows = tx.connection.execute(
        select(columns.id, columns.channel, columns.account, columns.state).order_by(columns.position)
    )
    return [tuple(row) for row in rows]


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("event", ["帮助", SENTENCE, "啊", "", "/summary", Sent((PHOTO,)), Tapped("d:none:confirm")])
def test_a_repeated_message_is_answered_once(database: Database, event: Event | str) -> None:
    at = desk(database)
    assert take_turn(at, incoming("m1", event))
    before = everything(database)

    assert not take_turn(at, incoming("m1", event))
    assert not take_turn(at, incoming("m1", "something else", COORDINATOR, minutes=5))

    assert everything(database) == before


@pytest.mark.usefixtures("place")
def test_confirming_five_times_gives_one_record(database: Database) -> None:
    at, ids = desk(database), count()
    confirmed(at, ids)
    with database.reading() as tx:
        record = StoredFacts(tx, at.taxonomy, at.fresh_code).activities(Scope(), 0, 9).activities[0]

    for nth in range(4):
        take_turn(at, incoming(f"again{nth}", Tapped(f"d:{record.id}:confirm")))

    assert everything(database)["activity"] == 1
    assert everything(database)["activity_version"] == 1


@pytest.mark.usefixtures("place")
def test_taps_at_once_give_one_record(database: Database) -> None:
    at, together = desk(database), Barrier(4, timeout=30)
    take_turn(at, incoming("m1", SENTENCE))
    action = next(button.action for button in buttons(database) if button.label == common.CONFIRM)

    def tap(nth: int) -> bool:
        together.wait()
        return take_turn(at, incoming(f"t{nth}", Tapped(action)))

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(tap, range(4))) == [True] * 4

    rows = everything(database)
    assert (rows["inbox"], rows["activity"], rows["activity_version"]) == (5, 1, 1)
    with database.reading() as tx:
        assert inbox.failures(tx) == ()


@pytest.mark.usefixtures("place")
def test_the_same_message_at_once_is_answered_once(database: Database) -> None:
    at, together = desk(database), Barrier(4, timeout=30)

    def say(_: int) -> bool:
        together.wait()
        return take_turn(at, incoming("m1", SENTENCE))

    with ThreadPoolExecutor(4) as threads:
        assert Counter(threads.map(say, range(4))) == {True: 1, False: 3}
    assert everything(database)["inbox"] == 1


def test_people_at_once_get_numbers_of_their_own(database: Database, place: County) -> None:
    at, together = desk(database), Barrier(3, timeout=30)
    people = (place.officer, place.coordinator, place.volunteer)

    def log(nth: int) -> None:
        together.wait()
        confirmed(at, count(nth * 100), Account("web", people[nth].id))

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(log, range(3)))

    with database.reading() as tx:
        numbers = sorted(tx.connection.scalars(select(tables.activity.c.number)))
    assert numbers == ["2026-0001", "2026-0002", "2026-0003"]


def broken() -> str:
    """The edge fails within a turn, in words a log must not repeat."""
    raise KeyError(SECRET)


def inviting(at: Desk, message_id: str) -> bool:
    """The tap after which a coordinator's invitation needs a fresh code."""
    take_turn(desk(at.database), incoming("before", "/invite", COORDINATOR))
    take_turn(desk(at.database), incoming("role", Tapped(buttons(at.database, COORDINATOR)[0].action), COORDINATOR))
    return take_turn(at, incoming(message_id, "石桥乡", COORDINATOR))


@pytest.mark.usefixtures("place")
def test_a_turn_that_fails_is_undone_kept_as_failed_and_apologised_for(
    database: Database, written: io.StringIO
) -> None:
    assert inviting(desk(database, broken), "m1")

    assert texts(database, COORDINATOR)[-1] == common.BUG
    with database.reading() as tx:
        assert inbox.failures(tx) == (Failure("web:m1", str(COORDINATOR), in_utc(AT), "KeyError"),)
        assert outbox_rows(tx)[-1] == ("web:m1:0", "web", "web:coordinator", "planned")
        assert tx.connection.scalar(select(func.count()).select_from(tables.invitation)) == 3
    assert "turn failed" in written.getvalue()
    assert "KeyError" in written.getvalue()


@pytest.mark.usefixtures("place")
def test_a_failed_turn_leaves_the_conversation_where_it_was(database: Database) -> None:
    inviting(desk(database, broken), "m1")

    assert take_turn(desk(database), incoming("m2", "石桥乡", COORDINATOR))

    with database.reading() as tx:
        assert StoredFacts(tx, load_taxonomy(), lambda: "").invitation(code_hash(CODE))


@pytest.mark.usefixtures("place")
def test_a_failed_message_that_comes_again_is_not_apologised_for_twice(database: Database) -> None:
    inviting(desk(database, broken), "m1")

    assert not take_turn(desk(database), incoming("m1", "石桥乡", COORDINATOR))

    assert texts(database, COORDINATOR).count(common.BUG) == 1


@pytest.mark.usefixtures("place")
def test_nothing_that_was_written_reaches_the_log(database: Database, written: io.StringIO) -> None:
    at = desk(database, broken)
    take_turn(at, incoming("m1", f"昨天在石桥小学办讲座，请了{SECRET}"))
    take_turn(at, incoming("m2", Sent((PHOTO,), caption=SECRET)))
    take_turn(at, incoming("m3", SECRET, STRANGER))
    inviting(at, "m4")

    for part in (SECRET, "张三", "13800000000", "石桥", "讲座", CODE):
        assert part not in written.getvalue()


def overtaken(times: int) -> Callable[[], str]:
    """Somebody else is faster the first few times."""
    left = iter(range(times))

    def code() -> str:
        if next(left, None) is not None:
            raise Conflict("coordinator")
        return CODE

    return code


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("times", [1, TRIES - 1])
def test_a_turn_that_was_overtaken_is_taken_anew(database: Database, times: int) -> None:
    assert inviting(desk(database, overtaken(times)), "m1")

    with database.reading() as tx:
        assert inbox.failures(tx) == ()
        assert StoredFacts(tx, load_taxonomy(), lambda: "").invitation(code_hash(CODE))
    assert len([one for one in texts(database, COORDINATOR) if CODE[:4] in one]) == 1


@pytest.mark.usefixtures("place")
def test_a_turn_that_is_overtaken_again_and_again_is_shown_to_somebody(database: Database) -> None:
    assert inviting(desk(database, overtaken(TRIES)), "m1")

    with database.reading() as tx:
        assert [failure.reason for failure in inbox.failures(tx)] == ["Conflict"]
    assert texts(database, COORDINATOR)[-1] == common.BUG


def test_while_the_ledger_is_locked_nothing_is_kept_and_repeating_is_harmless(database: Database) -> None:
    county(database)
    if database.url.get_backend_name() != "sqlite":
        with closing(Database("postgresql://127.0.0.1:1/none")) as away, pytest.raises(Unavailable):
            take_turn(desk(away), incoming("m1", "帮助"))
    else:
        impatient = Database(str(database.url), wait=0.05)
        with closing(impatient), closing(sqlite3.connect(str(database.url.database), isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            with pytest.raises(Unavailable, match="locked by another program"):
                take_turn(desk(impatient), incoming("m1", "帮助"))
    assert not {"inbox", "outbox", "dialog"} & set(everything(database))

    assert take_turn(desk(database), incoming("m1", "帮助"))

    assert everything(database)["outbox"] == 1


def test_whoever_joins_goes_on_as_a_person(database: Database, place: County) -> None:
    with database.writing() as tx:
        invited(tx, code_hash(CODE), place.village)
    at = desk(database)
    for nth, said in enumerate((f"{CODE[:4]}-{CODE[4:]}", "小石")):
        take_turn(at, incoming(f"j{nth}", said, STRANGER))
        if nth == 0:
            asked = dialog_of(database, str(STRANGER))
            assert asked
            assert isinstance(asked.task, Naming)

    with database.reading() as tx:
        person = person_of(tx, STRANGER)
    assert person
    assert (person.name, person.role, person.unit_id) == ("小石", Role.VOLUNTEER, place.village.id)
    assert dialog_of(database, str(STRANGER)) == Dialog()
    take_turn(at, incoming("j9", SENTENCE, STRANGER))
    told = dialog_of(database, person.id)
    assert told
    assert len(told.drafts) == 1
    assert dialog_of(database, str(STRANGER)) == Dialog()


def test_two_accounts_of_a_person_share_one_conversation(database: Database, place: County) -> None:
    with database.writing() as tx:
        row = {"channel": "web", "external_id": "phone", "person_id": place.officer.id, "connected_at": AT}
        tx.connection.execute(tables.account.insert(), row)
    at = desk(database)

    take_turn(at, incoming("m1", SENTENCE))
    take_turn(at, incoming("m2", "确认", Account("web", "phone")))

    assert everything(database)["activity"] == 1


@pytest.mark.parametrize("kept", [b'{"task":{"type":"hologram"}}', b'{"drafts":7}', b"no json", b""])
def test_a_conversation_this_version_cannot_read_is_said_and_begun_anew(
    database: Database, place: County, kept: bytes
) -> None:
    with database.writing() as tx:
        dialogs.keep(tx, place.officer.id, kept, 0)

    take_turn(desk(database), incoming("m1", SENTENCE))

    assert texts(database)[0] == common.FORGOT
    with database.reading() as tx:
        assert len(answers(tx)) > 1
    anew = dialog_of(database, place.officer.id)
    assert anew
    assert len(anew.drafts) == 1


def test_a_conversation_of_a_newer_version_is_read_as_far_as_it_is_known(database: Database, place: County) -> None:
    kept = dumps(Dialog()).replace(b"{", b'{"invented":1,', 1)
    with database.writing() as tx:
        dialogs.keep(tx, place.officer.id, kept, 0)

    take_turn(desk(database), incoming("m1", "帮助"))

    assert common.FORGOT not in texts(database)


STRANGE = [
    "\x00",
    "a\ud800b",
    "\udc80\udcff",
    "👩\u200d🏫" * 1000,
    "长" * 40_000,
    "\u202e\ufeff\x1b[31m",
    "{}",
    "' OR 1=1 --",
    "𠀀" * 99,
]


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("strange", STRANGE)
def test_whatever_is_written_is_answered(database: Database, strange: str) -> None:
    at = desk(database)
    tapped = (Tapped(strange), Tapped(f"a:{strange}:open"))
    events: tuple[Event, ...] = (Said(strange), *tapped, Sent((PHOTO,), caption=strange))
    for nth, event in enumerate(events):
        for account in (OFFICER, STRANGER):
            assert take_turn(at, incoming(f"{account.external_id}{nth}", event, account))

    with database.reading() as tx:
        assert inbox.failures(tx) == ()
        assert len(answers(tx)) >= len(events)
        assert len(answers(tx, STRANGER)) >= len(events)


def test_ids_of_answers_are_those_of_the_message(database: Database, place: County) -> None:
    at, ids = desk(database), count()
    confirmed(at, ids)
    with database.reading() as tx:
        found = [row[0] for row in outbox_rows(tx)]

    assert place.officer.id == "officer"
    assert found[0] == "web:m0:0"
    assert len(set(found)) == len(found)
    assert {one.rpartition(":")[0] for one in found} == {"web:m0", "web:m1"}
