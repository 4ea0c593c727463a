"""The reminders somebody asked for: shown, stopped, put off."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.aside import beside
from handlers.scene import Result, Scene
from handlers.texts import common, wording
from handlers.texts import wishes as texts
from handlers.turn import Button, Buttons, Say
from storage.model.duties import Errand, Wish
from storage.model.writes import KeepWish

PAGE = 5
LATELY = timedelta(days=2)
"""How long a word without a name is taken to be about the reminder that came last."""

_STAMP = "%y%m%d%H%M"
SNOOZED = "-1"
"""Behind the id of a reminder that comes again and again: the one copy of it that was put off."""


def of(scene: Scene) -> tuple[Wish, ...]:
    """What is to come of a person's reminders, the next first."""
    return tuple(local(scene, one) for one in scene.facts.wishes_of(scene.who.id))


def local(scene: Scene, wish: Wish) -> Wish:
    """With its moment in the person's zone."""
    return replace(wish, next_at=wish.next_at.astimezone(scene.at.tzinfo) if wish.next_at else None)


def card(scene: Scene, wish: Wish, once: str, again: str) -> Say:
    """Text about a reminder, with what can be done to it."""
    base = f"w:{wish.id}"
    buttons = (Button(texts.STOP, f"{base}:stop"), Button(texts.CHANGE_TIME, f"{base}:move"))
    return Say(texts.told(once, again, wish, scene.today), (buttons,))


def listed(scene: Scene, position: int = 0) -> Result:
    """All of them, a page at a time; a single one with its buttons."""
    mine = of(scene)
    if not mine:
        return beside(scene, Say(texts.NONE))
    if len(mine) == 1:
        return beside(scene, card(scene, mine[0], texts.ONE, texts.ONE_AGAIN))
    return beside(scene, Say(_text(scene, mine, position), _buttons(mine, position)))


def _text(scene: Scene, mine: tuple[Wish, ...], position: int) -> str:
    lines = (
        texts.told(texts.LINE, texts.LINE_AGAIN, one, scene.today, nth=nth)
        for nth, one in enumerate(mine[position : position + PAGE], start=1)
    )
    return "\n".join((texts.LIST.format(count=len(mine)), *lines))


def _buttons(mine: tuple[Wish, ...], position: int) -> Buttons:
    opening = tuple(
        (Button(texts.OPEN.format(nth=nth, what=wording.shortened(one.what, 10)), f"w:{one.id}:open"),)
        for nth, one in enumerate(mine[position : position + PAGE], start=1)
    )
    turning = []
    if position > 0:
        turning.append(Button(common.PREVIOUS_PAGE, f"w:page:{max(0, position - PAGE)}"))
    if position + PAGE < len(mine):
        turning.append(Button(common.NEXT_PAGE, f"w:page:{position + PAGE}"))
    return (*opening, *((tuple(turning),) if turning else ()))


def stop_named(scene: Scene, what: str) -> Result:
    """「别再提醒我交台账」: the one that is meant; without a name, or where several are, the list."""
    mine = of(scene)
    if not what or not mine:
        return _noted(scene, texts.WHICH if len(mine) > 1 else "")
    meant = tuple(one for one in mine if what in one.what or one.what in what)
    if len(meant) == 1:
        return tap(scene, meant[0], "stop")
    return _noted(scene, texts.WHICH if meant else texts.NO_SUCH.format(what=wording.shortened(what, 20)))


def _noted(scene: Scene, note: str) -> Result:
    shown = listed(scene)
    said = shown.replies[0]
    if not isinstance(said, Say):
        return shown
    text = said.text if said.text != texts.NONE else f"{texts.NONE}\n{texts.TO_STOP_ALL}"
    return replace(shown, replies=(Say(f"{note}\n{text}".strip(), said.buttons), *shown.replies[1:]))


def tap(scene: Scene, wish: Wish, verb: str) -> Result:
    """A button under a reminder or under its line; taps that come twice or late say how it stands."""
    match verb:
        case "ok":
            again = texts.ACKNOWLEDGED_AGAIN if wish.next_at else texts.ACKNOWLEDGED
            return scene.say(texts.told(texts.ACKNOWLEDGED, again, wish, scene.today))
        case "hour" | "morrow":
            return _put_off(scene, wish, verb)
        case "open" if wish.next_at is not None:
            return beside(scene, card(scene, wish, texts.ONE, texts.ONE_AGAIN))
        case "stop" if wish.next_at is not None:
            back = ((Button(texts.AGAIN, f"w:{wish.id}:again{wish.next_at:{_STAMP}}"),),)
            over = KeepWish(replace(wish, next_at=None), scene.at)
            return beside(scene, Say(texts.STOPPED.format(what=wish.what), back), (over,))
        case _ if verb.startswith("again") and wish.next_at is None:
            return _again(scene, wish, verb.removeprefix("again"))
        case _ if wish.next_at is None:
            return scene.say(texts.STOPPED_BEFORE.format(what=wish.what))
        case _:
            return beside(scene, card(scene, wish, texts.ONE, texts.ONE_AGAIN))


def _put_off(scene: Scene, wish: Wish, verb: str) -> Result:
    """In an hour, or tomorrow at its time; one that comes again and again keeps its own moments."""
    if texts.repeats(wish) and wish.next_at is None:
        return scene.say(texts.STOPPED_BEFORE.format(what=wish.what))
    tomorrow = scene.today + timedelta(days=1)
    hour = scene.at.replace(second=0, microsecond=0) + timedelta(hours=1)
    moment = hour if verb == "hour" else datetime.combine(tomorrow, wish.time, scene.at.tzinfo)
    copy = f"{wish.id}{SNOOZED}" if texts.repeats(wish) else wish.id
    later = Wish(copy, wish.person_id, wish.what, moment, wish.time)
    said = texts.told(texts.LATER, texts.LATER, later, scene.today)
    return scene.result(Say(said), writes=(KeepWish(later, scene.at),))


def _again(scene: Scene, wish: Wish, stamp: str) -> Result:
    """Stopped by mistake: it comes again, at its next moment."""
    moment = _moment(scene, stamp)
    if moment is not None and texts.repeats(wish):
        moment = scene.facts.timetable.next_wish(replace(wish, next_at=moment), scene.at)
    if moment is None or moment <= scene.at:
        return scene.say(texts.STOPPED_BEFORE.format(what=wish.what))
    kept = replace(wish, next_at=moment)
    return beside(scene, card(scene, kept, texts.KEPT, texts.KEPT_AGAIN), (KeepWish(kept, scene.at),))


def _moment(scene: Scene, stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=scene.at.tzinfo)
    except ValueError:
        return None


def rung(scene: Scene) -> Wish | None:
    """The reminder of one's own that came last, lately, where nothing else was reminded of since."""
    last = scene.facts.last_reminder(scene.who.id)
    if last is None or last.errand is not Errand.OWN or scene.at - last.moment > LATELY:
        return None
    wish = scene.facts.wish(last.subject)
    return local(scene, wish) if wish else None
