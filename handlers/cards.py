"""How a draft and a record look as cards, with the buttons that go with them."""

from datetime import date
from enum import Enum, auto

from handlers.state import Draft
from handlers.texts import common, log, records, wording
from handlers.turn import Button, Buttons, Card, Facts, Row
from storage.model.activity import Activity, Evidence, Field, Particulars
from storage.model.people import Person

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
    Field.VOLUNTEERS,
    Field.EXPERTS,
    Field.NOTE,
)
LONGEST_VALUE = 120


class After(Enum):
    """What a record's card follows: taking back means the record, its last change, or withdrawing it."""

    SAVED = auto()
    CHANGED = auto()
    OPENED = auto()


def buttons_in_rows(buttons: tuple[Button, ...], width: int = 3) -> Buttons:
    """Buttons in rows of `width`."""
    return tuple(buttons[start : start + width] for start in range(0, len(buttons), width))


def rows(particulars: Particulars, words: dict[Field, str], today: date, missing: tuple[Field, ...]) -> tuple[Row, ...]:
    """One row for each field that was said or is missing; the origin words stand beside where they say more."""
    return tuple(
        _row(particulars, field, words.get(field, ""), today)
        for field in ORDER
        if field in missing or (wording.value(particulars, field, today) and not _told_by_name(particulars, field))
    )


def _told_by_name(particulars: Particulars, field: Field) -> bool:
    """A topic that stands in the name needs no row: 防震 beside 防震讲座."""
    return field is Field.TOPIC and particulars.topic in particulars.title


def _as_proposed(row: Row, words: dict[Field, str]) -> Row:
    """An audience or programme nobody said, marked as what it is."""
    proposed = {common.FIELDS[field] for field in (Field.AUDIENCE, Field.PROGRAMME) if field not in words}
    return Row(row.label, log.PROPOSED.format(value=row.value)) if row.label in proposed and not row.missing else row


def _row(particulars: Particulars, field: Field, words: str, today: date) -> Row:
    label, value = common.FIELDS[field], wording.value(particulars, field, today)
    if not value:
        return Row(label, log.TO_BE_SAID, missing=True)
    telling = wording.telling(particulars, field, words, today) if words else ""
    return Row(label, wording.shortened(value, LONGEST_VALUE), wording.shortened(telling, 30))


def draft_card(draft: Draft, today: date, missing: tuple[Field, ...], text: str, buttons: Buttons) -> Card:
    """A draft as a card; its key is the id the record will have, so the record's card takes its place."""
    lines = tuple(_as_proposed(row, draft.words) for row in rows(draft.particulars, draft.words, today, missing))
    if draft.evidence:
        lines = (*lines, Row(common.PHOTOS, counted(draft.evidence)))
    return Card(draft.id, log.DRAFT, lines, text, buttons, photos=draft.evidence)


def record_card(
    activity: Activity, who: Person, facts: Facts, today: date, text: str = "", after: After = After.OPENED
) -> Card:
    """A record as a card, with what this person can do to it."""
    title = records.title(activity.number, activity.version, withdrawn=bool(activity.withdrawn))
    lines = rows(activity.particulars, {}, today, ())
    lines = (*lines, Row(common.PHOTOS, counted(activity.evidence)), *_keeper(activity, who, facts))
    if activity.withdrawn:
        lines = (*lines, Row(records.WITHDRAWN, activity.withdrawn))
    return Card(activity.id, title, lines, text, record_buttons(activity, after), photos=activity.evidence)


def counted(evidence: tuple[Evidence, ...]) -> str:
    """How many photos and other files: "2张", "2张，文件1个"."""
    photos = sum(one.media_type.startswith("image/") for one in evidence)
    parts = ((photos, records.PHOTO_COUNT), (len(evidence) - photos, records.FILE_COUNT))
    return records.AND.join(text.format(count=count) for count, text in parts if count) or records.NO_PHOTO


def _keeper(activity: Activity, who: Person, facts: Facts) -> tuple[Row, ...]:
    """Whose record it is, where that is somebody else's."""
    if activity.recorder_id == who.id:
        return ()
    unit, recorder = facts.unit(activity.unit_id), facts.person(activity.recorder_id)
    return (
        Row(common.UNIT, unit.name if unit else ""),
        Row(common.RECORDER, recorder.name if recorder else ""),
    )


def record_buttons(activity: Activity, after: After) -> Buttons:
    """What can be done to a record; the version in the action makes a button of an older card recognisable."""
    base = f"a:{activity.id}"
    history = Button(records.HISTORY, f"{base}:history")
    if activity.withdrawn:
        return ((Button(common.RESTORE, f"{base}:restore:{activity.version}"), history),)
    taking_back = {
        After.SAVED: Button(common.UNDO, f"{base}:withdraw"),
        After.CHANGED: Button(common.UNDO, f"{base}:undo:{activity.version}"),
        After.OPENED: Button(records.WITHDRAW, f"{base}:withdraw"),
    }
    return (
        (Button(records.CHANGE, f"{base}:change"), Button(records.ADD_PHOTO, f"{base}:photo")),
        (taking_back[after], history),
    )
