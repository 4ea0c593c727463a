"""What /deadline lists: the rules of a coordinator's units, or what a unit with none below owes and by when."""

from handlers import rulecards
from handlers.permission import may_change_rule, may_order
from handlers.scene import Result, Scene
from handlers.state import Idle
from handlers.texts import common, duties, ruling, wording
from handlers.texts import deadlines as texts
from handlers.turn import Button, Say
from handlers.upcoming import coming, owing
from storage.model.duties import Obligation, Rule
from storage.model.people import Unit

PAGE = 8


def listed(scene: Scene, first: int = 0, *, in_place: bool = False) -> Result:
    """The rules that touch the person's units, or what the own unit owes."""
    own = scene.facts.unit(scene.who.unit_id)
    if own is None or not may_order(scene.who, own, scene.facts):
        return _own(scene, own)
    rules = tuple(rule for rule in scene.facts.rules() if rulecards.touches(scene, rule))
    if not rules:
        return scene.say(texts.NO_RULES, task=Idle())
    shown = rules[first : first + PAGE] or rules[:PAGE]
    first = first if rules[first : first + PAGE] else 0
    lines = [
        rulecards.line(scene, nth, rule, mine=may_change_rule(scene.who, rule, scene.facts))
        for nth, rule in enumerate(shown, start=first + 1)
    ]
    text = "\n".join((texts.LIST, *lines, texts.MORE_BELOW))
    turning = _pages(first, len(rules))
    buttons = (*rulecards.list_buttons(shown, first), *((turning,) if turning else ()))
    return scene.result(Say(text, buttons, key=f"rl{scene.who.id}", replace=in_place), task=Idle())


def _pages(first: int, count: int) -> tuple[Button, ...]:
    back = (Button(common.PREVIOUS_PAGE, f"r:list:{max(first - PAGE, 0)}"),) if first else ()
    on = (Button(common.NEXT_PAGE, f"r:list:{first + PAGE}"),) if first + PAGE < count else ()
    return (*back, *on)


def _own(scene: Scene, own: Unit | None) -> Result:
    """What a unit with none below owes: open periods with how they stand, and rules whose next period is to come."""
    if own is None:
        return scene.say(texts.NOTHING_OWED.format(unit=""))
    owed = scene.facts.obligations_of(own.id, scene.at)
    asked = {one.rule_id for one in owed}
    others = [rule for rule in scene.facts.rules() if not rule.paused and rule.id not in asked]
    coming_later = [line for rule in others if (line := _coming_line(scene, rule, own))]
    lines = (*(_owed_line(scene, one) for one in owed), *coming_later)
    if not lines:
        return scene.say(texts.NOTHING_OWED.format(unit=own.name))
    return scene.say("\n".join((texts.OWN_DUTIES.format(unit=own.name), *lines)))


def _owed_line(scene: Scene, owed: Obligation) -> str:
    rule = scene.facts.rule(owed.rule_id)
    due = owed.due_at.astimezone(scene.at.tzinfo)
    return texts.OWN_DUTY.format(
        title=rule.title if rule else texts.TITLE,
        period=ruling.period(owed.span.first, owed.span.last, scene.today),
        due=f"{wording.days(due.date(), None, scene.today)}{ruling.until(due.time())}",
        status=duties.STATUSES[owed.status],
    )


def _coming_line(scene: Scene, rule: Rule, own: Unit) -> str:
    ahead = coming(scene.facts.timetable, rule, scene.at, 1)
    if not ahead or own.id not in {unit.id for unit in owing(rule, scene.facts)}:
        return ""
    day = wording.days(ahead[0].due.date(), None, scene.today)
    return texts.OWN_COMING.format(title=rule.title, when=ruling.when(rule, scene.today), day=day)
