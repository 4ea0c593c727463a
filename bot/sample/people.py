"""People of the sample, let in the way everybody is: an invitation, then a name; so the audit trail has them, too."""

from datetime import datetime, timedelta
from hashlib import sha256

from storage.apply import apply
from storage.database import Transaction
from storage.model.people import Account, Invitation, Person, Role, Unit
from storage.model.writes import AddInvitation, AddPerson
from storage.people import person_of

CHANNEL = "sample"
"""The channel of those nobody can speak as: none of this name is ever run."""

VALID = timedelta(days=7)


def joined(tx: Transaction, account: Account, name: str, role: Role, unit: Unit, at: datetime) -> Person:
    """The person behind the account, who joins now if nobody is."""
    there = person_of(tx, account)
    if there is not None:
        return there
    code_hash = _digest("code", account)  # the hash of no code that anybody could send
    person = Person(_digest("person", account)[:12], name, role, unit.id)
    apply(tx, AddInvitation(Invitation(code_hash, role, unit.id, at + VALID), at))
    apply(tx, AddPerson(person, account, code_hash, at))
    return person


def recorder(tx: Transaction, unit: Unit, nth: int, nicknames: tuple[str, ...], at: datetime) -> Person:
    """The nth of those who record in a unit: first its officer, then volunteers. The nickname follows from the unit."""
    account = Account(CHANNEL, f"{unit.id}-{nth}")
    name = nicknames[int(_digest("name", account)[:8], 16) % len(nicknames)]
    return joined(tx, account, name, Role.VOLUNTEER if nth else Role.OFFICER, unit, at)


def _digest(what: str, account: Account) -> str:
    return sha256(f"sample {what} {account}".encode()).hexdigest()
