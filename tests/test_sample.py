"""The sample county and its year: believable, repeatable, marked as what they are, and kept away from real records."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from bot.sample import county
from bot.sample.outline import county_outline, year_outline
from bot.sample.year import Filled, NotFilled, fill_year
from bot.taxonomy import load_taxonomy
from storage import tables
from storage.database import Database, Transaction
from storage.facts import StoredFacts
from storage.ledger import recall
from storage.model.activity import Activity
from storage.model.figures import Grouping, Period, Scope
from storage.model.people import Account, Level, Role
from storage.people import add_unit, person_of, units

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
TAXONOMY = load_taxonomy()
ALL = Scope()


def silent(_done: int, _of: int) -> None:
    """Nobody is watching."""


def records(tx: Transaction, scope: Scope = ALL) -> tuple[Activity, ...]:
    return StoredFacts(tx, TAXONOMY, str).activities(scope, 0, 10_000).activities


def contents(database: Database) -> list[tuple[object, ...]]:
    """Everything that is a record, a person or an act of one."""
    parts = (tables.activity, tables.activity_version, tables.person, tables.unit, tables.venue, tables.audit)
    with database.reading() as tx:
        return [
            tuple(row) for table in parts for row in tx.connection.execute(select(table).order_by(*table.primary_key))
        ]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    """A fresh ledger of the embedded kind, where it makes no difference."""
    yield from opened(tmp_path / "one.sqlite")


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Database]:
    """Another one, to compare with."""
    yield from opened(tmp_path / "other.sqlite")


def opened(path: Path) -> Iterator[Database]:
    made = Database(f"sqlite:///{path}")
    made.upgrade()
    yield made
    made.close()


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A filled year that is only looked at."""
    for made in opened(tmp_path_factory.mktemp("year") / "year.sqlite"):
        fill_year(made, TAXONOMY, NOW, 7, 1500, silent)
        yield made


def test_the_county_has_twelve_units_and_sixty_below_them(database: Database) -> None:
    with database.writing() as tx:
        found = county.found_county(tx, NOW).units

    top, *below = found
    second = [unit for unit in below if unit.parent_id == top.id]
    assert (top.level, len(second), len(below) - len(second)) == (Level.COUNTY, 12, 60)
    assert len({unit.name for unit in found}) == 73


def test_founding_the_county_twice_changes_nothing(database: Database) -> None:
    with database.writing() as tx:
        county.found_county(tx, NOW)
    before = contents(database)
    with database.writing() as tx:
        county.found_county(tx, NOW + timedelta(days=3))

    assert contents(database) == before


def test_the_first_start_prepares_people_and_records_of_the_last_weeks(database: Database) -> None:
    county.prepare(database, TAXONOMY, NOW)

    with database.reading() as tx:
        found = records(tx)
        assert len(found) == county.FIRST_RECORDS
        assert all(NOW.date() - county.LATELY <= (one.particulars.start or date.min) < NOW.date() for one in found)
        assert all(one.recorded_at <= NOW for one in found)
        assert len({one.particulars.start.month for one in found if one.particulars.start}) >= 3


def test_everybody_one_may_be_has_something_to_look_at(database: Database) -> None:
    county.prepare(database, TAXONOMY, NOW)

    with database.reading() as tx:
        known = county.personas(tx)
        assert [one.role for one in known] == [Role.VOLUNTEER, Role.OFFICER, Role.COORDINATOR]
        people = [person_of(tx, Account("web", one.id)) for one in known]
        assert [person.name for person in people if person] == [one.name for one in known]
        assert all(records(tx, Scope(recorder_id=person.id)) for person in people if person)


def test_the_people_of_the_sample_are_in_the_audit_trail(ledger: Database) -> None:
    county.prepare(ledger, TAXONOMY, NOW)

    with ledger.reading() as tx:
        acts = Counter(tx.connection.scalars(select(tables.audit.c.action)))
        people = tx.connection.scalar(select(func.count()).select_from(tables.person))
    assert acts == {"invited": people, "joined": people}


def test_preparing_again_changes_nothing(ledger: Database) -> None:
    county.prepare(ledger, TAXONOMY, NOW)
    before = contents(ledger)

    county.prepare(ledger, TAXONOMY, NOW + timedelta(days=40))

    assert contents(ledger) == before


