"""Telling an activity: opening a draft, answering what is asked or anything else, in any order."""

import msgspec

from handlers import filling, plans
from handlers.cards import counted
from handlers.changes import changes
from handlers.draft import fresh_id, lacks
from handlers.read import hearing, reader
from handlers.read.reading import Found, Nature, Origin, Reading
from handlers.scene import Result, Scene
from handlers.state import Deciding, Draft, Editing, Filling, Task
from handlers.texts import common, wording
from handlers.texts import log as texts
from handlers.texts import plans as plan_texts
from handlers.turn import Button, Buttons, Say
from storage.model.activity import Evidence, Field, Particulars, with_fields

TELLING = (Field.TITLE, Field.DATE, Field.VENUE, Field.ATTENDANCE)
"""The facts by which one activity is told from another."""

FREE = "answer"
"""The reader's rule for an answer that is taken as it stands."""


def start(scene: Scene, rest: str) -> Result:
    """记录: a new draft, or the open one again; what stands behind the command is read at once."""
    if rest:
        reading = reader.read(rest, scene.context())
        return opened(scene, reading.found or (_named(scene, rest),), rest)
    if scene.dialog.drafts:
        draft = scene.dialog.drafts[0]
        note = texts.OPEN_DRAFT.format(name=wording.name(draft.particulars)) if draft.words else ""
        return filling.shown(scene, draft, note)
    return opened(scene, (Found(),))


def _named(scene: Scene, rest: str) -> Found:
    """「/log 防震演练」: words that say nothing else are the name, which may tell the kind as well."""
    found = reader.read_answer(Field.TITLE, rest, scene.context())
    return found if found.fields else Found(Particulars(title=rest), (Origin(Field.TITLE, rest, "command"),))


def tell(scene: Scene, text: str) -> Result | None:
    """A message while nothing is asked: a new draft for each activity in it; None when it tells of none."""
    reading = reader.read(text, scene.context())
    match reading.nature:
        case Nature.ACTIVITY | Nature.ACTIVITIES | Nature.TOTALS if reading.found:
            return opened(scene, reading.found, text)
        case Nature.PLAN:
            return plans.told(scene, reading.found, text) or scene.say(plan_texts.WITHOUT_A_DAY)
        case _:
            return None


def opened(scene: Scene, found: tuple[Found, ...], told: str = "") -> Result:
    """New drafts in front of those already open, with photos that were sent first; `told` is their message."""
    photos = scene.dialog.photos
    found = tuple(filling.questioned(scene, Draft(""), one) for one in found)
    drafts = tuple(
        _begun(scene, Draft(fresh_id(scene.incoming, nth), evidence=photos if nth == 0 else (), told=told), one)
        for nth, one in enumerate(found)
    )
    note = texts.SEVERAL.format(count=len(drafts)) if len(drafts) > 1 else filling.doubts(found[0])
    return filling.advanced(scene, (*drafts, *scene.dialog.drafts), note, photos=())


def _begun(scene: Scene, empty: Draft, found: Found) -> Draft:
    """A new draft; before it there is nothing to go back to, and what was read is kept to be compared."""
    draft = filling.with_found(scene, empty, found)
    read = with_fields(Particulars(), draft.particulars, filling.checked(found).fields)
    return msgspec.structs.replace(draft, steps=(), first=read)


def hear(scene: Scene, text: str) -> Result:
    """A message while a draft is open: the answer asked for, a correction, or anything else about it."""
    draft, task = scene.dialog.drafts[0], scene.dialog.task
    answer = _answer(scene, task.field, text) if isinstance(task, Filling) else None
    if isinstance(task, Filling) and answer and _says_only(answer, task.field, text):
        return filling.taken(scene, answer)
    corrected = changes(scene, text)
    if corrected is not None and corrected.fields:
        return filling.taken(scene, corrected, correcting=True)
    courtesy = hearing.read_courtesy(text)
    if courtesy is not None:
        return filling.shown(scene, draft, common.COURTESIES_IN_DRAFT[courtesy].format(name=scene.who.name))
    reading = reader.read(text, scene.context())
    if _another(draft, reading):
        return decide(scene, text)
    if reading.nature is Nature.PLAN and (planned := plans.told(scene, reading.found, text)):
        return planned
    if isinstance(task, Filling) and answer:
        return _answered(scene, task.field, text, reading, answer)
    return _added(scene, text, reading)


