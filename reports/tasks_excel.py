"""任务分解 as a sheet of a workbook: figures as numbers, the degree as a formula that follows them."""

from datetime import date

from reports import texts_excel as words
from reports.excel_page import Book, Cell, Formats, Sheet, height, lines_of, nothing_but_words, paged
from reports.tasks import Task, note

_TITLE, _NOTE, _HEADS, _FIRST = 0, 1, 2, 3
"""Rows of the sheet."""
_WIDTHS = (30, 26, 18, 22, 13, 11, 11, 8, 11)
_PLANNED, _DONE, _DEGREE = "F", "G", 8


def write_tasks(book: Book, looks: Formats, said: tuple[str, str], tasks: tuple[Task, ...], until: date) -> None:
    """Add the sheet; `said` are its title and how old the figures are, `until` is the last day that is counted."""
    sheet = book.add_worksheet(words.TAB_TASKS)
    sheet.merge_range(_TITLE, 0, _TITLE, _DEGREE, nothing_but_words(said[0]), looks.title)
    sheet.merge_range(_NOTE, 0, _NOTE, _DEGREE, said[1], looks.note)
    for nth, (head, width) in enumerate(zip(words.TASK_HEADS, _WIDTHS, strict=True)):
        sheet.set_column(nth, nth, width)
        sheet.write_string(_HEADS, nth, head, looks.head)
    for row, task in enumerate(tasks, start=_FIRST):
        _row(sheet, looks, row, task)
    sheet.write_string(_FIRST + len(tasks), 0, "".join(map(str, note(tasks, until))), looks.note)
    paged(sheet, (_HEADS, _HEADS), 1)


def _row(sheet: Sheet, looks: Formats, row: int, task: Task) -> None:
    cells = _cells(task)
    lines = (lines_of(cell, width) for cell, width in zip(cells, _WIDTHS, strict=False) if isinstance(cell, str))
    sheet.set_row(row, height(max(lines)))
    for nth, cell in enumerate(cells):
        if isinstance(cell, date):
            sheet.write_datetime(row, nth, cell, looks.day)
        elif isinstance(cell, int):
            sheet.write_number(row, nth, cell, looks.figure)
        else:
            sheet.write_string(row, nth, nothing_but_words(str(cell)), looks.text)
    if task.degree is None:
        sheet.write_string(row, _DEGREE, words.NO_DEGREE, looks.degree)
    else:  # cut off as in the paper
        formula = f"=INT({_DONE}{row + 1}*100/{_PLANNED}{row + 1})/100"
        sheet.write_formula(row, _DEGREE, formula, looks.degree, task.degree / 100)


def _cells(task: Task) -> tuple[Cell, ...]:
    entry = task.goal.entry
    planned: Cell = task.goal.planned
    return (
        entry.programme or words.NO_DEGREE,
        task.name,
        entry.lead or words.NO_DEGREE,
        words.named(entry.responsible) or words.NO_DEGREE,
        entry.day,
        planned if planned is not None else entry.amount.words or words.NO_DEGREE,
        task.done if task.done is not None else words.NO_DEGREE,
        entry.measure,
    )
