"""The open draft from question to question: what is taken, what is asked next, what can be tapped."""

from dataclasses import replace

import msgspec

from handlers import draft as drafts
from handlers.cards import buttons_in_rows, draft_card
from handlers.offers import options
from handlers.read import hearing, nearplaces
from handlers.read.reading import Found, Origin
from handlers.scene import Result, Scene
from handlers.state import Draft, Filling, Idle, Task, with_dialog
from handlers.texts import common
from handlers.texts import log as texts
from handlers.turn import Button, Buttons, Card, Outcome
from storage.model.activity import Amount, Evidence, Field, Particulars

LONGEST = {Field.TITLE: 60, Field.TOPIC: 60, Field.VENUE: 60, Field.HOSTS: 200, Field.NOTE: 1000}
"""Characters a free text may have: a cell of the ledger must stay readable on paper."""

OPTIONAL = (
    Field.AUDIENCE,
    Field.PROGRAMME,
    Field.SESSIONS,
    Field.ONLINE,
    Field.HOSTS,
    Field.VOLUNTEERS,
    Field.EXPERTS,
    Field.NOTE,
)
"""Fields that may be emptied again."""

NUMERIC = (Field.ATTENDANCE, Field.ONLINE, Field.SESSIONS, Field.VOLUNTEERS, Field.EXPERTS)
CHANGEABLE = (
    Field.TITLE,
    Field.KIND,
    Field.DATE,
    Field.VENUE,
    Field.ATTENDANCE,
    Field.OUTPUTS,
    Field.AUDIENCE,
    Field.PROGRAMME,
    Field.SESSIONS,
    Field.ONLINE,
    Field.HOSTS,
    Field.VOLUNTEERS,
    Field.EXPERTS,
    Field.NOTE,
)


def checked(found: Found) -> Found:
    """Without what cannot be kept as it is: days still to come or that do not exist, and texts too long for a cell."""
    long = {field for field, limit in LONGEST.items() if field in found.fields and _length(found, field) > limit}
    doubted = {doubt.field for doubt in found.doubts}
    kept = tuple(origin for origin in found.origins if origin.field not in doubted | long)
    return replace(found, origins=kept)


def _length(found: Found, field: Field) -> int:
    said = getattr(found.particulars, field.value)
    return len(said) if isinstance(said, str) else sum(len(one) for one in said)


def plain_only(found: Found) -> Found:
    """An answer without a figure that says nothing: 「很多」 is asked again, 「没统计」 is an answer."""
    vague = {
        field
        for field in NUMERIC
        if field in found.fields
        and _unknown(found, field)
        and hearing.is_vague(getattr(found.particulars, field).words)
    }
    return replace(found, origins=tuple(origin for origin in found.origins if origin.field not in vague))


def _unknown(found: Found, field: Field) -> bool:
    said: Amount = getattr(found.particulars, field.value)
    return said.value is None and said.low is None


def doubts(found: Found) -> str:
    """What to say about the words that could not be used, empty where all could."""
    long = [
        texts.TOO_LONG.format(field=common.FIELDS[field], limit=limit)
        for field, limit in LONGEST.items()
        if field in found.fields and _length(found, field) > limit
    ]
    return "\n".join([*long, *(texts.doubt(doubt.reason, doubt.words) for doubt in found.doubts)])


def questioned(scene: Scene, draft: Draft, found: Found) -> Found:
    """With the question whether a place is a known one that sounds alike; not for what was just decided."""
    if found.particulars.venue in draft.choices.get(Field.VENUE, ()):
        return found
    return nearplaces.questioned(found, scene.facts.places(scene.who.unit_id))


def with_found(scene: Scene, draft: Draft, found: Found) -> Draft:
    """The draft with what was found, as far as it can be kept."""
    asked = scene.dialog.task.field if isinstance(scene.dialog.task, Filling) else None
    return drafts.taking(draft, _at_home(scene, checked(found)), scene.facts.taxonomy, asked)


def _at_home(scene: Scene, found: Found) -> Found:
    """「社区」 said by somebody of a community is that one."""
    unit = scene.facts.unit(scene.who.unit_id)
    if unit is None or unit.level is not hearing.own_place(found.particulars.venue):
        return found
    return replace(found, particulars=replace(found.particulars, venue=unit.name))


def taken(scene: Scene, found: Found, *, correcting: bool = False) -> Result:
    """The open draft takes what was found and goes on to the next question."""
    first, *rest = scene.dialog.drafts
    task = scene.dialog.task
    found = questioned(scene, first, found)
    if not checked(found).fields and not any(doubt.choices for doubt in found.doubts):
        return shown(scene, first, doubts(found))
    if not (isinstance(task, Filling) and task.field is Field.OUTPUTS):
        found = drafts.beside(first.particulars, found, correcting=correcting)
    return advanced(scene, (with_found(scene, first, found), *rest), doubts(found))


