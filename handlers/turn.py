"""The vocabulary of a turn: what comes in, what a dialog may ask, and what it answers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

import msgspec

from handlers.admission import Admission
from handlers.agenda import Agenda
from handlers.drafted import Drafted
from handlers.recorded import Recorded
from handlers.sheets import Filled, Proof, Standings
from storage.model.activity import Evidence
from storage.model.figures import Grouping, Scope
from storage.model.people import Account, Unit
from storage.model.shells import Each
from storage.model.taxonomy import Taxonomy
from storage.model.writes import Write


class Said(msgspec.Struct, frozen=True, tag="said"):
    """Somebody wrote a message; `text` is as written."""

    text: str


class Tapped(msgspec.Struct, frozen=True, tag="tapped"):
    """Somebody tapped a button; `action` is the button's, whole."""

    action: str


class Edited(msgspec.Struct, frozen=True, tag="edited"):
    """Somebody changed a message of their own; `of` is the id under which it came in first."""

    text: str
    of: str


class Sent(msgspec.Struct, frozen=True, tag="sent"):
    """Photos or files that are stored already, with the caption if there was one.

    An album is one event where the channel can tell; parts that come late carry the same `album` and share its answer.
    """

    files: tuple[Evidence, ...]
    caption: str = ""
    album: str = ""


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """A file the edge could not take or read: `reason` is "too_large", "corrupt" and the like; `limit` in bytes."""

    name: str
    reason: str
    limit: int = 0


class Unreadable(msgspec.Struct, frozen=True, tag="unreadable"):
    """Something the bot does not read: `what` is "sticker", "voice", "location", "contact" or "other"."""

    what: str


class Elsewhere(msgspec.Struct, frozen=True, tag="elsewhere"):
    """The bot was addressed in a group; what one tells it belongs into the private chat."""


class Overheard(msgspec.Struct, frozen=True, tag="overheard"):
    """Something that is not for the bot, or that it does not know: kept, and answered by nothing.

    `raw` is what came where nothing of it was understood.
    """

    what: str
    raw: str = ""


Event = Said | Tapped | Edited | Sent | Drafted | Refused | Unreadable | Elsewhere | Overheard


class Incoming(msgspec.Struct, frozen=True):
    """One thing that came in. `id` is unique within the channel; `at` carries the zone and is the only clock."""

    id: str
    account: Account
    event: Event
    at: datetime


class Button(msgspec.Struct, frozen=True):
    """A choice: the label that is shown and typed, and an action of at most 64 bytes (Telegram's limit)."""

    label: str
    action: str


Buttons = tuple[tuple[Button, ...], ...]


class Row(msgspec.Struct, frozen=True):
    """A line of a card; `missing` marks what is still to be said, `words` what the value was read from."""

    label: str
    value: str
    words: str = ""
    missing: bool = False


class Say(msgspec.Struct, frozen=True, tag="say"):
    """Plain text with choices in rows. `numeric`: a bare number answers the question, so choices go by label.

    `key` and `replace` as with cards; without a key every text stands for itself.
    """

    text: str
    buttons: Buttons = ()
    numeric: bool = False
    key: str = ""
    replace: bool = False


class Card(msgspec.Struct, frozen=True, tag="card"):
    """A thing with rows that changes while one talks about it.

    Cards with the same `key` are the same thing: `replace` asks the channel to change the one last sent in place
    (after a tap on it); otherwise a new one is sent below and the older one loses its buttons.
    """

    key: str
    title: str
    rows: tuple[Row, ...]
    text: str = ""
    buttons: Buttons = ()
    numeric: bool = False
    replace: bool = False
    photos: tuple[Evidence, ...] = ()


class ShowSummary(msgspec.Struct, frozen=True, tag="summary"):
    """Asks for the figures of a scope; they are added up within the turn and printed as each channel can."""

    key: str
    title: str
    scope: Scope
    grouping: Grouping
    buttons: Buttons = ()
    replace: bool = False
    picture: bool = True


class PaperKind(StrEnum):
    """What can be taken along; the value stands in buttons, so it never changes."""

    LEDGER = "ledger"
    SUMMARY = "summary"
    REPORT = "report"
    PDF = "pdf"
    PICTURE = "image"


class Paper(msgspec.Struct, frozen=True, tag="paper"):
    """A report of a scope. It travels as this question: read and made when it is shown, and says of which moment.

    The rest is for written reports: to whom, by whom ("": the unit), and parts no ledger knows, a paragraph each;
    `release` is the release it is made for. `shell` is the paper by its name ("": 月报, 季报 or 年报), `edition` the
    outline whose programmes its headings follow ("": the one now in force), `by` other classes for its headings.
    `photos` are the numbers of records whose photos are annexed.
    """

    kind: PaperKind
    scope: Scope
    title: str
    addressee: str = ""
    signature: str = ""
    problems: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    release: str = ""
    shell: str = ""
    edition: str = ""
    by: Each | None = None
    lead: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()


class Issued(msgspec.Struct, frozen=True, tag="issued"):
    """The file of a release, as it was; with `changes` what has changed since (更正说明)."""

    release_id: str
    changes: bool = False


class Issue(msgspec.Struct, frozen=True, tag="issue"):
    """Asks for a report to be released: made, kept and sent within the turn, once however often it is asked.

    `texts` are said where it is new, and where it was released before.
    """

    paper: Paper
    by: str
    name: str
    texts: tuple[str, str]
    buttons: Buttons = ()


class ShowFile(msgspec.Struct, frozen=True, tag="file"):
    """Asks for something to take along as a file; `name` is safe on every system and ends as its format does."""

    what: Standings | Paper | Issued | Filled | Proof
    name: str
    text: str
    key: str = ""
    buttons: Buttons = ()
    replace: bool = False


class Announce(msgspec.Struct, frozen=True, tag="announce"):
    """Asks for messages to go into the work group, once for each `key`; `texts` are said then, and ever after."""

    key: str
    parts: tuple[ShowSummary | ShowFile, ...]
    texts: tuple[str, str]
    buttons: Buttons = ()


Reply = Say | Card | ShowSummary | ShowFile | Issue | Announce

S = TypeVar("S")


class Facts(Agenda, Recorded, Admission, Protocol):
    """The questions a dialog may ask; answers are values and nothing is written, except that a number is taken."""

    @property
    def taxonomy(self) -> Taxonomy:
        """The classes now in force."""

    @property
    def work_group(self) -> bool:
        """Whether there is a group that released reports can be sent into."""

    def units_below(self, unit_id: str) -> tuple[Unit, ...]:
        """A unit's whole subtree, itself first, in tree order."""

    def places(self, unit_id: str) -> tuple[str, ...]:
        """Names and aliases of all units of the same county, and venues used before, for reading and matching."""

    def next_number(self, year: int) -> str:
        """Take the next record number of a year ("2026-0137"); given back when the turn fails."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[S]):
    """What a turn comes to: the next state, what is answered and what is written."""

    state: S
    replies: tuple[Reply, ...] = ()
    writes: tuple[Write, ...] = ()
