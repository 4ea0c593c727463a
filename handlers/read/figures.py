"""A figure somebody asks about: 「2480是怎么来的」, 「为什么是1.3万」."""

from dataclasses import dataclass

from handlers.read.patterns import regex
from handlers.read.writing import plainly

_NUMBER = r"约?\d[\d,]*(?:\.\d+)?万?余?"
_FIGURE = regex(r"约?(\d[\d,]*)(?:\.(\d+))?(万)?(余)?")
_UNIT = r"(?:人次|人|名|场次|场|次|期|份|块|册|本|张|条|项|个|篇|户)?"
_HOW = r"(?:怎么(?:来|算|得|统计)(?:出来)?的?|(?:从)?哪(?:里|儿)?来的?|为什么|为啥|是哪些(?:记录|活动)?)"
_THIS = r"(?:这个|那个|这|那|上面的?|里面的?|报告里的?)?"
_ASKED = regex(
    rf"\s*{_THIS}(?:数字?)?\s*({_NUMBER}){_UNIT}(?:这个数字?)?\s*(?:是|都)?\s*{_HOW}\s*[?？。!！]*\s*"
    rf"|\s*(?:为什么|为啥|怎么)(?:会|能)?(?:是|有)\s*({_NUMBER}){_UNIT}\s*[?？。!！]*\s*"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A figure as it was said, and the values it can stand for: `low` and everything below `high`."""

    words: str
    low: int
    high: int


def asked_figure(text: str) -> Said | None:
    """The figure a message asks the records of; None where it asks nothing such.

    >>> asked_figure("2480是怎么来的？"), asked_figure("2480人次")
    (Said(words='2480', low=2480, high=2481), None)
    """
    found = _ASKED.fullmatch(plainly(text).plain)
    return read_figure(found[1] or found[2]) if found else None


def read_figure(text: str) -> Said | None:
    """The first figure in a text; 1.3万 and 1500余 are what is left when an end is cut off."""
    found = _FIGURE.search(plainly(text).plain)
    if found is None:
        return None
    whole, decimals, large, more = found.groups()
    unit = 10_000 if large else 1
    digits = len(decimals or "")
    low = int(whole.replace(",", "")) * unit + (int(decimals) * unit // 10**digits if decimals else 0)
    step = max(1, unit // 10**digits) if large else 1
    return Said(found[0], low, low + max(step, _last_place(low) if more else 1))


def _last_place(value: int) -> int:
    place = 1
    while value and value % (place * 10) == 0:
        place *= 10
    return place
