"""What the figures of a summary or report are called, by their origins."""

from handlers.recorded import Recorded
from handlers.texts import tracing as texts
from storage.model.figures import Grouping
from storage.model.goals import TARGET
from storage.model.origins import BEFORE, CHANGE, RECORD, REGISTER, selected
from storage.model.quoting import unquoted
from storage.model.selections import Selection


def label(origin: str, facts: Recorded) -> str:
    """The name of a figure: whose it is, and what is counted."""
    head, _, rest = origin.partition("/")
    if head == BEFORE:
        return texts.BEFORE + texts.SEPARATOR + label(rest, facts)
    if head == CHANGE:
        return texts.CHANGE + texts.SEPARATOR + label(rest, facts)
    if chosen := selected(origin):
        return _chosen(*chosen, facts)
    if head == REGISTER:
        _, noun, measure, _ = map(unquoted, rest.split("/"))
        return texts.ENTRY.format(noun=noun, measure=measure)
    if head == TARGET:
        return _target(rest, facts)
    if head == "output":
        return _output(rest)
    key, measure = _parted(rest if head != "all" else f"/{rest}")
    if head == RECORD:
        return texts.RECORD.format(number=key, what=measure)
    return _part(head, key, facts) + texts.SEPARATOR + measure


def _target(rest: str, facts: Recorded) -> str:
    """The words of the target, one that was taken back included."""
    written, _, what = rest.rpartition("/")
    entry = facts.entry(unquoted(written))
    return texts.OF_TARGET.format(text=entry.text if entry else texts.NOT_SAID, what=texts.TARGETS[what])


def _chosen(selection: Selection, measure: str, facts: Recorded) -> str:
    """The classes of a selection, and what is counted of them."""
    said = (selection.programmes[:1], selection.kinds, selection.audiences, selection.about, selection.subjects)
    names = tuple(name or texts.NOT_SAID for names in said for name in names)
    chosen = texts.WITHIN.join(names) or texts.REST
    return chosen + texts.SEPARATOR + label(measure, facts).removeprefix(texts.WHOLE + texts.SEPARATOR)


def _parted(rest: str) -> tuple[str, str]:
    """The key, which may hold anything, and the name of what is counted."""
    key, _, last = rest.rpartition("/")
    if key.endswith("/sessions") or key == "sessions":
        return key.removesuffix("sessions").removesuffix("/"), texts.SESSIONS.format(word=last)
    return key, texts.MEASURES.get(last, last)


def _part(head: str, key: str, facts: Recorded) -> str:
    if head == "all":
        return texts.WHOLE
    if head == Grouping.UNIT:
        unit = facts.unit(key)
        return unit.name if unit else texts.NOT_SAID
    if head == Grouping.MONTH and key:
        year, month = key.split("-")
        return texts.MONTH.format(year=year, month=int(month))
    return key or texts.NOT_SAID


def _output(rest: str) -> str:
    parts = rest.split("/")
    if len(parts) < 5:  # noqa: PLR2004 - category, item, action, measure, what
        return rest
    *before, action, measure, what = parts
    item = "/".join(before[1:])
    return texts.OUTPUT.format(action=action, item=item, measure=measure, what=texts.OUTPUT_MEASURES.get(what, what))
