"""汇总: which records are meant; adding up and printing is done by reports, after this answer."""

from dataclasses import replace
from datetime import timedelta

from handlers import behind, whose
from handlers.permission import own_scope
from handlers.read import requests
from handlers.read.periods import this_month, this_year
from handlers.read.requests import Request
from handlers.scene import Result, Scene
from handlers.scopes import action, parsed
from handlers.texts import common
from handlers.texts import summary as texts
from handlers.turn import Button, Buttons, Paper, PaperKind, ShowSummary
from storage.model.figures import Grouping, Period, Scope
from storage.model.people import Unit

LONGEST_QUESTION = 40
"""Characters of a message that can be a question for figures without a command; reports of activities are longer."""

_LAST_PAGE = 999_999


def start(scene: Scene, rest: str) -> Result:
    """/summary [period] [unit], or the same in plain words."""
    request = requests.read_request(rest, whose.context(scene))
    if request.unread:
        return scene.say(texts.UNKNOWN_WORDS.format(words=request.unread[:LONGEST_QUESTION]))
    return asked(scene, request)


def question(scene: Scene, text: str) -> Result | None:
    """A message without a command that can only ask for figures, answered; None for everything else."""
    if len(text) > LONGEST_QUESTION:
        return None
    request = requests.read_request(text, whose.context(scene))
    return asked(scene, request) if request.for_figures else None


def asked(scene: Scene, request: Request) -> Result:
    """A request that was understood whole: this month (by month: this year), by kind, where nothing else was said."""
    grouping = request.grouping or Grouping.KIND
    usual = this_year if grouping is Grouping.MONTH else this_month
    scope = replace(
        own_scope(scene.who),
        period=request.period or usual(scene.today),
        kind=request.kind,
        programme=request.programme,
        audience=request.audience,
    )
    if request.unit is None:
        return shown(scene, scope, grouping, replace_card=False)
    match whose.units_named(scene, request.unit):
        case ():
            return scene.say(whose.refusal(scene, request.unit))
        case (unit,):
            return shown(scene, replace(scope, unit_id=unit.id), grouping, replace_card=False)
        case several:
            return _which(scene, several, scope, grouping)


def _which(scene: Scene, units: tuple[Unit, ...], scope: Scope, grouping: Grouping) -> Result:
    """Two villages of one name: figures are shown for the one that is meant, never for the first that was found."""
    choices = tuple(
        (Button(whose.full_name(scene, unit), action(replace(scope, unit_id=unit.id), grouping)),) for unit in units
    )
    return scene.say(texts.WHICH_UNIT.format(name=units[0].name), choices)


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button of a summary, however old; what the person may not or no longer see is refused like a forged one."""
    question, position = arguments[:5], arguments[5:]
    found = parsed(scene, question)
    match found, position:
        case None, _:
            return scene.say(texts.STALE_BUTTON)
        case (scope, grouping), ():
            return shown(scene, scope, grouping, replace_card=True)
        case (scope, grouping), (first,) if first.isdecimal() and int(first) <= _LAST_PAGE:
            return behind.page(scene, _title(scene, scope), scope, grouping, int(first))
    return scene.say(texts.STALE_BUTTON)


def shown(scene: Scene, scope: Scope, grouping: Grouping, *, replace_card: bool) -> Result:
    """Ask for the figures of a scope, with buttons to change period and grouping and to see the records behind."""
    if grouping is Grouping.UNIT and scope.unit_id is None:
        grouping = Grouping.KIND  # one person's records are of one unit
    asked_for = ShowSummary(
        key=f"s{scene.who.id}",
        title=texts.TITLE.format(what=_title(scene, scope)),
        scope=scope,
        grouping=grouping,
        buttons=_buttons(scene, scope, grouping),
        replace=replace_card,
        picture=scene.who.preferences.pictures,
    )
    return scene.result(asked_for, shown=Paper(PaperKind.SUMMARY, scope, _title(scene, scope)))


def _title(scene: Scene, scope: Scope) -> str:
    unit = scene.facts.unit(scope.unit_id) if scope.unit_id else None
    whose = unit.name if unit else texts.OWN.format(name=scene.who.name)
    period = scope.period.label if scope.period else ""
    return texts.SEPARATOR.join(part for part in (whose, scope.audience, scope.programme, scope.kind, period) if part)


def _buttons(scene: Scene, scope: Scope, grouping: Grouping) -> Buttons:
    """Other periods, other groupings, the records: the whole question is in each action."""
    periods = tuple(
        Button(label, action(replace(scope, period=period), grouping))
        for label, period in _periods(scene)
        if period != scope.period
    )
    groupings = tuple(
        Button(common.GROUPINGS[one], action(scope, one))
        for one in Grouping
        if one is not grouping and (one is not Grouping.UNIT or _has_parts(scene, scope))
    )
    return (periods, groupings[:3], groupings[3:], (Button(texts.SEE_RECORDS, action(scope, grouping, 0)),))


def _periods(scene: Scene) -> tuple[tuple[str, Period], ...]:
    month = this_month(scene.today)
    before = this_month(month.first - timedelta(days=1))
    return ((texts.LAST_MONTH, before), (texts.THIS_MONTH, month), (texts.THIS_YEAR, this_year(scene.today)))


def _has_parts(scene: Scene, scope: Scope) -> bool:
    return scope.unit_id is not None and len(scene.facts.units_below(scope.unit_id)) > 1
