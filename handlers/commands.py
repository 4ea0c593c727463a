"""Commands: what each does, and 确认, 取消, 返回, 跳过 by what is open."""

from collections.abc import Callable
from functools import partial

from handlers import (
    checking,
    composing,
    deadlines,
    deliveries,
    duties,
    finish,
    forms,
    invite,
    join,
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
    targets,
    why,
    wishes,
)
from handlers import help as helping
from handlers.read.commands import Command
from handlers.scene import Result, Scene
from handlers.state import (
    Checking,
    Composing,
    Deciding,
    Editing,
    Excusing,
    Filing,
    Idle,
    Inviting,
    Moving,
    Registering,
    Reporting,
    Ruling,
    Wishing,
    Withdrawing,
)
from handlers.texts import common


def commanded(scene: Scene, command: Command, rest: str) -> Result:
    """Something to do; an open draft stays open through it."""
    return _ANSWERS[command](scene, rest)


def _undo(scene: Scene, _: str) -> Result:
    return finish.back(scene) if scene.dialog.drafts else records.undo(scene)


def _history(scene: Scene, _: str) -> Result:
    activity = records.standing(scene) or scene.facts.last_recorded(scene.who.id)
    return records.tap(scene, activity.id, "history", ()) if activity else mine.start(scene, "")


def steered(scene: Scene, command: Command) -> Result:
    """确认, 取消, 返回, 跳过: about the question that is open, else about the open draft."""
    task = scene.dialog.task
    if isinstance(task, Editing | Withdrawing) and command is not Command.CONFIRM:
        return records.tap(scene, task.activity_id, "open", ())
    if isinstance(task, Ruling) and command is Command.CONFIRM:
        return deadlines.confirm(scene, task)
    if isinstance(task, Registering) and command is Command.CONFIRM:
        return register.confirm(scene, task)
    if isinstance(task, Composing) and command is not Command.CANCEL:
        return composing.back(scene, task) if command is Command.BACK else composing.skipped(scene, task)
    if isinstance(task, _LEFT_BY_ANY) and command is not Command.CONFIRM:
        return (
            duties.skipped(scene, task, command) if isinstance(task, Excusing) else scene.say(common.LEFT, task=Idle())
        )
    if isinstance(task, Deciding) and scene.dialog.drafts:
        return log.undecided(scene, task, leaving=command in (Command.CANCEL, Command.BACK))
    if scene.dialog.drafts:
        steps = {Command.CONFIRM: finish.confirm, Command.CANCEL: finish.cancel, Command.BACK: finish.back}
        return steps.get(command, finish.skip)(scene)
    kept = records.standing(scene)
    if command is Command.CONFIRM and kept is not None and kept.recorder_id == scene.who.id:
        return finish.already(scene, kept)
    return scene.say(common.NOTHING_TO_CANCEL if command is Command.CANCEL else common.NOTHING_OPEN)


def started(scene: Scene, rest: str) -> Result:
    """/start by somebody who is in already, perhaps with a code."""
    return join.again(scene) if join.find_code(rest) else helping.start(scene)


_LEFT_BY_ANY = (Inviting, Ruling, Excusing, Wishing, Moving, Reporting, Composing, Registering, Checking, Filing)
"""Questions that 取消, 返回 and 跳过 leave alike."""

Answer = Callable[[Scene, str], Result]


def _alone(answer: Callable[[Scene], Result]) -> Answer:
    """A command that carries nothing behind it."""
    return lambda scene, _: answer(scene)


_ANSWERS: dict[Command, Answer] = (
    {
        Command.LOG: log.start,
        Command.MINE: mine.start,
        Command.SUMMARY: summary.start,
        Command.REPORT: report.start,
        Command.WHY: why.start,
        Command.RELEASE: _alone(releases.release),
        Command.RELEASES: _alone(releases.start),
        Command.REGISTER: register.start,
        Command.TARGETS: targets.start,
        Command.CHECK: checking.start,
        Command.FILL: forms.start,
        Command.HELP: _alone(helping.start),
        Command.SETTINGS: _alone(settings.start),
        Command.INVITE: _alone(invite.start),
        Command.START: started,
        Command.UNDO: _undo,
        Command.HISTORY: _history,
        Command.DEADLINE: deadlines.start,
        Command.PENDING: pending.start,
        Command.REMIND: wishes.start,
        Command.PLANS: _alone(plans.start),
        Command.DELIVERIES: _alone(deliveries.start),
    }
    | {
        command: partial(lambda said, scene, _: duties.said(scene, said), command)
        for command in (Command.DONE, Command.NIL, Command.LEAVE, Command.LATER)
    }
    | {
        command: partial(lambda said, scene, _: steered(scene, said), command)
        for command in (Command.CONFIRM, Command.CANCEL, Command.BACK, Command.SKIP)
    }
)
"""Every command there is; a test compares."""
