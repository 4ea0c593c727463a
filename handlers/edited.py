"""Somebody edits a message they sent: what it told of changes with it, be it still a draft or a record by now."""

import msgspec

from handlers import filling, records
from handlers.draft import id_from
from handlers.read import reader
from handlers.read.reading import Found
from handlers.scene import Result, Scene
from handlers.state import Draft
from handlers.texts import common
from handlers.turn import Edited
from storage.model.activity import Activity

MOST = 5
"""Activities of one message that are looked for; nobody edits a longer list."""


def edited(scene: Scene, event: Edited) -> Result:
    """The message is read anew; the draft or record that came from it takes what it says now."""
    found = reader.read(event.text, scene.context()).found
    for nth, one in enumerate(found[:MOST]):
        origin = id_from(scene.incoming.account, event.of, nth)
        if draft := _open_draft(scene, origin):
            return _retold(scene, draft, one)
        if activity := _record(scene, origin):
            return records.corrected(scene, activity, one)
    return scene.say(common.EDITED_WHAT)


def _open_draft(scene: Scene, origin: str) -> Draft | None:
    return next((draft for draft in scene.dialog.drafts if draft.id == origin), None)


def _record(scene: Scene, origin: str) -> Activity | None:
    activity = scene.facts.activity(origin)
    return activity if activity and activity.recorder_id == scene.who.id and not activity.withdrawn else None


def _retold(scene: Scene, draft: Draft, found: Found) -> Result:
    """The draft comes to the front, with what the message says now."""
    others = tuple(one for one in scene.dialog.drafts if one.id != draft.id)
    there = msgspec.structs.replace(scene.dialog, drafts=(draft, *others))
    return filling.taken(Scene(there, scene.incoming, scene.who, scene.facts), found)
