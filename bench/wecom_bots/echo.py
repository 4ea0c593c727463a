"""What one would pick instead, at its least: says again what was said, by the community's client. Keeps nothing.

`python -m bench.wecom_bots.echo URL PORT DATABASE`; nothing is kept, so the database is not used.
"""

import asyncio
import sys

from wecom_aibot_sdk import WSClient, WsFrame, generate_req_id  # not installed where this is checked

from bench.wecom_api import BOT, SECRET


async def main(url: str) -> None:
    """Answer until stopped, as its own documentation shows it."""
    client = WSClient({"bot_id": BOT, "secret": SECRET, "ws_url": url})

    async def on_text(frame: WsFrame) -> None:
        await client.reply_stream(frame, generate_req_id("stream"), frame.body["text"]["content"], finish=True)

    client.on("message.text", on_text)
    await client.connect_async()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
