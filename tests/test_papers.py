"""Reports made from a real ledger: what the file says is what the database adds up, and only what its asker may see."""

import asyncio
import io
from datetime import date, timedelta
from pathlib import Path
from random import Random

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from bot import making
from bot.backstage import WebBackstage
from bot.channel import Document
from bot.documents import XLSX
from bot.evidence import EvidenceFolder
from bot.making import unit_names
from bot.outbox import Postman
from bot.papers import MAKERS, Press
from bot.turn import Desk, take_turn
from handlers.texts.report import KINDS
from handlers.turn import Incoming, Paper, PaperKind, Said
from storage.apply import apply
from storage.database import Database
from storage.facts import StoredFacts
from storage.model.activity import Act, Activity, Amount, Output, Particulars
from storage.model.figures import Grouping, Period, Scope, Tally
from storage.model.people import Account, Level, Person, Role, Unit
from storage.model.writes import AmendActivity
from tests.ledgers import County, told
from tests.reminders.offices import Recorder
from tests.timetable import TIMETABLE

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), "2026年")
TITLE = "青河县2026年科普活动台账"


@pytest.fixture
def county(database: Database) -> County:
    return County(database).found()


def press(county: County) -> Press:
    return Press(county.database, county.taxonomy, lambda: county.now)


def made(county: County, kind: PaperKind, scope: Scope) -> dict[str, Worksheet]:
    out = io.BytesIO()
    press(county).write(Paper(kind, scope, TITLE), out)
    return {sheet.title: sheet for sheet in openpyxl.load_workbook(out, data_only=True).worksheets}


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    _, _, head, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), line, strict=True)) for line in lines]


def below(county: County, unit: str, period: Period | None = YEAR) -> Scope:
    return Scope(unit_id=county.units[unit].id, period=period)


def some(chance: Random) -> Particulars:
    """An activity of the year, or of the one before."""
    amounts = (
        Amount(),
        Amount(words="没统计"),
        Amount(low=50, high=80, words="五十到八十"),
        Amount(chance.randrange(500), words="x"),
        Amount(chance.randrange(500), approximate=True, words="x左右"),
    )
    items = chance.choices(("折页", "展板"), k=chance.randrange(3))
    things = tuple(Output(item, chance.choice(amounts), "份", "发放") for item in items)
    return Particulars(
        kind=chance.choice(("讲座", "培训", "展览", "")),
        start=date(2025, 12, 1) + timedelta(chance.randrange(390)),
        attendance=chance.choice(amounts),
        online=chance.choice(amounts),
        sessions=chance.choice((Amount(), Amount(chance.randrange(1, 9), words="x"))),
        session_word=chance.choice(("", "期", "场", "次")),
        outputs=things,
    )


@pytest.fixture(params=range(3))
def filled(county: County, request: pytest.FixtureRequest) -> tuple[County, list[tuple[str, Particulars]]]:
    """A random ledger, with the records that stand by the unit they are of."""
    chance = Random(request.param)  # noqa: S311 - a made-up ledger
    kept: list[tuple[str, Particulars]] = []
    people = {name: county.person(Role.OFFICER, name) for name in ("紫兴社区", "北营村", "高桥村", "柳林镇")}
    for nth in range(40):
        unit, particulars = chance.choice(sorted(people)), some(chance)
        withdrawn = nth % 9 == 0
        county.record(people[unit], particulars)
        if withdrawn:
            withdraw(county, people[unit])
        else:
            kept.append((unit, particulars))
    return county, kept


def withdraw(county: County, person: Person) -> None:
    """Take back what somebody recorded last."""
    with county.database.writing() as tx:
        last = StoredFacts(tx, county.taxonomy, lambda: "").last_recorded(person.id)
        assert last is not None
        apply(
            tx,
            AmendActivity(last.id, last.version, Act.WITHDRAWN, last.particulars, (), "记错了", person.id, county.now),
        )


def tallies(county: County, scope: Scope) -> tuple[Tally, ...]:
    with county.database.reading() as tx:
        return StoredFacts(tx, county.taxonomy, lambda: "").tallies(scope, Grouping.KIND)


