"""提醒: reminders people ask for themselves."""

from handlers.scene import Result, Scene
from handlers.state import Wishing
from handlers.texts import common


def start(scene: Scene, rest: str) -> Result:
    """/remind: one's own reminders; with words behind it a new one."""
    return scene.say(common.NOT_UNDERSTOOD)


def asked(scene: Scene, text: str) -> Result | None:
    """「每月25号提醒我交台账」; None for everything else."""
    return None


def hear(scene: Scene, task: Wishing, text: str) -> Result:
    """What or when was asked."""
    return scene.say(common.NOT_UNDERSTOOD)


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button of a reminder or of the list."""
    return scene.say(common.STALE_BUTTON)
