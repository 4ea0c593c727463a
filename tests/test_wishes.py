"""Reminders for oneself as dialogs: what is kept, what old and repeated taps do, what stays open beside them."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from handlers import wishes
from handlers.scene import Result
from handlers.state import Dialog, Draft, Filling, Idle, Wishing
from handlers.turn import Said, Say, Tapped
from storage.apply import apply
from storage.database import Database
from storage.model.activity import Field, Particulars
from storage.model.duties import Cycle, Wish
from storage.model.people import Person, Role
from storage.model.writes import KeepWish, SetPreferences
from tests.ledgers import NOW, County


@pytest.fixture
def county(tmp_path: Path) -> County:
    database = Database(f"sqlite:///{tmp_path / 'kepu.sqlite'}")
    database.upgrade()
    return County(database).found()


@pytest.fixture
def person(county: County) -> Person:
    return county.person(Role.VOLUNTEER, "紫兴社区")


def wish(person: Person, **more: object) -> Wish:
    kept = Wish("0123456789ab", person.id, "补照片", NOW + timedelta(hours=5), time(14, 30))
    return replace(kept, **more)  # type: ignore[arg-type]  # names are a wish's


def keep(county: County, *kept: Wish) -> None:
    with county.database.writing() as tx:
        for one in kept:
            apply(tx, KeepWish(one, NOW))


def written(outcome: Result) -> Wish:
    (write,) = outcome.writes
    assert isinstance(write, KeepWish)
    return write.wish


def text_of(outcome: Result) -> str:
    reply = outcome.replies[0]
    assert isinstance(reply, Say)
    return reply.text


def test_one_sentence_is_a_reminder(county: County, person: Person) -> None:
    kept = written(county.outcome(person, Said("每月25号提醒我交台账")))

    assert (kept.what, kept.cycle, kept.day, kept.time) == ("交台账", Cycle.MONTH, 25, time(9))
    assert kept.next_at == datetime(2026, 11, 25, 9, tzinfo=NOW.tzinfo)


def test_what_was_not_said_is_asked_and_then_kept(county: County, person: Person) -> None:
    asked = county.outcome(person, Said("提醒我"))
    what = county.outcome(person, Said("交表"), asked.state)
    kept = county.outcome(person, Said("明天下午3点"), what.state)

    assert isinstance(asked.state.task, Wishing)
    assert (asked.writes, what.writes) == ((), ())
    assert written(kept).next_at == datetime(2026, 11, 22, 15, tzinfo=NOW.tzinfo)
    assert isinstance(kept.state.task, Idle)


def test_a_moment_that_has_passed_is_never_kept(county: County, person: Person) -> None:
    asked = county.outcome(person, Said("今天上午8点提醒我开会"))

    assert asked.writes == ()
    assert isinstance(asked.state.task, Wishing)
    assert county.outcome(person, Tapped("w:at:202611210800"), asked.state).writes == ()
    assert written(county.outcome(person, Tapped("w:at:202611220800"), asked.state)).what == "开会"


def test_a_report_that_mentions_reminding_is_an_activity(county: County, person: Person) -> None:
    outcome = county.outcome(person, Said("今天在社区讲防火，提醒居民注意用火，来了60人"))

    assert outcome.writes == ()
    assert len(outcome.state.drafts) == 1


def test_the_same_reminder_is_kept_once(county: County, person: Person) -> None:
    keep(county, written(county.outcome(person, Said("每月25号提醒我交台账"))))

    assert county.outcome(person, Said("每月25号提醒我交台账")).writes == ()


def test_there_is_a_limit(county: County, person: Person) -> None:
    keep(county, *(wish(person, id=f"wish{nth}", what=f"事{nth}") for nth in range(wishes.MOST)))

    assert county.outcome(person, Said("每月25号提醒我交台账")).writes == ()


def test_a_draft_stays_open(county: County, person: Person) -> None:
    draft = Draft("abc", particulars=Particulars(title="防火讲座", kind="讲座"))
    dialog = Dialog(task=Filling(Field.DATE), drafts=(draft,))

    outcome = county.outcome(person, Said("每月25号提醒我交台账"), dialog)

    assert written(outcome).what == "交台账"
    assert outcome.state.drafts == (draft,)
    assert isinstance(outcome.state.task, Filling)
    assert outcome.state.task.field is Field.DATE


@pytest.mark.parametrize("action", ["hour", "morrow"])
def test_putting_off_twice_is_putting_off_once(county: County, person: Person, action: str) -> None:
    keep(county, wish(person, next_at=None))

    first, second = (written(county.outcome(person, Tapped(f"w:0123456789ab:{action}"))) for _ in range(2))

    assert first == second
    assert first.next_at in (NOW + timedelta(hours=1), datetime(2026, 11, 22, 14, 30, tzinfo=NOW.tzinfo))


def test_what_repeats_is_put_off_as_a_copy(county: County, person: Person) -> None:
    keep(county, wish(person, daily=True))

    later = written(county.outcome(person, Tapped("w:0123456789ab:hour")))

    assert (later.id, later.daily) == ("0123456789ab-1", False)


def test_stopping_twice_says_that_it_is_stopped(county: County, person: Person) -> None:
    keep(county, wish(person))
    stopped = written(county.outcome(person, Tapped("w:0123456789ab:stop")))
    keep(county, stopped)

    assert stopped.next_at is None
    assert county.outcome(person, Tapped("w:0123456789ab:stop")).writes == ()


@pytest.mark.parametrize("action", ["w:unknown:stop", "w:0123456789ab:stop", "w:0123456789ab:hour", "w:x", "w:at:x"])
def test_nobody_touches_somebody_elses(county: County, person: Person, action: str) -> None:
    keep(county, wish(person))
    other = county.person(Role.COORDINATOR, "青河县")

    assert county.outcome(other, Tapped(action)).writes == ()


def test_who_wants_no_reminders_is_told_so(county: County, person: Person) -> None:
    with county.database.writing() as tx:
        muted = replace(person.preferences, muted_until=NOW.date() + timedelta(days=7))
        apply(tx, SetPreferences(person.id, muted, NOW))
    silent = replace(person, preferences=muted)

    assert "恢复提醒" in text_of(county.outcome(silent, Said("明天下午3点提醒我补照片")))


def test_due_has_three_buttons_that_fit(person: Person) -> None:
    said_then = wishes.due(wish(person, id="0123456789ab-1"), person)

    assert [len(button.action.encode()) <= 64 for row in said_then.buttons for button in row] == [True] * 3
