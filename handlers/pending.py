"""未报: who has reported and who has not, down the tree of units."""

from handlers.duties import current
from handlers.nudge import Owed, settling
from handlers.pendingcards import one_unit, table, unreported
from handlers.permission import may_declare
from handlers.prompting import prompted
from handlers.read.reading import Context
from handlers.read.reporting import read_who_has_not
from handlers.read.requests import Request, read_request
from handlers.scene import Result, Scene
from handlers.sheets import Standings
from handlers.standings import View, latest, named, oversees, rules, view, viewed
from handlers.texts import common, files, wording
from handlers.texts import duties as duty_texts
from handlers.texts import pending as texts
from handlers.turn import Button, ShowFile
from storage.model.duties import Rule, Span, Status
from storage.model.figures import Period
from storage.model.people import Unit

_LONGEST_WORDS = 20
_LAST_PAGE = 9_999


def start(scene: Scene, rest: str) -> Result:
    """/pending [rule or period or unit]: the table of the open period; what their own unit owes for everybody else."""
    if not oversees(scene):
        return own(scene)
    among = rules(scene)
    if not among:
        return scene.say(texts.NO_RULES)
    return _asked(scene, among, rest)


def asked(scene: Scene, text: str) -> Result | None:
    """A message without a command that can only ask who has not reported; None for everything else."""
    rest = read_who_has_not(text)
    if rest is None or _request(scene, rest, rules(scene))[1].unread:
        return None
    return start(scene, rest)


def _asked(scene: Scene, among: tuple[Rule, ...], rest: str) -> Result:
    """What is asked for by name: a rule, a period, a unit, in any order."""
    meant, request = _request(scene, rest, among)
    if request.unread:
        return scene.say(texts.UNKNOWN.format(words=wording.shortened(request.unread, _LONGEST_WORDS)))
    chosen = _chosen(scene, meant or among, request.period)
    if chosen is None:
        return _no_period(scene, meant or among, request.period)
    units = scene.facts.units_below(scene.who.unit_id)
    meant_units = tuple(one for one in units if request.unit in (None, one.name, *one.aliases))
    if request.unit is None:
        return _of_units(scene, chosen, meant_units[:1])
    return _of_units(scene, chosen, meant_units) if meant_units else _elsewhere(scene, units[0], request.unit)


def _request(scene: Scene, rest: str, among: tuple[Rule, ...]) -> tuple[tuple[Rule, ...], Request]:
    """The rules that are named, and what else is."""
    meant = tuple(rule for rule in among if rule.title in rest)
    for rule in meant:
        rest = rest.replace(rule.title, " ")
    return meant, read_request(rest, _context(scene))


def _context(scene: Scene) -> Context:
    """The reader knows the units of the county, so that one that is not the person's is understood and refused."""
    own = scene.facts.unit(scene.who.unit_id)
    county = own.path.partition("/")[0] if own else scene.who.unit_id
    units = scene.facts.units_below(county)
    return Context(scene.at, scene.facts.taxonomy, tuple(name for unit in units for name in (unit.name, *unit.aliases)))


def _elsewhere(scene: Scene, own: Unit, name: str) -> Result:
    return scene.say(texts.NOT_BELOW.format(unit=wording.shortened(name, _LONGEST_WORDS), own=own.name))


def _chosen(scene: Scene, among: tuple[Rule, ...], period: Period | None) -> tuple[Rule, Span] | None:
    return latest(scene, among) if period is None else named(scene, among, period)


def _no_period(scene: Scene, among: tuple[Rule, ...], period: Period | None) -> Result:
    if period is None:
        return scene.say(texts.NOT_BEGUN)
    title = among[0].title if len(among) == 1 else ""
    return scene.say(texts.NO_PERIOD.format(rule=title, period=period.label))


def _of_units(scene: Scene, chosen: tuple[Rule, Span], units: tuple[Unit, ...]) -> Result:
    """The table of the one that is meant, or which of two of one name that is."""
    rule, span = chosen
    if len(units) > 1:
        choices = tuple((Button(_with_parent(scene, unit), f"o:t:{rule.id}:{span.key}:{unit.id}:0"),) for unit in units)
        return scene.say(texts.WHICH.format(name=units[0].name), choices)
    seen = view(scene, rule, span, units[0].id)
    return scene.say(texts.GONE) if seen is None else shown(scene, seen, 0, replace=False)


