"""Which characters the shipped Chinese font can draw, and texts made of these only, so that no box is ever shown."""

import struct
import unicodedata
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from pathlib import Path

from reports.texts import MISSING_GLYPH

_SUBTABLE_OF_ALL_UNICODE = 12
_NO_BREAK_AFTER = 12


@cache
def font_file() -> Path:
    """The one font that pictures are drawn with; raises FileNotFoundError where the package is not whole."""
    found = sorted(Path(str(files("noto_cjk_sans_otc"))).glob("*.ttc"))
    if not found:
        message = "the package noto-cjk-sans-otc carries no font: install the requirements again (make setup)"
        raise FileNotFoundError(message)
    return found[0]


def drawable(text: str, longest: int) -> str:
    """A text that can be drawn: at most `longest` characters, one line, without what the font does not have.

    Emoji and invisible signs are left out; a written character that is missing becomes the geta mark. Long runs
    without a space may be broken anywhere.
    """
    shown = "".join(_shown(character) for character in " ".join(text.split()))
    return _breakable(shown if len(shown) <= longest else shown[: longest - 1] + "…")


def has_glyph(character: str) -> bool:
    """Whether the font draws this character."""
    starts, ends = _ranges(font_file())
    position = bisect_right(starts, ord(character)) - 1
    return position >= 0 and ord(character) <= ends[position]


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cc", "Cf", "Cs", "Co", "Cn"}:
        return ""
    if has_glyph(character):
        return character
    return MISSING_GLYPH if category.startswith(("L", "N")) else ""


def _breakable(text: str) -> str:
    words = (
        word if len(word) <= _NO_BREAK_AFTER or not word.isascii() else "\u200b".join(word) for word in text.split(" ")
    )
    return " ".join(words)


@cache
def _ranges(path: Path) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """First and last code points of the runs in the font's character map (OpenType "cmap", format 12)."""
    with path.open("rb") as font:
        font.seek(12)  # a collection's header, then where its first font starts; all its fonts draw the same characters
        font.seek(struct.unpack(">I", font.read(4))[0] + 4)
        tables = struct.unpack(">H", font.read(2))[0]
        font.seek(6, 1)
        directory = (struct.unpack(">4sIII", font.read(16)) for _ in range(tables))
        start, length = next((offset, size) for tag, _, offset, size in directory if tag == b"cmap")
        font.seek(start)
        return _groups(font.read(length))


def _groups(cmap: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    (subtables,) = struct.unpack_from(">H", cmap, 2)
    offsets = (struct.unpack_from(">HHI", cmap, 4 + 8 * position)[2] for position in range(subtables))
    start = next(at for at in offsets if struct.unpack_from(">H", cmap, at)[0] == _SUBTABLE_OF_ALL_UNICODE)
    (count,) = struct.unpack_from(">I", cmap, start + 12)
    groups = struct.unpack_from(f">{3 * count}I", cmap, start + 16)
    return groups[0::3], groups[1::3]
