"""The tree of units: found by name, listed in its order, with the places of the whole county."""

from storage.database import Database
from storage.model.people import Level
from storage.people import add_unit, find_units, people, units
from tests.storage.samples import FULL, county, facts, record, recorded


def test_a_unit_is_kept_with_its_place_in_the_tree(database: Database) -> None:
    place = county(database)
    with database.reading() as tx:
        village = facts(tx).unit(place.village.id)

    assert village == place.village
    assert place.village.path == f"{place.root.id}/{place.township.id}/{place.village.id}/"
    assert place.village.aliases == ("柳湾",)


def test_the_same_unit_added_again_is_the_one_that_is_there(database: Database) -> None:
    place = county(database)
    with database.writing() as tx:
        again = add_unit(tx, "柳湾村", Level.COMMUNITY, place.township, ("另名",))

        assert again == place.village
        assert len(units(tx)) == 5


def test_units_of_one_name_below_different_parents_are_two(database: Database) -> None:
    place = county(database)
    with database.writing() as tx:
        other = add_unit(tx, "柳湾村", Level.VILLAGE, place.other)

        assert other.id != place.village.id
        assert find_units(tx, "柳湾村") == (place.village, other)


def test_a_subtree_comes_parents_first_in_the_order_it_was_added(database: Database) -> None:
    place = county(database)
    with database.writing() as tx:
        late = add_unit(tx, "白鹭村", Level.VILLAGE, place.township)

        assert facts(tx).units_below(place.root.id) == (
            place.root,
            place.township,
            place.village,
            place.hamlet,
            late,
            place.other,
        )
        assert facts(tx).units_below(place.township.id) == (place.township, place.village, place.hamlet, late)
        assert facts(tx).units_below(place.village.id) == (place.village,)


def test_a_unit_is_found_by_id_name_or_alias_only(database: Database) -> None:
    place = county(database)
    with database.reading() as tx:
        assert (
            find_units(tx, place.village.id) == find_units(tx, "柳湾村") == find_units(tx, "柳湾") == (place.village,)
        )
        assert find_units(tx, "柳") == ()
        assert find_units(tx, "") == ()


def test_the_places_of_a_county_are_its_units_and_the_venues_of_its_records(database: Database) -> None:
    place = county(database)
    with database.writing() as tx:
        elsewhere = add_unit(tx, "远山县", Level.COUNTY)
        recorded(tx, record(1, place.volunteer))

        named = facts(tx).places(place.other.id)

        assert set(named) == {"云岭县", "云岭", "石桥乡", "柳湾村", "柳湾", "杏坪村", "青川镇", FULL.venue}
        assert named[-1] == FULL.venue
        assert facts(tx).places(elsewhere.id) == ("远山县",)


def test_everybody_is_listed(database: Database) -> None:
    place = county(database)
    with database.reading() as tx:
        assert set(people(tx)) == {place.coordinator, place.officer, place.volunteer}
