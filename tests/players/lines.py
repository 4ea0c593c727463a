"""What a line of a transcript stands for: the message's wording, the file of a name.

Besides what bot.transcript knows, `(长文 40000)` is a message of so many characters that begins with an activity,
`(乱码)` one with control characters in it, and `[最早的 确认]` a tap on the first button of that label there was.
"""

import io
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from hashlib import sha256
from typing import Protocol, TypeVar

from PIL import Image

from bot.evidence import LIMIT
from bot.outbox import Postman
from bot.transcript import Spoken

EARLIEST = "最早的 "
TOLD = "昨天在北营村讲防震，来了80人，没发东西。"
GARBLED = "昨天\x00在北营村\x07讲防震，来了80人\x1b，没发东西\u0085。"
LONG = re.compile(r"\(长文 (\d+)\)")
BROKEN, LARGE = "坏图", "大图"

T = TypeVar("T")


class Player(Protocol):
    """How a channel plays one line: everything that was printed, the line itself first."""

    name: str

    def account_of(self, who: str) -> str:
        """What somebody of the transcript is called in the channel."""

    async def play(self, spoken: Spoken) -> str: ...

    async def let(self, happen: Callable[[], Awaitable[object]]) -> Mapping[str, str]:
        """What everybody was sent by what happens without them."""


def wording(what: str) -> str:
    """The message a line stands for."""
    if what == "(乱码)":
        return GARBLED
    if long := LONG.fullmatch(what):
        return (TOLD + "大家听得很认真。" * int(long[1]))[: int(long[1])]
    return what


def line_of(spoken: Spoken) -> str:
    """The line itself, as it stands in a transcript."""
    said = spoken.what.replace("\n", "\\n")
    return f"{spoken.who}> {said}\n"


def photo(name: str) -> bytes:
    """The file a transcript calls by this name: small pictures, each its own; 坏图 is cut off, 大图 is too large."""
    if name.startswith(LARGE):
        return b"\xff\xd8\xff" + bytes(LIMIT)
    if name.endswith((".pdf", ".zip")):
        return (b"%PDF-1.7 " if name.endswith(".pdf") else b"") + name.encode()
    colour = sha256(name.encode()).digest()
    kept = io.BytesIO()
    Image.new("RGB", (64, 48), (colour[0], colour[1], colour[2])).save(kept, "PNG" if name.endswith(".png") else "JPEG")
    return kept.getvalue()[:300] if name.startswith(BROKEN) else kept.getvalue()


def pressed(label: str, shown: Sequence[tuple[str, T]]) -> T | None:
    """Of all buttons there were, oldest first, the last of this label, or the first where the label says so."""
    wanted = [button for name, button in shown if name == label.removeprefix(EARLIEST)]
    return (wanted[0] if label.startswith(EARLIEST) else wanted[-1]) if wanted else None


async def delivered(postman: Postman, channel: str) -> None:
    """Bring everything that is due."""
    while await postman.deliver(channel):
        pass
