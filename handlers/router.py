"""Which dialog answers: one entry, exhaustive matches, nothing decided anywhere else."""

import unicodedata
from collections.abc import Callable
from typing import assert_never

import msgspec

from handlers import (
    checking,
    commands,
    composing,
    deadlines,
    deliveries,
    duties,
    edited,
    finish,
    forms,
    heard,
    invite,
    join,
    labels,
    log,
    mine,
    pending,
    plans,
    records,
    register,
    releases,
    report,
    settings,
    summary,
    why,
    wishes,
)
from handlers.drafted import Drafted
from handlers.inplace import in_place
from handlers.read.choices import read_choice
from handlers.read.commands import read_command
from handlers.scene import Result, Scene
from handlers.state import Checking, Dialog, Idle, with_dialog
from handlers.texts import common, wording
from handlers.turn import (
    Button,
    Card,
    Edited,
    Elsewhere,
    Facts,
    Incoming,
    Outcome,
    Overheard,
    Refused,
    Reply,
    Said,
    Say,
    Sent,
    Tapped,
    Unreadable,
)
from storage.model.people import Person

LONGEST = 10_000
"""Characters the bot reads in one message; more is refused kindly, whole."""


def answer(dialog: Dialog, incoming: Incoming, who: Person | None, facts: Facts) -> Result:
    """One turn: what the dialog becomes, what is said, what is written. Pure but for what `facts` reads."""
    if isinstance(incoming.event, Overheard):
        return Outcome(dialog)
    if isinstance(incoming.event, Elsewhere):
        return Outcome(dialog, (Say(common.ELSEWHERE),))
    outcome = join.answer(dialog, incoming, facts) if who is None else _member(Scene(dialog, incoming, who, facts))
    replies = in_place(incoming.event, outcome.replies)
    return Outcome(_with_offer(dialog, outcome), replies, outcome.writes)


def _with_offer(before: Dialog, outcome: Result) -> Dialog:
    """Remember the choices just shown, so that they can be typed as labels or numbers; a mere remark changes none."""
    offered = [reply for reply in outcome.replies if reply.buttons]
    if not offered:
        same = outcome.state == before and not outcome.writes
        return outcome.state if same else with_dialog(outcome.state, offered=(), numeric=False)
    return with_dialog(outcome.state, offered=buttons_of(offered[-1]), numeric=_numeric(offered[-1]))


def buttons_of(reply: Reply) -> tuple[Button, ...]:
    """The choices of a reply in the order they are numbered where there are no buttons."""
    return tuple(button for row in reply.buttons for button in row)


def _numeric(reply: Reply) -> bool:
    return isinstance(reply, Say | Card) and reply.numeric


def _member(scene: Scene) -> Result:
    event = scene.incoming.event
    match event:
        case Said():
            return said(scene, event.text)
        case Tapped():
            return tapped(scene, event.action)
        case Sent():
            return sent(scene, event)
        case Drafted():
            return checking.drafted(scene, event)
        case Refused():
            text = common.REFUSED[event.reason]
            return scene.say(text.format(name=event.name[:40], limit=event.limit // 1_000_000))
        case Unreadable():
            return scene.say(common.CONTROLS.get(event.what, common.CONTROLS["other"]))
        case Edited():
            return edited.edited(scene, event)
        case Elsewhere() | Overheard():
            return scene.result()
        case _:
            assert_never(event)


def tapped(scene: Scene, action: str) -> Result:
    """A button, by the letter its action begins with."""
    match tuple(action.split(":")):
        case ("d", draft_id, verb, *arguments):
            return finish.tap(scene, draft_id, verb, tuple(arguments))
        case ("a", activity_id, verb, *arguments):
            return records.tap(scene, activity_id, verb, tuple(arguments))
        case (letter, *arguments) if letter in _TAPS:
            return _TAPS[letter](scene, tuple(arguments))
        case _:
            return scene.say(common.STALE_BUTTON)


_TAPS: dict[str, Callable[[Scene, tuple[str, ...]], Result]] = {
    "m": mine.tap,
    "s": summary.tap,
    "x": report.tap,
    "i": invite.tap,
    "p": settings.tap,
    "r": deadlines.tap,
    "o": pending.tap,
    "n": duties.tap,
    "w": wishes.tap,
    "l": plans.tap,
    "v": releases.tap,
    "q": why.tap,
    "g": register.tap,
    "f": forms.tap,
    "y": composing.tap,
    "e": deliveries.tap,
}
"""Whose buttons begin with which letter."""


def sent(scene: Scene, event: Sent) -> Result:
    """Photos go to what is open: a draft, else a record; with neither they wait for the activity to be told."""
    if isinstance(scene.dialog.task, Checking):
        return checking.unreadable(scene)
    result = _photos(scene, event)
    if event.album:
        result = _of_album(scene, event.album, result)
    if not event.caption.strip():
        return result
    after = Scene(result.state, scene.incoming, scene.who, scene.facts)
    spoken = said(after, event.caption)
    kept = () if isinstance(after.dialog.task, Idle) or after.dialog.drafts else result.replies
    return Outcome(spoken.state, (*kept, *spoken.replies), (*result.writes, *spoken.writes))


def _of_album(scene: Scene, album: str, result: Result) -> Result:
    """Parts of an album that come late change the answer the first ones got, instead of adding another."""
    state = with_dialog(result.state, album=album)
    if album != scene.dialog.album:
        return Outcome(state, result.replies, result.writes)
    changed = tuple(msgspec.structs.replace(reply, replace=True) for reply in result.replies)
    return Outcome(state, changed, result.writes)


def _photos(scene: Scene, event: Sent) -> Result:
    """What was talked about last comes first: a record just opened, the open draft, nothing yet."""
    open_record = records.standing(scene)
    if open_record is not None:
        return records.photographed(scene, open_record, event.files)
    if scene.dialog.drafts:
        return log.photographed(scene, event.files)
    return log.photo_first(scene, event.files)


def said(scene: Scene, text: str) -> Result:
    """A message: a choice that was shown, a command, or the answer to what is asked."""
    clean = cleaned(text)
    if not clean:
        return scene.say(common.NOT_UNDERSTOOD)
    if len(clean) > LONGEST:
        return scene.say(common.TOO_LONG.format(length=len(clean), limit=LONGEST))
    offered = scene.dialog.offered
    chosen = read_choice(clean, tuple(button.label for button in offered), numbers=not scene.dialog.numeric)
    if chosen is not None:
        return tapped(scene, offered[chosen].action)
    by_word = labels.labelled(scene, clean)
    if by_word is not None:
        return by_word
    command = read_command(clean)
    if command:
        return commands.commanded(scene, *command)
    return unknown(scene, clean) if clean.startswith("/") else heard.heard(scene, clean)


def unknown(scene: Scene, text: str) -> Result:
    """A command there is not."""
    return scene.say(common.NO_SUCH_COMMAND.format(word=wording.shortened(text.split(maxsplit=1)[0], 20)))


def cleaned(text: str) -> str:
    """Without control characters, which no keyboard sends and no report can print; line breaks and tabs stay."""
    kept = (character for character in text if character in "\n\t" or unicodedata.category(character) != "Cc")
    return "".join(kept).strip()
