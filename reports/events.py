"""Activities told one by one in a paper: only what is recorded of each is said."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports import texts_paper as texts
from reports.paper import Figure, Section, Text, filled, joined
from reports.wording import counted, numeral
from storage.model.activity import Activity, Amount, Output, Particulars

MOST_TOLD = 8
"""Activities that are told in sentences; the annex has them all."""


@dataclass(frozen=True, slots=True)
class Event:
    """A record that stands, the name of its unit, and the measure word of its sessions."""

    activity: Activity
    unit: str
    session_word: str

    @property
    def told(self) -> Particulars:
        """What is known of the activity."""
        return self.activity.particulars

    @property
    def name(self) -> str:
        """What it is called: its title, its topic, or its kind."""
        return self.told.title or self.told.topic or self.told.kind or texts.ANY_KIND


def main_events(events: tuple[Event, ...], *, with_year: bool) -> Iterator[Section]:
    """The largest with a day, by their days; nothing where there are none."""
    dated = [event for event in events if event.told.start]
    chosen = set(sorted(range(len(dated)), key=lambda nth: (-_size(dated[nth]), nth))[:MOST_TOLD])
    sentences = tuple(_sentence(event, with_year) for nth, event in enumerate(dated) if nth in chosen)
    if sentences:
        numbers = (texts.NUMBERS[1].format(number=numeral(nth)) for nth in range(1, len(sentences) + 1))
        yield Section(1, texts.EVENTS, tuple((n, *said) for n, said in zip(numbers, sentences, strict=True)))


def caption(event: Event) -> str:
    """What stands below a photo of it: when, who, what."""
    days = texts.short_days(event.told.start, event.told.end) if event.told.start else ""
    return texts.CAPTION.format(days=days, unit=event.unit, name=event.name)


def attended(event: Event) -> Figure | None:
    """Who came, where somebody counted."""
    return _people(event, event.told.attendance, "attendance")


def sessions(event: Event) -> Figure:
    """How often it was held: once where nothing else was said."""
    count = event.told.sessions.value
    value = 1 if count is None else count
    estimated = event.told.sessions.approximate and bool(value)
    return Figure(counted(value, event.session_word, estimated=estimated), value, _origin(event, "sessions"))


def _size(event: Event) -> int:
    return (event.told.attendance.value or 0) + (event.told.online.value or 0)


def _sentence(event: Event, with_year: bool) -> Text:  # noqa: FBT001 - the caller names it
    parts = (part for part in (_opening(event, with_year), *_facts(event)) if part)
    return (*joined(parts, texts.COMMA), texts.FULL_STOP)


def _opening(event: Event, with_year: bool) -> Text:  # noqa: FBT001 - the caller names it
    told = event.told
    days = texts.days(told.start, told.end, with_year=with_year) if told.start else ""
    place = texts.AT.format(venue=told.venue) if told.venue and told.venue != event.unit else ""
    return filled(texts.EVENT, days=days, unit=event.unit, place=place, act=_act(told))


def _act(told: Particulars) -> str:
    named = told.title or told.topic
    if not named:
        return texts.OF_KIND.format(kind=told.kind or texts.ANY_KIND)
    kind = "" if told.kind in named else told.kind.removesuffix(texts.ACTIVITY)
    return texts.NAMED.format(title=texts.quoted(named), kind=kind + texts.ACTIVITY)


def _facts(event: Event) -> Iterator[Text]:
    told = event.told
    if (told.sessions.value or 0) > 1:
        yield filled(texts.EVENT_SESSIONS, sessions=sessions(event))
    if (figure := attended(event)) and figure.value:
        yield filled(texts.EVENT_ATTENDED, attendance=figure)
    elif told.attendance.low is not None and told.attendance.high is not None:
        yield (texts.EVENT_RANGE.format(low=told.attendance.low, high=told.attendance.high),)
    if (figure := _people(event, told.online, "online")) and figure.value:
        yield filled(texts.EVENT_ONLINE, online=figure)
    yield joined((_thing(event, nth, output) for nth, output in enumerate(told.outputs)), texts.PAUSE)


def _thing(event: Event, nth: int, output: Output) -> Text:
    verb = output.action or texts.VERBS.get(output.category, "")
    value = output.amount.value
    if not value:
        return (f"{verb}{output.item}",)
    words = counted(value, output.measure, estimated=output.amount.approximate)
    figure = Figure(words, value, _origin(event, f"output/{nth}"))
    return filled(texts.THING, verb=verb, item=output.item, quantity=figure)


def _people(event: Event, said: Amount, what: str) -> Figure | None:
    if said.value is None:
        return None
    words = counted(said.value, texts.PEOPLE, estimated=said.approximate and bool(said.value))
    return Figure(words, said.value, _origin(event, what))


def _origin(event: Event, what: str) -> str:
    return f"record/{event.activity.number}/{what}"
