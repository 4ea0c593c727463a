"""One turn at a time for each account, in the order things came; accounts never wait for each other (promise P7)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary


class Lanes:
    """A fair lock per account, gone as soon as nobody holds or awaits it. Lives on one event loop."""

    def __init__(self) -> None:
        """No lane yet."""
        self._lanes: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def of(self, account: str) -> AsyncIterator[None]:
        """Wait for everything of this account that came before."""
        lane = self._lanes.get(account)
        if lane is None:
            lane = self._lanes[account] = asyncio.Lock()
        async with lane:
            yield
