"""Everything that may be written, in one exhaustive match; the unique keys of the tables decide who was first."""

from datetime import datetime
from typing import assert_never

from sqlalchemy import bindparam, insert, text, update

from storage import duties, plans, registers, releases, reminders, tables
from storage.columns import UtcDateTime, Words
from storage.database import Transaction
from storage.mistakes import add_mistake
from storage.model.people import Account
from storage.model.writes import (
    AddActivity,
    AddConnection,
    AddInvitation,
    AddMistake,
    AddPerson,
    AddReminder,
    AddWrongCode,
    AmendActivity,
    Connect,
    Declare,
    KeepEntry,
    KeepPlan,
    KeepRelease,
    KeepRule,
    KeepWish,
    OpenPeriod,
    Reopen,
    SetPreferences,
    Write,
)
from storage.overtaken import AccountTaken, CodeUsed
from storage.records import add_activity, amend_activity

COMMAND_LINE = "command line"
"""Who made an invitation that has no inviter."""


def apply(tx: Transaction, write: Write) -> None:
    """Write one value within the transaction.

    Raises an `Overtaken` when somebody else was faster (the transaction must then be given up and the turn
    taken again), and SQLAlchemy's IntegrityError for a unit or person that does not exist.
    """
    match write:
        case AddInvitation():
            _add_invitation(tx, write)
        case AddWrongCode():
            tx.connection.execute(_NEW_WRONG_CODE, {"account": str(write.account), "at": write.at})
        case AddPerson():
            _add_person(tx, write)
        case AddConnection():
            _add_connection(tx, write)
        case Connect():
            _connect(tx, write)
        case SetPreferences():
            _set_preferences(tx, write)
        case AddActivity():
            add_activity(tx, write.activity)
        case AddMistake():
            add_mistake(tx, write)
        case AmendActivity():
            amend_activity(tx, write)
        case KeepRule() | OpenPeriod() | Declare() | Reopen():
            _apply_duty(tx, write)
        case AddReminder():
            reminders.plan(tx, (write.reminder,), write.at)
        case KeepWish():
            plans.keep_wish(tx, write)
        case KeepPlan():
            plans.keep_plan(tx, write)
        case KeepRelease():
            _keep_release(tx, write)
        case KeepEntry():
            registers.keep(tx, write)
        case _:
            assert_never(write)


def _apply_duty(tx: Transaction, write: KeepRule | OpenPeriod | Declare | Reopen) -> None:
    """What changes who owes what is kept in the audit trail as well (promise P8)."""
    match write:
        case KeepRule():
            duties.keep_rule(tx, write)
            note(tx, write.at, write.by, "deadline", write.rule.id, repr(write.rule))
        case OpenPeriod():
            duties.open_period(tx, write)
        case Declare():
            duties.declare(tx, write)
            subject = f"{write.rule_id}:{write.period}:{write.unit_id}"
            note(tx, write.at, write.by, write.status.value, subject, write.reason)
        case Reopen():
            duties.reopen(tx, write)
            subject = f"{write.rule_id}:{write.period}:{write.unit_id}"
            note(tx, write.at, write.by, "reopened", subject, write.reason)
        case _:
            assert_never(write)


def _keep_release(tx: Transaction, write: KeepRelease) -> None:
    made = write.release
    if releases.keep(tx, write):
        note(tx, made.at, made.by, "released", made.id, made.digest)


def note(tx: Transaction, at: datetime, by: str, action: str, subject: str, detail: str = "") -> None:
    """Add to the audit trail who (person id, account or command line) did what to which person, unit or code."""
    row = {"at": at, "by": by, "action": action, "subject": subject, "detail": detail}
    tx.connection.execute(_NEW_AUDIT, row)


def _add_invitation(tx: Transaction, write: AddInvitation) -> None:
    made = write.invitation
    row = {
        "code_hash": made.code_hash,
        "role": made.role.value,
        "unit_id": made.unit_id,
        "expires_at": made.expires_at,
        "inviter_id": made.inviter_id,
        "used_at": made.used_at,
        "created_at": write.at,
    }
    tx.connection.execute(_NEW_INVITATION, row)
    note(tx, write.at, made.inviter_id or COMMAND_LINE, "invited", made.unit_id, made.role.value)


def _add_person(tx: Transaction, write: AddPerson) -> None:
    person = write.person
    if tx.connection.execute(_USE_INVITATION, {"code": write.code_hash, "at": write.at}).rowcount != 1:
        raise CodeUsed
    row = {
        "id": person.id,
        "name": person.name,
        "role": person.role.value,
        "unit_id": person.unit_id,
        "preferences": person.preferences,
        "joined_at": write.at,
    }
    tx.connection.execute(_NEW_PERSON, row)
    _own(tx, write.account, person.id, write.at)
    note(tx, write.at, str(write.account), "joined", person.id, f"{person.role.value} {person.unit_id}")


def _add_connection(tx: Transaction, write: AddConnection) -> None:
    made = write.connection
    row = {
        "code_hash": made.code_hash,
        "person_id": made.person_id,
        "expires_at": made.expires_at,
        "used_at": made.used_at,
        "created_at": write.at,
    }
    tx.connection.execute(_NEW_CONNECTION, row)
    note(tx, write.at, made.person_id, "asked to connect", made.person_id)


def _connect(tx: Transaction, write: Connect) -> None:
    if tx.connection.execute(_USE_CONNECTION, {"code": write.code_hash, "at": write.at}).rowcount != 1:
        raise CodeUsed
    _own(tx, write.account, write.person_id, write.at)
    note(tx, write.at, str(write.account), "connected", write.person_id)


def _own(tx: Transaction, account: Account, person_id: str, at: datetime) -> None:
    row = {"channel": account.channel, "external_id": account.external_id, "person_id": person_id, "at": at}
    if tx.connection.execute(_OWN_ACCOUNT, row).rowcount != 1:
        raise AccountTaken


def _set_preferences(tx: Transaction, write: SetPreferences) -> None:
    tx.connection.execute(_SET_PREFERENCES, {"person": write.person_id, "chosen": write.preferences})
    note(tx, write.at, write.person_id, "preferences", write.person_id, repr(write.preferences))


_NEW_WRONG_CODE = insert(tables.wrong_code)
_NEW_AUDIT = insert(tables.audit)
_NEW_INVITATION = insert(tables.invitation)
_NEW_CONNECTION = insert(tables.connection)
_NEW_PERSON = insert(tables.person)
_USE_INVITATION = (
    update(tables.invitation)
    .where(tables.invitation.c.code_hash == bindparam("code"), tables.invitation.c.used_at.is_(None))
    .values(used_at=bindparam("at"))
)
_USE_CONNECTION = (
    update(tables.connection)
    .where(tables.connection.c.code_hash == bindparam("code"), tables.connection.c.used_at.is_(None))
    .values(used_at=bindparam("at"))
)
_SET_PREFERENCES = (
    update(tables.person).where(tables.person.c.id == bindparam("person")).values(preferences=bindparam("chosen"))
)
_OWN_ACCOUNT = text(
    "INSERT INTO account (channel, external_id, person_id, connected_at)"
    " VALUES (:channel, :external_id, :person_id, :at)"
    " ON CONFLICT (channel, external_id)"
    " DO UPDATE SET person_id = excluded.person_id, connected_at = excluded.connected_at"
    " WHERE account.person_id IS NULL"
).bindparams(bindparam("external_id", type_=Words()), bindparam("at", type_=UtcDateTime()))
