"""How fast one may send: so many a second overall, and a pause within each chat; waiting is fair."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Telegram's limits (Bots FAQ): 30 messages a second overall, one a second in a chat, 20 a minute in a group."""

    overall_per_second: float = 30
    private_seconds: float = 1
    group_seconds: float = 3
    burst: int = 3
    """Messages a private chat may get at once, as an answer and its picture; it pays by waiting later."""


class Pace:
    """Gives everybody the moment at which their message may go. Lives on one event loop.

    Each line (a chat, or all of them together) is one number: when its next message would be due at its own pace.
    """

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        """`clock` gives seconds that only grow, such as the loop's time."""
        self._limits, self._clock = limits, clock
        self._due: dict[str, float] = {}

    async def turn(self, chat: str) -> None:
        """Wait until this chat may be sent the next message, and all chats together too."""
        pause = self.reserve(chat)
        if pause > 0:
            await asyncio.sleep(pause)

    def reserve(self, chat: str) -> float:
        """Seconds to wait for the next place of this chat, which is taken by asking."""
        now = self._clock()
        group = chat.startswith("-")
        seconds = self._limits.group_seconds if group else self._limits.private_seconds
        burst = 1 if group else self._limits.burst
        own = self._place(chat, now, seconds, burst)
        shared = self._place("", now, 1 / self._limits.overall_per_second, int(self._limits.overall_per_second))
        self._forget(now)
        return max(own, shared) - now

    def hold(self, chat: str, seconds: float) -> None:
        """Telegram asked to wait: nothing for this chat ("": for all) before then."""
        self._due[chat] = max(self._due.get(chat, 0), self._clock() + seconds)

    def _place(self, line: str, now: float, seconds: float, burst: int) -> float:
        """When the next one of a line may go: up to `burst` ahead of its pace, later ones at it."""
        due = max(self._due.get(line, 0), now - seconds * (burst - 1))
        self._due[line] = due + seconds
        return max(now, due)

    def _forget(self, now: float) -> None:
        """Lines that are long free again are as good as new."""
        if len(self._due) > 10_000:  # noqa: PLR2004 - some megabytes
            self._due = {line: due for line, due in self._due.items() if due > now}
