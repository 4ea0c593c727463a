"""A summary over the sample year: asked for by the coordinator, added up by the database, drawn as a picture."""

from datetime import date

from bench.ledgers import NOW
from bench.measure import Row, row, samples
from bench.sizes import Sizes
from bench.talk import GROUPED, Speaker, Talk, Unread, script
from bot.figures import filled
from bot.turn import Desk
from handlers.turn import ShowSummary
from reports.picture import as_png
from reports.text import as_text
from storage.facts import StoredFacts
from storage.model.figures import Grouping, Period, Scope
from storage.model.people import Account
from storage.people import units

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), "2026")


def summary_rows(talk: Talk, where: str, sizes: Sizes) -> tuple[Row, ...]:
    """The whole turn by every grouping. Raises Unread where one is answered by anything but figures."""
    coordinator = _coordinator(talk.desk)
    return tuple(_asked(talk, coordinator, where, name, sizes) for name in GROUPED)


def _asked(talk: Talk, coordinator: Speaker, where: str, name: str, sizes: Sizes) -> Row:
    talk.turn(coordinator, name)
    if talk.answered() != "sheet":
        raise Unread(f"{script()[name]!r} was not answered by a summary")
    talk.took.clear()
    for _ in range(sizes.summaries):
        talk.turn(coordinator, name)
    return row(f"summary of the year, {where}", f"turn, {name}", talk.took[name])


def _coordinator(desk: Desk) -> Speaker:
    with desk.database.reading() as tx:
        return Speaker(Account("web", "coordinator"), units(tx)[0])


def drawing_rows(desk: Desk, sizes: Sizes) -> tuple[Row, ...]:
    """From figures to what is shown; the first picture of a program waits for its compiler."""
    with desk.database.reading() as tx:
        top = units(tx)[0]
        asked = ShowSummary("s", top.name, Scope(unit_id=top.id, period=YEAR), Grouping.UNIT)
        summary = filled(asked, StoredFacts(tx, desk.taxonomy, desk.fresh_code), NOW.date()).summary
    first = samples(lambda: as_png(summary), 1, warm=0)
    return (
        row("summary of the year, drawn", "as text", samples(lambda: as_text(summary), sizes.summaries)),
        row("summary of the year, drawn", "as a picture, the first", first),
        row("summary of the year, drawn", "as a picture", samples(lambda: as_png(summary), sizes.pictures, warm=0)),
    )
