"""The sheet that says how to read a ledger: how many figures are estimates or were not counted, as formulas."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from reports import texts
from reports import texts_excel as words
from reports.excel_page import Formats, Sheet, paged
from reports.growing_table import GrowingTable
from storage.model.activity import Particulars


@dataclass(slots=True)
class Counts:
    """What is counted while records go by."""

    approximate: int = 0
    """The part of the attendance that is an estimate,"""
    estimates: int = 0
    """and of how many records."""
    uncounted: int = 0
    """Records without a number, be it on site or online, as summaries count them."""
    unsaid_sessions: int = 0
    things: int = 0
    uncounted_things: int = 0

    def count(self, said: Particulars) -> None:
        """One record more."""
        if said.attendance.approximate and said.attendance.value is not None:
            self.approximate += said.attendance.value
            self.estimates += 1
        self.uncounted += said.attendance.value is None and said.online.value is None
        self.unsaid_sessions += said.sessions.value is None
        self.things += len(said.outputs)
        self.uncounted_things += sum(one.amount.value is None for one in said.outputs)


class Fact(NamedTuple):
    """A line of the legend; a formula carries its value as everything else does."""

    label: str
    value: int
    formula: str = ""


def facts(counts: Counts, records: GrowingTable[Any]) -> Iterator[Fact]:
    """The lines: sums of the other sheet where they can be."""
    attendance, about = records.area(texts.ATTENDANCE), records.area(words.HEAD_ABOUT)
    online = records.area(texts.ONLINE)
    yield Fact(words.LEGEND_RECORDS, records.rows, f"=ROWS({attendance})" if records.rows else "")
    yield Fact(texts.ATTENDANCE, records.totals[texts.ATTENDANCE], f"=SUM({attendance})")
    yield Fact(words.LEGEND_APPROXIMATE, counts.approximate, f'=SUMIF({about},"{words.ABOUT}",{attendance})')
    yield Fact(words.LEGEND_ESTIMATES, counts.estimates, f'=COUNTIF({about},"{words.ABOUT}")')
    yield Fact(texts.ONLINE, records.totals[texts.ONLINE], f"=SUM({online})")
    yield Fact(words.LEGEND_UNCOUNTED, counts.uncounted)
    yield Fact(words.LEGEND_UNSAID_SESSIONS, counts.unsaid_sessions)
    yield Fact(words.LEGEND_THINGS, counts.things)
    yield Fact(words.LEGEND_UNCOUNTED_THINGS, counts.uncounted_things)


def legend(
    sheet: Sheet,
    looks: Formats,
    title: str,
    notes: tuple[str, ...],
    of: tuple[Counts, GrowingTable[Any]],
) -> None:
    """Write the sheet."""
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 14)
    sheet.write_string(0, 0, title, looks.title)
    for nth, note in enumerate(notes, start=1):
        sheet.write_string(nth, 0, note, looks.note)
    head = 1 + len(notes)
    sheet.write_string(head, 0, words.LEGEND_WHAT, looks.head)
    sheet.write_string(head, 1, words.LEGEND_HOW_MANY, looks.head)
    row = head
    for row, fact in enumerate(facts(*of), start=head + 1):
        sheet.write_string(row, 0, fact.label, looks.text)
        if fact.formula:
            sheet.write_formula(row, 1, fact.formula, looks.figure, fact.value)
        else:
            sheet.write_number(row, 1, fact.value, looks.figure)
    for nth, note in enumerate(words.LEGEND_NOTES, start=row + 2):
        sheet.write_string(nth, 0, note, looks.note)
    paged(sheet, (head, head), 0)
