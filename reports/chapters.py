"""Which records stand below which heading of a paper; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from reports.events import Event
from storage.model.selections import Selection, subject
from storage.model.shells import Each, Heading, Shell

MOST_TOPICS = 12
"""Topics that get a heading of their own; the others stand below the heading for what is left."""

Classes = Mapping[Each, tuple[tuple[str, tuple[str, ...]], ...]]
"""For each way the headings there may be, and the classes that records below one of them have."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading as it is printed, the rule by which records belong below it (None: none do), and those records."""

    said: Heading
    heading: str
    selection: Selection | None
    events: tuple[Event, ...] = ()


def chapters(shell: Shell, classes: Classes, events: tuple[Event, ...]) -> tuple[Chapter, ...]:
    """The headings of a shell with their records; a record may stand below several that name it, and is told at each.

    What is left belongs to no other heading, whether that one stands before or after.
    """
    expanded = tuple(one for heading in shell.headings for one in _expanded(heading, classes, events))
    taken = tuple(one.selection for one in expanded if one.selection)
    rest = Selection(without=taken)
    whole = (replace(one, selection=rest) if one.said.rest else one for one in expanded)
    return tuple(replace(one, events=_below(one.selection, events)) for one in whole)


def _below(selection: Selection | None, events: tuple[Event, ...]) -> tuple[Event, ...]:
    return tuple(event for event in events if selection.takes(event.told)) if selection else ()


def _expanded(heading: Heading, classes: Classes, events: tuple[Event, ...]) -> Iterator[Chapter]:
    if heading.each is None:
        yield Chapter(heading, heading.heading, _own(heading))
        return
    found = _topics(events) if heading.each is Each.TOPIC else classes[heading.each]
    for name, members in found:
        yield Chapter(heading, name, _of(_own(heading) or Selection(), heading.each, members))


def _of(selection: Selection, each: Each, members: tuple[str, ...]) -> Selection:
    match each:
        case Each.PROGRAMME:
            return replace(selection, programmes=members)
        case Each.KIND:
            return replace(selection, kinds=members)
        case Each.AUDIENCE:
            return replace(selection, audiences=members)
        case Each.TOPIC:
            return replace(selection, subjects=members)


def _own(heading: Heading) -> Selection | None:
    if not heading.chooses:
        return None
    return Selection(heading.programmes, heading.kinds, heading.audiences, heading.about)


def _topics(events: tuple[Event, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What most people came for first."""
    sizes: dict[str, tuple[int, int]] = {}
    for event in events:
        if name := subject(event.told):
            people, times = sizes.get(name, (0, 0))
            sizes[name] = (people + (event.told.attendance.value or 0), times + 1)
    ordered = sorted(sizes, key=lambda name: (-sizes[name][0], -sizes[name][1], name))
    return tuple((name, (name,)) for name in ordered[:MOST_TOPICS])
