"""Somebody at the page of a web chat that keeps dying: sends again what was not answered, as the page does."""

import asyncio
import json
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

from tests.crash.births import PATIENCE, Nursery
from tests.crash.fate import Order

ACCOUNT = "browser-AAAAAAAAAAAAAAAAAAAAAA"
LOOK = 0.005
"""Seconds between two looks at the ledger, so that the program has the machine to itself."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing somebody does: writes a text, taps the choice of that label that was shown last, or sends a photo."""

    text: str = ""
    choice: str = ""
    photo: bytes = b""


class Visitor:
    """The page: it knows entries by their id, whatever order and however often they come."""

    def __init__(self, nursery: Nursery, order: Order, settled: Callable[[str], set[str] | None]) -> None:
        """`settled`: the ids of all answers to a message; None until it is kept and all of them are sent."""
        self._nursery, self._order, self._settled = nursery, order, settled
        self.seen: dict[str, dict[str, Any]] = {}
        self.deaths: list[int] = []
        self._taken: set[int] = set()
        self._pid = 0
        self._page: httpx.AsyncClient | None = None
        self._listening: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()

    async def talk(self, script: tuple[Step, ...]) -> None:
        """The whole script; each step goes on until it is answered, whatever dies meanwhile."""
        for nth, step in enumerate(script):
            action = self._action(step.choice) if step.choice else ""
            async with asyncio.timeout(PATIENCE):
                while not await self._answered(nth, step, action):
                    await self._let_die()
        async with asyncio.timeout(PATIENCE):
            while self._to_come():
                await self._open()
                assert self._listening
                await self._listening
                await self._let_die()

    async def look_again(self) -> dict[str, dict[str, Any]]:
        """What a page shows that is opened anew, by somebody who saw nothing before."""
        await self.close()
        before, self.seen = self.seen, {}
        await self._open()
        await self.close()
        found, self.seen = self.seen, before
        return found

    async def close(self) -> None:
        """Let nothing live on."""
        if self._page:
            await self._let_die()

    def _to_come(self) -> bool:
        reached = Path(self._order.trace).read_text("utf-8").splitlines()
        return not set(self._order.deadly) <= set(reached)

    async def _answered(self, nth: int, step: Step, action: str) -> bool:
        """One try in one life; False when it ended before everything was answered.

        What was taken once (status 200) is not sent again, for the page forgets it then.
        """
        await self._open()
        if nth not in self._taken:
            try:
                response = await self._post(nth, step, action)
            except httpx.TransportError:
                return False
            assert response.status_code == 200, response.text
            self._taken.add(nth)
        assert self._listening
        while True:
            answers = await asyncio.to_thread(self._settled, name(nth))
            if answers is not None and {name(nth), *answers} <= self.seen.keys():
                return True
            if (await asyncio.wait({self._listening}, timeout=LOOK))[0]:
                return False

    async def _post(self, nth: int, step: Step, action: str) -> httpx.Response:
        assert self._page
        headers = {"x-step": f"{nth}"}
        if step.photo:
            files = {"file": ("现场.jpg", step.photo, "image/jpeg")}
            return await self._page.post("/files", data={"id": name(nth)}, files=files, headers=headers)
        if action:
            return await self._page.post("/taps", json={"id": name(nth), "action": action}, headers=headers)
        return await self._page.post("/messages", json={"id": name(nth), "text": step.text}, headers=headers)

    def _action(self, label: str) -> str:
        shown = sorted((one for one in self.seen.values() if one["who"] == "theirs"), key=lambda one: -one["order"])
        return next(button["action"] for one in shown for button in buttons(one) if button["label"] == label)

    async def _open(self) -> None:
        """Open the page, in a new life if there is none, and wait for the conversation so far."""
        while self._page is None:
            told = await asyncio.to_thread(self._nursery.begin, self._order)
            if "ended" in told:
                self.deaths.append(told["ended"])
                continue
            url, self._pid = told["url"], told["pid"]
            self._page = httpx.AsyncClient(
                base_url=url, headers={"origin": url}, cookies={"kepu_account": ACCOUNT}, timeout=PATIENCE
            )
            self._ready.clear()
            self._listening = asyncio.create_task(self._listen(self._page))
            await self._ready.wait()

    async def _listen(self, page: httpx.AsyncClient) -> None:
        """Take entries until the connection breaks."""
        try:
            async with page.stream("GET", "/events") as response:
                kind = ""
                async for line in response.aiter_lines():
                    kind = line.removeprefix("event: ") if line.startswith("event: ") else kind
                    if line.startswith("data: ") and kind == "entry":
                        entry = json.loads(line.removeprefix("data: "))
                        self.seen.setdefault(entry["id"], entry)
                    if kind == "ready":
                        self._ready.set()
        except httpx.TransportError:
            return
        finally:
            self._ready.set()

    async def _let_die(self) -> None:
        """Close the page, and let the life end that is ending, or end it."""
        assert self._page
        assert self._listening
        os.kill(self._pid, signal.SIGKILL)
        self.deaths.append((await asyncio.to_thread(self._nursery.told))["ended"])
        await self._listening
        await self._page.aclose()
        self._page = None


def name(nth: int) -> str:
    """The id of the nth message: the same however often it is sent."""
    return str(UUID(int=nth + 1))


def buttons(entry: dict[str, Any]) -> Iterator[dict[str, str]]:
    """The choices of an answer."""
    for row in entry["message"].get("buttons", ()):
        yield from row
