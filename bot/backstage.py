"""What the web chat asks of the ledger, answered from storage and the evidence folder."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from bot.channel import Document, Message, Sheet
from bot.channels.web.backstage import Backstage
from bot.channels.web.entries import Entry, Mine, Theirs
from bot.channels.web.incoming import CHANNEL
from bot.documents import media_type
from bot.evidence import EvidenceFolder, type_at
from handlers.texts import wording
from handlers.turn import Event
from reports.picture import as_png
from storage.database import Database
from storage.faults import Unavailable
from storage.history import Entry as Kept
from storage.history import answer, history
from storage.model.people import Account
from storage.shown import may_open

_event = msgspec.json.Decoder(Event)
_message = msgspec.json.Decoder(Message)


@dataclass(frozen=True, slots=True)
class WebBackstage:
    """The ledger behind the page; `now` gives the moment in the zone of the people, `made` the bytes of a file."""

    database: Database
    evidence: EvidenceFolder
    now: Callable[[], datetime]
    made: Callable[[Document], bytes]

    def backstage(self) -> Backstage:
        """The questions as the channel takes them."""
        return Backstage(
            history=self.history,
            keep_file=self.evidence.keep,
            open_file=self.open_file,
            picture=self.picture,
            document=self.document,
            now=self.now,
            unavailable=(Unavailable, OSError),
        )

    def history(self, account: str, after: datetime | None) -> tuple[Entry, ...]:
        """The conversation of an account, oldest first."""
        with self.database.reading() as tx:
            return tuple(_entry(one) for one in history(tx, Account(CHANNEL, account), after))

    def open_file(self, digest: str, account: str) -> tuple[Path, str] | None:
        """Where a file lies and what it is; None where this account never saw it, or where it is gone."""
        path = self.evidence.path(digest)
        with self.database.reading() as tx:
            if not may_open(tx, Account(CHANNEL, account), digest) or not path.is_file():
                return None
            return path, type_at(path)

    def picture(self, delivery_id: str, account: str) -> bytes | None:
        """The picture of a summary this account was sent."""
        kept = self._sent(delivery_id, account)
        if kept is None or not isinstance(kept.message, Sheet):
            return None
        made = kept.at.astimezone(self.now().tzinfo)
        return as_png(kept.message.summary, wording.moment(made, self.now().date()))

    def document(self, delivery_id: str, account: str) -> tuple[bytes, str] | None:
        """A file this account was sent, with its media type."""
        kept = self._sent(delivery_id, account)
        if kept is None or not isinstance(kept.message, Document):
            return None
        return self.made(kept.message), media_type(kept.message)

    def _sent(self, delivery_id: str, account: str) -> Theirs | None:
        """Something this account was sent."""
        with self.database.reading() as tx:
            kept = answer(tx, Account(CHANNEL, account), delivery_id)
        return None if kept is None else Theirs(kept.id, kept.at, _message.decode(kept.body))


def _entry(kept: Kept) -> Entry:
    if kept.said:
        return Mine(kept.id.removeprefix(f"{CHANNEL}:"), kept.at, _event.decode(kept.body))
    return Theirs(kept.id, kept.at, _message.decode(kept.body))
