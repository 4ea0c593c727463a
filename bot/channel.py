"""What a channel is to the rest of the bot: abilities, a way in and a way out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

import msgspec

from handlers.sheets import Proof
from handlers.turn import Buttons, Card, Incoming, Issued, Paper, Say
from reports.summary import Summary
from reports.workbook import Workbook


class Sheet(msgspec.Struct, frozen=True, tag="sheet"):
    """A summary that was added up: text everywhere, a picture where `picture` is set and the channel shows one."""

    key: str
    summary: Summary
    buttons: Buttons = ()
    replace: bool = False
    picture: bool = True


class Document(msgspec.Struct, frozen=True, tag="document"):
    """A file to take along, with what is said beside it: whoever shows it makes it (see bot.papers).

    It travels as finished cells, as the question of a report that may be long, as the name of a release, or as a draft
    with the places of its marks. `name` is a file's name with its ending, safe on every system.
    """

    name: str
    text: str
    content: Workbook | Paper | Issued | Proof
    key: str = ""
    buttons: Buttons = ()
    replace: bool = False


Message = Say | Card | Sheet | Document


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message on its way to one account.

    `id` never changes over repeats. `replaces` is the channel's reference of the earlier message to change in place,
    `retires` of one that should lose its buttons; None where there is nothing such. One that is not `urgent` goes to
    many at once, and lets everybody who waits for an answer go first.
    """

    id: str
    account: str
    message: Message
    replaces: str | None = None
    retires: str | None = None
    urgent: bool = True


class SendFailed(Exception):
    """The outside did not take a message.

    `permanent`: repeating cannot help (blocked, bad request). `uncertain`: it may have arrived, so it must not be
    repeated blindly. `retry_after`: seconds the other side asked us to wait. `away`: nobody can be reached just now,
    which says nothing about the message: it is tried until somebody can.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        uncertain: bool = False,
        retry_after: float = 0,
        away: bool = False,
    ) -> None:
        """Keep the reason (never message text) and how to go on."""
        super().__init__(reason)
        self.reason, self.permanent, self.uncertain = reason, permanent, uncertain
        self.retry_after, self.away = retry_after, away

    def after(self, *, begun: bool) -> "SendFailed":
        """The failure of a message of which something has arrived: it is never sent from its beginning again."""
        return SendFailed(self.reason, uncertain=True) if begun and not self.permanent else self


class ChannelFault(Exception):
    """A channel cannot start as it is set up; the sentence is for the operator and names the way out."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a channel can do, so that one message is shown in each as well as it can be.

    `text_limit` is per message, counted by `measure` (characters, UTF-16 units or bytes). `buttons` is how many fit
    on one message (0: choices are numbered in the text). `repeats_safely`: a repeated delivery id shows once.
    """

    edits: bool
    buttons: int
    pictures: bool
    text_limit: int
    repeats_safely: bool
    measure: Callable[[str], int] = len


Answer = Callable[[Incoming], Awaitable[bool]]
"""Takes one incoming thing through its turn; True once it is kept (a repeat included). Raises storage's Unavailable."""


class Channel(Protocol):
    """One way people reach the bot; it knows nothing of other channels, dialogs or storage."""

    name: str
    abilities: Abilities

    async def run(self, answer: Answer) -> None:
        """Receive until cancelled, handing every event to `answer` in the order of each account."""

    async def send(self, delivery: Delivery) -> str | None:
        """Bring one message to one account; its reference for later edits, or None. Raises SendFailed."""
