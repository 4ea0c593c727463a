"""The questions a dialog may ask, answered from the tables within the turn's transaction (`handlers.turn.Facts`)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, desc, func, select, text

from storage import entries, people, places, registers, releases, tables, tallies
from storage.columns import Words
from storage.database import Transaction
from storage.duty_facts import DutyFacts
from storage.model.activity import Activity, Version
from storage.model.figures import Grouping, OutputTally, Page, Period, Scope, Tally
from storage.model.origins import Source
from storage.model.people import Account, Connection, Invitation, Person, Unit
from storage.model.registers import RegisterEntry
from storage.model.releases import Release
from storage.model.taxonomy import Taxonomy
from storage.prepared import Prepared
from storage.rows import to_activity, to_connection, to_invitation, to_person, to_version
from storage.scopes import STANDING, conditions
from storage.units import unit_of


class StoredFacts(DutyFacts):
    """Answers from the ledger as the transaction sees it, the turn's own earlier writes included.

    `fresh_code` makes the unguessable codes: randomness comes from the edge, like the clock.
    """

    def __init__(self, tx: Transaction, taxonomy: Taxonomy, fresh_code: Callable[[], str]) -> None:
        """Ask within `tx`; the object is of no use after it."""
        super().__init__(tx)
        self._connection = tx.connection
        self._places: dict[str, tuple[str, ...]] = {}  # a turn asks several times
        self._units: dict[str, tuple[Unit, ...]] = {}
        self.taxonomy = taxonomy
        self.fresh_code = fresh_code
        self.work_group = False

    def person(self, person_id: str) -> Person | None:
        """Somebody by id."""
        row = _PERSON.one(self._tx, {"asked": person_id})
        return None if row is None else to_person(row)

    def unit(self, unit_id: str) -> Unit | None:
        """A unit by id."""
        return unit_of(self._tx, unit_id)

    def units_below(self, unit_id: str) -> tuple[Unit, ...]:
        """A unit's whole subtree, itself first, in tree order; nothing for an unknown unit."""
        if unit_id not in self._units:
            self._units[unit_id] = people.units(self._tx, unit_id)
        return self._units[unit_id]

    def all_units(self) -> tuple[Unit, ...]:
        """Every unit there is, in tree order."""
        return people.units(self._tx)

    def places(self, unit_id: str) -> tuple[str, ...]:
        """Names and aliases of the units of the same county, then venues its records name, latest first; each once."""
        if unit_id not in self._places:
            self._places[unit_id] = places.places(self._tx, unit_id)
        return self._places[unit_id]

    def invitation(self, code_hash: str) -> Invitation | None:
        """An invitation by the hash of its code, used and expired ones included."""
        row = self._connection.execute(_INVITATION, {"asked": code_hash}).one_or_none()
        return None if row is None else to_invitation(row)

    def connection(self, code_hash: str) -> Connection | None:
        """A connecting code by its hash, used and expired ones included."""
        row = self._connection.execute(_CONNECTION, {"asked": code_hash}).one_or_none()
        return None if row is None else to_connection(row)

    def wrong_codes(self, account: Account, since: datetime) -> tuple[datetime, ...]:
        """When an account tried wrong codes from `since` on, oldest first, in UTC."""
        return tuple(self._connection.scalars(_WRONG_CODES, {"asked": str(account), "since": since}))

    def next_number(self, year: int) -> str:
        """Take the next record number of a year ("2026-0137"); given back when the transaction is."""
        return f"{year:04d}-{self._connection.scalar(_NEXT_NUMBER, {'year': year}):04d}"

    def activity(self, activity_id: str) -> Activity | None:
        """A record by id, withdrawn ones included."""
        row = self._connection.execute(_ACTIVITY, {"asked": activity_id}).one_or_none()
        return None if row is None else to_activity(row)

    def activity_numbered(self, number: str) -> Activity | None:
        """A record by its number, withdrawn ones included."""
        row = self._connection.execute(_NUMBERED, {"asked": number}).one_or_none()
        return None if row is None else to_activity(row)

    def activities(self, scope: Scope, first: int, count: int) -> Page:
        """A page of the records of a scope that are not withdrawn, newest day first; `first` counts from 0."""
        where = conditions(self._tx, scope)
        total = self._connection.scalar(select(func.count()).select_from(_OF_UNIT).where(*where)) or 0
        newest_first = (tables.activity.c.start.desc().nullslast(), *_LATEST)
        page = select(tables.activity).select_from(_OF_UNIT).where(*where).order_by(*newest_first)
        rows = self._connection.execute(page.offset(first).limit(count))
        return Page(tuple(to_activity(row) for row in rows), total)

    def entries(self, scope: Scope) -> Iterator[tuple[Activity, str]]:
        """All records of a scope, first day first, each with its recorder's name (see storage.entries)."""
        return entries.entries(self._tx, scope)

    def versions(self, activity_id: str) -> tuple[Version, ...]:
        """A record's history, oldest first."""
        return tuple(to_version(row) for row in self._connection.execute(_VERSIONS, {"asked": activity_id}))

    def last_recorded(self, person_id: str) -> Activity | None:
        """The record a person added last that is not withdrawn."""
        row = _LAST_RECORDED.one(self._tx, {"asked": person_id})
        return None if row is None else to_activity(row)

    def last_changed(self, person_id: str) -> tuple[Activity, tuple[Version, ...]] | None:
        """The record of this person's latest act, with its history; None when somebody has changed it since."""
        act = self._connection.execute(_LAST_ACT, {"asked": person_id}).one_or_none()
        changed = None if act is None else self.activity(act.activity_id)
        if act is None or changed is None or changed.version != act.number:
            return None
        return changed, self.versions(changed.id)

    def recent_venues(self, person_id: str, count: int) -> tuple[str, ...]:
        """Venues this person, then their unit, used, latest first, each once, at most `count`."""
        own = _OWN_VENUES.all(self._tx, {"asked": person_id})
        of_unit = _UNIT_VENUES.all(self._tx, {"asked": person_id, "count": 2 * count})
        return tuple(dict.fromkeys(name for (name,) in (*own, *of_unit)))[:count]

    def tallies(self, scope: Scope, grouping: Grouping) -> tuple[Tally, ...]:
        """The sums of a scope by `grouping`, sessions in the measure words of the taxonomy (see storage.tallies)."""
        words = {kind.name: kind.session_word for kind in self.taxonomy.kinds}
        if grouping is Grouping.CAMPAIGN:
            return tallies.campaign_tallies(self._tx, scope, self.taxonomy.campaigns, words)
        return tallies.tallies(self._tx, scope, grouping, words)

    def sources(
        self, scope: Scope, before: Period | None, plain_word: str, since: date | None = None
    ) -> tuple[Source, ...]:
        """The records that figures of a scope count, and those of the period before they are compared with.

        `since`: those from that day on as well, which are counted for targets alone.
        """
        now = releases.sources(self._tx, scope, self._words(), plain_word)
        past = self._earlier(scope, before, plain_word) if before else ()
        if since is None or scope.period is None:
            return (*now, *past)
        known = {one.activity_id for one in past}
        days = Period(since, scope.period.first - timedelta(days=1), "")
        beyond = (one for one in self._earlier(scope, days, plain_word) if one.activity_id not in known)
        return (*now, *past, *(replace(one, beyond=True) for one in beyond))

    def _earlier(self, scope: Scope, period: Period, plain_word: str) -> tuple[Source, ...]:
        asked = replace(scope, period=period)
        return releases.sources(self._tx, asked, self._words(), plain_word, earlier=True)

    def released_sources(self, made: Release, plain_word: str) -> tuple[Source, ...]:
        """The records of a release at the versions it counts."""
        return releases.frozen(self._tx, made, self._words(), plain_word)

    def release(self, release_id: str) -> Release | None:
        """A release by id."""
        return releases.find(self._tx, release_id)

    def releases(self, unit_id: str) -> tuple[Release, ...]:
        """The releases of a unit and all below it, newest first."""
        return releases.listed(self._tx, unit_id)

    def released_entries(self, made: Release) -> tuple[RegisterEntry, ...]:
        """The entries of registers a release counts, at the versions it counts."""
        return registers.frozen(self._tx, made)

    def release_file(self, release_id: str) -> bytes | None:
        """The file of a release, byte for byte."""
        return releases.content(self._tx, release_id)

    def output_tallies(self, scope: Scope) -> tuple[OutputTally, ...]:
        """What came out of the records of a scope, added up (see storage.tallies)."""
        return tallies.output_tallies(self._tx, scope)

    def _words(self) -> dict[str, str]:
        return {kind.name: kind.session_word for kind in self.taxonomy.kinds}


