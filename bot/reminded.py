"""What a reminder is about at this moment, what becomes of it, and what it says."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.turn import TurnFacts
from handlers import cometrue, plans, wishes
from handlers.digest import digest
from handlers.nudge import Owed, nudge
from handlers.texts import deliveries as delivery_texts
from handlers.turn import Reply
from reminders.verdicts import Case, Verdict, verdict
from storage import deliveries, reminders
from storage.database import Transaction
from storage.model.duties import Errand, Obligation, Reminder, Rule
from storage.model.people import Person
from storage.model.plans import Plan


@dataclass(frozen=True, slots=True)
class Reminded:
    """Asks within one transaction, at one moment; `at` is in the zone of the ledger."""

    tx: Transaction
    facts: TurnFacts
    at: datetime
    _duties: dict[str, tuple[Rule | None, Obligation | None]] = field(default_factory=dict)

    def verdict(self, one: Reminder, *, told_today: bool) -> Verdict:
        """Whether it is sent now, waits, or is of no use any more."""
        rule, owed = self._duty(one)
        case = Case(
            reminder=one,
            person=self.facts.person(one.person_id),
            rule=rule,
            obligation=owed,
            plan=self._plan(one) if one.errand is Errand.PLAN else None,
            latest=reminders.latest(self.tx, one, self.at) if one.errand is Errand.DUTY else None,
            told_today=told_today,
        )
        return verdict(case, self.at, self.facts.timetable)

    def _plan(self, one: Reminder) -> Plan | None:
        """The plan of a subject, unless somebody of the unit has logged meanwhile that it was held."""
        plan = self.facts.plan(one.subject)
        return None if plan is None or cometrue.recorded(plan, self.facts) else plan

    def _duty(self, one: Reminder) -> tuple[Rule | None, Obligation | None]:
        """The rule and the obligation of a subject ("rule:period:unit"); None where it is about neither."""
        if one.errand not in (Errand.DUTY, Errand.DIGEST):
            return None, None
        if one.subject not in self._duties:
            self._duties[one.subject] = self._asked(one.subject)
        return self._duties[one.subject]

    def _asked(self, subject: str) -> tuple[Rule | None, Obligation | None]:
        rule_id, period, *unit = subject.split(":")
        owed = self.facts.obligation(rule_id, period, unit[0]) if unit else None
        return self.facts.rule(rule_id), owed

    def replies(self, wanted: Sequence[Reminder]) -> tuple[Reply, ...]:
        """What reminders of one person that go out together say; nothing where there is nothing to say any more."""
        first = wanted[0]
        person = self.facts.person(first.person_id)
        if person is None:
            return ()
        match first.errand:
            case Errand.DUTY:
                owed = tuple(self._owed(wanted))
                return (nudge(person, owed, self.at.date()),) if owed else ()
            case Errand.DIGEST:
                return self._digest(first, person)
            case Errand.PLAN:
                plan = self.facts.plan(first.subject)
                return (plans.question(plan, self.at.date()),) if plan else ()
            case Errand.OWN:
                wish = self.facts.wish(first.subject)
                return (wishes.due(wish, person),) if wish else ()

    def _owed(self, wanted: Sequence[Reminder]) -> Iterator[Owed]:
        for one in wanted:
            rule, owed = self._duty(one)
            unit = self.facts.unit(owed.unit_id) if owed else None
            if rule is not None and owed is not None and unit is not None:
                yield Owed(rule, replace(owed, due_at=owed.due_at.astimezone(self.at.tzinfo)), unit)

    def _digest(self, one: Reminder, person: Person) -> tuple[Reply, ...]:
        rule, _ = self._duty(one)
        if rule is None:
            return ()
        period = one.subject.split(":")[1]
        units = self.facts.units_below(rule.unit_id)
        missed = deliveries.unreached(self.tx, f"{one.subject}:")
        failed = Counter[str]()
        for (fate, reason), count in missed.items():
            failed[delivery_texts.short(fate, reason)] += count
        return digest(person, rule, self.facts.obligations(rule.id, period), units, self.at, failed)
