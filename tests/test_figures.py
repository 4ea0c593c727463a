"""The figures of real reports, kept as records: they come back from a summary as they were said, on both databases."""

import pytest

from reports.summary import Summary, Table
from storage.database import Database
from storage.model.activity import Amount, Category, Output, Particulars
from storage.model.people import Person, Role
from tests.ledgers import County, told


def number(value: int, words: str, *, about: bool = False) -> Amount:
    return Amount(value, approximate=about, words=words)


def given(item: str, action: str, amount: Amount, measure: str, category: Category = Category.MATERIAL) -> Output:
    return Output(item, amount, measure, action, category)


TRAINING = (
    told(
        "培训",
        title="农村实用技术普训",
        sessions=number(1083, "1083期"),
        session_word="期",
        attendance=number(265000, "26.5万人"),
        audience="农民",
        programme="农民科学素质提升行动",
    ),
    told(
        "培训",
        "2026-09-11",
        title="现代远程教育应用知识和实用技术培训班",
        sessions=number(139, "139期"),
        session_word="期",
        attendance=number(13275, "13275人"),
        audience="农民",
    ),
    told(
        "培训",
        "2026-09-12",
        title="绿色证书培训",
        sessions=number(12, "12期"),
        session_word="期",
        attendance=Amount(words="没统计"),
        audience="农民",
        outputs=(given("绿色证书", "颁发", number(1265, "1265人"), "人", Category.CERTIFICATE),),
    ),
    told(
        "培训",
        "2026-09-13",
        title="农村能工巧匠培训",
        sessions=number(30, "30期"),
        session_word="期",
        attendance=number(2804, "2804人"),
        audience="农民",
    ),
    told("培训", "2026-09-14", title="再就业人员培训", attendance=number(2800, "2800人"), audience="产业工人"),
    told("培训", "2026-09-14", title="农民工培训", attendance=number(5343, "5343人"), audience="产业工人"),
    told("培训", "2026-09-14", title="在岗人员培训", attendance=number(2864, "2864人"), audience="产业工人"),
    told(
        "培训",
        "2026-09-15",
        title="通用能力培训",
        sessions=number(86, "86期"),
        session_word="期",
        attendance=number(7773, "7773人"),
        audience="领导干部和公务员",
    ),
)
LECTURES = (
    told(
        "讲座",
        "2026-09-16",
        sessions=number(6, "6期"),
        session_word="期",
        attendance=number(2000, "2000余人", about=True),
        audience="领导干部和公务员",
    ),
    told("讲座", "2026-09-17", sessions=number(3, "3场"), session_word="场", attendance=Amount(words="没统计")),
)
CAMPAIGNS = (
    told(
        "集中宣传",
        "2026-09-18",
        attendance=number(4000, "4000余人(次)", about=True),
        outputs=(
            given("宣传资料", "印发", number(34000, "3.4万份"), "份"),
            given("宣传资料", "发放", number(1500, "1500余份", about=True), "份"),
            given("小礼品", "赠送", number(1000, "1000余份", about=True), "份"),
            given("展板", "展出", number(5, "5块"), "块"),
            given("挂图", "张贴", number(100, "100幅"), "幅"),
        ),
    ),
    told(
        "集中宣传",
        "2026-09-19",
        attendance=Amount(low=300, high=400, words="三四百人"),
        outputs=(
            given("宣传资料", "发放", Amount(words="几千份"), "份"),
            given("图书", "编印", number(6000, "6000册"), "册"),
            given("信息", "发布", number(104, "104篇"), "篇", Category.PUBLICATION),
        ),
    ),
)
ADVICE = (
    told(
        "咨询服务",
        "2026-09-20",
        sessions=number(26, "26次"),
        session_word="次",
        attendance=Amount(words="没统计"),
        audience="农民",
        outputs=(given("咨询", "解答", number(100, "100人(次)"), "人次", Category.CONSULTATION),),
    ),
)
FILMS_AND_CONTESTS = (
    told(
        "影视放映", "2026-09-21", sessions=number(12, "12场(次)"), session_word="场", attendance=Amount(words="没统计")
    ),
    told(
        "影视放映",
        "2026-09-22",
        sessions=number(700, "700余场次", about=True),
        session_word="场",
        attendance=number(80000, "8万余名", about=True),
        audience="青少年",
    ),
    told(
        "竞赛",
        "2026-09-23",
        attendance=number(6305, "6305名"),
        audience="青少年",
        outputs=(given("获奖", "", number(280, "280名"), "名", Category.AWARD),),
    ),
)
YEAR = (*TRAINING, *LECTURES, *CAMPAIGNS, *ADVICE, *FILMS_AND_CONTESTS)


