"""The end of a draft, and the ways around it: 确认, 取消, 恢复, 返回, 跳过, and every button of a draft card."""

import msgspec

from handlers import draft as drafts
from handlers import filling, log, plans
from handlers.cards import After, record_card
from handlers.read import reader
from handlers.scene import Result, Scene
from handlers.state import Draft, Filling, Idle, Viewing
from handlers.texts import common
from handlers.texts import log as texts
from handlers.turn import Button, Card, Reply, Say
from storage.model.activity import Activity, Field
from storage.model.writes import AddActivity, AddMistake, Write


def confirm(scene: Scene) -> Result:
    """确认: the open draft becomes a record, once, however often it is said (promise P6: its id is the draft's)."""
    draft = scene.dialog.drafts[0]
    missing = drafts.missing(draft.particulars)
    if missing:
        note = texts.STILL_MISSING.format(fields=texts.AND.join(common.FIELDS[field] for field in missing))
        return filling.shown(scene, msgspec.structs.replace(draft, skipped=()), note)
    activity = _activity(scene, draft)
    rest = scene.dialog.drafts[1:]
    text = texts.SAVED_WITH_PHOTOS if activity.evidence else texts.SAVED
    said = text.format(number=activity.number)
    saved = record_card(activity, scene.who, scene.facts, scene.today, said, After.SAVED)
    writes: tuple[Write, ...] = (AddActivity(activity), *_mistake(scene, draft), *plans.fulfilled(scene, activity))
    return _left(scene, saved, rest, writes, Viewing(activity.id, scene.at))


def _mistake(scene: Scene, draft: Draft) -> tuple[AddMistake, ...]:
    """What was read of the first message and is not so: kept, so that the reader can learn it."""
    if not draft.told or not drafts.corrected(draft):
        return ()
    return (AddMistake(draft.told, draft.first, draft.particulars, scene.at),)


def _activity(scene: Scene, draft: Draft) -> Activity:
    return Activity(
        id=draft.id,
        number=scene.facts.next_number(scene.at.year),
        particulars=draft.particulars,
        unit_id=scene.who.unit_id,
        recorder_id=scene.who.id,
        recorded_at=scene.at,
        evidence=draft.evidence,
    )


def _left(scene: Scene, saved: Card, rest: tuple[Draft, ...], writes: tuple[Write, ...], task: Viewing) -> Result:
    """The record's card, and the next waiting draft below it."""
    replies: tuple[Reply, ...] = (saved,)
    if not rest:
        return scene.result(*replies, writes=writes, task=task, drafts=())
    following = next_draft(scene, rest)
    return scene.result(*replies, *following.replies, writes=writes, task=following.state.task, drafts=rest)


def next_draft(scene: Scene, rest: tuple[Draft, ...]) -> Result:
    """The draft that waited, with its question."""
    return filling.advanced(scene, rest, texts.NEXT_DRAFT.format(count=len(rest)))


def cancel(scene: Scene) -> Result:
    """取消: the open draft goes, one tap brings it back; while one field is changed, only that is left."""
    if filling.changing(scene.dialog.drafts[0], scene.dialog.task):
        return filling.shown(scene, scene.dialog.drafts[0])
    dropped, *rest = scene.dialog.drafts
    said = Say(texts.CANCELLED, ((Button(common.RESTORE, f"d:{dropped.id}:restore"),),))
    if not rest:
        return scene.result(said, task=Idle(), drafts=(), dropped=dropped)
    following = next_draft(scene, tuple(rest))
    return scene.result(said, *following.replies, task=following.state.task, drafts=tuple(rest), dropped=dropped)


def restore(scene: Scene) -> Result:
    """恢复: the draft cancelled last is open again."""
    dropped = scene.dialog.dropped
    if dropped is None:
        return scene.say(common.STALE_BUTTON)
    there = msgspec.structs.replace(scene.dialog, dropped=None)
    again = Scene(there, scene.incoming, scene.who, scene.facts)
    return filling.advanced(again, (dropped, *scene.dialog.drafts), texts.RESTORED)


