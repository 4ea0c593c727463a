"""Plans and reminders for oneself, and what became of reminders of a subtree."""

from dataclasses import replace
from datetime import date, time, timedelta

from storage import deliveries, outbox, plans, reminders
from storage.apply import apply
from storage.database import Database, Transaction
from storage.model.activity import Particulars
from storage.model.deliveries import Fate
from storage.model.duties import Errand, Reminder, Wish
from storage.model.people import Account, Person
from storage.model.plans import Plan, PlanState
from storage.model.writes import KeepPlan, KeepWish
from tests.storage.samples import AT, county, facts

SINCE = AT - timedelta(days=30)
PLAN = Plan("plan1", "volunteer", "", Particulars(title="防震讲座"), date(2026, 3, 18), "下周三讲防震", AT)


def kept(tx: Transaction, plan: Plan) -> Plan:
    apply(tx, KeepPlan(plan, AT))
    return plan


def test_a_plan_is_kept_moved_and_cancelled_under_one_id(database: Database) -> None:
    village = county(database).village
    with database.writing() as tx:
        plan = kept(tx, replace(PLAN, unit_id=village.id))
        moved = kept(tx, replace(plan, day=date(2026, 3, 25)))
        later = kept(tx, replace(plan, id="plan2", day=date(2026, 3, 20)))

        assert [one.id for one in plans.plans_of(tx, "volunteer")] == [later.id, moved.id]
        assert [one.id for one in plans.plans_until(tx, date(2026, 3, 20))] == [later.id]

        kept(tx, replace(moved, state=PlanState.CANCELLED))
        found = plans.plan(tx, plan.id)

        assert found is not None
        assert (found.state, found.day) == (PlanState.CANCELLED, moved.day)
        assert [one.id for one in plans.plans_of(tx, "volunteer")] == [later.id]
        assert plans.plans_of(tx, "officer") == ()


def test_a_wish_is_to_come_until_it_is_over(database: Database) -> None:
    county(database)
    wish = Wish("wish1", "volunteer", "交台账", AT + timedelta(hours=1), time(11, 30))
    with database.writing() as tx:
        apply(tx, KeepWish(wish, AT))

        assert [one.id for one in plans.wishes_of(tx, "volunteer")] == ["wish1"]
        assert plans.wishes_due(tx, AT) == ()
        assert [one.id for one in plans.wishes_due(tx, AT + timedelta(hours=1))] == ["wish1"]

        apply(tx, KeepWish(replace(wish, next_at=None), AT))

        assert plans.wishes_of(tx, "volunteer") == ()
        assert plans.wish(tx, "wish1") == replace(wish, next_at=None)


def reminded(tx: Transaction, person: Person, nth: int, errand: Errand = Errand.DUTY) -> Reminder:
    one = Reminder(errand, f"rule:2026-0{nth}:unit", person.id, "D1", AT - timedelta(days=nth))
    reminders.plan(tx, (one,), AT)
    return one


def handed(tx: Transaction, one: Reminder) -> str:
    message = f"nudge:{one.id}"
    outbox.put(tx, message, Account("web", one.person_id), b"{}", AT)
    reminders.hand(tx, (one.id,), message)
    return message


def test_the_fate_of_a_reminder_is_its_own_or_that_of_its_message(database: Database) -> None:
    here = county(database)
    with database.writing() as tx:
        waiting, sent, failed, uncertain, skipped, settled = (reminded(tx, here.volunteer, nth) for nth in range(1, 7))
        handed(tx, waiting)
        outbox.sent(tx, handed(tx, sent), AT)
        outbox.failed(tx, handed(tx, failed), "blocked")
        outbox.uncertain(tx, handed(tx, uncertain), "no answer")
        reminders.skip(tx, skipped.id, "muted")
        outbox.skipped(tx, handed(tx, settled), "reported")

        seen = deliveries.deliveries(tx, here.township.id, SINCE, 0, 10)

        counts = {Fate.WAITING: 1, Fate.SENT: 1, Fate.FAILED: 1, Fate.UNCERTAIN: 1, Fate.SKIPPED: 2}
        assert (seen.counts, seen.left_out) == (counts, 4)
        assert [(one.reminder.subject, one.fate, one.reason) for one in seen.undelivered] == [
            (failed.subject, Fate.FAILED, "blocked"),
            (uncertain.subject, Fate.UNCERTAIN, "no answer"),
            (skipped.subject, Fate.SKIPPED, "muted"),
            (settled.subject, Fate.SKIPPED, "reported"),
        ]
        assert {(one.person, one.unit) for one in seen.undelivered} == {(here.volunteer.name, here.village.name)}


def test_only_the_own_subtree_is_seen_and_no_private_reminder(database: Database) -> None:
    here = county(database)
    with database.writing() as tx:
        reminders.skip(tx, reminded(tx, here.coordinator, 1).id, "muted")
        reminders.skip(tx, reminded(tx, here.volunteer, 2, Errand.OWN).id, "muted")
        reminders.skip(tx, reminded(tx, here.volunteer, 3).id, "left")

        assert deliveries.deliveries(tx, here.township.id, SINCE, 0, 10).counts == {Fate.SKIPPED: 1}
        assert deliveries.deliveries(tx, here.root.id, SINCE, 0, 10).counts == {Fate.SKIPPED: 2}
        assert len(deliveries.deliveries(tx, here.root.id, SINCE, 1, 10).undelivered) == 1
        assert deliveries.deliveries(tx, here.root.id, AT, 0, 10).counts == {}
        assert deliveries.deliveries(tx, "nobody", SINCE, 0, 10).counts == {}


def test_the_last_reminder_is_the_latest_that_was_handed_out(database: Database) -> None:
    here = county(database)
    with database.writing() as tx:
        assert facts(tx).last_reminder("volunteer") is None

        older, newer = reminded(tx, here.volunteer, 3), reminded(tx, here.volunteer, 2)
        reminded(tx, here.volunteer, 1)
        for one in (newer, older):
            handed(tx, one)

        last = facts(tx).last_reminder("volunteer")

        assert last is not None
        assert last.id == newer.id
