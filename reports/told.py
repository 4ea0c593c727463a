"""The activities below one heading as sentences: only what is recorded, every figure with its origin."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from reports import texts_paper as texts
from reports.chapters import Chapter
from reports.events import Event
from reports.paper import Figure, Text, filled, joined
from reports.texts import SESSION_WORDS
from reports.wording import summed
from storage.model.activity import Amount, Output
from storage.model.origins import where
from storage.model.selections import Selection, subject

MOST_SUBJECTS = 12
"""What is told by its name within a kind; the annex has them all."""
ONCE = Amount(1, words="1")


def paragraphs(chapter: Chapter) -> Iterator[Text]:
    """How much there was, then kind by kind what it was about, then what came out of it."""
    selection, events = chapter.selection, chapter.events
    if selection is None or not events:
        return
    if len(events) > 1:
        yield (*_whole(selection, events), texts.FULL_STOP)
    for kind in _in_order(event.told.kind for event in events):
        below = tuple(event for event in events if event.told.kind == kind)
        yield (*_kind(replace(selection, kinds=(kind,)), kind, below), texts.FULL_STOP)
    things = tuple(_things(selection, events))
    if things:
        yield (*joined(things, texts.SEMICOLON), texts.FULL_STOP)


def _whole(selection: Selection, events: tuple[Event, ...]) -> Text:
    count = Figure(summed((ONCE,) * len(events), texts.ITEMS), len(events), where(selection, "activities"))
    return joined((filled(texts.HELD, activities=count), *_measures(selection, events)), texts.COMMA)


def _kind(selection: Selection, kind: str, events: tuple[Event, ...]) -> Text:
    """One subject is told by its name; several after what they come to together."""
    by_subject = _by_subject(events)
    if len(by_subject) == 1:
        return _of(selection, _named(next(iter(by_subject)), kind), events)
    whole = _of(selection, kind or texts.ANY_KIND, events)
    named = [name for name in by_subject if name][:MOST_SUBJECTS]
    parts = (
        _of(replace(selection, subjects=(name,)), texts.quoted(name), by_subject[name], texts.PART) for name in named
    )
    return (*whole, texts.AMONG_THEM, *joined(parts, texts.SEMICOLON)) if named else whole


def _of(selection: Selection, name: str, events: tuple[Event, ...], template: str = texts.OPENED) -> Text:
    sessions, *others = _measures(selection, events)
    return joined((filled(template, name=name, sessions=sessions), *others), texts.COMMA)


def _measures(selection: Selection, events: tuple[Event, ...]) -> Iterator[Text]:
    """Sessions by their word, never added up; then who came, on site, online and to help, where it was counted."""
    yield joined(((one,) for one in _sessions(selection, events)), texts.PAUSE)
    for measure, template, amount in _PEOPLE:
        figure = _figure(map(amount, events), texts.PEOPLE, where(selection, measure))
        if figure.value:
            yield filled(template, people=figure)


_PEOPLE: tuple[tuple[str, str, Callable[[Event], Amount]], ...] = (
    ("attendance", texts.CAME, lambda event: event.told.attendance),
    ("online", texts.CAME_ONLINE, lambda event: event.told.online),
    ("experts", texts.EXPERTS, lambda event: event.told.experts),
    ("volunteers", texts.VOLUNTEERS, lambda event: event.told.volunteers),
)


def _sessions(selection: Selection, events: tuple[Event, ...]) -> Iterator[Figure]:
    words = sorted({event.session_word for event in events}, key=_rank)
    for word in words:
        amounts = (_held(event) for event in events if event.session_word == word)
        figure = _figure(amounts, word, where(selection, f"sessions/{word}"))
        if figure.value:
            yield figure


def _held(event: Event) -> Amount:
    return ONCE if event.told.sessions.value is None else event.told.sessions


def _things(selection: Selection, events: tuple[Event, ...]) -> Iterator[Text]:
    """Different things, and the same thing printed and handed out, are never added up."""
    found: dict[str, list[Output]] = {}
    for output in (output for event in events for output in event.told.outputs):
        found.setdefault(f"output/{output.category}/{output.item}/{output.action}/{output.measure}", []).append(output)
    for origin, outputs in found.items():
        first = outputs[0]
        verb = texts.SHOWN_AGAIN.get(first.action, first.action or texts.VERBS.get(first.category, ""))
        figure = _figure((one.amount for one in outputs), first.measure, where(selection, f"{origin}/quantity"))
        uncounted = filled(texts.THING_UNCOUNTED, verb=verb, item=first.item)
        yield filled(texts.THING, verb=verb, item=first.item, quantity=figure) if figure.value else uncounted


def _figure(amounts: Iterable[Amount], measure: str, origin: str) -> Figure:
    found = tuple(amounts)
    return Figure(summed(found, measure), sum(one.value or 0 for one in found), origin)


def _by_subject(events: tuple[Event, ...]) -> dict[str, tuple[Event, ...]]:
    """The largest first; what is said of nothing in particular last."""
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(subject(event.told), []).append(event)
    ordered = sorted(found, key=lambda name: (not name, -_size(found[name]), name))
    return {name: tuple(found[name]) for name in ordered}


def _size(events: list[Event]) -> int:
    return sum((event.told.attendance.value or 0) + (event.told.online.value or 0) for event in events)


def _named(name: str, kind: str) -> str:
    if not name:
        return kind or texts.ANY_KIND
    return (
        name
        if kind and (kind in name or name[-2:] in kind)
        else texts.SUBJECT.format(subject=texts.quoted(name), kind=kind)
    )


def _in_order(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _rank(word: str) -> tuple[int, str]:
    return (SESSION_WORDS.index(word) if word in SESSION_WORDS else len(SESSION_WORDS), word)
