"""Numbers as people say them, with 约, ranges and "not counted"; never more precise than the words."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from handlers.read.numerals import Span, arabic_at, han_value
from handlers.read.patterns import regex
from handlers.read.writing import plainly
from storage.model.activity import Amount

HAN = "零〇一二两俩三仨四五六七八九十百千万亿廿卅几"
_START = regex(rf"[\d{HAN}数]")
_HAN_RUN = regex(rf"(?:数(?=[十百千万]))?[{HAN}]+")
_HAN_TAIL = regex(r"[余多来几把](?:[百千万亿]+)")
_SHORT_OF = regex(
    r"\s?[个人位名号]?\s?(?:就|便|不|没|才|可)?(?:满|够|到|上|是|凑[够满])?\s?(?=[\d一二两三四五六七八九十百])"
)
"""「差两个满50」, 「差俩就40」."""
_PAST_FIFTY = ("过半", "近半", "到半", "足半")
"""「年过半百」."""
_FEW = 4
"""「差两个满50」 lacks few of them."""
_JOINT = regex(r"\s?(?:到|至|-|—{1,2}|~|～|–)\s?(?=[\d一二两三四五六七八九十百])")
_FRACTION = regex(r"\d[\d,.]*")
_LISTED = regex(r"、(?=\d)")
_BEFORE = regex(
    r"(?:(?:大约|约莫|粗估|保守[讲说]|往少了?[讲说]|少讲|怎么[说着讲]也得|怕是|估算|保守估计|起码得|约摸|估摸|大概|大致|差不多|就?快(?:有|到)?|粗算|粗略|毛估|估计|目测|估摸着|将近|接近|好几|不到|不足|少说(?:也有)?|至少|起码|不少于|不低于|不下于?|超过|逾|约|近|小|上|超|得有|怎么也有)"
    r"(?:有|着|得有|了|来了|在)?\s?){1,2}$"
)
_AFTER = regex(
    r"\s?(?:余|多(?!媒|功|种|元)|来(?![了自到听参看源的])|大?几(?!乎)|好几|(?<=[百千])把(?=[个号来人名位户家块元斤])"
    r"|出头|冒头|冒尖|挂点?零|[啷郎]当|有余|左右|上下|以上|往上|朝上|开外|还?不止|还?打不住|只多不少)"
)
_BEHIND_MEASURE = regex(r"(?:左右|上下|以上|往上|朝上|出头|冒头|挂零|有余|开外|还?不止|还?打不住|只多不少|的样子|不到)")
_UNCOUNTED = regex(
    r"没(?:有)?(?:去|细|仔细|具体)?(?:数|统计|清点|点数|计数)(?:清|人|过|数)*|数不(?:清|过来)|记不(?:清|得)|不(?:清楚|知道|详)"
    r"|没法(?:去)?(?:数|点数|清点|统计|计数|算)|说不(?:清|准|好)|没(?:人|个)?数儿?|好些|若干|不少|很多|好多|许多"
)
_MEASURE = regex(r"\s?(?:人次|人|名|位|个|号|份|册|本|张|块|场|期|次|条|把|幅|件|套|只|支|盒|袋|瓶)")


class Figure(NamedTuple):
    """A number in a text: where it stands (approximating words included) and what it says."""

    start: int
    end: int
    amount: Amount


def read_amount(text: str) -> Amount | None:
    """The first number of an answer, or "not counted"; None when there is neither.

    >>> read_amount("两百来人")
    Amount(value=200, low=None, high=None, approximate=True, words='两百来人')
    >>> read_amount("没数").value is None and read_amount("没数").said
    True
    """
    writing = plainly(text)
    figure = next(figures(writing.plain), None)
    if figure is None:
        uncounted = _UNCOUNTED.search(writing.plain)
        return Amount(words=writing.words(*uncounted.span())) if uncounted else None
    behind = _MEASURE.match(writing.plain, figure.end)
    end = behind.end() if behind else figure.end
    more = _BEHIND_MEASURE.match(writing.plain, end)
    end = more.end() if more else end
    return with_words(figure.amount, writing.words(figure.start, end), approximate=more is not None)


def uncounted(plain: str) -> re.Match[str] | None:
    """Words that say that nobody counted: 「没数人」, 「数不清」."""
    return _UNCOUNTED.search(plain)


def loosely_behind(plain: str, place: int) -> int:
    """Where 左右/以上 behind a measure word ends; the place itself if there is none."""
    match = _BEHIND_MEASURE.match(plain, place)
    return match.end() if match else place


def with_words(amount: Amount, words: str, *, approximate: bool = False) -> Amount:
    """The same amount with its words, and approximate if it was or now is."""
    return Amount(amount.value, amount.low, amount.high, amount.approximate or approximate, words)


def less(amount: Amount, left: Amount) -> Amount:
    """What was given of 120 when 5 were left: 115; not counted where either was not.

    >>> less(Amount(120, words="120条"), Amount(5)).value
    115
    """
    if amount.value is None or left.value is None or left.value >= amount.value:
        return Amount(words=amount.words)
    return Amount(amount.value - left.value, approximate=amount.approximate or left.approximate, words=amount.words)


def figures(plain: str) -> Iterator[Figure]:
    """Every number in a text, from left to right, without overlaps; several rules ask for those of the same text."""
    return iter(_known_figures(plain))


@lru_cache(maxsize=8)
def _known_figures(plain: str) -> tuple[Figure, ...]:
    return tuple(_figures(plain))


def _figures(plain: str) -> Iterator[Figure]:
    place = 0
    while match := _START.search(plain, place):
        figure = _figure_at(plain, match.start())
        if figure is None:
            fraction = _FRACTION.match(plain, match.start())
            place = fraction.end() if fraction else match.end()
            continue
        yield figure
        place = max(figure.end, match.end())


def _figure_at(plain: str, start: int) -> Figure | None:
    if plain.startswith("半百", start - 1):
        return None if plain[:start].endswith(_PAST_FIFTY) else _fifty(plain, start)
    first = _number_at(plain, start)
    if first is None:
        return None
    value, loose, end = first
    if value and plain.startswith("差", start - 1) and (short := _short_of(plain, start, value, end)):
        return short
    second = _second(plain, value, end)
    if second is not None:
        value, end = second
    after = _AFTER.match(plain, end)
    end = after.end() if after else end
    before = _BEFORE.search(plain, max(0, start - 8), start)
    if before and before[0].startswith(("小", "上")) and not _round(plain[start:end]):
        before = None
    begin = before.start() if before else start
    if before and before[0].startswith("好几"):
        value = None
    return Figure(begin, end, _amount(value, plain[begin:end], approximate=bool(before or after or loose)))


def _fifty(plain: str, start: int) -> Figure:
    """「来了半百人」, and nothing of somebody's age."""
    after = _AFTER.match(plain, start + 1)
    end = after.end() if after else start + 1
    return Figure(start - 1, end, Amount(50, approximate=True, words=plain[start - 1 : end]))


