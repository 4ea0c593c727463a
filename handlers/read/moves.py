"""The new day of something that was planned: 「下周三」, 「推迟一周」, 「提前两天」, 「3天后」."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from handlers.read.days import read_days
from handlers.read.duedays import NUMERAL, number
from handlers.read.patterns import regex
from handlers.read.writing import plainly

_SHIFT = regex(
    rf"(?P<way>推[迟后]|延[后期迟]|往后推?|向后推?|顺延|晚|后移|提[前早]|往前提?|早)(?:到|了|个)?{NUMERAL}个?(?P<unit>天|日|周|星期|礼拜)"
)
_FROM_NOW = regex(rf"(?:再?过)?{NUMERAL}个?(?P<unit>天|日|周|星期|礼拜)(?:之后|以后|后)")


class NewDay(NamedTuple):
    """A day that was named (None: there is none such), and the words."""

    day: date | None
    words: str


def read_new_day(text: str, day: date, now: datetime) -> NewDay | None:
    """The day something moves to from `day`; None where the text names none."""
    plain = plainly(text).plain
    if shift := _SHIFT.search(plain):
        length = timedelta(days=number(shift[2]) * _length(shift["unit"]))
        earlier = shift["way"].startswith(("提", "往前", "早"))
        return NewDay(day - length if earlier else day + length, shift[0])
    if later := _FROM_NOW.search(plain):
        return NewDay(now.date() + timedelta(days=number(later[1]) * _length(later["unit"])), later[0])
    found = read_days(text, now, ahead=True)
    return NewDay(found.end or found.start, found.words) if found else None


def _length(unit: str) -> int:
    return 1 if unit in "天日" else 7
