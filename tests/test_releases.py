"""Released reports: kept once, sent again as they were, and every planted falsification is found."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.app import Ledger
from bot.channel import Document
from bot.evidence import EvidenceFolder
from bot.papers import Press
from bot.releasing import issued
from bot.stationery import PLAIN
from bot.turn import Desk, TurnFacts
from bot.verify_command import verify
from handlers.state import Dialog
from handlers.turn import Issue, Issued, Paper, PaperKind, Said, Say, ShowFile
from reports.marks import read_marks
from storage.apply import apply
from storage.database import Database
from storage.model.activity import Act, Activity, Amount, Particulars
from storage.model.figures import Period, Scope
from storage.model.people import Person, Role
from storage.model.registers import Register, RegisterEntry
from storage.model.writes import AmendActivity, KeepEntry
from tests.ledgers import County, told
from tests.test_written import activities
from tests.timetable import TIMETABLE

SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 30), "2026年9月")
TITLE = "青河县2026年9月科普工作月报"


def paper(county: County) -> Paper:
    return Paper(PaperKind.REPORT, Scope(unit_id=county.units["青河县"].id, period=SEPTEMBER), TITLE)


def release(county: County, by: Person) -> str:
    """The id of the release; what is asked twice is one."""
    asked = Issue(paper(county), by.id, "月报.docx", ("new", "before"))
    with county.database.writing() as tx:
        facts = TurnFacts(tx, Desk(county.database, county.taxonomy, lambda: "", TIMETABLE))
        shown = issued(tx, asked, facts, county.now, PLAIN)
    assert isinstance(shown, ShowFile)
    assert isinstance(shown.what, Issued)
    return shown.what.release_id


def fetched(county: County, release_id: str, *, changes: bool = False, name: str = "月报.docx") -> bytes:
    press = Press(county.database, county.taxonomy, lambda: county.now)
    return press.as_bytes(Document(name, "", Issued(release_id, changes=changes)))


def verified(county: County, content: bytes, folder: Path) -> tuple[int, str]:
    """The exit code, and what was said."""
    file, out, err = folder / "file.docx", io.StringIO(), io.StringIO()
    file.write_bytes(content)
    desk = Desk(county.database, county.taxonomy, lambda: "", TIMETABLE)
    code = verify(Ledger(desk, EvidenceFolder(folder), lambda: county.now), file, out, err)
    return code, out.getvalue() + err.getvalue()


def changed(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The file with one of its parts changed, as an office program or a forger would."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, change(text) if name == part else text)
    return out.getvalue()


BODY, LIST = "word/document.xml", "customXml/item1.xml"


def other_words(nth: int) -> Callable[[str], str]:
    pattern = rf'(w:name="figure{nth}"/><w:r>.*?<w:t[^>]*>)([^<]*)(<)'
    return lambda body: re.sub(pattern, lambda found: f"{found[1]}{found[2]}9{found[3]}", body, count=1)


def without(nth: int) -> Callable[[str], str]:
    pattern = rf'<w:bookmarkStart w:id="{nth}" w:name="figure{nth}"/>.*?<w:bookmarkEnd w:id="{nth}"/>'
    return lambda body: re.sub(pattern, "", body, count=1)


def typed_in(words: str) -> Callable[[str], str]:
    return lambda body: body.replace("<w:sectPr", f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p><w:sectPr", 1)


def other_value(nth: int) -> Callable[[str], str]:
    pattern = rf'(mark="figure{nth}" value=")(\d+)'
    return lambda listed: re.sub(pattern, lambda found: f"{found[1]}{int(found[2]) + 1}", listed, count=1)


def consistently(nth: int) -> Callable[[bytes], bytes]:
    """Words, list and value changed alike: only the records can tell."""

    def forged(content: bytes) -> bytes:
        body = changed(content, BODY, other_words(nth))
        pattern = rf'(mark="figure{nth}" value=")(\d+)(" origin=(?:"[^"]*"|\'[^\']*\') words=")([^"]*)'
        return changed(
            body,
            LIST,
            lambda listed: re.sub(pattern, lambda found: f"{found[1]}{found[2]}9{found[3]}{found[4]}9", listed),
        )

    return forged


FALSIFICATIONS: tuple[Callable[[int], Callable[[bytes], bytes]], ...] = (
    lambda nth: lambda content: changed(content, BODY, other_words(nth)),
    lambda nth: lambda content: changed(content, BODY, without(nth)),
    lambda nth: lambda content: changed(content, LIST, other_value(nth)),
    lambda nth: lambda content: changed(content, BODY, typed_in(f"另有{nth}87654人次参加。")),
    lambda _: lambda content: changed(content, BODY, typed_in("另有三千五百人参加。")),
    consistently,
)


@pytest.fixture
def county(database: Database) -> County:
    return County(database).found()


def counted(county: County) -> tuple[Person, Person]:
    """Who recorded two activities of September, and a coordinator."""
    officer = county.person(Role.OFFICER, "紫兴社区")
    county.record(officer, told("讲座", title="防震", attendance=Amount(80, words="80人")))
    county.record(officer, told("培训", title="嫁接", attendance=Amount(40, words="40人")))
    return officer, county.person(Role.COORDINATOR, "青河县")


def amended(county: County, by: Person, title: str, *, reason: str = "", withdrawn: str = "", people: int = 0) -> None:
    with county.database.writing() as tx:
        facts = TurnFacts(tx, Desk(county.database, county.taxonomy, lambda: "", TIMETABLE))
        (found,) = (one for one in facts.activities(Scope(), 0, 50).activities if one.particulars.title == title)
        apply(tx, _next(found, by, reason, withdrawn, people, county))


def _next(found: Activity, by: Person, reason: str, withdrawn: str, people: int, county: County) -> AmendActivity:
    fields = {name: getattr(found.particulars, name) for name in Particulars.__dataclass_fields__}
    particulars = Particulars(**fields | ({"attendance": Amount(people, words=str(people))} if people else {}))
    act = Act.WITHDRAWN if withdrawn else Act.CHANGED
    at = county.now + timedelta(hours=1)
    return AmendActivity(found.id, found.version, act, particulars, (), withdrawn, by.id, at, reason)


def test_releasing_twice_gives_one_release_and_the_same_bytes(county: County) -> None:
    _, coordinator = counted(county)
    first = release(county, coordinator)
    content = fetched(county, first)

    assert release(county, coordinator) == first
    assert fetched(county, first) == content


def test_a_release_stays_the_same_when_records_change_and_a_new_one_is_another(county: County) -> None:
    officer, coordinator = counted(county)
    first = release(county, coordinator)
    content = fetched(county, first)
    amended(county, officer, "防震", people=85)

    assert fetched(county, first) == content
    assert release(county, coordinator) != first


def test_a_released_document_is_sound(county: County, tmp_path: Path) -> None:
    _, coordinator = counted(county)

    code, said = verified(county, fetched(county, release(county, coordinator)), tmp_path)

    assert (code, "一字不差" in said) == (0, True), said


def test_a_later_change_is_told_with_its_reason(county: County, tmp_path: Path) -> None:
    officer, coordinator = counted(county)
    content = fetched(county, release(county, coordinator))
    amended(county, officer, "防震", people=85, reason="签到表数错了")

    code, said = verified(county, content, tmp_path)

    assert code == 1
    assert "现场人次80→85" in said
    assert "签到表数错了" in said
    assert "合计·现场人次120→125" in said


def test_a_withdrawal_and_an_addition_are_told(county: County, tmp_path: Path) -> None:
    officer, coordinator = counted(county)
    content = fetched(county, release(county, coordinator))
    amended(county, officer, "嫁接", withdrawn="重复了", reason="重复了")
    county.record(officer, told("讲座", title="防火", attendance=Amount(7, words="7人")))

    _, said = verified(county, content, tmp_path)

    assert "嫁接：作废了" in said
    assert "防火：定稿后补记" in said
    assert "合计·现场人次120→87" in said


def test_the_correction_is_a_word_file_and_a_pdf(county: County) -> None:
    officer, coordinator = counted(county)
    made = release(county, coordinator)
    amended(county, officer, "防震", people=85, reason="签到表数错了")

    with ZipFile(io.BytesIO(fetched(county, made, changes=True, name="更正.docx"))) as parts:
        assert "签到表数错了" in parts.read(BODY).decode()
    assert fetched(county, made, changes=True, name="更正.pdf").startswith(b"%PDF")


def test_a_paper_that_was_not_released_is_checked_against_the_ledger(county: County, tmp_path: Path) -> None:
    officer, _ = counted(county)
    out = io.BytesIO()
    Press(county.database, county.taxonomy, lambda: county.now).write(paper(county), out)

    assert verified(county, out.getvalue(), tmp_path)[0] == 0
    amended(county, officer, "防震", people=85)
    code, said = verified(county, out.getvalue(), tmp_path)
    assert (code, "合计·现场人次文件记的是120，应为125" in said) == (1, True), said


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04"], ids=["empty", "text", "half"])
def test_what_is_no_word_file_of_ours_is_wrong_use(county: County, tmp_path: Path, content: bytes) -> None:
    assert verified(county, content, tmp_path)[0] == 2


def test_a_volunteer_releases_nothing(county: County) -> None:
    volunteer = county.person(Role.VOLUNTEER, "紫兴社区")
    shown = Dialog(shown=Paper(PaperKind.REPORT, Scope(recorder_id=volunteer.id, period=SEPTEMBER), TITLE))

    (reply,) = county.outcome(volunteer, Said("定稿"), shown).replies
    assert isinstance(reply, Say)
    assert "专干或协调员" in reply.text


# Making an example smaller takes a database for each try.
@settings(max_examples=25, deadline=None, phases=set(Phase) - {Phase.shrink, Phase.explain})
@given(
    st.lists(activities, min_size=1, max_size=10),
    st.sampled_from(FALSIFICATIONS),
    st.integers(0, 10_000),
    st.booleans(),
)
def test_every_planted_falsification_is_found(
    told_of: list[Particulars],
    falsification: Callable[[int], Callable[[bytes], bytes]],
    which: int,
    released: bool,
) -> None:
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/kepu.sqlite")
        database.upgrade()
        county = County(database).found()
        people = [county.person(Role.OFFICER, unit) for unit in ("紫兴社区", "北营村", "高桥村")]
        for nth, one in enumerate(told_of):
            county.record(people[nth % len(people)], one)
        content = _made(county, people[0], released=released)
        count = len(set(re.findall(r'w:name="figure(\d+)"', _part(content, BODY))))
        sound = verified(county, content, Path(folder))
        assert sound[0] == 0, sound[1]
        if count:
            false = falsification(1 + which % count)(content)
            code, said = verified(county, false, Path(folder))
            assert code == 1, said
        database.close()


def _made(county: County, by: Person, *, released: bool) -> bytes:
    if released:
        return fetched(county, release(county, by))
    out = io.BytesIO()
    Press(county.database, county.taxonomy, lambda: county.now).write(paper(county), out)
    return out.getvalue()


def _part(content: bytes, name: str) -> str:
    with ZipFile(io.BytesIO(content)) as parts:
        return parts.read(name).decode()


def shelled(county: County, by: Person) -> str:
    changes: dict[str, object] = {"shell": "自查报告"}
    asked = Issue(msgspec.structs.replace(paper(county), **changes), by.id, "自查.docx", ("new", "before"))
    with county.database.writing() as tx:
        facts = TurnFacts(tx, Desk(county.database, county.taxonomy, lambda: "", TIMETABLE))
        shown = issued(tx, asked, facts, county.now, PLAIN)
    assert isinstance(shown, ShowFile)
    assert isinstance(shown.what, Issued)
    return shown.what.release_id


def entered(county: County, by: Person, value: int, version: int = 1, withdrawn: str = "") -> None:
    words = f"{value}个"
    amount = Amount(value, words=words)
    text, day = f"科普示范基地{words}", date(2026, 9, 20)
    entry = RegisterEntry("e1", by.unit_id, Register.ASSET, text, "科普示范基地", amount, "个", day, by.id, county.now)
    with county.database.writing() as tx:
        apply(tx, KeepEntry(replace(entry, version=version, withdrawn=withdrawn)))


def test_a_paper_of_the_office_is_released_with_its_registers_and_every_change_is_told(
    county: County, tmp_path: Path
) -> None:
    boss = county.person(Role.COORDINATOR, "青河县")
    county.record(boss, told("讲座", "2026-09-03", topic="防震", programme="农民科学素质提升行动"))
    entered(county, boss, 8)
    made = shelled(county, boss)
    content = fetched(county, made)

    code, words = verified(county, content, tmp_path)
    assert (code, "个数都对得上" in words) == (0, True), words
    assert shelled(county, boss) == made

    entered(county, boss, 9, version=2)
    code, words = verified(county, content, tmp_path)
    assert code == 1
    assert "“科普示范基地8个”改成“科普示范基地9个”" in words
    correction = Document("更正.docx", "", Issued(made, changes=True))
    press = Press(county.database, county.taxonomy, lambda: county.now)
    tables = docx.Document(io.BytesIO(press.as_bytes(correction))).tables
    cells = [cell.text for table in tables for cell in table._cells]
    assert "“科普示范基地8个”改成“科普示范基地9个”" in cells
    assert cells[-3:] == ["登记·科普示范基地（个）", "8", "9"]

    entered(county, boss, 9, version=3, withdrawn="撤回")
    assert "撤回“科普示范基地8个”" in verified(county, content, tmp_path)[1]
    assert shelled(county, boss) != made


def test_a_number_changed_in_a_paper_of_the_office_is_found(county: County, tmp_path: Path) -> None:
    boss = county.person(Role.COORDINATOR, "青河县")
    county.record(boss, told("讲座", "2026-09-03", topic="防震", programme="农民科学素质提升行动"))
    entered(county, boss, 8)
    content = fetched(county, shelled(county, boss))
    count = len(read_marks(content).listed)

    assert count > 5
    for nth in range(1, count + 1):
        assert verified(county, consistently(nth)(content), tmp_path)[0] == 1, nth
