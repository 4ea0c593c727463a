"""提醒: reminders people ask for themselves: what, when, and what is asked where one of them was not said."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers import wishlist
from handlers.aside import beside
from handlers.draft import fresh_id
from handlers.read import reader
from handlers.read import wishes as reading
from handlers.read.reading import Nature
from handlers.read.whens import When
from handlers.read.wishes import Wanted
from handlers.scene import Result, Scene
from handlers.state import Wishing
from handlers.texts import settings, wording
from handlers.texts import wishes as texts
from handlers.turn import Button, Say
from storage.model.duties import Wish
from storage.model.people import Person
from storage.model.writes import KeepWish

LONGEST_WHAT = 60
MOST = 20
"""How many reminders one person may have."""

_STAMP = "%Y%m%d%H%M"
_HELD = (Nature.ACTIVITY, Nature.ACTIVITIES, Nature.TOTALS)


def due(wish: Wish, person: Person) -> Say:
    """What somebody is told when the moment they asked for has come."""
    base = f"w:{wish.id}"
    known = Button(texts.KNOWN, f"{base}:ok")
    later = (Button(texts.HOUR, f"{base}:hour"), Button(texts.TOMORROW, f"{base}:morrow"))
    return Say(texts.DUE.format(name=person.name, what=wish.what), ((known, *later),), numeric=True)


def start(scene: Scene, rest: str) -> Result:
    """/remind: one's own reminders; with words behind it a new one."""
    if not rest:
        return wishlist.listed(scene)
    return _wanted(scene, _read(scene, rest) or reading.read_wanted(rest, scene.at), _new(scene))


def asked(scene: Scene, text: str) -> Result | None:
    """「每月25号提醒我交台账」, 「别再提醒我交台账」; None for everything else, reports of activities above all."""
    if reading.asks_for_list(text):
        return wishlist.listed(scene)
    stopped = reading.read_stop(text, scene.at)
    if stopped is not None:
        return wishlist.stop_named(scene, stopped)
    wanted = _read(scene, text)
    return None if wanted is None else _wanted(scene, wanted, _new(scene))


def _read(scene: Scene, text: str) -> Wanted | None:
    wanted = reading.read_wish(text, scene.at)
    return None if wanted is None or _reports(scene, text) else wanted


def _reports(scene: Scene, text: str) -> bool:
    """Whether a message tells of an activity that was held: somebody was counted."""
    read = reader.read(text, scene.context())
    counted = (one.particulars for one in read.found)
    return read.nature in _HELD and any(one.attendance.said or one.online.said for one in counted)


def _new(scene: Scene) -> Wish:
    return Wish(fresh_id(scene.incoming), scene.who.id, "", None, scene.at.time())


def _wanted(scene: Scene, wanted: Wanted, wish: Wish) -> Result:
    """Keep what is wanted, or ask what was not said."""
    if len(wanted.what) > LONGEST_WHAT:
        return scene.say(texts.WHAT_TOO_LONG.format(limit=LONGEST_WHAT), task=Wishing(wish))
    wish = replace(wish, what=wanted.what or wish.what)
    if wanted.when is None:
        return _completed(scene, wish)
    if wanted.when.trouble:
        return _troubled(scene, wish, wanted.when)
    return _completed(scene, _timed(scene, wish, wanted.when))


def _timed(scene: Scene, wish: Wish, when: When) -> Wish:
    """A reminder at the time that was said; what it repeats by is counted from the month of `next_at`."""
    once = replace(wish, next_at=when.moment, time=when.at, cycle=None, day=0, weekday=None, daily=False)
    repeat = when.repeat
    if repeat is None:
        return replace(once, time=when.moment.time()) if when.moment else once
    begins = scene.at.replace(month=repeat.month, day=1)
    how = (repeat.cycle, repeat.day, repeat.weekday, repeat.daily)
    repeated = Wish(wish.id, wish.person_id, wish.what, begins, when.at, *how)
    return replace(repeated, next_at=scene.facts.timetable.next_wish(repeated, scene.at))


def _troubled(scene: Scene, wish: Wish, when: When) -> Result:
    """A moment that has passed, a day that does not exist: asked again, with what may be meant."""
    text = texts.TROUBLES[when.trouble].format(words=when.words, what=wish.what)
    return _ask_when(scene, text, wish, when.choices)


def _ask_when(scene: Scene, text: str, wish: Wish, moments: tuple[datetime, ...]) -> Result:
    buttons = tuple(Button(_label(scene, one), f"w:at:{one:{_STAMP}}") for one in moments)
    return scene.result(Say(text, (buttons,) if buttons else (), numeric=True), task=Wishing(wish))


