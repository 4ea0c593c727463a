"""Plans as dialogs: kept, moved, cancelled, held; and when nothing has to be asked any more."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handlers.cometrue import already_held
from handlers.scene import Result
from handlers.state import Dialog, Draft, Idle, Moving
from handlers.turn import Said, Tapped
from storage.apply import apply
from storage.database import Database
from storage.model.activity import Activity, Amount, Particulars
from storage.model.people import Person, Role
from storage.model.plans import Plan, PlanState
from storage.model.writes import AddActivity, KeepPlan
from tests.ledgers import NOW, County

ID = "0123456789ab"
TOLD = Particulars(
    title="防震讲座", kind="讲座", start=date(2026, 11, 20), venue="北营村", attendance=Amount(60, words="预计60人")
)


@pytest.fixture
def county(tmp_path: Path) -> County:
    database = Database(f"sqlite:///{tmp_path / 'kepu.sqlite'}")
    database.upgrade()
    return County(database).found()


@pytest.fixture
def person(county: County) -> Person:
    return county.person(Role.VOLUNTEER, "北营村")


def planned(person: Person, **more: object) -> Plan:
    plan = Plan(ID, person.id, person.unit_id, TOLD, date(2026, 11, 20), "周五讲防震", NOW)
    return replace(plan, **more)  # type: ignore[arg-type]  # names are a plan's


def keep(county: County, plan: Plan) -> Plan:
    with county.database.writing() as tx:
        apply(tx, KeepPlan(plan, NOW))
    return plan


def written(outcome: Result) -> tuple[Plan, ...]:
    return tuple(write.plan for write in outcome.writes if isinstance(write, KeepPlan))


def test_every_plan_of_a_message_with_a_day_is_kept(county: County, person: Person) -> None:
    first, second = written(county.outcome(person, Said("下周三在北营村讲防火，下周五在紫兴社区搞义诊")))

    assert (first.day, second.day) == (date(2026, 11, 25), date(2026, 11, 27))
    assert first.id != second.id
    assert (first.person_id, first.unit_id, first.state) == (person.id, person.unit_id, PlanState.PLANNED)


@pytest.mark.parametrize("text", ["准备在北营村办个防震讲座", "昨天在北营村讲防震，来了80人", "下周三开会"])
def test_what_has_no_day_ahead_is_no_plan(county: County, person: Person, text: str) -> None:
    assert written(county.outcome(person, Said(text))) == ()


def test_a_plan_told_again_is_kept_once(county: County, person: Person) -> None:
    (plan,) = written(county.outcome(person, Said("下周三在北营村讲防火")))
    keep(county, plan)

    assert written(county.outcome(person, Said("下周三在北营村讲防火"))) == ()


def test_held_opens_a_draft_without_the_figures_that_were_planned(county: County, person: Person) -> None:
    keep(county, planned(person))
    waiting = Draft("other")

    outcome = county.outcome(person, Tapped(f"l:{ID}:held"), Dialog(drafts=(waiting,)))

    draft, other = outcome.state.drafts
    assert (draft.id, other) == (ID, waiting)
    assert draft.particulars == replace(TOLD, attendance=Amount())
    assert [one.state for one in written(outcome)] == [PlanState.HELD]


def test_a_second_tap_opens_no_second_draft(county: County, person: Person) -> None:
    keep(county, planned(person))
    first = county.outcome(person, Tapped(f"l:{ID}:held"))
    keep(county, planned(person, state=PlanState.HELD))

    second = county.outcome(person, Tapped(f"l:{ID}:held"), first.state)

    assert second.state.drafts == first.state.drafts
    assert second.writes == ()


def test_what_is_logged_already_is_not_opened_again(county: County, person: Person) -> None:
    keep(county, planned(person, state=PlanState.HELD))
    with county.database.writing() as tx:
        apply(tx, AddActivity(record(person, id=ID)))

    outcome = county.outcome(person, Tapped(f"l:{ID}:held"))

    assert outcome.state.drafts == ()
    assert outcome.writes == ()


def test_another_day_is_asked_until_it_is_one_ahead(county: County, person: Person) -> None:
    keep(county, planned(person))
    asked = county.outcome(person, Tapped(f"l:{ID}:move"))
    past = county.outcome(person, Said("11月3号"), asked.state)
    moved = county.outcome(person, Said("推迟一周"), past.state)

    assert isinstance(past.state.task, Moving)
    assert written(past) == ()
    assert [(one.day, one.particulars.start) for one in written(moved)] == [(date(2026, 11, 27), date(2026, 11, 27))]
    assert isinstance(moved.state.task, Idle)


def test_a_plan_of_several_days_keeps_their_number(county: County, person: Person) -> None:
    days = replace(TOLD, start=date(2026, 11, 19), end=date(2026, 11, 20))
    keep(county, planned(person, particulars=days))

    (moved,) = written(county.outcome(person, Tapped(f"l:{ID}:to20261127")))

    assert (moved.particulars.start, moved.particulars.end) == (date(2026, 11, 26), date(2026, 11, 27))


def test_cancelled_twice_is_cancelled_once_and_can_be_taken_back(county: County, person: Person) -> None:
    keep(county, planned(person))
    keep(county, written(county.outcome(person, Tapped(f"l:{ID}:cancelled")))[0])

    assert written(county.outcome(person, Tapped(f"l:{ID}:cancelled"))) == ()
    assert written(county.outcome(person, Tapped(f"l:{ID}:held"))) == ()
    assert [one.state for one in written(county.outcome(person, Tapped(f"l:{ID}:again")))] == [PlanState.PLANNED]


@pytest.mark.parametrize("verb", ["held", "move", "cancelled", "again", "to20261127", "x"])
def test_nobody_touches_somebody_elses(county: County, person: Person, verb: str) -> None:
    keep(county, planned(person))
    other = county.person(Role.COORDINATOR, "青河县")

    outcome = county.outcome(other, Tapped(f"l:{ID}:{verb}"))

    assert outcome.writes == ()
    assert outcome.state.drafts == ()


def record(person: Person, **more: object) -> Activity:
    activity = Activity("a1", "2026-0001", replace(TOLD, title="讲座", kind="讲座"), person.unit_id, person.id, NOW)
    return replace(activity, **more)  # type: ignore[arg-type]  # names are an activity's


PERSON = Person("p", "小林", Role.VOLUNTEER, "u")


@pytest.mark.parametrize(
    "activity",
    [
        record(PERSON),
        record(PERSON, recorder_id="colleague"),
        record(PERSON, unit_id="other"),
        record(PERSON, particulars=replace(TOLD, venue="北营村文化大院")),
        record(PERSON, particulars=replace(TOLD, venue="紫兴社区")),
        record(PERSON, particulars=replace(TOLD, title="", venue="")),
    ],
    ids=["same place", "by a colleague", "in another unit", "a place within it", "same name", "same kind, no place"],
)
def test_a_record_shows_that_a_plan_was_held(activity: Activity) -> None:
    assert already_held(planned(PERSON), (activity,))


@pytest.mark.parametrize(
    "activity",
    [
        record(PERSON, withdrawn="记错了"),
        record(PERSON, recorder_id="stranger", unit_id="other"),
        record(PERSON, particulars=replace(TOLD, start=date(2026, 11, 19))),
        record(PERSON, particulars=replace(TOLD, start=None)),
        record(PERSON, particulars=replace(TOLD, title="", venue="紫兴社区")),
        record(PERSON, particulars=replace(TOLD, title="", kind="竞赛", venue="")),
    ],
    ids=["withdrawn", "somebody else's", "another day", "no day", "another place", "another kind"],
)
def test_other_records_do_not(activity: Activity) -> None:
    assert not already_held(planned(PERSON), (activity,))


def test_what_a_colleague_has_recorded_is_on_the_list_no_more(county: County, person: Person) -> None:
    keep(county, planned(person))
    county.now = NOW.replace(day=21)
    before = str(county.says(person, "/plans"))
    colleague = county.person(Role.OFFICER, "北营村")
    county.record(colleague, replace(TOLD, attendance=Amount(55, words="55人")))
    after = str(county.says(person, "/plans"))

    assert "防震讲座" in before
    assert "防震讲座" not in after


def test_a_plan_that_is_still_to_come_stays_whatever_was_recorded(county: County, person: Person) -> None:
    keep(county, planned(person, day=date(2026, 12, 20), particulars=replace(TOLD, start=date(2026, 12, 20))))
    county.record(county.person(Role.OFFICER, "北营村"), TOLD)

    assert "防震讲座" in str(county.says(person, "/plans"))
