"""How much one conversation may get: 30 messages a minute and 1,000 an hour, answers and pushes together."""

from collections import defaultdict, deque
from collections.abc import Callable

from bot.channel import SendFailed

PER_MINUTE, PER_HOUR = 30, 1_000
_MINUTE, _HOUR = 60.0, 3_600.0
UPLOADS = "uploads:"
"""Stands for a conversation: what is brought up by one bot has the same limits."""
REMEMBERED = 10_000
"""Conversations; beyond that the ones that are at rest are forgotten."""


class Pace:
    """Counts what every conversation got. Lives on one event loop."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` gives seconds that only grow."""
        self._clock = clock
        self._sent: dict[str, deque[float]] = defaultdict(lambda: deque(maxlen=PER_HOUR))

    def look(self, conversation: str, parts: int = 1) -> None:
        """Whether there is room for so many messages more. Raises SendFailed with the seconds until there is.

        It says nothing about the message, which was not tried.
        """
        now, sent = self._clock(), self._sent[conversation]
        for most, span in ((PER_MINUTE, _MINUTE), (PER_HOUR, _HOUR)):
            first = max(1, most - parts + 1)  # counted from the end: the one that must be out of the span
            if len(sent) >= first and now - sent[-first] < span:
                raise SendFailed("too much at once", retry_after=span - (now - sent[-first]), away=True)

    def take(self, conversation: str, parts: int = 1) -> None:
        """So many messages more, all or none. Raises SendFailed as `look` does."""
        self.look(conversation, parts)
        now = self._clock()
        self._sent[conversation].extend([now] * parts)
        if len(self._sent) > REMEMBERED:
            self._forget(now)

    def _forget(self, now: float) -> None:
        for conversation in [name for name, sent in self._sent.items() if not sent or now - sent[-1] > _HOUR]:
            del self._sent[conversation]
