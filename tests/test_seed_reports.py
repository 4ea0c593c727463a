"""Five real reports written again from what would be kept of them: every figure at its heading, value and unit."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from bot.papers import Press
from bot.taxonomy import load_taxonomy
from handlers.read.entries import read_entries
from handlers.read.reading import Context
from handlers.turn import Paper, PaperKind
from reports.marks import read_marks
from reports.texts import PLAIN_SESSION_WORD
from reports.verify import findings
from storage.apply import apply
from storage.database import Database
from storage.facts import StoredFacts
from storage.model.figures import Period, Scope
from storage.model.origins import Sums
from storage.model.people import Person, Role
from storage.model.registers import RegisterEntry, statements
from storage.model.writes import KeepEntry
from tests.ledgers import County
from tests.seeds import REPORTS, SeedReport

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), "2026年")
DOC = Path(__file__).parent.parent / "docs" / "数字清单.md"
KINDS = 54


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    database = Database(f"sqlite:///{tmp_path / 'kepu.sqlite'}")
    database.upgrade()
    yield County(database).found()
    database.close()


def enter(county: County, person: Person, report: SeedReport) -> None:
    context = Context(county.now, load_taxonomy())
    with county.database.writing() as tx:
        for nth, (text, programme) in enumerate(report.entered):
            found = read_entries(text, context)
            assert found, text
            for place, one in enumerate(found):
                words = (one.register, one.text, one.noun, one.amount, one.measure)
                id_ = f"e{nth}-{place}"
                made = RegisterEntry(id_, person.unit_id, *words, county.now.date(), person.id, county.now, programme)
                apply(tx, KeepEntry(made))


def written(county: County, report: SeedReport) -> bytes:
    """The paper, from what was recorded and entered."""
    person = county.person(Role.OFFICER, "青河县")
    county.record(person, *report.records)
    enter(county, person, report)
    out = io.BytesIO()
    taxonomy = replace(county.taxonomy, shells=(report.shell,))
    scope = Scope(unit_id=person.unit_id, period=YEAR)
    paper = Paper(PaperKind.REPORT, scope, report.name, shell=report.shell.name)
    Press(county.database, taxonomy, lambda: county.now).write(paper, out)
    return out.getvalue()


def by_heading(file: bytes) -> dict[str, str]:
    """The text below each heading."""
    found: dict[str, str] = {}
    heading = ""
    for paragraph in docx.Document(io.BytesIO(file)).paragraphs:
        style = paragraph.style.name if paragraph.style else ""
        if style.startswith("Heading"):
            heading = paragraph.text.partition("、")[2] or paragraph.text.partition("）")[2]
            found[heading] = ""
        elif style == "Annex Number":
            break
        elif heading:
            found[heading] += paragraph.text
    return found


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_every_figure_stands_at_its_heading(county: County, report: SeedReport) -> None:
    words = by_heading(written(county, report))
    missing = {
        (one.kind, one.heading, one.written): words.get(one.heading, "no such heading")
        for one in report.expected
        if one.written not in words.get(one.heading, "")
    }

    assert missing == {}


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_every_figure_is_recomputed_from_what_was_kept(county: County, report: SeedReport) -> None:
    marks = read_marks(written(county, report))
    with county.database.reading() as tx:
        facts = StoredFacts(tx, county.taxonomy, lambda: "")
        unit = county.units["青河县"].id
        sources = facts.sources(Scope(unit_id=unit, period=YEAR), None, PLAIN_SESSION_WORD)
        said = statements(facts.entries_below(unit), unit, YEAR)

    assert findings(marks, marks, Sums(sources, said)) == ()
    assert marks.listed


def test_all_kinds_of_figures_are_there_and_the_table_says_how(update: bool) -> None:
    lines = [
        "# 五份真实报告里的数，都写得出来",
        "",
        "编号是这类报告里54种数的编号；“原文”是报告里的写法，“写出来”是按登记和台账重新生成的写法，出处都能查。",
        "地名和单位是虚构的。由测试生成：`pytest tests/test_seed_reports.py --update`。",
        "",
        "| 编号 | 报告 | 标题 | 原文 | 写出来 | 说明 |",
        "|---|---|---|---|---|---|",
        *(
            f"| {one.kind} | {report.name} | {one.heading} | {one.said} | {one.written} | {one.explained or '一致'} |"
            for one, report in sorted(
                ((one, report) for report in REPORTS for one in report.expected), key=lambda pair: pair[0].kind
            )
        ),
    ]
    table = "\n".join(lines) + "\n"
    if update:
        DOC.write_text(table, encoding="utf-8")

    assert {one.kind for report in REPORTS for one in report.expected} == set(range(1, KINDS + 1))
    assert DOC.read_text(encoding="utf-8") == table