_ASKED: ColumnElement[str] = bindparam("asked", type_=Words())  # a button's id may hold anything
_OF_UNIT = tables.activity.join(tables.unit, tables.unit.c.id == tables.activity.c.unit_id)
_LATEST = (tables.activity.c.recorded_at.desc(), tables.activity.c.id.desc())
_OWN_REACH = 100  # of a person's latest records; venues further back are no longer "recent"

_PERSON = Prepared(select(tables.person).where(tables.person.c.id == _ASKED))
_INVITATION = select(tables.invitation).where(tables.invitation.c.code_hash == _ASKED)
_CONNECTION = select(tables.connection).where(tables.connection.c.code_hash == _ASKED)
_WRONG_CODES = (
    select(tables.wrong_code.c.at)
    .where(tables.wrong_code.c.account == _ASKED, tables.wrong_code.c.at >= bindparam("since"))
    .order_by(tables.wrong_code.c.position)
)
_NEXT_NUMBER = text(
    "INSERT INTO number_counter (year, last) VALUES (:year, 1)"
    " ON CONFLICT (year) DO UPDATE SET last = number_counter.last + 1 RETURNING last"
)
_ACTIVITY = select(tables.activity).where(tables.activity.c.id == _ASKED)
_NUMBERED = select(tables.activity).where(tables.activity.c.number == _ASKED)
_VERSION = tables.activity_version.c
_VERSIONS = select(tables.activity_version).where(_VERSION.activity_id == _ASKED).order_by(_VERSION.number)
_LAST_ACT = (
    select(_VERSION.activity_id, _VERSION.number)
    .where(_VERSION.by == _ASKED)
    .order_by(desc(_VERSION.position))
    .limit(1)
)
_LAST_RECORDED = Prepared(
    select(tables.activity)
    .join(tables.activity_version, (_VERSION.activity_id == tables.activity.c.id) & (_VERSION.number == 1))
    .where(_VERSION.by == _ASKED, STANDING)
    .order_by(desc(_VERSION.position))
    .limit(1)
)
_OWN_VENUES = Prepared(
    select(tables.activity.c.venue)
    .where(tables.activity.c.recorder_id == _ASKED, STANDING, tables.activity.c.venue != "")
    .order_by(*_LATEST)
    .limit(_OWN_REACH)
)
_UNIT_VENUES = Prepared(
    select(tables.venue.c.name)
    .join(tables.person, tables.person.c.unit_id == tables.venue.c.unit_id)
    .where(tables.person.c.id == _ASKED)
    .order_by(tables.venue.c.used_at.desc(), tables.venue.c.name)
    .limit(bindparam("count", type_=tables.number_counter.c.last.type))
)
