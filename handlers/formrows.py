"""What a form is filled from: the records of its days, as rows of titles and values, and what they lack."""

from dataclasses import replace

from handlers import filled
from handlers.filled import Held
from handlers.illustrated import photos
from handlers.permission import own_scope
from handlers.scene import Scene
from handlers.texts import filling as texts
from handlers.texts import tracing
from storage.model.activity import Activity
from storage.model.figures import Period, Scope
from storage.model.forms import Form
from storage.model.origins import Source
from storage.model.registers import statements

PERIOD = "period"
MOST_RECORDS = 2_000
Filling = tuple[tuple[str, str], ...]
"""Title and value of every field."""


def missing_in(held: tuple[Held, ...]) -> tuple[str, ...]:
    """What would make a form fuller, and in which records."""
    lacking = (
        (
            texts.ATTENDANCE,
            [one for one in held if one.told.attendance.value is None and one.told.online.value is None],
        ),
        (texts.VENUE, [one for one in held if not one.told.venue]),
    )
    return tuple(
        texts.MISSING.format(
            count=len(ones), field=field, records=texts.SEPARATOR.join(one.source.number for one in ones[:5])
        )
        for field, ones in lacking
        if ones
    )


def held_in(scene: Scene, period: Period) -> tuple[Held, ...]:
    """The records of the days, those without a day first, then by day."""
    scope = _scope(scene, period)
    pictures = {one.id: len(photos(one)) for one in scene.facts.activities(scope, 0, MOST_RECORDS).activities}
    sources = scene.facts.sources(scope, None, tracing.PLAIN_SESSION_WORD)
    dated = sorted(sources, key=lambda one: (one.day is not None, str(one.day), one.number))
    return tuple(Held(one, pictures.get(one.activity_id, 0)) for one in dated)


def held_one(scene: Scene, activity: Activity) -> Held:
    """A single record."""
    unit = scene.facts.unit(activity.unit_id)
    told = activity.particulars
    word = told.session_word or tracing.PLAIN_SESSION_WORD
    named = unit.name if unit else ""
    source = Source(activity.id, activity.number, activity.version, told, named, activity.unit_id, word)
    return Held(source, len(photos(activity)))


def _scope(scene: Scene, period: Period) -> Scope:
    return replace(own_scope(scene.who), period=period)


def filled_rows(scene: Scene, form: Form, period: Period, held: tuple[Held, ...]) -> tuple[Filling, ...]:
    """One filling for a period, one for every activity else."""
    if form.each != PERIOD:
        return tuple(filled.of_activity(form, one) for one in held)
    unit_id = scene.who.unit_id
    said = statements(scene.facts.entries_below(unit_id), unit_id, period)
    return (filled.of_period(form, held, said),)


def as_table(form: Form, rows: tuple[Filling, ...]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Heads and rows of a sheet: a line for each field of a period, or for each activity."""
    if form.each == PERIOD:
        return (texts.NUMBER, texts.FIELD, texts.VALUE), tuple(
            (str(nth), *one) for nth, one in enumerate(rows[0], start=1)
        )
    lines = (tuple(value for _, value in row) for row in rows)
    return tuple(title for title, _ in rows[0]), tuple(lines)


def unit_name(scene: Scene) -> str:
    """Whose form it is."""
    unit = scene.facts.unit(scene.who.unit_id)
    return unit.name if unit else ""