@pytest.mark.parametrize("unit", ["青河县", "柳林镇", "北营村"])
def test_totals_are_those_of_the_database_and_of_adding_up(
    filled: tuple[County, list[tuple[str, Particulars]]], unit: str
) -> None:
    county, kept = filled
    within = {"青河县": {"紫兴社区", "北营村", "高桥村", "柳林镇"}, "柳林镇": {"柳林镇", "紫兴社区", "北营村"}}
    said = [one for of, one in kept if of in within.get(unit, {unit}) and one.start and one.start.year == 2026]
    summed = tallies(county, below(county, unit))
    *found, total = rows(made(county, PaperKind.LEDGER, below(county, unit))["台账"])

    assert len(found) == len(said) == sum(one.activities for one in summed)
    assert total["人次"] == sum(one.attendance.value or 0 for one in said) == sum(one.attendance for one in summed)
    assert total["线上人次"] == sum(one.online.value or 0 for one in said) == sum(one.online for one in summed)
    sessions: dict[str, int] = {"期": 0, "场": 0, "次": 0}
    for word, count in (pair for one in summed for pair in one.sessions):
        sessions[word or "次"] += count
    assert {word: total[f"{word}数"] for word in sessions} == sessions


def test_the_summary_has_the_sums_of_the_ledger(filled: tuple[County, list[tuple[str, Particulars]]]) -> None:
    county, _ = filled
    total = rows(made(county, PaperKind.LEDGER, below(county, "青河县"))["台账"])[-1]
    sheets = made(county, PaperKind.SUMMARY, below(county, "青河县"))

    assert list(sheets) == [
        "按类型",
        "按行动和工程",
        "按对象",
        "按单位",
        "按月",
        "按主题日和活动周",
        "按主题",
        "物资和成果",
    ]
    for name in sheets.keys() - {"按主题日和活动周", "物资和成果"}:
        heads = [cell.value for cell in sheets[name][4]]
        sums = next(line for line in sheets[name].iter_rows(min_row=5, values_only=True) if line[0] == "合计")
        assert sums[2:5] == tuple(total[head] for head in ("期数", "场数", "次数"))
        assert sums[heads.index("合计")] == total["人次"]


def test_records_stand_by_day_and_number_whatever_order_they_came_in(county: County) -> None:
    officer = county.person(Role.OFFICER, "北营村")
    for day in ("2026-05-02", "2026-03-01", "2026-05-02", "2026-04-01"):
        county.record(officer, told("讲座", day))
    *found, _ = rows(made(county, PaperKind.LEDGER, below(county, "青河县"))["台账"])

    assert [(str(row["日期"])[:10], row["编号"]) for row in found] == [
        ("2026-03-01", "2026-0003"),
        ("2026-04-01", "2026-0005"),
        ("2026-05-02", "2026-0002"),
        ("2026-05-02", "2026-0004"),
    ]


def test_made_again_at_the_same_moment_it_is_the_same_file(county: County) -> None:
    county.record(county.person(Role.OFFICER, "北营村"), told("讲座"), told("培训"))
    for kind in PaperKind:
        document = Document("a.xlsx", "", Paper(kind, below(county, "青河县"), TITLE))

        assert press(county).as_bytes(document) == press(county).as_bytes(document)


def test_it_is_of_the_moment_in_which_it_is_made(county: County) -> None:
    officer = county.person(Role.OFFICER, "北营村")
    county.record(officer, told("讲座"))
    paper = Document("a.xlsx", "", Paper(PaperKind.LEDGER, below(county, "青河县"), TITLE))
    county.record(officer, told("培训"))
    county.now += timedelta(hours=2)

    sheet = openpyxl.load_workbook(io.BytesIO(press(county).as_bytes(paper)))["台账"]
    assert str(sheet["A2"].value).endswith("截至2026年11月21日11:30")
    assert sheet.max_row == 3 + 2 + 1


