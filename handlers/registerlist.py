"""What stands in the registers: the list of a unit with all below it, one entry, and what is done to it."""

from dataclasses import replace

from handlers.permission import may_oversee
from handlers.scene import Result, Scene
from handlers.state import Idle, Registering
from handlers.texts import common, wording
from handlers.texts import register as texts
from handlers.turn import Button, Buttons, Say
from storage.model.people import Role
from storage.model.registers import NO_FACTS, RegisterEntry
from storage.model.writes import KeepEntry

PAGE = 8
_DIGITS = 6


def may_change(scene: Scene, entry: RegisterEntry) -> bool:
    """Officers and coordinators of its unit or of one above."""
    return may_oversee(scene.who, entry.unit_id, scene.facts)


def listed(scene: Scene, first: int = 0, *, in_place: bool = False) -> Result:
    """The entries of the unit and all below it, newest day first, a page at a time."""
    everything = scene.facts.entries_below(scene.who.unit_id)
    found = tuple(one for one in everything if one.register not in NO_FACTS)
    unit = scene.facts.unit(scene.who.unit_id)
    if not found or unit is None:
        return scene.say(texts.NONE + texts.HOW, task=Idle())
    first = first if first < len(found) else 0
    shown = tuple(enumerate(found[first : first + PAGE], start=first + 1))
    pages = -(-len(found) // PAGE)
    several = texts.PAGES.format(page=first // PAGE + 1, pages=pages) if pages > 1 else ""
    head = texts.LIST.format(unit=unit.name, count=len(found), pages=several)
    lines = (_line(scene, nth, one) for nth, one in shown)
    opening = tuple(Button(texts.OPEN.format(nth=nth), f"g:{one.id}:open") for nth, one in shown)
    rows = (opening[:4], opening[4:], turning("g:list", first, len(found), PAGE))
    say = Say("\n".join((head, *lines, texts.HOW)), tuple(row for row in rows if row), key="g", replace=in_place)
    return scene.result(say, task=Idle())


def _line(scene: Scene, nth: int, one: RegisterEntry) -> str:
    unit = scene.facts.unit(one.unit_id)
    day = wording.day(one.day, scene.today)
    named = unit.name if unit else ""
    return texts.LIST_LINE.format(nth=nth, register=texts.NAMES[one.register], text=one.text, day=day, unit=named)


def turning(action: str, first: int, count: int, page: int) -> tuple[Button, ...]:
    """The page before and the one after, where there are such."""
    back = (Button(common.PREVIOUS_PAGE, f"{action}:{max(0, first - page)}"),) if first else ()
    on = (Button(common.NEXT_PAGE, f"{action}:{first + page}"),) if first + page < count else ()
    return (*back, *on)


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button of the list or of an entry, however old."""
    if scene.who.role is Role.VOLUNTEER:
        return scene.say(texts.NOT_ALLOWED)
    match arguments:
        case ("list", first) if first.isdecimal() and len(first) <= _DIGITS:
            return listed(scene, int(first), in_place=True)
        case (entry_id, verb):
            entry = scene.facts.entry(entry_id)
            if entry is None or not may_change(scene, entry):
                return scene.say(texts.STALE if entry is None else texts.NOT_YOURS)
            return _tapped(scene, entry, verb)
        case _:
            return scene.say(texts.STALE)


def _tapped(scene: Scene, entry: RegisterEntry, verb: str) -> Result:
    match verb:
        case "open":
            return scene.result(_card(scene, entry), task=Idle())
        case "change" if not entry.withdrawn:
            return scene.say(texts.ASK_CHANGE.format(text=entry.text), task=Registering((), entry.id))
        case "withdraw" if not entry.withdrawn:
            return kept(scene, replace(entry, withdrawn=texts.WITHDRAWN_REASON), texts.WITHDRAWN)
        case "restore" if entry.withdrawn:
            return kept(scene, replace(entry, withdrawn=""), texts.RESTORED)
        case "history":
            return scene.say(_history(scene, entry))
        case _:
            return scene.result(_card(scene, entry), task=Idle())


def kept(scene: Scene, entry: RegisterEntry, text: str) -> Result:
    """The next version of an entry."""
    new = replace(entry, version=entry.version + 1, by=scene.who.id, at=scene.at)
    return scene.result(_card(scene, new, text), writes=(KeepEntry(new),), task=Idle())


def _card(scene: Scene, entry: RegisterEntry, text: str = "") -> Say:
    unit, who = scene.facts.unit(entry.unit_id), scene.facts.person(entry.by)
    said = texts.ENTRY.format(
        register=texts.NAMES[entry.register],
        text=entry.text,
        unit=unit.name if unit else "",
        day=wording.day(entry.day, scene.today),
        programme=entry.programme or texts.NOT_SAID,
        source=entry.source or texts.NOT_SAID,
        who=who.name if who else "",
        version=entry.version,
    )
    return Say("\n".join(filter(None, (text, said))), _buttons(entry))


def _buttons(entry: RegisterEntry) -> Buttons:
    change, withdraw = Button(texts.CHANGE, f"g:{entry.id}:change"), Button(texts.WITHDRAW, f"g:{entry.id}:withdraw")
    restore = Button(texts.RESTORE, f"g:{entry.id}:restore")
    history = Button(texts.HISTORY, f"g:{entry.id}:history")
    first = (restore,) if entry.withdrawn else (change, withdraw)
    return ((*first, history), (Button(texts.BACK, "g:list:0"),))


def _history(scene: Scene, entry: RegisterEntry) -> str:
    return "\n".join(_version(scene, one) for one in scene.facts.entry_versions(entry.id))


def _version(scene: Scene, one: RegisterEntry) -> str:
    who = scene.facts.person(one.by)
    return texts.HISTORY_LINE.format(
        version=one.version,
        at=f"{one.at.astimezone(scene.at.tzinfo):%Y-%m-%d %H:%M}",
        who=who.name if who else "",
        text=one.text,
        withdrawn=texts.WITHDRAWN_NOTE.format(reason=one.withdrawn) if one.withdrawn else "",
    )
