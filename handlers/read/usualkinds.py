"""The usual kind of an activity of which no word tells the form: things were handed out, or people came to hear."""

from dataclasses import replace

from handlers.read.reading import Context, Found, Origin
from handlers.read.titles import retitled
from storage.model.activity import Category, Field

HANDING_OUT, HEARING = "集中宣传", "讲座"

_PARTY = 120
"""People who can be told something; to more than that things are handed out."""

_LECTURED = frozenset(("taught", "alone", "dealt_with", "topic_label", "quoted"))
"""Rules of a topic that find what was spoken of, rather than the name of an event."""


def with_usual_kind(found: Found, context: Context) -> Found:
    """The same with a kind, if none was said though a whole message tells of it: what was given, or who came where."""
    usual = None if found.particulars.kind else _usual(found)
    rules = {one.rule for one in found.origins if one.field is Field.KIND}
    known = {one.name for one in context.taxonomy.kinds}
    if usual is None or usual.words not in known or not rules <= {"kind_hint"}:
        return found
    said = found.particulars
    if said.kind and (said.kind, usual.words) != (HANDING_OUT, HEARING):
        return found
    told = replace(said, kind=usual.words, title=retitled(said.title, said.topic, usual.words))
    from_what = Field.OUTPUTS if usual.rule == "handed_out" else Field.ATTENDANCE
    words = next((one.words for one in found.origins if one.field is from_what), "")
    others = tuple(one for one in found.origins if one.field is not Field.KIND)
    return replace(found, particulars=told, origins=(*others, replace(usual, words=words)))


def _usual(found: Found) -> Origin | None:
    """The usual kind, in the place of the words, and the rule that tells it."""
    said = found.particulars
    if _told(found):
        return Origin(Field.KIND, HEARING, "people_were_told")
    if any(one.category is Category.MATERIAL for one in said.outputs):
        return Origin(Field.KIND, HANDING_OUT, "handed_out")
    if said.attendance.said and Field.KIND not in found.fields and {Field.VENUE, Field.TOPIC} & found.fields:
        return Origin(Field.KIND, HEARING, "people_came")
    return None


def _told(found: Found) -> bool:
    """「化肥真假辨别，28人，样品12袋」: a small party and a subject; what they took home is by the way."""
    rules = {one.rule for one in found.origins if one.field is Field.TOPIC}
    return bool(rules & _LECTURED) and 0 < (found.particulars.attendance.value or 0) <= _PARTY
