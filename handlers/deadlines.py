"""截止: deadline rules, made, listed, changed, paused and removed by coordinators."""

from handlers.scene import Result, Scene
from handlers.state import Ruling
from handlers.texts import common


def start(scene: Scene, rest: str) -> Result:
    """/deadline: the rules of the person's units; with words behind it a new rule, shown before it is kept."""
    return scene.say(common.NOT_UNDERSTOOD)


def asked(scene: Scene, text: str) -> Result | None:
    """A message without a command that can only mean a new rule; None for everything else."""
    return None


def hear(scene: Scene, task: Ruling, text: str) -> Result:
    """Words while a rule is shown: a change of it."""
    return scene.say(common.NOT_UNDERSTOOD)


def confirm(scene: Scene, task: Ruling) -> Result:
    """The rule that is shown is kept."""
    return scene.say(common.NOT_UNDERSTOOD)


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button of a rule or of the list."""
    return scene.say(common.STALE_BUTTON)
