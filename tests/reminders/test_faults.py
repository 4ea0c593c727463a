"""A fault of ours in one reminder, wish or rule: it is on record, and everybody else is reminded all the same."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time

import pytest

from bot.ticking import missing
from reminders.deadlines import Deadlines
from storage import outbox, reminders
from storage.database import Database
from storage.fates import unsent
from storage.model.duties import Errand, Reminder, Rule, Span, Wish
from storage.model.people import Account, Person, Role
from storage.model.writes import AddReminder, KeepWish, OpenPeriod
from storage.outbox import Sending, Urgency
from storage.reminders import Stage
from tests.reminders.offices import Office, moment, office
from tests.timetable import TIMETABLE

AT = moment("11-20")
BROKEN = "no subject of ours"


@pytest.fixture
def at(database_url: str) -> Iterator[Office]:
    database = Database(database_url)
    database.upgrade()
    yield from office(database, moment("11-02"))
    database.close()


@pytest.fixture
def officer(at: Office) -> Person:
    return at.person(Role.OFFICER, "北营村")


@pytest.fixture(autouse=True)
def rule(at: Office) -> Rule:
    return at.rule(at.person(Role.COORDINATOR, "青河县"))


def broken(person: Person) -> Reminder:
    return Reminder(Errand.DUTY, BROKEN, person.id, "D3-2026-11-25", AT)


def outcome(at: Office) -> list[tuple[Stage, str]]:
    with at.county.database.reading() as tx:
        return [(one.stage, one.reason) for one in reminders.of_subject(tx, BROKEN)]


def test_a_reminder_that_cannot_be_handed_out_stops_no_other(
    at: Office, officer: Person, caplog: pytest.LogCaptureFixture
) -> None:
    other = at.person(Role.OFFICER, "高桥村")
    at.write(AddReminder(broken(officer), at.at))
    with caplog.at_level(logging.ERROR):
        at.pass_to(AT)

    assert (len(at.told(officer)), len(at.told(other))) == (1, 1)
    assert outcome(at) == [(Stage.SKIPPED, "a fault of ours")]
    assert [record.message for record in caplog.records] == ["reminder not handed out"]


def test_a_reminder_that_cannot_be_judged_when_it_is_sent_stops_no_other(at: Office, officer: Person) -> None:
    other = at.person(Role.OFFICER, "高桥村")
    at.write(AddReminder(broken(officer), at.at))
    with at.county.database.writing() as tx:
        outbox.put(tx, "nudge:x", Account("web", officer.id), b"{}", at.at, urgency=Urgency.BULK)
        reminders.hand(tx, [broken(officer).id], "nudge:x")
    at.pass_to(AT)

    assert (len(at.told(officer)), len(at.told(other))) == (1, 1)
    with at.county.database.reading() as tx:
        assert [(one.id, one.state, one.reason) for one in unsent(tx)] == [
            ("nudge:x", Sending.FAILED, "a fault of ours")
        ]


class Stumbling(Deadlines):
    """A timetable that does not know what to do with one rule and one wish."""

    def watched(self, rule: Rule, at: datetime) -> tuple[Span, ...]:
        if rule.id == "r2":
            raise ArithmeticError
        return super().watched(rule, at)

    def next_wish(self, wish: Wish, after: datetime) -> datetime | None:
        if wish.id == "w1":
            raise ArithmeticError
        return super().next_wish(wish, after)


@pytest.fixture
def stumbling(at: Office) -> Office:
    at.timetable = Stumbling(TIMETABLE.zone, TIMETABLE.workdays)
    return at


def test_a_rule_that_cannot_be_looked_at_stops_no_other(stumbling: Office, rule: Rule) -> None:
    stumbling.rule(stumbling.person(Role.COORDINATOR, "青河县"), id="r2")

    found = missing(stumbling.desk, AT)

    assert [one.rule_id for one in found if isinstance(one, OpenPeriod)] == [rule.id]


def test_a_wish_that_cannot_be_granted_stops_neither_others_nor_nudges(stumbling: Office, officer: Person) -> None:
    wish = Wish("w1", officer.id, "交台账", AT, time(9), daily=True)
    stumbling.write(KeepWish(wish, stumbling.at), KeepWish(replace(wish, id="w2", what="量体温"), stumbling.at))
    stumbling.pass_to(AT)

    assert sum("量体温" in text for text in stumbling.told(officer)) == 1
    assert not any("交台账" in text for text in stumbling.told(officer))
    assert len(stumbling.told(officer)) == 2
