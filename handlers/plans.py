"""计划: activities that are to be held, and what became of them."""

from dataclasses import replace
from datetime import date, timedelta

from handlers import filling, planlist
from handlers.aside import beside
from handlers.cometrue import already_held
from handlers.draft import fresh_id
from handlers.planlist import card, promised
from handlers.read.days import read_days
from handlers.read.moves import read_new_day
from handlers.read.reading import Found
from handlers.scene import Result, Scene
from handlers.state import Draft, Moving
from handlers.texts import log as draft_texts
from handlers.texts import plans as texts
from handlers.texts import wording
from handlers.turn import Button, Outcome, Say
from storage.model.activity import Activity, Amount, Field, Particulars
from storage.model.plans import Plan, PlanState
from storage.model.writes import KeepPlan

_NOTHING_YET = Amount()


def question(plan: Plan, today: date) -> Say:
    """What its owner is asked on the working day after its day."""
    base = f"l:{plan.id}"
    held, move = Button(texts.HELD, f"{base}:held"), Button(texts.MOVE, f"{base}:move")
    return Say(texts.question(plan, today), ((held, move, Button(texts.CANCELLED, f"{base}:cancelled")),), numeric=True)


def fulfilled(scene: Scene, activity: Activity) -> tuple[KeepPlan, ...]:
    """One's own plans that a new record shows to be held."""
    held = (plan for plan in scene.facts.plans_of(scene.who.id) if already_held(plan, (activity,)))
    return tuple(KeepPlan(replace(plan, state=PlanState.HELD), scene.at) for plan in held)


def told(scene: Scene, found: tuple[Found, ...], text: str) -> Result | None:
    """Plans a message tells of, kept; None where it does not say on which day."""
    plans = [plan for one in found for plan in _planned(scene, one, text)]
    plans = [replace(plan, id=fresh_id(scene.incoming, nth)) for nth, plan in enumerate(plans)]
    if not plans:
        return None
    if len(plans) > 1:
        writes = tuple(KeepPlan(plan, scene.at) for plan in plans if _same(scene, plan) is None)
        said = planlist.listing(scene, tuple(plans), texts.KEPT_SEVERAL)
        return beside(scene, said, writes)
    same = _same(scene, plans[0])
    if same is not None:
        return beside(scene, promised(scene, same, texts.ALREADY))
    return beside(scene, promised(scene, plans[0], texts.KEPT), (KeepPlan(plans[0], scene.at),))


def _planned(scene: Scene, found: Found, text: str) -> list[Plan]:
    """One plan for each day it may be meant on: 「25号和27号各办一场」."""
    particulars = filling.with_found(scene, Draft(""), found).particulars
    either = (one.choices for one in found.doubts if one.field is Field.DATE and one.reason == "either_day")
    days = [read_days(choice, scene.at, ahead=True) for choices in either for choice in choices]
    spans = [(one.start, one.end) for one in days if one] or [(particulars.start, particulars.end)]
    made = (replace(particulars, start=start, end=end) for start, end in spans)
    return [
        Plan("", scene.who.id, scene.who.unit_id, one, last, text, scene.at)
        for one in made
        if (last := one.end or one.start) is not None and last >= scene.today
    ]


def _same(scene: Scene, plan: Plan) -> Plan | None:
    """The same plan, told before."""
    mine = scene.facts.plans_of(scene.who.id)
    telling = (plan.day, plan.particulars.venue, wording.name(plan.particulars))
    return next((o for o in mine if (o.day, o.particulars.venue, wording.name(o.particulars)) == telling), None)


def start(scene: Scene) -> Result:
    """/plans: what a person has planned."""
    return planlist.listed(scene)


def hear_day(scene: Scene, task: Moving, text: str) -> Result:
    """The new day of a plan."""
    plan = _own(scene, task.plan_id)
    if plan is None:
        return beside(scene, Say(texts.GONE))
    said = read_new_day(text, plan.day, scene.at)
    if said is None or said.day is None:
        return _ask_day(scene, plan, texts.NOT_A_DAY)
    if said.day < scene.today:
        return _ask_day(scene, plan, texts.PAST.format(words=said.words))
    return _moved(scene, plan, said.day)


