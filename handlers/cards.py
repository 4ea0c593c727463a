"""How a draft and a record look as cards, with the buttons that go with them."""

from datetime import date

from handlers.state import Draft
from handlers.texts import common, log, records, wording
from handlers.turn import Button, Buttons, Card, Facts, Row
from storage.model.activity import Activity, Field, Particulars
from storage.model.people import Person

ALWAYS = (Field.TITLE, Field.KIND, Field.DATE, Field.VENUE, Field.ATTENDANCE, Field.OUTPUTS)
"""The rows every card has, said or not; the others appear once something was said."""

ORDER = (
    Field.TITLE,
    Field.KIND,
    Field.TOPIC,
    Field.DATE,
    Field.VENUE,
    Field.ATTENDANCE,
    Field.ONLINE,
    Field.SESSIONS,
    Field.AUDIENCE,
    Field.PROGRAMME,
    Field.OUTPUTS,
    Field.HOSTS,
    Field.NOTE,
)
LONGEST_VALUE = 120


def buttons_in_rows(buttons: tuple[Button, ...], width: int = 3) -> Buttons:
    """Buttons in rows of `width`."""
    return tuple(buttons[start : start + width] for start in range(0, len(buttons), width))


def rows(particulars: Particulars, words: dict[Field, str], today: date, missing: tuple[Field, ...]) -> tuple[Row, ...]:
    """One row a field; the origin words are shown where the value does not say the same."""
    return tuple(
        _row(field, wording.value(particulars, field, today), words.get(field, ""), missing)
        for field in ORDER
        if field in ALWAYS or wording.value(particulars, field, today)
    )


def _row(field: Field, value: str, words: str, missing: tuple[Field, ...]) -> Row:
    label = common.FIELDS[field]
    if not value:
        return Row(label, log.TO_BE_SAID, missing=field in missing)
    telling = "" if words in value else wording.shortened(words, 30)
    return Row(label, wording.shortened(value, LONGEST_VALUE), telling)


def draft_card(draft: Draft, today: date, missing: tuple[Field, ...], text: str, buttons: Buttons) -> Card:
    """A draft as a card; its key is the id the record will have, so the record's card takes its place."""
    lines = rows(draft.particulars, draft.words, today, missing)
    if draft.evidence:
        lines = (*lines, Row(common.PHOTOS, records.PHOTO_COUNT.format(count=len(draft.evidence))))
    return Card(draft.id, log.DRAFT, lines, text, buttons, photos=draft.evidence)


def record_card(activity: Activity, who: Person, facts: Facts, today: date, text: str = "") -> Card:
    """A record as a card, with what this person can do to it."""
    title = records.title(activity.number, activity.version, withdrawn=bool(activity.withdrawn))
    lines = tuple(row for row in rows(activity.particulars, {}, today, ()) if row.value != log.TO_BE_SAID)
    photos = records.PHOTO_COUNT.format(count=len(activity.evidence)) if activity.evidence else records.NO_PHOTO
    lines = (*lines, Row(common.PHOTOS, photos), *_keeper(activity, who, facts))
    if activity.withdrawn:
        lines = (*lines, Row(records.WITHDRAWN, activity.withdrawn))
    return Card(activity.id, title, lines, text, record_buttons(activity), photos=activity.evidence)


def _keeper(activity: Activity, who: Person, facts: Facts) -> tuple[Row, ...]:
    """Whose record it is, where that is somebody else's."""
    if activity.recorder_id == who.id:
        return ()
    unit, recorder = facts.unit(activity.unit_id), facts.person(activity.recorder_id)
    return (
        Row(common.UNIT, unit.name if unit else ""),
        Row(common.RECORDER, recorder.name if recorder else ""),
    )


def record_buttons(activity: Activity) -> Buttons:
    """What can be done to a record; the version in the action makes a button of an older card recognisable."""
    base = f"a:{activity.id}"
    history = Button(records.HISTORY, f"{base}:history")
    if activity.withdrawn:
        return ((Button(common.RESTORE, f"{base}:restore:{activity.version}"), history),)
    return (
        (Button(records.CHANGE, f"{base}:change"), Button(records.ADD_PHOTO, f"{base}:photo")),
        (Button(records.WITHDRAW, f"{base}:withdraw"), history),
    )
