"""Which records of a report have photos that can be annexed."""

from handlers.scene import Scene
from handlers.texts import composing as texts
from handlers.turn import Paper
from storage.model.activity import Activity, Evidence
from storage.model.figures import Scope

MOST_PHOTOS = 6
"""Records whose photos are annexed unless others are chosen."""
MOST_NAMED = 12
MOST_READ = 2_000


def with_photos(scene: Scene, scope: Scope) -> tuple[Activity, ...]:
    """Those with most people first."""
    found = scene.facts.activities(scope, 0, MOST_READ).activities
    return tuple(sorted((one for one in found if photos(one)), key=_size, reverse=True))


def photos(activity: Activity) -> tuple[Evidence, ...]:
    """The pictures among what came with a record."""
    return tuple(one for one in activity.evidence if one.media_type.startswith("image/"))


def ask_photos(scene: Scene, paper: Paper) -> str:
    """The question, with what there is to choose from."""
    found = with_photos(scene, paper.scope)
    if not found:
        return texts.NO_PHOTOS
    records = "\n".join(map(_said, found[:MOST_NAMED]))
    chosen = texts.PHOTOS_CHOSEN.format(records=texts.SEPARATOR.join(paper.photos)) if paper.photos else ""
    return texts.ASK_PHOTOS.format(records=records, most=MOST_PHOTOS, example=found[0].number) + chosen


def _said(activity: Activity) -> str:
    told = activity.particulars
    title = told.title or told.topic or told.kind
    return texts.PHOTO_RECORD.format(number=activity.number, title=title, count=len(photos(activity)))


def _size(activity: Activity) -> tuple[int, str]:
    told = activity.particulars
    return (told.attendance.value or 0) + (told.online.value or 0), activity.number
