"""The value of a numeral as it is written: Arabic, Chinese, mixed, ranges by neighbouring digits."""

import re
from typing import NamedTuple

from handlers.read.patterns import regex

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "仨": 3, "四": 4, "五": 5, "六": 6}
_DIGITS |= {"七": 7, "八": 8, "九": 9}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_LONGEST = 24
_TWENTY = str.maketrans({"廿": "二十", "卅": "三十"})
_NEIGHBOURS = regex(r"(?=([一二两三四五六七八九]{2}))")
_POSITIONAL = regex(r"[零〇一二三四五六七八九]{3,}")
_LOOSE_HUNDRED = regex(r"([百千万])(?:儿)?([五六七八九])([十百千])?")


class Span(NamedTuple):
    """The lowest and highest value a numeral can mean; the same for a plain one."""

    low: int
    high: int


def han_value(numeral: str) -> Span | None:
    """What a Chinese numeral says; None if it says no number (「几百」) or is none.

    >>> han_value("一百二"), han_value("两千三四百"), han_value("百八十"), han_value("几十")
    (Span(low=120, high=120), Span(low=2300, high=2400), Span(low=80, high=100), None)
    """
    numeral = numeral.translate(_TWENTY)
    if not numeral or len(numeral) > _LONGEST or "几" in numeral or "数" in numeral:
        return None
    if _POSITIONAL.fullmatch(numeral):
        value = int("".join(str(_DIGITS[digit]) for digit in numeral))
        return Span(value, value)
    if loose := _LOOSE_HUNDRED.fullmatch(numeral):
        return _loose(loose)
    return _neighbouring(numeral) or _plain(numeral)


def _loose(loose: re.Match[str]) -> Span | None:
    """「百八十」 is eighty to a hundred, 「千八百」 eight hundred to a thousand."""
    great = (_SMALL | _LARGE)[loose[1]]
    if loose[3] and _SMALL[loose[3]] * 10 != great:
        return None
    return Span(_DIGITS[loose[2]] * great // 10, great)


def _neighbouring(numeral: str) -> Span | None:
    """「三四十」, 「十七八」, 「三五百」: two digits where one is due are a range."""
    for match in _NEIGHBOURS.finditer(numeral):
        first, second = tuple(match[1])
        low, high = _DIGITS[first], _DIGITS[second]
        if not (high == low + 1 or (low, high) == (3, 5)):
            continue
        before, after = numeral[: match.start()], numeral[match.start() + 2 :]
        ends = _plain(before + first + after), _plain(before + second + after)
        if ends[0] and ends[1] and ends[0].low < ends[1].low:
            return Span(ends[0].low, ends[1].low)
    return None


def _plain(numeral: str) -> Span | None:
    total = section = digit = 0
    pending, unit = False, 0
    for character in numeral:
        if character in _DIGITS:
            if pending:
                return None
            digit, pending = _DIGITS[character], character not in "零〇"
            unit = unit if pending else 0
        elif character in _SMALL:
            section += (digit if pending else 1) * _SMALL[character]
            digit, pending, unit = 0, False, _SMALL[character]
        elif character in _LARGE:
            total = (total + section + digit) * _LARGE[character] or _LARGE[character]
            section, digit, pending, unit = 0, 0, False, _LARGE[character]
        else:
            return None
    # 「一百二」 leaves the last unit out; 「一百零二」 and 「十二」 do not.
    last = digit * unit // 10 if pending and unit >= 100 else digit
    value = total + section + last
    return Span(value, value)


_MIXED = regex(
    r"(\d{1,3}(?:,\d{3})+(?!\d)|\d+)(\.\d+)?(?:\s?([余多来])?([十百千万亿]{1,2}))?(?:(零)?(\d{1,4})(?![\d.])([百千])?)?"
)


class Mixed(NamedTuple):
    """An Arabic numeral with what belongs to it: its value (None: not whole), whether 余/多 stood in it, its end."""

    value: int | None
    loose: bool
    end: int


def arabic_at(text: str, start: int) -> Mixed | None:
    """The Arabic numeral that begins at a place, with 万/千 and the like behind it.

    >>> arabic_at("3.4万份", 0), arabic_at("1千2", 0).value, arabic_at("8余万名", 0).loose
    (Mixed(value=34000, loose=False, end=4), 1200, True)
    """
    match = _MIXED.match(text, start)
    if match is None or match.end() - start > _LONGEST:
        return None
    figures, fraction, loose, units, none, tail, tail_unit = match.groups()
    scale = 1
    for unit in units or "":
        scale *= (_SMALL | _LARGE)[unit]
    shift = len(fraction or ".") - 1
    scaled = int(figures.replace(",", "") + (fraction or "")[1:]) * scale
    value = scaled // 10**shift if scaled % 10**shift == 0 else None
    if tail is None:
        return Mixed(value, bool(loose), match.end())
    if units is None or fraction or value is None or loose:
        return Mixed(value, bool(loose), match.start(6))
    # 「1千2」 and 「1万2000」: a tail counts in tenths of the unit, or as it stands when it is long.
    added = int(tail) * scale // 10 if len(tail) == 1 and not none else int(tail)
    added = int(tail) * _SMALL[tail_unit] if tail_unit else added
    return (
        Mixed(value + added, loose=False, end=match.end())
        if added < scale
        else Mixed(value, bool(loose), match.start(6))
    )
