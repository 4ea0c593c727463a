"""A summary as an Excel file (汇总表): a sheet for each way to add up, what came out of it, native charts.

Totals are formulas that carry the sums the records have. Rows stand in the order of the classes or of the tree of
units: nothing is ranked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

from xlsxwriter.utility import xl_col_to_name

from reports import texts
from reports import texts_excel as words
from reports.excel_page import Book, Cell, Formats, Sheet, formats, nothing_but_words, opened, paged, tab
from reports.summarise import Asked, Columns, Sums, attendance, parts, sessions, summarise
from reports.tasks import Task
from reports.tasks_excel import write_tasks
from storage.model.figures import Grouping, OutputTally, Tally

_TITLE, _NOTE, _GROUPS, _HEADS, _FIRST = 0, 1, 2, 3, 4
"""Rows of a sheet."""
_CHARTS = {Grouping.KIND: "bar", Grouping.MONTH: "line"}
"""Units are never drawn beside each other."""
_DRAWN: dict[Grouping, dict[str, object]] = {
    Grouping.KIND: {"fill": {"color": "#5B9BD5"}, "gap": 60},
    Grouping.MONTH: {"line": {"color": "#5B9BD5", "width": 2.25}, "marker": {"type": "circle"}},
}
_NAME_WIDTH, _WIDTH = 26, 10
_BEFORE = (words.GROUP_BEFORE, words.HEAD_CHANGE)
_YEAR_BEFORE = (texts.YEAR_BEFORE, texts.HEAD_YEAR_CHANGE)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of figures: what stands over it (the same name beside it is one head), and its cells."""

    group: str
    head: str
    cells: tuple[Cell, ...]
    change: bool = False

    @property
    def total(self) -> int | str:
        """The sum of the figures; where there are only words the first of them, since a zero would be invented."""
        figures = [cell for cell in self.cells if isinstance(cell, int)]
        worded = next((cell for cell in self.cells if isinstance(cell, str)), None)
        return sum(figures) if figures or worded is None else worded


def write_summary(
    out: str | BinaryIO,
    title: str,
    at: datetime,
    ways: Sequence[tuple[Asked, Sums]],
    tasks: tuple[Task, ...] = (),
) -> None:
    """Write the file: the same records added up in several ways, and how far the targets are where there are any."""
    with opened(out, title, at) as book:
        looks = formats(book)
        for asked, sums in ways:
            sheet = book.add_worksheet(tab(texts.PARTS_BY[asked.grouping]))
            _way(book, sheet, looks, title, (asked, sums, at))
        if ways and ways[0][1].outputs:
            _outputs(book.add_worksheet(words.TAB_OUTPUTS), looks, title, (ways[0][0], ways[0][1].outputs, at))
        if tasks:
            last = min(at.date(), max(one.goal.period.last for one in tasks))
            write_tasks(book, looks, (words.of_tasks(title), texts.as_of(at)), tasks, last)


def _way(book: Book, sheet: Sheet, looks: Formats, title: str, of: tuple[Asked, Sums, datetime]) -> None:
    asked, sums, at = of
    rows, columns = parts(asked, sums), _columns(asked, sums)
    _above(sheet, looks, title, words.of_days(asked.days, texts.as_of(at)), 1 + len(columns))
    _heads(sheet, looks, texts.HEAD_KEY[asked.grouping], columns)
    for nth, part in enumerate(rows, start=_FIRST):
        sheet.write_string(nth, 0, nothing_but_words(part.name), looks.text)
    end = _FIRST + len(rows)
    if sums.wholes is None:
        sheet.write_string(end, 0, texts.TOTAL, looks.total)
    for nth, column in enumerate(columns, start=1):
        _figures(sheet, looks, (nth, column), columns)
        if sums.wholes is None:
            _total(sheet, looks, (nth, column), columns)
    before = asked.before if Columns.of(asked, sums).compared else None
    for nth, note in enumerate(summarise(replace(asked, before=before), sums).notes, start=end + 1):
        sheet.write_string(nth, 0, note, looks.note)
    drawn = bool(rows) and asked.grouping in _CHARTS
    if drawn:
        sheet.insert_chart(end + 6, 0, _chart(book, sheet, asked.grouping, columns, len(rows)))
    paged(sheet, (_GROUPS, _HEADS), 1, one_page=drawn)


