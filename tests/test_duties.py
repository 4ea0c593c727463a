"""What people say of what their unit owes: who may, what agrees with what is logged, and forged or old buttons."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.duties import LONGEST_REASON
from handlers.state import Dialog, Excusing, Idle
from handlers.texts import common
from handlers.texts import duties as texts
from handlers.turn import Button, Said, Say, Tapped
from storage.database import Database
from storage.model.duties import Errand, Proof, Reminder, Status
from storage.model.people import Person, Role
from storage.model.writes import AddReminder, Declare, Reopen, Write
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


def written(here: Office, who: Person, action: str) -> tuple[Write, ...]:
    return here.outcome(who, Tapped(action)).writes


def said(here: Office, who: Person, action: str) -> str:
    """What a tap is answered with; nothing may be written."""
    outcome = here.outcome(who, Tapped(action))
    assert outcome.writes == ()
    (reply,) = outcome.replies
    assert isinstance(reply, Say)
    return reply.text


def labels(here: Office, who: Person, text: str) -> list[Button]:
    (reply,) = here.outcome(who, Said(text)).replies
    return [button for row in reply.buttons for button in row]


@pytest.mark.parametrize(
    ("text", "status"),
    [("零报告", Status.NIL), ("本月无活动", Status.NIL), ("请假", Status.LEAVE), ("/nil", Status.NIL)],
)
def test_the_only_thing_that_is_open_is_meant(here: Office, text: str, status: Status) -> None:
    officer = here.person(Role.OFFICER, "北营村")

    assert here.outcome(officer, Said(text)).writes == (
        Declare("r1", NOVEMBER.key, officer.unit_id, status, officer.id, here.now),
    )


def test_with_several_it_asks_which_and_writes_nothing(here: Office) -> None:
    here.asks("r2", title="简报")
    officer = here.person(Role.OFFICER, "北营村")
    outcome = here.outcome(officer, Said("零报告"))

    assert outcome.writes == ()
    assert [button.label for button in labels(here, officer, "零报告")] == ["11月科普台账", "11月简报"]
    assert here.outcome(officer, Said("2"), outcome.state).writes == (
        Declare("r2", NOVEMBER.key, officer.unit_id, Status.NIL, officer.id, here.now),
    )


def test_nothing_is_owed_by_a_unit_nobody_asks(here: Office) -> None:
    assert here.says(here.boss, "零报告") == Say(texts.NOTHING_OWED.format(unit="青河县"))


def test_a_paused_or_removed_rule_asks_nothing(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'kepu.sqlite'}")
    database.upgrade()
    here = office(database)
    here.asks("r1", paused=True)
    here.asks("r2", removed=True)
    officer = here.person(Role.OFFICER, "北营村")

    assert here.says(officer, "零报告") == Say(texts.NOTHING_OWED.format(unit="北营村"))
    assert said(here, officer, f"n:nil:{here.key('北营村', 'r2')}") == texts.GONE


# What agrees with what is logged.


def test_where_something_is_logged_there_is_no_nil_report(here: Office) -> None:
    officer = here.person(Role.OFFICER, "北营村")
    here.logged(officer)

    assert "已经记了1条活动，不用零报告" in said(here, officer, f"n:nil:{here.key('北营村')}")


@pytest.mark.parametrize("verb", ["leave", "open", "exempt"])
def test_what_activities_report_is_not_changed_by_an_old_button(here: Office, verb: str) -> None:
    here.logged(here.person(Role.OFFICER, "北营村"))

    assert "已经记了1条活动，算已报了" in said(here, here.boss, f"n:{verb}:{here.key('北营村')}")


def test_where_nothing_is_logged_nothing_is_complete(here: Office) -> None:
    officer = here.person(Role.OFFICER, "北营村")
    (reply,) = here.outcome(officer, Said("本月报完")).replies

    assert isinstance(reply, Say)
    assert "还没有记活动" in reply.text
    assert [button.label for row in reply.buttons for button in row] == ["记一条", "本月无活动"]


def test_complete_is_said_where_people_must_say_it(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'kepu.sqlite'}")
    database.upgrade()
    here = office(database)
    here.asks(proof=Proof.DECLARED)
    officer = here.person(Role.OFFICER, "北营村")
    here.logged(officer)

    (write,) = here.outcome(officer, Said("报完了")).writes
    assert write == Declare("r1", NOVEMBER.key, officer.unit_id, Status.REPORTED, officer.id, here.now)


def test_after_the_deadline_it_is_late_and_says_so(here: Office) -> None:
    here.now = at(26)
    officer = here.person(Role.OFFICER, "北营村")
    (reply,) = here.outcome(officer, Said("零报告")).replies

    assert isinstance(reply, Say)
    assert "零报告（迟报）" in reply.text


@pytest.mark.parametrize("verb", ["done", "nil", "leave", "open", "exempt"])
def test_a_closed_period_takes_nothing_any_more(here: Office, verb: str) -> None:
    here.now = at(6, month=12)

    assert "已经关闭" in said(here, here.boss, f"n:{verb}:{here.key('北营村')}")


def test_opened_again_it_does(here: Office) -> None:
    here.now = at(6, month=12)
    here.write(Reopen("r1", NOVEMBER.key, here.units["北营村"].id, here.boss.id, here.now, "停电"))

    assert written(here, here.person(Role.OFFICER, "北营村"), f"n:nil:{here.key('北营村')}")
    assert not written(here, here.person(Role.OFFICER, "紫兴社区"), f"n:nil:{here.key('紫兴社区')}")


# Who may (P11).


@pytest.mark.parametrize(
    ("role", "unit", "may"),
    [
        (Role.COORDINATOR, "青河县", True),
        (Role.OFFICER, "青河县", True),
        (Role.OFFICER, "柳林镇", True),
        (Role.OFFICER, "北营村", True),
        (Role.VOLUNTEER, "北营村", True),
        (Role.VOLUNTEER, "柳林镇", False),
        (Role.VOLUNTEER, "青河县", False),
        (Role.OFFICER, "紫兴社区", False),
        (Role.COORDINATOR, "高桥镇", False),
    ],
)
@pytest.mark.parametrize("verb", ["nil", "leave"])
def test_a_unit_is_spoken_for_by_itself_and_from_above(
    here: Office, role: Role, unit: str, may: bool, verb: str
) -> None:
    who = here.person(role, unit)
    outcome = here.outcome(who, Tapped(f"n:{verb}:{here.key('北营村')}"))

    assert bool(outcome.writes) is may
    assert may or outcome.replies == (Say(texts.NOT_ALLOWED.format(unit="北营村")),)


def test_a_volunteer_speaks_only_where_there_is_no_officer(here: Office) -> None:
    volunteer = here.person(Role.VOLUNTEER, "北营村")
    assert written(here, volunteer, f"n:nil:{here.key('北营村')}")

    here.person(Role.OFFICER, "北营村")
    assert not written(here, volunteer, f"n:nil:{here.key('北营村')}")
    assert here.outcome(volunteer, Said("零报告")).writes == ()


@pytest.mark.parametrize(
    ("role", "unit", "may"),
    [
        (Role.COORDINATOR, "青河县", True),
        (Role.OFFICER, "青河县", False),
        (Role.COORDINATOR, "柳林镇", False),
        (Role.OFFICER, "北营村", False),
        (Role.COORDINATOR, "北营村", False),
        (Role.VOLUNTEER, "北营村", False),
    ],
)
def test_only_coordinators_of_the_rule_let_units_off(here: Office, role: Role, unit: str, may: bool) -> None:
    assert bool(written(here, here.person(role, unit), f"n:exempt:{here.key('北营村')}")) is may


@pytest.mark.parametrize(
    ("role", "unit", "may"),
    [
        (Role.COORDINATOR, "青河县", True),
        (Role.OFFICER, "青河县", True),
        (Role.COORDINATOR, "柳林镇", False),
        (Role.OFFICER, "北营村", False),
        (Role.VOLUNTEER, "青河县", False),
    ],
)
def test_only_those_of_the_rule_open_a_period_again(here: Office, role: Role, unit: str, may: bool) -> None:
    here.now = at(6, month=12)
    who = here.person(role, unit)
    asked = here.outcome(who, Tapped(f"n:why:reopen:{here.key('北营村')}"))
    outcome = here.outcome(who, Said("村里停电"), asked.state)

    village = here.units["北营村"].id
    expected = (Reopen("r1", NOVEMBER.key, village, who.id, here.now, "村里停电"),) if may else ()
    assert outcome.writes == expected


@pytest.mark.parametrize(
    "forged",
    [
        "n", "n:", "n:nil", "n:nil:r1", "n:nil:r1:2026-11", "n:nil:r9:2026-11:{unit}", "n:nil:r1:2026-10:{unit}",
        "n:nil:r1:2026-11:nowhere", "n:nil:{key}:more", "n:why", "n:why:nil", "n:why:nothing:{key}", "n:why:nil:r9:x:y",
        "n:reported:{key}", "n:NIL:{key}", "n:nil:\x00:\x00:\x00", "n:leave:r1", "n:later:{key}", "n:why:open:{key}",
    ],
)  # fmt: skip
def test_forged_buttons_are_refused(here: Office, forged: str) -> None:
    text = said(here, here.boss, forged.format(key=here.key("北营村"), unit=here.units["北营村"].id))

    assert text in {texts.GONE, common.STALE_BUTTON}


# Reasons.


def explained(here: Office, who: Person, what: str, text: str) -> tuple[Write, ...]:
    """What a reason that was asked comes to."""
    asked = here.outcome(who, Tapped(f"n:why:{what}:{here.key('北营村')}"))
    assert isinstance(asked.state.task, Excusing)
    return here.outcome(who, Said(text), asked.state).writes


@pytest.mark.parametrize("status", [Status.NIL, Status.LEAVE])
def test_a_reason_goes_to_what_was_said(here: Office, status: Status) -> None:
    officer = here.person(Role.OFFICER, "北营村")
    here.says_of("北营村", status, officer)

    assert explained(here, officer, status, "雨太大") == (
        Declare("r1", NOVEMBER.key, officer.unit_id, status, officer.id, here.now, "雨太大"),
    )


def test_a_reason_for_what_was_taken_back_or_reported_since_is_kept_nowhere(here: Office) -> None:
    officer = here.person(Role.OFFICER, "北营村")
    assert explained(here, officer, "nil", "雨太大") == ()

    here.says_of("北营村", Status.NIL, officer)
    here.logged(officer)
    assert explained(here, officer, "nil", "雨太大") == ()


def test_nobody_explains_what_others_said(here: Office) -> None:
    here.says_of("北营村", Status.EXEMPT)
    officer, stranger = here.person(Role.OFFICER, "北营村"), here.person(Role.OFFICER, "紫兴社区")

    assert explained(here, officer, "exempt", "我说的") == ()
    assert explained(here, stranger, "exempt", "我说的") == ()
    assert explained(here, here.boss, "exempt", "没有人")


def test_a_reason_that_is_too_long_is_asked_again(here: Office) -> None:
    officer = here.person(Role.OFFICER, "北营村")
    here.says_of("北营村", Status.NIL, officer)
    asked = here.outcome(officer, Tapped(f"n:why:nil:{here.key('北营村')}"))
    outcome = here.outcome(officer, Said("雨" * (LONGEST_REASON + 1)), asked.state)

    assert (outcome.writes, outcome.state.task) == ((), asked.state.task)
    assert here.outcome(officer, Said("雨" * LONGEST_REASON), asked.state).writes


@pytest.mark.parametrize("word", ["跳过", "取消", "返回"])
def test_a_reason_can_be_left_out(here: Office, word: str) -> None:
    officer = here.person(Role.OFFICER, "北营村")
    here.says_of("北营村", Status.NIL, officer)
    asked = here.outcome(officer, Tapped(f"n:why:nil:{here.key('北营村')}"))
    outcome = here.outcome(officer, Said(word), asked.state)

    assert (outcome.writes, outcome.state.task) == ((), Idle())


@pytest.mark.parametrize("word", ["取消", "返回", "跳过"])
def test_without_a_reason_a_closed_period_stays_closed(here: Office, word: str) -> None:
    here.now = at(6, month=12)
    asked = here.outcome(here.boss, Tapped(f"n:why:reopen:{here.key('北营村')}"))

    assert here.outcome(here.boss, Said(word), asked.state).writes == ()


def test_an_activity_is_no_reason(here: Office) -> None:
    officer = here.person(Role.OFFICER, "北营村")
    here.says_of("北营村", Status.NIL, officer)
    asked = here.outcome(officer, Tapped(f"n:why:nil:{here.key('北营村')}"))
    outcome = here.outcome(officer, Said("昨天在北营村讲防震，来了80人，没发东西"), asked.state)

    assert outcome.writes == ()
    assert outcome.state.drafts != Dialog().drafts


# 明天再说.


def test_tomorrow_is_the_next_working_day(here: Office) -> None:
    here.now = at(20)
    officer = here.person(Role.OFFICER, "北营村")

    (write,) = here.outcome(officer, Said("明天再说")).writes
    reminder = Reminder(Errand.DUTY, here.key("北营村"), officer.id, "later-2026-11-23", at(23, 9))
    assert write == AddReminder(reminder, here.now)


def test_tomorrow_is_too_late_for_what_is_due_before(here: Office) -> None:
    here.now = at(25)
    officer = here.person(Role.OFFICER, "北营村")

    assert "之后不再提醒" in said(here, officer, "n:later")


def test_tomorrow_is_of_no_use_where_nothing_is_open(here: Office) -> None:
    here.says_of("北营村", Status.NIL)

    assert said(here, here.person(Role.OFFICER, "北营村"), "n:later") == texts.NOTHING_OWED.format(unit="北营村")


def test_a_period_that_is_closed_is_not_put_off(here: Office) -> None:
    here.asks("r2", "青河县", OCTOBER, title="简报")
    here.now = at(10)
    officer = here.person(Role.OFFICER, "北营村")
    writes = here.outcome(officer, Said("明天再说")).writes

    assert [one.reminder.subject for one in writes if isinstance(one, AddReminder)] == [here.key("北营村")]
