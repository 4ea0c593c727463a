"""The records behind a summary's figures, a page at a time, any of them one tap away."""

from handlers.cards import buttons_in_rows
from handlers.scene import Result, Scene
from handlers.scopes import action
from handlers.texts import common, wording
from handlers.texts import summary as texts
from handlers.turn import Button, Buttons
from storage.model.activity import Activity
from storage.model.figures import Grouping, Page, Scope

PAGE = 5
_LONGEST_NAME = 20


def page(scene: Scene, title: str, scope: Scope, grouping: Grouping, position: int) -> Result:
    """The records from `position` on (the last page where there are not so many), and the way back to the figures."""
    found = scene.facts.activities(scope, position, PAGE)
    if not found.activities and found.total:
        position = (found.total - 1) // PAGE * PAGE
        found = scene.facts.activities(scope, position, PAGE)
    back = Button(texts.FIGURES, action(scope, grouping))
    if not found.activities:
        return scene.say(texts.NO_RECORDS.format(title=title), ((back,),))
    head = texts.RECORDS.format(
        title=title, total=found.total, page=position // PAGE + 1, pages=-(-found.total // PAGE)
    )
    lines = (_line(scene, scope, nth, one) for nth, one in enumerate(found.activities, start=1))
    buttons = _buttons(found, scope, grouping, position)
    return scene.say("\n".join((head, *lines)), (*buttons, (back,)))


def _line(scene: Scene, scope: Scope, nth: int, activity: Activity) -> str:
    said = activity.particulars
    parts = (
        wording.day(said.start, scene.today) if said.start else "",
        wording.shortened(wording.name(said), _LONGEST_NAME),
        wording.amount(said.attendance, texts.PEOPLE) or wording.amount(said.online, texts.ONLINE),
        _whose(scene, scope, activity),
    )
    return texts.RECORD.format(nth=nth, said=texts.GAP.join(part for part in parts if part))


def _whose(scene: Scene, scope: Scope, activity: Activity) -> str:
    """The unit of a record, where the figures are of several."""
    if scope.unit_id is None or activity.unit_id == scope.unit_id:
        return ""
    unit = scene.facts.unit(activity.unit_id)
    return unit.name if unit else ""


def _buttons(found: Page, scope: Scope, grouping: Grouping, position: int) -> Buttons:
    opening = tuple(Button(one.number, f"a:{one.id}:open") for one in found.activities)
    turning = []
    if position > 0:
        turning.append(Button(common.PREVIOUS_PAGE, action(scope, grouping, max(0, position - PAGE))))
    if position + PAGE < found.total:
        turning.append(Button(common.NEXT_PAGE, action(scope, grouping, position + PAGE)))
    return (*buttons_in_rows(opening), *((tuple(turning),) if turning else ()))
