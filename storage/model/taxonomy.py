"""The official classes, as the editable file gives them."""

from dataclasses import dataclass
from datetime import date

from storage.model.activity import Category


@dataclass(frozen=True, slots=True)
class Term:
    """A name of the taxonomy with the other words people use for it."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind(Term):
    """A form of activity; `session_word` is the measure its sessions are counted in."""

    session_word: str = ""


@dataclass(frozen=True, slots=True)
class Programme(Term):
    """An action or project of one edition of the national outline; `audiences` are proposed for it."""

    edition: str = ""
    audiences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item(Term):
    """A thing that is handed out, shown or issued, with its measure words, the usual one first."""

    measures: tuple[str, ...] = ()
    action: str = ""
    category: Category = Category.MATERIAL


@dataclass(frozen=True, slots=True)
class Campaign(Term):
    """A week or month that activities of every kind belong to, with its days of each year that are known.

    What begins on one of the `days` belongs to it, where there are `words` only if its title or topic has one of them;
    what names the campaign in its title or topic always does.
    """

    days: tuple[tuple[date, date], ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The official classes, from an editable file; `edition` is the outline edition now reported under."""

    version: str
    edition: str
    kinds: tuple[Kind, ...]
    programmes: tuple[Programme, ...]
    audiences: tuple[Term, ...]
    items: tuple[Item, ...]
    campaigns: tuple[Campaign, ...] = ()
