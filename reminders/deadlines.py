"""When a report is due: the periods of a rule, their deadlines and what follows from them, in the ledger's zone."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from reminders.hours import allowed
from reminders.wishes import next_wish
from reminders.workdays import Workdays
from storage.model.duties import Cycle, Move, Rule, Span, Wish
from storage.model.people import Preferences

_MONTHS = {Cycle.MONTH: 1, Cycle.QUARTER: 3, Cycle.HALF: 6, Cycle.YEAR: 12}
_DAY = timedelta(days=1)
_LOOK_BACK = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The timetable of a ledger (`storage.model.duties.Timetable`): it all follows from rule and calendar.

    Days are those of `zone`, whatever the server's is; moments are aware.
    """

    zone: ZoneInfo
    workdays: Workdays

    def span(self, rule: Rule, day: date) -> Span | None:
        """The period of a rule a day lies in; None outside the one of a single deadline."""
        if rule.cycle is Cycle.ONCE:
            single = _single(rule)
            return single if single is not None and single.first <= day <= single.last else None
        return _span(rule.cycle, day)

    def before(self, rule: Rule, span: Span) -> Span | None:
        """The period before one; a single deadline has none."""
        return None if rule.cycle is Cycle.ONCE else _span(rule.cycle, span.first - _DAY)

    def after(self, rule: Rule, span: Span) -> Span | None:
        """The period after one; a single deadline has none."""
        return None if rule.cycle is Cycle.ONCE else _span(rule.cycle, span.last + _DAY)

    def current(self, rule: Rule, at: datetime) -> tuple[Span, ...]:
        """The periods that have begun and are not closed at that moment, oldest first; none of a paused rule."""
        return self._asked(rule, at, at)

    def watched(self, rule: Rule, at: datetime) -> tuple[Span, ...]:
        """The current periods and those that closed in the last month, oldest first: who plans looks at these.

        The digest follows the deadline even where there is no grace, and what an outage swallowed is put on record.
        """
        return self._asked(rule, at, at - _LOOK_BACK)

    def _asked(self, rule: Rule, at: datetime, since: datetime) -> tuple[Span, ...]:
        """The periods that have begun at one moment and were not closed at another."""
        if rule.paused or rule.removed:
            return ()
        begun = self._begun(rule, at.astimezone(self.zone).date())
        return tuple(reversed(tuple(takewhile(lambda span: self.closes(rule, span) >= since, begun))))

    def _begun(self, rule: Rule, today: date) -> Iterator[Span]:
        """The periods that are asked and had begun on a day, latest first: an earlier one never closes later."""
        single = _single(rule)
        span = single if rule.cycle is Cycle.ONCE else _span(rule.cycle, today)
        while span is not None and span.first <= today and span.last >= rule.since:
            yield span
            span = self.before(rule, span)

    def due(self, rule: Rule, span: Span) -> datetime:
        """When a period is to be reported: the day as the rule says, moved off days of rest, at its time."""
        return datetime.combine(self._moved(rule, self._day(rule, span)), rule.due_time, self.zone)

    def closes(self, rule: Rule, span: Span) -> datetime:
        """The last moment at which a late report counts: the end of the last day of grace."""
        return self._end_of_grace(rule, self.due(rule, span))

    def terms(self, rule: Rule, span: Span, stood: datetime | None, at: datetime) -> tuple[datetime, datetime]:
        """When a period is due and when it closes, where its deadline was `stood` so far (None: it had none).

        A rule that is changed changes what is ahead: a new deadline counts if it is yet to come. So nobody is late
        from one moment to the next, nor in time after all.
        """
        due = self.due(rule, span)
        if stood is not None and due <= at:
            due = stood.astimezone(self.zone)
        return due, self._end_of_grace(rule, due)

    def morning(self, day_after: datetime, at_time: time) -> datetime:
        """The next working day after a moment, at a time."""
        day = self.workdays.after(day_after.astimezone(self.zone).date(), 1)
        return datetime.combine(day, at_time, self.zone)

    def opening(self, moment: datetime, preferences: Preferences) -> datetime | None:
        """The first moment, `moment` or later, at which somebody may be reminded; None: not within two months."""
        return allowed(moment, preferences, self.workdays, self.zone)

    def next_wish(self, wish: Wish, after: datetime) -> datetime | None:
        """When a reminder somebody asked for comes next; None: it is over."""
        return next_wish(wish, after, self.zone)

    def _end_of_grace(self, rule: Rule, due: datetime) -> datetime:
        return datetime.combine(due.date() + timedelta(days=rule.grace), time(23, 59, 59), self.zone)

    def _day(self, rule: Rule, span: Span) -> date:
        """The day of a deadline before it is moved."""
        if rule.cycle is Cycle.ONCE:
            return self.workdays.after(span.last, rule.working_days)
        year, month = _month_after(span.last, rule.months)
        if rule.working_days:
            return self.workdays.after(date(year, month, 1) - _DAY, rule.working_days)
        last = monthrange(year, month)[1]
        if rule.day == 0:
            return self.workdays.on_or_before(date(year, month, last))
        return date(year, month, min(rule.day, last))

    def _moved(self, rule: Rule, day: date) -> date:
        match rule.move:
            case Move.BEFORE:
                return self.workdays.on_or_before(day)
            case Move.AFTER:
                return self.workdays.on_or_after(day)
            case Move.STAY:
                return day


def _single(rule: Rule) -> Span | None:
    """The one period of a fixed date."""
    if rule.on is None:
        return None
    return Span(rule.on.isoformat(), rule.first or min(rule.since, rule.on), rule.on)


def _span(cycle: Cycle, day: date) -> Span:
    """The month, quarter, half or whole year a day lies in."""
    length = _MONTHS[cycle]
    nth = (day.month - 1) // length
    first = date(day.year, nth * length + 1, 1)
    last_month = nth * length + length
    last = date(day.year, last_month, monthrange(day.year, last_month)[1])
    keys = {
        Cycle.MONTH: f"{day.year}-{day.month:02d}",
        Cycle.QUARTER: f"{day.year}Q{nth + 1}",
        Cycle.HALF: f"{day.year}H{nth + 1}",
        Cycle.YEAR: f"{day.year}",
    }
    return Span(keys[cycle], first, last)


def _month_after(day: date, months: int) -> tuple[int, int]:
    """The year and month that lie so many months after a day's."""
    number = day.year * 12 + day.month - 1 + months
    return number // 12, number % 12 + 1
