"""任务分解完成情况: what was planned and what is done of every target, as a table of a paper; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reports import texts_paper as texts
from reports.paper import Figure, Grid, Row, Section, Text
from reports.wording import summed
from storage.model.goals import DEGREE, DONE, PLANNED, Goal

_WIDTHS = (18, 15, 13, 15, 14, 14, 11)


@dataclass(frozen=True, slots=True)
class Task:
    """A target and what is done of it; None where the ledger can tell nothing of it."""

    goal: Goal
    done: int | None

    @property
    def name(self) -> str:
        """What is to be done, with the day it is to be done by where that is not the end of the year."""
        entry = self.goal.entry
        said = entry.text.removesuffix(entry.amount.words) or entry.text
        ends = (entry.day.month, entry.day.day) == texts.YEARS_END
        return said if ends else said + texts.BY_DAY.format(month=entry.day.month, day=entry.day.day)

    @property
    def degree(self) -> int | None:
        """How much of it is done in percent, cut off."""
        return self.goal.degree(self.done)


def section(level: int, heading: str, tasks: tuple[Task, ...], until: date) -> Section:
    """The heading with its table; `until` is the last day that is counted. It has no table where there are none."""
    if not tasks:
        return Section(level, heading)
    lead = texts.TASKS_LEAD
    return Section(level, heading, ((lead,),), (table(tasks),), ((note(tasks, until),)))


def table(tasks: Iterable[Task], title: str = "") -> Grid:
    """A row for each target, in the order of their programmes."""
    return Grid(title, texts.TASK_HEADS, _WIDTHS, tuple(map(_row, tasks)))


def note(tasks: Iterable[Task], until: date) -> Text:
    """How it was counted, and that of a share there is no degree."""
    shares = any(not one.goal.whole for one in tasks)
    return (texts.TASKS_NOTE.format(day=texts.day(until)) + (texts.TASKS_SHARES if shares else ""),)


def _row(task: Task) -> Row:
    entry = task.goal.entry
    return (
        (entry.programme or texts.NONE,),
        (task.name,),
        (entry.lead or texts.NONE,),
        (texts.PAUSE.join(entry.responsible) or texts.NONE,),
        _planned(task.goal),
        _figure(task, task.done, DONE, entry.measure),
        _figure(task, task.degree, DEGREE, texts.PERCENT),
    )


def _planned(goal: Goal) -> Text:
    """Exact as what is done; an estimate as it was said, and so is a range."""
    entry = goal.entry
    if goal.planned is None:
        return (entry.amount.words or texts.NONE,) if entry.measure else (texts.NONE,)
    exact = f"{goal.planned}{entry.measure}"
    words = summed((entry.amount,), entry.measure) if entry.amount.approximate else exact
    return (Figure(words, goal.planned, goal.origin(PLANNED)),)


def _figure(task: Task, value: int | None, what: str, measure: str) -> Text:
    return (texts.NONE,) if value is None else (Figure(f"{value}{measure}", value, task.goal.origin(what)),)
