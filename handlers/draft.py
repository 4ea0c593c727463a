"""What a draft still lacks, and how answers become part of it; pure functions over drafts."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from types import MappingProxyType

import msgspec

from handlers.read.reading import Found
from handlers.read.suggestions import audience_of
from handlers.state import Draft, Step
from handlers.turn import Incoming
from storage.model.activity import ATTRIBUTES, Amount, Field, Particulars, with_fields
from storage.model.people import Account
from storage.model.taxonomy import Taxonomy

NO_WORDS: Mapping[Field, str] = MappingProxyType({})

STEPS_KEPT = 10
"""How many answers 返回 can take back; more would only make the state of a long chat heavy."""


def fresh_id(incoming: Incoming, nth: int = 0) -> str:
    """The id of the nth thing made from a message: the same message always makes the same id (12 hex digits)."""
    return id_from(incoming.account, incoming.id, nth)


def id_from(account: Account, message_id: str, nth: int) -> str:
    """The same for a message of the past."""
    return sha256(f"{account}|{message_id}|{nth}".encode()).hexdigest()[:12]


def beside(base: Particulars, found: Found, *, correcting: bool) -> Found:
    """What was found, with the things told before beside the new ones; one of the same name is replaced.

    A correction that names none of the earlier things replaces them all, and so does 「没发」.
    """
    told = {thing.item: thing for thing in found.particulars.outputs}
    known = {thing.item for thing in base.outputs}
    if not told or (correcting and not known & told.keys()):
        return found
    kept = tuple(told.pop(thing.item, thing) for thing in base.outputs)
    return replace(found, particulars=replace(found.particulars, outputs=(*kept, *told.values())))


def proposed(particulars: Particulars, taxonomy: Taxonomy, words: Mapping[Field, str] = NO_WORDS) -> Particulars:
    """With a name made of what was said, the audience the place suggests and its programme, where none was said."""
    if not particulars.title:
        particulars = replace(particulars, title=_name(particulars, words, taxonomy))
    if not particulars.audience and Field.AUDIENCE not in words:
        particulars = replace(particulars, audience=_audience(particulars.venue, taxonomy))
    if particulars.programme or not particulars.audience or Field.PROGRAMME in words:
        return particulars
    for programme in taxonomy.programmes:
        if programme.edition == taxonomy.edition and particulars.audience in programme.audiences:
            return replace(particulars, programme=programme.name)
    return particulars


def _audience(venue: str, taxonomy: Taxonomy) -> str:
    suggested = audience_of(venue)
    return suggested if suggested in {term.name for term in taxonomy.audiences} else ""


def _name(particulars: Particulars, words: Mapping[Field, str], taxonomy: Taxonomy) -> str:
    """Topic and kind; without a topic the word for the kind where it says more than that: 「义诊」, not 「培训班」."""
    if particulars.topic:
        return f"{particulars.topic}{particulars.kind}"
    kind, word = particulars.kind, words.get(Field.KIND, "")
    known = next((one.aliases for one in taxonomy.kinds if one.name == kind), ())
    return word if word in known and word not in kind and kind not in word else ""


def several(particulars: Particulars) -> bool:
    """Whether this is a total over several sessions, which has no one venue."""
    return (particulars.sessions.value or 0) > 1


def lacks(particulars: Particulars, field: Field) -> bool:
    """Whether a field has not been said at all."""
    return all(getattr(particulars, name) in ("", None, (), False, Amount()) for name in ATTRIBUTES[field])


def missing(particulars: Particulars) -> tuple[Field, ...]:
    """The required facts not yet said, in the order they are asked; materials are the last."""
    return tuple(field for field, lacking in _required(particulars) if lacking)


def _required(particulars: Particulars) -> Iterator[tuple[Field, bool]]:
    """What it was (a name or a topic, and the kind), when, where, how many people, what was handed out."""
    unnamed = lacks(particulars, Field.TITLE) and lacks(particulars, Field.TOPIC)
    whole = several(particulars)  # a total has neither one name nor one venue
    online = particulars.online.said
    yield Field.TITLE, unnamed and not whole
    yield Field.KIND, lacks(particulars, Field.KIND)
    yield Field.DATE, lacks(particulars, Field.DATE)
    yield Field.VENUE, lacks(particulars, Field.VENUE) and not whole and not online
    yield Field.ATTENDANCE, lacks(particulars, Field.ATTENDANCE) and not online
    yield Field.OUTPUTS, lacks(particulars, Field.OUTPUTS)


def corrected(draft: Draft) -> tuple[Field, ...]:
    """The fields that were read of the message and are another now."""
    first, now = draft.first, draft.particulars
    return tuple(
        field
        for field, names in ATTRIBUTES.items()
        if not lacks(first, field) and any(getattr(first, name) != getattr(now, name) for name in names)
    )


def next_field(draft: Draft) -> Field | None:
    """What to ask next: skipped fields come last; None when the draft can be confirmed."""
    open_fields = missing(draft.particulars)
    fresh = [field for field in open_fields if field not in draft.skipped]
    return next(iter(fresh or open_fields), None)


def taking(draft: Draft, found: Found, taxonomy: Taxonomy, asked: Field | None = None) -> Draft:
    """The draft with what was found, the step before kept for 返回; `asked` is the question that was open."""
    said = {origin.field: origin.words for origin in found.origins}
    words = {**draft.words, **said}
    particulars = proposed(with_fields(_unproposed(draft, found), found.particulars, said), taxonomy, words)
    step = Step(draft.particulars, draft.words, asked)
    return msgspec.structs.replace(
        draft,
        particulars=particulars,
        words=words,
        skipped=tuple(field for field in draft.skipped if field not in said),
        steps=(*draft.steps, step)[-STEPS_KEPT:],
        choices=_choices(draft, found, said),
    )


def _choices(draft: Draft, found: Found, said: Mapping[Field, str]) -> dict[Field, tuple[str, ...]]:
    """Readings still to be decided between: those of before and the new ones, but for what was said now."""
    offered = {doubt.field: doubt.choices for doubt in found.doubts if doubt.choices}
    return {field: choices for field, choices in {**draft.choices, **offered}.items() if field not in said}


def _unproposed(draft: Draft, found: Found) -> Particulars:
    """What was only proposed goes when what it followed from is said anew; what was said stays."""
    particulars = draft.particulars
    if Field.VENUE in found.fields and Field.AUDIENCE not in draft.words:
        particulars = replace(particulars, audience="")
    if {Field.AUDIENCE, Field.VENUE} & found.fields and Field.PROGRAMME not in draft.words:
        particulars = replace(particulars, programme="")
    if {Field.TOPIC, Field.KIND} & found.fields and Field.TITLE not in draft.words:
        particulars = replace(particulars, title="")
    return particulars


def back(draft: Draft) -> tuple[Draft, Field | None] | None:
    """The draft before the last answer and what was asked then; None at the beginning."""
    if not draft.steps:
        return None
    step = draft.steps[-1]
    earlier = msgspec.structs.replace(
        draft, particulars=step.particulars, words=step.words, steps=draft.steps[:-1], skipped=()
    )
    return earlier, step.field