def _says_only(answer: Found, field: Field, text: str) -> bool:
    """Whether a message is the answer and nothing else, 「85人」: then it is read no second time as something more.

    What is taken as it stands, whatever it is, does not tell; but a bare number where one is asked does.
    """
    if answer.doubts or len(answer.origins) != 1:
        return False
    (origin,) = answer.origins
    read = origin.rule != FREE or (field in filling.NUMERIC and text.isdecimal())
    return read and origin.field is field and origin.words == text


def _answered(scene: Scene, field: Field, text: str, reading: Reading, answer: Found) -> Result:
    """What was asked comes first; what else the message says is taken too."""
    changing = filling.changing(scene.dialog.drafts[0], scene.dialog.task)
    usable = field in answer.fields or answer.doubts or (answer.fields and not changing)
    if usable:
        return filling.taken(scene, answer)
    if changing and filling.clears(field, text):
        return filling.taken(scene, filling.cleared(field))
    told = Found() if changing else _told(scene, text, reading)
    if told.fields or told.doubts:
        return filling.taken(scene, told)
    named = hearing.field_named(text, common.FIELDS)
    return filling.asked(scene, named) if named in filling.CHANGEABLE else filling.asked_again(scene, field)


def _answer(scene: Scene, field: Field, text: str) -> Found:
    """What an answer says; to the question for the kind it may give the name along: 「防火讲座」."""
    said = filling.plain_only(reader.read_answer(field, text, scene.context()))
    if field is not Field.KIND or not lacks(scene.dialog.drafts[0].particulars, Field.TITLE) or not said.fields:
        return said
    named = reader.read_answer(Field.TITLE, text, scene.context())
    kind = said.particulars.kind
    known = {one for term in scene.facts.taxonomy.kinds if term.name == kind for one in (kind, *term.aliases)}
    return named if Field.KIND in named.fields and named.particulars.title not in known else said


def _told(scene: Scene, text: str, reading: Reading) -> Found:
    """What a message adds to the draft: of a whole sentence its first activity, else whatever facts it holds."""
    if reading.nature is Nature.PLAN:
        return Found()
    return reading.found[0] if reading.found else reader.read_facts(text, scene.context())


def _added(scene: Scene, text: str, reading: Reading) -> Result:
    """Nothing is asked: what the message says goes into the draft, and where it says nothing the card comes again."""
    told = _told(scene, text, reading)
    if told.fields or told.doubts:
        return filling.taken(scene, told)
    named = hearing.field_named(text, common.FIELDS)
    if named in filling.CHANGEABLE:
        return filling.asked(scene, named)
    note = texts.PLAN_IN_DRAFT if reading.nature is Nature.PLAN else common.NOT_IN_DRAFT
    return filling.shown(scene, scene.dialog.drafts[0], note)


def _another(draft: Draft, reading: Reading) -> bool:
    """Whether a message tells of another activity: it contradicts at least two telling facts of the draft."""
    if reading.nature in (Nature.PLAN, Nature.NONE) or not reading.found:
        return False
    found = reading.found[0]
    differing = [field for field in TELLING if field in found.fields and _differs(draft, found, field)]
    named = bool({Field.TITLE, Field.KIND} & found.fields)
    return len(reading.found) > 1 or (named and len(differing) > 1)


def _differs(draft: Draft, found: Found, field: Field) -> bool:
    name = "start" if field is Field.DATE else field.value
    return not lacks(draft.particulars, field) and getattr(draft.particulars, name) != getattr(found.particulars, name)


