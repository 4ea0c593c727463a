"""Commands: what each does, and 确认, 取消, 返回, 跳过 by what is open."""

from typing import assert_never

from handlers import (
    composing,
    deadlines,
    deliveries,
    duties,
    finish,
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
    Composing,
    Deciding,
    Editing,
    Excusing,
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
    match command:
        case Command.LOG:
            return log.start(scene, rest)
        case Command.MINE:
            return mine.start(scene, rest)
        case (
            Command.SUMMARY
            | Command.REPORT
            | Command.WHY
            | Command.RELEASE
            | Command.RELEASES
            | Command.REGISTER
            | Command.TARGETS
        ):
            return _of_figures(scene, command, rest)
        case Command.HELP:
            return helping.start(scene)
        case Command.SETTINGS:
            return settings.start(scene)
        case Command.INVITE:
            return invite.start(scene)
        case Command.START:
            return started(scene, rest)
        case Command.UNDO:
            return finish.back(scene) if scene.dialog.drafts else records.undo(scene)
        case Command.HISTORY:
            activity = records.standing(scene) or scene.facts.last_recorded(scene.who.id)
            return records.tap(scene, activity.id, "history", ()) if activity else mine.start(scene, "")
        case (
            Command.DEADLINE
            | Command.PENDING
            | Command.DONE
            | Command.NIL
            | Command.LEAVE
            | Command.LATER
            | Command.REMIND
            | Command.PLANS
            | Command.DELIVERIES
        ):
            return _of_time(scene, command, rest)
        case Command.CONFIRM | Command.CANCEL | Command.BACK | Command.SKIP:
            return steered(scene, command)
        case _:
            assert_never(command)


def _of_figures(scene: Scene, command: Command, rest: str) -> Result:
    """Figures, papers of them, and where they come from."""
    match command:
        case Command.REPORT:
            return report.start(scene, rest)
        case Command.WHY:
            return why.start(scene, rest)
        case Command.RELEASE:
            return releases.release(scene)
        case Command.RELEASES:
            return releases.start(scene)
        case Command.REGISTER:
            return register.start(scene, rest)
        case Command.TARGETS:
            return targets.start(scene, rest)
        case _:
            return summary.start(scene, rest)


def _of_time(scene: Scene, command: Command, rest: str) -> Result:
    """Deadlines, what is owed, plans and reminders."""
    match command:
        case Command.DEADLINE:
            return deadlines.start(scene, rest)
        case Command.PENDING:
            return pending.start(scene, rest)
        case Command.DONE | Command.NIL | Command.LEAVE | Command.LATER:
            return duties.said(scene, command)
        case Command.REMIND:
            return wishes.start(scene, rest)
        case Command.PLANS:
            return plans.start(scene)
        case _:
            return deliveries.start(scene)


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
    if (
        isinstance(task, Inviting | Ruling | Excusing | Wishing | Moving | Reporting | Composing | Registering)
        and command is not Command.CONFIRM
    ):
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
