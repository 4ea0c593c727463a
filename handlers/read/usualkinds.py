"""The usual kind of an activity of which no word tells the form: things were handed out, or people came to hear."""

from dataclasses import replace

from handlers.read.reading import Context, Found, Origin
from handlers.read.titles import retitled
from storage.model.activity import Category, Field

HANDING_OUT, HEARING = "集中宣传", "讲座"


def with_usual_kind(found: Found, context: Context) -> Found:
    """The same with a kind, if none was said though a whole message tells of it: what was given, or who came where."""
    said = found.particulars
    handed = any(one.category is Category.MATERIAL for one in said.outputs)
    heard = said.attendance.said and bool({Field.VENUE, Field.TOPIC} & found.fields)
    kind, rule, field = (
        (HANDING_OUT, "handed_out", Field.OUTPUTS) if handed else (HEARING, "people_came", Field.ATTENDANCE)
    )
    known = any(one.name == kind for one in context.taxonomy.kinds)
    if Field.KIND in found.fields or not known or not (handed or heard):
        return found
    words = next((one.words for one in found.origins if one.field is field), "")
    told = replace(said, kind=kind, title=retitled(said.title, said.topic, kind))
    return replace(found, particulars=told, origins=(*found.origins, Origin(Field.KIND, words, rule)))
