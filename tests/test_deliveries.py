"""What became of reminders, as officers and coordinators see it."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.wecom import frames
from bot.channels.wecom.app import faults
from handlers.texts import deliveries as texts
from handlers.turn import Say
from reminders.verdicts import Reason
from storage import reminders
from storage.database import Database
from storage.model.deliveries import Fate
from storage.model.duties import Errand, Reminder
from storage.model.people import Person, Role
from tests.ledgers import NOW, County


@pytest.fixture
def county(tmp_path: Path) -> County:
    database = Database(f"sqlite:///{tmp_path / 'kepu.sqlite'}")
    database.upgrade()
    return County(database).found()


def skipped(county: County, person: Person, count: int, reason: str = "muted") -> None:
    with county.database.writing() as tx:
        for nth in range(count):
            one = Reminder(Errand.DUTY, f"r:2026-11:{nth}", person.id, "D1", NOW - timedelta(hours=nth))
            reminders.plan(tx, (one,), NOW)
            reminders.skip(tx, one.id, reason)


def shown(county: County, person: Person, position: int | None = None) -> Say:
    reply = county.says(person, "/deliveries") if position is None else county.taps(person, f"e:{position}")
    assert isinstance(reply, Say)
    return reply


def test_a_volunteer_sees_none(county: County) -> None:
    person = county.person(Role.VOLUNTEER, "北营村")
    skipped(county, person, 1)

    assert shown(county, person).text == texts.NOT_ALLOWED
    assert shown(county, person, 0).text == texts.NOT_ALLOWED


def test_an_officer_sees_only_below(county: County) -> None:
    skipped(county, county.person(Role.OFFICER, "高桥村"), 1)

    assert "高桥村" in shown(county, county.person(Role.COORDINATOR, "青河县")).text
    assert "高桥村" not in shown(county, county.person(Role.OFFICER, "柳林镇")).text


def test_a_long_list_has_pages(county: County) -> None:
    officer = county.person(Role.OFFICER, "高桥村")
    skipped(county, officer, 9)

    first, second = shown(county, officer), shown(county, officer, 8)

    assert [button.label for button in first.buttons[0]] == ["下一页", "刷新"]
    assert [button.label for button in second.buttons[0]] == ["上一页", "刷新"]
    assert second.replace
    assert "9. 高桥村" in second.text


@pytest.mark.parametrize("position", [99, 10**30])
def test_a_page_there_is_not_is_the_first(county: County, position: int) -> None:
    officer = county.person(Role.OFFICER, "高桥村")
    skipped(county, officer, 1)

    assert shown(county, officer, position).text == shown(county, officer).text


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_is_told_in_plain_words(reason: Reason) -> None:
    assert reason.value in texts.REASONS
    assert reason.value not in texts.reason(Fate.SKIPPED, reason.value)


def test_an_unknown_reason_is_shown_as_it_is() -> None:
    assert "strange" in texts.reason(Fate.FAILED, "strange")
    assert texts.reason(Fate.FAILED, "")


def test_what_the_channels_say_of_a_failure_is_told_in_plain_words() -> None:
    for code in (45009, 93006, 846605, 40007, 40001, 81013, -1):
        for failed in (frames.judged(frames.Refused(code)), faults.judged(faults.Refused(code))):
            assert failed.reason in texts.REASONS or str(code) in failed.reason
    for error in (frames.Offline(), frames.Unanswered(), frames.Cut()):
        assert frames.judged(error).reason in texts.REASONS
    for of_app in (faults.Unreached(), faults.Unanswered()):
        assert faults.judged(of_app).reason in texts.REASONS
