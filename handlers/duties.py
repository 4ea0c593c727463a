"""What somebody says of an obligation of their unit, typed or tapped: 本月报完, 零报告, 请假, 明天再说."""

from dataclasses import replace
from datetime import datetime

from handlers import log
from handlers.nudge import Owed, settling
from handlers.permission import may_declare, may_exempt, may_oversee
from handlers.read.commands import Command
from handlers.scene import Result, Scene
from handlers.state import Excusing, Idle
from handlers.texts import common, wording
from handlers.texts import duties as texts
from handlers.turn import Button, Buttons
from storage.model.duties import Errand, Obligation, Reminder, Rule, Status
from storage.model.writes import AddReminder, Declare, Reopen

LONGEST_REASON = 100
REOPEN = "reopen"

_SAID = {Command.DONE: Status.REPORTED, Command.NIL: Status.NIL, Command.LEAVE: Status.LEAVE}
_VERBS = {
    "done": Status.REPORTED,
    "nil": Status.NIL,
    "leave": Status.LEAVE,
    "open": Status.OPEN,
    "exempt": Status.EXEMPT,
}
_VERB_OF = {status: verb for verb, status in _VERBS.items()}
_TOLD = {
    Status.REPORTED: texts.DONE_NOW,
    Status.NIL: texts.NIL_NOW,
    Status.LEAVE: texts.LEAVE_NOW,
    Status.OPEN: texts.OPEN_NOW,
    Status.EXEMPT: texts.EXEMPT_NOW,
}


def said(scene: Scene, command: Command) -> Result:
    """DONE, NIL, LEAVE or LATER, typed: for the obligation that is open, or which one is asked."""
    return later(scene) if command is Command.LATER else declaring(scene, _SAID[command])


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button under a reminder, however old."""
    match arguments:
        case ("log",):
            return log.start(scene, "")
        case ("later",):
            return later(scene)
        case ("leave",):
            return declaring(scene, Status.LEAVE)
        case ("why", what, *key):
            return ask_reason(scene, what, tuple(key))
        case ("none",):
            return scene.say(texts.NO_REASON_KEPT, task=Idle())
        case (verb, *key) if verb in _VERBS:
            owed = found(scene, tuple(key))
            return scene.say(texts.GONE) if owed is None else declared(scene, owed, _VERBS[verb])
        case _:
            return scene.say(common.STALE_BUTTON)


def found(scene: Scene, key: tuple[str, ...]) -> Owed | None:
    """The obligation of a button (rule, period, unit); None where there is none any more, or never was."""
    match key:
        case (rule_id, period, unit_id):
            owed = scene.facts.obligation(rule_id, period, unit_id)
            return None if owed is None else _with_names(scene, owed)
        case _:
            return None


def _with_names(scene: Scene, owed: Obligation) -> Owed | None:
    rule, unit = scene.facts.rule(owed.rule_id), scene.facts.unit(owed.unit_id)
    if rule is None or rule.removed or unit is None:
        return None
    zone = scene.at.tzinfo
    local = replace(owed, due_at=owed.due_at.astimezone(zone), closes_at=owed.closes_at.astimezone(zone))
    return Owed(rule, local, unit)


def current(scene: Scene) -> tuple[Owed, ...]:
    """What the person's unit owes in periods that have begun and are not closed, paused rules left out."""
    owed = (_with_names(scene, one) for one in scene.facts.obligations_of(scene.who.unit_id, scene.at))
    return tuple(one for one in owed if one is not None and not one.rule.paused)


