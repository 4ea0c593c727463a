"""计划: activities that are to be held, and what became of them."""

from handlers.scene import Result, Scene
from handlers.state import Moving
from handlers.texts import common


def start(scene: Scene) -> Result:
    """/plans: what a person has planned."""
    return scene.say(common.NOT_UNDERSTOOD)


def hear_day(scene: Scene, task: Moving, text: str) -> Result:
    """The new day of a plan."""
    return scene.say(common.NOT_UNDERSTOOD)


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """办了, 改期 or 取消 under a plan."""
    return scene.say(common.STALE_BUTTON)
