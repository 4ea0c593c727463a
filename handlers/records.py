"""Records that are in the ledger: open, change, add photos, withdraw, restore, undo, history."""

from datetime import timedelta

from handlers import amend
from handlers.amend import amendment, differences, following
from handlers.cards import After, buttons_in_rows, counted, record_card
from handlers.changes import changes as changes_in
from handlers.draft import beside
from handlers.filling import CHANGEABLE, NUMERIC, checked, cleared, clears, doubts, plain_only
from handlers.offers import options as field_options
from handlers.permission import may_see
from handlers.read import reader
from handlers.read.reading import Found
from handlers.scene import Result, Scene
from handlers.state import Editing, Idle, Viewing, Withdrawing, with_dialog
from handlers.texts import common, wording
from handlers.texts import log as log_texts
from handlers.texts import records as texts
from handlers.turn import Button, Say
from storage.model.activity import Act, Activity, Evidence, Field, with_fields
from storage.model.writes import AmendActivity

LONGEST_REASON = 200
FRESH = timedelta(hours=12)
"""How long a record that was looked at is what people mean; the next day's photo is of another activity."""


def fresh(scene: Scene) -> Activity | None:
    """The record that is open, if it was opened just now."""
    task = scene.dialog.task
    if not isinstance(task, Viewing | Editing | Withdrawing) or task.at is None or scene.at - task.at > FRESH:
        return None
    activity = scene.facts.activity(task.activity_id)
    return activity if activity and may_see(scene.who, activity, scene.facts) else None


def standing(scene: Scene) -> Activity | None:
    """The open record, if it counts: what photos and corrections go to."""
    activity = fresh(scene)
    return None if activity is None or activity.withdrawn else activity


def open_numbered(scene: Scene, number: str) -> Result:
    """A record by its number, where this person may see it."""
    activity = scene.facts.activity_numbered(number)
    if activity is None:
        return scene.say(texts.NOT_FOUND.format(number=number))
    return _for_one_who_may(scene, activity) or shown(scene, activity)


def _for_one_who_may(scene: Scene, activity: Activity) -> Result | None:
    """None when the person may see and change the record, else the refusal."""
    return None if may_see(scene.who, activity, scene.facts) else scene.say(texts.NOT_YOURS)


def shown(scene: Scene, activity: Activity, text: str = "", write: AmendActivity | None = None) -> Result:
    """The record's card; photos and corrections that follow go to it."""
    after = After.OPENED if write is None else After.CHANGED
    card = record_card(activity, scene.who, scene.facts, scene.today, text, after)
    writes = (write,) if write is not None else ()
    return scene.result(card, writes=writes, task=Viewing(activity.id, scene.at))


def tap(scene: Scene, activity_id: str, verb: str, arguments: tuple[str, ...]) -> Result:
    """A button of a record's card."""
    activity = scene.facts.activity(activity_id)
    if activity is None:
        return scene.say(common.STALE_BUTTON)
    refused = _for_one_who_may(scene, activity)
    if refused is not None:
        return refused
    match verb, arguments:
        case "open", ():
            return shown(scene, activity)
        case "history", ():
            return scene.say(amend.history(scene, activity, scene.facts.versions(activity.id)))
        case "restore", (version,):
            return restore(scene, activity, version)
        case "undo", (version,):
            return undo(scene) if str(activity.version) == version else shown(scene, activity, texts.STALE)
        case _ if activity.withdrawn:
            return shown(scene, activity, texts.NOT_CHANGEABLE_WITHDRAWN)
        case "change", ():
            return change_menu(scene, activity)
        case "photo", ():
            name = wording.name(activity.particulars)
            return scene.say(texts.SEND_PHOTO.format(name=name), task=Viewing(activity.id, scene.at))
        case "edit", (field,) if field in CHANGEABLE:
            return asked(scene, activity, Field(field))
        case "pick", (field, nth):
            return _tapped(scene, activity, field, nth)
        case "withdraw", ():
            return why(scene, activity)
        case "why", (nth,) if nth.isdecimal() and int(nth) < len(texts.REASONS):
            return withdraw(scene, activity, texts.REASONS[int(nth)])
        case "photos", ():
            return photographed(scene, activity, scene.dialog.photos)
        case _:
            return shown(scene, activity)


def change_menu(scene: Scene, activity: Activity) -> Result:
    """改: which field."""
    picks = tuple(Button(common.FIELDS[field], f"a:{activity.id}:edit:{field}") for field in CHANGEABLE)
    buttons = (*buttons_in_rows(picks, 4), (Button(common.BACK, f"a:{activity.id}:open"),))
    text = texts.CHANGE_WHAT.format(name=wording.name(activity.particulars))
    return scene.say(text, buttons, task=Viewing(activity.id, scene.at))


def asked(scene: Scene, activity: Activity, field: Field, note: str = "") -> Result:
    """Ask for the new value of one field, with the present one beside it."""
    present = wording.value(activity.particulars, field, scene.today)
    choices = tuple(one for one in field_options(scene, field) if one != present and (present or one != log_texts.NONE))
    picks = tuple(Button(one, f"a:{activity.id}:pick:{field}:{nth}") for nth, one in enumerate(choices))
    buttons = (*buttons_in_rows(picks), (Button(common.BACK, f"a:{activity.id}:open"),))
    ask = texts.ASK_VALUE if present else texts.ASK_VALUE_EMPTY
    text = ask.format(field=common.FIELDS[field], value=present)
    said = Say(f"{note}\n{text}" if note else text, buttons, numeric=field in NUMERIC)
    return scene.result(said, task=Editing(activity.id, activity.version, field, choices, scene.at))