@pytest.fixture
def county(database: Database) -> County:
    return County(database).found()


def reported(county: County, *records: Particulars) -> Person:
    """A coordinator of the county whose communities recorded these."""
    county.record(county.person(Role.OFFICER, "紫兴社区"), *records)
    return county.person(Role.COORDINATOR, "青河县")


def row(table: Table, name: str) -> dict[str, str]:
    """A row by what its columns are called."""
    found = next(row for row in (*table.rows, table.total) if row[0] == name)
    return dict(zip(table.head, found, strict=True))


def rows(summary: Summary, title: str) -> set[tuple[str, ...]]:
    return {row[:3] for table in summary.tables if table.title == title for row in table.rows}


def test_training_comes_back_as_the_reports_have_it(county: County) -> None:
    asking = reported(county, *YEAR)
    training = row(county.summary(asking, "九月汇总").tables[0], "培训")

    assert training["场次"] == "1353期", (
        "1083 and 139 and 12 and 30 and 86, and three that were not counted in sessions"
    )
    assert training["人次"] == str(265000 + 13275 + 2804 + 2800 + 5343 + 2864 + 7773)


@pytest.mark.parametrize(
    ("record", "kind", "sessions", "attendance"),
    [
        (TRAINING[0], "培训", "1083期", "265000"),
        (TRAINING[1], "培训", "139期", "13275"),
        (TRAINING[2], "培训", "12期", "未统计"),
        (TRAINING[3], "培训", "30期", "2804"),
        (TRAINING[4], "培训", "1期", "2800"),
        (TRAINING[7], "培训", "86期", "7773"),
        (LECTURES[0], "讲座", "6期", "2000"),
        (LECTURES[1], "讲座", "3场", "未统计"),
        (CAMPAIGNS[0], "集中宣传", "1次", "4000"),
        (CAMPAIGNS[1], "集中宣传", "1次", "未统计"),
        (ADVICE[0], "咨询服务", "26次", "未统计"),
        (FILMS_AND_CONTESTS[0], "影视放映", "12场", "未统计"),
        (FILMS_AND_CONTESTS[1], "影视放映", "700场", "80000"),
        (FILMS_AND_CONTESTS[2], "竞赛", "1场", "6305"),
    ],
)
def test_each_figure_comes_back_unchanged(
    county: County, record: Particulars, kind: str, sessions: str, attendance: str
) -> None:
    summary = county.summary(reported(county, record), "九月汇总")

    found = row(summary.tables[0], kind)
    assert (found["场次"], found["人次"]) == (sessions, attendance)
    assert dict(summary.figures)["人次"].partition("（")[0] == attendance


def test_materials_stay_apart_by_what_was_done_with_them(county: County) -> None:
    summary = county.summary(reported(county, *YEAR), "九月汇总")

    assert rows(summary, "资料和物品") == {
        ("宣传资料", "印发", "34000份"),
        ("宣传资料", "发放", "1500份"),
        ("小礼品", "赠送", "1000份"),
        ("展板", "展出", "5块"),
        ("挂图", "张贴", "100幅"),
        ("图书", "编印", "6000册"),
    }
    assert rows(summary, "其他成果") == {
        ("绿色证书", "颁发", "1265人"),
        ("获奖", "奖项", "280名"),
        ("信息", "发布", "104篇"),
        ("咨询", "解答", "100人次"),
    }


