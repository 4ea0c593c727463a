"""What a dialog may ask about records, about the figures they add up to, and about reports that were released."""

from datetime import date
from typing import Protocol

from storage.model.activity import Activity, Version
from storage.model.figures import Grouping, OutputTally, Page, Period, Scope, Tally
from storage.model.origins import Source
from storage.model.people import Person, Unit
from storage.model.registers import RegisterEntry
from storage.model.releases import Release


class Recorded(Protocol):
    """The part of `handlers.turn.Facts` that is about records and whose they are."""

    def person(self, person_id: str) -> Person | None:
        """Somebody by id."""

    def unit(self, unit_id: str) -> Unit | None:
        """A unit by id."""

    def activity(self, activity_id: str) -> Activity | None:
        """A record by id, withdrawn ones included."""

    def activity_numbered(self, number: str) -> Activity | None:
        """A record by its number, withdrawn ones included."""

    def activities(self, scope: Scope, first: int, count: int) -> Page:
        """A page of the records of a scope that are not withdrawn, newest day first, from position `first`."""

    def sources(
        self, scope: Scope, before: Period | None, plain_word: str, since: date | None = None
    ) -> tuple[Source, ...]:
        """The records that figures of a scope count, and those of the period before they are compared with.

        `since`: those from that day on as well, which are counted for targets alone.
        """

    def released_sources(self, made: Release, plain_word: str) -> tuple[Source, ...]:
        """The records of a release at the versions it counts."""

    def tallies(self, scope: Scope, grouping: Grouping) -> tuple[Tally, ...]:
        """The sums of a scope by a grouping."""

    def output_tallies(self, scope: Scope) -> tuple[OutputTally, ...]:
        """What came out of the records of a scope, added up."""

    def entries_below(self, unit_id: str | None) -> tuple[RegisterEntry, ...]:
        """The entries of registers of a unit and all below it, newest day first; those taken back are left out."""

    def entry(self, entry_id: str) -> RegisterEntry | None:
        """An entry of a register by id, one that was taken back included."""

    def entry_versions(self, entry_id: str) -> tuple[RegisterEntry, ...]:
        """All versions of an entry, oldest first."""

    def released_entries(self, made: Release) -> tuple[RegisterEntry, ...]:
        """The entries of registers a release counts, at the versions it counts."""

    def release(self, release_id: str) -> Release | None:
        """A release by id."""

    def releases(self, unit_id: str) -> tuple[Release, ...]:
        """The releases of a unit and all below it, newest first."""

    def versions(self, activity_id: str) -> tuple[Version, ...]:
        """A record's history, oldest first."""

    def last_recorded(self, person_id: str) -> Activity | None:
        """The record a person added last that is not withdrawn."""

    def last_changed(self, person_id: str) -> tuple[Activity, tuple[Version, ...]] | None:
        """The record whose newest version is this person's latest act, with its history."""

    def recent_venues(self, person_id: str, count: int) -> tuple[str, ...]:
        """Venues this person (then their unit) used, latest first, each once."""
