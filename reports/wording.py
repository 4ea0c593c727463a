"""Figures as official prose writes them: cut off and never rounded up, so that none claims more than was counted.

A figure of some accuracy is written down to it: 1,537 by hundreds is 1500余, 13,275 by thousands 1.3万. What an
accuracy cuts off shows as 余 after a round number, and not at all after a decimal.
"""

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum

from reports import texts_paper as texts
from storage.model.activity import Amount


class Accuracy(IntEnum):
    """The smallest step a written figure can tell."""

    ONE = 1
    TEN = 10
    HUNDRED = 100
    THOUSAND = 1_000
    TEN_THOUSAND = 10_000


_LARGE = 10_000
"""From here on figures are written in 万."""

_COARSER = (Accuracy.THOUSAND, Accuracy.HUNDRED)
"""What sentences of large figures are written in: one decimal of 万, two where one would not add up."""


def written(value: int, accuracy: Accuracy = Accuracy.ONE) -> str:
    """The figure as it is written; raises ValueError where nothing would be left of it, and below zero.

    >>> written(1537, Accuracy.HUNDRED), written(1500, Accuracy.HUNDRED), written(13275, Accuracy.THOUSAND)
    ('1500余', '1500', '1.3万')
    """
    if value < 0 or 0 < value < accuracy:
        message = f"{value} cannot be written by steps of {accuracy}"
        raise ValueError(message)
    kept = value - value % accuracy
    if accuracy is Accuracy.ONE or kept < _LARGE:
        return _with_more(str(kept), kept < value)
    tens, rest = divmod(kept, _LARGE)
    if rest:
        return f"{tens}.{rest:04d}".rstrip("0") + texts.TEN_THOUSAND
    return _with_more(f"{tens}{texts.TEN_THOUSAND}", kept < value)


def counted(value: int, measure: str, accuracy: Accuracy = Accuracy.ONE, *, estimated: bool = False) -> str:
    """A figure with its measure word; an estimate carries 约, which already says what 余 would.

    >>> counted(1537, "份", Accuracy.HUNDRED), counted(1537, "份", Accuracy.HUNDRED, estimated=True)
    ('1500余份', '约1500份')
    """
    said = written(value, accuracy)
    return f"{texts.ABOUT}{said.removesuffix(texts.MORE)}{measure}" if estimated else f"{said}{measure}"


def summed(amounts: Iterable[Amount], measure: str) -> str:
    """A sum of amounts as people said them: 余 where each was at least what it counts, 约 where all were estimates.

    Nothing is cut off, so a sum is written in 万 only where that says it whole.

    >>> summed([Amount(1500, approximate=True, words="1500余份")], "份"), summed([Amount(34000)], "份")
    ('1500余份', '3.4万份')
    """
    found = [one for one in amounts if one.value]
    value = sum(one.value or 0 for one in found)
    estimates = [one for one in found if one.approximate]
    said = written(value, Accuracy.THOUSAND if value >= _LARGE and value % Accuracy.THOUSAND == 0 else Accuracy.ONE)
    if estimates and all(_AT_LEAST.search(one.words) for one in estimates):
        return f"{said}{texts.MORE if _round(said) else ''}{measure}"
    return f"{texts.ABOUT if estimates and len(estimates) == len(found) else ''}{said}{measure}"


_AT_LEAST = re.compile(texts.AT_LEAST)


def _round(said: str) -> bool:
    """余 follows round numbers alone: 1500余, 8万余, but neither 3.4万余 nor 1537余."""
    return said.endswith("0") or (said.endswith(texts.TEN_THOUSAND) and "." not in said)


def one_accuracy(*figures: int) -> Accuracy:
    """The accuracy of a sentence with these figures: exact where any of them is small, else by thousands.

    >>> one_accuracy(265000, 13275), one_accuracy(265000, 845)
    (<Accuracy.THOUSAND: 1000>, <Accuracy.ONE: 1>)
    """
    return Accuracy.THOUSAND if figures and min(figures) >= _LARGE else Accuracy.ONE


def adding_up(whole: int, parts: Sequence[int]) -> Accuracy:
    """The accuracy at which the written parts add up to the written whole; raises ValueError where they do not at all.

    >>> adding_up(27400, (13700, 13700))
    <Accuracy.HUNDRED: 100>
    """
    if sum(parts) != whole:
        message = f"the parts are {sum(parts)}, the whole is {whole}"
        raise ValueError(message)
    if one_accuracy(whole, *parts) is Accuracy.ONE:
        return Accuracy.ONE
    agreeing = (one for one in _COARSER if sum(part // one for part in parts) == whole // one)
    return next(agreeing, Accuracy.ONE)


def numeral(number: int) -> str:
    """1 to 99 as headings are numbered; raises ValueError beyond.

    >>> numeral(1), numeral(10), numeral(12), numeral(20), numeral(21)
    ('一', '十', '十二', '二十', '二十一')
    """
    tens, ones = divmod(number, len(texts.DIGITS))
    if not 0 < number < len(texts.DIGITS) ** 2:
        message = f"headings are not numbered {number}"
        raise ValueError(message)
    return (texts.DIGITS[tens] if tens > 1 else "") + (texts.TEN if tens else "") + (texts.DIGITS[ones] if ones else "")


def _with_more(figure: str, cut: bool) -> str:  # noqa: FBT001 - whether something was cut off is all it is about
    return f"{figure}{texts.MORE}" if cut else figure
