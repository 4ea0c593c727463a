"""Who is looking: hands what is published for an account to every page of it that is open."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from bot.channels.web.entries import Entry

WAITING_ENTRIES = 500
"""A page that is this far behind is let go: it comes back and resumes from the database."""

Line = asyncio.Queue[Entry | None]


class Hub:
    """Open pages by account. Lives on one event loop; nothing is kept for pages that are not open."""

    def __init__(self) -> None:
        """Nobody is looking yet."""
        self._lines: dict[str, set[Line]] = {}
        self._closed = False

    @contextmanager
    def listening(self, account: str) -> Iterator[Line]:
        """A line of new entries for one page; None in it means: come back later."""
        line: Line = asyncio.Queue(WAITING_ENTRIES)
        self._lines.setdefault(account, set()).add(line)
        if self._closed:
            line.put_nowait(None)
        try:
            yield line
        finally:
            self._hang_up(account, line)

    def publish(self, account: str, entry: Entry) -> None:
        """Give an entry to every open page of an account."""
        for line in self._lines.get(account, ()):
            _put(line, entry)

    def close(self) -> None:
        """Let all pages go, and those that come later: the server stops."""
        self._closed = True
        for lines in self._lines.values():
            for line in lines:
                _put(line, None)

    def _hang_up(self, account: str, line: Line) -> None:
        lines = self._lines[account]
        lines.discard(line)
        if not lines:
            del self._lines[account]


def _put(line: Line, entry: Entry | None) -> None:
    if line.full():
        while not line.empty():
            line.get_nowait()
        entry = None
    line.put_nowait(entry)
