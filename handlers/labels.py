"""Words of buttons that are no longer shown, typed all the same: 改, 恢复, 加照片; and commands there are not."""

from handlers import filling, finish, records
from handlers.scene import Result, Scene
from handlers.state import Viewing
from handlers.texts import common, wording
from handlers.texts import records as record_texts


def labelled(scene: Scene, text: str) -> Result | None:
    """A button's word while the button is no longer shown: 改, 恢复, 加照片, or a command there is not."""
    drafts, record = scene.dialog.drafts, records.fresh(scene)
    match text:
        case common.CHANGE | record_texts.CHANGE if drafts and not isinstance(scene.dialog.task, Viewing):
            return filling.change_menu(scene, drafts[0])
        case common.CHANGE | record_texts.CHANGE | record_texts.ADD_PHOTO | record_texts.WITHDRAW if record:
            verbs = {record_texts.ADD_PHOTO: "photo", record_texts.WITHDRAW: "withdraw"}
            return records.tap(scene, record.id, verbs.get(text, "change"), ())
        case common.RESTORE if record and record.withdrawn:
            return records.restore(scene, record, str(record.version))
        case common.RESTORE:
            return finish.restore(scene) if scene.dialog.dropped else scene.say(common.NOTHING_TO_RESTORE)
        case _ if text.startswith("/"):
            return scene.say(common.NO_SUCH_COMMAND.format(word=wording.shortened(text.split(maxsplit=1)[0], 20)))
        case _:
            return None
