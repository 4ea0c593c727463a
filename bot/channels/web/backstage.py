"""What the web channel asks of the rest of the bot; it is handed in, so that the channel knows no storage."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from bot.channels.web.entries import Entry
from handlers.turn import Refused
from storage.model.activity import Evidence


class Persona(msgspec.Struct, frozen=True):
    """Somebody of the sample county one may try to be: `id` is the account's external id, `role` the word shown."""

    id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Backstage:
    """Questions and acts behind the page. All but `now` may block; they are called in a worker thread.

    `history(account, after)`: the conversation of an account, oldest first, as it should be seen; `after` (aware)
    asks for everything at or after that moment, None for the latest part. Deliveries not sent yet may be among them.
    `keep_file(content, name)`: stores an upload; the evidence, or why it was refused.
    `open_file(sha256, account)`: where a file lies and its media type, None unless this account may see it.
    `picture(delivery_id, account)`: the PNG of a summary that was sent to this account, None where there is none.
    `document(delivery_id, account)`: a file that was sent to this account and its media type, None as above.
    `now()`: the moment, aware, in the zone in which the page shows times.
    `unavailable`: the exceptions by which the store says that it cannot keep or read anything just now.
    """

    history: Callable[[str, datetime | None], tuple[Entry, ...]]
    keep_file: Callable[[bytes, str], Evidence | Refused]
    open_file: Callable[[str, str], tuple[Path, str] | None]
    picture: Callable[[str, str], bytes | None]
    document: Callable[[str, str], tuple[bytes, str] | None]
    now: Callable[[], datetime]
    unavailable: tuple[type[Exception], ...] = ()
