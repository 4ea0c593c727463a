"""Wrong passwords are slowed down: three are free, then every further one doubles the wait."""

from datetime import datetime

FREE = 3
LONGEST_WAIT = 300
REMEMBERED = 1000


class Attempts:
    """Wrong passwords by the address they came from, in memory: a restart forgives."""

    def __init__(self) -> None:
        """Nobody tried yet."""
        self._wrong: dict[str, tuple[int, datetime]] = {}

    def wait(self, address: str, now: datetime) -> int:
        """Whole seconds this address has to wait before its next try counts; 0: it may try."""
        count, last = self._wrong.get(address, (0, now))
        if count < FREE:
            return 0
        pause: int = min(LONGEST_WAIT, 2 ** min(count - FREE + 1, 16))
        return max(0, round(pause - (now - last).total_seconds()))

    def wrong(self, address: str, now: datetime) -> None:
        """Count a wrong password; the longest unseen address is forgotten when there are too many."""
        count, _ = self._wrong.pop(address, (0, now))
        self._wrong[address] = (count + 1, now)
        if len(self._wrong) > REMEMBERED:
            del self._wrong[next(iter(self._wrong))]

    def right(self, address: str) -> None:
        """Forget the wrong ones."""
        self._wrong.pop(address, None)
