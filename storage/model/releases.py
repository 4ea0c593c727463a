"""A released report: what was asked, which versions of which records it counts, and the file as it was handed in."""

from dataclasses import dataclass
from datetime import datetime

from storage.model.figures import Period, Scope


@dataclass(frozen=True, slots=True)
class Release:
    """A report that was released. `id` follows from the question and the record versions: the same is one release.

    `question` is what was asked, as its maker wrote it down; `before` the days it was compared with. `digest` is the
    SHA-256 of the file, which never changes.
    """

    id: str
    title: str
    name: str
    scope: Scope
    before: Period | None
    question: str
    by: str
    at: datetime
    digest: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A record at the version a release counts, in its own period or in days before it."""

    activity_id: str
    version: int
    earlier: bool
