"""How a deadline rule looks: the card before it is kept and after, and its line in the list."""

from handlers.cards import buttons_in_rows
from handlers.permission import below
from handlers.ruled import is_early
from handlers.scene import Scene
from handlers.texts import common, ruling, wording
from handlers.texts import deadlines as texts
from handlers.turn import Button, Buttons, Card, Row
from handlers.upcoming import coming, owing
from storage.model.duties import Rule
from storage.model.people import Unit

NAMED, LONGEST_TITLE, LONGEST_LABEL = 3, 24, 10


def rows(scene: Scene, rule: Rule) -> tuple[Row, ...]:
    """What a rule says, in plain words, with the days it comes to."""
    units = owing(rule, scene.facts)
    grace = texts.GRACE_DAYS.format(days=rule.grace) if rule.grace else texts.NO_GRACE
    who = who_owes(scene, rule, units)
    since = (Row(texts.SINCE, wording.days(rule.since, None, scene.today)),) if rule.since > scene.today else ()
    return (
        Row(texts.WHAT, wording.shortened(rule.title, LONGEST_TITLE)),
        Row(texts.WHEN, ruling.with_move(rule, scene.today)),
        *since,
        Row(texts.COMING, days_ahead(scene, rule)),
        Row(texts.WHO, who, missing=not units),
        Row(texts.REMINDERS, ruling.reminders(rule)),
        Row(texts.PROOF, texts.PROOFS[rule.proof]),
        Row(texts.GRACE, grace),
    )


def days_ahead(scene: Scene, rule: Rule) -> str:
    """The next deadlines, each with its weekday, its period and why it was moved."""
    ahead = coming(scene.facts.timetable, rule, scene.at)
    lines = (
        ruling.coming(one.due, one.plain, ruling.period(one.span.first, one.span.last, scene.today), scene.today)
        for one in ahead
    )
    return texts.NEXT.join(lines) or texts.ENDED


def who_owes(scene: Scene, rule: Rule, units: tuple[Unit, ...]) -> str:
    """Who owes: kinds, the first names, how many, and who does not."""
    if not units:
        return texts.NOBODY
    names = texts.JOINT.join(unit.name for unit in units[:NAMED])
    several = texts.COUNTED if len(units) <= NAMED else texts.COUNTED_MANY
    who = several.format(names=names, count=len(units)) if len(units) > 1 else names
    if rule.levels:
        kinds = texts.JOINT.join(common.LEVELS[level] for level in rule.levels)
        who = texts.KINDS.format(kinds=kinds, names=who)
    excepted = [unit.name for unit in map(scene.facts.unit, rule.except_units) if unit is not None]
    return texts.EXCEPTED.format(who=who, names=texts.JOINT.join(excepted)) if excepted else who


def draft_card(scene: Scene, rule: Rule, base: int, notes: tuple[str, ...] = (), *, in_place: bool = False) -> Card:
    """A rule before it is kept, with the ways to change it."""
    title = texts.CHANGED_RULE.format(title=wording.shortened(rule.title, LONGEST_TITLE)) if base else texts.NEW_RULE
    units = owing(rule, scene.facts)
    asked = texts.CONFIRM_CHANGE if base else texts.CONFIRM_NEW
    text = "\n".join((*notes, asked if units else texts.NOBODY_OWES))
    buttons = _draft_buttons(rule, base, keeps=bool(units))
    return Card(f"r{rule.id}", title, rows(scene, rule), text, buttons, replace=in_place)


def likely_month(rule: Rule) -> str:
    """What is said where the month before was assumed because the deadline is so early in the month."""
    if not is_early(rule) or rule.months != 1:
        return ""
    return texts.WHICH_MONTH.format(day=rule.day) if rule.day else texts.WHICH_MONTH_BEFORE


def _draft_buttons(rule: Rule, base: int, *, keeps: bool) -> Buttons:
    way = f"r:{rule.id}"
    confirm = (Button(common.CONFIRM, f"{way}:keep:{base}"),) if keeps else ()
    changes = (
        Button(texts.CHANGE_DAY, f"{way}:hint:day"),
        Button(texts.CHANGE_WHO, f"{way}:hint:who"),
        Button(texts.CHANGE_REMINDERS, f"{way}:hint:remind"),
    )
    before, this = Button(texts.PREVIOUS_MONTH, f"{way}:about:before"), Button(texts.THIS_MONTH, f"{way}:about:this")
    month = ((before, this),) if is_early(rule) else ()
    return ((*confirm, Button(common.CANCEL, f"{way}:drop")), *month, changes)


def rule_card(scene: Scene, rule: Rule, text: str, *, mine: bool, in_place: bool = False) -> Card:
    """A rule that is kept, with what this person may do to it; the version makes an older button recognisable."""
    head = texts.PAUSED_RULE if rule.paused else texts.RULE
    title = head.format(title=wording.shortened(rule.title, LONGEST_TITLE))
    lines = rows(scene, rule) if mine else (*rows(scene, rule), Row(texts.MADE_BY, maker(scene, rule)))
    way, version = f"r:{rule.id}", rule.version
    pausing = (
        Button(texts.RESUME, f"{way}:resume:{version}")
        if rule.paused
        else Button(texts.PAUSE, f"{way}:pause:{version}")
    )
    own = (Button(texts.CHANGE, f"{way}:change:{version}"), pausing, Button(texts.REMOVE, f"{way}:remove:{version}"))
    buttons = ((own if mine else ()), (Button(texts.BACK_TO_LIST, "r:list:0"),))
    return Card(f"r{rule.id}", title, lines, text, tuple(row for row in buttons if row), replace=in_place)


def maker(scene: Scene, rule: Rule) -> str:
    """The unit of who made a rule."""
    person = scene.facts.person(rule.made_by)
    unit = scene.facts.unit(person.unit_id if person else rule.unit_id)
    return unit.name if unit else ""


def line(scene: Scene, nth: int, rule: Rule, *, mine: bool) -> str:
    """A rule in the list."""
    ahead = coming(scene.facts.timetable, rule, scene.at, 1)
    next_day = texts.LINE_COMING.format(day=wording.days(ahead[0].due.date(), None, scene.today)) if ahead else ""
    above = "" if mine else texts.LINE_ABOVE.format(unit=maker(scene, rule))
    return texts.LINE.format(
        nth=nth,
        title=wording.shortened(rule.title, LONGEST_TITLE),
        when=ruling.when(rule, scene.today),
        coming="" if rule.paused else next_day,
        who=texts.LINE_WHO.format(count=len(owing(rule, scene.facts))),
        state=above + (texts.LINE_PAUSED if rule.paused else ""),
    )


def list_buttons(rules: tuple[Rule, ...], first: int) -> Buttons:
    """A button for each rule of a page."""
    return buttons_in_rows(
        tuple(
            Button(
                texts.OPEN_RULE.format(nth=first + nth, title=wording.shortened(rule.title, LONGEST_LABEL)),
                f"r:{rule.id}:open",
            )
            for nth, rule in enumerate(rules, start=1)
        ),
        2,
    )


def visible(scene: Scene, rule_id: str) -> Rule | None:
    """A rule that was not removed and that touches the person's unit or one below."""
    rule = scene.facts.rule(rule_id)
    return rule if rule is not None and not rule.removed and touches(scene, rule) else None


def touches(scene: Scene, rule: Rule) -> bool:
    """Whether a rule was made for the person's unit or one below, or asks one of them."""
    own = scene.facts.unit(scene.who.unit_id)
    if own is None or below(scene.facts.unit(rule.unit_id), own):
        return own is not None
    return any(below(unit, own) for unit in owing(rule, scene.facts))
