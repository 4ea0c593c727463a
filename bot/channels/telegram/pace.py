"""How fast one may send: so many a second overall, and a pause within each chat; waiting is fair."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

LONGEST_WAIT = 30.0
"""Seconds a message waits for its turn; one that would wait longer is better given back."""
REMEMBERED = 10_000


LATE = 0.15
"""How much of the pause between two messages may be made up for by the next when one goes late, as timers do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Telegram's limits (Bots FAQ): 30 messages a second overall, one a second in a chat, 20 a minute in a group.

    A little less overall, so that no second ever holds more than 30, whatever is made up for.
    """

    overall_per_second: float = 29.6
    private_seconds: float = 1
    group_seconds: float = 3
    burst: int = 3
    """Messages a private chat may get at once, as an answer and its picture; it pays by waiting later."""


class Crowded(Exception):
    """There is no place within LONGEST_WAIT; in so many `seconds` there is."""

    def __init__(self, seconds: float) -> None:
        """Keep how long."""
        super().__init__(f"no place before {seconds:.0f} seconds")
        self.seconds = seconds


class Pace:
    """Gives everybody the moment at which their message may go. Lives on one event loop.

    Each line (a chat, or "" for all of them together) is one number: when its next message is due at its own pace.
    """

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        """`clock` gives seconds that only grow, such as the loop's time."""
        self._limits, self._clock = limits, clock
        self._due: dict[str, float] = {}
        self._held = ("", 0.0)
        self._bulk = asyncio.Lock()

    async def turn(self, chat: str) -> None:
        """Wait until this chat may be sent the next message, and all chats together too. Raises Crowded."""
        pause = self.reserve(chat)
        if pause > 0:
            await asyncio.sleep(pause)

    async def gap(self) -> None:
        """Wait until no answer wants the next place, one after the other; before `turn`, for bulk. Raises Crowded."""
        try:
            async with asyncio.timeout(LONGEST_WAIT), self._bulk:
                while (pause := self._due.get("", 0) - self._clock()) > 0:  # noqa: ASYNC110 - answers move it meanwhile
                    await asyncio.sleep(pause)
        except TimeoutError:
            raise Crowded(LONGEST_WAIT) from None

    def reserve(self, chat: str) -> float:
        """Seconds to wait for the next place of this chat, which is taken by asking. Raises Crowded: none is taken."""
        now, limits = self._clock(), self._limits
        group = chat.startswith("-")
        seconds = limits.group_seconds if group else limits.private_seconds
        ahead = 0 if group else seconds * (limits.burst - 1)
        own = max(self._due.get(chat, 0), now - ahead)
        shared = self._due.get("", 0)
        place = max(own, shared, now)
        if place - now > LONGEST_WAIT:
            raise Crowded(place - now)
        self._due[chat] = max(own, place - ahead) + seconds
        self._due[""] = max(shared, now - LATE / limits.overall_per_second) + 1 / limits.overall_per_second
        self._forget(now)
        return place - now

    def hold(self, chat: str, seconds: float) -> None:
        """Telegram asked to wait: nothing for this chat before then.

        It does not say whom it means. Where two chats are told to wait at the same time, it means everybody.
        """
        now = self._clock()
        until = now + seconds
        before, still = self._held
        if still > now and before != chat:
            self._due[""] = max(self._due.get("", 0), until)
        self._due[chat] = max(self._due.get(chat, 0), until)
        self._held = (chat, until)

    def _forget(self, now: float) -> None:
        """Lines that are long free again are as good as new."""
        if len(self._due) > REMEMBERED:
            self._due = {line: due for line, due in self._due.items() if due > now or not line}
