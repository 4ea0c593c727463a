"""Forms of other platforms and offices (上报): which fields they want, in which order, from an editable file."""

from dataclasses import dataclass
from enum import StrEnum


class Sum(StrEnum):
    """What a field of a form over a period adds up."""

    ACTIVITIES = "activities"
    SESSIONS = "sessions"
    ATTENDANCE = "attendance"
    ONLINE = "online"
    VOLUNTEERS = "volunteers"
    EXPERTS = "experts"
    QUANTITY = "quantity"
    REGISTER = "register"


class Take(StrEnum):
    """What a field of a form over a single activity takes from its record."""

    NUMBER = "number"
    TITLE = "title"
    KIND = "kind"
    TOPIC = "topic"
    PROGRAMME = "programme"
    AUDIENCE = "audience"
    START = "start"
    END = "end"
    VENUE = "venue"
    UNIT = "unit"
    HOSTS = "hosts"
    SESSIONS = "sessions"
    ATTENDANCE = "attendance"
    ONLINE = "online"
    VOLUNTEERS = "volunteers"
    EXPERTS = "experts"
    OUTPUTS = "outputs"
    PHOTOS = "photos"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: a `sum` over records, something to `take` of one, fixed `words`, or nothing (left to be filled in).

    Of the records only those of `kinds`, `audiences` or `campaigns` count, and of at least so many people
    (`at_least`). `items` and `actions` choose what is counted by `quantity`, `items` the nouns of a `register`.
    """

    title: str
    sum: Sum | None = None
    take: Take | None = None
    words: str = ""
    kinds: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    at_least: int = 0
    items: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form by its name, with other words for it; filled for `each` period or activity.

    `blank` stands where there is nothing to fill in: "0", "-", "/" or nothing, as the form wants it.
    """

    name: str
    each: str
    fields: tuple[FormField, ...]
    words: tuple[str, ...] = ()
    blank: str = ""