def _with_parent(scene: Scene, unit: Unit) -> str:
    parent = scene.facts.unit(unit.parent_id or "")
    return f"{parent.name if parent else ''}{unit.name}"


def shown(scene: Scene, seen: View, page: int, *, replace: bool) -> Result:
    """The table of a unit with units below it, else how the unit itself stands."""
    if len(seen.units) == 1:
        return scene.result(one_unit(scene, seen, replace=replace))
    return scene.result(table(scene, seen, page, replace=replace))


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button of a table, however old; what the person may not or no longer see is refused like a forged one."""
    match arguments:
        case ("d", rule_id, unit_id):
            return _of_rule(scene, rule_id, unit_id)
        case (verb, rule_id, period, unit_id, *more):
            seen = viewed(scene, rule_id, period, unit_id)
            return scene.say(texts.GONE) if seen is None else _tapped(scene, seen, verb, tuple(more))
        case _:
            return scene.say(common.STALE_BUTTON)


def _tapped(scene: Scene, seen: View, verb: str, more: tuple[str, ...]) -> Result:
    match verb, more:
        case "t", (page,) if _number(page) is not None:
            return shown(scene, seen, _number(page) or 0, replace=True)
        case "l", (page,) if _number(page) is not None:
            return scene.result(unreported(scene, seen, _number(page) or 0))
        case "u", ():
            return scene.result(one_unit(scene, seen, replace=True))
        case "x", ():
            return scene.result(_file(scene, seen))
        case "r", ():
            return prompted(scene, seen, alone=False)
        case "n", ():
            return prompted(scene, seen, alone=True)
        case _:
            return scene.say(common.STALE_BUTTON)


def _number(page: str) -> int | None:
    """A page of a button; None for what never stood in one."""
    return int(page) if page.isascii() and page.isdecimal() and int(page) <= _LAST_PAGE else None


def _of_rule(scene: Scene, rule_id: str, unit_id: str) -> Result:
    """Another rule, with its period of now."""
    chosen = latest(scene, tuple(rule for rule in rules(scene) if rule.id == rule_id))
    seen = view(scene, *chosen, unit_id) if chosen else None
    return scene.say(texts.GONE) if seen is None else shown(scene, seen, 0, replace=True)


def _file(scene: Scene, seen: View) -> ShowFile:
    """The same table as a file."""
    title = texts.FILE_TITLE.format(unit=seen.top.name, duty=seen.duty)
    return ShowFile(
        Standings(seen.rule.id, seen.span.key, seen.top.id, title),
        name=files.file_name(title, scene.today),
        text=texts.FILE_SAID.format(title=title, moment=wording.moment(scene.at, scene.today)),
    )


def own(scene: Scene) -> Result:
    """What the person's own unit owes, with what can be said of it."""
    owed = current(scene)
    unit = scene.facts.unit(scene.who.unit_id)
    if not owed or unit is None:
        return scene.say(texts.NO_RULES_FOR_YOU)
    declaring = may_declare(scene.who, unit.id, scene.facts)
    how = texts.OWN_HOW if declaring else texts.OWN_LOG
    lines = (texts.OWN_HEAD.format(unit=unit.name), *(_own_line(scene, one) for one in owed), how)
    said = tuple((_saying(scene, one, alone=len(owed) == 1),) for one in owed if declaring and _sayable(one))
    return scene.say("\n".join(lines), ((Button(duty_texts.RECORD, "n:log"),), *said))


def _sayable(one: Owed) -> bool:
    """What is settled by activities needs no word, and none changes it."""
    return one.obligation.status is Status.OPEN or one.obligation.by is not None


def _saying(scene: Scene, one: Owed, *, alone: bool) -> Button:
    """What settles it, or takes back what was said."""
    if one.obligation.status is Status.OPEN:
        return settling(one, None if alone else scene.today)
    label = duty_texts.TAKE_BACK if alone else texts.TAKE_BACK_ONE.format(duty=one.named(scene.today))
    return Button(label, f"n:open:{one.key}")


def _own_line(scene: Scene, one: Owed) -> str:
    return texts.OWN_LINE.format(
        duty=one.named(scene.today),
        status=texts.status(one.obligation),
        due=duty_texts.due(one.obligation.due_at, scene.today),
    )
