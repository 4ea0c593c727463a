"""Brings files up to WeCom in parts. Nothing is shown before they are sent, so every step may be taken again."""

import base64
import hashlib
from typing import Any

from bot.channel import SendFailed
from bot.channels.wecom import frames
from bot.channels.wecom.connection import Connection
from bot.channels.wecom.sending import Media

CHUNK, MOST_CHUNKS = 512 * 1024, 100
LARGEST_FILE = 20_000_000
PART_TRIES = 3
"""As often as the platform's own client brings a part: sending the same one twice does no harm."""


async def brought_up(connection: Connection, media: Media) -> frames.Body:
    """The body of the message that shows it. Raises SendFailed, never an uncertain one, and Refused for the file."""
    if len(media.content) > LARGEST_FILE:
        raise SendFailed("the file is too large for WeCom", permanent=True)
    parts = [media.content[at : at + CHUNK] for at in range(0, len(media.content), CHUNK)]
    begun = await _step(connection, frames.UPLOAD_INIT, _told(media, len(parts)))
    upload = str(begun.get("upload_id", ""))
    for nth, part in enumerate(parts):
        chunk = {"upload_id": upload, "chunk_index": nth, "base64_data": base64.b64encode(part).decode()}
        await _step(connection, frames.UPLOAD_CHUNK, chunk, PART_TRIES)
    done = await _step(connection, frames.UPLOAD_FINISH, {"upload_id": upload})
    return {"msgtype": media.kind, media.kind: {"media_id": str(done.get("media_id", ""))}}


def _told(media: Media, parts: int) -> dict[str, Any]:
    return {
        "type": media.kind,
        "filename": media.name,
        "total_size": len(media.content),
        "total_chunks": parts,
        "md5": hashlib.md5(media.content, usedforsecurity=False).hexdigest(),
    }


async def _step(connection: Connection, cmd: str, body: frames.Body, tries: int = 1) -> frames.Body:
    """One frame of an upload; what nobody answered, or the gateway was too busy for, is sent again where it may be."""
    try:
        return await connection.call(cmd, body)
    except (frames.Unanswered, frames.Refused, frames.Offline) as error:
        failed = frames.judged(error)
        again = failed.uncertain or (isinstance(error, frames.Refused) and error.code == frames.BUSY)
        if again and tries > 1:
            return await _step(connection, cmd, body, tries - 1)
        failed.away = failed.away or isinstance(error, frames.Cut)
        failed.uncertain = False  # nobody has seen anything of it yet
        raise failed from error
