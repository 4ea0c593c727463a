"""Whether a planned reminder is sent, waits or is skipped, and why."""

from dataclasses import replace
from datetime import UTC, date, time
from typing import Any

import pytest

from reminders.slots import slots
from reminders.verdicts import SEND, Case, Reason, Skip, Verdict, Wait, verdict
from storage.model.activity import Particulars
from storage.model.duties import Cycle, Errand, Reminder, Rule, Status
from storage.model.people import Preferences
from storage.model.plans import Plan, PlanState
from tests.reminders.samples import a_person, a_rule, at, nudge, owed, period
from tests.timetable import TIMETABLE

RULE = a_rule()
SPAN = period(RULE, "2026-11-01")
D3, D1, D0 = (nudge(RULE, SPAN, one.name, one.moment) for one in slots(RULE, TIMETABLE.due(RULE, SPAN), TIMETABLE))
PERSON = a_person()
CASE = Case(D1, PERSON, RULE, owed(RULE, SPAN))


def judged(moment: str, case: Case = CASE, **other: Any) -> Verdict:  # noqa: ANN401 - whatever a case has
    return verdict(replace(case, **other), at(moment), TIMETABLE)


def changed(**said: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a rule has
    """The rule as it is now, with the obligation as it follows from it."""
    rule = replace(RULE, **said)
    return {"rule": rule, "obligation": owed(rule, SPAN)}


def person(**said: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a person chose
    return {"person": a_person(preferences=Preferences(**said))}


def test_what_is_owed_is_reminded_of_in_working_hours() -> None:
    assert judged("2026-11-24 09:00") == SEND
    assert judged("2026-11-24 17:59") == SEND
    assert verdict(CASE, at("2026-11-24 09:00").astimezone(UTC), TIMETABLE) == SEND


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (Status.REPORTED, Reason.REPORTED),
        (Status.NIL, Reason.NIL),
        (Status.LEAVE, Reason.LEAVE),
        (Status.EXEMPT, Reason.EXEMPT),
    ],
)
def test_nobody_is_reminded_of_what_is_settled(status: Status, reason: Reason) -> None:
    assert judged("2026-11-24 09:00", obligation=owed(RULE, SPAN, status)) == Skip(reason)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"person": None}, Reason.LEFT),
        ({"person": a_person(unit_id="another")}, Reason.LEFT),
        ({"rule": None}, Reason.CHANGED),
        ({"obligation": None}, Reason.CHANGED),
        (changed(paused=True), Reason.CHANGED),
        (changed(removed=True), Reason.CHANGED),
        (changed(day=28), Reason.CHANGED),
        (changed(cadence=(3, 0)), Reason.CHANGED),
        ({"rule": replace(RULE, day=28)}, Reason.CHANGED),  # and nobody has looked at the period since
        ({"rule": replace(RULE, cycle=Cycle.QUARTER)}, Reason.CHANGED),
        ({"rule": replace(RULE, cycle=Cycle.ONCE, on=date(2026, 11, 25))}, Reason.CHANGED),
        ({"latest": D0.moment}, Reason.SUPERSEDED),
        (person(muted_until=date.max), Reason.MUTED),
        (person(muted_until=date(2026, 11, 26)), Reason.MUTED),
        (person(quiet_from=time(8), quiet_to=time(18)), Reason.PASSED),
    ],
)
def test_what_is_of_no_use_any_more_is_skipped_with_its_reason(other: dict[str, Any], reason: Reason) -> None:
    assert judged("2026-11-24 09:00", **other) == Skip(reason)


@pytest.mark.parametrize("other", [{}, {"latest": D1.moment}, {"latest": D3.moment}, changed(title="总结", grace=3)])
def test_what_changes_nothing_is_sent(other: dict[str, Any]) -> None:
    assert judged("2026-11-24 09:00", **other) == SEND


@pytest.mark.parametrize(
    ("moment", "other", "until"),
    [
        ("2026-11-24 08:59", {}, "2026-11-24 09:00"),
        ("2026-11-24 18:00", {}, "2026-11-25 09:00"),
        ("2026-11-21 12:00", {"reminder": D3}, "2026-11-23 09:00"),
        ("2026-11-24 09:00", person(quiet_from=time(21), quiet_to=time(10)), "2026-11-24 10:00"),
        ("2026-11-24 09:00", person(muted_until=date(2026, 11, 25)), "2026-11-25 09:00"),
        ("2026-11-24 09:00", {"told_today": True}, "2026-11-25 09:00"),
        ("2026-11-24 09:00", changed(remind_at=time(14)), "2026-11-24 14:00"),
    ],
)
def test_what_is_still_of_use_later_waits(moment: str, other: dict[str, Any], until: str) -> None:
    assert judged(moment, **other) == Wait(at(until))


