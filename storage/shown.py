"""Which files an account may open: those it sent itself, and those it was shown."""

import re

from sqlalchemy import ColumnElement, Text, bindparam, exists, literal, or_, select, type_coerce

from storage import tables
from storage.database import Transaction
from storage.model.people import Account


def may_open(tx: Transaction, account: Account, digest: str) -> bool:
    """Whether the file of this SHA-256 stands in anything the account sent or was answered (promise P11).

    What it was answered went through the permissions of the turn, so they need not be asked again here. A hash that
    somebody merely typed opens nothing: in words the quotation marks around it are escaped.
    """
    if not _DIGEST.fullmatch(digest):
        return False
    return bool(tx.connection.scalar(_SEEN, {"of_account": str(account), "part": f'%"sha256":"{digest}"%'}))


_DIGEST = re.compile("[0-9a-f]{64}")


_OWNER: ColumnElement[str] = bindparam("of_account")
_SENT = exists().where(
    tables.inbox.c.account == _OWNER, type_coerce(tables.inbox.c.event, Text).like(bindparam("part"))
)
_SHOWN = exists().where(
    tables.outbox.c.account == _OWNER, type_coerce(tables.outbox.c.message, Text).like(bindparam("part"))
)
_SEEN = select(literal(1)).where(or_(_SENT, _SHOWN))
