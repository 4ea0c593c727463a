"""What a report is made of, before it is any format: the question, the ledger at one moment, and how it adds up."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.figures import Figures, added_up
from bot.stationery import PLAIN, Stationery
from handlers import goals
from handlers.texts import periods
from handlers.turn import Paper
from reports.tasks import Task
from storage.facts import StoredFacts
from storage.model.figures import Grouping
from storage.model.people import Unit

T = TypeVar("T")

Told = Callable[[int], None]
"""Is told how many records are done, now and then."""

Remark = Callable[[str], None]
"""Is told a sentence that belongs beside the file."""

EVERY = 5_000
"""Records from one word of progress to the next."""


@dataclass(frozen=True, slots=True)
class Making:
    """What a report is made of: the question, the ledger as one moment sees it, that moment, who hears of progress.

    `stationery` is what it is written on, `remark` hears what is to be said beside the file.
    """

    paper: Paper
    facts: StoredFacts
    at: datetime
    told: Told
    stationery: Stationery = PLAIN
    remark: Remark = lambda _: None

    @property
    def days(self) -> str:
        """The days of the report in words."""
        period = self.paper.scope.period
        return periods.days(period.first, period.last) if period else ""


MAKE_UP_THE_WHOLE = (Grouping.KIND, Grouping.PROGRAMME, Grouping.AUDIENCE, Grouping.UNIT, Grouping.MONTH)


def every_way(making: Making, wanted: tuple[Grouping, ...] = MAKE_UP_THE_WHOLE) -> list[Figures]:
    """The same records added up in each of the wanted ways; by unit only where there are several."""
    paper, facts = making.paper, making.facts
    top = paper.scope.unit_id
    several = paper.scope.recorder_id is None and (top is None or len(facts.units_below(top)) > 1)
    ways = (way for way in wanted if several or way is not Grouping.UNIT)
    return [added_up(paper.title, paper.scope, way, facts, making.at.date()) for way in ways]


def tasks_of(making: Making) -> tuple[Task, ...]:
    """The targets of the report's unit and days, each with what is done of it."""
    facts, scope = making.facts, making.paper.scope
    found = (goals.progress(facts, goal, scope.unit_id) for goal in goals.goals(facts, scope))
    return tuple(Task(one.goal, one.done) for one in found)


def unit_names(units: Iterable[Unit]) -> dict[str, str]:
    """Each unit by id: its name, with that of the unit above it before where several have the same."""
    known = {unit.id: unit for unit in units}
    same: dict[str, int] = {}
    for unit in known.values():
        same[unit.name] = same.get(unit.name, 0) + 1
    return {unit.id: _above(unit, known) + unit.name if same[unit.name] > 1 else unit.name for unit in known.values()}


def _above(unit: Unit, known: Mapping[str, Unit]) -> str:
    above = known.get(unit.parent_id or "")
    return above.name if above else ""


def with_word(rows: Iterable[T], told: Told) -> Iterator[T]:
    """The rows as they are, with a word of progress now and then."""
    for nth, row in enumerate(rows, start=1):
        yield row
        if nth % EVERY == 0:
            told(nth)
