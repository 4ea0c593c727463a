"""The whole message: what it is, and what it says of each activity in it."""

from handlers.read.natures import nature_of
from handlers.read.parts import parts_of
from handlers.read.particulars import facts_in
from handlers.read.reading import Context, Nature, Reading
from handlers.read.repairs import repaired
from handlers.read.writing import plainly

LONGEST = 10_000
"""Characters of a message that are read; what stands behind them is left."""


def read(text: str, context: Context) -> Reading:
    """What a message means to the ledger. Never raises; a plan, a question or small talk is never an activity.

    An activity that was only watched from afar has its viewers in `online`, and no attendance.
    """
    writing = repaired(plainly(text[:LONGEST]))
    nature, spans = nature_of(writing.plain, context)
    match nature:
        case Nature.NONE:
            return Reading(nature)
        case Nature.PLAN:
            return Reading(nature, (facts_in(writing, context, ahead=True),))
        case _:
            found = tuple(facts_in(part, context) for part in parts_of(writing, spans, context))
            return Reading(Nature.ACTIVITIES if len(found) > 1 else nature, found)