def test_after_the_deadline_a_nudge_is_of_no_use() -> None:
    assert judged("2026-11-25 17:59", reminder=D0) == SEND
    assert judged("2026-11-25 18:00", reminder=D0) == Skip(Reason.PASSED)
    assert judged("2026-11-25 12:00", reminder=D0, told_today=True) == Skip(Reason.TODAY)


def test_what_was_put_off_to_another_day_is_sent_then_unless_a_later_slot_has_come() -> None:
    later = nudge(RULE, SPAN, "later-2026-11-23", at("2026-11-23 09:00"))

    assert judged("2026-11-23 09:00", reminder=later) == SEND
    assert judged("2026-11-23 09:00", reminder=D3, latest=later.moment) == Skip(Reason.SUPERSEDED)
    assert judged("2026-11-24 09:00", reminder=later, latest=D1.moment) == Skip(Reason.SUPERSEDED)
    assert judged("2026-11-25 18:00", reminder=later) == Skip(Reason.PASSED)
    assert judged("2026-11-23 09:00", reminder=later, **changed(day=28)) == SEND


def test_a_nudge_by_hand_is_of_use_as_long_as_a_late_report_counts() -> None:
    now = nudge(RULE, SPAN, "now-2026-11-27", at("2026-11-27 10:00"))

    assert judged("2026-11-27 10:00", reminder=now) == SEND
    assert judged("2026-12-07 10:00", reminder=now) == Skip(Reason.PASSED)
    reopened = replace(owed(RULE, SPAN), reopened_at=at("2026-12-06 10:00"))
    assert judged("2026-12-07 10:00", reminder=now, obligation=reopened) == SEND


def test_every_reason_is_said_in_its_own_words() -> None:
    assert len({str(reason) for reason in Reason}) == len(Reason)


DIGEST = Reminder(Errand.DIGEST, "r1:2026-11", "p1", "digest-2026-11-25", at("2026-11-26 09:00"))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (RULE, SEND),
        (None, Skip(Reason.CHANGED)),
        (replace(RULE, paused=True), Skip(Reason.CHANGED)),
        (replace(RULE, removed=True), Skip(Reason.CHANGED)),
    ],
)
def test_the_digest_comes_as_long_as_there_is_the_rule(rule: Rule | None, expected: Verdict) -> None:
    assert judged("2026-11-26 09:00", Case(DIGEST, PERSON, rule)) == expected


def test_the_digest_waits_for_working_hours_however_late_it_is() -> None:
    assert judged("2026-11-28 09:00", Case(DIGEST, PERSON, RULE)) == Wait(at("2026-11-30 09:00"))


PLAN = Plan("a1", "p1", "village", Particulars(), date(2026, 11, 20), "周五讲座", at("2026-11-18 10:00"))
ASKED = Reminder(Errand.PLAN, "a1", "p1", "2026-11-20", at("2026-11-23 09:00"))


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (PLAN, SEND),
        (replace(PLAN, state=PlanState.HELD), Skip(Reason.SETTLED)),
        (replace(PLAN, state=PlanState.CANCELLED), Skip(Reason.SETTLED)),
        (replace(PLAN, day=date(2026, 11, 27)), Skip(Reason.SETTLED)),
        (None, Skip(Reason.SETTLED)),
    ],
)
def test_a_plan_is_asked_about_until_somebody_says_what_became_of_it(plan: Plan | None, expected: Verdict) -> None:
    assert judged("2026-11-23 09:00", Case(ASKED, PERSON, plan=plan)) == expected


OWN = Reminder(Errand.OWN, "w1", "p1", "2026-11-22T07:00", at("2026-11-22 07:00"))


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, SEND),  # a Sunday at seven
        ({"quiet_from": time(21), "quiet_to": time(8)}, SEND),
        ({"muted_until": date(2026, 11, 23)}, Skip(Reason.MUTED)),
        ({"muted_until": date(2026, 11, 22)}, SEND),
    ],
)
def test_ones_own_reminder_comes_at_the_hour_one_chose_unless_one_wants_none(
    chosen: dict[str, Any], expected: Verdict
) -> None:
    assert judged("2026-11-22 07:00", Case(OWN, a_person(preferences=Preferences(**chosen)))) == expected


@pytest.mark.parametrize("reminder", [D1, DIGEST, ASKED, OWN])
def test_who_left_gets_nothing(reminder: Reminder) -> None:
    assert judged("2026-11-26 09:00", Case(reminder, None, RULE)) == Skip(Reason.LEFT)