def _own(scene: Scene, plan_id: str) -> Plan | None:
    plan = scene.facts.plan(plan_id)
    return plan if plan is not None and plan.person_id == scene.who.id else None


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button under a plan, however old: taps that come twice or late say how it stands."""
    match arguments:
        case ("page", position) if position.isdecimal():
            return planlist.listed(scene, int(position))
        case (plan_id, verb):
            plan = _own(scene, plan_id)
            return scene.say(texts.GONE) if plan is None else _tapped(scene, plan, verb)
        case _:
            return scene.say(texts.GONE)


def _tapped(scene: Scene, plan: Plan, verb: str) -> Result:
    match plan.state, verb:
        case PlanState.CANCELLED, "again":
            kept = replace(plan, state=PlanState.PLANNED)
            return beside(scene, promised(scene, kept, texts.RESTORED), (KeepPlan(kept, scene.at),))
        case PlanState.CANCELLED, _:
            return beside(scene, planlist.dropped(scene, plan, texts.DROPPED_BEFORE))
        case _, "held":
            return _held(scene, plan)
        case PlanState.HELD, _:
            return scene.say(texts.HELD_BEFORE.format(plan=texts.named(plan, scene.today)), planlist.held_button(plan))
        case _, "move":
            return _ask_day(scene, plan, texts.ASK_DAY.format(name=wording.name(plan.particulars)))
        case _, "cancelled":
            gone = KeepPlan(replace(plan, state=PlanState.CANCELLED), scene.at)
            return beside(scene, planlist.dropped(scene, plan, texts.DROPPED), (gone,))
        case _ if verb.startswith("to"):
            day = _day(verb.removeprefix("to"))
            return _moved(scene, plan, day) if day and day >= scene.today else _tapped(scene, plan, "move")
        case _:
            return beside(scene, card(scene, plan, texts.ONE))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _ask_day(scene: Scene, plan: Plan, text: str) -> Result:
    """Which day it moves to; tomorrow, a week later and next Monday are one tap away."""
    monday = scene.today + timedelta(days=7 - scene.today.weekday())
    days = (scene.today + timedelta(days=1), plan.day + timedelta(days=7), monday)
    offered = sorted({day for day in days if day > scene.today and day != plan.day})
    buttons = tuple(Button(wording.days(one, None, scene.today), f"l:{plan.id}:to{one:%Y%m%d}") for one in offered)
    return scene.result(Say(text, (buttons,), numeric=True), task=Moving(plan.id))


def _moved(scene: Scene, plan: Plan, day: date) -> Result:
    """To another day, however many days it has."""
    first = plan.particulars.start or plan.day
    length = plan.day - first
    particulars = replace(plan.particulars, start=day - length, end=day if length else None)
    moved = replace(plan, day=day, particulars=particulars)
    return beside(scene, promised(scene, moved, texts.MOVED), (KeepPlan(moved, scene.at),))


def _held(scene: Scene, plan: Plan) -> Result:
    """A draft filled from the plan, once: its id is the plan's, so that a second tap finds draft or record."""
    record = scene.facts.activity(plan.id)
    if record is not None:
        opening = ((Button(record.number, f"a:{record.id}:open"),),)
        return scene.say(draft_texts.ALREADY.format(number=record.number), opening)
    others = tuple(one for one in scene.dialog.drafts if one.id != plan.id)
    draft = next((one for one in scene.dialog.drafts if one.id == plan.id), None)
    if draft is None:
        draft = Draft(plan.id, particulars=_as_held(plan.particulars, scene.today), evidence=scene.dialog.photos)
    opened = filling.advanced(scene, (draft, *others), texts.FILLED, photos=())
    writes = (KeepPlan(replace(plan, state=PlanState.HELD), scene.at),) if plan.state is PlanState.PLANNED else ()
    return Outcome(opened.state, opened.replies, writes)


def _as_held(planned: Particulars, today: date) -> Particulars:
    """Figures that were planned are no facts, and neither is a day that is still to come."""
    known = planned.start is not None and planned.start <= today
    over = known and planned.end is not None and planned.end <= today
    return replace(
        planned,
        start=planned.start if known else None,
        end=planned.end if over else None,
        attendance=_NOTHING_YET,
        online=_NOTHING_YET,
        sessions=_NOTHING_YET,
        session_word="",
        outputs=(),
        outputs_said=False,
        volunteers=_NOTHING_YET,
        experts=_NOTHING_YET,
    )


def by_word(scene: Scene, text: str) -> Result | None:
    """办了, 改期 or 取消了, typed: about the plan whose day has come; of several it is asked which."""
    words = {"held": texts.HELD_WORDS, "move": texts.MOVE_WORDS, "cancelled": texts.CANCELLED_WORDS}
    verb = next((verb for verb, known in words.items() if text in known), None)
    if verb is None:
        return None
    come = tuple(one for one in scene.facts.plans_of(scene.who.id) if one.day <= scene.today)
    if len(come) > 1:
        return beside(scene, planlist.which(come, verb))
    return _tapped(scene, come[0], verb) if come else None
