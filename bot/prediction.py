"""A reading as plain values: the scorer's form for machines, and every field with its words and rule for people."""

from collections.abc import Iterator
from datetime import date
from typing import TypedDict, assert_never

from handlers.read.reading import Found, Reading
from storage.model.activity import Amount, Category, Field, Output, Particulars

_SPAN = "–"
_LIST = "; "


class Thing(TypedDict):
    """A material: how much is None where nobody counted, or where only a range was said."""

    item: str
    quantity: int | None
    quantity_range: list[int] | None
    unit: str | None


class Prediction(TypedDict):
    """One activity. `attendees` are the viewers where it was only watched from afar; only materials are things."""

    date: str | None
    end_date: str | None
    type: str | None
    venue: str | None
    attendees: int | None
    attendees_range: list[int] | None
    attendees_approx: bool
    sessions: int | None
    audience: str | None
    topic_words: list[str]
    materials: list[Thing]
    title: str | None


def prediction(found: Found) -> Prediction:
    """What was read of one activity; nothing said is None or empty."""
    said = found.particulars
    people = said.attendance if said.attendance.said else said.online
    return Prediction(
        date=_day(said.start),
        end_date=_day(said.end),
        type=said.kind or None,
        venue=said.venue or None,
        attendees=people.value,
        attendees_range=_range(people),
        attendees_approx=people.approximate,
        sessions=said.sessions.value if said.sessions.said else 1,
        audience=said.audience or None,
        topic_words=[said.topic] if said.topic else [],
        materials=[_thing(output) for output in said.outputs if output.category is Category.MATERIAL],
        title=said.title or None,
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _range(amount: Amount) -> list[int] | None:
    if amount.value is not None or amount.low is None or amount.high is None:
        return None
    return [amount.low, amount.high]


def _thing(output: Output) -> Thing:
    amount = output.amount
    return Thing(item=output.item, quantity=amount.value, quantity_range=_range(amount), unit=output.measure or None)


def explanation(reading: Reading) -> Iterator[str]:
    """Lines for people: per activity each field that was said, its words and the rule that read them."""
    for number, found in enumerate(reading.found, start=1):
        if len(reading.found) > 1:
            yield f"  activity {number}"
        for origin in found.origins:
            value = _shown(origin.field, found.particulars)
            yield f"  {origin.field:<10}  {value}  <- {_line(origin.words)}  [{origin.rule}]"
        for doubt in found.doubts:
            between = _LIST.join(doubt.choices) or "?"
            yield f"  {doubt.field:<10}  {between}  <- {_line(doubt.words)}  [{doubt.reason}]"


def _line(words: str) -> str:
    return " ".join(words.split())


def _shown(field: Field, said: Particulars) -> str:
    """The value of a field in one line."""
    match field:
        case Field.DATE:
            return _SPAN.join(day.isoformat() for day in (said.start, said.end) if day)
        case Field.ATTENDANCE:
            return _amount(said.attendance)
        case Field.ONLINE:
            return _amount(said.online)
        case Field.SESSIONS:
            return _amount(said.sessions) + said.session_word
        case Field.OUTPUTS:
            return _LIST.join(map(_output, said.outputs))
        case Field.VOLUNTEERS | Field.EXPERTS:
            return _amount(getattr(said, field.value))
        case Field.HOSTS:
            return _LIST.join(said.hosts)
        case Field.TITLE | Field.KIND | Field.TOPIC | Field.VENUE | Field.AUDIENCE | Field.PROGRAMME | Field.NOTE:
            return str(getattr(said, field))
        case _:
            assert_never(field)


def _amount(amount: Amount) -> str:
    span = _range(amount)
    number = _SPAN.join(map(str, span)) if span else "?" if amount.value is None else str(amount.value)
    return f"~{number}" if amount.approximate else number


def _output(output: Output) -> str:
    kind = "" if output.category is Category.MATERIAL else f" ({output.category})"
    return f"{output.item} {_amount(output.amount)}{output.measure}{kind}"