def test_what_was_withdrawn_is_not_in_it(county: County) -> None:
    officer = county.person(Role.OFFICER, "北营村")
    county.record(officer, told("讲座"), told("培训"))
    withdraw(county, officer)

    *found, _ = rows(made(county, PaperKind.LEDGER, below(county, "青河县"))["台账"])
    assert [row["类型"] for row in found] == ["讲座"]


def test_a_volunteers_is_of_what_they_recorded(county: County) -> None:
    lin, other = county.person(Role.VOLUNTEER, "北营村"), county.person(Role.VOLUNTEER, "北营村")
    county.record(lin, told("讲座"))
    county.record(other, told("培训"))
    scope = Scope(recorder_id=lin.id, period=YEAR)

    *found, _ = rows(made(county, PaperKind.LEDGER, scope)["台账"])
    assert [(row["类型"], row["记录人"]) for row in found] == [("讲座", lin.name)]
    assert "按单位" not in made(county, PaperKind.SUMMARY, scope)


def test_a_unit_alone_is_not_added_up_by_unit(county: County) -> None:
    county.record(county.person(Role.OFFICER, "北营村"), told("讲座"))

    assert "按单位" not in made(county, PaperKind.SUMMARY, below(county, "北营村"))


def test_the_whole_ledger_has_every_root(county: County) -> None:
    county.record(county.person(Role.OFFICER, "北营村"), told("讲座"))

    assert "按单位" in made(county, PaperKind.SUMMARY, Scope(period=YEAR))


def test_units_of_one_name_are_told_apart() -> None:
    units = (
        Unit("c", "青河县", Level.COUNTY, None, "c/"),
        Unit("t", "柳林镇", Level.TOWNSHIP, "c", "c/t/"),
        Unit("t1", "王家村", Level.VILLAGE, "t", "c/t/t1/"),
        Unit("c1", "王家村", Level.VILLAGE, "c", "c/c1/"),
    )
    names = unit_names(units)

    assert names == {"c": "青河县", "t": "柳林镇", "t1": "柳林镇王家村", "c1": "青河县王家村"}


def test_progress_is_told_now_and_then(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "EVERY", 2)
    county.record(county.person(Role.OFFICER, "北营村"), *(told("讲座") for _ in range(5)))
    heard: list[int] = []
    press(county).write(Paper(PaperKind.LEDGER, below(county, "青河县"), TITLE), io.BytesIO(), heard.append)

    assert heard == [2, 4]


def test_every_kind_has_a_name_and_a_maker() -> None:
    assert set(KINDS) == set(MAKERS) == set(PaperKind)
    assert len({kind.value[0] for kind in PaperKind}) == len(PaperKind)


def test_rows_are_read_as_they_are_written(county: County) -> None:
    """Of what is read no more is kept than goes through at once."""
    officer = county.person(Role.OFFICER, "北营村")
    county.record(officer, *(told("讲座") for _ in range(3)))
    with county.database.reading() as tx:
        entries = StoredFacts(tx, county.taxonomy, lambda: "").entries(below(county, "青河县"))
        first = next(entries)

        assert (isinstance(first[0], Activity), first[1]) == (True, officer.name)
        assert len(list(entries)) == 2


def test_the_web_chat_makes_it_for_whom_it_was_sent(county: County, tmp_path: Path) -> None:
    boss = county.person(Role.COORDINATOR, "青河县")
    county.record(county.person(Role.OFFICER, "北营村"), told("讲座"))
    desk = Desk(county.database, county.taxonomy, lambda: "KEPU-0000", TIMETABLE)
    assert take_turn(desk, Incoming("m1", Account("web", boss.id), Said("台账 今年"), county.now))
    channel = Recorder()
    asyncio.run(Postman(county.database, {"web": channel}, lambda: county.now).deliver("web"))
    (sent,) = channel.sent
    made_by = press(county).as_bytes
    backstage = WebBackstage(county.database, EvidenceFolder(tmp_path), lambda: county.now, made_by)

    found = backstage.document(sent.id, boss.id)
    assert found is not None
    assert found[1] == XLSX
    assert openpyxl.load_workbook(io.BytesIO(found[0]))["台账"]["A1"].value == TITLE
    assert backstage.document(sent.id, "p99") is None
