"""未报: who has reported and who has not, down the tree of units."""

from handlers.scene import Result, Scene
from handlers.texts import common


def start(scene: Scene, rest: str) -> Result:
    """/pending [rule or period or unit]: the table of the open period."""
    return scene.say(common.NOT_UNDERSTOOD)


def asked(scene: Scene, text: str) -> Result | None:
    """A message without a command that can only ask who has not reported; None for everything else."""
    return None


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button of the table."""
    return scene.say(common.STALE_BUTTON)