def _label(scene: Scene, moment: datetime) -> str:
    named = {scene.today: texts.TODAY, scene.today + timedelta(days=1): texts.TOMORROWS}
    return f"{named.get(moment.date()) or wording.day(moment.date(), scene.today)}{moment:%H:%M}"


def _usual(scene: Scene) -> tuple[datetime, ...]:
    """This afternoon, tomorrow morning, next Monday morning."""
    midnight = scene.at.replace(hour=0, minute=0, second=0, microsecond=0)
    monday = midnight + timedelta(days=7 - scene.today.weekday())
    usual = (midnight + timedelta(hours=15), midnight + timedelta(days=1, hours=9), monday + timedelta(hours=9))
    return tuple(dict.fromkeys(one for one in usual if one > scene.at))


def _completed(scene: Scene, wish: Wish) -> Result:
    """Keep a reminder of which everything is known; else ask what, then when."""
    if not wish.what:
        told = texts.ASK_WHAT.format(when=texts.when(wish, scene.today)) if wish.next_at else texts.ASK_WHAT_FIRST
        return scene.say(told, task=Wishing(wish))
    if wish.next_at is None:
        return _ask_when(scene, texts.ASK_WHEN.format(what=wish.what), wish, _usual(scene))
    mine = wishlist.of(scene)
    if any(one.id == wish.id for one in mine):
        return _kept(scene, wish, texts.CHANGED, texts.CHANGED_AGAIN)
    if same := next((one for one in mine if replace(one, id=wish.id) == wish), None):
        return beside(scene, wishlist.card(scene, same, texts.ALREADY, texts.ALREADY))
    if len(mine) >= MOST:
        return beside(scene, Say(texts.FULL.format(limit=MOST)))
    return _kept(scene, wish, texts.KEPT, texts.KEPT_AGAIN)


def _kept(scene: Scene, wish: Wish, once: str, again: str) -> Result:
    """The answer says when exactly, and whether it will be silent all the same."""
    card = wishlist.card(scene, wish, once, again)
    until = scene.who.preferences.muted_until
    if until is not None and wish.next_at is not None and wish.next_at.date() < until:
        note = texts.SILENT.format(until=settings.until(until, scene.today))
        card = Say(f"{card.text}\n{note}", card.buttons)
    return beside(scene, card, (KeepWish(wish, scene.at),))


def hear(scene: Scene, task: Wishing, text: str) -> Result:
    """What or when was asked."""
    wish = task.wish
    whole = _read(scene, text)
    if whole is not None and whole.what and whole.when:
        return _wanted(scene, whole, _new(scene))
    if not wish.what and wish.next_at is not None:
        return _wanted(scene, Wanted(reading.read_what(text)), wish)
    if not wish.what:
        return _wanted(scene, reading.read_wanted(text, scene.at), wish)
    when = reading.read_time(text, scene.at)
    if when is None:
        return _ask_when(scene, texts.NOT_A_TIME, wish, _usual(scene))
    return _wanted(scene, Wanted(when=when), wish)


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button of a reminder or of the list, however old."""
    match arguments:
        case ("at", stamp):
            return _picked(scene, stamp)
        case ("page", position) if position.isdecimal():
            return wishlist.listed(scene, int(position))
        case (wish_id, verb):
            wish = scene.facts.wish(wish_id)
            if wish is None or wish.person_id != scene.who.id:
                return scene.say(texts.GONE)
            if verb == "move":
                return _ask_when(scene, texts.ASK_CHANGE.format(what=wish.what), wish, _usual(scene))
            return wishlist.tap(scene, wishlist.local(scene, wish), verb)
        case _:
            return scene.say(texts.GONE)


def _picked(scene: Scene, stamp: str) -> Result:
    """A moment that was offered; one that has passed meanwhile is asked again."""
    task = scene.dialog.task
    moment = _moment(scene, stamp)
    if not isinstance(task, Wishing) or moment is None:
        return scene.say(texts.GONE)
    if moment <= scene.at:
        return _ask_when(scene, texts.NOT_A_TIME, task.wish, _usual(scene))
    return _wanted(scene, Wanted(when=When(moment)), task.wish)


def _moment(scene: Scene, stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=scene.at.tzinfo)
    except ValueError:
        return None


def by_word(scene: Scene, text: str) -> Result | None:
    """知道了, 过一小时 or 明天再说, typed: about the reminder that came last, where it was one's own."""
    verb = {texts.KNOWN: "ok", texts.HOUR: "hour", texts.TOMORROW: "morrow"}.get(text)
    wish = wishlist.rung(scene) if verb else None
    return None if wish is None or verb is None else wishlist.tap(scene, wish, verb)
