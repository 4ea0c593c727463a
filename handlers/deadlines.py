"""截止: deadline rules, made, listed, changed, paused and removed by coordinators."""

from dataclasses import replace

from handlers import log, rulecards
from handlers.draft import fresh_id
from handlers.permission import may_change_rule, may_order
from handlers.read.deadlines import Ordered, is_order, may_be_order, read_ordered
from handlers.read.duedays import Due
from handlers.ruled import Names, about, blank, ruled
from handlers.rulelist import listed
from handlers.scene import Result, Scene
from handlers.state import Idle, Ruling
from handlers.texts import common, wording
from handlers.texts import deadlines as texts
from handlers.turn import Button, Outcome, Say
from handlers.upcoming import begun, coming, kept, owing
from storage.model.duties import Cycle, Rule

LONGEST_SAID = 40


def start(scene: Scene, rest: str) -> Result:
    """/deadline: the rules of the person's units; with words behind it a new rule, shown before it is kept."""
    if not rest.strip():
        return listed(scene)
    if not _may_order(scene):
        return scene.say(texts.NOT_ALLOWED)
    return _begun(scene, _read(scene, rest), rest)


def asked(scene: Scene, text: str) -> Result | None:
    """A message without a command that can only mean a new rule; None for everything else.

    Who may make none is told so where others are ordered to report.
    """
    if not may_be_order(text):
        return None
    said = _read(scene, text)
    if not is_order(text, said):
        return None
    if _may_order(scene):
        return _begun(scene, said, text)
    return scene.say(texts.NOT_ALLOWED) if said.levels.owing is not None else None


def _may_order(scene: Scene) -> bool:
    return may_order(scene.who, scene.facts.unit(scene.who.unit_id), scene.facts)


def _names(scene: Scene) -> Names:
    return Names(scene.facts.units_below(scene.who.unit_id))


def _read(scene: Scene, text: str) -> Ordered:
    return read_ordered(text, _names(scene).known(), scene.today)


def _begun(scene: Scene, said: Ordered, text: str) -> Result:
    """A new rule; where its day cannot be used, or nothing was understood, there is none to show."""
    unclear = tuple(texts.UNCLEAR[one.reason].format(words=one.words) for one in said.unclear)
    if said.due is None and unclear:
        return scene.say("\n".join(unclear))
    if not said.says_something:
        return scene.say(texts.NO_RULE_IN_IT.format(words=wording.shortened(text, LONGEST_SAID)))
    if said.due is not None and said.due.cycle is None and said.due.on is not None:
        said = replace(said, due=Due(Cycle.ONCE, on=said.due.on))
    rule = blank(fresh_id(scene.incoming), scene.who.unit_id, scene.who.id, scene.today)
    outcome = ruled(rule, said, _names(scene), scene.today, new=True)
    no_day = (texts.NO_DAY,) if said.due is None or (said.due.cycle, said.due.day) == (Cycle.MONTH, None) else ()
    return _shown(scene, outcome.rule, 0, (*outcome.notes, *no_day, *_assumed(said, outcome.rule)))


def _assumed(said: Ordered, rule: Rule) -> tuple[str, ...]:
    """Which month is meant is told where nobody said it."""
    unsaid = said.previous is None and said.due is not None and said.due.months is None
    return tuple(filter(None, (rulecards.likely_month(rule),))) if unsaid else ()


def _shown(scene: Scene, rule: Rule, base: int, notes: tuple[str, ...] = (), *, in_place: bool = False) -> Result:
    """The card of a rule that is not kept yet."""
    rule = rule if base else begun(scene.facts.timetable, rule, scene.at)
    card = rulecards.draft_card(scene, rule, base, notes, in_place=in_place)
    return scene.result(card, task=Ruling(rule, base))


def hear(scene: Scene, task: Ruling, text: str) -> Result:
    """Words while a rule is shown: a change of it, unless they tell of an activity."""
    said = _read(scene, text)
    if (said.unread or not said.says_something) and log.tells_whole(scene, task, text):
        told = log.tell(scene, text)
        if told is not None:
            return Outcome(told.state, (Say(texts.NOT_KEPT), *told.replies), told.writes)
    unclear = tuple(texts.UNCLEAR[one.reason].format(words=one.words) for one in said.unclear)
    if not said.says_something:
        words = texts.NOT_UNDERSTOOD.format(words=wording.shortened(text, LONGEST_SAID))
        return scene.say("\n".join(unclear) or words)
    outcome = ruled(task.rule, said, _names(scene), scene.today, new=task.base == 0)
    return _shown(scene, outcome.rule, task.base, (*outcome.notes, *_assumed(said, outcome.rule)))


def confirm(scene: Scene, task: Ruling) -> Result:
    """The rule that is shown is kept, with its open periods; somebody's change in between is shown instead."""
    rule, before = task.rule, scene.facts.rule(task.rule.id)
    if not _may_keep(scene, rule, before):
        return scene.say(texts.NOT_BELOW, task=Idle())
    if (before.version if before else 0) != task.base or (before is not None and before.removed):
        return _changed_meanwhile(scene, before)
    if not owing(rule, scene.facts):
        return scene.say(texts.NOBODY_OWES)
    if not coming(scene.facts.timetable, rule, scene.at, 1):
        return scene.say(texts.ALREADY_PAST)
    return _keep(scene, rule, before, texts.KEPT.format(count=len(owing(rule, scene.facts))))


