"""The places a reader is told of are remembered between turns, and never older than the ledger."""

from dataclasses import replace

import pytest

from bot.taxonomy import load_taxonomy
from storage.apply import apply
from storage.database import Database, Transaction
from storage.facts import StoredFacts
from storage.model.activity import Act, Activity
from storage.model.people import Level, Role
from storage.model.writes import AddActivity, AmendActivity
from storage.people import add_unit
from tests.ledgers import NOW, County, told


@pytest.fixture
def county(database: Database) -> County:
    return County(database).found()


def places(tx: Transaction, county: County) -> tuple[str, ...]:
    return StoredFacts(tx, load_taxonomy(), lambda: "").places(county.units["北营村"].id)


def seen(county: County) -> tuple[str, ...]:
    with county.database.writing() as tx:
        return places(tx, county)


def held_at(county: County, venue: str) -> Activity:
    person = county.person(Role.OFFICER, "北营村")
    return Activity(venue, venue, replace(told("讲座"), venue=venue), person.unit_id, person.id, NOW)


def test_a_new_venue_is_known_at_once_and_the_latest_first(county: County) -> None:
    before = seen(county)
    for venue in ("文化大院", "晒谷场"):
        activity = held_at(county, venue)
        with county.database.writing() as tx:
            apply(tx, AddActivity(activity))
            assert venue in places(tx, county)

    assert set(seen(county)) - set(before) == {"文化大院", "晒谷场"}
    assert seen(county) == seen(county)


def test_a_new_unit_is_known_at_once(county: County) -> None:
    assert "石桥村" not in seen(county)
    with county.database.writing() as tx:
        add_unit(tx, "石桥村", Level.VILLAGE, county.units["柳林镇"])

    assert "石桥村" in seen(county)


def recorded_in_vain(county: County, activity: Activity) -> None:
    with county.database.writing() as tx:
        apply(tx, AddActivity(activity))
        assert activity.particulars.venue in places(tx, county)
        _ = 1 / 0


def test_what_was_rolled_back_is_not_remembered(county: County) -> None:
    gone, kept = held_at(county, "梦里的院子"), held_at(county, "真的院子")
    with pytest.raises(ZeroDivisionError):
        recorded_in_vain(county, gone)
    with county.database.writing() as tx:  # as many records as there were then
        apply(tx, AddActivity(kept))

    assert "真的院子" in seen(county)
    assert "梦里的院子" not in seen(county)


def moved_to(activity: Activity, venue: str) -> AmendActivity:
    told = replace(activity.particulars, venue=venue)
    return AmendActivity(activity.id, 1, Act.CHANGED, told, (), "", activity.recorder_id, NOW)


def test_what_is_kept_later_than_what_came_after_it_is_seen(postgres_url: str) -> None:
    database = Database(postgres_url)
    database.upgrade()
    county = County(database).found()
    slow, quick = held_at(county, "老院子"), held_at(county, "快的院子")
    with database.writing() as tx:
        apply(tx, AddActivity(slow))
    with database.writing() as first:
        apply(first, moved_to(slow, "慢的院子"))
        with database.writing() as second:
            apply(second, AddActivity(quick))
        assert "慢的院子" not in seen(county)

    assert "慢的院子" in seen(county)
    database.close()


def test_what_another_process_records_is_seen(county: County) -> None:
    seen(county)
    activity = held_at(county, "别处记的")
    other = Database(county.database.url.render_as_string(hide_password=False))
    with other.writing() as tx:
        apply(tx, AddActivity(activity))
    other.close()

    assert "别处记的" in seen(county)
