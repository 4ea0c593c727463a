"""What is planned: the list, one plan with its buttons, and when what became of it is asked."""

from datetime import datetime, time

from handlers.aside import beside
from handlers.cometrue import recorded
from handlers.scene import Result, Scene
from handlers.texts import common, wording
from handlers.texts import plans as texts
from handlers.turn import Button, Buttons, Say
from storage.model.plans import Plan

PAGE = 5
MORNING = time(9)


def card(scene: Scene, plan: Plan, text: str) -> Say:
    """Text about a plan, with what can be done to it."""
    base = f"l:{plan.id}"
    held = held_button(plan)[0] if plan.day <= scene.today else ()
    move, cancel = Button(texts.MOVE, f"{base}:move"), Button(texts.CANCEL, f"{base}:cancelled")
    return Say(text.format(plan=texts.named(plan, scene.today)), ((*held, move, cancel),))


def promised(scene: Scene, plan: Plan, text: str) -> Say:
    """The same, with the day on which what became of it is asked."""
    evening = datetime.combine(plan.day, time(23, 59), scene.at.tzinfo)
    asked_on = scene.facts.timetable.morning(evening, MORNING).date()
    ask = texts.asking(plan.day, asked_on, scene.today)
    return card(scene, plan, text.replace("{ask}", ask))


def held_button(plan: Plan) -> Buttons:
    """办了."""
    return ((Button(texts.HELD, f"l:{plan.id}:held"),),)


def dropped(scene: Scene, plan: Plan, text: str) -> Say:
    """A plan that was cancelled; one tap brings it back."""
    back = ((Button(texts.RESTORE, f"l:{plan.id}:again"),),)
    return Say(text.format(plan=texts.named(plan, scene.today)), back)


def listed(scene: Scene, position: int = 0) -> Result:
    """All that nobody has recorded yet, a page at a time; a single one with its buttons."""
    facts = scene.facts
    mine = tuple(one for one in facts.plans_of(scene.who.id) if one.day > scene.today or not recorded(one, facts))
    if not mine:
        return beside(scene, Say(texts.NONE))
    if len(mine) == 1:
        return beside(scene, card(scene, mine[0], texts.ONE))
    return beside(scene, listing(scene, mine, texts.LIST, position))


def listing(scene: Scene, plans: tuple[Plan, ...], head: str, position: int = 0) -> Say:
    """Plans in lines, each one tap away."""
    shown = tuple(enumerate(plans[position : position + PAGE], start=1))
    lines = (texts.LINE.format(nth=nth, plan=texts.named(one, scene.today)) for nth, one in shown)
    opening = _choices(shown, "open")
    turning = []
    if position > 0:
        turning.append(Button(common.PREVIOUS_PAGE, f"l:page:{max(0, position - PAGE)}"))
    if position + PAGE < len(plans):
        turning.append(Button(common.NEXT_PAGE, f"l:page:{position + PAGE}"))
    text = "\n".join((head.format(count=len(plans)), *lines))
    return Say(text, (*opening, *((tuple(turning),) if turning else ())))


def which(plans: tuple[Plan, ...], verb: str) -> Say:
    """Of several plans whose day has come, which one is meant by a word."""
    return Say(texts.WHICH, _choices(tuple(enumerate(plans[:PAGE], start=1)), verb))


def _choices(plans: tuple[tuple[int, Plan], ...], verb: str) -> Buttons:
    named = ((nth, wording.shortened(wording.name(one.particulars), 10), one) for nth, one in plans)
    return tuple((Button(texts.OPEN.format(nth=nth, name=name), f"l:{one.id}:{verb}"),) for nth, name, one in named)
