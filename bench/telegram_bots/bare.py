"""The floor: each update is one row in SQLite and one message back; no form, no library for Telegram.

`python -m bench.telegram_bots.bare API PORT DATABASE`.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import aiohttp
import msgspec
import uvicorn

from bench.telegram_api import TOKEN
from bench.telegram_bots.keeping import opened

_OK = [(b"content-length", b"2")]


def main(api: str, port: int, path: str) -> None:
    """Serve until stopped."""
    connection = opened(path)
    connection.execute("CREATE TABLE IF NOT EXISTS came_in (who INT, body BLOB)")
    asyncio.run(served(f"{api}/bot{TOKEN}/sendMessage", port, connection.execute))


async def served(url: str, port: int, execute: Callable[..., object]) -> None:
    """One row, one answer, then 200."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=128, keepalive_timeout=75)) as session:

        async def site(
            _scope: object,
            receive: Callable[[], Awaitable[MutableMapping[str, Any]]],
            send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
        ) -> None:
            body = (await receive())["body"]
            update = msgspec.json.decode(body)
            said = update.get("message") or update.get("callback_query", {}).get("message")
            if said:
                who = said["chat"]["id"]
                execute("INSERT INTO came_in VALUES (?, ?)", (who, body))
                async with session.post(url, json={"chat_id": who, "text": "kept"}) as answer:
                    await answer.read()
            await send({"type": "http.response.start", "status": 200, "headers": _OK})
            await send({"type": "http.response.body", "body": b"{}"})

        config = uvicorn.Config(site, host="127.0.0.1", port=port, log_config=None, access_log=False, lifespan="off")
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
