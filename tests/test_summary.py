"""Asking for figures in the chat: whose records are meant, buttons with the whole question, the records behind."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.taxonomy import load_taxonomy
from handlers import scopes
from handlers.scopes import action
from handlers.state import Dialog
from handlers.texts.periods import period
from handlers.turn import Button, Reply, Said, Say, ShowSummary
from storage.database import Database
from storage.model.activity import Amount
from storage.model.figures import Grouping, Period, Scope
from storage.model.people import Level, Role
from storage.model.taxonomy import Kind
from storage.people import add_unit
from tests.ledgers import County, told

SEPTEMBER = period(date(2026, 9, 1), date(2026, 9, 30))


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    database = Database(f"sqlite:///{tmp_path / 'kepu.sqlite'}")
    database.upgrade()
    yield County(database).found()
    database.close()


def asked(reply: Reply) -> ShowSummary:
    assert isinstance(reply, ShowSummary), reply
    return reply


def text(reply: Reply) -> str:
    assert isinstance(reply, Say), reply
    return reply.text


def buttons(reply: Reply) -> dict[str, Button]:
    return {button.label: button for row in reply.buttons for button in row}


def people(value: int) -> Amount:
    return Amount(value, words=f"{value}人")


@pytest.mark.parametrize(
    ("words", "title", "grouping"),
    [
        ("/summary", "青河县·2026年11月汇总", Grouping.KIND),
        ("汇总", "青河县·2026年11月汇总", Grouping.KIND),
        ("本月汇总", "青河县·2026年11月汇总", Grouping.KIND),
        ("今年上半年农民培训", "青河县·农民·培训·2026年上半年汇总", Grouping.KIND),
        ("九月 紫兴社区", "紫兴社区·2026年9月汇总", Grouping.KIND),
        ("各社区今年讲座多少场", "青河县·讲座·2026年汇总", Grouping.UNIT),
        ("按月", "青河县·2026年汇总", Grouping.MONTH),
        ("汇总 按单位", "青河县·2026年11月汇总", Grouping.UNIT),
        ("十二五", "青河县·“十二五”期间汇总", Grouping.KIND),
        ("1至11月", "青河县·2026年1—11月汇总", Grouping.KIND),
        ("去年", "青河县·2025年汇总", Grouping.KIND),
        ("最近三个月", "青河县·2026年8月22日—11月21日汇总", Grouping.KIND),
        ("紫兴社区", "紫兴社区·2026年11月汇总", Grouping.KIND),
        ("三年来", "青河县·2024—2026年汇总", Grouping.KIND),
        ("汇总 2023-2025", "青河县·2023—2025年汇总", Grouping.KIND),
        ("汇总 十五五 农民讲座", "青河县·农民·讲座·“十五五”期间汇总", Grouping.KIND),
        ("今年按活动周", "青河县·2026年汇总", Grouping.CAMPAIGN),
        ("今年各主题", "青河县·2026年汇总", Grouping.TOPIC),
    ],
)
def test_what_a_coordinator_asks_for(county: County, words: str, title: str, grouping: Grouping) -> None:
    reply = asked(county.says(county.person(Role.COORDINATOR, "青河县"), words))

    assert (reply.title, reply.grouping, reply.replace) == (title, grouping, False)


def test_words_nobody_understands_are_named_with_the_way_out(county: County) -> None:
    reply = county.says(county.person(Role.OFFICER, "柳林镇"), "/summary 李家坳")

    assert text(reply).startswith("没看懂“李家坳”。可以写“本月汇总”")


def test_volunteers_see_their_own_officers_their_unit_coordinators_all_below(county: County) -> None:
    volunteer, other = county.person(Role.VOLUNTEER, "紫兴社区"), county.person(Role.VOLUNTEER, "紫兴社区")
    county.record(volunteer, told("讲座", attendance=people(10)))
    county.record(other, told("讲座", attendance=people(200)))
    county.record(county.person(Role.OFFICER, "高桥村"), told("讲座", attendance=people(3000)))

    def attendance(role: Role, unit: str) -> str:
        return dict(county.summary(county.person(role, unit), "九月").figures)["人次"]

    assert dict(county.summary(volunteer, "九月").figures)["人次"] == "10"
    assert attendance(Role.OFFICER, "紫兴社区") == "210"
    assert attendance(Role.OFFICER, "柳林镇") == "210"
    assert attendance(Role.COORDINATOR, "高桥镇") == "3000"
    assert attendance(Role.COORDINATOR, "青河县") == "3210"


@pytest.mark.parametrize(
    ("role", "unit", "words", "answer"),
    [
        (Role.OFFICER, "柳林镇", "九月 高桥村", "“高桥村”不在你能看的范围。你能看的是柳林镇和它下面的单位"),
        (Role.OFFICER, "柳林镇", "九月 青河县", "“青河县”不在你能看的范围"),
        (Role.COORDINATOR, "高桥镇", "/summary 紫兴社区", "“紫兴社区”不在你能看的范围"),
        (Role.VOLUNTEER, "紫兴社区", "九月 紫兴社区", "志愿者的汇总只算自己的活动"),
    ],
)
def test_no_words_show_another_units_figures(county: County, role: Role, unit: str, words: str, answer: str) -> None:
    assert text(county.says(county.person(role, unit), words)).startswith(answer)


@pytest.mark.parametrize(("role", "unit"), [(role, unit) for role in Role for unit in ("紫兴社区", "柳林镇", "高桥镇")])
def test_no_forged_button_shows_another_units_figures(county: County, role: Role, unit: str) -> None:
    person = county.person(role, unit)
    own = county.units[unit]
    for other in county.units.values():
        for position in (None, 0):
            forged = action(Scope(unit_id=other.id, period=SEPTEMBER), Grouping.KIND, position)
            may = role is not Role.VOLUNTEER and other.path.startswith(own.path)
            reply = county.taps(person, forged)
            refused = isinstance(reply, Say) and reply.text.startswith("这个按钮已经用不上了")
            assert refused is not may, (role, unit, other.name)


def test_a_button_without_a_unit_shows_nothing_but_ones_own(county: County) -> None:
    forged = action(Scope(period=SEPTEMBER), Grouping.KIND)

    volunteer, officer = county.person(Role.VOLUNTEER, "北营村"), county.person(Role.OFFICER, "北营村")
    assert asked(county.taps(volunteer, forged)).scope == Scope(recorder_id=volunteer.id, period=SEPTEMBER)
    assert asked(county.taps(officer, forged)).scope == Scope(unit_id=officer.unit_id, period=SEPTEMBER)


@pytest.mark.parametrize(
    "forged",
    [
        "s",
        "s:",
        "s:20260901:20260930",
        "s:20260901:20260930::k:..:0:0",
        "s:20260901:20260930::k:..:-1",
        "s:20260901:20260930::k:..:x",
        "s:20260901:20260930::k:..:٣x",
        "s:20260901:20260930::k:..:99999999999999999999",
        "s:20260901:20260930::z:..",
        "s:20260901:20260930::kind:..",
        "s:20260901:20260930::k:.",
        "s:20260901:20260930::k:...",
        "s:20260901:20260930::k:ffffff..",
        "s:20260901:20260930::k:0..",
        "s:20260930:20260901::k:..",
        "s:20261301:20261330::k:..",
        "s:00010101:99991231::k:..",
        "s:::::",
        "s::::k:..",
        "s:20260901:20260930:nowhere:k:..",
        "s:20260901:20260930:%:k:..",
    ],
)
def test_an_action_nobody_made_is_refused(county: County, forged: str) -> None:
    assert text(county.taps(county.person(Role.OFFICER, "柳林镇"), forged)).startswith("这个按钮已经用不上了")


def test_a_page_behind_the_last_is_the_last(county: County) -> None:
    officer = county.person(Role.OFFICER, "紫兴社区")
    county.record(officer, *[told("讲座", f"2026-09-{day:02}") for day in range(1, 8)])
    scope = Scope(unit_id=officer.unit_id, period=SEPTEMBER)

    assert "共7条（第2页，共2页）" in text(county.taps(officer, action(scope, Grouping.KIND, 500)))


def test_a_tap_changes_the_card_in_place_and_keeps_the_rest_of_the_question(county: County) -> None:
    coordinator = county.person(Role.COORDINATOR, "青河县")
    first = asked(county.says(coordinator, "今年上半年农民培训"))
    by_unit = asked(county.taps(coordinator, buttons(first)["按单位"].action))
    last_month = asked(county.taps(coordinator, buttons(by_unit)["上月"].action))

    assert (by_unit.scope, by_unit.grouping, by_unit.replace, by_unit.key) == (
        first.scope,
        Grouping.UNIT,
        True,
        first.key,
    )
    assert (last_month.scope.audience, last_month.scope.kind, last_month.grouping) == ("农民", "培训", Grouping.UNIT)
    assert last_month.title == "青河县·农民·培训·2026年10月汇总"


@pytest.mark.parametrize(
    "words", ["九月", "今年", "上半年", "三季度", "十二五", "1至11月", "上周", "最近三个月", "昨天汇总"]
)
def test_a_period_has_the_same_name_after_a_tap(county: County, words: str) -> None:
    coordinator = county.person(Role.COORDINATOR, "青河县")
    first = asked(county.says(coordinator, words))
    tapped = asked(county.taps(coordinator, buttons(first)["按对象"].action))

    assert tapped.title == first.title
    assert tapped.scope == first.scope


def test_the_buttons_of_what_is_shown_already_are_left_out(county: County) -> None:
    reply = county.says(county.person(Role.COORDINATOR, "青河县"), "本月汇总")

    assert [[button.label for button in row] for row in reply.buttons] == [
        ["上月", "今年"],
        ["按行动", "按对象", "按单位"],
        ["按月", "按活动周", "按主题"],
        ["看记录"],
    ]


@pytest.mark.parametrize(("role", "unit"), [(Role.VOLUNTEER, "柳林镇"), (Role.OFFICER, "紫兴社区")])
def test_where_there_are_no_parts_nothing_is_divided_by_unit(county: County, role: Role, unit: str) -> None:
    assert "按单位" not in buttons(county.says(county.person(role, unit), "本月汇总"))


def test_a_volunteer_who_asks_by_unit_gets_own_figures_by_kind(county: County) -> None:
    volunteer = county.person(Role.VOLUNTEER, "紫兴社区")

    assert asked(county.says(volunteer, "汇总 按单位")).grouping is Grouping.KIND
    assert asked(county.taps(volunteer, action(Scope(period=SEPTEMBER), Grouping.UNIT))).grouping is Grouping.KIND


def test_two_units_of_one_name_are_asked_about(county: County) -> None:
    with county.database.writing() as tx:
        for above in ("柳林镇", "高桥镇"):
            add_unit(tx, "东村", Level.VILLAGE, county.units[above])
    coordinator = county.person(Role.COORDINATOR, "青河县")
    reply = county.says(coordinator, "九月 东村")

    assert text(reply) == "叫“东村”的单位不止一个，要看哪一个？"
    assert list(buttons(reply)) == ["柳林镇东村", "高桥镇东村"]
    assert asked(county.taps(coordinator, buttons(reply)["高桥镇东村"].action)).title == "东村·2026年9月汇总"
    assert asked(county.says(county.person(Role.OFFICER, "高桥镇"), "九月 东村")).title == "东村·2026年9月汇总"


def test_every_figure_leads_to_its_records_and_back(county: County) -> None:
    officer = county.person(Role.OFFICER, "柳林镇")
    village = county.person(Role.VOLUNTEER, "北营村")
    county.record(
        village, *[told("讲座", f"2026-09-{day:02}", topic="防震", attendance=people(80)) for day in range(1, 7)]
    )
    county.record(officer, told("培训", "2026-09-20", title="果树培训"), told("讲座", "2026-10-01"))
    shown = asked(county.says(officer, "九月汇总"))
    listed = county.taps(officer, buttons(shown)["看记录"].action)

    lines = text(listed).splitlines()
    assert lines[:3] == [
        "柳林镇·2026年9月的记录，共7条（第1页，共2页）。点编号打开。",
        "1. 9月20日　果树培训",
        "2. 9月6日　防震讲座　80人　北营村",
    ]
    second = county.taps(officer, buttons(listed)["下一页"].action)
    assert len(text(second).splitlines()) == 3
    assert county.taps(officer, buttons(second)["上一页"].action) == listed
    assert asked(county.taps(officer, buttons(second)["回到汇总"].action)).scope == shown.scope


def test_where_nothing_is_recorded_the_list_says_so(county: County) -> None:
    officer = county.person(Role.OFFICER, "柳林镇")
    reply = county.taps(officer, buttons(county.says(officer, "本月汇总"))["看记录"].action)

    assert text(reply) == "柳林镇·2026年11月还没有记录。"
    assert list(buttons(reply)) == ["回到汇总"]


def alike() -> tuple[str, str]:
    """Two names that buttons cannot tell apart."""
    seen: dict[str, str] = {}
    for name in map("类型{}".format, count()):
        twin = seen.setdefault(scopes._hash(name), name)
        if twin != name:
            return twin, name
    raise AssertionError


def test_two_names_with_one_hash_never_give_the_figures_of_the_other(county: County) -> None:
    kinds = tuple(Kind(name) for name in alike())
    coordinator = county.person(Role.COORDINATOR, "青河县")
    ask = action(Scope(coordinator.unit_id, None, SEPTEMBER, kind=kinds[1].name), Grouping.UNIT)

    county.taxonomy = replace(county.taxonomy, kinds=kinds[1:])
    assert asked(county.taps(coordinator, ask)).scope.kind == kinds[1].name
    county.taxonomy = replace(county.taxonomy, kinds=kinds)
    assert text(county.taps(coordinator, ask)).startswith("这个按钮已经用不上了")


def test_a_button_for_a_name_that_was_taken_out_shows_nothing_wrong(county: County) -> None:
    coordinator = county.person(Role.COORDINATOR, "青河县")
    ask = action(Scope(coordinator.unit_id, None, SEPTEMBER, kind="讲座"), Grouping.UNIT)

    county.taxonomy = replace(county.taxonomy, kinds=county.taxonomy.kinds[1:])
    assert text(county.taps(coordinator, ask)).startswith("这个按钮已经用不上了")


def test_no_two_names_of_the_shipped_taxonomy_share_a_hash() -> None:
    taxonomy = load_taxonomy()
    for terms in (taxonomy.kinds, taxonomy.programmes, taxonomy.audiences):
        names = {term.name for term in terms}
        assert len({scopes._hash(name) for name in names}) == len(names)


TAXONOMY = load_taxonomy()
DAYS = st.dates(date(1990, 1, 1), date(2036, 12, 31))


@given(
    days=st.tuples(DAYS, DAYS).map(sorted),
    kind=st.sampled_from(["", *(kind.name for kind in TAXONOMY.kinds)]),
    programme=st.sampled_from(["", *(programme.name for programme in TAXONOMY.programmes)]),
    audience=st.sampled_from(["", *(audience.name for audience in TAXONOMY.audiences)]),
    grouping=st.sampled_from(list(Grouping)),
    position=st.none() | st.integers(0, 999_999),
)
def test_every_question_fits_a_button(
    days: list[date], kind: str, programme: str, audience: str, grouping: Grouping, position: int | None
) -> None:
    scope = Scope("abcdefgh", None, Period(days[0], days[1], ""), kind, programme, audience)

    assert len(action(scope, grouping, position).encode()) <= 64


def test_every_button_of_every_summary_fits_and_works(county: County) -> None:
    coordinator = county.person(Role.COORDINATOR, "青河县")
    county.record(coordinator, told("讲座", attendance=people(5)))
    shown = asked(county.says(coordinator, "九月 青河县"))
    for button in buttons(shown).values():
        assert len(button.action.encode()) <= 64
        assert isinstance(county.taps(coordinator, button.action), ShowSummary | Say)


def test_a_question_does_not_disturb_an_open_draft(county: County) -> None:
    officer = county.person(Role.OFFICER, "紫兴社区")
    draft = county.outcome(officer, Said("/log")).state
    outcome = county.outcome(officer, Said("/summary 九月"), draft)

    assert outcome.state.drafts == draft.drafts
    assert isinstance(outcome.replies[-1], ShowSummary)


@pytest.mark.parametrize("words", ["昨天紫兴社区讲座", "9月5日北营村展览，来了80人"])
def test_an_activity_that_is_told_is_not_taken_for_a_question(county: County, words: str) -> None:
    outcome = county.outcome(county.person(Role.VOLUNTEER, "紫兴社区"), Said(words), Dialog())

    assert not any(isinstance(reply, ShowSummary) for reply in outcome.replies)


def test_last_month_is_last_years_december_in_january(county: County) -> None:
    county.now += timedelta(days=50)
    officer = county.person(Role.OFFICER, "紫兴社区")
    reply = asked(county.says(officer, "汇总"))

    assert reply.title == "紫兴社区·2027年1月汇总"
    assert asked(county.taps(officer, buttons(reply)["上月"].action)).title == "紫兴社区·2026年12月汇总"
