"""报表 in conversation: what is asked, what buttons carry, and that nobody is given what they may not see."""

import pytest

import handlers.report
from handlers.state import Dialog, Idle, Reporting
from handlers.turn import Paper, PaperKind, Reply, Said, Say, ShowFile, Tapped
from storage.database import Database
from storage.model.people import Role
from storage.people import add_unit
from tests.ledgers import County, told

HEAD = "x:l:20260101:20261231"


@pytest.fixture
def county(database: Database) -> County:
    county = County(database).found()
    for unit in ("紫兴社区", "北营村", "高桥村"):
        county.record(county.person(Role.OFFICER, unit), told("讲座", audience="农民"))
    return county


def paper(reply: Reply) -> Paper:
    assert isinstance(reply, ShowFile), reply
    assert isinstance(reply.what, Paper)
    return reply.what


def labels(reply: Reply) -> list[str]:
    return [button.label for row in reply.buttons for button in row]


def action(reply: Reply, label: str) -> str:
    return next(button.action for row in reply.buttons for button in row if button.label == label)


def test_kind_and_days_are_asked_by_buttons(county: County) -> None:
    boss = county.person(Role.COORDINATOR, "青河县")

    kinds = county.says(boss, "/report")
    days = county.taps(boss, action(kinds, "汇总表"))
    shown = county.taps(boss, action(days, "今年"))

    assert labels(kinds) == ["台账", "汇总表", "汇总图", "工作报告", "工作报告PDF", "自查报告", "工作总结", "工作汇报"]
    assert labels(days) == ["本月", "上月", "本季度", "今年", "去年"]
    assert paper(shown).kind is PaperKind.SUMMARY
    assert paper(shown).title == "青河县2026年科普活动汇总表"
    assert paper(shown).scope.unit_id == county.units["青河县"].id
    assert isinstance(shown, ShowFile)
    assert (shown.name, shown.text) == (
        "青河县2026年科普活动汇总表20261121.xlsx",
        "青河县2026年科普活动汇总表，3条记录。里面写着截至什么时候。",
    )


@pytest.mark.parametrize("text", ["台账", "导出台账", "/台账", "/report 台账"])
def test_the_word_for_it_may_name_the_kind(county: County, text: str) -> None:
    reply = county.says(county.person(Role.OFFICER, "北营村"), text)

    assert isinstance(reply, Say)
    assert reply.text.startswith("台账要哪段时间的？")


def test_everything_in_one_go(county: County) -> None:
    shown = county.says(county.person(Role.COORDINATOR, "青河县"), "今年农民讲座的汇总表 柳林镇")

    assert paper(shown).title == "柳林镇2026年农民讲座科普活动汇总表"
    assert (paper(shown).scope.audience, paper(shown).scope.kind) == ("农民", "讲座")


def test_the_other_kind_of_the_same_is_one_tap_away(county: County) -> None:
    boss = county.person(Role.COORDINATOR, "青河县")
    shown = county.says(boss, "台账 今年 柳林镇 农民")
    other = county.taps(boss, action(shown, "汇总表"))

    assert paper(other).scope == paper(shown).scope
    assert paper(other).kind is PaperKind.SUMMARY


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("三季度季报 柳林镇", "柳林镇2026年第三季度科普工作季报"),
        ("今年的年报", "青河县2026年科普工作年报"),
        ("9月月报", "青河县2026年9月科普工作月报"),
    ],
)
def test_a_written_report_is_a_word_file(county: County, text: str, title: str) -> None:
    shown = county.says(county.person(Role.COORDINATOR, "青河县"), text)

    assert isinstance(shown, ShowFile)
    assert (paper(shown).kind, paper(shown).title) == (PaperKind.REPORT, title)
    assert shown.name == f"{title}20261121.docx"


def test_days_may_be_said_when_they_are_asked(county: County) -> None:
    boss = county.person(Role.COORDINATOR, "青河县")
    asked = county.outcome(boss, Said("台账 柳林镇")).state
    shown = county.outcome(boss, Said("三季度"), asked)

    assert isinstance(asked.task, Reporting)
    assert paper(shown.replies[0]).title == "柳林镇2026年第三季度科普活动台账"
    assert shown.state.task == Idle()


