"""Fills the sample county with a believable year, for trying, tests and benchmarks; the same seed gives the same."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random

from bot.sample.afterwards import afterwards
from bot.sample.county import COUNTY, JOINED, SAMPLE, County, found_county
from bot.sample.invention import Inventor
from bot.sample.outline import county_outline, year_outline
from bot.sample.people import recorder
from bot.sample.records import Sketch, keep
from bot.sample.seasons import active_unit, moments, vigour
from storage.database import Database, Transaction
from storage.ledger import recall, remember
from storage.model.people import Level, Person
from storage.model.taxonomy import Taxonomy
from storage.people import units

BATCH = 100
"""Records in one transaction: a running bot waits some tenths of a second for it, not for the whole year."""

REAL = (
    "This ledger was not made as a sample, and a made-up year would mix with its records: "
    "name a folder of its own for the sample, for example KEPU_DATA_DIR=demo."
)
FILLED = (
    "This ledger has a sample year already, made with other values (--seed {seed} --activities {activities}): "
    "repeat those, or name an empty folder, for example KEPU_DATA_DIR=demo."
)

Recorders = Mapping[str, tuple[Person, ...]]
Progress = Callable[[int, int], None]


class NotFilled(Exception):
    """The ledger cannot take the sample year; the text says why and the way out."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What there is now: how many records were added by this call, by how many people of how many units."""

    added: int
    people: int
    units: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _Plan:
    """A seeded year: the mark of the ledger keeps it, so that a year broken off is taken up where it ended."""

    seed: int
    activities: int
    last: date

    def __str__(self) -> str:
        return f"year {self.seed} {self.activities} {self.last.isoformat()}"


def fill_year(
    database: Database, taxonomy: Taxonomy, now: datetime, seed: int, activities: int, progress: Progress
) -> Filled:
    """Add a year of `activities` up to the day before `now`, telling `progress` how many of how many are done.

    Calling it again with the same values adds what is missing, nothing where nothing is. Raises NotFilled for a
    ledger that is not a sample, or has another year already.
    """
    with database.writing() as tx:
        plan = _planned(tx, _Plan(seed, activities, now.date() - timedelta(days=1)))
        county = found_county(tx, now)
        remember(tx, SAMPLE, str(plan))
        people = _recorders(tx, county, now - JOINED)
    sketches = _sketches(plan, county, people, Inventor(Random(seed), year_outline(), taxonomy), now)  # noqa: S311 - repeats
    added = done = 0
    while batch := tuple(islice(sketches, BATCH)):
        with database.writing() as tx:
            added += keep(tx, taxonomy, batch)
        done += len(batch)
        progress(done, activities)
    first = plan.last - timedelta(days=364)
    return Filled(added, sum(map(len, people.values())), len(county.units), first, plan.last)


def _planned(tx: Transaction, wanted: _Plan) -> _Plan:
    """The year to fill, with the last day of the one begun before."""
    mark = recall(tx, SAMPLE)
    if mark is None and units(tx):
        raise NotFilled(REAL)
    if mark in (None, COUNTY):
        return wanted
    _, seed, activities, last = mark.split()
    begun = _Plan(int(seed), int(activities), date.fromisoformat(last))
    if (begun.seed, begun.activities) != (wanted.seed, wanted.activities):
        raise NotFilled(FILLED.format(seed=begun.seed, activities=begun.activities))
    return begun


def _recorders(tx: Transaction, county: County, at: datetime) -> dict[str, tuple[Person, ...]]:
    """Who records in each unit, by its id: two, three in a township, and the people one may be in theirs."""
    names = county_outline().nicknames
    own = {unit.id: person for person, unit in county.personas}
    found = {}
    for unit in county.units:
        count = 3 if unit.level is Level.TOWNSHIP else 2
        others = tuple(recorder(tx, unit, nth, names, at) for nth in range(count))
        found[unit.id] = (own[unit.id], *others) if unit.id in own else others
    return found


def _sketches(plan: _Plan, county: County, people: Recorders, inventor: Inventor, now: datetime) -> Iterator[Sketch]:
    """The records of the year in the order in which they were made."""
    chance, outline = inventor.chance, inventor.outline
    strength = vigour(chance, outline.weights, county.units)
    for nth, (recorded, day) in enumerate(moments(chance, outline, plan.last, plan.activities, now)):
        unit = active_unit(chance, county.units, strength, day)
        told = inventor.activity(unit, day)
        person = chance.choices(people[unit.id], range(len(people[unit.id]), 0, -1))[0]
        later = afterwards(chance, outline, told, recorded, now)
        yield Sketch(f"{plan} {nth}", told, unit.id, person.id, recorded, later)
