"""What somebody says of an obligation of their unit: 本月报完, 零报告, 请假, 明天再说; typed or tapped under a reminder."""

from handlers.read.commands import Command
from handlers.scene import Result, Scene
from handlers.state import Excusing
from handlers.texts import common


def said(scene: Scene, command: Command) -> Result:
    """DONE, NIL, LEAVE or LATER, typed: for the obligation that is open, or which one is asked."""
    return scene.say(common.NOT_UNDERSTOOD)


def hear_reason(scene: Scene, task: Excusing, text: str) -> Result:
    """The reason that was asked."""
    return scene.say(common.NOT_UNDERSTOOD)


def skipped(scene: Scene, task: Excusing, command: Command) -> Result:
    """跳过, 取消 or 返回 while the reason is asked."""
    return scene.say(common.NOT_UNDERSTOOD)


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button under a reminder, however old."""
    return scene.say(common.STALE_BUTTON)