def decide(scene: Scene, text: str) -> Result:
    """Ask whether a message is another activity; it is kept and read again once that is known."""
    return undecided(scene, Deciding(text, scene.at), leaving=False)


def undecided(scene: Scene, task: Deciding, *, leaving: bool) -> Result:
    """Neither of the two was chosen: the question again, or the open draft as it was."""
    if leaving:
        return filling.shown(scene, scene.dialog.drafts[0], texts.STILL_THIS)
    base = f"d:{scene.dialog.drafts[0].id}"
    buttons = ((Button(texts.NEW_ACTIVITY, f"{base}:new"), Button(texts.THIS_ACTIVITY, f"{base}:this")),)
    return scene.say(texts.DECIDE, buttons, task=task)


def tells_whole(scene: Scene, task: Task, text: str) -> bool:
    """Whether words that could answer a question about a record or an invitation tell of a new activity instead."""
    if isinstance(task, Editing) and task.field in (Field.NOTE, Field.HOSTS):
        return False
    reading = reader.read(text, scene.context())
    found = reading.found[0].fields if reading.found else frozenset()
    named = bool({Field.TITLE, Field.KIND} & found)
    return reading.nature is not Nature.PLAN and named and len(found.intersection(TELLING[1:])) > 1


def decided(scene: Scene, *, new: bool) -> Result:
    """The kept message becomes a new draft, or part of the open one."""
    task = scene.dialog.task
    if not isinstance(task, Deciding):
        return filling.shown(scene, scene.dialog.drafts[0])
    found = reader.read(task.text, scene.context(task.at)).found
    if not found:
        return filling.shown(scene, scene.dialog.drafts[0], common.NOT_UNDERSTOOD)
    return opened(scene, found, task.text) if new else filling.taken(scene, found[0])


def same_as_last(scene: Scene, draft: Draft) -> Result:
    """One tap for everything that is usually the same; day and figures are never copied."""
    last = scene.facts.last_recorded(scene.who.id)
    if last is None:
        return filling.shown(scene, draft)
    usual = (Field.TITLE, Field.KIND, Field.TOPIC, Field.VENUE, Field.AUDIENCE, Field.PROGRAMME, Field.HOSTS)
    copied = [field for field in usual if lacks(draft.particulars, field) and not lacks(last.particulars, field)]
    values = ((field, wording.value(last.particulars, field, scene.today)) for field in copied)
    origins = tuple(Origin(field, value, "same_as_last") for field, value in values)
    return filling.taken(scene, Found(last.particulars, origins))


def photographed(scene: Scene, files: tuple[Evidence, ...]) -> Result:
    """Photos while a draft is open belong to it."""
    draft = scene.dialog.drafts[0]
    known = {one.sha256 for one in draft.evidence}
    fresh = tuple({one.sha256: one for one in files if one.sha256 not in known}.values())
    with_photos = msgspec.structs.replace(draft, evidence=(*draft.evidence, *fresh))
    return filling.shown(scene, with_photos, texts.PHOTO_TAKEN if fresh else texts.PHOTO_KNOWN)


def photo_first(scene: Scene, files: tuple[Evidence, ...]) -> Result:
    """Photos before any words: they wait; one tap puts them into the record of today, if there is one."""
    waiting = {one.sha256: one for one in (*scene.dialog.photos, *files)}
    said = Say(
        texts.PHOTO_FIRST.format(count=counted(tuple(waiting.values()))), _record_button(scene), key=f"f{scene.who.id}"
    )
    return scene.result(said, photos=tuple(waiting.values()))


def _record_button(scene: Scene) -> Buttons:
    last = scene.facts.last_recorded(scene.who.id)
    if last is None:
        return ()
    return ((Button(texts.PHOTO_TO.format(name=wording.name(last.particulars)[:10]), f"a:{last.id}:photos"),),)
