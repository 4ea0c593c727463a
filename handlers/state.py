"""Everything a conversation remembers, as one frozen value that goes through JSON; nothing is kept elsewhere."""

from datetime import datetime
from enum import StrEnum

import msgspec

from handlers.turn import Button, Paper
from storage.model.activity import Evidence, Field, Particulars
from storage.model.duties import Rule, Wish
from storage.model.people import Role
from storage.model.registers import RegisterEntry


class Step(msgspec.Struct, frozen=True):
    """A draft as it was before an answer, so that 返回 can go there; `field` is what had been asked."""

    particulars: Particulars
    words: dict[Field, str]
    field: Field | None = None


class Draft(msgspec.Struct, frozen=True):
    """An activity being told. `id` becomes the record's id, so a second 确认 finds the first one's record.

    `words` are the origin words of fields; `skipped` fields wait until nothing else is missing; `choices` are the
    readings between which the person is to decide. `told` is the message it came from and `first` how that was read.
    """

    id: str
    particulars: Particulars = Particulars()
    words: dict[Field, str] = {}
    evidence: tuple[Evidence, ...] = ()
    skipped: tuple[Field, ...] = ()
    steps: tuple[Step, ...] = ()
    choices: dict[Field, tuple[str, ...]] = {}
    told: str = ""
    first: Particulars = Particulars()


class Idle(msgspec.Struct, frozen=True, tag="idle"):
    """Nothing is being asked."""


class Naming(msgspec.Struct, frozen=True, tag="naming"):
    """A stranger sent a good code and is asked for a name."""

    code_hash: str


class Filling(msgspec.Struct, frozen=True, tag="filling"):
    """A field of the first draft is asked; `options` are the values its buttons stand for, by position."""

    field: Field
    options: tuple[str, ...] = ()


class Deciding(msgspec.Struct, frozen=True, tag="deciding"):
    """A message could be a further activity or a change of the open draft; it is read again once that is known."""

    text: str
    at: datetime


class Viewing(msgspec.Struct, frozen=True, tag="viewing"):
    """A record is open since `at`: photos and corrections go to it, as long as it is fresh in mind."""

    activity_id: str
    at: datetime | None = None


class Editing(msgspec.Struct, frozen=True, tag="editing"):
    """A new value for one field of a record is asked; `base` is the version that was shown."""

    activity_id: str
    base: int
    field: Field
    options: tuple[str, ...] = ()
    at: datetime | None = None


class Withdrawing(msgspec.Struct, frozen=True, tag="withdrawing"):
    """The reason for withdrawing a record is asked."""

    activity_id: str
    base: int
    at: datetime | None = None


class Inviting(msgspec.Struct, frozen=True, tag="inviting"):
    """The unit of an invitation is asked; the role is known."""

    role: Role


class Ruling(msgspec.Struct, frozen=True, tag="ruling"):
    """A deadline rule is shown before it is kept; `base` is the version it changes (0: new), words go into it."""

    rule: Rule
    base: int = 0


class Excusing(msgspec.Struct, frozen=True, tag="excusing"):
    """The reason is asked for what is said of an obligation: `what` is a Status' value or "reopen"."""

    rule_id: str
    period: str
    unit_id: str
    what: str


class Wishing(msgspec.Struct, frozen=True, tag="wishing"):
    """What or when of a reminder for oneself is asked; `wish` is what was said so far."""

    wish: Wish


class Moving(msgspec.Struct, frozen=True, tag="moving"):
    """The new day of a planned activity is asked."""

    plan_id: str


class Reporting(msgspec.Struct, frozen=True, tag="reporting"):
    """The kind or the days of a report are asked; `question` is what was said so far, as on a button."""

    question: str


class Question(StrEnum):
    """What is asked of a written report; the attributes of `Paper` that take the answer have the same names."""

    HEADINGS = "headings"
    ADDRESSEE = "addressee"
    SIGNATURE = "signature"
    LEAD = "lead"
    PROBLEMS = "problems"
    PLANS = "plans"
    PHOTOS = "photos"


class Registering(msgspec.Struct, frozen=True, tag="registering"):
    """Statements for the registers are shown before they are kept, or a new wording of one (`changing`) is asked."""

    entries: tuple[RegisterEntry, ...]
    changing: str = ""


class Checking(msgspec.Struct, frozen=True, tag="checking"):
    """A text is to come whose figures are checked."""


class Filing(msgspec.Struct, frozen=True, tag="filing"):
    """The form or its days are asked; `form` is its name ("": not said yet)."""

    form: str


class Composing(msgspec.Struct, frozen=True, tag="composing"):
    """A written report is put together; `paper` is what was said so far."""

    paper: Paper
    question: Question


Task = (
    Idle
    | Naming
    | Filling
    | Deciding
    | Viewing
    | Editing
    | Withdrawing
    | Inviting
    | Ruling
    | Excusing
    | Wishing
    | Moving
    | Reporting
    | Composing
    | Registering
    | Checking
    | Filing
)


class Dialog(msgspec.Struct, frozen=True):
    """A person's conversation: what is being asked, open drafts (the first is worked on), photos without an activity.

    `dropped` is the draft that was cancelled last, `offered` the choices shown last (typed as labels or numbers;
    labels only when `numeric`, because a bare number then answers the question). `album` is the one answered last,
    `shown` the summary or report that was shown last, whose figures may be asked about. `addressee` and `signature` are
    those of the last report, to be proposed for the next.
    """

    task: Task = Idle()
    drafts: tuple[Draft, ...] = ()
    photos: tuple[Evidence, ...] = ()
    dropped: Draft | None = None
    offered: tuple[Button, ...] = ()
    numeric: bool = False
    album: str = ""
    shown: Paper | None = None
    addressee: str = ""
    signature: str = ""


def dumps(dialog: Dialog) -> bytes:
    """A dialog as JSON."""
    return msgspec.json.encode(dialog)


def loads(kept: bytes | None) -> Dialog | None:
    """The dialog kept as JSON; a new one where nothing was kept; None where this version cannot read it."""
    if kept is None:
        return Dialog()
    try:
        return msgspec.json.decode(kept, type=Dialog)
    except msgspec.DecodeError:
        return None


def with_dialog(dialog: Dialog, **changes: object) -> Dialog:
    """The same dialog with some fields changed."""
    return msgspec.structs.replace(dialog, **changes)
