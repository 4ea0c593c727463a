"""How the fake Bot API brings updates to the bot: long polls that confirm, or the webhook until it says 200."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from aiohttp import ClientError, ClientSession, web

LONGEST_POLL = 50
FIRST_UPDATE = 1001
AGAIN = 0.02
"""Seconds before the webhook is called again; Telegram takes longer."""


class Updates:
    """Updates that are not confirmed yet. `webhook` are the fields it was set with, empty while there is none.

    `ways` are addresses at which what stands before the bot (a reverse proxy) really finds it, by public address.
    """

    def __init__(self, calls: list[tuple[str, dict[str, Any]]]) -> None:
        """`calls` takes those that come within the webhook's answers."""
        self.webhook: dict[str, Any] = {}
        self.ways: dict[str, str] = {}
        self._calls = calls
        self._pending: dict[int, dict[str, Any]] = {}
        self._last = FIRST_UPDATE - 1
        self._changed = asyncio.Condition()
        self._polls = 0
        self._posting: dict[int, asyncio.Task[None]] = {}

    async def happens(self, *updates: dict[str, Any]) -> int:
        """Something new for the bot, perhaps several things at one moment; the number of the last."""
        numbered = [{"update_id": self._last + nth} | update for nth, update in enumerate(updates, start=1)]
        self._last += len(updates)
        await self.repeats(*numbered)
        return self._last

    async def repeats(self, *updates: dict[str, Any]) -> None:
        """The very updates, perhaps once more."""
        async with self._changed:
            self._pending |= {update["update_id"]: update for update in updates}
            self._changed.notify_all()
        self._post_pending()

    async def confirmed(self, number: int) -> None:
        """Wait until the bot has confirmed an update: by asking for later ones, or with 200."""
        async with self._changed:
            await self._changed.wait_for(lambda: number not in self._pending)

    def pending(self) -> list[int]:
        """Updates that are not confirmed."""
        return sorted(self._pending)

    async def get(self, fields: dict[str, Any]) -> list[dict[str, Any]]:
        """A long poll; it ends an older one, and confirms what is before its offset."""
        if self.webhook.get("url"):
            raise web.HTTPConflict(reason="Conflict: can't use getUpdates method while webhook is active")
        self._polls += 1
        mine = self._polls
        async with self._changed:
            self._confirm(int(fields.get("offset", 0)))
            seconds = min(float(fields.get("timeout", 0)), LONGEST_POLL)
            await self._until(lambda: bool(self._pending) or mine != self._polls, seconds)
            if mine != self._polls:
                by = "setWebhook" if self.webhook else "other getUpdates"
                raise web.HTTPConflict(reason=f"Conflict: terminated by {by} request")
            return [self._pending[nth] for nth in sorted(self._pending)][: int(fields.get("limit", 100))]

    async def set_webhook(self, fields: dict[str, Any]) -> bool:
        """From now on updates are posted; an open poll ends."""
        self.webhook = fields
        async with self._changed:
            self._polls += 1
            self._changed.notify_all()
        self._post_pending()
        return True

    async def delete_webhook(self, _fields: dict[str, Any]) -> bool:
        self.webhook = {}
        return True

    async def close(self) -> None:
        """Nothing is posted any more."""
        for posting in self._posting.values():
            posting.cancel()
        await asyncio.gather(*self._posting.values(), return_exceptions=True)

    def _confirm(self, offset: int) -> None:
        self._pending = {nth: one for nth, one in self._pending.items() if nth >= offset}
        self._changed.notify_all()

    async def _until(self, found: Callable[[], bool], seconds: float) -> None:
        """Wait for something to change, so long at most; the condition is held."""
        if not seconds:
            return
        try:
            async with asyncio.timeout(seconds):
                await self._changed.wait_for(found)
        except TimeoutError:
            return

    def _post_pending(self) -> None:
        """Every update in a post of its own, begun in their order."""
        self._posting = {number: posting for number, posting in self._posting.items() if not posting.done()}
        for number in sorted(self._pending.keys() - self._posting.keys()) if self.webhook.get("url") else ():
            self._posting[number] = asyncio.create_task(self._delivered(self._pending[number]))

    async def _delivered(self, update: dict[str, Any]) -> None:
        """Post until it was taken or the webhook is gone, as Telegram does."""
        async with ClientSession() as session:
            while not await self._posted(session, json.dumps(update).encode()):
                async with self._changed:
                    await self._until(lambda: False, AGAIN)
                if not self.webhook:
                    return
        async with self._changed:
            self._pending.pop(update["update_id"], None)
            self._changed.notify_all()

    async def _posted(self, session: ClientSession, body: bytes) -> bool:
        """Whether the webhook answered 200; a call within its answer counts as made."""
        public = self.webhook.get("url", "")
        headers = {"x-telegram-bot-api-secret-token": self.webhook.get("secret_token", "")}
        try:
            async with session.post(self.ways.get(public, public), data=body, headers=headers) as answer:
                acted = await answer.json() if answer.status == web.HTTPOk.status_code else None
        except ClientError:
            return False
        if acted and acted.get("method"):
            self._calls.append((acted.pop("method"), acted))
        return acted is not None
