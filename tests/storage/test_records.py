"""Records: every version is kept, the newest one counts, and whoever saw an older one is refused."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy.exc import IntegrityError

from storage.apply import apply
from storage.database import Database
from storage.model.activity import Act, Activity, Amount, Output, Particulars, Version
from storage.model.figures import Period, Scope
from storage.model.people import Role
from storage.model.writes import AddActivity
from storage.overtaken import AlreadyRecorded, Overtaken, Stale
from tests.storage.samples import AT, FULL, LATER, PHOTO, amendment, county, facts, in_utc, joined, record, recorded

EMPTY = Particulars()


def as_kept(activity: Activity) -> Activity:
    """As storage gives it back: in UTC."""
    return replace(activity, recorded_at=in_utc(activity.recorded_at))


@pytest.mark.parametrize("particulars", [FULL, EMPTY, replace(FULL, title="a\x00b".replace("\x00", ""), outputs=())])
def test_a_record_comes_back_as_it_was_confirmed(database: Database, particulars: Particulars) -> None:
    place = county(database)
    made = record(1, place.volunteer, particulars, evidence=(PHOTO,))
    with database.writing() as tx:
        recorded(tx, made)

    with database.reading() as tx:
        asked = facts(tx)
        assert asked.activity(made.id) == asked.activity_numbered("2026-0001") == as_kept(made)
        assert asked.last_recorded(place.volunteer.id) == as_kept(made)
        assert asked.versions(made.id) == (
            Version(1, Act.ADDED, particulars, (PHOTO,), "", place.volunteer.id, in_utc(AT)),
        )


def test_a_draft_becomes_one_record_however_often_it_is_confirmed(database: Database) -> None:
    place = county(database)
    made = record(1, place.volunteer)
    with database.writing() as tx:
        recorded(tx, made)

    with pytest.raises(AlreadyRecorded) as told, database.writing() as tx:
        apply(tx, AddActivity(replace(made, number="2026-0002")))

    assert told.value.activity_id == made.id
    with database.reading() as tx:
        assert facts(tx).activities(Scope(), 0, 10).total == 1
        assert facts(tx).activity_numbered("2026-0002") is None


def test_a_record_of_nobody_is_refused(database: Database) -> None:
    place = county(database)
    with pytest.raises(IntegrityError), database.writing() as tx:
        apply(tx, AddActivity(replace(record(1, place.volunteer), recorder_id="nobody")))


def test_each_change_is_a_version_with_who_when_before_and_after(database: Database) -> None:
    place = county(database)
    made = record(1, place.volunteer)
    changed = replace(
        FULL, attendance=Amount(85, words="改成85"), outputs=(Output("挂图", Amount(3, words="3幅"), "幅"),)
    )
    with database.writing() as tx:
        recorded(tx, made)
    with database.writing() as tx:
        apply(tx, amendment(made, changed, by=place.officer.id, reason="数错了"))

    with database.reading() as tx:
        asked = facts(tx)
        assert asked.activity(made.id) == replace(as_kept(made), particulars=changed, version=2)
        before, after = asked.versions(made.id)
        assert before.particulars == FULL
        assert after == Version(2, Act.CHANGED, changed, (), "", place.officer.id, in_utc(LATER), "数错了")


def test_whoever_saw_an_older_version_is_refused(database: Database) -> None:
    place = county(database)
    made = record(1, place.volunteer)
    with database.writing() as tx:
        recorded(tx, made)
        apply(tx, amendment(made, replace(FULL, title="第一次改")))

    with pytest.raises(Stale) as told, database.writing() as tx:
        apply(tx, amendment(made, replace(FULL, title="也看的第一版")))

    assert (told.value.activity_id, told.value.version) == (made.id, 2)
    with database.reading() as tx:
        assert [version.particulars.title for version in facts(tx).versions(made.id)] == [FULL.title, "第一次改"]


@pytest.mark.parametrize("base", [0, 2, 99])
def test_a_version_that_never_was_is_refused(database: Database, base: int) -> None:
    place = county(database)
    with pytest.raises(Stale), database.writing() as tx:
        apply(tx, amendment(recorded(tx, record(1, place.volunteer)), base=base))


def test_a_record_that_is_none_cannot_be_changed(database: Database) -> None:
    place = county(database)
    with pytest.raises(Stale) as told, database.writing() as tx:
        apply(tx, amendment(record(1, place.volunteer)))

    assert told.value.version is None


def test_of_two_changes_at_once_one_is_kept(database: Database) -> None:
    place = county(database)
    made = record(1, place.volunteer)
    with database.writing() as tx:
        recorded(tx, made)
    both = Barrier(2, timeout=30)

    def change(title: str) -> bool:
        both.wait()
        try:
            with database.writing() as tx:
                apply(tx, amendment(made, replace(FULL, title=title)))
        except Stale:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        kept = dict(zip(("甲", "乙"), threads.map(change, ("甲", "乙")), strict=True))

    assert sorted(kept.values()) == [False, True]
    with database.reading() as tx:
        _, newest = facts(tx).versions(made.id)
        assert kept[newest.particulars.title]


def test_of_two_confirmations_at_once_one_is_kept(database: Database) -> None:
    place = county(database)
    both = Barrier(2, timeout=30)

    def confirm(_: int) -> bool:
        both.wait()
        try:
            with database.writing() as tx:
                number = facts(tx).next_number(2026)
                apply(tx, AddActivity(replace(record(1, place.volunteer), number=number)))
        except Overtaken:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(confirm, range(2))) == [False, True]
    with database.writing() as tx:
        assert facts(tx).activities(Scope(), 0, 10).total == 1
        assert facts(tx).next_number(2026) == "2026-0002"


def test_what_is_withdrawn_is_found_by_its_number_only(database: Database) -> None:
    place = county(database)
    made = record(1, place.volunteer)
    with database.writing() as tx:
        recorded(tx, made)
        apply(tx, amendment(made, act=Act.WITHDRAWN, withdrawn="记重了"))

    with database.reading() as tx:
        asked = facts(tx)
        found = asked.activity_numbered(made.number)
        assert found == asked.activity(made.id)
        assert found
        assert found.withdrawn == "记重了"
        assert asked.activities(Scope(), 0, 10).total == 0
        assert asked.last_recorded(place.volunteer.id) is None
        assert asked.recent_venues(place.volunteer.id, 5) == ()


def test_what_is_restored_counts_again(database: Database) -> None:
    place = county(database)
    made = record(1, place.volunteer)
    with database.writing() as tx:
        recorded(tx, made)
        apply(tx, amendment(made, act=Act.WITHDRAWN, withdrawn="记重了"))
        apply(tx, amendment(made, base=2, act=Act.RESTORED))

        assert facts(tx).activities(Scope(), 0, 10).activities == (replace(as_kept(made), version=3),)
        assert facts(tx).recent_venues(place.volunteer.id, 5) == (FULL.venue,)


def test_a_persons_last_change_is_theirs_until_somebody_changes_it_again(database: Database) -> None:
    place = county(database)
    made = record(1, place.volunteer)
    with database.writing() as tx:
        recorded(tx, made)
        asked = facts(tx)
        assert asked.last_changed(place.volunteer.id) == (asked.activity(made.id), asked.versions(made.id))
        assert asked.last_changed(place.officer.id) is None

        apply(tx, amendment(made, replace(FULL, title="专干改的"), by=place.officer.id))

        assert asked.last_changed(place.volunteer.id) is None
        assert asked.last_changed(place.officer.id) == (asked.activity(made.id), asked.versions(made.id))


def test_numbers_of_a_year_follow_each_other(database: Database) -> None:
    with database.writing() as tx:
        asked = facts(tx)
        taken = [asked.next_number(year) for year in (2026, 2026, 2027, 2026)]

    assert taken == ["2026-0001", "2026-0002", "2027-0001", "2026-0003"]


def test_the_number_of_a_turn_that_failed_is_given_back(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as tx:
        assert facts(tx).next_number(2026) == str(1 / 0)
    with database.writing() as tx:
        assert facts(tx).next_number(2026) == "2026-0001"


def test_turns_at_once_never_take_the_same_number(database: Database) -> None:
    together = Barrier(4, timeout=30)

    def take(_: int) -> list[str]:
        together.wait()
        taken = []
        for _nth in range(10):
            with database.writing() as tx:
                taken.append(facts(tx).next_number(2026))
        return taken

    with ThreadPoolExecutor(4) as threads:
        taken = [number for part in threads.map(take, range(4)) for number in part]

    assert sorted(taken) == [f"2026-{nth:04d}" for nth in range(1, 41)]


def test_records_are_paged_newest_day_first(database: Database) -> None:
    place = county(database)
    days = [date(2026, 3, 1), None, date(2026, 3, 3), date(2026, 3, 2), date(2026, 3, 3)]
    with database.writing() as tx:
        for nth, day in enumerate(days):
            recorded(tx, record(nth, place.volunteer, replace(EMPTY, start=day), at=AT + timedelta(minutes=nth)))

        asked = facts(tx)
        pages = [asked.activities(Scope(), first, 2) for first in (0, 2, 4, 6)]

    assert [[one.id for one in page.activities] for page in pages] == [
        ["draft4", "draft2"],
        ["draft3", "draft0"],
        ["draft1"],
        [],
    ]
    assert [page.total for page in pages] == [5, 5, 5, 5]


def test_a_scope_limits_the_records(database: Database) -> None:
    place = county(database)
    march = Period(date(2026, 3, 1), date(2026, 3, 31), "三月")
    with database.writing() as tx:
        far = joined(tx, "far", place.other)
        for nth, (by, day, kind) in enumerate(
            [
                (place.volunteer, date(2026, 3, 1), "讲座"),
                (place.volunteer, date(2026, 2, 28), "讲座"),
                (place.officer, date(2026, 3, 31), "展览"),
                (far, date(2026, 4, 1), "讲座"),
                (far, None, "展览"),
            ]
        ):
            recorded(tx, record(nth, by, replace(EMPTY, start=day, kind=kind, programme=kind, audience=kind)))

        def found(scope: Scope) -> set[str]:
            return {one.id.removeprefix("draft") for one in facts(tx).activities(scope, 0, 10).activities}

        assert found(Scope()) == found(Scope(unit_id=place.root.id)) == {"0", "1", "2", "3", "4"}
        assert found(Scope(unit_id=place.township.id)) == {"0", "1", "2"}
        assert found(Scope(unit_id=place.village.id)) == found(Scope(recorder_id="volunteer")) == {"0", "1"}
        assert found(Scope(unit_id=place.hamlet.id)) == found(Scope(unit_id="nowhere")) == set()
        assert found(Scope(period=march)) == {"0", "2"}
        assert found(Scope(unit_id=place.other.id, recorder_id="volunteer")) == set()
        assert (
            found(Scope(kind="讲座"))
            == found(Scope(programme="讲座"))
            == found(Scope(audience="讲座"))
            == {"0", "1", "3"}
        )
        assert found(Scope(unit_id=place.township.id, period=march, kind="展览")) == {"2"}


def test_recent_venues_are_the_persons_own_then_the_units(database: Database) -> None:
    place = county(database)
    with database.writing() as tx:
        neighbour = joined(tx, "neighbour", place.village, Role.VOLUNTEER)
        for nth, (by, venue) in enumerate(
            [
                (place.volunteer, "甲"),
                (neighbour, "丙"),
                (place.volunteer, "乙"),
                (neighbour, "丁"),
                (place.volunteer, "甲"),
            ]
        ):
            recorded(tx, record(nth, by, replace(EMPTY, venue=venue), at=AT + timedelta(minutes=nth)))

        asked = facts(tx)
        assert asked.recent_venues(place.volunteer.id, 10) == ("甲", "乙", "丁", "丙")
        assert asked.recent_venues(place.volunteer.id, 3) == ("甲", "乙", "丁")
        assert asked.recent_venues(place.volunteer.id, 0) == ()
        assert asked.recent_venues(place.officer.id, 10) == ()


def test_a_venue_that_was_a_slip_is_not_proposed_again(database: Database) -> None:
    place = county(database)
    wrong, right = replace(EMPTY, venue="石乔小学"), replace(EMPTY, venue="石桥小学")
    with database.writing() as tx:
        first, second = (recorded(tx, record(nth, place.volunteer, wrong)) for nth in (1, 2))
        apply(tx, amendment(first, right))
        assert set(facts(tx).recent_venues(place.volunteer.id, 5)) == {"石乔小学", "石桥小学"}

        apply(tx, amendment(second, right))

        assert facts(tx).recent_venues(place.volunteer.id, 5) == ("石桥小学",)
        assert "石乔小学" not in facts(tx).places(place.root.id)