def advanced(
    scene: Scene, kept: tuple[Draft, ...], note: str = "", *, photos: tuple[Evidence, ...] | None = None
) -> Result:
    """Ask what the first draft lacks next, or offer to confirm it."""
    there = Scene(with_dialog(scene.dialog, drafts=kept), scene.incoming, scene.who, scene.facts)
    field = drafts.next_field(kept[0])
    task = asking(there, field) if field else Idle()
    result = scene.result(card(scene, kept[0], task, note), task=task, drafts=kept)
    return result if photos is None else Outcome(with_dialog(result.state, photos=photos), result.replies)


def shown(scene: Scene, draft: Draft, note: str = "") -> Result:
    """The open draft again, changed or not, with the question it waits for."""
    return advanced(scene, (draft, *scene.dialog.drafts[1:]), note)


def asked(scene: Scene, field: Field, note: str = "") -> Result:
    """Ask for one field of the open draft, said already or not."""
    draft = scene.dialog.drafts[0]
    task = asking(scene, field)
    return scene.result(card(scene, draft, task, note), task=task)


def asked_again(scene: Scene, field: Field) -> Result:
    """The answer was of no use: the same question with an example."""
    return asked(scene, field, texts.EXAMPLES[field])


def asking(scene: Scene, field: Field) -> Filling:
    """The task of asking for a field, with the values that are one tap away."""
    draft = scene.dialog.drafts[0] if scene.dialog.drafts else Draft("")
    nothing_yet = drafts.lacks(draft.particulars, field)
    if field in draft.choices:
        return Filling(field, draft.choices[field])
    return Filling(field, tuple(one for one in options(scene, field) if not (nothing_yet and one == texts.NONE)))


def clears(field: Field, text: str) -> bool:
    """Whether an answer empties a field: 「没有」."""
    return field in OPTIONAL and (text == texts.NONE or hearing.is_nothing(text))


def cleared(field: Field) -> Found:
    """A field said to be nothing."""
    return Found(Particulars(), (Origin(field, "", "cleared"),))


def card(scene: Scene, draft: Draft, task: Task, note: str = "") -> Card:
    """The draft with the question and its choices, or with 确认."""
    missing = drafts.missing(draft.particulars)
    asked_for = task.field if isinstance(task, Filling) else None
    question = texts.QUESTIONS[asked_for] if asked_for else texts.READY
    text = f"{note}\n{question}" if note and note != texts.EXAMPLES.get(asked_for or Field.NOTE) else note or question
    choices = _choices(scene, draft, task) if isinstance(task, Filling) else _final(draft)
    shown_card = draft_card(draft, scene.today, missing, text, choices)
    return msgspec.structs.replace(shown_card, numeric=asked_for in NUMERIC)


def _choices(scene: Scene, draft: Draft, task: Filling) -> Buttons:
    base = f"d:{draft.id}"
    picks = tuple(Button(label, f"{base}:pick:{task.field}:{nth}") for nth, label in enumerate(task.options))
    if task.field is Field.TITLE and drafts.lacks(draft.particulars, Field.KIND) and _last(scene):
        picks = (*picks, Button(texts.SAME_AS_LAST, f"{base}:same"))
    back = (Button(common.BACK, f"{base}:back"),) if draft.steps or changing(draft, task) else ()
    leave = () if changing(draft, task) else (Button(common.CANCEL, f"{base}:cancel"),)
    return (*buttons_in_rows(picks), (*back, *leave))


def _last(scene: Scene) -> bool:
    return scene.facts.last_recorded(scene.who.id) is not None


def changing(draft: Draft, task: Task) -> bool:
    """Whether a field is asked that the draft does not need: somebody changes it."""
    return isinstance(task, Filling) and task.field not in drafts.missing(draft.particulars)


def _final(draft: Draft) -> Buttons:
    base = f"d:{draft.id}"
    return (
        (
            Button(common.CONFIRM, f"{base}:confirm"),
            Button(common.CHANGE, f"{base}:change"),
            Button(common.CANCEL, f"{base}:cancel"),
        ),
    )


def change_menu(scene: Scene, draft: Draft) -> Result:
    """修改: which field."""
    base = f"d:{draft.id}"
    picks = tuple(Button(common.FIELDS[field], f"{base}:ask:{field}") for field in CHANGEABLE)
    choices = (*buttons_in_rows(picks, 4), (Button(common.BACK, f"{base}:show"),))
    menu = draft_card(draft, scene.today, drafts.missing(draft.particulars), texts.CHANGE_WHAT, choices)
    return scene.result(menu, task=Idle())
