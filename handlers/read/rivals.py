"""Readings between which the words do not decide: the person is shown both."""

from collections.abc import Iterable

from handlers.read.dayrules import Days
from handlers.read.days import DayWords
from handlers.read.gathering import Gathered
from handlers.read.groups import Group, Standing
from handlers.read.kinds import ONLINE, KindWords
from handlers.read.patterns import regex
from storage.model.activity import Amount, Field

_NAMED = 5
"""A word of this strength names a form; weaker ones only hint, and the first hint is as good as another."""

_REPORTED = regex(r"[^，,。；;]{0,3}?(?:补|报|发|交|登记|统计|汇总|才想起)")
"""「昨天的活动今天补报」: the day on which it is told is no day on which it was held."""

_VAGUE = "几"
"""In an amount, so that its sum with others is offered rather than taken: 「来了440，还有十几个家长」."""

MOST = 3
"""Choices shown: a text with more figures of people than that is a table, and better answered in words."""


def doubt_kind(gathered: Gathered, chosen: KindWords, kinds: tuple[KindWords, ...]) -> None:
    """「…讲座暨成果展览」: two forms are named, none of them more clearly."""
    if chosen.kind == ONLINE:
        return
    equal = [one for one in kinds if one.strength == chosen.strength == _NAMED and one.kind != ONLINE]
    names = dict.fromkeys(one.kind for one in equal)
    _doubt(gathered, Field.KIND, ((one.start, one.end) for one in equal), "two_kinds", tuple(names))


def doubt_day(gathered: Gathered, chosen: DayWords, days: tuple[DayWords, ...]) -> None:
    """「月初2号和月中16号」: two days are named for the one activity; those that are said by the way do not count."""
    alike = [one for one in days if one.days.rule == chosen.days.rule and not one.days.doubt and one.days.start]
    plain = gathered.writing.plain
    named = [one for one in alike if one is chosen or not _REPORTED.match(plain, one.end)]
    written = {(one.days.start, one.days.end): _absolute(one) for one in named}
    _doubt(gathered, Field.DATE, ((one.start, one.end) for one in named), "two_days", tuple(written.values()))


def doubt_either(gathered: Gathered, days: DayWords) -> None:
    """「小年」: the words mean one day here and the next day there."""
    either = [_absolute(days._replace(days=Days(one))) for one in (days.days.start, days.days.other)]
    gathered.doubt(Field.DATE, gathered.writing.words(days.start, days.end), "either_day", tuple(either))


def doubt_attendance(gathered: Gathered, groups: tuple[Group, ...]) -> None:
    """「来往学生四百五，答题的一百八十二」: two numbers of people, and nothing says which were reached."""
    totals = [one for one in groups if one.standing is Standing.TOTAL]
    counted = totals or [one for one in groups if one.standing in (Standing.GROUP, Standing.CONSULTED)]
    written = {one.amount: gathered.writing.words(one.start, one.end) for one in counted}
    if _VAGUE in "".join(one.amount.words for one in counted) and not totals:
        whole = sum(one.amount.value or 0 for one in counted)
        written[Amount(whole, approximate=True)] = f"约{whole}人"
    spans = [(one.start, one.end) for one in counted]
    _doubt(gathered, Field.ATTENDANCE, spans, "two_numbers", tuple(written.values()))
    if not counted:
        _ask_of_perhaps(gathered, [one for one in groups if one.standing in (Standing.LIKELY, Standing.PERHAPS)])


def _ask_of_perhaps(gathered: Gathered, perhaps: list[Group]) -> None:
    """「…讲完，26」: a number of nothing that is named, offered as it stands."""
    written = dict.fromkeys(gathered.writing.words(one.start, one.end) for one in perhaps)
    if 1 <= len(written) <= MOST:
        gathered.doubt(Field.ATTENDANCE, "、".join(written), "perhaps_people", tuple(written))


def _doubt(
    gathered: Gathered, field: Field, spans: Iterable[tuple[int, int]], reason: str, choices: tuple[str, ...]
) -> None:
    if 1 < len(choices) <= MOST:
        words = dict.fromkeys(gathered.writing.words(*span) for span in spans)
        gathered.doubt(field, "、".join(words), reason, choices)


def _absolute(words: DayWords) -> str:
    """As a date that means the same tomorrow: 「2026年5月16日」."""
    first, last = words.days.start, words.days.end
    if first is None:
        return ""
    start = f"{first.year}年{first.month}月{first.day}日"
    return start if last is None else f"{start}至{last.month}月{last.day}日"
