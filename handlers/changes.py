"""What a message changes of what was told: 「人数改成85」, 「地点：北营村」, several of them with commas between."""

from dataclasses import replace
from functools import reduce

from handlers.read import hearing, reader
from handlers.read.reading import Found
from handlers.scene import Scene
from handlers.texts.common import FIELDS
from storage.model.activity import with_fields


def changes(scene: Scene, text: str, *, by_name: bool = True) -> Found | None:
    """The fields a message changes, None where it changes nothing; `by_name`: 「人数85」 counts as well."""
    parts = hearing.clauses(text)
    each = [change for part in parts if (change := _change(scene, part, by_name=by_name)) and change.fields]
    if len(parts) > 1 and len(each) == len(parts):
        return reduce(_both, each)
    return _change(scene, text, by_name=by_name)


def _change(scene: Scene, text: str, *, by_name: bool) -> Found | None:
    corrected = reader.read_correction(text, scene.context())
    if corrected is not None or not by_name:
        return corrected
    return hearing.read_addressed(text, FIELDS, scene.context())


def _both(first: Found, second: Found) -> Found:
    """Two findings as one; where both tell of a field, the second counts."""
    particulars = with_fields(first.particulars, second.particulars, second.fields)
    earlier = tuple(origin for origin in first.origins if origin.field not in second.fields)
    return replace(second, particulars=particulars, origins=(*earlier, *second.origins))