def test_a_ledger_with_units_of_its_own_gets_no_sample(database: Database) -> None:
    with database.writing() as tx:
        add_unit(tx, "某县", Level.COUNTY)

    county.prepare(database, TAXONOMY, NOW)

    with database.reading() as tx:
        assert [unit.name for unit in units(tx)] == ["某县"]
        assert (recall(tx, county.SAMPLE), county.personas(tx)) == (None, ())


def test_the_same_seed_on_the_same_day_gives_the_same_ledger(ledger: Database, other: Database) -> None:
    for one in (ledger, other):
        fill_year(one, TAXONOMY, NOW, 3, 250, silent)

    assert contents(ledger) == contents(other)


def test_another_seed_gives_another_year(ledger: Database, other: Database) -> None:
    fill_year(ledger, TAXONOMY, NOW, 3, 50, silent)
    fill_year(other, TAXONOMY, NOW, 4, 50, silent)

    with ledger.reading() as one, other.reading() as two:
        assert {one.particulars for one in records(one)} != {one.particulars for one in records(two)}


def test_filling_tells_how_far_it_is(database: Database) -> None:
    told: list[tuple[int, int]] = []

    filled = fill_year(database, TAXONOMY, NOW, 1, 230, lambda done, of: told.append((done, of)))

    assert told == [(100, 230), (200, 230), (230, 230)]
    assert filled == Filled(230, filled.people, 73, date(2025, 11, 25), date(2026, 11, 24))
    assert filled.people > 2 * 73


def test_filling_again_adds_nothing_even_on_another_day(ledger: Database) -> None:
    fill_year(ledger, TAXONOMY, NOW, 1, 120, silent)
    before = contents(ledger)

    again = fill_year(ledger, TAXONOMY, NOW + timedelta(days=2), 1, 120, silent)

    assert (again.added, contents(ledger)) == (0, before)


def test_a_year_broken_off_is_taken_up_where_it_ended(ledger: Database, other: Database) -> None:
    def interrupted(done: int, _of: int) -> None:
        if done == 200:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill_year(ledger, TAXONOMY, NOW, 1, 300, interrupted)
    filled = fill_year(ledger, TAXONOMY, NOW, 1, 300, silent)
    fill_year(other, TAXONOMY, NOW, 1, 300, silent)

    assert filled.added == 100
    assert contents(ledger) == contents(other)


def test_the_year_comes_beside_what_was_prepared_and_tried(ledger: Database) -> None:
    county.prepare(ledger, TAXONOMY, NOW)

    fill_year(ledger, TAXONOMY, NOW, 1, 100, silent)

    with ledger.reading() as tx:
        withdrawn = tx.connection.scalar(select(func.count()).where(tables.activity.c.withdrawn != "")) or 0
        assert len(records(tx)) + withdrawn == 100 + county.FIRST_RECORDS
        assert len(county.personas(tx)) == 3


def test_a_real_ledger_is_not_filled(database: Database) -> None:
    with database.writing() as tx:
        add_unit(tx, "某县", Level.COUNTY)
    before = contents(database)

    with pytest.raises(NotFilled, match="KEPU_DATA_DIR=demo"):
        fill_year(database, TAXONOMY, NOW, 1, 100, silent)

    assert contents(database) == before


@pytest.mark.parametrize(("seed", "activities"), [(2, 60), (1, 61)])
def test_a_second_year_is_refused(ledger: Database, seed: int, activities: int) -> None:
    fill_year(ledger, TAXONOMY, NOW, 1, 60, silent)

    with pytest.raises(NotFilled, match="--seed 1 --activities 60"):
        fill_year(ledger, TAXONOMY, NOW, seed, activities, silent)


def test_the_year_follows_the_seasons(year: Database) -> None:
    with year.reading() as tx:
        months = Counter((one.particulars.start or date.min).month for one in records(tx))
        farming = Counter(
            (one.particulars.start or date.min).month for one in records(tx) if one.particulars.audience == "农民"
        )
    assert {month for month, _ in months.most_common(2)} == {5, 9}
    assert sum(farming[month] for month in (12, 1, 2, 3, 4)) > 2 * sum(farming[month] for month in (6, 7, 8))