def _may_keep(scene: Scene, rule: Rule, before: Rule | None) -> bool:
    if before is not None and not may_change_rule(scene.who, before, scene.facts):
        return False
    return may_order(scene.who, scene.facts.unit(rule.unit_id), scene.facts)


def _keep(scene: Scene, rule: Rule, before: Rule | None, text: str) -> Result:
    writes = kept(rule, before, scene.who.id, scene.at, scene.facts)
    newest = replace(rule, version=(before.version if before else 0) + 1)
    card = rulecards.rule_card(scene, newest, text, mine=True, in_place=True)
    return scene.result(card, writes=writes, task=Idle())


def _changed_meanwhile(scene: Scene, rule: Rule | None) -> Result:
    if rule is None or rule.removed:
        return scene.say(texts.NO_LONGER, task=Idle())
    return _opened(scene, rule, texts.CHANGED_MEANWHILE, in_place=False)


def _opened(scene: Scene, rule: Rule, text: str = "", *, in_place: bool = True) -> Result:
    mine = may_change_rule(scene.who, rule, scene.facts)
    card = rulecards.rule_card(scene, rule, text, mine=mine, in_place=in_place)
    return scene.result(card, task=Idle())


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button of a rule or of the list; what the person may not see or change is refused like a forged one."""
    match arguments:
        case ("list", first) if first.isdecimal() and len(first) < 4:  # noqa: PLR2004 - as many as a list can have
            return listed(scene, int(first), in_place=True)
        case (rule_id, ("keep" | "drop" | "hint" | "about") as verb, *what):
            task = scene.dialog.task
            if isinstance(task, Ruling) and task.rule.id == rule_id:
                return _draft_tapped(scene, task, verb, tuple(what))
            return _kept_already(scene, rule_id)
        case (rule_id, "open"):
            rule = rulecards.visible(scene, rule_id)
            return _opened(scene, rule) if rule else scene.say(texts.NO_LONGER)
        case (rule_id, verb, version) if version.isdecimal():
            return _rule_tapped(scene, rule_id, verb, int(version))
        case _:
            return scene.say(texts.STALE_BUTTON)


def _kept_already(scene: Scene, rule_id: str) -> Result:
    """A button of a card that is no longer worked on: a second 确认 shows what the first one kept."""
    rule = rulecards.visible(scene, rule_id)
    return _opened(scene, rule, texts.KEPT_ALREADY) if rule else scene.say(texts.NO_LONGER_OPEN)


def _draft_tapped(scene: Scene, task: Ruling, verb: str, what: tuple[str, ...]) -> Result:
    match verb, what:
        case "keep", (base,) if base == str(task.base):
            return confirm(scene, task)
        case "drop", ():
            return scene.say(texts.NOT_CHANGED if task.base else common.LEFT, task=Idle())
        case "hint", (of,) if of in texts.HINTS:
            return scene.say(texts.HINTS[of])
        case "about", (("before" | "this") as which,):
            return _shown(scene, about(task.rule, previous=which == "before"), task.base, in_place=True)
        case _:
            return scene.say(texts.STALE_BUTTON)


def _rule_tapped(scene: Scene, rule_id: str, verb: str, version: int) -> Result:
    """What is done to a rule that is kept; a button of an older version shows the newest instead."""
    rule = rulecards.visible(scene, rule_id)
    if rule is None:
        return scene.say(texts.NO_LONGER)
    if not may_change_rule(scene.who, rule, scene.facts):
        return scene.say(texts.NOT_YOURS)
    if rule.version != version:
        return _changed_meanwhile(scene, rule)
    match verb:
        case "change":
            return _shown(scene, rule, version, in_place=True)
        case "pause" | "resume":
            paused = verb == "pause"
            text = texts.PAUSED if paused else texts.RESUMED
            return _keep(scene, replace(rule, paused=paused), rule, text)
        case "remove":
            return _asked_once_more(scene, rule)
        case "gone":
            writes = kept(replace(rule, removed=True), rule, scene.who.id, scene.at, scene.facts)
            said = Say(texts.REMOVED.format(title=rule.title), key=f"r{rule.id}", replace=True)
            return scene.result(said, writes=writes, task=Idle())
        case "stay":
            return _opened(scene, rule, texts.NOT_REMOVED)
        case _:
            return scene.say(texts.STALE_BUTTON)


def _asked_once_more(scene: Scene, rule: Rule) -> Result:
    way = f"r:{rule.id}"
    yes, no = Button(texts.REMOVE, f"{way}:gone:{rule.version}"), Button(texts.KEEP, f"{way}:stay:{rule.version}")
    text = texts.REALLY_REMOVE.format(title=rule.title)
    return scene.result(Say(text, ((yes, no),), key=f"r{rule.id}", replace=True), task=Idle())