def back(scene: Scene) -> Result:
    """返回: as it was before the last answer, and the same question again; from changing a field to the card."""
    draft = scene.dialog.drafts[0]
    if filling.changing(draft, scene.dialog.task):
        return filling.shown(scene, draft)
    earlier = drafts.back(draft)
    if earlier is None:
        return filling.shown(scene, draft, common.NOTHING_TO_GO_BACK)
    restored, field = earlier
    there = msgspec.structs.replace(scene.dialog, drafts=(restored, *scene.dialog.drafts[1:]))
    before = Scene(there, scene.incoming, scene.who, scene.facts)
    return filling.asked(before, field) if field else filling.shown(before, restored)


def skip(scene: Scene) -> Result:
    """跳过: attendance and materials may stay uncounted and none; the rest is asked again at the end."""
    draft, task = scene.dialog.drafts[0], scene.dialog.task
    if not isinstance(task, Filling):
        return filling.shown(scene, draft, common.NOTHING_TO_SKIP)
    if task.field in (Field.ATTENDANCE, Field.OUTPUTS):
        return _picked(scene, task, 0)
    if task.field not in drafts.missing(draft.particulars):
        return filling.shown(scene, draft)
    note = texts.NEEDED if set(drafts.missing(draft.particulars)) <= {*draft.skipped, task.field} else ""
    skipped = msgspec.structs.replace(draft, skipped=(*draft.skipped, task.field))
    return filling.shown(scene, skipped, note)


def tap(scene: Scene, draft_id: str, verb: str, arguments: tuple[str, ...]) -> Result:
    """A button of a draft card; one of a draft that is no longer the open one says what became of it."""
    if verb == "restore" and scene.dialog.dropped and scene.dialog.dropped.id == draft_id:
        return restore(scene)
    open_draft = scene.dialog.drafts[0] if scene.dialog.drafts else None
    if open_draft is None or open_draft.id != draft_id:
        return _gone(scene, draft_id)
    match verb, arguments:
        case "confirm", ():
            return confirm(scene)
        case "cancel", ():
            return cancel(scene)
        case "back", ():
            return back(scene)
        case "change", ():
            return filling.change_menu(scene, open_draft)
        case "same", ():
            return log.same_as_last(scene, open_draft)
        case (("new" | "this"), ()):
            return log.decided(scene, new=verb == "new")
        case "ask", (field,) if field in filling.CHANGEABLE:
            return filling.asked(scene, Field(field))
        case "pick", (field, nth):
            return _tapped(scene, field, nth)
        case _:
            return filling.shown(scene, open_draft)


def _tapped(scene: Scene, field: str, nth: str) -> Result:
    """A value button; that of an earlier question is no longer what is asked, so the present question comes again."""
    task = scene.dialog.task
    if not isinstance(task, Filling) or task.field != field or not nth.isdecimal() or int(nth) >= len(task.options):
        return filling.shown(scene, scene.dialog.drafts[0])
    return _picked(scene, task, int(nth))


def _picked(scene: Scene, task: Filling, nth: int) -> Result:
    """A tapped value is read like a typed one."""
    if filling.clears(task.field, task.options[nth]):
        return filling.taken(scene, filling.cleared(task.field))
    return filling.taken(scene, reader.read_answer(task.field, task.options[nth], scene.context()))


def already(scene: Scene, activity: Activity) -> Result:
    """确认 of something that is in the ledger: said so, and one tap opens it."""
    opening = ((Button(activity.number, f"a:{activity.id}:open"),),)
    return scene.say(texts.ALREADY.format(number=activity.number), opening)


def _gone(scene: Scene, draft_id: str) -> Result:
    """A button of a draft that was confirmed, cancelled, or waits behind another."""
    activity = scene.facts.activity(draft_id)
    if activity is not None and activity.recorder_id == scene.who.id:
        return already(scene, activity)
    if scene.dialog.drafts:
        return filling.shown(scene, scene.dialog.drafts[0], common.STALE_BUTTON)
    return scene.say(common.STALE_BUTTON)
