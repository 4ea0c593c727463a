"""The whole message: what it is, and what it says of each activity in it."""

from handlers.read.gathering import Gathered
from handlers.read.idletalk import asides_in
from handlers.read.kinds import ONLINE
from handlers.read.natures import is_told
from handlers.read.parallels import counted_at
from handlers.read.particulars import facts_in, facts_of
from handlers.read.patterns import regex
from handlers.read.reading import Context, Found, Nature, Origin, Reading
from handlers.read.repairs import repaired
from handlers.read.respective import told_respectively
from handlers.read.segments import Division, divided, shared_in
from handlers.read.sequels import continued, with_weeks
from handlers.read.sights import Sights, sights_in
from handlers.read.tables import rows_as_lines
from handlers.read.tenses import planned_spans
from handlers.read.totals import is_total, totals_in
from handlers.read.usualkinds import with_usual_kind
from handlers.read.writing import Writing, plainly
from storage.model.activity import Field

LONGEST = 10_000
"""Characters of a message that are read; what stands behind them is left."""

_WEAK = ("part_of_today", "kind_hint")
"""Rules that give way: 「下午又去…」 is the day that was named before."""

_INHERITED = (Field.DATE, Field.KIND, Field.TOPIC, Field.TITLE)
_HEADED = (*_INHERITED, Field.AUDIENCE)
_ANYBODY = regex(r"听众|观众|访客|来宾|参与者|人次")
"""「听众86人」 says that they were no others than those who happened to come."""
_SUBJECT = (Field.TOPIC, Field.TITLE)
"""What a 义诊 was about is not what the 讲座 before it was about."""
_SHARED = (Field.DATE, Field.VENUE, Field.OUTPUTS, Field.AUDIENCE, Field.KIND, Field.TOPIC, Field.TITLE)


_SAME_PLACE = regex(
    r"同一个?(?:地方|地点|站|院|校|场|楼|馆)|(?:还是|仍在|也在|依旧在)(?:[那这](?:条[街巷路]|个(?:地方|院|村|馆)|座|片|里|儿|边)|原地|老地方)|原地|老地方|同[院校站馆](?![学长友名])"
)


_ALL_THERE = regex(r"[都均全]在")


def read(text: str, context: Context) -> Reading:
    """What a message means to the ledger. Never raises; a plan, a question or small talk is never an activity.

    An activity that was only watched from afar has its viewers in `online`, and no attendance.
    """
    writing = with_weeks(repaired(rows_as_lines(plainly(text[:LONGEST]))))
    sights = sights_in(writing, context)
    if asides := asides_in(sights):
        writing = writing.blanked(asides)
        sights = sights_in(writing, context)
    if not is_told(sights, context):
        return Reading(Nature.NONE)
    planned = planned_spans(sights, context)
    held = sights if not planned else sights_in(writing.blanked(planned), context)
    if planned and not is_told(held, context):
        ahead = sights_in(writing, context, ahead=True)
        return Reading(Nature.PLAN, _found(ahead, context, ahead=True))
    if is_total(held, context):
        return Reading(Nature.TOTALS, totals_in(held, context))
    found = _found(held, context)
    return Reading(Nature.ACTIVITIES if len(found) > 1 else Nature.ACTIVITY, found)


def _found(sights: Sights, context: Context, *, ahead: bool = False) -> tuple[Found, ...]:
    """The facts of each activity in a text."""
    division = divided(sights)
    if len(division.stories) < 2:
        found = told_respectively(facts_of(sights, context, ahead=ahead), sights)
    else:
        found = _several(sights.writing, division, context, ahead=ahead)
    return tuple(with_usual_kind(one, context) for one in found)


def _several(writing: Writing, division: Division, context: Context, *, ahead: bool) -> tuple[Found, ...]:
    """Each activity's own facts, and those of the heading, of the one before, or said of all at the end."""
    *others, (start, end) = division.stories
    shared = start + shared_in(writing.plain[start:end])
    own = [facts_in(writing.part(*span), context, ahead=ahead) for span in (*others, (start, shared))]
    if division.items:
        own = [counted_at(*pair, writing) for pair in zip(own, division.items, strict=True)]
    heading = facts_in(writing.part(0, division.header), context, ahead=ahead) if division.header else Found()
    tail = facts_in(writing.part(shared, len(writing.plain)), context, ahead=ahead)
    whole: list[Found] = []
    stays = _place_first(own[0], writing.plain[: end if not others else others[0][1]])
    for one, span in zip(own, division.stories, strict=True):
        earlier = whole[-1] if whole else Found()
        same = _SAME_PLACE.search(writing.plain, *span) is not None
        there = stays or same
        inherited = _HEADED if division.items and not _is_of_anybody(one) else _INHERITED
        above = (*_HEADED, Field.VENUE) if division.items else _HEADED
        fields = (*inherited, Field.VENUE) if there and one.particulars.kind != ONLINE else inherited
        told = _without_place(one) if same and earlier.particulars.venue else one
        told = continued(told, writing.plain[slice(*span)], whole[0], earlier) if whole else told
        whole.append(_filled(_filled(_filled(told, tail, _SHARED), heading, above), earlier, fields))
    return tuple(whole)


def _is_of_anybody(found: Found) -> bool:
    return any(one.field is Field.ATTENDANCE and _ANYBODY.search(one.words) for one in found.origins)


def _without_place(found: Found) -> Found:
    """「还是那条街，换成测听力」: what looks like a place there is none."""
    gathered = Gathered(plainly(""), found.particulars, found.origins, found.doubts)
    gathered.forget(Field.VENUE)
    return gathered.found()


def _place_first(first: Found, text: str) -> bool:
    """「老年大学周一讲智能手机32人，周三讲防诈骗29人」, 「两天都在文庙摆摊：」: the place of all."""
    words = {one.field: one.words for one in first.origins if one.field in (Field.VENUE, Field.DATE)}
    if Field.VENUE in words and _ALL_THERE.match(text, max(0, text.find(words[Field.VENUE]) - 2)):
        return True
    return len(words) > 1 and text.find(words[Field.VENUE]) < text.find(words[Field.DATE])


def _gives_way(origin: Origin) -> bool:
    """A kind that no word names only leans on what else was said, and a part of the day on the day before it."""
    return origin.rule in _WEAK or (origin.field is Field.KIND and not origin.words)


def _filled(found: Found, other: Found, fields: tuple[Field, ...]) -> Found:
    """With those of the fields that were not said, as far as the other text says them."""
    gathered = Gathered(plainly(""), found.particulars, found.origins, found.doubts)
    doubted = {one.field for one in found.doubts}
    for origin in found.origins:
        if _gives_way(origin) and origin.field in fields and origin.field in other.fields:
            gathered.forget(origin.field)
    own = Field.KIND in gathered.fields and found.particulars.kind != other.particulars.kind
    for one in fields:
        if own and one in _SUBJECT:
            continue
        if one not in gathered.fields | doubted and one in other.fields:
            gathered.adopt(other, one)
    return gathered.found()
