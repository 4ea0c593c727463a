"""What the channel of WeCom's robot is handed: files, pictures, the clock, and the right to use the bot."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.channel import Document, Sheet
from bot.channels.wecom.connection import Pauses
from bot.channels.wecom.media import Keep


@dataclass(frozen=True, slots=True)
class Backstage:
    """What the channel is handed.

    `keep_file` stores a file, `picture` draws a summary, `document` makes a file, `lease` says whether this process may
    use the bot now, and holds it for a while, `release` gives it back; these block. `unavailable` are the exceptions by
    which the ledger says that it keeps nothing just now; `rest` is how a message that is begun waits for its next part.
    """

    keep_file: Keep
    picture: Callable[[Sheet], bytes]
    document: Callable[[Document], bytes]
    now: Callable[[], datetime]
    file_limit: int
    lease: Callable[[], bool] = lambda: True
    release: Callable[[], None] = lambda: None
    unavailable: tuple[type[Exception], ...] = ()
    pauses: Pauses = field(default_factory=Pauses)
    lease_seconds: float = 20
    retry_seconds: float = 1
    rest: Callable[[float], Awaitable[None]] = asyncio.sleep
