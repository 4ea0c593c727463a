"""A message as it was written beside the form the rules read: Simplified, half width, without emoji."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from opencc import OpenCC

from handlers.read.patterns import regex
from handlers.read.slips import unslipped

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_KEPT_WIDE = {ord(mark): None for mark in "，：；！？（）"}
_TABLE: dict[int, int] = {code: to for code, to in _WIDE.items() if code not in _KEPT_WIDE}
_TABLE |= {ord("："): ord(":"), ord("（"): ord("("), ord("）"): ord(")"), 0x3000: 32, 0xA0: 32, ord("｜"): ord("|")}
_CIRCLED = {ord(digit): ord("1") + place for place, digit in enumerate("①②③④⑤⑥⑦⑧⑨")}
_ENUMERATING = dict.fromkeys(_CIRCLED, ord("；"))
_TABLE |= {ord("∶"): ord(":"), ord("﹕"): ord(":"), ord("•"): ord("·"), ord("・"): ord("·"), ord("〜"): ord("~")}
_TABLE |= {ord("咗"): ord("了"), ord("嘅"): ord("的"), ord("哋"): ord("们"), ord("畀"): ord("给"), ord("嚟"): ord("来")}
_ALONE, _AMONG_OTHERS = _TABLE | _CIRCLED, _TABLE | _ENUMERATING
_EMOJI = regex(
    r"[\u2600-\u27bf\u2b00-\u2bff\ufe00-\ufe0f\u200b-\u200f\U0001f000-\U0001faff\ud800-\udfff\x00-\x08\x0b-\x1f\x7f]"
)
_STICKER = regex(r"\[[\u4e00-\u9fff]{1,4}\]")
_OPENED_DECIMAL = regex(r"(?<=\d)。(?=\d{1,2}[万萬])")
_ONE_HUNDRED_AND = regex(
    r"(?<=[百千])单(?=[一二三四五六七八九])|(?<=十)[又有](?=[一二三四五六七八九](?:[名位个人口，,。；;]|$))"
)
_TIMES = regex(r"(?<=[\u4e00-\u9fff》)])[×✕✖xX*](?=\s?\d)")
_DASHES = regex(r"(?<![\d一二三四五六七八九十百日月号])—{2,}(?!\d)")
_ONE_EACH = regex(r"(?<!\d)1([人户家])1(?=[本份张个套把袋盒瓶支件条副双])")
_THOUSANDS = regex(r"(?<=\d)[kK](?![A-Za-z])|(?<=\d)[wW](?![A-Za-z\d])")
_ONE_FORMAL = regex(r"(?<=[\u4e00-\u9fff])乙(?=[個个份張张本套件瓶盒袋冊册把枚支條条])")
"""「每位獲贈暖水袋乙個」."""
_EXACTLY = regex(r"(?<=[十百千万\d])整(?=[，,。；;！!\s]|$)")
"""「两百整」."""
_AND_MORE = regex(r"(?<=[\d千万])\+(?=\s?(?:[，,。；;！!、)）]|[人名位份张个本册次]|$|\s))")
"""「2k+」, 「80+人」."""
_FORMAL = regex(r"[壹贰叁肆伍陆柒捌玖拾佰仟零万]{2,}")
_FORMAL_DIGITS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_TRADITIONAL = regex(r"[\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Writing:
    """`plain` is what the rules read; place i of it was written at `offsets[i]` (None: one to one) of `written`."""

    plain: str
    written: str
    offsets: tuple[int, ...] | None = None

    def words(self, start: int, end: int) -> str:
        """What was written for `plain[start:end]`, without the blanks around it."""
        if start >= end:
            return ""
        if self.offsets is None:
            return self.written[start:end].strip()
        # A mark that was put in has the place of the character before it.
        return "".join(self.written[place] for place, _ in groupby(self.offsets[start:end])).strip()

    def part(self, start: int, end: int) -> "Writing":
        """Only `plain[start:end]`, with its places."""
        places = range(len(self.plain)) if self.offsets is None else self.offsets
        return Writing(self.plain[start:end], self.written, tuple(places[start:end]))

    def blanked(self, spans: Iterable[tuple[int, int]]) -> "Writing":
        """The same with spans of `plain` blanked out, so that no rule reads them again."""
        text = self.plain
        for start, end in spans:
            text = text[:start] + " " * (end - start) + text[end:]
        return Writing(text, self.written, self.offsets)

    def replaced(self, start: int, end: int, source: tuple[int, int] | None = None) -> "Writing":
        """The same with `plain[start:end]` gone, or with a copy of `plain[source]` in its place."""
        places = self.offsets or tuple(range(len(self.plain)))
        text, moved = ("", ()) if source is None else (self.plain[slice(*source)], places[slice(*source)])
        return Writing(
            self.plain[:start] + text + self.plain[end:], self.written, (*places[:start], *moved, *places[end:])
        )


@lru_cache(maxsize=256)  # a turn asks for the same message, and for the labels of buttons, several times
def plainly(text: str) -> Writing:
    """The writing of a message: every character keeps its place.

    >>> plainly("發了８０份").plain
    '发了80份'
    """
    # Alone a circled number is an answer; in a text it begins the next thing.
    half = text.translate(_ALONE if len(text.strip()) == 1 else _AMONG_OTHERS)
    half = _OPENED_DECIMAL.sub(".", half)
    half = _DASHES.sub(lambda match: "，" * len(match[0]), half)
    half = _TIMES.sub(" ", half)
    half = _ONE_EACH.sub(r"一\1一", half)
    half = _THOUSANDS.sub(lambda match: "千" if match[0] in "kK" else "万", half)
    half = _AND_MORE.sub("余", half)
    half = _EXACTLY.sub(" ", half)
    half = _ONE_FORMAL.sub("一", half)
    half = _ONE_HUNDRED_AND.sub("零", half)
    half = _STICKER.sub(lambda match: " " * len(match[0]), half)
    simple = unslipped(_simplified(_EMOJI.sub(" ", half)))
    return Writing(_FORMAL.sub(lambda match: match[0].translate(_FORMAL_DIGITS), simple), text)


def _simplified(text: str) -> str:
    if not _TRADITIONAL.search(text):
        return text
    converted = _converter().convert(text)
    # A phrase may change its length; then characters are turned one by one, so that places stay.
    return converted if len(converted) == len(text) else "".join(map(_one_simplified, text))


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _one_simplified(character: str) -> str:
    converted = str(_converter().convert(character))
    return converted if len(converted) == 1 else character
