"""Rules and obligations on both databases: what settles one, what opens it again, and what is kept of what was said."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from storage import duties
from storage.apply import apply
from storage.database import Database
from storage.model.activity import Act
from storage.model.duties import Errand, Proof, Reminder, Rule, Span, Status
from storage.model.people import Level, Role
from storage.model.writes import AddReminder, AmendActivity, Declare, KeepRule, OpenPeriod, Reopen
from storage.overtaken import Stale
from storage.people import people_below
from storage.reminders import of_subject
from tests.duties import GRACE, NOVEMBER, OCTOBER, Office, at, office


@pytest.fixture
def asked(database: Database) -> Office:
    """A county in which November is asked of everybody below."""
    here = office(database)
    here.asks()
    return here


def test_nothing_is_reported_at_first(asked: Office) -> None:
    owed = asked.owed("北营村")

    assert (owed.status, owed.at, owed.by, owed.activities, owed.late) == (Status.OPEN, None, None, 0, False)
    assert (owed.span, owed.due_at, owed.closes_at) == (NOVEMBER, at(25, 18), at(25, 18) + GRACE)


def test_an_activity_of_the_period_settles_it(asked: Office) -> None:
    asked.logged(asked.person(Role.OFFICER, "北营村"), moment=at(20))

    owed = asked.owed("北营村")
    assert (owed.status, owed.at, owed.by, owed.activities) == (Status.REPORTED, at(20), None, 1)
    assert not owed.late


@pytest.mark.parametrize("day", [date(2026, 10, 31), date(2026, 12, 1)])
def test_an_activity_of_another_period_does_not(asked: Office, day: date) -> None:
    asked.logged(asked.person(Role.OFFICER, "北营村"), day)

    assert asked.owed("北营村").status is Status.OPEN


@pytest.mark.parametrize("day", [NOVEMBER.first, NOVEMBER.last])
def test_first_and_last_day_belong_to_the_period(asked: Office, day: date) -> None:
    asked.logged(asked.person(Role.OFFICER, "北营村"), day)

    assert asked.owed("北营村").status is Status.REPORTED


def test_activities_of_units_below_or_above_settle_nothing(asked: Office) -> None:
    asked.logged(asked.person(Role.OFFICER, "北营村"))
    asked.logged(asked.boss)

    assert asked.owed("柳林镇").status is Status.OPEN
    assert asked.owed("紫兴社区").status is Status.OPEN


def test_the_first_of_several_activities_says_when(asked: Office) -> None:
    officer = asked.person(Role.OFFICER, "北营村")
    for day in (22, 19, 26):
        asked.logged(officer, moment=at(day))

    owed = asked.owed("北营村")
    assert (owed.at, owed.activities, owed.late) == (at(19), 3, False)


def test_withdrawing_the_only_activity_opens_it_again_and_restoring_settles_it(asked: Office) -> None:
    kept = asked.logged(asked.person(Role.OFFICER, "北营村"))
    gone = AmendActivity(kept.id, 1, Act.WITHDRAWN, kept.particulars, (), "记错了", kept.recorder_id, at(20))
    asked.write(gone)
    assert (asked.owed("北营村").status, asked.owed("北营村").activities) == (Status.OPEN, 0)

    asked.write(replace(gone, base=2, act=Act.RESTORED, withdrawn=""))
    assert asked.owed("北营村").status is Status.REPORTED


def test_moving_the_activity_to_another_month_opens_it_again(asked: Office) -> None:
    kept = asked.logged(asked.person(Role.OFFICER, "北营村"))
    elsewhere = replace(kept.particulars, start=date(2026, 10, 30))
    asked.write(AmendActivity(kept.id, 1, Act.CHANGED, elsewhere, (), "", kept.recorder_id, at(20)))

    assert asked.owed("北营村").status is Status.OPEN


@pytest.mark.parametrize(
    ("moment", "late"), [(at(25, 18), False), (at(25, 18) + timedelta(seconds=1), True), (at(5, 18, 12), True)]
)
def test_what_comes_after_the_deadline_is_late(asked: Office, moment: datetime, late: bool) -> None:
    asked.logged(asked.person(Role.OFFICER, "北营村"), moment=moment)

    owed = asked.owed("北营村")
    assert (owed.status, owed.late) == (Status.REPORTED, late)


def test_what_comes_after_the_period_closed_counts_no_more(asked: Office) -> None:
    asked.logged(asked.person(Role.OFFICER, "北营村"), moment=at(5, 19, 12))

    owed = asked.owed("北营村")
    assert (owed.status, owed.closed(at(5, 19, 12))) == (Status.OPEN, True)


def test_a_unit_for_which_it_is_opened_again_reports_late(asked: Office) -> None:
    asked.logged(asked.person(Role.OFFICER, "北营村"), moment=at(6, month=12))
    asked.write(Reopen("r1", NOVEMBER.key, asked.units["北营村"].id, asked.boss.id, at(7, month=12), "村里停电"))

    owed = asked.owed("北营村")
    assert (owed.status, owed.late, owed.reopened_at) == (Status.REPORTED, True, at(7, month=12))
    assert not owed.closed(at(31, month=12))
    assert asked.owed("紫兴社区").reopened_at is None


@pytest.mark.parametrize("status", [Status.NIL, Status.LEAVE, Status.EXEMPT, Status.REPORTED])
def test_what_people_say_is_kept(asked: Office, status: Status) -> None:
    asked.says_of("北营村", status, reason="雨太大")

    owed = asked.owed("北营村")
    assert (owed.status, owed.at, owed.by, owed.reason) == (status, asked.now, asked.boss.id, "雨太大")


def test_a_reason_given_later_does_not_change_when_it_was_said(asked: Office) -> None:
    asked.says_of("北营村", Status.NIL)
    asked.now = at(27)
    asked.says_of("北营村", Status.NIL, reason="没有活动")

    owed = asked.owed("北营村")
    assert (owed.at, owed.reason, owed.late) == (at(19), "没有活动", False)


def test_what_is_said_anew_is_of_now(asked: Office) -> None:
    asked.says_of("北营村", Status.LEAVE)
    asked.now = at(27)
    asked.says_of("北营村", Status.NIL)

    owed = asked.owed("北营村")
    assert (owed.status, owed.at, owed.late) == (Status.NIL, at(27), True)


def test_a_nil_report_gives_way_to_an_activity(asked: Office) -> None:
    asked.says_of("北营村", Status.NIL, reason="没有活动")
    asked.logged(asked.person(Role.OFFICER, "北营村"), moment=at(20))

    owed = asked.owed("北营村")
    assert (owed.status, owed.at, owed.by, owed.reason) == (Status.REPORTED, at(20), None, "")


@pytest.mark.parametrize("status", [Status.LEAVE, Status.EXEMPT])
def test_leave_does_not_become_a_report_behind_somebodys_back(asked: Office, status: Status) -> None:
    asked.says_of("北营村", status)
    asked.logged(asked.person(Role.OFFICER, "北营村"))

    assert (asked.owed("北营村").status, asked.owed("北营村").activities) == (status, 1)


def test_where_people_must_say_it_activities_alone_settle_nothing(database: Database) -> None:
    here = office(database)
    here.asks(proof=Proof.DECLARED)
    here.logged(here.person(Role.OFFICER, "北营村"))
    assert (here.owed("北营村").status, here.owed("北营村").activities) == (Status.OPEN, 1)

    here.says_of("北营村", Status.REPORTED)
    assert here.owed("北营村").status is Status.REPORTED


def test_taking_it_back_opens_it(asked: Office) -> None:
    asked.says_of("北营村", Status.NIL, reason="没有活动")
    asked.says_of("北营村", Status.OPEN)

    assert (asked.owed("北营村").status, asked.owed("北营村").reason) == (Status.OPEN, "")


@pytest.mark.parametrize(
    ("rule_id", "period"),
    [("r9", "2026-11"), ("r1", "2026-13"), ("'; DROP TABLE obligation; --", "2026-11"), ("r1", "\x00")],
)
def test_saying_something_of_what_is_not_owed_changes_nothing(asked: Office, rule_id: str, period: str) -> None:
    village = asked.units["北营村"].id
    asked.write(Declare(rule_id, period, village, Status.NIL, asked.boss.id, at(20)))
    with asked.database.reading() as tx:
        assert duties.obligation(tx, rule_id, period, village) is None
        assert duties.obligations(tx, rule_id, period) == ()

    assert asked.owed("北营村").status is Status.OPEN


def test_opening_a_period_again_changes_nothing_that_was_said(asked: Office) -> None:
    rule = _rule(asked)
    asked.says_of("北营村", Status.NIL, reason="没有活动")
    before = asked.owed("北营村")
    asked.open(rule, NOVEMBER)

    assert asked.owed("北营村") == before


def test_a_moved_deadline_is_followed(asked: Office) -> None:
    ids = tuple(unit.id for unit in asked.units.values())
    asked.write(OpenPeriod("r1", NOVEMBER, at(28, 18), at(30, 18), ids))

    assert (asked.owed("北营村").due_at, asked.owed("北营村").closes_at) == (at(28, 18), at(30, 18))


def test_units_that_owe_no_more_are_let_go_and_come_back_with_what_they_said(asked: Office) -> None:
    asked.says_of("北营村", Status.NIL)
    others = tuple(unit.id for name, unit in asked.units.items() if name not in ("青河县", "北营村"))
    due = at(25, 18)
    asked.write(OpenPeriod("r1", NOVEMBER, due, due + GRACE, others))
    with asked.database.reading() as tx:
        assert duties.obligation(tx, "r1", NOVEMBER.key, asked.units["北营村"].id) is None
        assert {one.unit_id for one in duties.obligations(tx, "r1", NOVEMBER.key)} == set(others)
        assert duties.obligations_of(tx, asked.units["北营村"].id, asked.now) == ()

    asked.write(OpenPeriod("r1", NOVEMBER, due, due + GRACE, (*others, asked.units["北营村"].id)))
    assert asked.owed("北营村").status is Status.NIL


def test_a_new_unit_is_added(asked: Office) -> None:
    asked.unit("白杨村", Level.VILLAGE, "高桥镇")
    asked.open(_rule(asked), NOVEMBER)

    assert asked.owed("白杨村").status is Status.OPEN


def test_a_unit_sees_what_is_not_closed_the_nearest_deadline_first(database: Database) -> None:
    here = office(database)
    here.asks("r1", "青河县", NOVEMBER, OCTOBER)
    here.asks("r2", "柳林镇", NOVEMBER, title="简报")
    village = here.units["北营村"].id
    with here.database.reading() as tx:
        before = [(one.rule_id, one.span.key) for one in duties.obligations_of(tx, village, at(4, 18))]
        after = [(one.rule_id, one.span.key) for one in duties.obligations_of(tx, village, at(4, 19))]

    assert before == [("r1", "2026-10"), ("r1", "2026-11"), ("r2", "2026-11")]
    assert after == before[1:]


def test_what_is_opened_again_is_seen_after_it_closed(asked: Office) -> None:
    village = asked.units["北营村"].id
    asked.write(Reopen("r1", NOVEMBER.key, village, asked.boss.id, at(7, month=12), "停电"))
    with asked.database.reading() as tx:
        assert len(duties.obligations_of(tx, village, at(20, month=12))) == 1
        assert duties.obligations_of(tx, asked.units["紫兴社区"].id, at(20, month=12)) == ()


def test_nobody_is_asked_by_a_removed_rule(asked: Office) -> None:
    rule = _rule(asked)
    asked.write(KeepRule(replace(rule, removed=True, version=2), 1, asked.boss.id, at(20)))
    with asked.database.reading() as tx:
        assert duties.rules(tx) == ()
        assert duties.rule(tx, "r1") == replace(rule, removed=True, version=2)
        assert duties.obligations_of(tx, asked.units["北营村"].id, asked.now) == ()


def test_a_change_of_an_older_version_is_refused(asked: Office) -> None:
    rule = _rule(asked)
    asked.write(KeepRule(replace(rule, day=20, version=2), 1, asked.boss.id, at(20)))
    with pytest.raises(Stale):
        asked.write(KeepRule(replace(rule, day=28, version=2), 1, asked.boss.id, at(20)))

    assert _rule(asked).day == 20


def test_a_changed_rule_drops_its_planned_reminders_and_no_others(asked: Office) -> None:
    rule = _rule(asked)
    other = asked.asks("r10", title="简报")
    village = asked.units["北营村"].id
    for one in (rule, other):
        planned = Reminder(Errand.DUTY, f"{one.id}:2026-11:{village}", asked.boss.id, "D3", at(22, 9))
        asked.write(AddReminder(planned, at(20)))
    asked.write(KeepRule(replace(rule, version=2), 1, asked.boss.id, at(20)))

    with asked.database.reading() as tx:
        assert of_subject(tx, f"r1:2026-11:{village}") == ()
        assert len(of_subject(tx, f"r10:2026-11:{village}")) == 1


def test_periods_come_latest_first(asked: Office) -> None:
    rule = _rule(asked)
    for span in (OCTOBER, Span("2026-09", date(2026, 9, 1), date(2026, 9, 30))):
        asked.open(rule, span)
    with asked.database.reading() as tx:
        assert [span.key for span in duties.periods(tx, "r1")] == ["2026-11", "2026-10", "2026-09"]
        assert duties.periods(tx, "r9") == ()


def test_a_period_that_nobody_owes_is_opened_harmlessly(asked: Office) -> None:
    asked.write(OpenPeriod("r1", OCTOBER, at(1), at(2), ()))
    with asked.database.reading() as tx:
        assert duties.obligations(tx, "r1", OCTOBER.key) == ()


def test_everybody_in_a_subtree_and_nobody_else(asked: Office) -> None:
    people = [asked.person(Role.OFFICER, unit) for unit in ("柳林镇", "北营村", "高桥村")]
    with asked.database.reading() as tx:
        below = people_below(tx, asked.units["柳林镇"].id)
        assert {person.id for person in below} == {people[0].id, people[1].id}
        assert people_below(tx, "nowhere") == ()


def _rule(asked: Office) -> Rule:
    with asked.database.reading() as tx:
        found = duties.rule(tx, "r1")
    assert found
    return found


def test_a_wrong_write_is_no_write(asked: Office) -> None:
    with asked.database.writing() as tx:
        apply(tx, Declare("r1", NOVEMBER.key, "nowhere", Status.NIL, asked.boss.id, at(20)))
        apply(tx, Reopen("r1", "", asked.units["北营村"].id, asked.boss.id, at(20), "为什么"))

    assert asked.owed("北营村").status is Status.OPEN