def declaring(scene: Scene, status: Status) -> Result:
    """Said without naming what: the only one that is open, or a question which."""
    all_owed = current(scene)
    if not all_owed:
        return scene.say(texts.NOTHING_OWED.format(unit=_own_unit(scene)))
    still = tuple(one for one in all_owed if one.obligation.status is Status.OPEN)
    candidates = still or tuple(one for one in all_owed if _changes(one, status))
    if not candidates:
        named = texts.listed(one.named(scene.today) for one in all_owed)
        return scene.say(texts.ALL_REPORTED.format(unit=_own_unit(scene), duties=named))
    if len(candidates) == 1:
        return declared(scene, candidates[0], status)
    verb = _VERB_OF[status]
    choices = tuple((Button(one.named(scene.today), f"n:{verb}:{one.key}"),) for one in candidates)
    return scene.say(texts.WHICH, choices)


def _changes(one: Owed, status: Status) -> bool:
    """Whether saying this says anything new of it."""
    return one.obligation.status is not status and status is not Status.LEAVE


def declared(scene: Scene, owed: Owed, status: Status) -> Result:
    """Keep it, unless it may not be said, or does not agree with what is logged."""
    refusal = _refused(scene, owed, status)
    if refusal is not None:
        return refusal
    write = Declare(owed.rule.id, owed.obligation.span.key, owed.unit.id, status, scene.who.id, scene.at)
    late = texts.LATE if scene.at > owed.obligation.due_at else ""
    text = _TOLD[status].format(**_names(scene, owed), late=late, count=owed.obligation.activities)
    said = scene.say(text, _after(owed, status), task=Idle())
    return replace(said, writes=(write,))


def _refused(scene: Scene, owed: Owed, status: Status) -> Result | None:
    """Why it cannot be said, with the way out."""
    obligation, names = owed.obligation, _names(scene, owed)
    if not _may_say(scene, owed, status):
        return scene.say((texts.NOT_YOURS if status is Status.EXEMPT else texts.NOT_ALLOWED).format(**names))
    if obligation.closed(scene.at):
        return scene.say(texts.CLOSED.format(**names, closed=wording.day(obligation.closes_at.date(), scene.today)))
    if status is Status.NIL and obligation.activities:
        return scene.say(texts.NIL_BUT_LOGGED.format(**names, count=obligation.activities))
    if status is not Status.REPORTED and obligation.status is Status.REPORTED and obligation.by is None:
        return scene.say(texts.REPORTED_ALREADY.format(**names, count=obligation.activities))
    if status is Status.REPORTED and not obligation.activities:
        buttons = ((Button(texts.RECORD, "n:log"), settling(owed, None)),)
        return scene.say(texts.DONE_BUT_NOTHING.format(**names, nil=texts.nil(owed.rule)), buttons)
    return None


def _may_say(scene: Scene, owed: Owed, status: Status) -> bool:
    """免报 is given from above, everything else said by the unit itself or from above."""
    if status is Status.EXEMPT:
        return may_exempt(scene.who, owed.rule, scene.facts)
    return may_declare(scene.who, owed.unit.id, scene.facts)


def _after(owed: Owed, status: Status) -> Buttons:
    """What can follow: a reason, or taking it back."""
    if status is Status.OPEN:
        return ()
    back = Button(texts.TAKE_BACK, f"n:open:{owed.key}")
    if status is Status.REPORTED:
        return ((back,),)
    return ((Button(texts.REASON, f"n:why:{status.value}:{owed.key}"), back),)


def _names(scene: Scene, owed: Owed) -> dict[str, str]:
    return {"unit": owed.unit.name, "duty": owed.named(scene.today)}


def _own_unit(scene: Scene) -> str:
    unit = scene.facts.unit(scene.who.unit_id)
    return unit.name if unit else ""


def ask_reason(scene: Scene, what: str, key: tuple[str, ...]) -> Result:
    """Ask for the reason of a 零报告, a leave, or of opening a closed period again."""
    owed = found(scene, key)
    if owed is None or what not in (Status.NIL, Status.LEAVE, Status.EXEMPT, REOPEN):
        return scene.say(texts.GONE)
    task = Excusing(owed.rule.id, owed.obligation.span.key, owed.unit.id, what)
    if what == REOPEN:
        return scene.say(texts.ASK_REOPEN.format(**_names(scene, owed), limit=LONGEST_REASON), task=task)
    return scene.say(texts.ASK_REASON.format(limit=LONGEST_REASON), ((Button(texts.NO_REASON, "n:none"),),), task=task)