def hear_value(scene: Scene, task: Editing, text: str) -> Result:
    """The new value that was asked for."""
    activity = scene.facts.activity(task.activity_id)
    if activity is None:
        return scene.say(common.STALE_BUTTON, task=Idle())
    if activity.version != task.base:
        return shown(scene, activity, texts.STALE)
    if clears(task.field, text):
        return changed(scene, activity, cleared(task.field))
    answer = plain_only(reader.read_answer(task.field, text, scene.context()))
    found = checked(answer)
    if task.field in found.fields:
        return changed(scene, activity, found)
    correction = changes_in(scene, text, by_name=False)
    if correction is not None and checked(correction).fields:
        return corrected(scene, activity, correction)
    return asked(scene, activity, task.field, doubts(answer) or log_texts.EXAMPLES[task.field])


def changed(scene: Scene, activity: Activity, found: Found) -> Result:
    """The fields that were found replace those of the record, as its next version."""
    particulars = with_fields(activity.particulars, found.particulars, found.fields)
    changes = differences(activity.particulars, particulars, scene)
    if not changes:
        return shown(scene, activity, texts.UNCHANGED)
    after = following(activity, particulars=particulars)
    write = amendment(scene, activity, after, Act.CHANGED)
    return shown(scene, after, texts.CHANGED.format(changes=texts.AND_CHANGED.join(changes)), write)


def corrected(scene: Scene, activity: Activity, correction: Found) -> Result:
    """A correction in words of a record, where this person may and as far as it can be used."""
    refused = _for_one_who_may(scene, activity)
    usable = checked(beside(activity.particulars, correction, correcting=True))
    if refused is not None:
        return refused
    if not usable.fields:
        return shown(scene, activity, doubts(correction))
    return changed(scene, activity, usable)


def _tapped(scene: Scene, activity: Activity, field: str, nth: str) -> Result:
    task = scene.dialog.task
    if not isinstance(task, Editing) or task.field != field or not nth.isdecimal() or int(nth) >= len(task.options):
        return shown(scene, activity)
    return hear_value(scene, task, task.options[int(nth)])


def photographed(scene: Scene, activity: Activity, files: tuple[Evidence, ...]) -> Result:
    """Photos for a record; one that is in it already is not added again."""
    known = {one.sha256 for one in activity.evidence}
    fresh = tuple({one.sha256: one for one in files if one.sha256 not in known}.values())
    if not fresh:
        kept = Scene(with_dialog(scene.dialog, photos=()), scene.incoming, scene.who, scene.facts)
        return shown(kept, activity, texts.PHOTO_KNOWN)
    after = following(activity, evidence=(*activity.evidence, *fresh))
    kept = Scene(with_dialog(scene.dialog, photos=()), scene.incoming, scene.who, scene.facts)
    write = amendment(scene, activity, after, Act.EVIDENCE)
    return shown(kept, after, texts.PHOTO_ADDED.format(count=counted(after.evidence)), write)


def why(scene: Scene, activity: Activity) -> Result:
    """撤销 asks for the reason first; one tap is enough."""
    reasons = tuple(Button(reason, f"a:{activity.id}:why:{nth}") for nth, reason in enumerate(texts.REASONS))
    buttons = (reasons, (Button(common.BACK, f"a:{activity.id}:open"),))
    text = texts.WHY_WITHDRAW.format(name=wording.name(activity.particulars))
    return scene.say(text, buttons, task=Withdrawing(activity.id, activity.version, scene.at))


def hear_reason(scene: Scene, task: Withdrawing, text: str) -> Result:
    """The reason in the person's own words."""
    activity = scene.facts.activity(task.activity_id)
    if activity is None:
        return scene.say(common.STALE_BUTTON, task=Idle())
    if activity.version != task.base:
        return shown(scene, activity, texts.STALE)
    correction = changes_in(scene, text, by_name=False)
    if correction is not None and checked(correction).fields:
        return corrected(scene, activity, correction)
    if len(text) > LONGEST_REASON:
        return scene.say(texts.REASON_TOO_LONG.format(limit=LONGEST_REASON))
    return withdraw(scene, activity, text)


def withdraw(scene: Scene, activity: Activity, reason: str) -> Result:
    """The record no longer counts; nothing is deleted."""
    after = following(activity, withdrawn=reason)
    write = amendment(scene, activity, after, Act.WITHDRAWN, reason)
    return shown(scene, after, texts.WITHDRAWN_NOW.format(number=activity.number), write)


def restore(scene: Scene, activity: Activity, version: str) -> Result:
    """恢复: a withdrawn record counts again; a button of an older card shows the newest first."""
    if not activity.withdrawn or str(activity.version) != version:
        return shown(scene, activity, texts.STALE)
    after = following(activity, withdrawn="")
    write = amendment(scene, activity, after, Act.RESTORED)
    return shown(scene, after, texts.RESTORED.format(number=activity.number), write)


def undo(scene: Scene) -> Result:
    """撤销 in words: take back what this person did last; for a record opened since, that is withdrawing it."""
    last = scene.facts.last_changed(scene.who.id)
    opened = fresh(scene)
    if opened is not None and (last is None or last[0].id != opened.id):
        return shown(scene, opened) if opened.withdrawn else why(scene, opened)
    if last is None or _for_one_who_may(scene, last[0]) is not None:
        return scene.say(common.NOTHING_TO_UNDO)
    activity, versions = last
    after, act = amend.undone(activity, versions)
    write = amendment(scene, activity, after, act, texts.UNDO_REASON)
    back = len(after.evidence) > len(activity.evidence)
    said = texts.PHOTO_BACK if back else texts.UNDO_WHAT[versions[-1].act]
    what = said.format(number=activity.number, version=len(versions) - 1)
    return shown(scene, after, texts.UNDONE.format(what=what), write)
