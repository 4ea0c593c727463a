"""发送情况: which reminders went out and which did not, and why."""

from handlers.scene import Result, Scene
from handlers.texts import common


def start(scene: Scene) -> Result:
    """/deliveries: for officers and coordinators, of their units."""
    return scene.say(common.NOT_UNDERSTOOD)


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button of the list."""
    return scene.say(common.STALE_BUTTON)
