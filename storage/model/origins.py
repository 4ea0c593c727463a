"""Where a figure came from, added up again from the records themselves: pure, and not the way summaries add up.

An origin names a part of the records and what is summed of it: "all/attendance", "kind/讲座/sessions/期",
"output/material/折页/发放/份/quantity", "record/2026-0001/online". "where/…/attendance" is of a selection that is
written out (storage.model.selections), "register/…" a statement of a register (storage.model.registers), "target/…"
of a target (storage.model.goals). "before/…" is the same of the period before, "change/…" the difference to it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from storage.model import selections
from storage.model.activity import Output, Particulars
from storage.model.figures import Grouping
from storage.model.goals import DEGREE, DONE, PLANNED, TARGET, Goal
from storage.model.registers import Statement
from storage.model.selections import Selection

BEFORE, CHANGE, RECORD, WHERE, REGISTER = "before", "change", "record", "where", "register"
_HEADS = {"all", "output", RECORD, "topic", WHERE, REGISTER, TARGET, *Grouping} - {"campaign"}


@dataclass(frozen=True, slots=True)
class Source:
    """A record at one version, as figures count it.

    `unit` is the name of its unit, `key` the unit it is added up under; `word` the measure word of its sessions.
    `earlier`: it belongs to the period before, which figures are compared with; `beyond`: to neither, and is counted
    for targets alone, whose days began sooner.
    """

    activity_id: str
    number: str
    version: int
    particulars: Particulars
    unit: str
    key: str
    word: str
    earlier: bool = False
    beyond: bool = False

    @property
    def day(self) -> date | None:
        """Its first day."""
        return self.particulars.start

    @property
    def title(self) -> str:
        """What it is called: its title, its topic, or its kind."""
        return self.particulars.title or self.particulars.topic or self.particulars.kind


@dataclass(frozen=True, slots=True)
class Share:
    """What one record adds to a figure; below zero where it belongs to the period before a difference."""

    source: Source
    value: int


def known(origin: str) -> bool:
    """Whether records can tell what a figure of this origin is."""
    head, _, rest = origin.partition("/")
    return head in _HEADS or (head in (BEFORE, CHANGE) and rest.partition("/")[0] in _HEADS)


def where(selection: Selection, measure: str) -> str:
    """The origin of a figure over the records of a selection; `measure` as within "all/…", or a thing of "output/…"."""
    return f"{WHERE}/{selections.written(selection)}/{measure}"


def selected(origin: str) -> tuple[Selection, str] | None:
    """Which records a figure is over, and what is summed of them; None where it names no selection."""
    head, _, rest = origin.partition("/")
    written, _, measure = rest.partition("/")
    found = _read(written) if head == WHERE else None
    return (found, measure if measure.startswith("output/") else f"all/{measure}") if found else None


_read = lru_cache(maxsize=1024)(selections.read)


class Sums(Mapping[str, int]):
    """Every figure that can be told of records, by origin; a difference is told without its sign.

    A figure of which no record says anything is nought. Those over a selection are told when asked for, not listed.
    """

    def __init__(self, sources: Iterable[Source], said: Iterable[Statement] = (), goals: Iterable[Goal] = ()) -> None:
        """Add up what each record says; `said` are the statements of registers."""
        self._parts = [(source, parts(source)) for source in sources]
        self._goals = {goal.origin(DONE): goal for goal in goals}
        now, earlier = Counter[str](), Counter[str]()
        for source, found in self._parts:
            if not source.beyond:
                (earlier if source.earlier else now).update(found)
        self._whole = Counter(now)
        for origin in {*now, *earlier}:
            self._whole[f"{BEFORE}/{origin}"] = earlier[origin]
            self._whole[f"{CHANGE}/{origin}"] = abs(now[origin] - earlier[origin])
        self._whole.update({one.origin: one.value for one in said if one.value is not None})
        for goal in self._goals.values():
            self._whole.update(self._reached(goal))

    def __getitem__(self, origin: str) -> int:
        """The figure of an origin."""
        return sum(one.value for one in self.shares(origin)) if selected(origin) else self._whole[origin]

    def __iter__(self) -> Iterator[str]:
        """The origins that are listed."""
        return iter(self._whole)

    def __len__(self) -> int:
        """How many are listed."""
        return len(self._whole)

    def _reached(self, goal: Goal) -> dict[str, int]:
        """What is planned, what is done and the degree; where no record has the things it names, registers tell."""
        of_records = goal.counts or any(
            goal.takes(one.particulars) and goal.things(one.particulars) for one, _ in self._parts
        )
        done = sum(one.value for one in self.shares(goal.origin(DONE))) if of_records else goal.entered or 0
        figures = ((PLANNED, goal.planned), (DONE, done), (DEGREE, goal.degree(done)))
        return {goal.origin(what): value for what, value in figures if value is not None}

    def shares(self, origin: str) -> tuple[Share, ...]:
        """The records behind a figure, each with what it adds; those that add nothing are left out."""
        goal = self._goals.get(origin)
        add = _towards(goal) if goal else _adding(origin)
        found = (Share(source, add(source, said)) for source, said in self._parts)
        return tuple(one for one in found if one.value)


def _towards(goal: Goal) -> Callable[[Source, Counter[str]], int]:
    """What a record adds to a target, of whatever period it is."""
    return lambda one, said: goal.adds(one.particulars, said) if goal.takes(one.particulars) else 0


def _adding(origin: str) -> Callable[[Source, Counter[str]], int]:
    """What a record adds to a figure: below zero where it belongs to the period before a difference."""
    head, _, rest = origin.partition("/")
    if chosen := selected(origin):
        selection, measure = chosen
        return lambda one, said: 0 if one.earlier or not selection.takes(one.particulars) else said[measure]
    if head == BEFORE:
        return lambda one, said: said[rest] if one.earlier and not one.beyond else 0
    if head == CHANGE:
        return lambda one, said: 0 if one.beyond else -said[rest] if one.earlier else said[rest]
    return lambda one, said: 0 if one.earlier else said[origin]


def parts(source: Source) -> Counter[str]:
    """What one record adds, by origin."""
    found: Counter[str] = Counter()
    keys = tuple(_keys(source))
    for measure, value in _measures(source):
        for key in keys if value else ():
            found[f"{key}/{measure}"] += value
    for nth, output in enumerate(source.particulars.outputs):
        for what, value in _of_output(output):
            found[f"{_thing(output)}/{what}"] += value
        found[f"{RECORD}/{source.number}/output/{nth}"] += output.amount.value or 0
    found.update(_of_record(source))
    return found


def _keys(source: Source) -> Iterator[str]:
    told = source.particulars
    yield "all"
    yield f"{Grouping.KIND}/{told.kind}"
    yield f"{Grouping.PROGRAMME}/{told.programme}"
    yield f"{Grouping.AUDIENCE}/{told.audience}"
    yield f"topic/{told.topic}"
    yield f"{Grouping.UNIT}/{source.key}"
    yield f"{Grouping.MONTH}/{f'{told.start.year:04d}-{told.start.month:02d}' if told.start else ''}"


def _measures(source: Source) -> Iterator[tuple[str, int]]:
    told = source.particulars
    came, online = told.attendance.value, told.online.value
    yield "activities", 1
    yield f"sessions/{source.word}", _sessions(source)
    yield "attendance", came or 0
    yield "approximate", (came or 0) if told.attendance.approximate else 0
    yield "uncounted", int(came is None and online is None)
    yield "online", online or 0
    yield "volunteers", told.volunteers.value or 0
    yield "experts", told.experts.value or 0


def _sessions(source: Source) -> int:
    said = source.particulars.sessions.value
    return 1 if said is None else said


def _thing(output: Output) -> str:
    return f"output/{output.category}/{output.item}/{output.action}/{output.measure}"


def _of_output(output: Output) -> Iterator[tuple[str, int]]:
    value = output.amount.value
    yield "times", 1
    yield "quantity", value or 0
    yield "approximate", (value or 0) if output.amount.approximate else 0
    yield "uncounted", int(value is None)


def _of_record(source: Source) -> Counter[str]:
    one, told = f"{RECORD}/{source.number}", source.particulars
    return Counter(
        {
            f"{one}/sessions": _sessions(source),
            f"{one}/attendance": told.attendance.value or 0,
            f"{one}/online": told.online.value or 0,
        }
    )
