"""Words that are no command, by what is being asked: an answer, something about a record, a new activity."""

import re
from typing import assert_never

from handlers import (
    checking,
    composing,
    deadlines,
    duties,
    filling,
    forms,
    invite,
    join,
    log,
    pending,
    plans,
    records,
    register,
    report,
    settings,
    summary,
    why,
    wishes,
)
from handlers.changes import changes
from handlers.read import hearing
from handlers.scene import Result, Scene
from handlers.state import (
    Checking,
    Composing,
    Deciding,
    Editing,
    Excusing,
    Filing,
    Filling,
    Idle,
    Inviting,
    Moving,
    Naming,
    Question,
    Registering,
    Reporting,
    Ruling,
    Task,
    Viewing,
    Wishing,
    Withdrawing,
)
from handlers.texts import common
from storage.model.activity import Activity, Field

NUMBER = re.compile(r"\s*(\d{4}-\d{4,6})\s*")


_ASIDE_FROM = (Editing, Withdrawing, Inviting, Excusing, Wishing, Moving, Reporting, Filing)
"""Questions that an activity told as a whole does not answer."""


def heard(scene: Scene, text: str) -> Result:
    """Words that are no command: for what is being asked, else about a record, else a new activity."""
    task = scene.dialog.task
    if not isinstance(task, Wishing) and not _takes_anything(task) and (aside := of_reminders(scene, text)):
        return aside
    choosing_photos = isinstance(task, Composing) and task.question is Question.PHOTOS
    if (numbered := NUMBER.fullmatch(text)) and not choosing_photos:
        return records.open_numbered(scene, numbered.group(1))
    if isinstance(
        task, Editing | Withdrawing | Inviting | Excusing | Wishing | Moving | Reporting | Filing
    ) and log.tells_whole(scene, task, text):
        return free(scene, text)
    match task:
        case Editing():
            return records.hear_value(scene, task, text)
        case Withdrawing():
            return records.hear_reason(scene, task, text)
        case Inviting():
            return invite.hear_unit(scene, task, text)
        case Ruling():
            return deadlines.hear(scene, task, text)
        case Excusing():
            return duties.hear_reason(scene, task, text)
        case Wishing():
            return wishes.hear(scene, task, text)
        case Moving():
            return plans.hear_day(scene, task, text)
        case Reporting() | Composing() | Registering() | Checking() | Filing():
            return _of_papers(scene, task, text)
        case Deciding() if scene.dialog.drafts:
            return log.undecided(scene, task, leaving=False)
        case Viewing() if scene.dialog.drafts:
            return corrected_record(scene, text) or log.hear(scene, text)
        case Idle() | Filling() | Viewing() | Naming() | Deciding():
            return log.hear(scene, text) if scene.dialog.drafts else free(scene, text)
        case _:
            assert_never(task)


def _of_papers(scene: Scene, task: Reporting | Composing | Registering | Checking | Filing, text: str) -> Result:
    """What is asked of reports, and of what stands in them beside the activities."""
    match task:
        case Reporting():
            return report.hear(scene, task, text)
        case Composing():
            return composing.hear(scene, task, text)
        case Registering():
            return register.hear(scene, task, text)
        case Checking():
            return why.asked(scene, text) or checking.hear(scene, text)
        case Filing():
            return forms.hear(scene, task, text)
        case _:
            assert_never(task)


def _takes_anything(task: Task) -> bool:
    """Whether such words may be the answer: a note, a reason, how people are reminded of a deadline."""
    noting = isinstance(task, Filling | Editing) and task.field in (Field.NOTE, Field.HOSTS)
    return noting or isinstance(task, Withdrawing | Excusing | Deciding | Ruling | Composing | Registering | Checking)


def of_reminders(scene: Scene, text: str) -> Result | None:
    """What is asked of reminders at any time, beside whatever is open: one of one's own, hours or days without any."""
    return settings.asked(scene, text) or wishes.asked(scene, text)


def free(scene: Scene, text: str) -> Result:
    """Nothing is asked: a code, a courtesy, a correction, a question for figures, or an activity."""
    if join.is_code(text):
        return join.again(scene)
    corrected = corrected_record(scene, text)
    if corrected is not None:
        return corrected
    courtesy = hearing.read_courtesy(text)
    if courtesy is not None:
        return scene.say(common.COURTESIES[courtesy].format(name=scene.who.name))
    for asked in (why.asked, report.asked, deadlines.asked, pending.asked, summary.question, log.tell):
        answered = asked(scene, text)
        if answered is not None:
            return answered
    return scene.say(common.NOT_UNDERSTOOD)


def corrected_record(scene: Scene, text: str) -> Result | None:
    """「刚才那场人数是85」: for the record that is open, else the one recorded last today; else None."""
    activity = records.standing(scene) or _recorded_today(scene)
    if activity is None:
        return None
    opened = records.standing(scene) is not None
    named = hearing.field_named(text, common.FIELDS)
    if opened and named in filling.CHANGEABLE:
        return records.asked(scene, activity, named)
    correction = changes(scene, text, by_name=opened)
    usable = correction is not None and (correction.fields or correction.doubts)
    return records.corrected(scene, activity, correction) if correction and usable else None


def _recorded_today(scene: Scene) -> Activity | None:
    last = scene.facts.last_recorded(scene.who.id)
    if last is None:
        return None
    return last if last.recorded_at.astimezone(scene.at.tzinfo).date() == scene.today else None