def test_words_nobody_understands_ask_again(county: County) -> None:
    boss = county.person(Role.COORDINATOR, "青河县")
    asked = county.outcome(boss, Said("台账")).state
    again = county.outcome(boss, Said("某个时候"), asked)

    assert isinstance(again.replies[0], Say)
    assert again.replies[0].text.startswith("没看懂“某个时候”")
    assert labels(again.replies[0])[:2] == ["本月", "上月"]
    assert isinstance(again.state.task, Reporting)


def test_an_activity_told_meanwhile_is_an_activity(county: County) -> None:
    boss = county.person(Role.COORDINATOR, "青河县")
    asked = county.outcome(boss, Said("报表")).state
    heard = county.outcome(boss, Said("昨天在北营村讲防震，来了80人，发了折页80份"), asked)

    assert len(heard.state.drafts) == 1


def test_no_records_no_file(county: County) -> None:
    reply = county.says(county.person(Role.COORDINATOR, "青河县"), "台账 去年")

    assert isinstance(reply, Say)
    assert reply.text.startswith("青河县2025年科普活动台账：这段时间还没有记录")
    assert "今年" in labels(reply)


def test_more_than_a_sheet_takes_is_told_before_anything_is_made(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers.report, "MOST_RECORDS", 2)
    boss = county.person(Role.COORDINATOR, "青河县")
    reply = county.says(boss, "台账 今年")

    assert isinstance(reply, Say)
    assert reply.text.startswith("青河县2026年科普活动台账有3条记录，一张表放不下")
    assert isinstance(county.says(boss, "汇总表 今年"), ShowFile)


def test_volunteers_get_their_own(county: County) -> None:
    lin = county.person(Role.VOLUNTEER, "北营村")
    county.record(lin, told("培训"))
    scope = paper(county.says(lin, "台账 今年")).scope

    assert (scope.recorder_id, scope.unit_id) == (lin.id, None)


@pytest.mark.parametrize(
    ("role", "unit"), [(Role.VOLUNTEER, "北营村"), (Role.OFFICER, "北营村"), (Role.COORDINATOR, "柳林镇")]
)
def test_what_is_above_or_beside_is_given_to_nobody(county: County, role: Role, unit: str) -> None:
    person = county.person(role, unit)
    forged = county.taps(person, f"{HEAD}:{county.units['高桥村'].id}:..")
    named = county.says(person, "台账 今年 高桥村")

    assert isinstance(forged, Say)
    assert forged.text.startswith("这个按钮已经用不上了")
    assert isinstance(named, Say)
    assert "高桥村" in named.text


@pytest.mark.parametrize(
    "forged",
    [
        "x",
        "x:",
        "x:z:::",
        "x:l:20260101:20261231::",
        "x:l:1:2::..",
        "x:l:20260101:::..",
        "x:l:::nowhere:..",
        f"{HEAD}::f",
    ],
)
def test_a_button_that_never_was_is_refused(county: County, forged: str) -> None:
    reply = county.taps(county.person(Role.COORDINATOR, "青河县"), forged)

    assert isinstance(reply, Say)
    assert reply.text.startswith("这个按钮已经用不上了")


def test_a_question_kept_that_says_nothing_any_more_begins_anew(county: County) -> None:
    boss = county.person(Role.COORDINATOR, "青河县")
    shown = county.outcome(boss, Said("台账 今年"), Dialog(Reporting("l:::gone:..")))

    assert paper(shown.replies[0]).title == "青河县2026年科普活动台账"


def test_two_units_of_one_name_are_told_apart(county: County) -> None:
    with county.database.writing() as tx:
        twin = add_unit(tx, "北营村", county.units["北营村"].level, county.units["高桥镇"])
    boss = county.person(Role.COORDINATOR, "青河县")
    which = county.says(boss, "台账 今年 北营村")

    assert labels(which) == ["柳林镇北营村", "高桥镇北营村"]
    asked = county.outcome(boss, Tapped(action(which, "高桥镇北营村")))
    assert isinstance(asked.replies[0], Say)
    assert twin.id != county.units["北营村"].id


def test_actions_fit_on_every_channel(county: County) -> None:
    boss = county.person(Role.COORDINATOR, "青河县")
    programme = county.taxonomy.programmes[-1].name
    for text in ("报表", "台账 北营村 农民 讲座", f"台账 今年 北营村 农民 讲座 {programme}", "台账 今年"):
        for row in county.says(boss, text).buttons:
            assert all(len(button.action.encode()) <= 64 for button in row)
