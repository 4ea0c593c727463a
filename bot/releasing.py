"""A report that is released: made within the turn, checked against its records, and kept with them."""

import io
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

import msgspec

from bot.made import Made, said_in, source_of
from bot.making import Making
from bot.stationery import Stationery
from handlers import goals
from handlers.turn import Issue, Issued, Paper, PaperKind, Reply, ShowFile
from reports.texts import PLAIN_SESSION_WORD
from storage import releases
from storage.apply import apply
from storage.database import Transaction
from storage.facts import StoredFacts
from storage.model.figures import Period
from storage.model.goals import since
from storage.model.origins import Source, Sums
from storage.model.registers import NO_FACTS, RegisterEntry
from storage.model.releases import Counted, Release
from storage.model.writes import KeepRelease

_ID = 12
"""Hexadecimal digits: a button has room for them."""


class DoesNotAddUp(Exception):
    """A figure of a report is not what its records come to: it is not released."""


def issued(tx: Transaction, reply: Reply, facts: StoredFacts, at: datetime, stationery: Stationery) -> Reply:
    """What is asked to be released becomes its file; every other reply stays as it is."""
    return _issued(tx, reply, facts, at, stationery) if isinstance(reply, Issue) else reply


def _issued(tx: Transaction, asked: Issue, facts: StoredFacts, at: datetime, stationery: Stationery) -> ShowFile:
    releases.still(tx)
    paper = msgspec.structs.replace(asked.paper, kind=PaperKind.REPORT)
    before, found = _before(paper, facts, at), goals.goals(facts, paper.scope)
    days = Made(paper, at).days
    counted = facts.sources(paper.scope, before, PLAIN_SESSION_WORD, since(found, days))
    facts_entered = (one for one in facts.entries_below(paper.scope.unit_id) if one.register not in NO_FACTS)
    entries = (*facts_entered, *(one.entry for one in found))
    paper = msgspec.structs.replace(paper, release=identity(paper, counted, entries))
    new = facts.release(paper.release) is None
    if new:
        _keep(tx, asked, Made(paper, at, before), (counted, entries), _printed(paper, at, facts, stationery))
    return ShowFile(Issued(paper.release), asked.name, asked.texts[0 if new else 1], buttons=asked.buttons)


def identity(paper: Paper, counted: Iterable[Source], entries: Iterable[RegisterEntry] = ()) -> str:
    """Follows from what was asked and what is counted: the same asked twice is one release."""
    asked = msgspec.json.encode(msgspec.structs.replace(paper, release=""))
    versions = "".join(f"|{one.activity_id}:{one.version}:{one.earlier}" for one in counted)
    versions += "".join(f"|{one.id}:{one.version}" for one in entries)
    return sha256(asked + versions.encode()).hexdigest()[:_ID]


def _before(paper: Paper, facts: StoredFacts, at: datetime) -> Period | None:
    from bot.figures import added_up  # noqa: PLC0415 - reports are needed by few turns
    from storage.model.figures import Grouping  # noqa: PLC0415

    return added_up(paper.title, paper.scope, Grouping.KIND, facts, at.date()).asked.before


def _keep(
    tx: Transaction,
    asked: Issue,
    made: Made,
    counted: tuple[tuple[Source, ...], tuple[RegisterEntry, ...]],
    content: bytes,
) -> None:
    sources, entries = counted
    found = goals.of_entries(entries, made.paper.scope.unit_id, made.days)
    _check(content, Sums(sources, said_in(made, entries), found))
    release = Release(
        id=made.paper.release,
        title=made.paper.title,
        name=asked.name,
        scope=made.paper.scope,
        before=made.before,
        question=source_of(made),
        by=asked.by,
        at=made.at,
        digest=sha256(content).hexdigest(),
    )
    versions = tuple(Counted(one.activity_id, one.version, one.earlier) for one in sources)
    apply(tx, KeepRelease(release, versions, content, entries))


def _printed(paper: Paper, at: datetime, facts: StoredFacts, stationery: Stationery) -> bytes:
    from bot.papers import report  # noqa: PLC0415 - few turns make a report

    out = io.BytesIO()
    report(Making(paper, facts, at, lambda _: None, stationery), out)
    return out.getvalue()


def _check(content: bytes, whole: Sums) -> None:
    """Every figure comes from records and registers alike."""
    from reports.marks import read_marks  # noqa: PLC0415
    from reports.verify import findings  # noqa: PLC0415

    marks = read_marks(content)
    wrong = findings(marks, marks, whole)
    if wrong:
        raise DoesNotAddUp(len(wrong))
