"""What a written report still lacks, and who could supply it."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from handlers.scene import Scene
from handlers.texts import composing as texts
from handlers.turn import Paper
from storage.model.activity import Activity
from storage.model.figures import Scope
from storage.model.people import Role, Unit

T = TypeVar("T")

MOST_NAMED = 5
MOST_READ = 2_000
"""Records that are looked at; of longer periods the units are told alone."""
MOST_UNITS = 400


def gaps(scene: Scene, paper: Paper) -> tuple[str, ...]:
    """A line for each thing that is missing, with whom to ask; nothing where all is there."""
    lines = (*_units(scene, paper.scope), *_records(scene, paper.scope))
    return (texts.GAPS, *lines, texts.SUPPLIED) if lines else ()


def _units(scene: Scene, scope: Scope) -> Iterator[str]:
    """Units of which neither they nor any below them recorded something; those above them speak for them."""
    if scope.unit_id is None:
        return
    below = scene.facts.units_below(scope.unit_id)[1 : MOST_UNITS + 1]
    silent = {unit.id: unit for unit in below if not _count(scene, unit, scope)}
    highest = [unit for unit in silent.values() if unit.parent_id not in silent]
    if highest:
        yield texts.NO_RECORDS.format(count=len(highest), units=_some(highest, lambda unit: _unit(scene, unit)))


def _count(scene: Scene, unit: Unit, scope: Scope) -> int:
    return scene.facts.activities(Scope(unit_id=unit.id, period=scope.period), 0, 1).total


def _unit(scene: Scene, unit: Unit) -> str:
    officers = [one.name for one in scene.facts.people_of(unit.id) if one.role is Role.OFFICER]
    return texts.UNIT.format(unit=unit.name, people=texts.SEPARATOR.join(officers) or texts.NOBODY)


def _records(scene: Scene, scope: Scope) -> Iterator[str]:
    page = scene.facts.activities(scope, 0, MOST_READ)
    found: tuple[Activity, ...] = page.activities if page.total <= MOST_READ else ()
    uncounted = [one for one in found if one.particulars.attendance.value is one.particulars.online.value is None]
    unfiled = [one for one in found if not one.particulars.programme]
    for records, sentence in ((uncounted, texts.NO_ATTENDANCE), (unfiled, texts.NO_PROGRAMME)):
        if records:
            yield sentence.format(count=len(records), records=_some(records, lambda one: _record(scene, one)))


def _record(scene: Scene, activity: Activity) -> str:
    person = scene.facts.person(activity.recorder_id)
    return texts.RECORD.format(number=activity.number, person=person.name if person else "")


def _some(things: list[T], said: Callable[[T], str]) -> str:
    named = map(said, things[:MOST_NAMED])
    return texts.SEPARATOR.join(named) + (texts.MORE if len(things) > MOST_NAMED else "")
