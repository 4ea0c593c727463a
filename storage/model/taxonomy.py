"""The official classes, as the editable file gives them."""

from dataclasses import dataclass
from datetime import date

from storage.model.activity import Category
from storage.model.forms import Form
from storage.model.shells import Shell


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

    def takes(self, title: str, topic: str, start: date | None) -> bool:
        """Whether an activity of this title and topic that begins on `start` belongs to it."""
        about = f"{title}\n{topic}".casefold()
        if any(word.casefold() in about for word in (self.name, *self.aliases)):
            return True
        within = start is not None and any(first <= start <= last for first, last in self.days)
        return within and (not self.words or any(word.casefold() in about for word in self.words))


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The official classes, from an editable file; `edition` is the outline edition now reported under.

    `shells` are the papers that are written, `forms` those that other offices want, each from a file of its own.
    """

    version: str
    edition: str
    kinds: tuple[Kind, ...]
    programmes: tuple[Programme, ...]
    audiences: tuple[Term, ...]
    items: tuple[Item, ...]
    campaigns: tuple[Campaign, ...] = ()
    shells: tuple[Shell, ...] = ()
    forms: tuple[Form, ...] = ()

    @property
    def editions(self) -> tuple[str, ...]:
        """The editions of the outline there are, oldest first."""
        return tuple(dict.fromkeys(programme.edition for programme in self.programmes))

    def shell(self, name: str) -> Shell | None:
        """A paper by its name."""
        return next((shell for shell in self.shells if shell.name == name), None)

    def under(self, edition: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The programmes of an edition, each with those of all editions whose records are reported under it.

        That is the one of the same name, and the one for the same audience: 农民科学素质行动 of 2006 is reported as
        农民科学素质提升行动 of 2021. Others have no successor and stay outside.
        """
        mine = [programme for programme in self.programmes if programme.edition == edition]
        return tuple((one.name, tuple(dict.fromkeys((one.name, *self._same(one))))) for one in mine)

    def _same(self, programme: Programme) -> tuple[str, ...]:
        return tuple(other.name for other in self.programmes if set(other.audiences) & set(programme.audiences))
