"""帮助: what one can do, by role; while something is asked, how to answer it, and the question again."""

from handlers import filling
from handlers.permission import RANK
from handlers.scene import Result, Scene
from handlers.state import Filling
from handlers.texts import help as texts
from handlers.texts import log as log_texts


def start(scene: Scene) -> Result:
    """/help: general, or about the question that is open."""
    task = scene.dialog.task
    if scene.dialog.drafts and isinstance(task, Filling):
        return filling.asked(scene, task.field, "\n".join(filter(None, (texts.IN_DRAFT, log_texts.how(task.field)))))
    if scene.dialog.drafts:
        return filling.shown(scene, scene.dialog.drafts[0], texts.IN_DRAFT)
    return scene.say(general(scene))


def general(scene: Scene) -> str:
    """Every command this role has, a line each."""
    known = [command for command in texts.COMMANDS if RANK[command[3]] <= RANK[scene.who.role]]
    lines = (texts.LINE.format(word=word, slash=slash, what=what) for word, slash, what, _ in known)
    return "\n".join([texts.HEAD, *lines])
