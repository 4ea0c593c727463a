"""The questions a dialog may ask about deadlines, plans, reminders and registers (`handlers.agenda.Agenda`)."""

from datetime import datetime

from storage import deliveries, duties, people, plans, registers, reminders
from storage.database import Transaction
from storage.model.deliveries import Deliveries
from storage.model.duties import Obligation, Reminder, Rule, Span, Wish
from storage.model.people import Person
from storage.model.plans import Plan
from storage.model.registers import RegisterEntry


class DutyFacts:
    """Answers from the ledger as the transaction sees it, the turn's own earlier writes included."""

    def __init__(self, tx: Transaction) -> None:
        """Ask within `tx`."""
        self._tx = tx

    def rules(self) -> tuple[Rule, ...]:
        """Every deadline rule that was not removed, oldest first; paused ones included."""
        return duties.rules(self._tx)

    def rule(self, rule_id: str) -> Rule | None:
        """A deadline rule by id, removed ones included."""
        return duties.rule(self._tx, rule_id)

    def periods(self, rule_id: str) -> tuple[Span, ...]:
        """The periods of a rule that were opened so far, latest first."""
        return duties.periods(self._tx, rule_id)

    def obligations(self, rule_id: str, period: str) -> tuple[Obligation, ...]:
        """Who owes a period of a rule and how each stands."""
        return duties.obligations(self._tx, rule_id, period)

    def obligations_of(self, unit_id: str, at: datetime) -> tuple[Obligation, ...]:
        """What a unit owes in periods that are open at that moment, the nearest deadline first."""
        return duties.obligations_of(self._tx, unit_id, at)

    def entries_below(self, unit_id: str | None) -> tuple[RegisterEntry, ...]:
        """The entries of registers of a unit and all below it, newest day first; those taken back are left out."""
        return registers.entries(self._tx, unit_id)

    def entry(self, entry_id: str) -> RegisterEntry | None:
        """An entry of a register by id, one that was taken back included."""
        return registers.entry(self._tx, entry_id)

    def entry_versions(self, entry_id: str) -> tuple[RegisterEntry, ...]:
        """All versions of an entry, oldest first."""
        return registers.versions(self._tx, entry_id)

    def obligation(self, rule_id: str, period: str, unit_id: str) -> Obligation | None:
        """One obligation; None where there is none."""
        return duties.obligation(self._tx, rule_id, period, unit_id)

    def people_of(self, unit_id: str) -> tuple[Person, ...]:
        """Who is in a unit (not below it), in the order they joined."""
        return people.people_of(self._tx, unit_id)

    def people_below(self, unit_id: str) -> tuple[Person, ...]:
        """Who is in a unit or anywhere below it, in the order they joined."""
        return people.people_below(self._tx, unit_id)

    def plan(self, plan_id: str) -> Plan | None:
        """A planned activity by id, whatever became of it."""
        return plans.plan(self._tx, plan_id)

    def plans_of(self, person_id: str) -> tuple[Plan, ...]:
        """A person's planned activities of which nothing became yet, the nearest day first."""
        return plans.plans_of(self._tx, person_id)

    def wish(self, wish_id: str) -> Wish | None:
        """A reminder somebody asked for, by id."""
        return plans.wish(self._tx, wish_id)

    def wishes_of(self, person_id: str) -> tuple[Wish, ...]:
        """The reminders a person asked for that are to come, the next first."""
        return plans.wishes_of(self._tx, person_id)

    def last_reminder(self, person_id: str) -> Reminder | None:
        """The reminder that was handed out to a person last."""
        return reminders.last_handed(self._tx, person_id)

    def deliveries(self, unit_id: str, since: datetime, first: int, count: int) -> Deliveries:
        """What became of the reminders of a subtree's people, with a page of those that did not go out."""
        return deliveries.deliveries(self._tx, unit_id, since, first, count)
