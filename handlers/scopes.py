"""A question for figures as a button's action, and back again: only what the person may see comes out."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

from handlers.permission import below, own_scope
from handlers.read.periods import kept_period
from handlers.scene import Scene
from storage.model.figures import Grouping, Period, Scope
from storage.model.people import Role
from storage.model.taxonomy import Taxonomy, Term

_CODES = {grouping: grouping.value[0] for grouping in Grouping}
_GROUPINGS = {code: grouping for grouping, code in _CODES.items()}
_HASH = 6
"""Hexadecimal digits of a filter's name: three of them fit, and two names of a taxonomy hardly ever share them."""


def action(scope: Scope, grouping: Grouping, position: int | None = None) -> str:
    """The whole question in at most 64 bytes, so that no button is ever too old.

    Days, unit, grouping, short hashes of the filters' names; `position` where the records behind it are listed.
    """
    shown = f"s:{_days(scope)}:{scope.unit_id or ''}:{_CODES[grouping]}:{_filters(scope)}"
    return shown if position is None else f"{shown}:{position}"


def written(scope: Scope) -> str:
    """A scope alone, in four parts (first day, last day, unit, filters), of which any may be empty."""
    return f"{_days(scope)}:{scope.unit_id or ''}:{_filters(scope)}"


def _days(scope: Scope) -> str:
    return f"{scope.period.first:%Y%m%d}:{scope.period.last:%Y%m%d}" if scope.period else ":"


def _filters(scope: Scope) -> str:
    return ".".join(_hash(name) for name in (scope.kind, scope.programme, scope.audience))


def parsed(scene: Scene, arguments: tuple[str, ...]) -> tuple[Scope, Grouping] | None:
    """What an action asks for, or None where it says nothing that is allowed and known."""
    match arguments:
        case (first, last, unit_id, code, filters) if code in _GROUPINGS and (first or last):
            scope = scope_of(scene, (first, last), unit_id, filters)
            return None if scope is None else (scope, _GROUPINGS[code])
    return None


def scope_of(scene: Scene, days: tuple[str, str], unit_id: str, filters: str) -> Scope | None:
    """What was written as a scope, read for this person; None where it says nothing that is allowed and known."""
    names = _names(scene.facts.taxonomy, filters)
    period = _period(scene, *days) if any(days) else None
    if names is None or (any(days) and period is None) or not may_ask(scene, unit_id):
        return None
    kind, programme, audience = names
    scope = replace(own_scope(scene.who), period=period, kind=kind, programme=programme, audience=audience)
    return replace(scope, unit_id=unit_id) if unit_id else scope


def may_ask(scene: Scene, unit_id: str) -> bool:
    """Volunteers ask for their own records alone, everybody else for their unit and what is below it."""
    if not unit_id:
        return True
    facts, who = scene.facts, scene.who
    return who.role is not Role.VOLUNTEER and below(facts.unit(unit_id), facts.unit(who.unit_id))


def _period(scene: Scene, first: str, last: str) -> Period | None:
    try:
        days = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return kept_period(*days, scene.today)


def _hash(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:_HASH] if name else ""


def _names(taxonomy: Taxonomy, filters: str) -> tuple[str, str, str] | None:
    """The names behind the hashes; None where one is unknown by now or could be two: never the wrong figures."""
    codes = filters.split(".")
    lists: tuple[tuple[Term, ...], ...] = (taxonomy.kinds, taxonomy.programmes, taxonomy.audiences)
    if len(codes) != len(lists):
        return None
    found = [_named(code, terms) for code, terms in zip(codes, lists, strict=True)]
    kind, programme, audience = found
    return None if kind is None or programme is None or audience is None else (kind, programme, audience)


def _named(code: str, terms: tuple[Term, ...]) -> str | None:
    if not code:
        return ""
    names = {term.name for term in terms if _hash(term.name) == code}
    return names.pop() if len(names) == 1 else None
