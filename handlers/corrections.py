"""更正说明: what has changed in the records of a release, in words for the chat and for paper alike."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from handlers import goals
from handlers.origins import label
from handlers.recorded import Recorded
from handlers.texts import tracing as texts
from handlers.texts import wording
from storage.model.activity import Version
from storage.model.corrections import Changed, Restated, Total, changed, differences, restated, totals
from storage.model.figures import Period
from storage.model.goals import since
from storage.model.origins import Source
from storage.model.registers import NO_FACTS, Register, RegisterEntry, statements
from storage.model.releases import Release


@dataclass(frozen=True, slots=True)
class Correction:
    """One record that changed: what it is, what was and is, why, who and when."""

    number: str
    unit: str
    title: str
    what: str
    why: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """All of a release: the records that changed, and the totals they change (name, was, is)."""

    records: tuple[Correction, ...]
    totals: tuple[tuple[str, str, str], ...]


def count(made: Release, facts: Recorded) -> int:
    """How many records and entries have changed since."""
    return len(changed(*_both(made, facts))) + len(restated(*_entries(made, facts)))


def corrections(made: Release, facts: Recorded, at: datetime) -> Corrections:
    """What has changed since; `at` is in the zone of who is told."""
    then, now = _both(made, facts)
    was, is_now = _entries(made, facts)
    unit_id, days = made.scope.unit_id, _days(made)
    said = statements(was, unit_id, days), statements(is_now, unit_id, days)
    targets = goals.of_entries(was, unit_id, days), goals.of_entries(is_now, unit_id, days)
    records = tuple(_correction(pair, facts, at) for pair in changed(then, now))
    others = tuple(_restatement(pair, facts, at) for pair in restated(was, is_now))
    found = totals(then, now, said, targets)
    return Corrections((*records, *others), tuple(_total(one, facts) for one in found))


def _entries(made: Release, facts: Recorded) -> tuple[tuple[RegisterEntry, ...], tuple[RegisterEntry, ...]]:
    """Those that were counted, and those that would be now; a target that is set later is none of the release's."""
    counted = facts.released_entries(made)
    now = (one for one in facts.entries_below(made.scope.unit_id) if one.register not in NO_FACTS)
    targets = (facts.entry(one.id) for one in counted if one.register is Register.TARGET)
    return counted, (*now, *(one for one in targets if one and not one.withdrawn))


def _days(made: Release) -> Period:
    return made.scope.period or Period(made.at.date(), made.at.date(), "")


def _restatement(pair: Restated, facts: Recorded, at: datetime) -> Correction:
    was, now = pair.was, pair.now
    entry = now or was
    assert entry is not None  # noqa: S101 - one of them is always there
    last = (facts.entry_versions(entry.id) or (entry,))[-1]
    unit, by = facts.unit(entry.unit_id), facts.person(last.by)
    template = texts.ENTRY_CHANGED if was and now else texts.ENTRY_ADDED if now else texts.ENTRY_WITHDRAWN
    return Correction(
        number=texts.ENTRY_NUMBER,
        unit=unit.name if unit else texts.NOT_SAID,
        title=wording.shortened(entry.text, 40),
        what=template.format(was=was.text if was else "", now=now.text if now else ""),
        why=last.withdrawn or texts.NO_REASON,
        who=by.name if by else texts.NOT_SAID,
        when=_moment(last.at, at.tzinfo),
    )


def _both(made: Release, facts: Recorded) -> tuple[tuple[Source, ...], tuple[Source, ...]]:
    word, days = texts.PLAIN_SESSION_WORD, _days(made)
    first = since(goals.of_entries(facts.released_entries(made), made.scope.unit_id, days), days)
    return facts.released_sources(made, word), facts.sources(made.scope, made.before, word, first)


def _total(one: Total, facts: Recorded) -> tuple[str, str, str]:
    return label(one.origin, facts), str(one.was), str(one.now)


def _correction(pair: Changed, facts: Recorded, at: datetime) -> Correction:
    source = pair.source
    last = _last(pair, facts)
    by = facts.person(last.by) if last else None
    return Correction(
        number=source.number,
        unit=source.unit,
        title=source.title or texts.NOT_SAID,
        what=_what(pair, last, facts),
        why=(last and (last.reason or last.withdrawn)) or texts.NO_REASON,
        who=by.name if by else texts.NOT_SAID,
        when=_moment(last.at, at.tzinfo) if last else texts.NOT_SAID,
    )


def _moment(when: datetime, zone: tzinfo | None) -> str:
    return f"{when.astimezone(zone):%Y-%m-%d %H:%M}"


def _last(pair: Changed, facts: Recorded) -> Version | None:
    """The change that is told of: the newest that touched what is counted; photos alone do not."""
    versions = facts.versions(pair.source.activity_id)
    told = [
        one
        for before, one in zip((None, *versions), versions, strict=False)
        if before is None or (one.particulars, one.withdrawn) != (before.particulars, before.withdrawn)
    ]
    return told[-1] if told else None


def _what(pair: Changed, last: Version | None, facts: Recorded) -> str:
    parts = [*_fields(pair), *(_figure(one, facts) for one in differences(pair))]
    said = texts.JOINT.join(parts)
    if pair.was is None:
        return texts.ADDED.format(what=said)
    if pair.now is None:
        return (texts.WITHDRAWN if last and last.withdrawn else texts.LEFT).format(what=said)
    return said


def _figure(one: Total, facts: Recorded) -> str:
    named = label(one.origin, facts).removeprefix(texts.WHOLE + texts.SEPARATOR)
    return texts.WAS_IS.format(label=named, was=one.was, now=one.now)


def _fields(pair: Changed) -> list[str]:
    """Other than figures: only where the record is counted before and after."""
    if pair.was is None or pair.now is None:
        return []
    was, now = pair.was.particulars, pair.now.particulars
    values = ((named, getattr(was, field), getattr(now, field)) for field, named in texts.FIELDS.items())
    return [
        texts.WAS_IS.format(label=named, was=_shown(one), now=_shown(other))
        for named, one, other in values
        if one != other
    ]


def _shown(value: str | date | None) -> str:
    text = value.isoformat() if isinstance(value, date) else value
    return wording.shortened(text, 40) if text else texts.EMPTY