def _columns(asked: Asked, sums: Sums) -> tuple[_Column, ...]:
    rows, there = parts(asked, sums), Columns.of(asked, sums)
    now = tuple(part.now for part in rows)
    said = {word for part in rows for word, count in sessions(part.now).items() if count}
    measures = (*texts.SESSION_WORDS, *sorted(said.difference(texts.SESSION_WORDS)))
    return (
        _Column("", words.HEAD_ACTIVITIES, tuple(part.now.activities for part in rows)),
        *(
            _Column(words.GROUP_SESSIONS, word, tuple(sessions(part.now).get(word, 0) for part in rows))
            for word in measures
        ),
        _Column(words.GROUP_ATTENDANCE, words.HEAD_SUM, tuple(_counted(attendance(part.now)) for part in rows)),
        _Column(words.GROUP_ATTENDANCE, words.HEAD_APPROXIMATE, tuple(part.now.approximate for part in rows)),
        _Column(words.GROUP_ATTENDANCE, words.HEAD_UNCOUNTED, tuple(part.now.uncounted for part in rows)),
        *((_Column("", texts.ONLINE, tuple(part.now.online for part in rows)),) if there.online else ()),
        *(_compared(now, tuple(part.before for part in rows), _BEFORE) if there.compared else ()),
        *(_compared(now, tuple(part.year_before for part in rows), _YEAR_BEFORE) if there.with_year_before else ()),
    )


def _compared(now: tuple[Tally, ...], past: tuple[Tally, ...], heads: tuple[str, str]) -> tuple[_Column, ...]:
    group, change = heads
    pairs = zip(now, past, strict=True)
    changes = (_difference(_counted(attendance(one)), _counted(attendance(other))) for one, other in pairs)
    return (
        _Column(group, words.HEAD_ACTIVITIES, tuple(tally.activities for tally in past)),
        _Column(group, texts.ATTENDANCE, tuple(_counted(attendance(tally)) for tally in past)),
        _Column("", change, tuple(changes), change=True),
    )


def _counted(figure: str) -> int | str:
    return int(figure) if figure.isdecimal() else figure


def _difference(now: int | str, before: int | str) -> int | str:
    return now - before if isinstance(now, int) and isinstance(before, int) else texts.NOTHING_TO_SAY


def _above(sheet: Sheet, looks: Formats, title: str, note: str, columns: int) -> None:
    sheet.set_column(0, 0, _NAME_WIDTH)
    sheet.set_column(1, columns - 1, _WIDTH)
    sheet.merge_range(_TITLE, 0, _TITLE, columns - 1, nothing_but_words(title), looks.title)
    sheet.merge_range(_NOTE, 0, _NOTE, columns - 1, note, looks.note)


def _heads(sheet: Sheet, looks: Formats, key: str, columns: tuple[_Column, ...]) -> None:
    """Two rows: a group stands once over its columns, what is in none takes both."""
    sheet.set_row(_HEADS, 32)
    sheet.merge_range(_GROUPS, 0, _HEADS, 0, key, looks.head)
    for nth, column in enumerate(columns, start=1):
        if not column.group:
            sheet.merge_range(_GROUPS, nth, _HEADS, nth, column.head, looks.head)
        else:
            sheet.write_string(_HEADS, nth, column.head, looks.head)
    for group in dict.fromkeys(column.group for column in columns if column.group):
        within = [nth for nth, column in enumerate(columns, start=1) if column.group == group]
        sheet.merge_range(_GROUPS, within[0], _GROUPS, within[-1], group, looks.head)


def _figures(sheet: Sheet, looks: Formats, at: tuple[int, _Column], columns: tuple[_Column, ...]) -> None:
    """A column of figures; changes are formulas."""
    nth, column = at
    for row, cell in enumerate(column.cells, start=_FIRST):
        if column.change and isinstance(cell, int):
            sheet.write_formula(row, nth, _minus(row, nth, columns), looks.figure, cell)
        elif isinstance(cell, int):
            sheet.write_number(row, nth, cell, looks.figure)
        else:
            sheet.write_string(row, nth, cell, looks.figure)


