"""A summary as a picture: the same PNG on every machine, with the shipped font alone."""

import json
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import cast

import typst

from reports import texts
from reports.glyphs import drawable, font_file
from reports.summary import Summary, Table

MOST_ROWS = 40
"""Rows of one table that are drawn; a line in it says how many are not."""

_PIXELS_PER_INCH = 168
_LONGEST_LINE = 60
_LONGEST_CELL = 40
_LONGEST_NOTE = 200

_drawing = Lock()


def as_png(summary: Summary, made_at: str = "") -> bytes:
    """The summary as PNG, 1,120 pixels wide and as high as needed; `made_at` is shown in the foot as it is.

    May be called from any thread; pictures are drawn one after the other.
    """
    source = json.dumps(_printed(summary, made_at), ensure_ascii=False)
    with _drawing:  # one kept compiler is ten times faster than a new one, but holds one document at a time
        return cast("bytes", _compiler().compile(format="png", ppi=_PIXELS_PER_INCH, sys_inputs={"summary": source}))


@cache
def _compiler() -> typst.Compiler:
    template = str(files("reports").joinpath("picture.typ"))
    return typst.Compiler(template, font_paths=[str(font_file().parent)], ignore_system_fonts=True)


def _printed(summary: Summary, made_at: str) -> dict[str, object]:
    return {
        "title": drawable(summary.title, _LONGEST_LINE),
        "subtitle": drawable(summary.subtitle, _LONGEST_LINE),
        "figures": [_figure(label, value) for label, value in summary.figures],
        "tables": [_table(table) for table in summary.tables],
        "notes": [drawable(note, _LONGEST_NOTE) for note in summary.notes],
        "foot": drawable(texts.made(made_at), _LONGEST_LINE),
    }


def _figure(label: str, value: str) -> tuple[str, str, str]:
    figure, aside = texts.figure_and_aside(value)
    return drawable(label, _LONGEST_CELL), drawable(figure, _LONGEST_CELL), drawable(aside, _LONGEST_CELL)


def _table(table: Table) -> dict[str, object]:
    return {
        "title": drawable(table.title, _LONGEST_LINE),
        "head": _cells(table.head),
        "rows": [_cells(row) for row in table.rows[:MOST_ROWS]],
        "total": _cells(table.total),
        "bars": () if table.course else table.bars[:MOST_ROWS],
        "line": table.bars[:MOST_ROWS] if table.course and len(table.rows) > 1 else (),
        "legend": _legend(table),
        "left_out": texts.rows_left_out(len(table.rows) - MOST_ROWS) if len(table.rows) > MOST_ROWS else "",
    }


def _legend(table: Table) -> str:
    if table.course:
        return texts.LINE if len(table.rows) > 1 else ""
    return texts.BARS if table.bars else ""


def _cells(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(drawable(cell, _LONGEST_CELL) for cell in row)
