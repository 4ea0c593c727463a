"""How an office's papers are built: headings, what belongs below each, and the words around them."""

from dataclasses import dataclass, field, replace
from enum import StrEnum


class Each(StrEnum):
    """Classes of which every one with records gets a heading of its own."""

    PROGRAMME = "programme"
    KIND = "kind"
    AUDIENCE = "audience"
    TOPIC = "topic"


class Part(StrEnum):
    """Parts that no ledger knows: written by hand, never made up."""

    LEAD = "lead"
    PROBLEMS = "problems"
    PLANS = "plans"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4 and what stands below it; one with nothing below it is left out.

    Records are chosen by `programmes`, `kinds`, `audiences` and by words `about` which they are; `each` stands for a
    heading of this level for every class with records (then `heading` is empty), `rest` takes the records that no
    other heading took. `overall` are the sums of all records, `targets` the table of what was planned and is done.
    `registers` are the names of registers whose entries stand here, `part` what is written by hand.
    """

    heading: str = ""
    level: int = 1
    programmes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    each: Each | None = None
    rest: bool = False
    overall: bool = False
    registers: tuple[str, ...] = ()
    part: Part | None = None
    targets: bool = False

    @property
    def chooses(self) -> bool:
        """Whether it names records of its own."""
        return bool(self.programmes or self.kinds or self.audiences or self.about)


@dataclass(frozen=True, slots=True)
class Shell:
    """A paper by its name, with other words people use for it.

    `title`, `opening` and `closing` have places for {unit} and {period}. `suggestions` are stock phrases for the parts
    written by hand: offered, never put in unasked.
    """

    name: str
    title: str
    headings: tuple[Heading, ...]
    words: tuple[str, ...] = ()
    opening: str = ""
    closing: str = ""
    suggestions: dict[Part, tuple[str, ...]] = field(default_factory=dict)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is to be written by hand, in the order of the headings."""
        return tuple(heading.part for heading in self.headings if heading.part)

    def by(self, each: Each) -> "Shell":
        """The same paper with its headings by other classes."""
        return replace(self, headings=tuple(replace(one, each=each) if one.each else one for one in self.headings))
