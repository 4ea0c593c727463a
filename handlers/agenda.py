"""What a dialog may ask about deadlines, who owes what, plans and reminders for oneself."""

from datetime import datetime
from typing import Protocol

from storage.model.deliveries import Deliveries
from storage.model.duties import Obligation, Reminder, Rule, Span, Timetable, Wish
from storage.model.people import Person
from storage.model.plans import Plan


class Agenda(Protocol):
    """The part of `handlers.turn.Facts` that is about time."""

    @property
    def timetable(self) -> Timetable:
        """When things are due."""

    def rules(self) -> tuple[Rule, ...]:
        """Every deadline rule that was not removed, oldest first; paused ones included."""

    def rule(self, rule_id: str) -> Rule | None:
        """A deadline rule by id, removed ones included."""

    def periods(self, rule_id: str) -> tuple[Span, ...]:
        """The periods of a rule that were opened so far, latest first."""

    def obligations(self, rule_id: str, period: str) -> tuple[Obligation, ...]:
        """Who owes a period of a rule and how each stands, in the order units were added."""

    def obligations_of(self, unit_id: str, at: datetime) -> tuple[Obligation, ...]:
        """What a unit owes in periods that are open at that moment, the nearest deadline first."""

    def obligation(self, rule_id: str, period: str, unit_id: str) -> Obligation | None:
        """One obligation; None where there is none."""

    def people_of(self, unit_id: str) -> tuple[Person, ...]:
        """Who is in a unit (not below it), in the order they joined."""

    def people_below(self, unit_id: str) -> tuple[Person, ...]:
        """Who is in a unit or anywhere below it, in the order they joined."""

    def plan(self, plan_id: str) -> Plan | None:
        """A planned activity by id, whatever became of it."""

    def plans_of(self, person_id: str) -> tuple[Plan, ...]:
        """A person's planned activities of which nothing became yet, the nearest day first."""

    def wish(self, wish_id: str) -> Wish | None:
        """A reminder somebody asked for, by id, those that are over included."""

    def wishes_of(self, person_id: str) -> tuple[Wish, ...]:
        """The reminders a person asked for that are to come, the next first."""

    def last_reminder(self, person_id: str) -> Reminder | None:
        """The reminder that was handed out to a person last."""

    def deliveries(self, unit_id: str, since: datetime, first: int, count: int) -> Deliveries:
        """What became of the reminders of people at or below a unit since a moment, own wishes left out.

        With a page of those that did not go out, from position `first`: what somebody should look at comes first.
        """
