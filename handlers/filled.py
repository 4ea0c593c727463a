"""A form filled from the ledger: each field with its value as it is to be copied; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from handlers.texts import filling as texts
from storage.model.activity import Output, Particulars
from storage.model.forms import Form, FormField, Sum, Take
from storage.model.goals import named
from storage.model.origins import Source
from storage.model.registers import Statement


@dataclass(frozen=True, slots=True)
class Held:
    """A record as forms take it: `photos` is how many pictures came with it."""

    source: Source
    photos: int = 0

    @property
    def told(self) -> Particulars:
        """What is known of it."""
        return self.source.particulars


NUMBERS = (Take.SESSIONS, Take.ATTENDANCE, Take.ONLINE, Take.VOLUNTEERS, Take.EXPERTS, Take.PHOTOS)
"""What a nought may stand for; a missing word is no nought."""


def of_period(form: Form, held: tuple[Held, ...], said: tuple[Statement, ...]) -> tuple[tuple[str, str], ...]:
    """Title and value of every field over the records of a period; whole numbers, as statistics want them."""
    return tuple((field.title, _summed(form, field, held, said)) for field in form.fields)


def of_activity(form: Form, one: Held) -> tuple[tuple[str, str], ...]:
    """Title and value of every field of one activity."""
    return tuple((field.title, _taken(form, field, one)) for field in form.fields)


def _summed(form: Form, field: FormField, held: tuple[Held, ...], said: tuple[Statement, ...]) -> str:
    if field.sum is None:
        return field.words
    value = _sum(field, [one for one in held if _counts(field, one.told)], said)
    return str(value) if value else form.blank


def _counts(field: FormField, told: Particulars) -> bool:
    return (
        (not field.kinds or told.kind in field.kinds)
        and (not field.audiences or told.audience in field.audiences)
        and (not field.about or any(word in told.title or word in told.topic for word in field.about))
        and (told.attendance.value or 0) + (told.online.value or 0) >= field.at_least
    )


def _sum(field: FormField, held: list[Held], said: tuple[Statement, ...]) -> int:
    match field.sum:
        case Sum.ACTIVITIES:
            return len(held)
        case Sum.SESSIONS:
            return sum(_sessions(one.told) for one in held)
        case Sum.ATTENDANCE:
            return sum(one.told.attendance.value or 0 for one in held)
        case Sum.ONLINE:
            return sum(one.told.online.value or 0 for one in held)
        case Sum.VOLUNTEERS:
            return sum(one.told.volunteers.value or 0 for one in held)
        case Sum.EXPERTS:
            return sum(one.told.experts.value or 0 for one in held)
        case Sum.QUANTITY:
            return sum(_quantity(field, one.told.outputs) for one in held)
        case Sum.REGISTER:
            return sum(one.value or 0 for one in said if any(named(item, one.first.noun) for item in field.items))
        case None:
            return 0
        case _:
            assert_never(field.sum)


def _sessions(told: Particulars) -> int:
    return 1 if told.sessions.value is None else told.sessions.value


def _quantity(field: FormField, outputs: Iterable[Output]) -> int:
    """Printed and handed out are two things: a form says which it wants."""
    wanted = (
        one
        for one in outputs
        if any(item in one.item for item in field.items) and (not field.actions or one.action in field.actions)
    )
    return sum(one.amount.value or 0 for one in wanted)


def _taken(form: Form, field: FormField, one: Held) -> str:
    if field.take is None:
        return field.words
    blank = form.blank if form.blank != texts.NOUGHT or field.take in NUMBERS else ""
    return _take(field.take, one) or blank


def _take(take: Take, one: Held) -> str:
    told, source = one.told, one.source
    numbers = {
        Take.ATTENDANCE: told.attendance.value,
        Take.ONLINE: told.online.value,
        Take.VOLUNTEERS: told.volunteers.value,
        Take.EXPERTS: told.experts.value,
        Take.SESSIONS: _sessions(told),
        Take.PHOTOS: one.photos,
    }
    words = {
        Take.NUMBER: source.number,
        Take.TITLE: source.title,
        Take.KIND: told.kind,
        Take.TOPIC: told.topic,
        Take.PROGRAMME: told.programme,
        Take.AUDIENCE: told.audience,
        Take.START: told.start.isoformat() if told.start else "",
        Take.END: (told.end or told.start).isoformat() if told.start else "",
        Take.VENUE: told.venue,
        Take.UNIT: source.unit,
        Take.HOSTS: texts.SEPARATOR.join(told.hosts) or source.unit,
        Take.OUTPUTS: texts.SEPARATOR.join(map(_output, told.outputs)),
        Take.NOTE: told.note,
    }
    return words[take] if take in words else str(numbers[take] or "")


def _output(one: Output) -> str:
    return f"{one.action}{one.item}{one.amount.value or ''}{one.measure if one.amount.value else ''}"
