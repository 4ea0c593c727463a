"""设置: pictures on or off, hours and days without reminders, one more account for the same person."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from handlers.aside import beside
from handlers.join import code_hash
from handlers.read.quiet import Hours, Mute, read_hours, read_mute
from handlers.scene import Result, Scene
from handlers.texts import common
from handlers.texts import settings as texts
from handlers.turn import Button, Buttons, Say
from storage.model.people import Connection, Person, Preferences
from storage.model.writes import AddConnection, SetPreferences

VALID = timedelta(minutes=15)
USUAL = time(22), time(7)


def start(scene: Scene) -> Result:
    """/settings: what is set, and what can be changed."""
    return scene.result(_shown(scene, scene.who))


def _shown(scene: Scene, who: Person) -> Say:
    unit, chosen = scene.facts.unit(who.unit_id), who.preferences
    head = texts.HEAD.format(
        name=who.name,
        unit=unit.name if unit else "",
        role=common.ROLES[who.role],
        pictures=texts.ON if chosen.pictures else texts.OFF,
        reminders=_reminders(chosen, scene.today),
        hours=_hours(chosen) or texts.NO_HOURS,
    )
    return Say(head, _buttons(chosen, scene.today))


def _buttons(chosen: Preferences, today: date) -> Buttons:
    pictures = Button(texts.PICTURES_OFF, "p:off") if chosen.pictures else Button(texts.PICTURES_ON, "p:on")
    mute = Button(texts.RESUME_REMINDERS, "p:loud") if _muted(chosen, today) else Button(texts.STOP_REMINDERS, "p:mute")
    quiet = Button(texts.NO_QUIET, "p:noquiet") if _hours(chosen) else Button(texts.USUAL_HOURS, "p:quiet")
    return ((pictures, mute), (quiet,), (Button(texts.CONNECT, "p:connect"),))


def _muted(chosen: Preferences, today: date) -> bool:
    return chosen.muted_until is not None and chosen.muted_until > today


def _reminders(chosen: Preferences, today: date) -> str:
    muted = chosen.muted_until if _muted(chosen, today) else None
    return texts.until(muted, today) if muted else texts.AS_USUAL


def _hours(chosen: Preferences) -> str:
    begin, end = chosen.quiet_from, chosen.quiet_to
    return texts.hours(begin, end) if begin is not None and end is not None else ""


def asked(scene: Scene, text: str) -> Result | None:
    """「晚上9点到早上8点别提醒我」, 「这周别提醒我」, 「停止提醒」, 「恢复提醒」; None for everything else."""
    hours = read_hours(text)
    if hours is not None:
        return _quiet(scene, hours)
    mute = read_mute(text, scene.at)
    return None if mute is None else _mute(scene, mute)


def _quiet(scene: Scene, hours: Hours) -> Result:
    """Hours without reminders, or none such; what was not said is asked with the usual ones one tap away."""
    if hours.off:
        return _chosen(scene, texts.QUIET_OFF, quiet_from=None, quiet_to=None)
    usual = ((Button(texts.USUAL_HOURS, "p:quiet"),),)
    if hours.unsaid:
        return beside(scene, Say(texts.QUIET_WHICH, usual))
    if hours.begin is None or hours.end is None:
        return beside(scene, Say(texts.QUIET_UNCLEAR, usual))
    if hours.begin == hours.end:
        return beside(scene, Say(texts.QUIET_SAME, usual))
    told = texts.QUIET_KEPT.format(hours=texts.hours(hours.begin, hours.end))
    return _chosen(scene, told, quiet_from=hours.begin, quiet_to=hours.end)


def _mute(scene: Scene, mute: Mute) -> Result:
    """No reminders from now until a day, or again; what begins later is asked about."""
    if mute.until is None:
        told = texts.RESUMED if _muted(scene.who.preferences, scene.today) else texts.NOT_MUTED
        return _chosen(scene, told, muted_until=None)
    day = texts.day(mute.until, scene.today)
    if mute.begins is not None:
        now = Button(texts.MUTE_NOW, f"p:mute:{mute.until:%Y%m%d}")
        return beside(scene, Say(texts.MUTE_FROM_NOW.format(day=day), ((now,),)))
    told = texts.MUTED_FOR_GOOD if mute.until == date.max else texts.MUTED.format(day=day)
    return _chosen(scene, told, muted_until=mute.until)


def _chosen(scene: Scene, told: str, **chosen: object) -> Result:
    preferences = replace(scene.who.preferences, **chosen)  # type: ignore[arg-type]  # names are Preferences'
    off = preferences.muted_until is not None and "muted_until" in chosen
    buttons = ((Button(texts.RESUME_REMINDERS, "p:loud"),),) if off else ()
    return beside(scene, Say(told, buttons), (SetPreferences(scene.who.id, preferences, scene.at),))


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button of the settings."""
    match arguments:
        case ("on" | "off" as pictures,):
            preferences = replace(scene.who.preferences, pictures=pictures == "on")
            write = SetPreferences(scene.who.id, preferences, scene.at)
            return scene.result(_shown(scene, replace(scene.who, preferences=preferences)), writes=(write,))
        case ("connect",):
            code = scene.facts.fresh_code()
            connection = Connection(code_hash(code), scene.who.id, scene.at + VALID)
            text = texts.CONNECT_CODE.format(code=code, minutes=VALID.seconds // 60)
            return scene.result(Say(text), writes=(AddConnection(connection, scene.at),))
        case ("quiet",):
            return _quiet(scene, Hours(*USUAL))
        case ("noquiet",):
            return _quiet(scene, Hours(off=True))
        case ("loud",):
            return _mute(scene, Mute(None))
        case ("mute", *day):
            return _tapped(scene, "".join(day))
        case _:
            return start(scene)


def _tapped(scene: Scene, until: str) -> Result:
    """停提醒: until when; a day that has passed by now is asked again."""
    day = _day(until)
    if day is not None and day > scene.today:
        return _mute(scene, Mute(day))
    today = scene.today
    monday = today + timedelta(days=7 - today.weekday())
    month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    days = (
        (texts.TILL_TOMORROW, today + timedelta(days=1)),
        (texts.TILL_MONDAY, monday),
        (texts.TILL_MONTH, month),
        (texts.FOREVER, date.max),
    )
    buttons = tuple(Button(label, f"p:mute:{one:%Y%m%d}") for label, one in days)
    return scene.result(Say(texts.MUTE_WHICH, (buttons[:2], buttons[2:])))


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
