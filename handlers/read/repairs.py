"""What somebody takes back in the middle of a message: 「80人，不对，是85」 says 85."""

import re

from handlers.read.amounts import figures
from handlers.read.writing import Writing

_TAKEN_BACK = re.compile(
    r"[，,。.…!！~—\s]*(?:(?:哦|噢|喔|啊|呃|额|嗯|诶|哎)[，,。…\s]*)?"
    r"(?:不对不对|不对|不是不是|(?<![是要而能就可])不是(?=[，,。…\s]*是)|(?:说|写|打|讲|记|搞|弄|数)错了?|口误|更正(?:一下)?|纠正一下|(?:哦|噢|喔|呃|额)(?=是|应该))"
    r"[，,。.…:!！~\s]*(?:应该?|其实|实际)?(?:是|为)?\s*"
)
_LEAD = re.compile(r"在|到|去|做了|讲了?|发了?|来了")
_WRONG_WORD = re.compile(r"(?:[在到去于]|[，,。；;\s]|^)([^，,。；;\s在到去于]{1,10})$")
_EDGE = re.compile(r"\s*(?:$|[，,。；;！!？?、\n)）~])")
_FURTHEST = 24


def repaired(writing: Writing) -> Writing:
    """The writing without what was taken back, and with what was said instead."""
    for _ in range(4):
        fixed = next(filter(None, (_without(writing, one) for one in _TAKEN_BACK.finditer(writing.plain))), None)
        if fixed is None:
            return writing
        writing = fixed
    return writing


def takes_back(writing: Writing) -> bool:
    """Whether anything is taken back in a message."""
    return repaired(writing) is not writing


def _without(writing: Writing, match: re.Match[str]) -> Writing | None:
    """The writing without one thing that was taken back; None where it is not clear what was."""
    plain = writing.plain
    right = next(figures(plain[match.end() : match.end() + _FURTHEST]), None)
    if match.start() == 0 or match.end() == len(plain):
        return None
    if right is not None and right.start == 0:
        return _with_number(writing, match, match.end() + right.end)
    start = _wrong_word(plain, match)
    return None if start is None else writing.replaced(start, match.end())


def _with_number(writing: Writing, match: re.Match[str], end: int) -> Writing | None:
    """「80人，不对，是85」 keeps the measure word of the number it replaces, 「…是85个」 does not."""
    base = max(0, match.start() - _FURTHEST)
    before = tuple(figures(writing.plain[base : match.start()]))
    if not before:
        return None
    wrong = base + before[-1].start, base + before[-1].end
    if not _EDGE.match(writing.plain, end):
        return writing.replaced(wrong[0], match.end())
    swapped = writing.replaced(*wrong, source=(match.end(), end))
    shift = len(swapped.plain) - len(writing.plain)
    return swapped.replaced(match.start() + shift, end + shift)


def _wrong_word(plain: str, match: re.Match[str]) -> int | None:
    """Where the words begin that are taken back."""
    base = max(0, match.start() - _FURTHEST)
    before = plain[base : match.start()]
    lead = _LEAD.match(plain, match.end())
    if lead and (at := before.rfind(lead[0])) >= 0:
        return base + at
    wrong = _WRONG_WORD.search(before)
    return base + wrong.start(1) if wrong else None