def test_estimates_and_what_was_not_counted_are_told(county: County) -> None:
    summary = county.summary(reported(county, *YEAR), "九月汇总")
    materials = next(table for table in summary.tables if table.title == "资料和物品")

    assert dict(summary.figures)["人次"].endswith("（其中约数86000）")
    assert "有5项的人数没有准数（没统计，或只说了范围），不在人次里；补上就会算进来。" in summary.notes
    leaflets = next(row for row in materials.rows if row[:2] == ("宣传资料", "发放"))
    assert dict(zip(materials.head, leaflets, strict=True))["没有准数（处）"] == "1", "several thousand: nobody counted"


@pytest.mark.parametrize(
    ("by", "name", "attendance"),
    [
        ("按对象", "农民", 265000 + 13275 + 2804),
        ("按对象", "产业工人", 2800 + 5343 + 2864),
        ("按对象", "领导干部和公务员", 7773 + 2000),
        ("按对象", "青少年", 80000 + 6305),
        ("按行动", "农民科学素质提升行动", 265000),
        ("按单位", "柳林镇", 392164),
        ("按月", "9月", 392164),
    ],
)
def test_every_grouping_adds_up_the_same_records(county: County, by: str, name: str, attendance: int) -> None:
    summary = county.summary(reported(county, *YEAR), f"/summary 九月 {by}")
    whole = county.summary(reported(county), "/summary 九月 按类型")

    assert row(summary.tables[0], name)["人次"] == str(attendance)
    assert row(summary.tables[0], "合计")["人次"] == row(whole.tables[0], "合计")["人次"] == "392164"
    assert row(summary.tables[0], "合计")["场次"] == row(whole.tables[0], "合计")["场次"]


def test_the_period_before_stands_beside(county: County) -> None:
    county.record(
        county.person(Role.VOLUNTEER, "北营村"),
        told("讲座", "2026-08-20", attendance=number(120, "120人")),
        told("讲座", "2026-09-20", attendance=number(85, "85人")),
    )
    summary = county.summary(county.person(Role.COORDINATOR, "青河县"), "九月汇总")

    assert row(summary.tables[0], "讲座")["上期人次"] == "120"
    assert row(summary.tables[0], "讲座")["增减"] == "-35"
    assert dict(summary.figures) == {"活动": "1项（上期1项）", "场次": "1场", "人次": "85（上期120）"}
    assert summary.notes == ("上期是2026年8月。",)


def test_an_unfinished_month_is_held_against_the_same_days_of_the_month_before(county: County) -> None:
    volunteer = county.person(Role.VOLUNTEER, "北营村")
    county.record(
        volunteer,
        told("讲座", "2026-10-21", attendance=number(30, "30人")),
        told("讲座", "2026-10-22", attendance=number(500, "500人")),
        told("讲座", "2026-11-20", attendance=number(50, "50人")),
    )
    summary = county.summary(volunteer, "本月汇总")

    assert dict(summary.figures)["人次"] == "50（上期30）"
    assert summary.notes == ("上期是2026年10月1日—21日。", "本期还没过完，所以只和上期的同一段比。")


def test_what_a_unit_did_itself_is_told_apart_from_what_is_below_it(county: County) -> None:
    for unit in ("青河县", "柳林镇", "紫兴社区", "高桥村"):
        county.record(county.person(Role.OFFICER, unit), told("讲座", attendance=number(10, "10人")))
    summary = county.summary(county.person(Role.COORDINATOR, "青河县"), "九月 各单位")

    assert [row[0] for row in summary.tables[0].rows] == ["青河县本级", "柳林镇", "高桥镇"]
    assert [row[1] for row in summary.tables[0].rows] == ["1", "2", "1"]
    assert row(summary.tables[0], "合计")["人次"] == "40"


def test_nothing_recorded_is_said_and_nothing_invented(county: County) -> None:
    summary = county.summary(county.person(Role.OFFICER, "北营村"), "汇总")

    assert (summary.title, summary.figures, summary.tables) == ("北营村·2026年11月汇总", (), ())
    assert summary.notes[0] == "这里还没有记录。"
