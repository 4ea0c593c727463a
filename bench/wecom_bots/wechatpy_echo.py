"""What one would pick instead, at its least: says again what was said, within the answer, by wechatpy. Keeps nothing.

`python -m bench.wecom_bots.wechatpy_echo API PORT DATABASE`; nothing is called and nothing kept.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

import uvicorn
from wechatpy.work import create_reply, parse_message
from wechatpy.work.crypto import WeChatCrypto

from bench.wecom_callbacks import COMPANY, KEY, TOKEN


async def site(
    scope: MutableMapping[str, Any],
    receive: Callable[[], Awaitable[MutableMapping[str, Any]]],
    send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
) -> None:
    """As its own documentation shows it."""
    crypto = WeChatCrypto(TOKEN, KEY, COMPANY)
    query = {key: values[0] for key, values in parse_qs(scope["query_string"].decode()).items()}
    body = (await receive())["body"]
    opened = crypto.decrypt_message(body, query["msg_signature"], query["timestamp"], query["nonce"])
    message = parse_message(opened)
    reply = create_reply(message.content, message).render()
    sealed = crypto.encrypt_message(reply, query["nonce"], query["timestamp"]).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(sealed))]})
    await send({"type": "http.response.body", "body": sealed})


async def served(port: int) -> None:
    """Until stopped."""
    config = uvicorn.Config(site, host="127.0.0.1", port=port, log_config=None, access_log=False, lifespan="off")
    await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(served(int(sys.argv[2])))
