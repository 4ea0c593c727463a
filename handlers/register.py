"""登记事项: what reports state beside the activities: said in a sentence, shown as understood, kept when confirmed."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

from handlers import registerlist, targetlist, targets
from handlers.draft import fresh_id
from handlers.read.entries import Read, read_day, read_entries, read_programme
from handlers.read.entrychanges import Changed, Dropped, Named, read_change
from handlers.scene import Result, Scene
from handlers.state import Idle, Registering
from handlers.texts import common, wording
from handlers.texts import register as texts
from handlers.texts import targets as target_texts
from handlers.turn import Button, Say
from storage.model.people import Role
from storage.model.registers import Register, RegisterEntry
from storage.model.writes import KeepEntry

MOST = 40
"""Statements of one message: a card that long is still read."""
_LONGEST_WORDS = 20
_DIGITS = 6


def start(scene: Scene, rest: str) -> Result:
    """/register: the list; with words behind it a new one."""
    if scene.who.role is Role.VOLUNTEER:
        return scene.say(texts.NOT_ALLOWED)
    if not rest:
        return registerlist.listed(scene)
    return _more(scene, Registering(()), rest)


def hear(scene: Scene, task: Registering, text: str) -> Result:
    """What is wrong with what is shown, or more of the same."""
    if task.changing:
        return _changed(scene, task, text)
    if task.entries and task.entries[0].register is Register.TARGET:
        return targets.hear(scene, task, text)
    change = read_change(text, scene.context())
    if change is None:
        return _more(scene, task, text)
    return _amended(scene, task, change, text)


def confirm(scene: Scene, task: Registering) -> Result:
    """Keep all of it."""
    if task.changing or not task.entries:
        return scene.say(texts.NOTHING)
    moments = (scene.at + timedelta(microseconds=nth) for nth in count())  # in the order in which they were said
    writes = tuple(KeepEntry(replace(one, at=at)) for one, at in zip(task.entries, moments, strict=False))
    of_targets = task.entries[0].register is Register.TARGET
    said = (target_texts.KEPT if of_targets else texts.KEPT).format(count=len(writes))
    return scene.result(Say(said), writes=writes, task=Idle())


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button below what is shown, or of the list."""
    task = scene.dialog.task
    match arguments:
        case ("ok",) if isinstance(task, Registering):
            return confirm(scene, task)
        case ("ok",):
            return scene.say(texts.STALE)
        case ("no",):
            return scene.say(common.LEFT, task=Idle())
        case ("targets", first) if first.isdecimal() and len(first) <= _DIGITS:
            return targetlist.listed(scene, int(first), in_place=True)
        case _:
            return registerlist.tap(scene, arguments)


def _more(scene: Scene, task: Registering, text: str) -> Result:
    """Add what a text states; figures of activities are told where they belong."""
    context = scene.context()
    found = read_entries(text, context)
    kept = [one for one in found if not one.held]
    held = tuple(texts.HELD.format(text=wording.shortened(one.text, _LONGEST_WORDS)) for one in found if one.held)
    if not kept:
        unread = texts.UNKNOWN.format(words=wording.shortened(text, _LONGEST_WORDS)) if task.entries else texts.NOTHING
        return scene.say("\n".join(held or (unread,)), task=task)
    terms = Changed(read_day(text, context) if not task.entries else None, read_programme(text, context))
    new = (_with(_entry(scene, one, nth, task), terms) for nth, one in enumerate(kept))
    entries = (*task.entries, *new)
    if len(entries) > MOST:
        return scene.say(texts.TOO_MANY.format(most=MOST, count=len(entries)), task=task)
    return _shown(scene, Registering(entries), *held)


def _entry(scene: Scene, one: Read, nth: int, task: Registering) -> RegisterEntry:
    """As of today, unless those it is added to are of another day; its programme and source are theirs as well."""
    beside = task.entries[0] if task.entries else None
    return RegisterEntry(
        id=fresh_id(scene.incoming, nth),
        unit_id=scene.who.unit_id,
        register=one.register,
        text=one.text,
        noun=one.noun,
        amount=one.amount,
        measure=one.measure,
        day=beside.day if beside else scene.today,
        by=scene.who.id,
        at=scene.at,
        programme=beside.programme if beside else "",
        source=beside.source if beside else "",
    )


def _amended(scene: Scene, task: Registering, change: Changed | Dropped | Named, text: str) -> Result:
    entries = task.entries
    match change:
        case Changed():
            if change.day and change.day > scene.today:
                return _shown(scene, task, texts.FUTURE.format(words=wording.shortened(text, _LONGEST_WORDS)))
            new = (_with(one, change) for one in entries)
            return _shown(scene, Registering(tuple(new)))
        case Dropped(nth) | Named(nth) if not 0 < nth <= len(entries):
            return _shown(scene, task, texts.NO_SUCH.format(nth=nth))
        case Dropped(nth):
            left = (*entries[: nth - 1], *entries[nth:])
            return _shown(scene, Registering(left)) if left else scene.say(texts.ALL_GONE, task=Idle())
        case Named(nth, register):
            named = replace(entries[nth - 1], register=register)
            return _shown(scene, Registering((*entries[: nth - 1], named, *entries[nth:])))


def _with(one: RegisterEntry, change: Changed) -> RegisterEntry:
    return replace(
        one,
        day=change.day or one.day,
        programme=change.programme or one.programme,
        source=change.source or one.source,
    )


def _shown(scene: Scene, task: Registering, *before: str) -> Result:
    """All of it as it was understood."""
    lines = (
        texts.LINE.format(nth=nth, register=texts.NAMES[one.register], text=one.text)
        for nth, one in enumerate(task.entries, start=1)
    )
    first = task.entries[0]
    terms = texts.TERMS.format(
        day=wording.day(first.day, scene.today),
        programme=first.programme or texts.NOT_SAID,
        source=first.source or texts.NOT_SAID,
    )
    text = "\n".join((*before, texts.HEAD, *lines, terms, texts.CORRECT))
    buttons = ((Button(common.CONFIRM, "g:ok"), Button(common.CANCEL, "g:no")),)
    return scene.result(Say(text, buttons, numeric=True), task=task)


def _changed(scene: Scene, task: Registering, text: str) -> Result:
    """A new wording for an entry that is there."""
    entry = scene.facts.entry(task.changing)
    if entry is None or not registerlist.may_change(scene, entry):
        return scene.say(texts.STALE, task=Idle())
    found = read_entries(text, scene.context())
    if len(found) != 1:
        return scene.say(texts.ONE_ONLY.format(count=len(found)) if found else texts.NOTHING, task=task)
    one = found[0]
    new = replace(entry, register=one.register, text=one.text, noun=one.noun, amount=one.amount, measure=one.measure)
    return registerlist.kept(scene, new, texts.CHANGED)
