"""Words of buttons that are no longer shown, typed all the same: 改, 恢复, 加照片, 作废, 办了, 过一小时."""

from handlers import filling, finish, plans, records, wishes
from handlers.scene import Result, Scene
from handlers.state import Viewing
from handlers.texts import common
from handlers.texts import records as record_texts


def labelled(scene: Scene, text: str) -> Result | None:
    """What the button of that word would do to the open draft or record; None where the word is no button's."""
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
        case _:
            return wishes.by_word(scene, text) or (None if drafts else plans.by_word(scene, text))
