"""What the rules for days speak of: days, the moment of a message, and years and months as they are written."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from handlers.read.numerals import han_value


class Days(NamedTuple):
    """A day or a span of days (`end` None: one day); `doubt` says why there is none ("no_such_day").

    With "either_day" both `start` and `other` are meant: 「小年」 is a day later in the south.
    """

    start: date | None
    end: date | None = None
    words: str = ""
    rule: str = ""
    doubt: str = ""
    other: date | None = None


_DAYBREAK = 5


class Moment(NamedTuple):
    """The day a message was sent, whether it speaks of what is to come, and whether the day before is not over yet."""

    today: date
    ahead: bool = False
    small_hours: bool = False

    @classmethod
    def of(cls, at: datetime, *, ahead: bool = False) -> "Moment":
        """The moment as the rules need it; who writes by half past four has not slept yet, or got up early."""
        return cls(at.date(), ahead, at.hour < _DAYBREAK)


Reader = Callable[[re.Match[str], Moment], Days | None]


@dataclass(frozen=True, slots=True, eq=False)
class DayRule:
    """A named pattern; `read` may decline a match by None. Of two equally long matches the lower `order` wins.

    A text without `sign` is not looked at: whatever the pattern matches has it.
    """

    order: int
    name: str
    pattern: re.Pattern[str]
    read: Reader
    sign: str = ""


HAN = "一二两三四五六七八九十廿卅"
MONTH = r"(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|元(?!宵))"
DAY = rf"(3[0-9]|[12]\d|0?[1-9]|[{HAN}]{{1,3}})"
YEAR = r"(?:(\d{4}|\d{2}|[一二][零〇一二三四五六七八九]{3})\s?年|(今年|去年|前年|明年)的?)"
TO = r"\s?(?:到|至|-|—{1,2}|~|～|–|、|和|及|跟)\s?"
PART = (
    r"(?:上半日|下半日|上昼|下昼|朝早|一大?早|大清早|清早|清晨|凌晨|早上|早晨|午间|上午|中午|下午|午后|头晌|前晌|后晌|下晌|晌午|头午|过午"
    r"|下晚|擦黑|傍黑|傍晚|晚黑|晚上|晚间|夜里|夜间|夜晚|晚|早)?"
)
IMPOSSIBLE = Days(None, doubt="no_such_day")


def number(numeral: str) -> int:
    """The value of a plain numeral; 0 if it is none."""
    if numeral.isdigit():
        return int(numeral)
    value = han_value(numeral.replace("元", "一"))
    return value.low if value and value.low == value.high else 0


def day_of(year: int, month: int, day: int) -> date | None:
    """A day of the calendar; None if there is none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def year_of(figures: str | None, word: str | None, moment: Moment) -> int | None:
    """The year as written in figures or as 去年 and the like; None if it is none."""
    if figures:
        year = number(figures)
        year += 2000 if year < 100 else 0
        return year if 1990 <= year <= moment.today.year + 10 else None
    if word:
        return moment.today.year + {"去": -1, "前": -2, "明": 1}.get(word[0], 0)
    return None


def near(month: int, day: int, moment: Moment) -> date | None:
    """A month's day without a year: the latest past one, or the next if the message speaks of what is to come.

    A day of the near future (a month at most) is kept as such: people do write wrong or planned days, and the
    caller can ask; a year back would be a silent guess.
    """
    today = moment.today
    this = day_of(today.year, month, day)
    if this is None:
        return None
    if moment.ahead:
        return this if this >= today - timedelta(days=60) else day_of(today.year + 1, month, day)
    return this if this <= today + timedelta(days=31) else day_of(today.year - 1, month, day)


def latest(days: list[date], moment: Moment) -> Days | None:
    """The latest past one of several years, or one that is near ahead; the next one in a plan."""
    if moment.ahead:
        return next((Days(day) for day in days if day >= moment.today), None)
    past = [day for day in days if day <= moment.today + timedelta(days=7)]
    return Days(past[-1]) if past else None