def _short_of(plain: str, start: int, less: Span, end: int) -> Figure | None:
    """「差两个满50」 is 48."""
    joint = _SHORT_OF.match(plain, end)
    if joint is None or joint.end() == end or not joint[0].strip(" 个人位名号"):
        return None
    upper = _number_at(plain, joint.end())
    if upper is None or upper[0] is None or upper[1] or upper[0].low != upper[0].high or less.low != less.high:
        return None
    if upper[0].low < _FEW * less.low:
        return None
    begin, value = start - 1, upper[0].low - less.low
    return Figure(begin, upper[2], Amount(value, words=plain[begin : upper[2]]))


def _round(numeral: str) -> bool:
    return numeral[:1] in "百千万" or any(unit in numeral for unit in "百千万") or numeral.endswith("十")


def _amount(value: Span | None, words: str, *, approximate: bool) -> Amount:
    if value is None:
        return Amount(approximate=True, words=words)
    if value.low != value.high:
        return Amount(low=value.low, high=value.high, approximate=True, words=words)
    return Amount(value.low, approximate=approximate, words=words)


def _number_at(plain: str, start: int) -> tuple[Span | None, bool, int] | None:
    """What the number at a place says, whether it is loose in itself, and its end."""
    if plain[start].isdigit():
        mixed = arabic_at(plain, start)
        if mixed is None or mixed.value is None:
            return None
        return Span(mixed.value, mixed.value), mixed.loose, mixed.end
    run = _HAN_RUN.match(plain, start)
    if run is None:
        return None
    numeral, end = run[0], run.end()
    if numeral == "零":
        return None  # 「零件」, 「零食」
    if tail := _HAN_TAIL.match(plain, end):
        return _with_tail(numeral, tail)
    base = numeral.rstrip("几") if len(numeral) > 1 and numeral[-1] == "几" and numeral[-2] in "十百千" else numeral
    value = han_value(base)
    bare = base != numeral or numeral[0] in "百千万亿"
    return value, bare, end


def _with_tail(numeral: str, tail: re.Match[str]) -> tuple[Span | None, bool, int]:
    """「三十多万」: the loose word stands inside."""
    return han_value(numeral + tail[0][1:]), True, tail.end()


def _second(plain: str, first: Span | None, end: int) -> tuple[Span, int] | None:
    """「80到100」, 「三十至四十」, and 「6、7」: the upper end of a range."""
    joint = _JOINT.match(plain, end) or _LISTED.match(plain, end)
    if joint is None or first is None or first.low != first.high or joint.end() >= len(plain):
        return None
    upper = _number_at(plain, joint.end())
    if upper is None or upper[0] is None or upper[0].low <= first.low:
        return None
    listed = plain[joint.start()] == "、"
    scale = _scale(plain[joint.end() : upper[2]])
    low = first.low * scale if first.low < 10 <= upper[0].low // max(1, scale) * scale else first.low
    tens = first.low < 10 and upper[0].low == (first.low + 1) * 10
    if listed and tens:
        return Span(first.low * 10, upper[0].low), upper[2]
    if listed and not (first.low < 10 and upper[0].low == low + scale):
        return None
    return Span(low, upper[0].low), upper[2]


def _scale(numeral: str) -> int:
    """What 百/千/万 at the end of the upper number lends the lower: 「6、7百」 is 600 to 700."""
    match = re.search(r"[百千万]$", numeral)
    return {"百": 100, "千": 1000, "万": 10_000}[match[0]] if match else 1
