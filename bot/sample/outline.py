"""What the sample is made from, as its two files give it: the units, and what is done where in which season."""

from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from storage.model.people import Level, Role


class Branch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A township, street or member unit, with the units below it by level."""

    name: str
    level: Level
    units: dict[Level, tuple[str, ...]]


class Persona(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody one may be in the web chat: `account` is the id there, `unit` the name of a unit."""

    account: str
    name: str
    role: Role
    unit: str


class CountyOutline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tree of units and the people."""

    county: str
    branches: tuple[Branch, ...]
    personas: tuple[Persona, ...]
    nicknames: tuple[str, ...]


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is usual for a kind: people and how far they scatter, viewers with their chance, things handed out."""

    people: int
    scatter: float
    online: tuple[int, float] = (0, 0.0)
    sessions: int = 1
    each: dict[str, float] = {}
    some: dict[str, tuple[int, int]] = {}


class Campaign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days ("05-17") on which everybody does the same, `boost` times as much as usual."""

    name: str
    first: str
    last: str
    boost: float

    def covers(self, day: date) -> bool:
        """Whether a day of any year is one of them."""
        return self.first <= f"{day:%m-%d}" <= self.last


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that is done by units of some levels, in some months (none: all year), or within a campaign."""

    title: str
    topic: str
    kind: str
    audience: str
    levels: tuple[Level, ...]
    months: tuple[int, ...] = ()
    campaign: str = ""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How people say figures; {} is the number."""

    exact: tuple[str, ...]
    estimates: tuple[str, ...]
    uncounted: tuple[str, ...]
    range: str
    quantity: str
    online: str
    sessions: str
    host: str


class Reasons(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why records are changed and withdrawn."""

    changed: tuple[str, ...]
    withdrawn: tuple[str, ...]


class YearOutline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The seasons of a year and the usual size of everything."""

    venues: dict[Level, tuple[str, ...]]
    weights: dict[Level, float]
    kinds: dict[str, Form]
    programmes: dict[str, str]
    campaigns: tuple[Campaign, ...]
    themes: tuple[Theme, ...]
    words: Words
    reasons: Reasons


@cache
def county_outline() -> CountyOutline:
    """The sample county, from county.yaml."""
    return msgspec.yaml.decode(_FOLDER.joinpath("county.yaml").read_bytes(), type=CountyOutline)


@cache
def year_outline() -> YearOutline:
    """The sample year, from year.yaml."""
    return msgspec.yaml.decode(_FOLDER.joinpath("year.yaml").read_bytes(), type=YearOutline)


_FOLDER = Path(__file__).parent
