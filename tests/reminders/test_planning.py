"""Which reminders there are by now, for whom, and that whoever plans them plans the same."""

import pytest

from reminders.planning import digest_reminders, duty_reminders
from storage.model.duties import Obligation, Reminder, Status
from storage.model.people import Person, Role
from storage.model.standing import reminded
from tests.reminders.samples import a_person, a_rule, at, owed, period
from tests.timetable import TIMETABLE

RULE = a_rule()
SPAN = period(RULE, "2026-11-01")
OFFICER, BOSS = a_person("p1"), a_person("p2", Role.COORDINATOR)
HELPER, OTHER_HELPER = a_person("p3", Role.VOLUNTEER), a_person("p4", Role.VOLUNTEER)


def planned(moment: str, *obligations: Obligation, people: tuple[Person, ...] = (OFFICER,)) -> tuple[Reminder, ...]:
    return duty_reminders(RULE, SPAN, obligations, {"village": people}, at(moment), TIMETABLE)


@pytest.mark.parametrize(
    ("moment", "slots"),
    [
        ("2026-11-20 08:59", []),
        ("2026-11-20 09:00", ["D3"]),
        ("2026-11-24 12:00", ["D3", "D1"]),
        ("2026-11-25 12:00", ["D3", "D1", "D0"]),
        ("2026-11-28 12:00", ["D3", "D1", "D0"]),  # too late to be sent, not to be on record
    ],
)
def test_every_slot_that_has_come_is_planned(moment: str, slots: list[str]) -> None:
    assert [one.slot.partition("-")[0] for one in planned(moment, owed(RULE, SPAN))] == slots


@pytest.mark.parametrize("status", [one for one in Status if one is not Status.OPEN])
def test_nothing_is_planned_for_who_said_how_it_stands(status: Status) -> None:
    assert planned("2026-11-25 12:00", owed(RULE, SPAN, status)) == ()


def test_the_id_says_rule_period_unit_person_and_slot() -> None:
    (one,) = planned("2026-11-20 09:00", owed(RULE, SPAN))

    assert one.id == "duty:r1:2026-11:village:p1:D3-2026-11-25"
    assert one.moment == at("2026-11-20 09:00")


def test_who_plans_later_plans_the_same_and_more() -> None:
    early, late = (planned(moment, owed(RULE, SPAN)) for moment in ("2026-11-20 09:00", "2026-11-25 12:00"))

    assert set(early) < set(late)


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ((OFFICER, HELPER), (OFFICER,)),
        ((HELPER, BOSS), (BOSS,)),
        ((BOSS, OFFICER), (BOSS, OFFICER)),
        ((HELPER, OTHER_HELPER), (HELPER, OTHER_HELPER)),
        ((), ()),
    ],
)
def test_people_of_the_role_or_above_are_reminded_else_everybody_of_the_unit(
    people: tuple[Person, ...], expected: tuple[Person, ...]
) -> None:
    assert reminded(RULE, people) == expected


def test_a_rule_for_volunteers_reminds_everybody() -> None:
    assert reminded(a_rule(role=Role.VOLUNTEER), (OFFICER, HELPER, BOSS)) == (OFFICER, HELPER, BOSS)


def test_a_unit_without_people_is_passed_over_and_the_others_are_not() -> None:
    obligations = (owed(RULE, SPAN, unit_id="empty"), owed(RULE, SPAN))

    assert {one.subject for one in planned("2026-11-20 09:00", *obligations)} == {"r1:2026-11:village"}


def test_the_digest_is_planned_once_its_morning_has_come() -> None:
    early = digest_reminders(RULE, SPAN, [owed(RULE, SPAN)], (BOSS,), at("2026-11-26 08:59"), TIMETABLE)
    (one,) = digest_reminders(RULE, SPAN, [owed(RULE, SPAN)], (BOSS,), at("2026-11-26 09:00"), TIMETABLE)

    assert early == ()
    assert one.id == "digest:r1:2026-11:p2:digest-2026-11-25"
