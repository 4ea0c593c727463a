"""A place typed with a homophone or a character too few or too many is perhaps a known one; the person decides."""

from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from handlers.read.reading import Doubt, Found
from handlers.read.writing import plainly
from storage.model.activity import Field

_SHORTEST = 3
_SHORTEST_MISSPELT = 4
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))
"""Sounds that input methods and dialects run together."""


def questioned(found: Found, places: tuple[str, ...]) -> Found:
    """The same with a doubt in the place of the venue where a known place is near; both are its choices."""
    written = found.particulars.venue
    if Field.VENUE not in found.fields or not (near := near_place(written, places)):
        return found
    words = next(origin.words for origin in found.origins if origin.field is Field.VENUE)
    return replace(found, doubts=(*found.doubts, Doubt(Field.VENUE, words, "near_place", (near, written))))


def near_place(written: str, places: tuple[str, ...]) -> str:
    """The venue with the one known name that sounds or looks like a part of it; "" where it is known, or none is near.

    >>> near_place("子兴社区活动室", ("紫兴社区", "北营村")), near_place("紫兴区", ("紫兴社区",))
    ('紫兴社区活动室', '紫兴社区')
    >>> near_place("南营村", ("北营村",)), near_place("紫兴社区", ("紫兴社区",))
    ('', '')
    """
    plain = plainly(written).plain
    known = tuple(name for name in dict.fromkeys(places) if len(name) >= _SHORTEST)
    if len(plain) < _SHORTEST or any(name in plain or plain in name for name in known):
        return ""
    near = {venue for name in known if set(name) & set(plain) and (venue := _with_name(plain, name))}
    return near.pop() if len(near) == 1 else ""


def _with_name(plain: str, name: str) -> str:
    """The venue with the name where something like it stands; "" where nothing does."""
    for start in range(len(plain) - len(name) + 1):
        if _sounds(plain[start : start + len(name)]) == _sounds(name):
            return plain[:start] + name + plain[start + len(name) :]
    if len(name) >= _SHORTEST_MISSPELT and abs(len(plain) - len(name)) == 1 and Levenshtein.distance(plain, name) == 1:
        return name
    return ""


@lru_cache(maxsize=8192)
def _sounds(text: str) -> tuple[str, ...]:
    """How it is spoken, without tones and without what many do not tell apart."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - only an unknown place is worth its loading

    spoken = lazy_pinyin(text)
    for finer, coarser in _ALIKE:
        spoken = [one.replace(finer, coarser) for one in spoken]
    return tuple(spoken)
