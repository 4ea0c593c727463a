"""我的: one's own records of a period, a page at a time, any of them one tap away."""

from datetime import date, timedelta

from handlers.cards import buttons_in_rows
from handlers.read.periods import read_period
from handlers.scene import Result, Scene
from handlers.texts import common, wording
from handlers.texts import records as texts
from handlers.turn import Button, Buttons
from storage.model.activity import Activity
from storage.model.figures import Period, Scope

PAGE = 5
"""Records a page: their numbers and the page buttons fit on the smallest channel's card (6 buttons)."""


def start(scene: Scene, rest: str) -> Result:
    """The period that was said, else this month (last month's, too, where this one has only begun)."""
    period = read_period(rest, scene.today) if rest else _lately(scene)
    if period is None:
        return scene.say(texts.UNKNOWN_PERIOD.format(words=wording.shortened(rest, 20)))
    return page(scene, period, 0)


def _lately(scene: Scene) -> Period:
    first = (scene.today.replace(day=1) - timedelta(days=1)).replace(day=1)
    return Period(first, scene.today, texts.LATELY)


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A page button: first day, last day, position."""
    match arguments:
        case (first, last, position) if position.isdecimal():
            days = _day(first), _day(last)
            if days[0] and days[1]:
                return page(scene, Period(days[0], days[1], _label(scene, days[0], days[1])), int(position))
    return start(scene, "")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _label(scene: Scene, first: date, last: date) -> str:
    return (
        texts.LATELY if (first, last) == (_lately(scene).first, scene.today) else wording.days(first, last, scene.today)
    )


def page(scene: Scene, period: Period, position: int) -> Result:
    """One page of the list; an empty one says what to do."""
    found = scene.facts.activities(Scope(recorder_id=scene.who.id, period=period), position, PAGE)
    if not found.activities:
        return scene.say(texts.NONE_YET.format(period=period.label))
    pages = texts.LIST_PAGES.format(page=position // PAGE + 1, pages=-(-found.total // PAGE))
    several = pages if found.total > PAGE else ""
    head = texts.LIST.format(period=period.label, total=found.total, pages=several)
    lines = (_line(scene, nth, one) for nth, one in enumerate(found.activities, start=1))
    return scene.say("\n".join([head, *lines]), _buttons(found.activities, found.total, period, position))


def _line(scene: Scene, nth: int, activity: Activity) -> str:
    said = activity.particulars
    attendance = wording.people(said)
    day = wording.day(said.start, scene.today) if said.start else ""
    name = wording.shortened(wording.name(said), 20)
    return texts.LIST_LINE.format(nth=nth, number=activity.number, day=day, name=name, attendance=attendance).rstrip()


def _buttons(activities: tuple[Activity, ...], total: int, period: Period, position: int) -> Buttons:
    opening = tuple(Button(one.number, f"a:{one.id}:open") for one in activities)
    base = f"m:{period.first:%Y%m%d}:{period.last:%Y%m%d}"
    turning = []
    if position > 0:
        turning.append(Button(common.PREVIOUS_PAGE, f"{base}:{max(0, position - PAGE)}"))
    if position + PAGE < total:
        turning.append(Button(common.NEXT_PAGE, f"{base}:{position + PAGE}"))
    return (*buttons_in_rows(opening), *((tuple(turning),) if turning else ()))
