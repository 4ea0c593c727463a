"""The file of a release, checked byte by byte, and its 更正说明 as Word or PDF."""

from datetime import datetime
from hashlib import sha256

from handlers.corrections import corrections
from handlers.recorded import Recorded
from handlers.texts import tracing as texts
from handlers.turn import Issued
from reports.paper import Annex, Grid, OfficialPaper
from storage.facts import StoredFacts
from storage.model.releases import Release


class Spoilt(Exception):
    """The file that is kept is not the one that was released, or there is none."""


def issued_file(facts: StoredFacts, asked: Issued, ending: str, now: datetime) -> bytes:
    """The bytes. Raises `Spoilt`."""
    made = facts.release(asked.release_id)
    if made is None:
        raise Spoilt(asked.release_id)
    if not asked.changes:
        return released_file(facts, made)
    from reports.pdf import as_pdf  # noqa: PLC0415 - many a start never writes a file
    from reports.word import as_docx  # noqa: PLC0415

    paper = corrected(made, facts, now)
    return as_pdf(paper) if ending == ".pdf" else as_docx(paper)


def released_file(facts: StoredFacts, made: Release) -> bytes:
    """The file as it was released. Raises `Spoilt`."""
    content = facts.release_file(made.id)
    if content is None or sha256(content).hexdigest() != made.digest:
        raise Spoilt(made.id)
    return content


def corrected(made: Release, facts: Recorded, now: datetime) -> OfficialPaper:
    """更正说明 as a paper: the records that changed, and the totals they change."""
    found = corrections(made, facts, now)
    at = f"{made.at.astimezone(now.tzinfo):%Y-%m-%d %H:%M}"
    opening = texts.CORRECTION_OPENING if found.records else texts.CORRECTION_NONE
    rows = tuple(
        tuple((cell,) for cell in (one.number, one.unit, one.title, one.what, one.why, f"{one.who} {one.when}"))
        for one in found.records
    )
    sums = tuple(tuple((cell,) for cell in one) for one in found.totals)
    grids = (
        *((Grid(texts.CORRECTION_RECORDS, texts.CORRECTION_HEADS, (13, 12, 18, 27, 16, 16), rows),) if rows else ()),
        *((Grid(texts.CORRECTION_SUMS, texts.TOTAL_HEADS, (60, 20, 20), sums),) if sums else ()),
    )
    title = texts.CORRECTION_TITLE.format(title=made.title)
    unit = facts.unit(made.scope.unit_id) if made.scope.unit_id else None
    return OfficialPaper(
        title=(title,),
        day=now.date(),
        opening=((opening.format(title=made.title, at=at, count=len(found.records)),),),
        signature=unit.name if unit else "",
        annexes=(Annex(texts.CORRECTION_RECORDS, grids),) if grids else (),
    )
