"""Reports made from the ledger as it stands: one entry for each kind, into a file or into memory."""

import io
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import BinaryIO

import msgspec

from bot.channel import Document
from bot.making import Making, Remark, Told, every_way, tasks_of, unit_names, with_word
from bot.office import NotConverted
from bot.proof import proof
from bot.stationery import PLAIN, Stationery
from handlers.sheets import Proof
from handlers.texts import report as report_texts
from handlers.turn import Issued, Paper, PaperKind
from reports import texts
from reports.paper import OfficialPaper
from reports.workbook import Workbook
from storage.database import Database
from storage.facts import StoredFacts
from storage.model.figures import Grouping
from storage.model.taxonomy import Taxonomy

log = logging.getLogger(__name__)

MOST_ROWS = 2_000
"""Of annexes that LibreOffice lays out in half a minute: it takes the square of their length."""


def ledger(making: Making, out: BinaryIO) -> None:
    """台账: every record, row by row."""
    from reports.ledger_excel import Entry, Heading, write_ledger  # noqa: PLC0415 - many a start never writes a file

    facts, scope = making.facts, making.paper.scope
    said = (word for tally in facts.tallies(scope, Grouping.KIND) for word, _ in tally.sessions)
    usual = {kind.name: kind.session_word for kind in facts.taxonomy.kinds}
    heading = Heading(making.paper.title, making.days, making.at, tuple(sorted(set(said))), usual)
    names = unit_names(facts.all_units())
    entries = (Entry(activity, names[activity.unit_id], recorder) for activity, recorder in facts.entries(scope))
    write_ledger(out, heading, with_word(entries, making.told))


def summary(making: Making, out: BinaryIO) -> None:
    """汇总表: the same records added up in every way there is; by unit only where there are several."""
    from reports.summary_excel import write_summary  # noqa: PLC0415 - many a start never writes a file

    ways = [(one.asked, one.sums) for one in every_way(making, tuple(Grouping))]
    write_summary(out, making.paper.title, making.at, ways, tasks_of(making))


def summary_as_picture(making: Making, out: BinaryIO) -> None:
    """汇总表 as a picture: by kind, and how it went month by month."""
    from reports.picture import as_png  # noqa: PLC0415 - many a start never draws

    by_kind, by_month = every_way(making, (Grouping.KIND, Grouping.MONTH))
    first, course = by_kind.summary, by_month.summary
    whole = msgspec.structs.replace(first, tables=(*first.tables[:1], *course.tables[:1], *first.tables[1:]))
    out.write(as_png(whole, texts.as_of(making.at)))


def report(making: Making, out: BinaryIO) -> None:
    """工作报告: the official paper of the period, as Word; in the office's own template where it has one."""
    from bot.written import written  # noqa: PLC0415 - many a start never writes a file
    from reports.word import as_docx  # noqa: PLC0415 - many a start never writes a file

    template = making.stationery.template(making.paper.shell)
    if template is None:
        out.write(as_docx(written(making)))
        return
    from reports.template import in_template  # noqa: PLC0415 - most offices have none

    out.write(in_template(written(making), template))


def report_as_pdf(making: Making, out: BinaryIO) -> None:
    """工作报告: the same paper as PDF; in the office's own template where it has one and LibreOffice is there."""
    from bot.written import written  # noqa: PLC0415 - many a start never writes a file
    from reports.pdf import as_pdf  # noqa: PLC0415 - many a start never writes a file

    paper, notice = written(making), ""
    try:
        whole = _in_template(making, paper)
    except NotConverted as failed:
        log.warning("LibreOffice made no PDF", extra={"action": "pdf_plain", "reason": str(failed)})
        whole, notice = None, report_texts.PDF_FAILED
        making.remark(notice)
    if making.stationery.plainly(making.paper):
        making.remark(report_texts.PDF_PLAIN)
    out.write(whole or as_pdf(paper, notice))


def _in_template(making: Making, paper: OfficialPaper) -> bytes | None:
    """The PDF of the Word file; None where there is no template, or nothing that prints one. Raises NotConverted."""
    template, office = making.stationery.template(making.paper.shell), making.stationery.office
    if template is None or office is None:
        return None
    if sum(len(grid.rows) for annex in paper.annexes for grid in annex.grids) > MOST_ROWS:
        raise NotConverted("too many rows")
    from reports.template import in_template  # noqa: PLC0415 - most offices have none

    return office.as_pdf(in_template(paper, template))


MAKERS: Mapping[PaperKind, Callable[[Making, BinaryIO], None]] = {
    PaperKind.LEDGER: ledger,
    PaperKind.SUMMARY: summary,
    PaperKind.REPORT: report,
    PaperKind.PDF: report_as_pdf,
    PaperKind.PICTURE: summary_as_picture,
}
"""One entry for each kind; how it is called and what its files end in stands in handlers.texts.report."""


@dataclass(frozen=True, slots=True)
class Press:
    """Makes the bytes of documents; `now` gives the moment in the zone of the people."""

    database: Database
    taxonomy: Taxonomy
    now: Callable[[], datetime]
    stationery: Stationery = PLAIN

    def as_bytes(self, document: Document) -> bytes:
        """The file itself. Raises storage's Unavailable where it is to be read first and cannot be."""
        if isinstance(document.content, Workbook):
            from reports.excel import as_xlsx  # noqa: PLC0415 - many a start never writes a file

            return as_xlsx(document.content)
        if isinstance(document.content, Issued):
            return self._issued(document.content, PurePath(document.name).suffix)
        if isinstance(document.content, Proof):
            return proof(document.content, self.now(), self.stationery.photos)
        made = io.BytesIO()
        self.write(document.content, made)
        return made.getvalue()

    def write(self, paper: Paper, out: BinaryIO, told: Told = lambda _: None, remark: Remark = lambda _: None) -> None:
        """Make a report of the ledger as it stands now. Raises storage's Unavailable."""
        at = self.now()
        with self.database.reading() as tx:
            facts = StoredFacts(tx, self.taxonomy, _no_codes)
            MAKERS[paper.kind](Making(paper, facts, at, told, self.stationery, remark), out)

    def _issued(self, asked: Issued, ending: str) -> bytes:
        from bot.corrected import issued_file  # noqa: PLC0415 - many a start never writes a file

        with self.database.reading() as tx:
            return issued_file(StoredFacts(tx, self.taxonomy, _no_codes), asked, ending, self.now())


def _no_codes() -> str:
    raise NotImplementedError("a report makes no codes")
