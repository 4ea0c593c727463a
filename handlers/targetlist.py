"""How far the targets are: those of the own unit, of those below, and of those above with one's own share."""

from itertools import groupby

from handlers import goals
from handlers.registerlist import turning
from handlers.scene import Result, Scene
from handlers.state import Idle
from handlers.texts import targets as texts
from handlers.texts import wording
from handlers.turn import Button, Say
from storage.model.people import Role
from storage.model.registers import Register, RegisterEntry

PAGE = 8


def listed(scene: Scene, first: int = 0, *, in_place: bool = False) -> Result:
    """A page of them, by programme."""
    if scene.who.role is Role.VOLUNTEER:
        return scene.say(texts.NOT_FOR_VOLUNTEERS)
    found, unit = _targets(scene), scene.facts.unit(scene.who.unit_id)
    if not found or unit is None:
        return scene.say(texts.NONE + texts.HOW, task=Idle())
    first = first if first < len(found) else 0
    shown = found[first : first + PAGE]
    pages = -(-len(found) // PAGE)
    several = texts.PAGES.format(page=first // PAGE + 1, pages=pages) if pages > 1 else ""
    lines = [texts.LIST.format(unit=unit.name, count=len(found), pages=several)]
    numbered = enumerate(shown, start=first + 1)
    for programme, targets in groupby(numbered, key=lambda pair: pair[1].programme):
        lines += [programme or texts.NO_PROGRAMME, *(_line(scene, nth, one) for nth, one in targets)]
    own = [(nth, one) for nth, one in enumerate(shown, start=first + 1) if one.unit_id == unit.id]
    opening = tuple(Button(texts.OPEN.format(nth=nth), f"g:{one.id}:open") for nth, one in own)
    rows = (opening[:4], opening[4:], turning("g:targets", first, len(found), PAGE))
    say = Say("\n".join(lines), tuple(row for row in rows if row), key="gt", replace=in_place)
    return scene.result(say, task=Idle())


def _targets(scene: Scene) -> tuple[RegisterEntry, ...]:
    """By programme and day."""
    own = scene.facts.unit(scene.who.unit_id)
    above = goals.above(scene.facts, own)
    mine = scene.facts.entries_below(scene.who.unit_id)
    handed_down = (one for unit in above for one in scene.facts.entries_below(unit.id) if one.unit_id == unit.id)
    found = {one.id: one for one in (*mine, *handed_down) if one.register is Register.TARGET}
    return tuple(sorted(found.values(), key=lambda one: (one.programme, one.day, one.at, one.id)))


def _line(scene: Scene, nth: int, target: RegisterEntry) -> str:
    responsible = texts.SEPARATOR.join(target.responsible)
    terms = (
        target.lead and texts.LEAD.format(lead=target.lead),
        responsible and texts.RESPONSIBLE.format(responsible=responsible),
        texts.DAY.format(day=wording.day(target.day, scene.today)),
        texts.OVERDUE if target.day < scene.today else "",
    )
    if not target.measure:
        return texts.OF_THEME.format(nth=nth, text=target.text, terms=texts.JOINT.join(filter(None, terms)))
    said = _progress(scene, target)
    return texts.OF_TARGET.format(nth=nth, text=target.text, progress=said, terms=texts.JOINT.join(filter(None, terms)))


def _progress(scene: Scene, target: RegisterEntry) -> str:
    """Of a target of a unit above only the own share is told."""
    mine = target.unit_id in {unit.id for unit in scene.facts.units_below(scene.who.unit_id)}
    whose = target.unit_id if mine else scene.who.unit_id
    goal = goals.goal(target, scene.facts.entries_below(whose), whose, target.day)
    progress = goals.progress(scene.facts, goal, whose)
    if progress.done is None:
        return texts.UNKNOWN_DONE
    if not mine or progress.percent is None:
        return texts.OWN_DONE.format(done=progress.done, measure=target.measure)
    return texts.DONE.format(done=progress.done, measure=target.measure, percent=progress.percent)
