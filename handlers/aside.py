"""An answer beside what is open: a draft stays open and is shown again below it, with its question."""

from handlers import filling
from handlers.scene import Result, Scene
from handlers.state import Idle, Viewing
from handlers.turn import Outcome, Reply
from storage.model.writes import Write


def beside(scene: Scene, said: Reply, writes: tuple[Write, ...] = ()) -> Result:
    """The answer; then the open draft again, if there is one. A question of this dialog is done with."""
    if not scene.dialog.drafts:
        task = scene.dialog.task if isinstance(scene.dialog.task, Viewing) else Idle()
        return scene.result(said, writes=writes, task=task)
    following = filling.shown(scene, scene.dialog.drafts[0])
    return Outcome(following.state, (said, *following.replies), writes)
