"""Written reports of real ledgers: every figure in the file is the database's and that of adding up by hand."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import docx
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.channel import Document
from bot.documents import DOCX, media_type
from bot.papers import Press
from handlers.turn import Paper, PaperKind
from storage.database import Database
from storage.facts import StoredFacts
from storage.model.activity import Amount, Output, Particulars
from storage.model.figures import Grouping, Period, Scope
from storage.model.people import Role
from tests.ledgers import County, told

SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 30), "2026年9月")
TITLE = "青河县2026年9月科普工作月报"

amounts = st.one_of(
    st.just(Amount()),
    st.just(Amount(words="没统计")),
    st.just(Amount(low=50, high=80, words="五十到八十")),
    st.builds(Amount, st.integers(0, 40_000), approximate=st.booleans(), words=st.just("x")),
)
things = st.builds(
    Output, st.sampled_from(("折页", "展板")), amounts, st.sampled_from(("份", "块")), st.sampled_from(("发放", "展出"))
)
activities = st.builds(
    Particulars,
    title=st.sampled_from(("", "防震减灾", "<低碳>&“生活”")),
    kind=st.sampled_from(("讲座", "培训", "线上活动", "")),
    programme=st.sampled_from(("农民科学素质提升行动", "")),
    audience=st.sampled_from(("农民", "青少年", "")),
    start=st.integers(0, 60).map(lambda days: date(2026, 8, 2) + timedelta(days)),
    attendance=amounts,
    online=amounts,
    sessions=st.one_of(st.just(Amount()), st.builds(Amount, st.integers(0, 9), words=st.just("x"))),
    session_word=st.sampled_from(("", "期", "场")),
    outputs=st.lists(things, max_size=2).map(tuple),
)


def made(county: County, period: Period = SEPTEMBER, **said: object) -> bytes:
    scope = Scope(unit_id=county.units["青河县"].id, period=period)
    out = io.BytesIO()
    paper = Paper(PaperKind.REPORT, scope, TITLE, **said)  # type: ignore[arg-type]  # as the caller says
    Press(county.database, county.taxonomy, lambda: county.now).write(paper, out)
    return out.getvalue()


def marked(file: bytes) -> Iterator[tuple[str, int, str]]:
    """Every marked figure: its words on the page, its value, where it came from."""
    with ZipFile(io.BytesIO(file)) as parts:
        body, listed = (parts.read(name).decode() for name in ("word/document.xml", "customXml/item1.xml"))
    words = dict(re.findall(r'w:name="(figure\d+)"/><w:r>.*?<w:t[^>]*>([^<]*)</w:t></w:r><w:bookmarkEnd', body))
    for mark, value, origin in re.findall(r'mark="(\w+)" value="(\d+)" origin="([^"]*)"', listed):
        yield words.pop(mark), int(value), origin
    assert not words


def by_hand(told_of: Iterable[Particulars], usual: dict[str, str]) -> Counter[str]:
    """The sums by where they come from."""
    sums: Counter[str] = Counter()
    for one in told_of:
        known, online = one.attendance.value, one.online.value
        word = one.session_word or usual.get(one.kind, "次")
        for key in ("all", f"kind/{one.kind}", f"programme/{one.programme}", f"audience/{one.audience}"):
            sums[f"{key}/activities"] += 1
            sums[f"{key}/sessions/{word}"] += 1 if one.sessions.value is None else one.sessions.value
            sums[f"{key}/attendance"] += known or 0
            sums[f"{key}/approximate"] += (known or 0) if one.attendance.approximate else 0
            sums[f"{key}/uncounted"] += known is None and online is None
            sums[f"{key}/online"] += online or 0
        for output in one.outputs:
            key = f"output/material/{output.item}/{output.action}/{output.measure}"
            sums[f"{key}/quantity"] += output.amount.value or 0
            sums[f"{key}/approximate"] += (output.amount.value or 0) if output.amount.approximate else 0
            sums[f"{key}/uncounted"] += output.amount.value is None
    return sums


def expected(now: Counter[str], before: Counter[str], origin: str) -> int:
    kind, _, rest = origin.partition("/")
    match kind:
        case "before":
            return before[rest]
        case "change":
            return abs(now[rest] - before[rest])
        case _:
            return now[origin]


def claimed(words: str) -> int:
    """The number in words at the least."""
    found = re.match(r"约?(\d+)(?:\.(\d+))?(万?)余?", words)
    assert found, words
    whole, decimals, large = found.groups()
    return int(whole) * (10_000 if large else 1) + int((decimals or "0").ljust(4, "0"))


# Making an example smaller takes a database for each try: minutes for what a list of at most 14 records says anyway.
@settings(max_examples=25, deadline=None, phases=set(Phase) - {Phase.shrink, Phase.explain})
@given(st.lists(activities, max_size=14))
def test_every_figure_is_the_databases_and_that_of_adding_up(told_of: list[Particulars]) -> None:
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/kepu.sqlite")
        database.upgrade()
        county = County(database).found()
        people = [county.person(Role.OFFICER, unit) for unit in ("紫兴社区", "北营村", "高桥村")]
        for nth, one in enumerate(told_of):
            county.record(people[nth % len(people)], one)
        try:
            check(county, told_of)
        finally:
            database.close()


def check(county: County, told_of: list[Particulars]) -> None:
    usual = {kind.name: kind.session_word for kind in county.taxonomy.kinds}
    now = by_hand((one for one in told_of if one.start and one.start.month == 9), usual)
    before = by_hand((one for one in told_of if one.start and one.start.month == 8), usual)
    file = made(county)
    sums = dict(in_database(county))

    for words, value, origin in marked(file):
        if origin.startswith(("record/", "unit/", "month/")):
            continue
        assert value == expected(now, before, origin), origin
        assert sums.get(origin, value) == value, origin
        assert claimed(words) <= value < claimed(words) + 1_000, (words, value)
    check_tables(file, now, sum(one.start is not None and one.start.month == 9 for one in told_of))


def in_database(county: County) -> Iterator[tuple[str, int]]:
    scope = Scope(unit_id=county.units["青河县"].id, period=SEPTEMBER)
    with county.database.reading() as tx:
        for tally in StoredFacts(tx, county.taxonomy, lambda: "").tallies(scope, Grouping.KIND):
            yield f"kind/{tally.key}/attendance", tally.attendance
            yield f"kind/{tally.key}/activities", tally.activities
            yield f"kind/{tally.key}/online", tally.online


def check_tables(file: bytes, now: Counter[str], records: int) -> None:
    """The annex: totals as by hand, and one row for each record, whose people add up to the total."""
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(io.BytesIO(file)).tables
    ]
    if not records:
        assert tables == []
        return
    for rows in tables:
        if rows[-1][0] == "合计":
            assert rows[-1][1] == str(now["all/activities"]) == str(sum(int(row[1]) for row in rows[1:-1]))
            assert sum(int(row[3]) for row in rows[1:-1] if row[3].isdecimal()) == now["all/attendance"]
    *_, events, sources = tables
    assert sources[0] == ["数据", "文中", "记录编号"]
    assert len(events) == records + 1
    assert (
        sum(int(row[-1].removeprefix("约")) for row in events[1:] if row[-1][-1].isdecimal()) == now["all/attendance"]
    )


@pytest.fixture
def county(database: Database) -> County:
    county = County(database).found()
    county.record(
        county.person(Role.OFFICER, "紫兴社区"),
        told("讲座", "2026-09-03", attendance=Amount(80), title="防震"),
        told("培训", "2026-08-02", attendance=Amount(50)),
    )
    return county


def paragraphs(file: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(file)).paragraphs if paragraph.text]


def test_a_report_is_signed_by_the_unit_and_dated_the_day_it_is_made(county: County) -> None:
    read = paragraphs(made(county))

    assert read[0] == TITLE
    assert read.index("2026年11月21日") == read.index("青河县") + 1
    assert "2026年9月，青河县共开展科普活动1项，计1场，参加80人次。" in read
    assert "（一）9月3日，紫兴社区开展“防震”讲座活动，参加80人次。" in read


def test_addressee_signature_and_free_parts_stand_as_given(county: County) -> None:
    read = paragraphs(made(county, addressee="县办", signature="县科协", problems=("人手少。",), plans=("再办。",)))

    assert {"县办：", "县科协", "四、存在问题", "人手少。", "五、下一步打算", "再办。", "特此报告。"} <= set(read)


def test_a_month_whose_records_were_taken_back_meanwhile_says_so(county: County) -> None:
    read = paragraphs(made(county, Period(date(2025, 9, 1), date(2025, 9, 30), "2025年9月")))

    assert "2025年9月，青河县没有科普活动记录。" in read


def test_made_again_at_the_same_moment_it_is_the_same_file(county: County) -> None:
    assert made(county) == made(county)


def test_a_report_is_told_as_word() -> None:
    assert media_type(Document("a.docx", "", Paper(PaperKind.REPORT, Scope(), TITLE))) == DOCX
