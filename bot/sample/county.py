"""The sample county: invented units and people to try the ledger with, and a few records, so that a summary shows some.

It is founded at the first start of a ledger that nobody else is to use, and marked as what it is.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from bot.sample.invention import Inventor
from bot.sample.outline import Branch, county_outline, year_outline
from bot.sample.people import joined, recorder
from bot.sample.records import Sketch, keep, recorded_at
from storage.database import Database, Transaction
from storage.ledger import recall, remember
from storage.model.people import Account, Level, Person, Role, Unit
from storage.model.taxonomy import Taxonomy
from storage.people import add_unit, person_of, units

SAMPLE = "sample"
"""The key under which a ledger keeps that it is one to try; its value says what is in it."""

COUNTY = "county"
FIRST_RECORDS = 27
LATELY = timedelta(days=75)
JOINED = timedelta(days=400)
"""How long ago everybody joined: before anything that is recorded here."""

ACTIVE_UNITS = 9
CHANNEL = "web"


@dataclass(frozen=True, slots=True)
class Sample:
    """Somebody one may be in the web chat: `id` is the account's external id there."""

    id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class County:
    """What was founded: all units in tree order, the county first, and the people one may be with their unit."""

    units: tuple[Unit, ...]
    personas: tuple[tuple[Person, Unit], ...]


def prepare(database: Database, taxonomy: Taxonomy, now: datetime) -> None:
    """Found the county in an empty ledger, with some records of the last weeks; a ledger that has units stays as it is.

    `now` carries the zone in which days begin.
    """
    with database.writing() as tx:
        if units(tx):
            return
        county = found_county(tx, now)
        keep(tx, taxonomy, _first_records(tx, county, taxonomy, now))


def found_county(tx: Transaction, now: datetime) -> County:
    """The units and the people one may be, and the mark of a sample. Doing it twice changes nothing."""
    outline = county_outline()
    top = add_unit(tx, outline.county, Level.COUNTY)
    known = {
        unit.name: unit for unit in (top, *(unit for branch in outline.branches for unit in _grown(tx, branch, top)))
    }
    if recall(tx, SAMPLE) is None:
        remember(tx, SAMPLE, COUNTY)
    before = now - JOINED
    personas = tuple(
        (joined(tx, Account(CHANNEL, one.account), one.name, one.role, known[one.unit], before), known[one.unit])
        for one in outline.personas
    )
    return County(tuple(known.values()), personas)


def personas(tx: Transaction) -> tuple[Sample, ...]:
    """Whom one may be in the web chat of this ledger; nobody where it is no sample."""
    if recall(tx, SAMPLE) is None:
        return ()
    accounts = [one.account for one in county_outline().personas]
    people = [(account, person_of(tx, Account(CHANNEL, account))) for account in accounts]
    return tuple(Sample(account, person.name, person.role) for account, person in people if person is not None)


def _grown(tx: Transaction, branch: Branch, top: Unit) -> tuple[Unit, ...]:
    stem = add_unit(tx, branch.name, branch.level, top)
    leaves = ((name, level) for level, names in branch.units.items() for name in names)
    return (stem, *(add_unit(tx, name, level, stem) for name, level in leaves))


def _first_records(tx: Transaction, county: County, taxonomy: Taxonomy, now: datetime) -> tuple[Sketch, ...]:
    """A third by the people one may be, the rest by officers of some other units; the same on the same day."""
    chance = Random(now.date().toordinal())  # noqa: S311 - to look lively, not to be unguessable
    inventor = Inventor(chance, year_outline(), taxonomy)
    active = chance.sample(county.units[1:], ACTIVE_UNITS)
    names, before = county_outline().nicknames, now - JOINED
    others = tuple((recorder(tx, unit, 0, names, before), unit) for unit in active)
    sketches = []
    for nth in range(FIRST_RECORDS):
        person, unit = chance.choice(county.personas if nth % 3 == 0 else others)
        day = now.date() - timedelta(days=1 + nth * (LATELY.days - 5) // FIRST_RECORDS)
        held = datetime.combine(day, time(16), now.tzinfo)
        told = inventor.activity(unit, day)
        sketches.append(Sketch(f"first {nth}", told, unit.id, person.id, recorded_at(chance, held, now)))
    return tuple(sketches)
