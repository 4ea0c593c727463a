"""Who may see and change what: a person's role and unit decide, nothing else (promise P11)."""

from handlers.turn import Facts
from storage.model.activity import Activity
from storage.model.duties import Rule
from storage.model.figures import Scope
from storage.model.people import Person, Role, Unit

RANK = {role: rank for rank, role in enumerate(Role)}


def own_scope(person: Person) -> Scope:
    """The records a person's summary is about: a volunteer's own, everybody else's unit with all below it."""
    if person.role is Role.VOLUNTEER:
        return Scope(recorder_id=person.id)
    return Scope(unit_id=person.unit_id)


def below(unit: Unit | None, above: Unit | None) -> bool:
    """Whether `unit` is `above` or stands somewhere under it."""
    return unit is not None and above is not None and unit.path.startswith(above.path)


def may_see(person: Person, activity: Activity, facts: Facts) -> bool:
    """Own records always; officers and coordinators see their unit and all below it."""
    if activity.recorder_id == person.id:
        return True
    if person.role is Role.VOLUNTEER:
        return False
    return below(facts.unit(activity.unit_id), facts.unit(person.unit_id))


def may_declare(person: Person, unit_id: str, facts: Facts) -> bool:
    """Who says how a unit's obligation stands: its officers, whoever is above it; its volunteers where it has none."""
    if person.role is not Role.VOLUNTEER:
        return below(facts.unit(unit_id), facts.unit(person.unit_id))
    alone = all(one.role is Role.VOLUNTEER for one in facts.people_of(unit_id))
    return person.unit_id == unit_id and alone


def may_oversee(person: Person, unit_id: str, facts: Facts) -> bool:
    """Who sees how the units at and below one stand: officers and coordinators of it or of one above."""
    return person.role is not Role.VOLUNTEER and below(facts.unit(unit_id), facts.unit(person.unit_id))


def may_exempt(person: Person, rule: Rule, facts: Facts) -> bool:
    """Who lets a unit off: coordinators of the unit whose rule it is, or of one above."""
    return person.role is Role.COORDINATOR and may_oversee(person, rule.unit_id, facts)


def may_invite(person: Person, role: Role, unit: Unit, facts: Facts) -> bool:
    """Below oneself: a lower role in the own subtree, or the same role in a unit strictly further down."""
    if person.role is Role.VOLUNTEER or not below(unit, facts.unit(person.unit_id)):
        return False
    if RANK[role] < RANK[person.role]:
        return True
    return role is person.role and unit.id != person.unit_id


def invitable_roles(person: Person, facts: Facts) -> tuple[Role, ...]:
    """The roles a person can give to anybody at all, lowest first."""
    units = facts.units_below(person.unit_id)
    return tuple(role for role in Role if any(may_invite(person, role, unit, facts) for unit in units))


def may_order(person: Person, unit: Unit | None, facts: Facts) -> bool:
    """Who makes deadline rules for a unit: officers and coordinators of it or of one above that has units below."""
    if person.role is Role.VOLUNTEER or not below(unit, facts.unit(person.unit_id)):
        return False
    return len(facts.units_below(person.unit_id)) > 1


def may_change_rule(person: Person, rule: Rule, facts: Facts) -> bool:
    """Who changes a rule: those who could have made it, as long as it was not made by somebody above them."""
    maker = facts.person(rule.made_by)
    from_above = maker is not None and not below(facts.unit(maker.unit_id), facts.unit(person.unit_id))
    return not from_above and may_order(person, facts.unit(rule.unit_id), facts)


def may_ask_scope(person: Person, scope: Scope, facts: Facts) -> bool:
    """Whose figures a person may still see: own records, or those of the own unit and what is below it."""
    if scope.unit_id is None or person.role is Role.VOLUNTEER:
        return scope.recorder_id == person.id
    return below(facts.unit(scope.unit_id), facts.unit(person.unit_id))
