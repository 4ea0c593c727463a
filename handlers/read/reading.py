"""What the reader answers: a frozen reading with the words every field came from."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.model.activity import Field, Particulars
from storage.model.taxonomy import Taxonomy


class Nature(StrEnum):
    """What a message is, as far as the ledger goes."""

    ACTIVITY = "activity"
    ACTIVITIES = "activities"
    TOTALS = "totals"
    PLAN = "plan"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Origin:
    """Why a field has its value: the words it was read from and the name of the rule that read them."""

    field: Field
    words: str
    rule: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words about a field that cannot be used as they stand ("6月31号"); `reason` is a short name ("no_such_day").

    `choices` are the readings between which the person is to decide.
    """

    field: Field
    words: str
    reason: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What was read of one activity; only the fields named in `origins` were said."""

    particulars: Particulars = Particulars()  # noqa: RUF009  # it is frozen
    origins: tuple[Origin, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def fields(self) -> frozenset[Field]:
        """The fields that were said."""
        return frozenset(origin.field for origin in self.origins)


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole message: what it is, and one `Found` per activity in it (none for plain talk)."""

    nature: Nature
    found: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What the reader may know besides the text: when it was sent (aware, in the person's zone), and known names."""

    at: datetime
    taxonomy: Taxonomy
    places: tuple[str, ...] = ()
