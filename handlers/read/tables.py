"""Tables pasted from a spreadsheet: each row becomes lines of "heading: cell", as if a form had been filled in."""

import re

from handlers.read.writing import Writing

_SUM = re.compile("合计|总计|小计")
_HEADING = re.compile(
    r"(?:序号|编号|日期|时间|地点|地址|场地|名称|主题|内容|形式|类型|对象|人数|人次|资料|物资|发放|材料|备注|主办|单位|负责人)"
)


def rows_as_lines(writing: Writing) -> Writing:
    """The writing with every row of a table below a heading row turned into labelled lines; else as it is."""
    if "\t" not in writing.plain:
        return writing
    lines = _lines(writing.plain)
    heads = next((place for place, cells in enumerate(lines) if _is_heading(writing.plain, cells)), None)
    if heads is None or heads + 1 >= len(lines):
        return writing
    pieces: list[tuple[int, int]] = []
    for cells in lines[heads + 1 :]:
        if _SUM.search(writing.plain, cells[0][0], cells[-1][1]):
            continue
        for head, cell in zip(lines[heads], cells, strict=False):
            if writing.plain[slice(*cell)].strip() and not re.match("序号|编号", writing.plain[slice(*head)]):
                pieces += [head, (-1, ord(":")), cell, (-1, ord("\n"))]
        pieces.append((-1, ord("\n")))
    return _assembled(writing, lines[0][0][0], pieces)


def _lines(plain: str) -> list[list[tuple[int, int]]]:
    """The cells of every line, as spans."""
    found = []
    start = 0
    for line in plain.split("\n"):
        cells, place = [], start
        for cell in line.split("\t"):
            cells.append((place, place + len(cell)))
            place += len(cell) + 1
        found.append(cells)
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
