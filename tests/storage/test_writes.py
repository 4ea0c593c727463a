"""Everything that may be written is found again by the questions of a dialog; who comes second is told so."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from storage import tables
from storage.apply import apply
from storage.database import Database, Transaction
from storage.model.people import Account, Connection, Invitation, Person, Preferences, Role
from storage.model.writes import AddConnection, AddInvitation, AddPerson, AddWrongCode, Connect, SetPreferences
from storage.overtaken import AccountTaken, CodeUsed
from storage.people import person_of
from tests.storage.samples import AT, LATER, STRANGER, county, facts, in_utc, invited


def trail(tx: Transaction) -> list[tuple[str, str, str]]:
    """Who did what to whom, in order."""
    found = tx.connection.execute(select(tables.audit).order_by(tables.audit.c.position))
    return [(row.by, row.action, row.subject) for row in found]


def test_an_invitation_is_found_by_the_hash_of_its_code(database: Database) -> None:
    place = county(database)
    made = Invitation("hash", Role.OFFICER, place.village.id, AT + timedelta(days=7), place.coordinator.id)

    with database.writing() as tx:
        apply(tx, AddInvitation(made, AT))

    with database.reading() as tx:
        assert facts(tx).invitation("hash") == replace(made, expires_at=in_utc(made.expires_at))
        assert trail(tx)[-1] == (place.coordinator.id, "invited", place.village.id)


def test_a_code_nobody_made_is_not_found(database: Database) -> None:
    with database.reading() as tx:
        assert facts(tx).invitation("none") is None
        assert facts(tx).connection("none") is None


def test_a_code_is_made_once(database: Database) -> None:
    place = county(database)
    with pytest.raises(IntegrityError), database.writing() as tx:
        invited(tx, "code-officer", place.root)


def test_somebody_who_joined_is_found_by_id_and_by_account(database: Database) -> None:
    place = county(database)
    with database.writing() as tx:
        invited(tx, "hash", place.village)
        apply(tx, AddPerson(Person("p9", "新人", Role.VOLUNTEER, place.village.id), STRANGER, "hash", LATER))

    with database.reading() as tx:
        joined = Person("p9", "新人", Role.VOLUNTEER, place.village.id, Preferences())
        used = facts(tx).invitation("hash")
        assert facts(tx).person("p9") == person_of(tx, STRANGER) == joined
        assert used
        assert used.used_at == LATER
        assert trail(tx)[-1] == ("web:stranger", "joined", "p9")


def test_a_stranger_is_nobody(database: Database) -> None:
    county(database)
    with database.reading() as tx:
        assert person_of(tx, STRANGER) is None
        assert facts(tx).person("stranger") is None
        assert person_of(tx, Account("other", "officer")) is None


def test_two_people_cannot_use_one_code(database: Database) -> None:
    place = county(database)
    person = Person("p8", "后来", Role.VOLUNTEER, place.village.id)

    with pytest.raises(CodeUsed), database.writing() as tx:
        apply(tx, AddPerson(person, STRANGER, "code-officer", LATER))

    with database.reading() as tx:
        assert facts(tx).person("p8") is None


def test_nobody_joins_by_a_code_that_is_none(database: Database) -> None:
    place = county(database)
    with pytest.raises(CodeUsed), database.writing() as tx:
        apply(tx, AddPerson(Person("p8", "无码", Role.VOLUNTEER, place.village.id), STRANGER, "none", LATER))


def test_an_account_belongs_to_one_person(database: Database) -> None:
    place = county(database)
    taken = Account("web", "officer")
    with database.writing() as tx:
        invited(tx, "hash", place.village)

    with pytest.raises(AccountTaken), database.writing() as tx:
        apply(tx, AddPerson(Person("p8", "抢号", Role.VOLUNTEER, place.village.id), taken, "hash", LATER))

    with database.reading() as tx:
        kept = facts(tx).invitation("hash")
        assert person_of(tx, taken) == place.officer
        assert kept
        assert kept.used_at is None


def test_a_person_of_no_unit_is_refused(database: Database) -> None:
    place = county(database)
    with database.writing() as tx:
        invited(tx, "hash", place.village)

    with pytest.raises(IntegrityError), database.writing() as tx:
        apply(tx, AddPerson(Person("p8", "无家", Role.VOLUNTEER, "nowhere"), STRANGER, "hash", LATER))


def test_a_further_account_leads_to_the_same_person(database: Database) -> None:
    place = county(database)
    made = Connection("hash", place.officer.id, AT + timedelta(hours=1))
    with database.writing() as tx:
        apply(tx, AddConnection(made, AT))
        assert facts(tx).connection("hash") == replace(made, expires_at=in_utc(made.expires_at))
        apply(tx, Connect(Account("telegram", "7"), place.officer.id, "hash", LATER))

    with database.reading() as tx:
        used = facts(tx).connection("hash")
        assert used
        assert used.used_at == LATER
        assert person_of(tx, Account("telegram", "7")) == place.officer
        assert person_of(tx, Account("web", "officer")) == place.officer
        assert trail(tx)[-2:] == [
            (place.officer.id, "asked to connect", place.officer.id),
            ("telegram:7", "connected", place.officer.id),
        ]


@pytest.mark.parametrize("again", [Account("telegram", "7"), Account("telegram", "8")])
def test_a_connecting_code_works_once(database: Database, again: Account) -> None:
    place = county(database)
    with database.writing() as tx:
        apply(tx, AddConnection(Connection("hash", place.officer.id, AT + timedelta(hours=1)), AT))
        apply(tx, Connect(Account("telegram", "7"), place.officer.id, "hash", LATER))

    with pytest.raises(CodeUsed), database.writing() as tx:
        apply(tx, Connect(again, place.officer.id, "hash", LATER))


def test_somebody_elses_account_cannot_be_connected(database: Database) -> None:
    place = county(database)
    with database.writing() as tx:
        apply(tx, AddConnection(Connection("hash", place.officer.id, AT + timedelta(hours=1)), AT))

    with pytest.raises(AccountTaken), database.writing() as tx:
        apply(tx, Connect(Account("web", "volunteer"), place.officer.id, "hash", LATER))

    with database.reading() as tx:
        kept = facts(tx).connection("hash")
        assert kept
        assert kept.used_at is None


def test_wrong_codes_are_counted_per_account_from_a_moment_on(database: Database) -> None:
    with database.writing() as tx:
        for minutes in (0, 10, 20):
            apply(tx, AddWrongCode(STRANGER, AT + timedelta(minutes=minutes)))
        apply(tx, AddWrongCode(Account("web", "stranger2"), AT))

    with database.reading() as tx:
        asked = facts(tx)
        assert asked.wrong_codes(STRANGER, AT + timedelta(minutes=10)) == (
            in_utc(AT + timedelta(minutes=10)),
            in_utc(AT + timedelta(minutes=20)),
        )
        assert asked.wrong_codes(Account("web", "stranger2"), AT) == (in_utc(AT),)
        assert asked.wrong_codes(Account("terminal", "stranger"), AT) == ()


def test_preferences_are_kept(database: Database) -> None:
    place = county(database)
    with database.writing() as tx:
        apply(tx, SetPreferences(place.officer.id, Preferences(pictures=False), LATER))

    with database.reading() as tx:
        changed = replace(place.officer, preferences=Preferences(pictures=False))
        assert facts(tx).person(place.officer.id) == changed
        assert facts(tx).person(place.volunteer.id) == place.volunteer
        assert trail(tx)[-1] == (place.officer.id, "preferences", place.officer.id)


def test_a_fresh_code_comes_from_outside(database: Database) -> None:
    with database.reading() as tx:
        assert facts(tx).fresh_code() == "ABCD2345"


@pytest.mark.parametrize("strange", ["", "\x00", "a\x00b", "'; DROP TABLE unit; --", "%", "长" * 4096])
def test_a_question_about_something_strange_has_a_plain_answer(database: Database, strange: str) -> None:
    county(database)
    with database.reading() as tx:
        asked = facts(tx)
        assert asked.person(strange) is None
        assert asked.unit(strange) is None
        assert asked.units_below(strange) == ()
        assert asked.places(strange) == ()
        assert asked.invitation(strange) is None
        assert asked.connection(strange) is None
        assert asked.wrong_codes(Account("web", strange), AT) == ()
        assert asked.activity(strange) is None
        assert asked.activity_numbered(strange) is None
        assert asked.versions(strange) == ()
        assert asked.last_recorded(strange) is None
        assert asked.last_changed(strange) is None
        assert asked.recent_venues(strange, 5) == ()
        assert person_of(tx, Account("web", strange)) is None
