"""Records that belong below a heading: a rule that is written down as text and read back, so that it can be traced."""

import json
from dataclasses import dataclass

from storage.model.activity import Particulars
from storage.model.quoting import quoted, unquoted

_PARTS = ("programmes", "kinds", "audiences", "about", "subjects")


@dataclass(frozen=True, slots=True)
class Selection:
    """Records of some classes; an empty part means any, and "" in one means that nothing was said.

    `about` are words of which the title or the topic has one. `subjects` are what records are about, whole.
    `without` are records that other headings take.
    """

    programmes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    without: "tuple[Selection, ...]" = ()

    def takes(self, told: Particulars) -> bool:
        """Whether a record belongs to it."""
        return (
            (not self.programmes or told.programme in self.programmes)
            and (not self.kinds or told.kind in self.kinds)
            and (not self.audiences or told.audience in self.audiences)
            and (not self.about or any(word in told.title or word in told.topic for word in self.about))
            and (not self.subjects or subject(told) in self.subjects)
            and not any(other.takes(told) for other in self.without)
        )


def subject(told: Particulars) -> str:
    """What a record is about: its topic, else its title."""
    return told.topic or told.title


def written(selection: Selection) -> str:
    """As text without a stroke, so that it can be a part of an origin.

    >>> written(Selection(kinds=("讲座",), subjects=("水/土",)))
    '{"kinds":["讲座"],"subjects":["水%2F土"]}'
    """
    plain = json.dumps(_plain(selection), ensure_ascii=False, separators=(",", ":"))
    return quoted(plain)


def read(text: str) -> Selection | None:
    """What was written; None where the text is no selection."""
    try:
        return _selection(json.loads(unquoted(text)))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def _plain(selection: Selection) -> dict[str, object]:
    parts: dict[str, object] = {name: getattr(selection, name) for name in _PARTS if getattr(selection, name)}
    return parts | ({"without": [_plain(other) for other in selection.without]} if selection.without else {})


def _selection(plain: dict[str, list[object]]) -> Selection:
    parts = {name: tuple(map(str, said)) for name, said in plain.items() if name != "without"}
    without = tuple(_selection(other) for other in plain.get("without", []))  # type: ignore[arg-type]  # read as it was written
    return Selection(**parts, without=without)
