"""The annexes of a paper: the exact sums behind its sentences, and the records behind the sums."""

from collections.abc import Iterator

from reports import tallied
from reports import texts_paper as texts
from reports.events import Event, attended, sessions
from reports.paper import Annex, Figure, Grid, Row, Text, filled
from reports.summarise import Asked, Part, Sums, attendance, parts
from storage.model.figures import Grouping, OutputTally, Tally

MOST_LISTED = 20_000
"""Records of the list; longer ones are read in the ledger's own file."""

_SUM_WIDTHS = (26, 13, 33, 14, 14)
_THING_WIDTHS = (28, 18, 22, 16, 16)
_EVENT_WIDTHS = (13, 14, 27, 18, 13, 8, 10)


def annexes(whole: Tally, ways: tuple[tuple[Asked, Sums], ...], events: tuple[Event, ...]) -> tuple[Annex, ...]:
    """The sums in every way that says something, what came out, then the records one by one."""
    sums = Annex(texts.ANNEX_SUMS, (*_sums(whole, ways), *_things(ways[0][1].outputs)))
    if len(events) > MOST_LISTED:
        note = filled(texts.TOO_MANY, count=Figure(str(len(events)), len(events), "all/activities"))
        return (Annex(sums.title, sums.grids, (note,)),)
    return (sums, *((Annex(texts.ANNEX_EVENTS, (_events(events),)),) if events else ()))


def _sums(whole: Tally, ways: tuple[tuple[Asked, Sums], ...]) -> Iterator[Grid]:
    for asked, sums in ways:
        rows = tuple(part for part in parts(asked, sums) if part.now.activities or asked.grouping is Grouping.MONTH)
        if any(part.now.key for part in rows) and (len(rows) > 1 or asked.grouping is Grouping.KIND):
            yield _grid(asked.grouping, rows, whole)


def _grid(grouping: Grouping, rows: tuple[Part, ...], whole: Tally) -> Grid:
    way = texts.CLASSES_BY[grouping]
    return Grid(
        title=texts.BY.format(way=way),
        head=(way, *texts.HEADS),
        widths=_SUM_WIDTHS,
        rows=tuple(((part.name,), *_cells(part.now, f"{grouping}/{part.now.key}")) for part in rows),
        total=((texts.TOTAL,), *_cells(whole, "all")),
    )


def _cells(tally: Tally, origin: str) -> Row:
    shown = attendance(tally)
    return (
        _number(tally.activities, f"{origin}/activities"),
        tallied.sessions(tally, origin) or (texts.NONE,),
        _number(tally.attendance, f"{origin}/attendance") if shown.isdecimal() else (shown,),
        _number(tally.online, f"{origin}/online") if tally.online else (texts.NONE,),
    )


def _number(value: int, origin: str) -> Text:
    return (Figure(str(value), value, origin),)


def _things(outputs: tuple[OutputTally, ...]) -> Iterator[Grid]:
    if outputs:
        yield Grid(texts.THINGS, texts.THING_HEADS, _THING_WIDTHS, tuple(map(_thing, outputs)))


def _thing(output: OutputTally) -> Row:
    nobody_counted = output.uncounted and not output.quantity
    return (
        (output.item,),
        (output.action or texts.VERBS.get(output.category, texts.NONE),),
        (texts.NOT_COUNTED,) if nobody_counted else (tallied.quantity(output),),
        _number(output.approximate, tallied.of_thing(output, "approximate")) if output.approximate else (texts.NONE,),
        _number(output.uncounted, tallied.of_thing(output, "uncounted")) if output.uncounted else (texts.NONE,),
    )


def _events(events: tuple[Event, ...]) -> Grid:
    return Grid("", texts.EVENT_HEADS, _EVENT_WIDTHS, tuple(map(_event, events)))


def _event(event: Event) -> Row:
    told = event.told
    figure = attended(event)
    return (
        (event.activity.number,),
        (texts.short_days(told.start, told.end),),
        (event.name,),
        (told.venue or texts.NONE,),
        (event.unit,),
        (sessions(event),),
        (_plain(figure) if figure else texts.NONE if told.online.value else texts.NOT_COUNTED,),
    )


def _plain(figure: Figure) -> Figure:
    """Below its head a number needs no measure word."""
    return Figure(figure.words.removesuffix(texts.PEOPLE), figure.value, figure.origin)
