"""汇总: which records are meant; adding up and printing is done by reports, after this answer."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

from handlers.permission import own_scope
from handlers.read import requests
from handlers.read.periods import read_period
from handlers.read.requests import Request
from handlers.scene import Result, Scene
from handlers.texts import common
from handlers.texts import summary as texts
from handlers.turn import Button, Buttons, ShowSummary
from storage.model.figures import Grouping, Period, Scope
from storage.model.people import Role, Unit
from storage.model.taxonomy import Term


def start(scene: Scene, rest: str) -> Result:
    """/summary [period] [unit], or the same in plain words."""
    request = requests.read_request(rest, scene.context())
    if request.unread:
        return scene.say(texts.UNKNOWN_PERIOD.format(words=request.unread))
    return asked(scene, request)


def asked(scene: Scene, request: Request) -> Result:
    """A request that was understood whole: this month, by kind, where nothing else was said."""
    scope = own_scope(scene.who)
    if request.unit:
        unit = _unit(scene, request.unit)
        if unit is None:
            return scene.say(_refusal(scene, request.unit))
        scope = replace(scope, unit_id=unit.id)
    period = request.period or read_period(texts.THIS_MONTH, scene.today)
    scope = replace(scope, period=period, kind=request.kind, programme=request.programme, audience=request.audience)
    return shown(scene, scope, request.grouping or Grouping.KIND, replace_card=False)


def _unit(scene: Scene, place: str) -> Unit | None:
    """The unit of that name among those this person may see; volunteers see no unit's figures."""
    if scene.who.role is Role.VOLUNTEER:
        return None
    units = scene.facts.units_below(scene.who.unit_id)
    return next((unit for unit in units if place in (unit.name, *unit.aliases)), None)


def _refusal(scene: Scene, place: str) -> str:
    if scene.who.role is Role.VOLUNTEER:
        return texts.ONLY_OWN.format(place=place)
    unit = scene.facts.unit(scene.who.unit_id)
    return texts.NOT_BELOW.format(place=place, unit=unit.name if unit else "")


def shown(scene: Scene, scope: Scope, grouping: Grouping, *, replace_card: bool) -> Result:
    """Ask for the figures of a scope, with buttons to change period and grouping."""
    asked_for = ShowSummary(
        key=f"s{scene.who.id}",
        title=_title(scene, scope),
        scope=scope,
        grouping=grouping,
        buttons=_buttons(scene, scope, grouping),
        replace=replace_card,
        picture=scene.who.preferences.pictures,
    )
    return scene.result(asked_for)


def _title(scene: Scene, scope: Scope) -> str:
    unit = scene.facts.unit(scope.unit_id) if scope.unit_id else None
    whose = unit.name if unit else texts.OWN.format(name=scene.who.name)
    filters = "".join(f"·{name}" for name in (scope.audience, scope.programme, scope.kind) if name)
    period = f"·{scope.period.label}" if scope.period else ""
    return texts.TITLE.format(whose=whose, filters=filters, period=period)


def _buttons(scene: Scene, scope: Scope, grouping: Grouping) -> Buttons:
    """Other periods, then other groupings; the whole question is in each action, so no button is ever too old."""
    periods = tuple(
        Button(label, action(replace(scope, period=period), grouping))
        for label in (texts.LAST_MONTH, texts.THIS_MONTH, texts.THIS_YEAR)
        if (period := read_period(label, scene.today)) and not _same(period, scope.period)
    )
    groupings = tuple(
        Button(common.GROUPINGS[one], action(scope, one))
        for one in Grouping
        if one is not grouping and not (one is Grouping.UNIT and scope.unit_id is None)
    )
    return (periods, groupings[:2], groupings[2:])


def _same(one: Period, other: Period | None) -> bool:
    return other is not None and (one.first, one.last) == (other.first, other.last)


def action(scope: Scope, grouping: Grouping) -> str:
    """A scope in at most 64 bytes: days, unit, grouping and short hashes of the filters' names."""
    days = f"{scope.period.first:%Y%m%d}:{scope.period.last:%Y%m%d}" if scope.period else ":"
    filters = ".".join(_hash(name) for name in (scope.kind, scope.programme, scope.audience))
    return f"s:{days}:{scope.unit_id or ''}:{grouping}:{filters}"


def _hash(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:4] if name else ""


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button of a summary, however old; a unit the person no longer sees is refused like any other."""
    scope_and_grouping = _parsed(scene, arguments)
    if scope_and_grouping is None:
        return scene.say(common.STALE_BUTTON)
    return shown(scene, *scope_and_grouping, replace_card=True)


def _parsed(scene: Scene, arguments: tuple[str, ...]) -> tuple[Scope, Grouping] | None:
    """What an action says, or None where it says nothing that is allowed and known."""
    match arguments:
        case (first, last, unit_id, grouping, filters) if grouping in list(Grouping):
            period = _period(scene, first, last)
            allowed = unit_id in {unit.id for unit in scene.facts.units_below(scene.who.unit_id)}
            volunteer = scene.who.role is Role.VOLUNTEER
            if period is None or (volunteer and unit_id) or not (volunteer or allowed):
                return None
            scope = replace(own_scope(scene.who), period=period, **_filters(scene, filters))
            return (replace(scope, unit_id=unit_id) if unit_id else scope), Grouping(grouping)
    return None


def _period(scene: Scene, first: str, last: str) -> Period | None:
    try:
        days = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return _labelled(scene, *days)


def _labelled(scene: Scene, first: date, last: date) -> Period | None:
    """The period with the name a person would give it."""
    return read_period(f"{first.isoformat()}到{last.isoformat()}", scene.today)


def _filters(scene: Scene, filters: str) -> dict[str, str]:
    """The names behind the hashes of an action."""
    taxonomy = scene.facts.taxonomy
    lists: tuple[tuple[str, tuple[Term, ...]], ...] = (
        ("kind", taxonomy.kinds),
        ("programme", taxonomy.programmes),
        ("audience", taxonomy.audiences),
    )
    return {
        field: next((term.name for term in terms if code and _hash(term.name) == code), "")
        for (field, terms), code in zip(lists, filters.split("."), strict=False)
    }
