"""A code made on the command line, by which the first people of a unit come in."""

from datetime import timedelta

from bot.app import Ledger
from bot.units import the_unit
from handlers.join import code_hash
from handlers.texts import operator as texts
from handlers.texts.common import ROLES
from storage.apply import apply
from storage.model.people import Invitation, Role
from storage.model.writes import AddInvitation


def invitation(ledger: Ledger, role: Role, unit_name: str, days: int) -> str:
    """Keep a new code (its hash) and give the sentence that holds it. Raises UnitFault for an unknown unit."""
    at, code = ledger.now(), ledger.desk.fresh_code()
    with ledger.desk.database.writing() as tx:
        unit = the_unit(tx, unit_name)
        apply(tx, AddInvitation(Invitation(code_hash(code), role, unit.id, at + timedelta(days=days)), at))
    return texts.INVITED.format(code=code, unit=unit.name, role=ROLES[role], days=days)
