"""Joining: strangers learn only how to join; a code gives a role in a unit, a name makes a person."""

import re
import unicodedata
from datetime import datetime, timedelta
from hashlib import sha256
from typing import assert_never

from handlers.draft import fresh_id
from handlers.read.hearing import read_name
from handlers.scene import Result, Scene
from handlers.state import Dialog, Idle, Naming
from handlers.texts import common
from handlers.texts import join as texts
from handlers.turn import Facts, Incoming, Outcome, Said, Say
from storage.model.people import Connection, Invitation, Person
from storage.model.writes import AddPerson, AddWrongCode, Connect

CODE = re.compile(r"(?<![0-9A-Z])([0-9A-Z]{4})[-\uff0d\u2014\s]?([0-9A-Z]{4})(?![0-9A-Z])")
FREE_TRIES = 5
WINDOW = timedelta(hours=24)


def code_hash(code: str) -> str:
    """How a code is kept: the SHA-256 of its letters and digits, so that a copy of the ledger gives no codes away."""
    return sha256(re.sub(r"[^0-9A-Z]", "", code.upper()).encode()).hexdigest()


def find_code(text: str) -> str | None:
    """A code anywhere in a message, in capitals or not, full width or not, with or without its dash."""
    found = CODE.search(unicodedata.normalize("NFKC", text).upper())
    return found.group(1) + found.group(2) if found else None


def is_code(text: str) -> bool:
    """Whether a message is a code and nothing else; a word of eight letters is none."""
    letters = "".join(character for character in unicodedata.normalize("NFKC", text).upper() if character.isalnum())
    return find_code(text) == letters and any(character.isdigit() for character in letters)


def answer(dialog: Dialog, incoming: Incoming, facts: Facts) -> Result:
    """Everything a stranger can come to."""
    text = incoming.event.text if isinstance(incoming.event, Said) else ""
    if isinstance(dialog.task, Naming) and find_code(text) is None:
        return _named(dialog, incoming, dialog.task, text, facts)
    code = find_code(text)
    if code is None:
        return Outcome(dialog, (Say(texts.WELCOME),))
    return _tried(dialog, incoming, code_hash(code), facts)


def _tried(dialog: Dialog, incoming: Incoming, hashed: str, facts: Facts) -> Result:
    """A code: good, used, expired, wrong, or not looked at because too many were wrong."""
    wait = waiting(facts.wrong_codes(incoming.account, incoming.at - WINDOW), incoming.at)
    if wait:
        return Outcome(dialog, (Say(texts.TOO_MANY.format(minutes=-(-wait.seconds // 60))),))
    invitation, connection = facts.invitation(hashed), facts.connection(hashed)
    known = invitation or connection
    if known is None:
        return Outcome(dialog, (Say(texts.WRONG_CODE),), (AddWrongCode(incoming.account, incoming.at),))
    refusal = _refusal(known, incoming.at)
    if refusal:
        return Outcome(dialog, (Say(refusal),))
    match known:
        case Invitation():
            return _asked_name(dialog, known, facts)
        case Connection():
            return _connected(dialog, incoming, known, facts)
        case _:
            assert_never(known)


def waiting(wrong: tuple[datetime, ...], now: datetime) -> timedelta | None:
    """How long to wait before the next try: after five wrong codes a minute, doubled with each further one."""
    if len(wrong) < FREE_TRIES:
        return None
    pause = timedelta(minutes=2 ** min(len(wrong) - FREE_TRIES, 9))
    left = wrong[-1] + pause - now
    return left if left > timedelta() else None


def _refusal(known: Invitation | Connection, now: datetime) -> str:
    if known.used_at is not None:
        return texts.USED_CODE
    return texts.EXPIRED_CODE if known.expires_at <= now else ""


def _connected(dialog: Dialog, incoming: Incoming, connection: Connection, facts: Facts) -> Result:
    person = facts.person(connection.person_id)
    if person is None:
        return Outcome(dialog, (Say(texts.WRONG_CODE),))
    write = Connect(incoming.account, person.id, connection.code_hash, incoming.at)
    return Outcome(Dialog(), (Say(texts.CONNECTED.format(name=person.name)),), (write,))


def _asked_name(dialog: Dialog, invitation: Invitation, facts: Facts) -> Result:
    unit = facts.unit(invitation.unit_id)
    text = texts.ASK_NAME.format(unit=unit.name if unit else "", role=common.ROLES[invitation.role])
    return Outcome(Dialog(task=Naming(invitation.code_hash), photos=dialog.photos), (Say(text),))


def _named(dialog: Dialog, incoming: Incoming, task: Naming, text: str, facts: Facts) -> Result:
    """The name; the code is looked at again, it may have been used or have expired meanwhile."""
    name = read_name(text)
    if name is None:
        return Outcome(dialog, (Say(texts.BAD_NAME),))
    invitation = facts.invitation(task.code_hash)
    refusal = _refusal(invitation, incoming.at) if invitation else texts.WRONG_CODE
    if invitation is None or refusal:
        return Outcome(Dialog(), (Say(refusal),))
    person = Person(fresh_id(incoming), name, invitation.role, invitation.unit_id)
    unit = facts.unit(person.unit_id)
    joined = texts.JOINED.format(name=name, unit=unit.name if unit else "", role=common.ROLES[person.role])
    write = AddPerson(person, incoming.account, task.code_hash, incoming.at)
    return Outcome(Dialog(task=Idle(), photos=dialog.photos), (Say(joined),), (write,))


def again(scene: Scene) -> Result:
    """A code from somebody who is in already."""
    unit = scene.facts.unit(scene.who.unit_id)
    return scene.say(texts.ALREADY_IN.format(unit=unit.name if unit else "", role=common.ROLES[scene.who.role]))
