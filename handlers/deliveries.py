"""发送情况: which reminders went out and which did not, and why."""

from datetime import timedelta

from handlers.aside import beside
from handlers.scene import Result, Scene
from handlers.texts import common, duties, wording
from handlers.texts import deliveries as texts
from handlers.turn import Button, Buttons, Say
from storage.model.deliveries import Deliveries, Fate, Undelivered
from storage.model.duties import Errand, Reminder
from storage.model.people import Role

DAYS = 30
PAGE = 8
_DIGITS = 6
"""Of a position; a forged one may have any number of them."""


def start(scene: Scene) -> Result:
    """/deliveries: for officers and coordinators, of their unit and all below it."""
    return _page(scene, 0, replace=False)


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button of the list: the position of its page."""
    match arguments:
        case (position,) if position.isdecimal() and len(position) <= _DIGITS:
            return _page(scene, int(position), replace=True)
        case _:
            return start(scene)


def _page(scene: Scene, position: int, *, replace: bool) -> Result:
    unit = scene.facts.unit(scene.who.unit_id)
    if scene.who.role is Role.VOLUNTEER or unit is None:
        return beside(scene, Say(texts.NOT_ALLOWED))
    since = scene.at - timedelta(days=DAYS)
    seen = scene.facts.deliveries(unit.id, since, position, PAGE)
    if position and not seen.undelivered:
        return _page(scene, 0, replace=replace)
    if not seen.counts:
        return beside(scene, Say(texts.NONE.format(unit=unit.name, days=DAYS)))
    title = texts.TITLE.format(unit=unit.name, days=DAYS)
    text = "\n".join((title + _counts(seen), *_left_out(scene, seen, position)))
    return scene.result(Say(text, _buttons(seen, position), key=f"e{scene.who.id}", replace=replace))


def _counts(seen: Deliveries) -> str:
    others = (
        text.format(count=seen.counts[fate]) for fate, text in texts.FATES.items() if seen.counts.get(fate)
    )  # fmt: skip
    rest = "".join(f"{texts.JOINT}{one}" for one in others)
    return texts.COUNTS.format(sent=seen.counts.get(Fate.SENT, 0), rest=rest)


def _left_out(scene: Scene, seen: Deliveries, position: int) -> tuple[str, ...]:
    if not seen.undelivered:
        return (texts.ALL_SENT,)
    pages = -(-seen.left_out // PAGE)
    several = texts.PAGE.format(page=position // PAGE + 1, pages=pages) if pages > 1 else ""
    lines = (_line(scene, nth, one) for nth, one in enumerate(seen.undelivered, start=position + 1))
    return (texts.LEFT_OUT.format(pages=several), *lines)


def _line(scene: Scene, nth: int, one: Undelivered) -> str:
    return texts.LINE.format(
        nth=nth,
        unit=one.unit,
        person=one.person,
        what=_what(scene, one.reminder),
        moment=wording.moment(one.reminder.moment.astimezone(scene.at.tzinfo), scene.today),
        reason=texts.reason(one.fate, one.reason),
    )


def _what(scene: Scene, reminder: Reminder) -> str:
    """What it was to remind of: an obligation with its period, the coordinators' summary, a plan."""
    if reminder.errand is Errand.PLAN:
        plan = scene.facts.plan(reminder.subject)
        return texts.PLAN.format(name=wording.name(plan.particulars)) if plan else texts.GONE
    rule_id, period, *_ = reminder.subject.split(":")
    rule = scene.facts.rule(rule_id)
    span = next((one for one in scene.facts.periods(rule_id) if one.key == period), None)
    if rule is None or span is None:
        return rule.title if rule else texts.GONE
    duty = duties.duty(rule, span.first, span.last, scene.today)
    return texts.DIGEST.format(duty=duty) if reminder.errand is Errand.DIGEST else duty


def _buttons(seen: Deliveries, position: int) -> Buttons:
    turning = []
    if position > 0:
        turning.append(Button(common.PREVIOUS_PAGE, f"e:{max(0, position - PAGE)}"))
    if position + PAGE < seen.left_out:
        turning.append(Button(common.NEXT_PAGE, f"e:{position + PAGE}"))
    return ((*turning, Button(texts.REFRESH, "e:0")),)
