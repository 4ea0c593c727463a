"""From a rule to the message: whoever owes is reminded, once, in time, in working hours, and nobody else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.channel import Delivery, SendFailed
from storage import reminders
from storage.database import Database
from storage.model.duties import Cycle, Errand, Reminder, Rule, Status, Wish
from storage.model.people import Person, Preferences, Role
from storage.model.plans import Plan, PlanState
from storage.model.writes import AddReminder, Declare, KeepPlan, KeepRule, KeepWish, SetPreferences
from storage.reminders import Stage
from tests.ledgers import told
from tests.reminders.offices import Office, Recorder, moment, office

DAYS = [moment(f"11-{day}", hour) for day in range(19, 28) for hour in (8, 9, 12, 17, 20)]
"""Around the deadline of the twenty-fifth: 22 November is a Sunday."""
VILLAGE = "北营村"


@pytest.fixture
def at(database_url: str) -> Iterator[Office]:
    database = Database(database_url)
    database.upgrade()
    yield from office(database, moment("11-02"))
    database.close()


@pytest.fixture
def boss(at: Office) -> Person:
    return at.person(Role.COORDINATOR, "青河县")


@pytest.fixture
def officer(at: Office) -> Person:
    return at.person(Role.OFFICER, VILLAGE)


@pytest.fixture
def rule(at: Office, boss: Person) -> Rule:
    return at.rule(boss)


def days_told(at: Office, person: Person) -> list[str]:
    """On which days a person was nudged."""
    return [one.id.rsplit(":", 1)[1] for one in at.channel.sent if one.account == person.id]


def declared(rule: Rule, unit_id: str, status: Status, by: Person, at: Office) -> Declare:
    return Declare(rule.id, "2026-11", unit_id, status, by.id, at.at)


def skips(at: Office, rule: Rule, unit_id: str) -> list[tuple[str, str]]:
    """Slots that were not sent, without the day they count from, with the reason."""
    with at.county.database.reading() as tx:
        kept = reminders.of_subject(tx, f"{rule.id}:2026-11:{unit_id}")
    return [(one.reminder.slot.partition("-")[0], one.reason) for one in kept if one.stage is Stage.SKIPPED]


@pytest.mark.usefixtures("rule")
def test_who_owes_is_nudged_before_the_deadline_and_the_coordinator_hears_how_it_went(
    at: Office, boss: Person, officer: Person
) -> None:
    at.pass_to(*DAYS)

    assert days_told(at, officer) == ["2026-11-20", "2026-11-24", "2026-11-25"]
    assert {text.split("。")[0] for text in at.told(officer)} == {
        "小丙，北营村的11月科普台账11月25日周三18:00截止，还没有记活动"
    }
    assert "应报5个单位：未报5。" in at.told(boss)[0]
    assert len(at.told(boss)) == 2  # the text and the figures


@pytest.mark.usefixtures("rule")
def test_what_was_reported_is_not_reminded_of(at: Office, officer: Person) -> None:
    at.pass_to(moment("11-20", 12))
    at.log(officer, date(2026, 11, 3))
    at.pass_to(*DAYS[7:])

    assert days_told(at, officer) == ["2026-11-20"]


@pytest.mark.parametrize("status", [Status.NIL, Status.LEAVE, Status.EXEMPT])
def test_who_said_how_it_stands_is_left_alone(at: Office, officer: Person, rule: Rule, status: Status) -> None:
    at.pass_to(moment("11-20", 12))
    at.write(declared(rule, officer.unit_id, status, officer, at))
    at.pass_to(*DAYS[7:])

    assert days_told(at, officer) == ["2026-11-20"]


def test_taking_it_back_brings_the_reminders_back(at: Office, officer: Person, rule: Rule) -> None:
    at.pass_to(moment("11-20", 12))
    at.write(declared(rule, officer.unit_id, Status.NIL, officer, at))
    at.write(declared(rule, officer.unit_id, Status.OPEN, officer, at))
    at.pass_to(*DAYS[7:])

    assert days_told(at, officer) == ["2026-11-20", "2026-11-24", "2026-11-25"]


def test_a_three_day_outage_across_a_slot_brings_one_late_nudge(at: Office, officer: Person, rule: Rule) -> None:
    at.pass_to(moment("11-19", 12), moment("11-24", 11))

    assert days_told(at, officer) == ["2026-11-24"]
    assert skips(at, rule, officer.unit_id) == [("D3", "superseded")]


def test_an_outage_across_the_deadline_brings_nothing_but_a_record_of_it(
    at: Office, officer: Person, rule: Rule
) -> None:
    at.pass_to(moment("11-19", 12), moment("11-26", 10))

    assert days_told(at, officer) == []
    assert [reason for _, reason in skips(at, rule, officer.unit_id)] == ["deadline passed"] * 3


@pytest.mark.usefixtures("rule")
def test_a_clock_that_is_set_back_sends_nothing_twice(at: Office, officer: Person) -> None:
    at.pass_to(moment("11-20"), moment("11-19"), moment("11-20", 9, 1), moment("11-20"), moment("11-24"))

    assert days_told(at, officer) == ["2026-11-20", "2026-11-24"]


@pytest.mark.usefixtures("rule")
def test_nobody_is_written_to_at_night_or_on_a_day_of_rest(at: Office, officer: Person) -> None:
    at.pass_to(moment("11-20", 8), moment("11-20", 22), moment("11-21", 10), moment("11-22", 10), moment("11-23", 8))
    assert days_told(at, officer) == []

    at.pass_to(moment("11-23"))
    assert days_told(at, officer) == ["2026-11-23"]


@pytest.mark.usefixtures("rule")
def test_quiet_hours_are_kept(at: Office, officer: Person) -> None:
    quiet = Preferences(quiet_from=time(20), quiet_to=time(10, 30))
    at.write(SetPreferences(officer.id, quiet, at.at))
    at.pass_to(moment("11-20", 9), moment("11-20", 10))
    assert days_told(at, officer) == []

    at.pass_to(moment("11-20", 10, 30))
    assert days_told(at, officer) == ["2026-11-20"]


def test_who_is_muted_hears_nothing_until_then(at: Office, officer: Person, rule: Rule) -> None:
    at.write(SetPreferences(officer.id, Preferences(muted_until=date(2026, 11, 25)), at.at))
    at.pass_to(*DAYS)
    assert days_told(at, officer) == ["2026-11-25"]

    at.write(SetPreferences(officer.id, Preferences(muted_until=date.max), at.at))
    at.pass_to(moment("12-25"))
    assert days_told(at, officer) == ["2026-11-25"]
    assert rule.id


@pytest.mark.usefixtures("rule")
def test_units_and_people_that_join_late_are_reminded_from_then_on(at: Office) -> None:
    at.pass_to(moment("11-20", 12))
    late = at.person(Role.OFFICER, "高桥村")
    at.pass_to(moment("11-20", 13), moment("11-24"), moment("11-25"))

    assert days_told(at, late)[-2:] == ["2026-11-24", "2026-11-25"]


@pytest.mark.usefixtures("rule")
def test_a_unit_without_an_officer_has_its_volunteers_reminded(at: Office) -> None:
    volunteer = at.person(Role.VOLUNTEER, "高桥村")
    at.pass_to(moment("11-24"))

    assert days_told(at, volunteer) == ["2026-11-24"]


@pytest.mark.usefixtures("rule")
def test_where_there_is_an_officer_volunteers_are_left_alone(at: Office, officer: Person) -> None:
    volunteer = at.person(Role.VOLUNTEER, VILLAGE)
    at.pass_to(*DAYS)

    assert days_told(at, volunteer) == []
    assert days_told(at, officer)


def test_a_deadline_that_is_moved_takes_its_planned_reminders_along(
    at: Office, boss: Person, officer: Person, rule: Rule
) -> None:
    at.pass_to(moment("11-19"))
    at.write(KeepRule(replace(rule, day=30, version=2), 1, boss.id, at.at))
    at.pass_to(*DAYS, moment("11-27"), moment("11-30"))

    assert days_told(at, officer) == ["2026-11-27", "2026-11-30"]  # D3 and, 29 November being a Sunday, D0


@pytest.mark.parametrize("change", [{"paused": True}, {"removed": True}])
def test_a_rule_that_is_paused_or_removed_reminds_nobody(
    at: Office, boss: Person, officer: Person, rule: Rule, change: dict[str, bool]
) -> None:
    at.pass_to(moment("11-20"))
    at.write(KeepRule(replace(rule, version=2, **change), 1, boss.id, at.at))  # type: ignore[arg-type]  # as the table says
    at.pass_to(*DAYS[7:])

    assert days_told(at, officer) == ["2026-11-20"]
    assert at.told(boss) == []


def test_two_duties_of_one_day_are_one_message(at: Office, boss: Person, officer: Person, rule: Rule) -> None:
    at.write(KeepRule(replace(rule, id="r2", title="总结", cycle=Cycle.QUARTER, months=-1), 0, boss.id, at.at))
    at.pass_to(moment("11-24"))

    (text,) = at.told(officer)
    assert text.startswith("小丙，还有2项没报：")


def test_a_further_nudge_of_the_same_day_waits_for_the_next_morning(at: Office, officer: Person, rule: Rule) -> None:
    at.pass_to(moment("11-20"))
    owed = f"{rule.id}:2026-11:{officer.unit_id}"
    at.at = moment("11-20", 11)
    at.write(AddReminder(Reminder(Errand.DUTY, owed, officer.id, "now-2026-11-20", at.at), at.at))
    at.pass_to(moment("11-20", 11), moment("11-20", 15), moment("11-23", 9))

    assert days_told(at, officer) == ["2026-11-20", "2026-11-23"]


class Away(Recorder):
    """A channel nobody is reached through until `back`."""

    back = False

    async def send(self, delivery: Delivery) -> str | None:
        if not self.back:
            raise SendFailed("no network", away=True)
        return await Recorder.send(self, delivery)


@pytest.mark.usefixtures("rule")
def test_what_was_reported_while_the_channel_was_down_is_not_sent_when_it_is_back(at: Office, officer: Person) -> None:
    at.channel = away = Away()
    at.pass_to(moment("11-20", 9))
    at.log(officer, date(2026, 11, 3))
    away.back = True
    at.pass_to(moment("11-20", 10), moment("11-20", 11))

    assert at.told(officer) == []


@pytest.mark.usefixtures("rule")
def test_what_could_not_be_sent_until_the_evening_waits_for_working_hours(at: Office, officer: Person) -> None:
    at.channel = away = Away()
    at.pass_to(moment("11-20", 17))
    away.back = True
    at.pass_to(moment("11-20", 19), moment("11-21", 12))
    assert at.told(officer) == []

    at.pass_to(moment("11-23", 9))
    assert len(at.told(officer)) == 1


def test_a_wish_comes_at_its_moment_and_then_at_the_next(at: Office, officer: Person) -> None:
    wish = Wish("w1", officer.id, "交台账", moment("11-07", 21), time(21), Cycle.MONTH, day=7)
    at.write(KeepWish(wish, at.at))
    at.pass_to(moment("11-07", 20), moment("11-07", 21), moment("11-07", 22), moment("12-07", 20), moment("12-07", 21))

    assert len(at.told(officer)) == 2
    assert all("交台账" in text for text in at.told(officer))


def test_a_daily_wish_after_days_of_outage_comes_once(at: Office, officer: Person) -> None:
    at.write(KeepWish(Wish("w1", officer.id, "量体温", moment("11-03", 8), time(8), daily=True), at.at))
    at.pass_to(moment("11-06", 12), moment("11-06", 13))

    assert len(at.told(officer)) == 1


def test_on_the_working_day_after_a_plan_its_owner_is_asked(at: Office, officer: Person) -> None:
    plan = Plan("p1", officer.id, officer.unit_id, told("讲座", "2026-11-06"), date(2026, 11, 6), "周五讲座", at.at)
    at.write(KeepPlan(plan, at.at))
    at.pass_to(moment("11-06", 20), moment("11-07", 10), moment("11-09", 8))
    assert at.told(officer) == []  # a Friday; the next working day is Monday

    at.pass_to(moment("11-09", 9), moment("11-09", 10), moment("11-10", 9))
    assert len(at.told(officer)) == 1


@pytest.mark.parametrize("state", [PlanState.HELD, PlanState.CANCELLED])
def test_a_plan_of_which_is_known_what_became_is_not_asked_about(at: Office, officer: Person, state: PlanState) -> None:
    plan = Plan("p1", officer.id, officer.unit_id, told("讲座", "2026-11-06"), date(2026, 11, 6), "周五讲座", at.at)
    at.write(KeepPlan(plan, at.at), KeepPlan(replace(plan, state=state), at.at))
    at.pass_to(moment("11-09", 9))

    assert at.told(officer) == []


@pytest.mark.usefixtures("rule")
def test_who_has_no_account_any_more_is_recorded_as_not_reached(at: Office, officer: Person, rule: Rule) -> None:
    with at.county.database.writing() as tx:
        tx.connection.exec_driver_sql(f"UPDATE account SET person_id = NULL WHERE person_id = '{officer.id}'")  # noqa: S608
    at.pass_to(moment("11-20"), moment("11-20") + timedelta(minutes=1))

    assert at.told(officer) == []
    assert skips(at, rule, officer.unit_id) == [("D3", "left")]


class Blocking(Recorder):
    """A channel that one person has blocked."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.blocked = person.id

    async def send(self, delivery: Delivery) -> str | None:
        if delivery.account == self.blocked:
            raise SendFailed("the person has blocked the bot, or is gone", permanent=True)
        return await Recorder.send(self, delivery)


@pytest.mark.usefixtures("rule")
def test_the_digest_says_how_many_could_not_be_reminded_and_why(at: Office, boss: Person, officer: Person) -> None:
    at.channel = Blocking(officer)
    at.pass_to(*DAYS)

    assert "有1人没提醒到：没发成：本人停用了机器人，或者账号没了（1人）。发“发送情况”看是谁。" in at.told(boss)[0]
