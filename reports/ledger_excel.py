"""The ledger as an Excel file (台账): a row for each record that stands, one for each thing, and how to read them.

Rows come one by one and leave memory at once. Records stand in the order they are given in; nothing is ranked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import BinaryIO, TypeVar

from reports import texts
from reports import texts_excel as words
from reports.excel_page import About, Book, Cell, Formats, formats, opened, tab
from reports.growing_table import Column, GrowingTable
from reports.legend import Counts, legend
from reports.quick_rows import QuickRows
from storage.model.activity import Activity, Amount, Output, Particulars

_IMAGE = "image/"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with the names of its unit and of who recorded it."""

    activity: Activity
    unit: str
    recorder: str

    @property
    def told(self) -> Particulars:
        """What is known of the activity."""
        return self.activity.particulars


@dataclass(frozen=True, slots=True)
class Heading:
    """What a ledger is of: its title, its days in words, the moment it shows, and in what sessions are counted.

    `session_words` are the measure words that occur, `usual_words` those of each kind where none was said.
    """

    title: str
    days: str
    at: datetime
    session_words: tuple[str, ...] = ()
    usual_words: Mapping[str, str] | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The columns of sessions: the usual words, then others."""
        return tuple(dict.fromkeys((*texts.SESSION_WORDS, *sorted(filter(None, self.session_words)))))

    def word(self, said: Particulars) -> str:
        """In what the sessions of a record are counted, as summaries count them."""
        return said.session_word or (self.usual_words or {}).get(said.kind, "") or texts.PLAIN_SESSION_WORD


def write_ledger(out: str | BinaryIO, heading: Heading, entries: Iterable[Entry]) -> int:
    """Write the file; how many records it has. Formulas carry the sums of what stands above them."""
    with opened(out, heading.title, heading.at, row_by_row=True) as book:
        looks = formats(book)
        notes = (words.of_days(heading.days, texts.as_of(heading.at)),)
        records = _table(book, looks, words.TAB_LEDGER, columns(heading), heading.title, notes)
        things = _table(book, looks, words.TAB_THINGS, THINGS, words.of_things(heading.title), notes)
        counts = Counts()
        for entry in entries:
            records.add(entry)
            for output in entry.told.outputs:
                things.add((entry, output))
            counts.count(entry.told)
        records.close()
        things.close()
        legend(book.add_worksheet(tab(words.TAB_LEGEND)), looks, heading.title, notes, (counts, records))
    return records.rows


def _table(
    book: Book, looks: Formats, name: str, of: tuple[Column[T], ...], title: str, notes: tuple[str, ...]
) -> GrowingTable[T]:
    return GrowingTable(book.add_worksheet(tab(name), QuickRows), looks, of, title, notes)


def columns(heading: Heading) -> tuple[Column[Entry], ...]:
    """The columns of the ledger; each measure word of sessions has one of its own, since they are never added up."""
    return (
        Column(words.HEAD_NUMBER, 10.5, lambda entry: entry.activity.number),
        Column(words.HEAD_DAY, 10.5, lambda entry: entry.told.start),
        Column(words.HEAD_LAST_DAY, 10.5, lambda entry: _last_day(entry.told)),
        Column(words.HEAD_TITLE, 18, lambda entry: entry.told.title or entry.told.topic, counts=True),
        Column(words.HEAD_KIND, 8, lambda entry: entry.told.kind),
        Column(words.HEAD_PROGRAMME, 11, lambda entry: entry.told.programme),
        Column(words.HEAD_AUDIENCE, 8, lambda entry: entry.told.audience),
        Column(texts.HEAD_UNIT, 9, lambda entry: entry.unit),
        Column(words.HEAD_VENUE, 12, lambda entry: entry.told.venue),
        Column(words.HEAD_HOSTS, 10, lambda entry: words.named(entry.told.hosts)),
        *(Column(words.sessions_in(word), 5, partial(_sessions, heading, word), summed=True) for word in heading.words),
        Column(texts.ATTENDANCE, 7, lambda entry: entry.told.attendance.value, summed=True),
        Column(words.HEAD_ABOUT, 7, lambda entry: about(entry.told.attendance)),
        Column(texts.ONLINE, 7, lambda entry: amount(entry.told.online), summed=True),
        Column(words.HEAD_THINGS, 20, lambda entry: things_of(entry.told)),
        Column(words.HEAD_VOLUNTEERS, 7, lambda entry: amount(entry.told.volunteers), summed=True),
        Column(words.HEAD_EXPERTS, 5, lambda entry: amount(entry.told.experts), summed=True),
        Column(words.HEAD_PHOTOS, 5, lambda entry: _photos(entry.activity), summed=True),
        Column(words.HEAD_RECORDER, 8, lambda entry: entry.recorder),
        Column(words.HEAD_NOTE, 12, lambda entry: entry.told.note),
    )


THINGS: tuple[Column[tuple[Entry, Output]], ...] = (
    Column(words.HEAD_NUMBER, 11, lambda row: row[0].activity.number),
    Column(words.HEAD_DAY, 11, lambda row: row[0].told.start),
    Column(texts.HEAD_UNIT, 14, lambda row: row[0].unit),
    Column(words.HEAD_TITLE, 26, lambda row: row[0].told.title or row[0].told.topic),
    Column(words.HEAD_CATEGORY, 10, lambda row: texts.CATEGORIES[row[1].category]),
    Column(texts.HEAD_ACTION, 8, lambda row: row[1].action),
    Column(texts.HEAD_ITEM, 20, lambda row: row[1].item),
    Column(texts.HEAD_QUANTITY, 9, lambda row: row[1].amount.value),
    Column(words.HEAD_MEASURE, 7, lambda row: row[1].measure),
    Column(words.HEAD_ABOUT, 9, lambda row: about(row[1].amount)),
)
"""The columns of things: different things are never added up, so there is no total."""


def amount(said: Amount) -> Cell:
    """A number as honest as it was said: the number, the range as words, or that nobody counted."""
    if said.value is None:
        return about(said)
    return About(said.value) if said.approximate else said.value


def about(said: Amount) -> str:
    """What is to be known beside a number: that it is an estimate, the range there is instead, that nobody counted."""
    if said.value is not None:
        return words.ABOUT if said.approximate else ""
    if said.low is not None and said.high is not None:
        return words.between(said.low, said.high)
    return texts.NOT_COUNTED if said.said else ""


def things_of(said: Particulars) -> str:
    """All outputs in a row; that there were none where that was the answer."""
    if said.outputs:
        return words.named(map(_thing, said.outputs))
    return words.NOTHING_GIVEN if said.outputs_said else ""


def _thing(output: Output) -> str:
    known, mark = output.amount, words.ABOUT if output.amount.approximate else ""
    if known.value is not None:
        return f"{output.action}{output.item}{mark}{known.value}{output.measure}"
    between = words.between(known.low, known.high) if known.low is not None and known.high is not None else ""
    return f"{output.action}{output.item}{between}{output.measure if between else ''}"


def _sessions(heading: Heading, word: str, entry: Entry) -> int | None:
    """The sessions of a record in the column of their word: one where nothing was said."""
    if heading.word(entry.told) != word:
        return None
    return 1 if entry.told.sessions.value is None else entry.told.sessions.value


def _last_day(said: Particulars) -> Cell:
    return said.end if said.end != said.start else None


def _photos(activity: Activity) -> int | None:
    return sum(one.media_type.startswith(_IMAGE) for one in activity.evidence) or None