def hear_reason(scene: Scene, task: Excusing, text: str) -> Result:
    """The reason that was asked."""
    owed = found(scene, (task.rule_id, task.period, task.unit_id))
    if owed is None:
        return scene.say(texts.GONE, task=Idle())
    if len(text) > LONGEST_REASON:
        return scene.say(texts.REASON_TOO_LONG.format(limit=LONGEST_REASON))
    return reopened(scene, owed, text) if task.what == REOPEN else _explained(scene, owed, Status(task.what), text)


def _explained(scene: Scene, owed: Owed, status: Status, reason: str) -> Result:
    """The reason belongs to what was said; if that was taken back or changed since, there is nothing to explain."""
    if owed.obligation.status is not status or not _may_say(scene, owed, status):
        return scene.say(texts.GONE, task=Idle())
    write = Declare(owed.rule.id, owed.obligation.span.key, owed.unit.id, status, scene.who.id, scene.at, reason)
    return replace(scene.say(texts.REASON_KEPT.format(reason=reason), task=Idle()), writes=(write,))


def reopened(scene: Scene, owed: Owed, reason: str) -> Result:
    """A closed period counts again for this unit."""
    if not may_oversee(scene.who, owed.rule.unit_id, scene.facts):
        return scene.say(texts.NOT_ALLOWED.format(**_names(scene, owed)), task=Idle())
    write = Reopen(owed.rule.id, owed.obligation.span.key, owed.unit.id, scene.who.id, scene.at, reason)
    return replace(scene.say(texts.REOPENED.format(**_names(scene, owed)), task=Idle()), writes=(write,))


def skipped(scene: Scene, task: Excusing, command: Command) -> Result:
    """跳过, 取消 or 返回 while the reason is asked: without a reason a closed period stays closed."""
    match command:
        case Command.SKIP if task.what != REOPEN:
            return scene.say(texts.NO_REASON_KEPT, task=Idle())
        case Command.SKIP | Command.CANCEL | Command.BACK:
            return scene.say(common.LEFT, task=Idle())
        case _:
            return scene.say(texts.ASK_REASON.format(limit=LONGEST_REASON))


def later(scene: Scene) -> Result:
    """明天再说: on the next working day, if that is before the deadline."""
    owed = tuple(one for one in current(scene) if one.obligation.status is Status.OPEN)
    if not owed:
        return scene.say(texts.NOTHING_OWED.format(unit=_own_unit(scene)))
    planned = tuple((one, _later(scene, one.rule)) for one in owed)
    in_time = tuple((one, moment) for one, moment in planned if moment < one.obligation.due_at)
    if not in_time:
        one = min(owed, key=lambda each: each.obligation.due_at)
        due = texts.due(one.obligation.due_at, scene.today)
        return scene.say(texts.TOO_LATE.format(duty=one.named(scene.today), due=due, nil=texts.nil(one.rule)))
    writes = tuple(AddReminder(_snooze(scene, one, moment), scene.at) for one, moment in in_time)
    day = wording.days(min(moment for _, moment in in_time).date(), None, scene.today)
    return replace(scene.say(texts.LATER_NOW.format(day=day)), writes=writes)


def _later(scene: Scene, rule: Rule) -> datetime:
    return scene.facts.timetable.morning(scene.at, rule.remind_at)


def _snooze(scene: Scene, owed: Owed, moment: datetime) -> Reminder:
    """Once a day at most: the same wish on the same day is the same reminder."""
    return Reminder(Errand.DUTY, owed.key, scene.who.id, f"later-{moment.date().isoformat()}", moment)
