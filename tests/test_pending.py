"""Who has reported: counts that add up, the tree in its order, only what one may see, in words and by buttons."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from handlers.read.reporting import read_who_has_not
from handlers.state import Dialog
from handlers.texts import pending as texts
from handlers.turn import Card, Said, Say, ShowFile, Tapped
from storage.apply import apply
from storage.database import Database
from storage.model.duties import Errand, Reminder, Span, Status
from storage.model.people import Level, Person, Preferences, Role
from storage.model.writes import AddReminder, Reopen, SetPreferences
from tests.duties import NOVEMBER, OCTOBER, Office, at, office


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Office]:
    """A county in which November is asked of everybody below."""
    database = Database(f"sqlite:///{tmp_path / 'kepu.sqlite'}")
    database.upgrade()
    asking = office(database)
    asking.asks()
    yield asking
    database.close()


def card(here: Office, who: Person, text: str = "未报") -> Card:
    shown = here.says(who, text)
    assert isinstance(shown, Card), shown
    return shown


def tapped(here: Office, who: Person, action: str) -> Card:
    shown = here.taps(who, action)
    assert isinstance(shown, Card), shown
    return shown


def told(here: Office, who: Person, action: str) -> str:
    said = here.taps(who, action)
    assert isinstance(said, Say), said
    return said.text


def rows(shown: Card) -> dict[str, str]:
    return {row.label: row.value for row in shown.rows}


def labels(shown: Card | Say) -> list[str]:
    return [button.label for row in shown.buttons for button in row]


def action(shown: Card | Say, label: str) -> str:
    return next(button.action for row in shown.buttons for button in row if button.label == label)


def planned(here: Office, who: Person, what: str) -> list[Reminder]:
    """What a tap plans."""
    writes = here.outcome(who, Tapped(what)).writes
    assert all(isinstance(one, AddReminder) for one in writes)
    return [one.reminder for one in writes if isinstance(one, AddReminder)]


def test_counts_add_up(here: Office) -> None:
    here.logged(here.person(Role.OFFICER, "北营村"), moment=at(18))
    here.logged(here.person(Role.OFFICER, "高桥村"), moment=at(27))
    here.says_of("紫兴社区", Status.NIL)
    here.says_of("柳林镇", Status.LEAVE)
    here.now = at(28)

    shown = rows(card(here, here.boss))

    assert [shown[name] for name in ("应报", "已报", "零报告", "请假", "免报", "未报")] == [
        "5个单位", "2（按时1、迟报1）", "1", "1", "0", "1"
    ]  # fmt: skip
    assert shown["柳林镇"] == "应报3，未报0"
    assert shown["高桥镇"] == "应报2，未报1"


def test_the_order_is_that_of_the_tree_whoever_has_reported(here: Office) -> None:
    here.unit("安丰镇", Level.TOWNSHIP, "青河县")
    here.open(here.asks("r2", title="简报"), NOVEMBER)
    for unit in ("高桥村", "高桥镇"):
        here.logged(here.person(Role.OFFICER, unit))

    shown = [row.label for row in card(here, here.boss, "未报 简报").rows][6:]

    assert shown == ["柳林镇", "高桥镇", "安丰镇"]


def test_a_township_shows_itself_and_its_villages(here: Office) -> None:
    here.says_of("北营村", Status.NIL, reason="雨太大")
    shown = card(here, here.boss, "未报 柳林镇")

    assert [row.label for row in shown.rows][6:] == ["柳林镇本级", "紫兴社区", "北营村"]
    assert rows(shown)["北营村"] == "零报告：雨太大"
    assert rows(shown)["紫兴社区"] == "未报（还没有人加入）"


def test_who_has_not_reported_is_named_with_the_unit_above(here: Office) -> None:
    here.person(Role.VOLUNTEER, "北营村")

    text = card(here, here.boss).text
    assert "未报：柳林镇、柳林镇紫兴社区、柳林镇北营村、" in text
    assert "还没有人加入，提醒不到。" in text


def test_the_last_line_says_how_old_it_is(here: Office) -> None:
    assert card(here, here.boss).text.splitlines()[-1] == "截至11月19日10:00"


@pytest.mark.parametrize(
    ("moment", "line"),
    [
        (at(25, 17), "11月25日周三18:00截止"),
        (at(26), "11月25日周三18:00已截止，到12月5日补报算迟报"),
        (at(6, month=12), "12月5日已关闭"),
    ],
)
def test_where_the_period_stands(here: Office, moment: object, line: str) -> None:
    here.now = moment  # type: ignore[assignment]  # a moment

    assert card(here, here.boss).text.splitlines()[-2] == line


def test_refreshing_takes_the_place_of_the_table_and_asking_anew_does_not(here: Office) -> None:
    shown = card(here, here.boss)
    again = tapped(here, here.boss, action(shown, "刷新"))

    assert (shown.replace, again.replace) == (False, True)
    assert (shown.key, shown.rows) == (again.key, again.rows)


# Who sees what.


@pytest.mark.parametrize("unit", ["北营村", "紫兴社区"])
def test_an_officer_of_a_unit_with_nothing_below_gets_what_the_unit_owes(here: Office, unit: str) -> None:
    said = here.says(here.person(Role.OFFICER, unit), "未报")

    assert isinstance(said, Say)
    assert said.text.startswith(f"{unit}要报的：\n11月科普台账　未报")
    assert labels(said) == ["记一条", "本月无活动"]


def test_a_volunteer_gets_what_the_unit_owes_and_no_button_that_is_the_officers(here: Office) -> None:
    here.person(Role.OFFICER, "柳林镇")
    said = here.says(here.person(Role.VOLUNTEER, "柳林镇"), "谁没报")

    assert isinstance(said, Say)
    assert said.text.startswith("柳林镇要报的：")
    assert "北营村" not in said.text
    assert labels(said) == ["记一条"]


def test_an_officer_sees_the_own_subtree_alone(here: Office) -> None:
    officer = here.person(Role.OFFICER, "柳林镇")
    shown = card(here, officer)

    assert shown.title == "柳林镇·11月科普台账"
    assert rows(shown)["应报"] == "3个单位"
    assert "高桥" not in shown.text + str(shown.rows)


@pytest.mark.parametrize("verb", ["t:{key}:0", "l:{key}:0", "u:{key}", "x:{key}", "r:{key}", "n:{key}"])
@pytest.mark.parametrize("unit", ["青河县", "高桥镇", "高桥村"])
def test_no_button_shows_or_nudges_another_subtree(here: Office, verb: str, unit: str) -> None:
    here.person(Role.OFFICER, "高桥村")
    officer = here.person(Role.OFFICER, "柳林镇")
    outcome = here.outcome(officer, Tapped("o:" + verb.format(key=here.key(unit))))

    assert outcome.replies == (Say(texts.GONE),)
    assert outcome.writes == ()


@pytest.mark.parametrize("verb", ["t:{key}:0", "l:{key}:0", "u:{key}", "x:{key}", "r:{key}", "n:{key}"])
def test_a_volunteer_taps_nothing_of_it(here: Office, verb: str) -> None:
    volunteer = here.person(Role.VOLUNTEER, "柳林镇")
    outcome = here.outcome(volunteer, Tapped("o:" + verb.format(key=here.key("柳林镇"))))

    assert outcome.replies == (Say(texts.GONE),)
    assert outcome.writes == ()


@pytest.mark.parametrize(
    "forged",
    [
        "o", "o:", "o:t", "o:t:r1", "o:t:r1:2026-11", "o:q:{key}", "o:t:{key}", "o:t:{key}:", "o:t:{key}:-1",
        "o:t:{key}:x", "o:t:{key}:٣", "o:t:{key}:99999999999", "o:x:{key}:1", "o:t:r9:2026-11:{unit}:0",
        "o:t:r1:2026-13:{unit}:0",
        "o:t:r1:2026-11:nowhere:0", "o:d:r9:{unit}", "o:d:r1:nowhere", "o:t:\x00:\x00:\x00:0",
        "o:t:r1:2026-11:{unit}:0:0",
    ],
)  # fmt: skip
def test_forged_buttons_are_refused(here: Office, forged: str) -> None:
    outcome = here.outcome(here.boss, Tapped(forged.format(key=here.key("青河县"), unit=here.units["青河县"].id)))

    (reply,) = outcome.replies
    assert isinstance(reply, Say)
    assert "用不上了" in reply.text
    assert outcome.writes == ()


def test_a_rule_of_a_unit_elsewhere_is_not_offered(here: Office) -> None:
    here.asks("r2", "高桥镇", title="高桥简报")
    officer = here.person(Role.OFFICER, "柳林镇")

    assert "高桥简报" not in labels(card(here, officer))
    assert told(here, officer, f"o:t:r2:2026-11:{here.units['柳林镇'].id}:0") == texts.GONE
    assert "高桥简报" in labels(card(here, here.boss))


def test_a_removed_rule_is_gone(here: Office) -> None:
    here.asks("r2", title="旧的", removed=True)

    assert told(here, here.boss, f"o:t:{here.key('青河县', 'r2')}:0") == texts.GONE


# Which period, which rule, which unit.


def test_without_rules_it_says_how_to_make_one(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'kepu.sqlite'}")
    database.upgrade()
    empty = office(database)

    assert empty.says(empty.boss, "未报") == Say(texts.NO_RULES)
    assert empty.says(empty.person(Role.OFFICER, "北营村"), "未报") == Say(texts.NO_RULES_FOR_YOU)


@pytest.mark.parametrize(
    ("moment", "shown"),
    [(at(1), "10月"), (at(2), "10月"), (at(3), "11月"), (at(30), "11月"), (at(2, month=12), "11月")],
)
def test_the_period_with_the_nearest_deadline_is_shown(here: Office, moment: object, shown: str) -> None:
    here.asks("r2", "青河县", NOVEMBER, OCTOBER, title="简报")
    here.now = moment  # type: ignore[assignment]  # a moment

    assert card(here, here.boss, "未报 简报").title == f"青河县·{shown}简报"


def test_the_rule_with_the_nearest_deadline_is_shown_and_the_others_are_a_tap_away(here: Office) -> None:
    here.asks("r2", title="简报", day=20)
    shown = card(here, here.boss)
    assert shown.title == "青河县·11月简报"

    assert tapped(here, here.boss, action(shown, "科普台账")).title == "青河县·11月科普台账"


def test_a_paused_rule_is_shown_only_when_it_is_asked_for(here: Office) -> None:
    here.asks("r2", title="简报", day=20, paused=True)

    assert card(here, here.boss).title == "青河县·11月科普台账"
    assert card(here, here.boss, "未报 简报").title == "青河县·11月简报"


def test_earlier_and_later_periods_are_a_tap_away(here: Office) -> None:
    here.asks("r2", "青河县", NOVEMBER, OCTOBER, title="简报")
    shown = card(here, here.boss, "未报 简报")
    assert "下一期" not in labels(shown)

    earlier = tapped(here, here.boss, action(shown, "上一期"))
    assert earlier.title == "青河县·10月简报"
    assert "上一期" not in labels(earlier)
    assert tapped(here, here.boss, action(earlier, "下一期")).title == shown.title


@pytest.mark.parametrize(
    "text", ["未报 上月", "10月谁没报", "/pending 2026年10月", "10月份哪些单位还没报？", "上个月未报"]
)
def test_a_period_in_words(here: Office, text: str) -> None:
    here.asks("r2", "青河县", NOVEMBER, OCTOBER, title="简报")

    assert card(here, here.boss, text).title == "青河县·10月简报"


def test_a_month_finds_the_quarter_it_lies_in(here: Office) -> None:
    quarter = Span("2026Q3", date(2026, 7, 1), date(2026, 9, 30))
    here.asks("r2", "青河县", quarter, title="季报")

    assert card(here, here.boss, "8月谁没报").title == "青河县·第三季度季报"


def test_a_period_that_was_never_asked_is_said_to_be_none(here: Office) -> None:
    said = here.says(here.boss, "未报 2025年3月")

    assert isinstance(said, Say)
    assert said.text.startswith("科普台账没有“2025年3月”这一期。")


@pytest.mark.parametrize("text", ["未报 北营村", "北营村未报", "未报 11月 北营村", "北营村谁没报"])
def test_a_unit_by_name(here: Office, text: str) -> None:
    assert card(here, here.boss, text).title == "北营村·11月科普台账"


def test_of_two_units_of_one_name_it_asks_which(here: Office) -> None:
    here.unit("北营村", Level.VILLAGE, "高桥镇")
    here.open(here.asks("r2", title="简报"), NOVEMBER)
    said = here.says(here.boss, "未报 简报 北营村")

    assert isinstance(said, Say)
    assert labels(said) == ["柳林镇北营村", "高桥镇北营村"]
    assert tapped(here, here.boss, action(said, "高桥镇北营村")).title == "北营村·11月简报"


def test_a_unit_elsewhere_is_refused(here: Office) -> None:
    said = here.says(here.person(Role.OFFICER, "柳林镇"), "未报 高桥村")

    assert isinstance(said, Say)
    assert said.text.startswith("“高桥村”不在你能看的范围。")


@pytest.mark.parametrize("text", ["未报 大青山", "未报 猴年马月", "/pending 🙂🙂"])
def test_what_is_not_understood_is_said_to_be(here: Office, text: str) -> None:
    said = here.says(here.boss, text)

    assert isinstance(said, Say | Card)
    assert isinstance(said, Card) or "没看懂" in said.text


@pytest.mark.parametrize(
    "text", ["谁没报", "还有谁没报", "9月哪些村还没交台账？", "没报的有哪些", "请问哪几个单位没有上报"]
)
def test_questions_who_has_not_reported(text: str) -> None:
    assert read_who_has_not(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "今天没报名的人很多",
        "人数没报",
        "谁来了",
        "没报警",
        "",
        "哪些村没交" * 20,
        "未成年人科普活动来了多少人",
    ],
)
def test_other_messages_are_no_such_question(text: str) -> None:
    assert read_who_has_not(text) is None


def test_an_activity_in_which_somebody_has_not_handed_something_in_is_an_activity(here: Office) -> None:
    outcome = here.outcome(here.boss, Said("昨天在北营村讲防震，来了80人，还有几个没交表"))

    assert outcome.state.drafts


# Nudges.


def test_everybody_who_can_be_told_is_nudged_once_a_day(here: Office) -> None:
    officer, other = here.person(Role.OFFICER, "北营村"), here.person(Role.OFFICER, "高桥村")
    here.logged(other)
    what = action(card(here, here.boss), "全部提醒")

    (reminder,) = planned(here, here.boss, what)
    assert reminder == Reminder(Errand.DUTY, here.key("北营村"), officer.id, "now-2026-11-19", here.now)
    assert told(here, here.boss, what).splitlines() == [
        "好，会提醒1个人（1个单位）。一个人一天只收一次提醒。",
        "还有3个单位提醒不到：柳林镇、柳林镇紫兴社区、高桥镇。发“邀请”请人加入。",
    ]
    here.now = at(19, 15)
    assert planned(here, here.boss, what)[0].id == reminder.id


def test_one_unit_alone_can_be_nudged(here: Office) -> None:
    officer = here.person(Role.OFFICER, "柳林镇")
    here.person(Role.OFFICER, "北营村")
    shown = tapped(here, here.boss, f"o:u:{here.key('柳林镇')}")

    assert [one.person_id for one in planned(here, here.boss, action(shown, "发提醒"))] == [officer.id]


def test_volunteers_are_nudged_only_where_nobody_else_is(here: Office) -> None:
    officer = here.person(Role.OFFICER, "北营村")
    here.person(Role.VOLUNTEER, "北营村")
    alone = here.person(Role.VOLUNTEER, "紫兴社区")
    who = {one.person_id for one in planned(here, here.boss, f"o:r:{here.key('柳林镇')}")}

    assert who == {officer.id, alone.id}


def test_somebody_who_wants_no_reminders_is_not_nudged(here: Office) -> None:
    officer = here.person(Role.OFFICER, "北营村")
    here.write(SetPreferences(officer.id, Preferences(muted_until=date(2026, 12, 1)), here.now))
    what = f"o:n:{here.key('北营村')}"

    assert planned(here, here.boss, what) == []
    assert "没有能提醒的人" in told(here, here.boss, what)


@pytest.mark.parametrize(
    ("moment", "when"),
    [
        (at(19, 17), ""),
        (at(19, 18), "11月20日09:00发"),
        (at(19, 7), "11月19日09:00发"),
        (at(20, 20), "11月23日09:00发"),
        (at(21, 10), "11月23日09:00发"),
    ],
)
def test_outside_working_hours_it_says_when(here: Office, moment: object, when: str) -> None:
    here.person(Role.OFFICER, "北营村")
    here.now = moment  # type: ignore[assignment]  # a moment
    said = told(here, here.boss, f"o:n:{here.key('北营村')}")

    assert ("现在不方便打扰" in said, when in said) == (bool(when), True)


def test_a_closed_period_is_nudged_only_where_it_was_opened_again(here: Office) -> None:
    officer = here.person(Role.OFFICER, "北营村")
    here.person(Role.OFFICER, "高桥村")
    here.now = at(7, month=12)
    what = f"o:r:{here.key('青河县')}"
    assert planned(here, here.boss, what) == []
    assert "已经关闭" in told(here, here.boss, what)

    here.write(Reopen("r1", NOVEMBER.key, here.units["北营村"].id, here.boss.id, here.now, "停电"))
    assert [one.person_id for one in planned(here, here.boss, what)] == [officer.id]


def test_nothing_is_nudged_where_everybody_has_reported(here: Office) -> None:
    here.person(Role.OFFICER, "北营村")
    here.says_of("北营村", Status.NIL)

    assert planned(here, here.boss, f"o:n:{here.key('北营村')}") == []


# One unit, the list, the file.


def test_what_can_be_done_about_a_unit_follows_from_how_it_stands(here: Office) -> None:
    here.person(Role.OFFICER, "北营村")
    one = f"o:u:{here.key('北营村')}"
    assert labels(tapped(here, here.boss, one))[:3] == ["发提醒", "请假", "免报"]

    here.says_of("北营村", Status.LEAVE)
    assert labels(tapped(here, here.boss, one))[0] == "改回未报"

    here.now = at(7, month=12)
    assert "改回未报" not in labels(tapped(here, here.boss, one))


def test_a_township_officer_lets_nobody_off_what_the_county_asks(here: Office) -> None:
    officer = here.person(Role.OFFICER, "柳林镇")
    one = f"o:u:{here.key('北营村')}"
    assert "免报" not in labels(tapped(here, officer, one))

    here.now = at(7, month=12)
    assert "重新打开" not in labels(tapped(here, officer, one))
    assert "重新打开" in labels(tapped(here, here.boss, one))


def test_a_unit_that_was_not_asked_owes_nothing(here: Office) -> None:
    here.asks("r2", title="简报", levels=(Level.VILLAGE,))

    assert "不用报" in tapped(here, here.boss, f"o:u:{here.key('紫兴社区', 'r2')}").text


def test_the_list_has_twenty_on_a_page(here: Office) -> None:
    for nth in range(41):
        here.unit(f"第{nth}村", Level.VILLAGE, "高桥镇")
    here.open(here.asks("r2", title="简报"), NOVEMBER)
    first = tapped(here, here.boss, action(card(here, here.boss, "未报 简报"), "名单"))
    assert first.title == "青河县·11月简报·未报46个"
    assert first.text.count("\n") == 22

    last = tapped(here, here.boss, f"o:l:{here.key('青河县', 'r2')}:9999")
    assert "第3页，共3页" in last.text
    assert last.text.splitlines()[-4].startswith("46. ")
    assert "下一页" not in labels(last)


def test_a_table_has_twenty_lines_on_a_page(here: Office) -> None:
    for nth in range(30):
        here.unit(f"第{nth}镇", Level.TOWNSHIP, "青河县")
    here.open(here.asks("r2", title="简报"), NOVEMBER)
    first = card(here, here.boss, "未报 简报")
    second = tapped(here, here.boss, action(first, "下一页"))

    assert (len(first.rows), len(second.rows)) == (26, 18)
    assert first.rows[:6] == second.rows[:6]
    assert "等35个" in first.text


def test_every_action_fits_into_a_button(here: Office) -> None:
    longest = "r" * 20
    here.asks(longest, title="简报", day=20)
    shown = card(here, here.boss)

    assert max(len(button.action.encode()) for row in shown.buttons for button in row) <= 64
    (file,) = here.outcome(here.boss, Tapped(action(shown, "导出"))).replies
    assert isinstance(file, ShowFile)


def test_the_file_has_a_name_every_system_takes(here: Office) -> None:
    here.asks("r2", title='台账/简报:"一"\n?', day=20)
    (file,) = here.outcome(here.boss, Tapped(f"o:x:{here.key('青河县', 'r2')}")).replies

    assert isinstance(file, ShowFile)
    assert file.name == "青河县11月台账 简报  一   报送情况20261119.xlsx"


def test_an_open_draft_stays_open_through_it(here: Office) -> None:
    first = here.outcome(here.boss, Said("昨天在北营村讲防震，来了80人"))
    second = here.outcome(here.boss, Said("/pending"), first.state)

    assert second.state.drafts == first.state.drafts != Dialog().drafts


def test_who_wants_to_be_left_alone_is_told_later_and_it_says_so(here: Office) -> None:
    quiet = Preferences(quiet_from=time(9), quiet_to=time(16))
    for unit in ("北营村", "紫兴社区"):
        officer = here.person(Role.OFFICER, unit)
        if unit == "北营村":
            with here.database.writing() as tx:
                apply(tx, SetPreferences(officer.id, quiet, here.now))
    here.now = at(19, 10)
    alone = told(here, here.boss, f"o:n:{here.key('北营村')}")
    both = told(here, here.boss, f"o:r:{here.key('青河县')}")

    assert "现在不方便打扰，11月19日16:00发" in alone
    assert "其中1个人现在不方便打扰，最晚11月19日16:00发" in both
