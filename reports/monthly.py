"""From the sums and records of a period to its paper (月报, 季报, 年报); pure.

A sentence is written only for what is recorded, what nobody counted is said to be uncounted, and the parts nobody can
add up (problems, what comes next) stand as they were given or not at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from reports import stated, tallied, tasks
from reports import texts_paper as texts
from reports.events import Event, main_events
from reports.monthly_annexes import annexes
from reports.paper import Figure, OfficialPaper, Section, Text, filled, joined
from reports.summarise import Asked, Part, Sums, parts, total
from reports.tasks import Task
from reports.wording import Accuracy, adding_up, counted, one_accuracy
from storage.model.figures import Grouping, OutputTally, Period, Tally
from storage.model.registers import Statement

_IN_PROSE = (Grouping.KIND, Grouping.PROGRAMME, Grouping.AUDIENCE)
"""Ways of adding up that read well as sentences; the others stand in the annex."""

Way = tuple[Asked, Sums]


@dataclass(frozen=True, slots=True)
class Given:
    """What no ledger knows: to whom, signed by whom, and the parts that are written by hand, a paragraph each."""

    addressee: str = ""
    signature: str = ""
    problems: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """What a paper is made of.

    `owner` is whose records they are, `title` how the paper is called. `ways` are the same records added up in several
    ways, by kind first; `events` those records, first day first. `said` is what registers say, `tasks` the targets.
    """

    title: str
    owner: str
    period: Period
    at: datetime
    ways: tuple[Way, ...]
    events: tuple[Event, ...] = ()
    said: tuple[Statement, ...] = ()
    tasks: tuple[Task, ...] = ()

    @property
    def until(self) -> date:
        """The last of its days that has come."""
        return min(self.period.last, self.at.date())

    @property
    def whole(self) -> Tally:
        """All of them."""
        return total(self.ways[0][1].tallies)

    @property
    def earlier(self) -> Tally:
        """All of the period before, as far as there is something to compare with."""
        return total(self.ways[0][1].previous)

    @property
    def outputs(self) -> tuple[OutputTally, ...]:
        """What came out of them."""
        return self.ways[0][1].outputs


def monthly(material: Material, given: Given) -> OfficialPaper:
    """The paper of the period; one without records says so and claims nothing."""
    return OfficialPaper(
        title=title_pieces(material.title, material.period.label),
        day=material.at.date(),
        addressee=given.addressee,
        opening=(filled(texts.OPENING, period=material.period.label),),
        sections=tuple(_sections(material, given)),
        closing=((texts.CLOSING,),) if given.addressee else (),
        signature=given.signature,
        annexes=annexes(material.whole, material.ways, material.events) if material.whole.activities else (),
    )


def title_pieces(title: str, days: str) -> tuple[str, ...]:
    """Where a long title may be broken: before and after its days."""
    before, found, after = title.partition(days)
    return tuple(piece for piece in (before, found, after) if piece)


def _sections(material: Material, given: Given) -> Iterator[Section]:
    yield Section(1, texts.OVERALL, tuple(overall(material)))
    classes = tuple(_classes(material))
    if classes:
        yield Section(1, texts.CLASSES)
        yield from classes
    if material.tasks:
        yield tasks.section(1, texts.TASKS, material.tasks, material.until)
    with_year = material.period.first.year != material.period.last.year
    yield from main_events(material.events, with_year=with_year)
    if material.said:
        yield Section(1, texts.OTHER_FACTS, tuple(stated.paragraphs(material.said)))
    for heading, paragraphs in ((texts.PROBLEMS, given.problems), (texts.PLANS, given.plans)):
        if paragraphs:
            yield Section(1, heading, tuple((paragraph,) for paragraph in paragraphs))


def overall(material: Material) -> Iterator[Text]:
    """All of it in a few sentences: how much, how sure, beside the period before, and as of when."""
    whole = material.whole
    if not whole.activities:
        yield filled(texts.NOTHING, period=material.period.label, owner=material.owner)
        return
    yield (*_done(material, whole), *_cautions(whole))
    if material.earlier.activities and material.ways[0][0].before:
        yield _compared(whole, material.earlier, material.ways[0][0].before.label)
    yield filled(texts.SOURCE, at=texts.moment(material.at))


def _done(material: Material, whole: Tally) -> Text:
    done = filled(
        texts.DONE,
        period=material.period.label,
        owner=material.owner,
        activities=tallied.activities(whole, "all"),
        sessions=tallied.sessions(whole, "all"),
    )
    if not tallied.counted_at_all(whole):
        return (*done, texts.FULL_STOP)
    figure = tallied.attendance(whole, "all", one_accuracy(whole.attendance))
    return (*done, *filled(texts.ATTENDED, attendance=figure), texts.FULL_STOP)


def _cautions(whole: Tally) -> Iterator[str | Figure]:
    if 0 < whole.approximate < whole.attendance:
        figure = tallied.people(whole.approximate, 0, "all/approximate", one_accuracy(whole.approximate))
        yield from filled(texts.ABOUT_PART, approximate=figure)
    if whole.uncounted == whole.activities:
        yield texts.ALL_UNCOUNTED
    elif whole.uncounted:
        figure = Figure(counted(whole.uncounted, texts.ITEMS), whole.uncounted, "all/uncounted")
        yield from filled(texts.UNCOUNTED, uncounted=figure)
    if whole.online:
        figure = tallied.people(whole.online, 0, "all/online", one_accuracy(whole.online))
        yield from filled(texts.ONLINE, online=figure)


def _compared(whole: Tally, earlier: Tally, before: str) -> Text:
    activities = _change(texts.WHAT_ACTIVITIES, texts.ITEMS, (whole.activities, earlier.activities), "activities")
    both = tallied.counted_at_all(whole) and tallied.counted_at_all(earlier)
    people = _change(texts.WHAT_ATTENDANCE, texts.PEOPLE, (whole.attendance, earlier.attendance), "attendance")
    changes = joined((activities, people) if both else (activities,), texts.COMMA)
    return (*filled(texts.COMPARED, before=before, activities=changes), texts.FULL_STOP)


def _change(what: str, measure: str, now_and_then: tuple[int, int], origin: str) -> Text:
    now, then = now_and_then
    past = filled(texts.PAST, figure=Figure(counted(then, measure), then, f"before/all/{origin}"))
    if now == then:
        return filled(texts.SAME, what=what, past=past)
    change = Figure(counted(abs(now - then), measure), abs(now - then), f"change/all/{origin}")
    return filled(
        texts.CHANGED, what=what, direction=texts.GREW if now > then else texts.FELL, change=change, past=past
    )


def _classes(material: Material) -> Iterator[Section]:
    for asked, sums in material.ways:
        rows = tuple(part for part in parts(asked, sums) if part.now.activities)
        said = any(part.now.key for part in rows)
        if said and asked.grouping in _IN_PROSE:
            heading = texts.BY.format(way=texts.CLASSES_BY[asked.grouping])
            yield Section(2, heading, (_class_sentence(asked.grouping, rows),))
    if material.outputs:
        yield Section(2, texts.THINGS, ((*tallied.things(material.outputs), texts.FULL_STOP),))


def _class_sentence(grouping: Grouping, rows: tuple[Part, ...]) -> Text:
    whole = sum(part.now.attendance for part in rows)
    accuracy = adding_up(whole, [part.now.attendance for part in rows if part.now.attendance])
    return (*joined((_class(grouping, part, accuracy) for part in rows), texts.SEMICOLON), texts.FULL_STOP)


def _class(grouping: Grouping, part: Part, accuracy: Accuracy) -> Text:
    origin = f"{grouping}/{part.now.key}"
    said = filled(
        texts.CLASS,
        name=part.name,
        activities=tallied.activities(part.now, origin),
        sessions=tallied.sessions(part.now, origin),
    )
    if tallied.counted_at_all(part.now):
        return (
            *said,
            *filled(texts.CLASS_ATTENDED, attendance=tallied.attendance(part.now, origin, accuracy)),
        )
    return (*said, *((texts.CLASS_UNCOUNTED,) if not part.now.online else ()))
