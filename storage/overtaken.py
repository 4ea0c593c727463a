"""What a writer is told when somebody else was faster: give the transaction up, look again, take the turn anew."""


class Overtaken(Exception):
    """Somebody else was faster; nothing of this transaction may be kept."""


class CodeUsed(Overtaken):
    """The code was used up since it was looked at (or there is none such)."""


class AccountTaken(Overtaken):
    """The account belongs to a person already."""


class AlreadyRecorded(Overtaken):
    """The draft has become a record already."""

    def __init__(self, activity_id: str) -> None:
        """Keep which."""
        super().__init__(activity_id)
        self.activity_id = activity_id


class Stale(Overtaken):
    """The record has moved on from the version the person saw; `version` is its newest (None: no such record)."""

    def __init__(self, activity_id: str, version: int | None) -> None:
        """Keep which, and where it stands."""
        super().__init__(activity_id, version)
        self.activity_id, self.version = activity_id, version


class Conflict(Overtaken):
    """The dialog was moved on by another turn of the same person."""


class AlreadyReleased(Overtaken):
    """The same report was released just now."""


class EntryChanged(Overtaken):
    """The entry of a register has moved on from the version the person saw."""
