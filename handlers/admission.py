"""What a dialog may ask about codes: who may come in, and who tried in vain."""

from datetime import datetime
from typing import Protocol

from storage.model.people import Account, Connection, Invitation


class Admission(Protocol):
    """The part of `handlers.turn.Facts` that is about joining."""

    def invitation(self, code_hash: str) -> Invitation | None:
        """An invitation by the hash of its code, used and expired ones included."""

    def connection(self, code_hash: str) -> Connection | None:
        """A connecting code by its hash, used and expired ones included."""

    def wrong_codes(self, account: Account, since: datetime) -> tuple[datetime, ...]:
        """When an account tried wrong codes, oldest first."""

    def fresh_code(self) -> str:
        """A new unguessable code; every call gives another."""
