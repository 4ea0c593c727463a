"""A nudge by hand: reminders for the people of units that have not reported; the tick sends them, within its caps."""

from dataclasses import dataclass, replace

from handlers.digest import full_names
from handlers.scene import Result, Scene
from handlers.standings import View, readers
from handlers.texts import pending as texts
from handlers.texts import wording
from handlers.turn import Button, Buttons
from storage.model.duties import Errand, Obligation, Reminder
from storage.model.people import Person
from storage.model.writes import AddReminder

_MOST_NAMES = 10


def prompted(scene: Scene, seen: View, *, alone: bool) -> Result:
    """Remind the unit on top by itself, or everybody below it who has not reported."""
    still = tuple(one for one in seen.open if not alone or one.unit_id == seen.top.id)
    names, back = {"unit": seen.top.name, "duty": seen.duty}, _back(scene, seen, alone=alone)
    if not still:
        return scene.say(texts.NOTHING_OPEN.format(**names), back)
    waiting = tuple(one for one in still if not one.closed(scene.at))
    if not waiting:
        closes = wording.day(still[0].closes_at.date(), scene.today)
        return scene.say(texts.ALREADY_CLOSED.format(**names, closes=closes), back)
    reach = _reach(scene, seen, waiting)
    writes = tuple(AddReminder(_reminder(scene, seen, owed, person), scene.at) for owed, person in reach.to)
    return replace(scene.say(_told(scene, seen, reach), back), writes=writes)


def _back(scene: Scene, seen: View, *, alone: bool) -> Buttons:
    """To the table from which it was asked."""
    above = scene.facts.unit(seen.top.parent_id or "") if alone and seen.top.id != scene.who.unit_id else None
    unit = above or seen.top
    return ((Button(texts.UP.format(unit=unit.name), seen.action("t", 0, unit_id=unit.id)),),)


@dataclass(frozen=True, slots=True)
class _Reach:
    """To whom about what, and the units where nobody can be told."""

    to: tuple[tuple[Obligation, Person], ...]
    unreached: tuple[Obligation, ...]


def _reach(scene: Scene, seen: View, waiting: tuple[Obligation, ...]) -> _Reach:
    asked = readers(scene, seen)
    hearing = {
        unit_id: tuple(person for person in people if not _muted(person, scene)) for unit_id, people in asked.items()
    }
    to = tuple((owed, person) for owed in waiting for person in hearing.get(owed.unit_id, ()))
    return _Reach(to, tuple(owed for owed in waiting if not hearing.get(owed.unit_id)))


def _muted(person: Person, scene: Scene) -> bool:
    until = person.preferences.muted_until
    return until is not None and until > scene.today


def _reminder(scene: Scene, seen: View, owed: Obligation, person: Person) -> Reminder:
    """Once a day: the same wish on the same day is the same reminder, whoever has it."""
    subject = f"{seen.rule.id}:{seen.span.key}:{owed.unit_id}"
    return Reminder(Errand.DUTY, subject, person.id, f"now-{scene.today.isoformat()}", scene.at)


def _told(scene: Scene, seen: View, reach: _Reach) -> str:
    """How many are told and when, and who cannot be."""
    people, units = {person.id: person for _, person in reach.to}, {owed.unit_id for owed, _ in reach.to}
    when = _later(scene, tuple(people.values()))
    said = texts.REMINDED.format(people=len(people), units=len(units), when=when) if people else texts.REMINDED_NOBODY
    if not reach.unreached:
        return said
    names = full_names(seen.units)
    missing = texts.named((names[owed.unit_id] for owed in reach.unreached), _MOST_NAMES)
    return "\n".join((said, texts.UNREACHED.format(count=len(reach.unreached), names=missing)))


def _later(scene: Scene, people: tuple[Person, ...]) -> str:
    """When those are told who cannot be told now: it is no hour of work, or they want to be left alone."""
    opening = scene.facts.timetable.opening
    moments = [moment for person in people if (moment := opening(scene.at, person.preferences))]
    later = [moment for moment in moments if moment > scene.at]
    if not later:
        return ""
    last = wording.moment(max(later), scene.today)
    alike = len(set(later)) == 1 and len(later) == len(moments)
    return texts.REMIND_LATER.format(moment=last) if alike else texts.REMIND_SOME.format(count=len(later), moment=last)
