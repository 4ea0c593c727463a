"""A tick in memory: plans and judges with `reminders` as the real one does, and keeps what became of everything."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from reminders.deadlines import Deadlines
from reminders.planning import digest_reminders, duty_reminders
from reminders.verdicts import Case, Reason, Send, Skip, Verdict, Wait, verdict
from storage.model.duties import Errand, Obligation, Reminder, Rule, Span, owing_units
from storage.model.people import Person, Role
from tests.reminders.history import State


@dataclass(slots=True)
class Sent:
    """One reminder that went out, with how things stood in that moment."""

    at: datetime
    reminder: Reminder
    person: Person
    obligation: Obligation | None


@dataclass(slots=True)
class Memory:
    """The ledger of one county, ticking; `planned`, `handed` and `skipped` hold every reminder by its id."""

    timetable: Deadlines
    owed: dict[tuple[str, str], tuple[datetime, datetime, tuple[str, ...]]] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    planned: dict[str, Reminder] = field(default_factory=dict)
    handed: dict[str, Reminder] = field(default_factory=dict)
    skipped: dict[str, Reason] = field(default_factory=dict)
    days: set[tuple[str, date]] = field(default_factory=set)
    sent: list[Sent] = field(default_factory=list)
    spans: dict[tuple[str, str], Span] = field(default_factory=dict)
    moments: dict[tuple[str, str], list[datetime]] = field(default_factory=lambda: defaultdict(list))

    def tick(self, state: State, at: datetime) -> list[Sent]:
        """What goes out now."""
        self._forget_changed(state)
        by_unit: dict[str, list[Person]] = defaultdict(list)
        for person in state.people.values():
            by_unit[person.unit_id].append(person)
        for rule in state.rules.values():
            for span in self.timetable.watched(rule, at):
                self._plan(rule, span, by_unit, state, at)
        now = tuple(self._hand_out(state, at))
        self.sent += now
        self.days |= {self._day(one) for one in now if one.reminder.errand is Errand.DUTY}
        return list(now)

    def _day(self, one: Sent) -> tuple[str, date]:
        return one.person.id, one.at.astimezone(self.timetable.zone).date()

    def _forget_changed(self, state: State) -> None:
        """What was planned by a rule that is changed is planned anew, as when it is kept."""
        changed = {name for name, rule in state.rules.items() if self.rules.get(name) is not rule}
        if changed and self.planned:
            kept = self.planned.items()
            self.planned = {name: one for name, one in kept if one.subject.split(":")[0] not in changed}
        self.rules = dict(state.rules)

    def _plan(self, rule: Rule, span: Span, people: dict[str, list[Person]], state: State, at: datetime) -> None:
        stood, _, _ = self.owed.get((rule.id, span.key), (None, None, ()))
        due, closes = self.timetable.terms(rule, span, stood, at)
        if closes >= at:
            owing = tuple(unit.id for unit in owing_units(rule, tuple(state.units.values())))
            self.owed[rule.id, span.key] = due, closes, owing
            self.spans[rule.id, span.key] = span
        known = tuple(self._obligations(state, rule, span))
        above = [one for one in people[rule.unit_id] if one.role is Role.COORDINATOR]
        wanted = (
            *duty_reminders(rule, span, known, people, at, self.timetable),
            *digest_reminders(rule, span, known, above, at, self.timetable),
        )
        for one in wanted:
            if one.id not in self.handed and one.id not in self.skipped:
                self.planned.setdefault(one.id, one)

    def _obligations(self, state: State, rule: Rule, span: Span) -> Iterator[Obligation]:
        terms = self.owed.get((rule.id, span.key))
        if terms is None:
            return
        due, closes, owing = terms
        for unit_id in owing:
            status = state.settled(rule.id, unit_id, span.first, span.last)
            yield Obligation(rule.id, span, unit_id, due, closes, status)

    def _hand_out(self, state: State, at: datetime) -> Iterator[Sent]:
        due = sorted(
            (one for one in self.planned.values() if one.moment <= at),
            key=lambda one: (one.person_id, one.moment, one.id),
        )
        gone: set[tuple[str, str]] = set()
        for one in due:
            case = self._case(state, one, at)
            judged = verdict(case, at, self.timetable)
            if isinstance(judged, Send) and (one.person_id, one.subject) in gone:
                judged = Skip(Reason.SUPERSEDED)
            self._become(one, judged)
            if isinstance(judged, Send):
                assert case.person is not None
                gone.add((one.person_id, one.subject))
                yield Sent(at, one, case.person, case.obligation)

    def _become(self, one: Reminder, judged: Verdict) -> None:
        del self.planned[one.id]
        match judged:
            case Send():
                self.handed[one.id] = one
                self.moments[one.person_id, one.subject].append(one.moment)
            case Wait(until):
                self.planned[one.id] = replace(one, moment=until)
            case Skip(reason):
                self.skipped[one.id] = reason

    def _case(self, state: State, one: Reminder, at: datetime) -> Case:
        rule_id, key, *unit = one.subject.split(":")
        rule = state.rules.get(rule_id)
        owed = next(
            (each for each in self._of_key(state, rule, key) if unit and each.unit_id == unit[0]),
            None,
        )
        told = (one.person_id, at.astimezone(self.timetable.zone).date()) in self.days
        duty = one.errand is Errand.DUTY
        return Case(
            one, state.people.get(one.person_id), rule, owed,
            latest=self._latest(one, at) if duty else None, told_today=duty and told,
        )  # fmt: skip

    def _of_key(self, state: State, rule: Rule | None, key: str) -> Iterator[Obligation]:
        span = None if rule is None else self.spans.get((rule.id, key))
        return iter(()) if rule is None or span is None else self._obligations(state, rule, span)

    def _latest(self, of: Reminder, at: datetime) -> datetime | None:
        """The latest moment of the same that has come and was not skipped."""
        waiting = (one.moment for one in self.planned.values() if _same(one, of))
        return max((one for one in (*waiting, *self.moments[of.person_id, of.subject]) if one <= at), default=None)


def _same(one: Reminder, other: Reminder) -> bool:
    return (one.person_id, one.subject) == (other.person_id, other.subject)
