"""Which files an account may open: those it sent itself, and those it was shown."""

from sqlalchemy import bindparam, exists, literal, or_, select

from storage import tables
from storage.database import Transaction
from storage.model.people import Account


def may_open(tx: Transaction, account: Account, digest: str) -> bool:
    """Whether the file of this SHA-256 stands in anything the account sent or was answered (promise P11).

    What it was answered went through the permissions of the turn, so they need not be asked again here.
    """
    found = tx.connection.scalar(_SEEN, {"of_account": str(account), "part": f'%"{digest}"%'})
    return digest.isalnum() and bool(found)


_SENT = exists().where(tables.inbox.c.account == bindparam("of_account"), tables.inbox.c.event.like(bindparam("part")))
_SHOWN = exists().where(
    tables.outbox.c.account == bindparam("of_account"), tables.outbox.c.message.like(bindparam("part"))
)
_SEEN = select(literal(1)).where(or_(_SENT, _SHOWN))
