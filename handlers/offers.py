"""What is one tap away when a field is asked: days, recent places, the classes in force."""

from typing import assert_never

from handlers.scene import Scene
from handlers.texts import log as texts
from storage.model.activity import Field


def options(scene: Scene, field: Field) -> tuple[str, ...]:
    """The values offered as buttons for a field, as a person would type them."""
    taxonomy = scene.facts.taxonomy
    match field:
        case Field.TITLE:
            return _names(scene)
        case Field.DATE:
            return (texts.TODAY, texts.YESTERDAY, texts.BEFORE_YESTERDAY)
        case Field.VENUE:
            return _venues(scene)
        case Field.ATTENDANCE:
            return (texts.NOT_COUNTED,)
        case Field.OUTPUTS:
            return (texts.NONE_GIVEN,)
        case Field.KIND:
            return tuple(kind.name for kind in taxonomy.kinds)
        case Field.AUDIENCE:
            return (*(audience.name for audience in taxonomy.audiences), texts.NONE)
        case Field.PROGRAMME:
            now = (one.name for one in taxonomy.programmes if one.edition == taxonomy.edition)
            return (*now, texts.NONE)
        case Field.SESSIONS | Field.ONLINE | Field.HOSTS | Field.VOLUNTEERS | Field.EXPERTS | Field.NOTE:
            return (texts.NONE,)
        case Field.TOPIC:
            return ()
        case _:
            assert_never(field)


def _names(scene: Scene) -> tuple[str, ...]:
    """What it was called already, where only its kind was told: 「义诊」."""
    draft = scene.dialog.drafts[0] if scene.dialog.drafts else None
    kind = draft.particulars.kind if draft else ""
    if draft is None or not kind:
        return ()
    known = next((one.aliases for one in scene.facts.taxonomy.kinds if one.name == kind), ())
    words = draft.words.get(Field.KIND, "")
    return (words if words in known else kind,)


def _venues(scene: Scene) -> tuple[str, ...]:
    """Recent venues, then the own unit; each once."""
    unit = scene.facts.unit(scene.who.unit_id)
    recent = scene.facts.recent_venues(scene.who.id, 4)
    return tuple(dict.fromkeys((*recent, *((unit.name,) if unit else ()))))
