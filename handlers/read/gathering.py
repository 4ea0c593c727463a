"""Facts gathered one by one, each with the words it came from."""

from dataclasses import dataclass, field, replace

from handlers.read.outputs import OutputWords
from handlers.read.reading import Doubt, Found, Origin
from handlers.read.writing import Writing
from storage.model.activity import Field, Particulars, with_fields


@dataclass(slots=True)
class Gathered:
    """What was read so far of one part; every fact comes with the place of its words."""

    writing: Writing
    before: Particulars = Particulars()  # noqa: RUF009  # frozen
    origins: tuple[Origin, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    things: tuple[OutputWords, ...] = ()
    _said: dict[str, object] = field(default_factory=dict)

    @property
    def particulars(self) -> Particulars:
        """What was known before with all that was taken."""
        return replace(self.before, **self._said)  # type: ignore[arg-type]  # names are Particulars'

    def take(self, field: Field, span: tuple[int, int], rule: str, **values: object) -> None:
        """A fact, where its words stood and the rule that read them."""
        self._said.update(values)
        self.origins = (*self.origins, Origin(field, self.writing.words(*span), rule))

    def doubt(self, field: Field, words: str, reason: str, choices: tuple[str, ...] = ()) -> None:
        """Words that cannot be used as they stand, or that mean one of the choices."""
        self.doubts = (*self.doubts, Doubt(field, words, reason, choices))

    @property
    def fields(self) -> frozenset[Field]:
        """The fields that were said."""
        return frozenset(one.field for one in self.origins)

    def forget(self, field: Field) -> None:
        """A fact that another text says better."""
        self._put(with_fields(self.particulars, Particulars(), (field,)))
        self.origins = tuple(one for one in self.origins if one.field is not field)

    def _put(self, particulars: Particulars) -> None:
        self.before, self._said = particulars, {}

    def found(self) -> Found:
        """All of it as a value."""
        return Found(self.particulars, self.origins, self.doubts)

    def adopt(self, other: Found, field: Field) -> None:
        """A fact, and what is doubted of it, as another reading has it."""
        self._put(with_fields(self.particulars, other.particulars, (field,)))
        self.origins = (*self.origins, *(one for one in other.origins if one.field is field))
        self.doubts = (*self.doubts, *(one for one in other.doubts if one.field is field))
