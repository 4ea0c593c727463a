"""How much one conversation may get: 30 messages a minute and 1,000 an hour, answers and pushes together."""

from collections import defaultdict, deque
from collections.abc import Callable

from bot.channel import SendFailed

PER_MINUTE, PER_HOUR = 30, 1_000
_MINUTE, _HOUR = 60.0, 3_600.0
REMEMBERED = 10_000
"""Conversations; beyond that the ones that are at rest are forgotten."""


class Pace:
    """Counts what every conversation got. Lives on one event loop."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` gives seconds that only grow."""
        self._clock = clock
        self._sent: dict[str, deque[float]] = defaultdict(lambda: deque(maxlen=PER_HOUR))

    def take(self, conversation: str) -> None:
        """One message more. Raises SendFailed with the seconds until there is room for it."""
        now, sent = self._clock(), self._sent[conversation]
        for most, span in ((PER_MINUTE, _MINUTE), (PER_HOUR, _HOUR)):
            if len(sent) >= most and now - sent[-most] < span:
                raise SendFailed("too much at once", retry_after=span - (now - sent[-most]))
        sent.append(now)
        if len(self._sent) > REMEMBERED:
            self._forget(now)

    def _forget(self, now: float) -> None:
        for conversation in [name for name, sent in self._sent.items() if now - sent[-1] > _HOUR]:
            del self._sent[conversation]