def test_most_is_done_on_working_days(year: Database) -> None:
    with year.reading() as tx:
        weekend = [one for one in records(tx) if (one.particulars.start or date.min).weekday() >= 5]
        assert 0.05 < len(weekend) / len(records(tx)) < 0.2


def test_a_third_of_the_figures_is_approximate_and_a_few_are_missing(year: Database) -> None:
    with year.reading() as tx:
        said = [one.particulars.attendance for one in records(tx) if one.particulars.attendance.said]
    assert 0.25 < sum(one.approximate for one in said) / len(said) < 0.45
    assert 0.01 < sum(one.value is None for one in said) / len(said) < 0.1
    assert all(one.words for one in said)


def test_every_record_is_complete(year: Database) -> None:
    with year.reading() as tx:
        for one in (record.particulars for record in records(tx)):
            assert one.title
            assert one.venue
            assert one.outputs_said
            assert one.start
            assert one.end is None or one.end > one.start
            assert one.attendance.said or one.online.said


def test_some_records_were_corrected_and_some_withdrawn(year: Database) -> None:
    with year.reading() as tx:
        acts = Counter(tx.connection.scalars(select(tables.activity_version.c.act)))
    assert acts["added"] == 1500
    assert 30 < acts["changed"] < 150
    assert acts["withdrawn"] > acts["restored"] > 0


def test_numbers_follow_the_order_in_which_records_were_made(year: Database) -> None:
    activity = tables.activity.c
    with year.reading() as tx:
        rows = tx.connection.execute(
            select(activity.number, activity.recorded_at).order_by(activity.recorded_at, activity.number)
        ).all()
    by_year = Counter(row.number[:4] for row in rows)
    assert len(by_year) == 2
    assert [row.number for row in rows] == sorted(row.number for row in rows)
    assert max(row.recorded_at for row in rows) <= NOW


def test_venues_recur_and_several_people_record_in_a_unit(year: Database) -> None:
    with year.reading() as tx:
        uses = tx.connection.scalar(select(func.avg(tables.venue.c.uses))) or 0
        pairs = tx.connection.execute(select(tables.activity.c.unit_id, tables.activity.c.recorder_id).distinct()).all()
    assert uses > 3
    assert len(pairs) > 1.8 * len({pair.unit_id for pair in pairs})


def test_the_coordinator_sees_figures_of_every_part_of_the_county(year: Database) -> None:
    with year.reading() as tx:
        top = units(tx)[0]
        spring = Period(date(2026, 3, 1), date(2026, 5, 31), "")
        found = StoredFacts(tx, TAXONOMY, str).tallies(Scope(unit_id=top.id, period=spring), Grouping.UNIT)
    assert len(found) == 13
    assert all(one.activities for one in found)


def test_the_sample_uses_the_official_classes_only() -> None:
    year = year_outline()
    kinds, items = {one.name for one in TAXONOMY.kinds}, {one.name for one in TAXONOMY.items}
    programmes = {one.name for one in TAXONOMY.programmes if one.edition == TAXONOMY.edition}

    assert {*year.kinds, *year.programmes, *(theme.kind for theme in year.themes)} <= kinds
    assert {theme.audience for theme in year.themes} <= {one.name for one in TAXONOMY.audiences}
    assert {name for form in year.kinds.values() for name in (*form.each, *form.some)} <= items
    assert set(year.programmes.values()) <= programmes


def test_every_level_has_places_and_themes_and_every_campaign_a_theme() -> None:
    year, levels = year_outline(), set(Level)
    assert set(year.venues) == set(year.weights) == {level for theme in year.themes for level in theme.levels} == levels
    assert {theme.campaign for theme in year.themes} - {""} == {campaign.name for campaign in year.campaigns}
    assert {theme.kind for theme in year.themes} == set(year.kinds)


def test_people_one_may_be_stand_in_units_of_the_county() -> None:
    outline = county_outline()
    names = {outline.county, *(branch.name for branch in outline.branches)}
    below = {name for branch in outline.branches for listed in branch.units.values() for name in listed}

    assert {persona.unit for persona in outline.personas} <= names | below
