"""邀请: officers and coordinators let people in below themselves, by one-time codes."""

from datetime import timedelta

from handlers.cards import buttons_in_rows
from handlers.join import code_hash
from handlers.permission import invitable_roles, may_invite
from handlers.scene import Result, Scene
from handlers.state import Idle, Inviting
from handlers.texts import common, wording
from handlers.texts import join as texts
from handlers.turn import Button, Say
from storage.model.people import Invitation, Role, Unit
from storage.model.writes import AddInvitation

VALID = timedelta(days=7)
SHOWN_UNITS = 12


def start(scene: Scene) -> Result:
    """/invite: which role, where there is a choice."""
    roles = invitable_roles(scene.who, scene.facts)
    if not roles:
        return scene.say(texts.NOT_ALLOWED)
    if len(roles) == 1:
        return ask_unit(scene, roles[0])
    buttons = tuple(Button(common.ROLES[role], f"i:{role}") for role in roles)
    return scene.say(texts.INVITE_ROLE, (buttons,))


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A role, or a role and a unit."""
    match arguments:
        case (role,) if role in list(Role):
            return ask_unit(scene, Role(role))
        case (role, unit_id) if role in list(Role):
            unit = scene.facts.unit(unit_id)
            return invited(scene, Role(role), unit) if unit else scene.say(texts.NOT_BELOW)
        case _:
            return start(scene)


def _units(scene: Scene, role: Role) -> tuple[Unit, ...]:
    units = scene.facts.units_below(scene.who.unit_id)
    return tuple(unit for unit in units if may_invite(scene.who, role, unit, scene.facts))


def ask_unit(scene: Scene, role: Role, note: str = "") -> Result:
    """Which unit, where there is more than one; `note` stands before the question."""
    units = _units(scene, role)
    if not units:
        return scene.say(texts.NOT_BELOW, task=Idle())
    if len(units) == 1:
        return invited(scene, role, units[0])
    buttons = tuple(Button(unit.name, f"i:{role}:{unit.id}") for unit in units[:SHOWN_UNITS])
    text = note or texts.INVITE_UNIT.format(role=common.ROLES[role])
    return scene.say(text, buttons_in_rows(buttons, 2), task=Inviting(role))


def hear_unit(scene: Scene, task: Inviting, text: str) -> Result:
    """The unit by its name, one of its other names, or the only one whose name contains what was typed."""
    name = text.strip()
    units = _units(scene, task.role)
    exact = [unit for unit in units if name in (unit.name, *unit.aliases)]
    close = exact or [unit for unit in units if name and name in unit.name]
    if len(close) != 1:
        return ask_unit(scene, task.role, texts.INVITE_UNKNOWN_UNIT.format(name=wording.shortened(name, 20)))
    return invited(scene, task.role, close[0])


def invited(scene: Scene, role: Role, unit: Unit) -> Result:
    """The code, shown once; only its hash is kept."""
    if not may_invite(scene.who, role, unit, scene.facts):
        return scene.say(texts.NOT_BELOW, task=Idle())
    code = scene.facts.fresh_code()
    invitation = Invitation(code_hash(code), role, unit.id, scene.at + VALID, scene.who.id)
    text = texts.INVITED.format(code=code, unit=unit.name, role=common.ROLES[role], days=VALID.days)
    return scene.result(Say(text), writes=(AddInvitation(invitation, scene.at),), task=Idle())
