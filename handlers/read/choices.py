"""Which of several shown choices an answer means: its label, its number, or how it begins."""

from functools import lru_cache

from handlers.read.numerals import han_value
from handlers.read.patterns import regex
from handlers.read.writing import plainly

_SHELL = regex(r"[\s，。！、,.!~()【】\[\]「」“”\"'_·:]+")
_NUMBER = regex(r"(?:第|选|选第|我选)?(\d{1,2}|[一二两三四五六七八九十]{1,3})(?:个|项|条|号)?")
_SHORTEST_BEGINNING = 2


def read_choice(text: str, labels: tuple[str, ...], *, numbers: bool) -> int | None:
    """The place in `labels` that an answer means, counted from 0; None if it means none, or several alike.

    A number counts only where `numbers` is set (the labels were shown with numbers 1, 2, …).

    >>> read_choice("②", ("讲座", "培训"), numbers=True), read_choice("培", ("培训", "讲座"), numbers=True)
    (1, None)
    >>> read_choice("修改", ("确认", "修改人数"), numbers=False)
    1
    """
    said = _bare(text)
    if not said:
        return None
    bare = tuple(map(_bare, labels))
    if said in bare:
        return bare.index(said)
    if numbers and (number := _NUMBER.fullmatch(said)):
        return _numbered(number[1], len(labels))
    alike = [place for place, label in enumerate(bare) if label.startswith(said)]
    return alike[0] if len(alike) == 1 and len(said) >= _SHORTEST_BEGINNING else None


@lru_cache(maxsize=1024)  # labels come again and again
def _bare(text: str) -> str:
    return _SHELL.sub("", plainly(text).plain).casefold()


def _numbered(numeral: str, count: int) -> int | None:
    if numeral.isdigit():
        number = int(numeral)
    else:
        value = han_value(numeral)
        number = value.low if value and value.low == value.high else 0
    return number - 1 if 1 <= number <= count else None
