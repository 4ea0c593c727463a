"""The tick: what should be reminded of by now is planned, and what has come due goes out; any number may tick."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import partial
from itertools import groupby, islice
from operator import attrgetter

from bot.nudging import hand_out, hand_out_one_by_one
from bot.scribe import Scribe
from bot.turn import Desk
from reminders.deadlines import Deadlines
from reminders.planning import digest_reminders, duty_reminders
from storage import duties, plans, reminders
from storage.apply import apply
from storage.database import Transaction
from storage.faults import Unavailable, unavailable
from storage.model.duties import Errand, Obligation, Reminder, Rule, Span, Wish, owing_units
from storage.model.people import Person, Role, Unit
from storage.model.writes import AddReminder, KeepWish, OpenPeriod, Write
from storage.people import people, units

log = logging.getLogger(__name__)

WRITES = 200
"""How many writes one transaction holds: whoever waits for an answer waits no longer than that."""
ROUNDS = 2
"""A period that was just opened has its reminders looked for at once."""
ASKED_AT = time(9)
"""When people are asked what became of a plan."""


async def tick(desk: Desk, scribe: Scribe, now: Callable[[], datetime]) -> int:
    """Plan, then hand out; how many reminders were looked at. A database that is away is looked at next time.

    A fault of ours is told and stops nothing but what it is in.
    """
    at, looked_at = now(), 0
    try:
        for _ in range(ROUNDS):
            rest = iter(await asyncio.to_thread(missing, desk, at))
            while some := tuple(islice(rest, WRITES)):
                await scribe.write(partial(_write, some))
        await scribe.write(partial(grant_wishes, desk, at))
        while some_due := await _handed_out(desk, scribe, at):
            looked_at += some_due
    except Unavailable:
        log.warning("tick put off", exc_info=True, extra={"action": "tick_put_off"})
    return looked_at


async def _handed_out(desk: Desk, scribe: Scribe, at: datetime) -> int:
    """What is due of some people; where one of them cannot be handed out, each by itself."""
    try:
        return await scribe.write(partial(hand_out, desk, at))
    except Unavailable:
        raise
    except Exception:  # noqa: BLE001 - told and kept by whoever finds out which one it is
        return await scribe.write(partial(hand_out_one_by_one, desk, at))


def _write(writes: Iterable[Write], tx: Transaction) -> None:
    for write in writes:
        apply(tx, write)


def missing(desk: Desk, at: datetime) -> tuple[Write, ...]:
    """What the ledger lacks at a moment (in its zone): periods to open, reminders whose moment has come.

    Nothing is written here, so it waits for nobody and nobody for it; what another process writes meanwhile is
    written once.
    """
    with desk.database.reading() as tx:
        look = _Look(desk.timetable, tx, at)
        return (*look.of_rules(), *look.of_plans())


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at the ledger."""

    timetable: Deadlines
    tx: Transaction
    at: datetime

    def of_rules(self) -> Iterator[Write]:
        rules = duties.rules(self.tx)
        if not rules:
            return
        tree, everybody = units(self.tx), _by_unit(people(self.tx))
        for rule in rules:
            try:
                yield from tuple(self._of_rule(rule, tree, everybody))
            except Exception as error:
                if unavailable(error):
                    raise
                log.exception("rule not looked at", extra={"action": "rule_failed", "rule_id": rule.id})

    def _of_rule(
        self, rule: Rule, tree: tuple[Unit, ...], everybody: Mapping[str, Sequence[Person]]
    ) -> Iterator[OpenPeriod | AddReminder]:
        owing = tuple(unit.id for unit in owing_units(rule, tree))
        for span in self.timetable.watched(rule, self.at):
            known = duties.obligations(self.tx, rule.id, span.key)
            opened = tuple(self._opened(rule, span, owing, known))
            yield from opened
            if known and not opened:
                yield from self._reminders(rule, span, known, everybody)

    def _opened(
        self, rule: Rule, span: Span, owing: tuple[str, ...], known: Sequence[Obligation]
    ) -> Iterator[OpenPeriod]:
        """The period as it should be, unless it is closed: units come and go, and rules change."""
        due, closes = self.timetable.terms(rule, span, max((one.due_at for one in known), default=None), self.at)
        if closes < self.at:
            return
        as_it_is = all(one.due_at == due and one.closes_at == closes and one.span == span for one in known)
        if not as_it_is or {one.unit_id for one in known} != set(owing):
            yield OpenPeriod(rule.id, span, due, closes, owing)

    def _reminders(
        self, rule: Rule, span: Span, known: Sequence[Obligation], everybody: Mapping[str, Sequence[Person]]
    ) -> Iterator[AddReminder]:
        """Those of a period whose moment has come and that nobody has planned yet."""
        above = tuple(one for one in everybody.get(rule.unit_id, ()) if one.role is Role.COORDINATOR)
        wanted = (
            *duty_reminders(rule, span, known, everybody, self.at, self.timetable),
            *digest_reminders(rule, span, known, above, self.at, self.timetable),
        )
        if wanted:
            subject = f"{rule.id}:{span.key}"
            of_units = reminders.known(self.tx, Errand.DUTY, f"{subject}:")
            there = of_units | reminders.known(self.tx, Errand.DIGEST, subject)
            yield from (AddReminder(one, self.at) for one in wanted if one.id not in there)

    def of_plans(self) -> Iterator[AddReminder]:
        """On the working day after a plan's day its owner is asked what became of it."""
        for plan in plans.plans_until(self.tx, self.at.date() - timedelta(days=1)):
            evening = datetime.combine(plan.day, time(23, 59), self.at.tzinfo)
            moment = self.timetable.morning(evening, ASKED_AT)
            one = Reminder(Errand.PLAN, plan.id, plan.person_id, plan.day.isoformat(), moment)
            if moment <= self.at and one.id not in reminders.known(self.tx, Errand.PLAN, plan.id):
                yield AddReminder(one, self.at)


def _by_unit(everybody: Iterable[Person]) -> Mapping[str, Sequence[Person]]:
    ordered = sorted(everybody, key=attrgetter("unit_id"))
    return {unit_id: tuple(theirs) for unit_id, theirs in groupby(ordered, key=attrgetter("unit_id"))}


def grant_wishes(desk: Desk, at: datetime, tx: Transaction) -> int:
    """Reminders people asked for that have come due are planned, and their next moments kept; how many there were.

    However many moments of one were missed, it comes once.
    """
    due = plans.wishes_due(tx, at)
    for wish in due:
        try:
            with tx.apart():
                _grant(desk, at, tx, wish)
        except Exception as error:
            if unavailable(error):
                raise
            log.exception("wish not granted", extra={"action": "wish_failed", "wish_id": wish.id})
    return len(due)


def _grant(desk: Desk, at: datetime, tx: Transaction, wish: Wish) -> None:
    if wish.next_at is None:
        return
    one = Reminder(Errand.OWN, wish.id, wish.person_id, wish.next_at.isoformat(), wish.next_at)
    apply(tx, AddReminder(one, at))
    apply(tx, KeepWish(replace(wish, next_at=desk.timetable.next_wish(wish, at)), at))
