"""What was posted to a small ASGI application."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any


async def posted(receive: Callable[[], Awaitable[MutableMapping[str, Any]]], limit: int) -> bytes | None:
    """The whole body; None beyond `limit` bytes, or where it never comes."""
    body = bytearray()
    while len(body) <= limit:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if not message.get("more_body"):
            return bytes(body) if len(body) <= limit else None
    return None
