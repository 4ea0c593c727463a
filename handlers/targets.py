"""任务分解: targets handed down in a sentence, and how much of each is done, from the ledger."""

from dataclasses import replace
from datetime import date

from handlers import targetlist
from handlers.draft import fresh_id
from handlers.read.entrychanges import Dropped, read_change
from handlers.read.registers import Register as Kind
from handlers.read.stated import Stated
from handlers.read.targets import Wanted, read_targets
from handlers.scene import Result, Scene
from handlers.state import Idle, Registering
from handlers.texts import common, wording
from handlers.texts import targets as texts
from handlers.turn import Button, Say
from storage.model.activity import Amount
from storage.model.people import Role
from storage.model.registers import Register, RegisterEntry

_NO_FIGURE = Stated(Amount(), "", "", Kind.ORGANISATION)


def start(scene: Scene, rest: str) -> Result:
    """/targets: how far they are; with words behind it a new one."""
    if not rest:
        return targetlist.listed(scene)
    if scene.who.role is not Role.COORDINATOR:
        return scene.say(texts.NOT_ALLOWED)
    return _more(scene, Registering(()), rest)


def hear(scene: Scene, task: Registering, text: str) -> Result:
    """What is wrong with those that are shown, or more of them."""
    change = read_change(text, scene.context())
    if isinstance(change, Dropped):
        return _dropped(scene, task, change.nth)
    return _more(scene, task, text)


def _dropped(scene: Scene, task: Registering, nth: int) -> Result:
    entries = task.entries
    if not 0 < nth <= len(entries):
        return _shown(scene, task, texts.NO_SUCH.format(nth=nth))
    left = (*entries[: nth - 1], *entries[nth:])
    return _shown(scene, Registering(left)) if left else scene.say(texts.ALL_GONE, task=Idle())


def _more(scene: Scene, task: Registering, text: str) -> Result:
    """More figures, and terms that hold for all of them."""
    wanted = read_targets(text, scene.context())
    if wanted.by is not None and wanted.by < scene.today:
        passed = texts.PASSED.format(day=wording.day(wanted.by, scene.today))
        return _shown(scene, task, passed) if task.entries else scene.say(passed)
    figures = [_target(scene, one, nth) for nth, one in enumerate(wanted.figures)]
    plain = [_without_figure(scene, text, len(figures) + nth) for nth, text in enumerate(wanted.plain)]
    new = (*figures, *plain)
    beside = task.entries[0] if task.entries else None
    alike = (_like(one, beside) if beside else one for one in new)
    entries = tuple(_with(one, wanted) for one in (*task.entries, *alike))
    return _shown(scene, Registering(entries)) if entries else scene.say(texts.NO_FIGURE, task=task)


def _target(scene: Scene, one: Stated, nth: int) -> RegisterEntry:
    return RegisterEntry(
        id=fresh_id(scene.incoming, nth),
        unit_id=scene.who.unit_id,
        register=Register.TARGET,
        text=f"{one.output.action if one.output else ''}{one.noun or one.kind}{one.amount.words}",
        noun=one.noun,
        amount=one.amount,
        measure=one.measure,
        day=date(scene.today.year, 12, 31),
        by=scene.who.id,
        at=scene.at,
        kind=one.kind,
    )


def _like(one: RegisterEntry, beside: RegisterEntry) -> RegisterEntry:
    """On the terms of those it is added to."""
    terms = {name: getattr(beside, name) for name in ("programme", "lead", "responsible", "day")}
    return replace(one, **terms)


def _without_figure(scene: Scene, text: str, nth: int) -> RegisterEntry:
    """A theme or a phase: told with its day, and nothing is counted for it."""
    return replace(_target(scene, _NO_FIGURE, nth), text=text)


def _with(one: RegisterEntry, wanted: Wanted) -> RegisterEntry:
    return replace(
        one,
        programme=wanted.programme or one.programme,
        lead=wanted.lead or one.lead,
        responsible=wanted.responsible or one.responsible,
        day=wanted.by or one.day,
    )


def _shown(scene: Scene, task: Registering, *before: str) -> Result:
    first = task.entries[0]
    lines = (texts.LINE.format(nth=nth, text=one.text) for nth, one in enumerate(task.entries, start=1))
    terms = texts.TERMS.format(
        programme=first.programme or texts.NOT_SAID,
        lead=first.lead or texts.NOT_SAID,
        responsible=texts.SEPARATOR.join(first.responsible) or texts.NOT_SAID,
        day=wording.day(first.day, scene.today),
    )
    buttons = ((Button(common.CONFIRM, "g:ok"), Button(common.CANCEL, "g:no")),)
    text = "\n".join((*before, texts.HEAD, *lines, terms, texts.CORRECT))
    return scene.result(Say(text, buttons, numeric=True), task=task)