def _total(sheet: Sheet, looks: Formats, at: tuple[int, _Column], columns: tuple[_Column, ...]) -> None:
    """What stands under a column, as a formula."""
    nth, column = at
    name, end = xl_col_to_name(nth), _FIRST + len(column.cells)
    whole = _whole_change(nth, columns) if column.change else column.total
    if isinstance(whole, str) or not column.cells:
        sheet.write(end, nth, whole, looks.total_figure)
    else:
        formula = _minus(end, nth, columns) if column.change else f"=SUM({name}{_FIRST + 1}:{name}{end})"
        sheet.write_formula(end, nth, formula, looks.total_figure, whole)


def _place(columns: tuple[_Column, ...], group: str, head: str) -> int:
    return next(nth for nth, one in enumerate(columns, start=1) if (one.group, one.head) == (group, head))


def _minus(row: int, nth: int, columns: tuple[_Column, ...]) -> str:
    now = xl_col_to_name(_place(columns, words.GROUP_ATTENDANCE, words.HEAD_SUM))
    return f"={now}{row + 1}-{xl_col_to_name(nth - 1)}{row + 1}"


def _whole_change(nth: int, columns: tuple[_Column, ...]) -> int | str:
    """The change of totals: the column before the change has those of the past."""
    now = columns[_place(columns, words.GROUP_ATTENDANCE, words.HEAD_SUM) - 1]
    return _difference(now.total, columns[nth - 2].total)


def _chart(book: Book, sheet: Sheet, grouping: Grouping, columns: tuple[_Column, ...], rows: int) -> Sheet:
    """Attendance as bars that the file's reader can change; no legend for a single row of them."""
    value, last = _place(columns, words.GROUP_ATTENDANCE, words.HEAD_SUM), _FIRST + rows - 1
    chart = book.add_chart({"type": _CHARTS[grouping]})
    name = words.CHART.format(by=texts.PARTS_BY[grouping])
    chart.add_series(
        {
            "name": name,
            "categories": [sheet.get_name(), _FIRST, 0, last, 0],
            "values": [sheet.get_name(), _FIRST, value, last, value],
            "data_labels": {"value": True},
            **_DRAWN[grouping],
        }
    )
    chart.set_title({"name": name, "name_font": {"name": texts.FONT, "size": 12}})
    chart.set_legend({"none": True})
    bare = {"visible": False, "major_gridlines": {"visible": False}}
    if grouping is Grouping.KIND:
        chart.set_x_axis(bare)
        chart.set_y_axis({"reverse": True})  # the first kind on top, as in the table
    else:
        chart.set_y_axis(bare)
    chart.set_size({"width": 760, "height": max(220, 60 + 26 * rows) if grouping is Grouping.KIND else 280})
    return chart


def _outputs(sheet: Sheet, looks: Formats, title: str, of: tuple[Asked, Sequence[OutputTally], datetime]) -> None:
    """What came out, item by item: different things are never added up, so there is no total."""
    asked, outputs, at = of
    _above(sheet, looks, words.of_things(title), words.of_days(asked.days, texts.as_of(at)), len(words.OUTPUT_HEADS))
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 30)
    sheet.set_row(_GROUPS, 32)
    for nth, head in enumerate(words.OUTPUT_HEADS):
        sheet.write_string(_GROUPS, nth, head, looks.head)
    for row, one in enumerate(outputs, start=_HEADS):
        quantity: Cell = texts.NOT_COUNTED if one.uncounted and not one.quantity else one.quantity
        cells = (texts.CATEGORIES[one.category], one.item, one.action, quantity, one.measure)
        for nth, cell in enumerate((*cells, one.approximate, one.uncounted)):
            if isinstance(cell, int):
                sheet.write_number(row, nth, cell, looks.figure)
            else:
                sheet.write_string(row, nth, nothing_but_words(str(cell)), looks.text)
    sheet.autofilter(_GROUPS, 0, _GROUPS + len(outputs), len(words.OUTPUT_HEADS) - 1)
    paged(sheet, (_GROUPS, _GROUPS), 2)
