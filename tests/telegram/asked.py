"""The fake for the two commands that only ask: it also says how delivering goes, and runs beside a synchronous test."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.fakes.telegram import FakeTelegram


class Informing(FakeTelegram):
    """Knows getWebhookInfo; `told` is its answer."""

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[str, Any] = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}

    async def _act(self, method: str, fields: dict[str, Any]) -> object:
        return self.told if method == "getWebhookInfo" else await super()._act(method, fields)


@contextmanager
def informing() -> Iterator[Informing]:
    """Listens in a thread of its own, for commands that have a loop of their own."""
    fake, ready = Informing(), threading.Event()
    loop, stopped = asyncio.new_event_loop(), asyncio.Event()

    async def served() -> None:
        async with fake.serving():
            ready.set()
            await stopped.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(served(),))
    thread.start()
    try:
        assert ready.wait(30)
        yield fake
    finally:
        loop.call_soon_threadsafe(stopped.set)
        thread.join()
        loop.close()
