"""What one of several activities says by standing behind another: 「第二天」, 「310个」 behind 「260个学生」."""

from datetime import date, timedelta

from handlers.read.amounts import read_amount
from handlers.read.gathering import Gathered
from handlers.read.numerals import han_value
from handlers.read.patterns import regex
from handlers.read.reading import Found
from handlers.read.writing import Writing, plainly
from storage.model.activity import Field

_NEXT = regex(r"[，,；;。\s]*(?:到了?|等)?(?:第二天|次日|隔天|转天|翌日)")
_NTH = regex(r"[，,；;。\s]*(?:到了?)?第([二三四五六七])天")
_LAST_WEEK = regex(r"上(?:一?个)?(?:周|星期|礼拜)(?![一二三四五六日天末])[^。；;\n]{0,16}[:：]")
_WEEKDAY = regex(r"(?<![上下本这每个])(?:周|星期|礼拜)[一二三四五六日天](?![至到-])")
_UNSURE = "perhaps_people"


def with_weeks(writing: Writing) -> Writing:
    """「上周三次：周二…，周五…」: the days of the week that was named first."""
    head = _LAST_WEEK.search(writing.plain)
    if head is None:
        return writing
    for match in reversed(tuple(_WEEKDAY.finditer(writing.plain, head.end()))):
        writing = writing.replaced(match.start(), match.start(), source=(head.start(), head.start() + 1))
    return writing


def continued(found: Found, text: str, first: Found, earlier: Found) -> Found:
    """With the day counted from those before it, and a number that is one of people as theirs is."""
    gathered = Gathered(plainly(text), found.particulars, found.origins, found.doubts)
    if Field.DATE not in gathered.fields and (day := _day_after(text, first, earlier)):
        gathered.take(Field.DATE, (0, 0), "day_after", start=day)
    doubt = next((one for one in found.doubts if one.reason == _UNSURE), None)
    if doubt and earlier.particulars.attendance.value and len(doubt.choices) == 1:
        amount = read_amount(doubt.choices[0])
        if amount is not None and amount.value:
            gathered.take(Field.ATTENDANCE, (0, 0), "as_before", attendance=amount)
            gathered.doubts = tuple(one for one in gathered.doubts if one is not doubt)
    return gathered.found()


def _day_after(text: str, first: Found, earlier: Found) -> date | None:
    """「第二天」 is the day after the one before, 「第三天」 is counted from the first."""
    nth = _NTH.match(text)
    if nth and nth[1] != "二":
        count = han_value(nth[1])
        begun = first.particulars.start
        return begun + timedelta(days=count.low - 1) if begun and count else None
    before = earlier.particulars.end or earlier.particulars.start
    return before + timedelta(days=1) if _NEXT.match(text) and before else None
