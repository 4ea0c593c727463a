"""任务分解完成情况 in papers: planned, done and degree are the ledger's, can be traced, recomputed and corrected."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.app import Ledger
from bot.evidence import EvidenceFolder
from bot.papers import Press
from bot.releasing import issued
from bot.stationery import PLAIN
from bot.turn import Desk, TurnFacts
from bot.verify_command import verify
from handlers import goals
from handlers.state import Dialog
from handlers.turn import Issue, Issued, Paper, PaperKind, Said, Say, ShowFile
from storage.apply import apply
from storage.database import Database
from storage.facts import StoredFacts
from storage.model.activity import Amount, Output
from storage.model.figures import Period, Scope
from storage.model.goals import DEGREE, DONE, since
from storage.model.origins import Sums
from storage.model.people import Person, Role
from storage.model.registers import Register, RegisterEntry
from storage.model.writes import KeepEntry
from tests.ledgers import County, told
from tests.test_written import activities
from tests.timetable import TIMETABLE

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), "2026年")
THIRD = Period(date(2026, 7, 1), date(2026, 9, 30), "2026年第三季度")
FARMERS = "农民科学素质提升行动"
AT = datetime(2026, 2, 1, 2, 0, tzinfo=UTC)


def amount(value: int) -> Amount:
    return Amount(value, words=str(value))


def target(nth: int, unit_id: str, value: int, measure: str, **said: object) -> RegisterEntry:
    """A target of a unit for the whole year."""
    noun = str(said.pop("noun", ""))
    plain = {"day": date(2026, 12, 31), "by": "p1", "at": AT, **said}
    words = f"{value}{measure}"
    return RegisterEntry(
        f"t/{nth}", unit_id, Register.TARGET, f"{noun or said.get('kind', '')}{words}", noun,
        Amount(value, words=words), measure, **plain,  # type: ignore[arg-type]  # as the caller says
    )  # fmt: skip


@pytest.fixture
def county(database: Database) -> County:
    county = County(database).found()
    officer = county.person(Role.OFFICER, "北营村")
    sheets = Output("宣传资料", amount(300), "份", "发放"), Output("宣传资料", amount(800), "份", "印发")
    county.record(
        officer,
        told("培训", "2026-03-05", programme=FARMERS, attendance=amount(40), title="嫁接", session_word="期"),
        told("培训", "2026-08-05", programme=FARMERS, attendance=amount(80), title="防虫", session_word="期"),
        told("培训", "2026-11-05", programme=FARMERS, attendance=amount(20), title="冬管", session_word="期"),
        told("讲座", "2026-08-09", attendance=amount(30), outputs=sheets, title="防火"),
    )
    unit = county.units["青河县"].id
    terms = {"programme": FARMERS, "lead": "农业农村局", "responsible": ("北营村", "高桥村")}
    keep(
        county,
        target(1, unit, 3, "期", kind="培训", **terms),
        target(2, unit, 200, "人次", kind="培训", **terms),
        replace(target(3, unit, 1000, "份", noun="资料", day=date(2026, 10, 31)), text="发放资料1000份"),
        target(4, unit, 4, "个", noun="示范基地"),
        replace(target(5, unit, 0, ""), text="年度主题：节约用水", amount=Amount(), measure=""),
        target(6, county.units["高桥镇"].id, 9, "期", kind="培训"),
        target(7, unit, 5, "期", kind="培训", day=date(2025, 12, 31)),
    )
    return county


def keep(county: County, *entries: RegisterEntry) -> None:
    with county.database.writing() as tx:
        for entry in entries:
            apply(tx, KeepEntry(entry))


def paper(county: County, period: Period, shell: str = "", unit: str = "青河县") -> Paper:
    scope = Scope(unit_id=county.units[unit].id, period=period)
    return Paper(PaperKind.REPORT, scope, f"{unit}{period.label}报告", shell=shell)


def made(county: County, asked: Paper, kind: PaperKind = PaperKind.REPORT) -> bytes:
    out = io.BytesIO()
    asked = Paper(kind, asked.scope, asked.title, shell=asked.shell)
    Press(county.database, county.taxonomy, lambda: county.now).write(asked, out)
    return out.getvalue()


def rows(file: bytes) -> list[list[str]]:
    """The table of targets."""
    tables = docx.Document(io.BytesIO(file)).tables
    found = [one for one in tables if one.rows[0].cells[-1].text == "完成程度"]
    return [[cell.text for cell in row.cells] for one in found for row in one.rows[1:]]


def verified(county: County, content: bytes, folder: Path) -> tuple[int, str]:
    file, out, err = folder / "file.docx", io.StringIO(), io.StringIO()
    file.write_bytes(content)
    desk = Desk(county.database, county.taxonomy, lambda: "", TIMETABLE)
    code = verify(Ledger(desk, EvidenceFolder(folder), lambda: county.now), file, out, err)
    return code, out.getvalue() + err.getvalue()


@pytest.mark.parametrize("shell", ["", "自查报告", "工作总结", "工作汇报"])
def test_a_report_prints_what_was_planned_and_is_done(county: County, shell: str) -> None:
    assert rows(made(county, paper(county, YEAR, shell))) == [
        ["—", "发放资料（10月31日前）", "—", "—", "1000份", "300份", "30%"],
        ["—", "示范基地", "—", "—", "4个", "0个", "0%"],
        ["—", "年度主题：节约用水", "—", "—", "—", "—", "—"],
        [FARMERS, "培训", "农业农村局", "北营村、高桥村", "3期", "3期", "100%"],
        [FARMERS, "培训", "农业农村局", "北营村、高桥村", "200人次", "140人次", "70%"],
    ]


def test_it_stands_below_the_leadership_and_above_the_work(county: County) -> None:
    file = made(county, paper(county, YEAR, "自查报告"))
    headings = [
        one.text for one in docx.Document(io.BytesIO(file)).paragraphs if one.style and "Heading" in one.style.style_id
    ]

    assert headings[:2] == ["一、任务分解完成情况", "二、主要工作"]


def test_a_quarter_counts_from_new_year_to_its_end(county: County) -> None:
    found = rows(made(county, paper(county, THIRD)))

    assert [row[-3:] for row in found if row[0] == FARMERS] == [["3期", "2期", "66%"], ["200人次", "120人次", "60%"]]


def test_a_unit_below_has_its_share_of_what_names_it_and_no_degree(county: County) -> None:
    found = rows(made(county, paper(county, YEAR, unit="北营村")))

    assert [row[-3:] for row in found] == [["3期", "3期", "—"], ["200人次", "140人次", "—"]]


def test_without_targets_nothing_is_printed(county: County) -> None:
    old = replace(YEAR, first=date(2024, 1, 1), last=date(2024, 12, 31))
    file = made(county, paper(county, old))

    assert rows(file) == []
    assert "任务分解" not in "".join(one.text for one in docx.Document(io.BytesIO(file)).paragraphs)


@pytest.mark.parametrize("period", [YEAR, THIRD], ids=["year", "quarter"])
def test_its_figures_are_marked_listed_and_recomputed(county: County, period: Period, tmp_path: Path) -> None:
    file = made(county, paper(county, period))
    with ZipFile(io.BytesIO(file)) as parts:
        body, listed = (parts.read(name).decode() for name in ("word/document.xml", "customXml/item1.xml"))

    assert 'origin="target/t%2F1/done"' in listed
    assert "任务“培训3期”完成数" in body
    assert "2026-0002" in body
    assert verified(county, file, tmp_path)[0] == 0
    county.record(
        county.person(Role.OFFICER, "高桥村"), told("培训", "2026-02-05", programme=FARMERS, session_word="期")
    )
    code, said = verified(county, file, tmp_path)
    assert (code, "任务“培训3期”完成数文件记的是" in said) == (1, True), said


def release(county: County, asked: Paper, by: Person) -> bytes:
    with county.database.writing() as tx:
        facts = TurnFacts(tx, Desk(county.database, county.taxonomy, lambda: "", TIMETABLE))
        shown = issued(tx, Issue(asked, by.id, "季报.docx", ("new", "before")), facts, county.now, PLAIN)
        assert isinstance(shown, ShowFile)
        assert isinstance(shown.what, Issued)
        content = facts.release_file(shown.what.release_id)
    assert content is not None
    return content


def test_a_release_keeps_its_targets_and_tells_what_becomes_of_them(county: County, tmp_path: Path) -> None:
    content = release(county, paper(county, THIRD), county.person(Role.COORDINATOR, "青河县"))
    unit = county.units["青河县"].id
    assert verified(county, content, tmp_path) == (0, verified(county, content, tmp_path)[1])

    keep(county, target(8, unit, 30, "场"))
    assert verified(county, content, tmp_path)[0] == 0
    county.record(
        county.person(Role.OFFICER, "高桥村"), told("培训", "2026-02-05", programme=FARMERS, session_word="期")
    )
    changed = replace(target(1, unit, 4, "期", kind="培训", programme=FARMERS), version=2, text="培训4期")
    keep(county, changed)

    code, said = verified(county, content, tmp_path)
    assert code == 1
    assert "对不上" not in said
    assert "任务“培训4期”任务数3→4" in said
    assert "任务“培训4期”完成数2→3" in said
    assert "合计·现场人次" not in said


def test_a_release_of_a_unit_below_is_sound_and_told_of_what_becomes_of_its_share(
    county: County, tmp_path: Path
) -> None:
    content = release(county, paper(county, THIRD, unit="北营村"), county.person(Role.OFFICER, "北营村"))
    assert verified(county, content, tmp_path)[0] == 0

    training = told("培训", "2026-02-05", programme=FARMERS, session_word="期", title="补记")
    county.record(county.person(Role.OFFICER, "高桥村"), training)
    assert verified(county, content, tmp_path)[0] == 0
    county.record(county.person(Role.OFFICER, "北营村"), training)
    code, said = verified(county, content, tmp_path)
    assert (code, "任务“培训3期”完成数2→3" in said, "补记：定稿后补记" in said) == (1, True, True), said


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("66", "任务“培训3期”完成程度是66%：完成2，任务3，只舍不入"),
        ("120", "2026-0002"),
        ("1000", "任务“发放资料1000份”任务数是1000。任务是"),
    ],
)
def test_why_tells_of_targets(county: County, figure: str, said: str) -> None:
    shown = Dialog(shown=paper(county, THIRD))
    (reply,) = county.outcome(county.person(Role.COORDINATOR, "青河县"), Said(f"{figure}是怎么来的"), shown).replies

    assert isinstance(reply, Say)
    assert said in reply.text


def test_the_workbook_has_a_sheet_whose_formulas_agree(county: County) -> None:
    file = made(county, paper(county, THIRD), PaperKind.SUMMARY)
    formulas, values = (openpyxl.load_workbook(io.BytesIO(file), data_only=data)["任务分解"] for data in (False, True))

    assert [cell.value for cell in values[4]][4:] == [datetime(2026, 10, 31), 1000, 300, "份", 0.3]  # noqa: DTZ001
    assert formulas["I4"].value == "=INT(G4*100/F4)/100"
    assert [values[f"I{row}"].value for row in (7, 8)] == [0.66, 0.6]
    assert values["A9"].value.startswith("注：完成数按台账从任务当年1月1日算到2026年9月30日")
    without = made(
        county, paper(county, replace(YEAR, first=date(2024, 1, 1), last=date(2024, 12, 31))), PaperKind.SUMMARY
    )
    assert "任务分解" not in openpyxl.load_workbook(io.BytesIO(without)).sheetnames


def test_an_own_shell_without_a_heading_for_them_has_an_annex(county: County) -> None:
    shells = tuple(
        replace(one, headings=tuple(heading for heading in one.headings if not heading.targets))
        for one in county.taxonomy.shells
    )
    county.taxonomy = replace(county.taxonomy, shells=shells)
    file = made(county, paper(county, YEAR, "自查报告"))

    assert "任务分解完成情况" in [one.text for one in docx.Document(io.BytesIO(file)).paragraphs]
    assert len(rows(file)) == 5


def test_the_pdf_is_made_with_the_table(county: County) -> None:
    with_targets = made(county, paper(county, YEAR), PaperKind.PDF)

    assert with_targets.startswith(b"%PDF")
    assert with_targets.rstrip().endswith(b"%%EOF")


MEASURES = (
    ("期", ""),
    ("场次", ""),
    ("次", ""),
    ("人次", ""),
    ("项", ""),
    ("份", "折页"),
    ("块", "板"),
    ("个", "基地"),
)


def drawn() -> Iterator[st.SearchStrategy[tuple[str, str, str, str, date]]]:
    yield st.tuples(
        st.sampled_from([measure for measure, _ in MEASURES]),
        st.sampled_from(("", "讲座", "培训")),
        st.sampled_from(("", FARMERS)),
        st.just(""),
        st.integers(0, 120).map(lambda days: date(2026, 8, 20) + timedelta(days)),
    )


@settings(max_examples=20, deadline=None, phases=set(Phase) - {Phase.shrink, Phase.explain})
@given(st.lists(activities, max_size=12), st.lists(next(drawn()), min_size=1, max_size=6))
def test_sums_and_records_say_the_same_of_every_target(
    told_of: list[object], wanted: list[tuple[str, str, str, str, date]]
) -> None:
    nouns = dict(MEASURES)
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/kepu.sqlite")
        database.upgrade()
        county = County(database).found()
        officer = county.person(Role.OFFICER, "北营村")
        county.record(officer, *told_of)  # type: ignore[arg-type]  # activities as test_written makes them
        unit = county.units["青河县"].id
        for nth, (measure, kind, programme, _, day) in enumerate(wanted):
            keep(county, target(nth, unit, 7, measure, kind=kind, programme=programme, noun=nouns[measure], day=day))
        scope = Scope(unit_id=unit, period=THIRD)
        with database.reading() as tx:
            facts = StoredFacts(tx, county.taxonomy, lambda: "")
            found = goals.goals(facts, scope)
            whole = Sums(facts.sources(scope, None, "次", since(found, THIRD)), (), found)
            for goal in found:
                reached = goals.progress(facts, goal, unit)
                assert whole[goal.origin(DONE)] == (reached.done or 0)
                assert whole[goal.origin(DEGREE)] == (reached.percent or 0)
        database.close()


def test_the_sentence_above_the_table_stays_with_it(county: County) -> None:
    document = docx.Document(io.BytesIO(made(county, paper(county, YEAR, "自查报告"))))
    (above,) = (one for one in document.paragraphs if one.text == "任务分解和完成情况见下表。")

    assert above.paragraph_format.keep_with_next
