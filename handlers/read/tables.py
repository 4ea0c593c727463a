"""Tables pasted from a spreadsheet: each row becomes lines of "heading: cell", as if a form had been filled in."""

import re

from handlers.read.patterns import regex
from handlers.read.writing import Writing

_SUM = regex("合计|总计|小计|共计")
_HEADING = regex(
    r"(?:序号|编号|日期|时间|地点|地址|场地|名称|主题|内容|形式|类型|类别|项目|对象|人数|人次|受众|资料|物资|物品|发放|数量|材料|备注|主办|单位|负责人|场次|期数)"
)
_UNNEEDED = regex("序号|编号")
_RULE = regex(r"[\s|:+\-—─┼]+")
_COUNTED_IN = regex(r"\((?:人|名|人次|位)\)")
"""「人数(人)」: the measure word of people says nothing that the heading does not."""

Cell = tuple[int, int]
_SEPARATORS = (regex(r"\t"), regex(r"\|"), regex(r"[,，]\s?"), regex(r"[ ]+"))


def rows_as_lines(writing: Writing) -> Writing:
    """The writing with every row of a table below a heading row turned into labelled lines; else as it is.

    Cells stand between tabs, upright strokes, commas or blanks; with the last two all rows are as long as it.
    """
    if "\n" not in writing.plain:
        return writing
    for separator in _SEPARATORS:
        if lines := _table(writing.plain, separator):
            return _rewritten(writing, lines)
    return writing


def _table(plain: str, separator: re.Pattern[str]) -> list[list[Cell]]:
    """The heading row and the rows below it; empty where there is no table between such marks."""
    lines = [cells for cells in _lines(plain, separator) if not _RULE.fullmatch(plain[cells[0][0] : cells[-1][1]])]
    heads = next((place for place, cells in enumerate(lines) if _is_heading(plain, cells)), None)
    if heads is None:
        return []
    rows = [cells for cells in lines[heads + 1 :] if len(cells) > 1]
    even = all(len(cells) == len(lines[heads]) for cells in rows)
    return [lines[heads], *rows] if rows and (even or separator not in _SEPARATORS[-2:]) else []


def _rewritten(writing: Writing, lines: list[list[Cell]]) -> Writing:
    heads, *rows = lines
    pieces: list[Cell] = []
    for cells in rows:
        if _SUM.search(writing.plain, cells[0][0], cells[-1][1]):
            continue
        for head, cell in zip(heads, cells, strict=False):
            if writing.plain[slice(*cell)].strip() and not _UNNEEDED.search(writing.plain, *head):
                pieces += [_name(writing.plain, head), (-1, ord(":")), cell, (-1, ord("\n"))]
        pieces.append((-1, ord("\n")))
    return _assembled(writing, heads[0][0], pieces)


def _name(plain: str, head: Cell) -> Cell:
    counted_in = _COUNTED_IN.search(plain, *head)
    return (head[0], counted_in.start()) if counted_in else head


def _lines(plain: str, separator: re.Pattern[str]) -> list[list[Cell]]:
    """The cells of every line, as spans; a stroke at the edge of a line makes no cell."""
    found = []
    start = 0
    for line in plain.split("\n"):
        text = line.rstrip(" |")
        edges = [match.span() for match in separator.finditer(text)]
        bounds = [0, *(place for edge in edges for place in edge), len(text)]
        cells = [(start + first, start + last) for first, last in zip(bounds[::2], bounds[1::2], strict=True)]
        found.append(cells[1:] if len(cells) > 1 and not plain[slice(*cells[0])].strip() else cells)
        start += len(line) + 1
    return found


def _is_heading(plain: str, cells: list[tuple[int, int]]) -> bool:
    named = [cell for cell in cells if _HEADING.search(plain, *cell)]
    return len(named) >= 3 and not any(character.isdigit() for cell in cells for character in plain[slice(*cell)])


def _assembled(writing: Writing, begin: int, pieces: list[tuple[int, int]]) -> Writing:
    """A writing made of spans of another, and of marks between them (start -1: the mark itself)."""
    places = writing.offsets or tuple(range(len(writing.plain)))
    text, offsets = [writing.plain[:begin]], list(places[:begin])
    for start, end in pieces:
        if start < 0:
            text.append(chr(end))
            offsets.append(offsets[-1] if offsets else 0)
        else:
            text.append(writing.plain[start:end])
            offsets.extend(places[start:end])
    return Writing("".join(text), writing.written, tuple(offsets))
