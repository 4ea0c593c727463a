"""A known place that was meant: written with characters that sound the same, as voice and keyboards do."""

from functools import lru_cache
from importlib import import_module

from rapidfuzz.distance import Hamming

from handlers.read.writing import plainly

_SHORTEST = 3
_DIFFERENT = 2


def sounding_like(name: str, places: tuple[str, ...]) -> str | None:
    """A name as it was meant, if its beginning sounds exactly like one known place and differs in two characters at most.

    >>> sounding_like("北迎村文化大院", ("北营村", "南营村"))
    '北营村文化大院'
    """
    plain = plainly(name).plain
    if len(plain) < _SHORTEST or any(plain.startswith(_plain(known)) for known in places if len(known) >= _SHORTEST):
        return None
    alike = {known for known in places if _begins_alike(plain, _plain(known))}
    if len(alike) != 1:
        return None
    known = alike.pop()
    return known + plain[len(_plain(known)) :]


def _begins_alike(plain: str, known: str) -> bool:
    """Whether a name begins with characters that sound like a known one and are mostly the same."""
    head = plain[: len(known)]
    if len(known) < _SHORTEST or len(head) != len(known):
        return False
    return 0 < Hamming.distance(head, known) <= min(_DIFFERENT, len(known) - 2) and _sound(head) == _sound(known)


@lru_cache(maxsize=16_384)
def _plain(name: str) -> str:
    return plainly(name).plain


@lru_cache(maxsize=4_096)
def _sound(plain: str) -> tuple[str, ...]:
    """Syllables without tones. The dictionary is loaded with the first name that needs it: it is large."""
    return tuple(import_module("pypinyin").lazy_pinyin(plain))
