"""Days as people name them, seen from the moment of the message; a day that cannot be is never guessed."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from handlers.read.dayrules import RULES, DayRule, Days, Moment
from handlers.read.writing import plainly


class DayWords(NamedTuple):
    """Days found in a text and where their words stood."""

    days: Days
    start: int
    end: int


def read_days(text: str, at: datetime, *, ahead: bool = False) -> Days | None:
    """The first days a text names, as calendar days in the zone of `at`; None if it names none.

    Without `ahead` a day without a month or year is the latest past one (today included); with it, the next one.

    >>> read_days("上周三", datetime(2026, 11, 3)).start
    datetime.date(2026, 10, 28)
    >>> read_days("6月31号", datetime(2026, 11, 3))
    Days(start=None, end=None, words='6月31号', rule='month_day', doubt='no_such_day')
    """
    writing = plainly(text)
    found = next(day_words(writing.plain, Moment.of(at, ahead=ahead)), None)
    return found.days._replace(words=writing.words(found.start, found.end)) if found else None


def day_words(plain: str, moment: Moment) -> Iterator[DayWords]:
    """All days named in a plain text, from left to right; where several rules fit, the longest words win."""
    place = 0
    upcoming = {rule: rule.pattern.search(plain) for rule in RULES if rule.sign in plain}
    while True:
        live = {rule: match for rule, one in upcoming.items() if (match := _from(rule, one, plain, place))}
        if not live:
            return
        upcoming = dict(live)
        rule, match = min(live.items(), key=lambda pair: (pair[1].start(), -pair[1].end(), pair[0].order))
        days = rule.read(match, moment)
        if days is None:
            upcoming[rule] = rule.pattern.search(plain, match.start() + 1)
            continue
        yield DayWords(days._replace(words=match[0], rule=rule.name), match.start(), match.end())
        place = max(match.end(), place + 1)


def _from(rule: DayRule, match: re.Match[str] | None, plain: str, place: int) -> re.Match[str] | None:
    """The next match of a rule that does not begin before a place."""
    return rule.pattern.search(plain, place) if match is not None and match.start() < place else match


def in_the_future(days: Days, today: date) -> bool:
    """Whether the days, or the last of them, lie ahead."""
    last = days.end or days.start
    return last is not None and last > today
