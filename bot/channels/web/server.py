"""uvicorn inside our own event loop: signals stay with the program, and stopping lets answers finish."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from bot.channels.web.hub import Hub

GRACE_SECONDS = 5


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take no signal: uvicorn would raise it again after serving and end the program in mid-work."""
        yield


def listen(host: str, port: int) -> socket.socket:
    """A listening socket (port 0: any free one). Raises OSError when the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family, backlog=512)
    # Told to those it accepts too; asyncio does not see that they are TCP, and every answer would wait 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


async def serve(application: ASGIApp, listener: socket.socket, hub: Hub) -> None:
    """Serve until cancelled; then open pages are let go and running requests end first."""
    server = _Server(_config(application))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await asyncio.shield(serving)
    finally:
        hub.close()
        server.should_exit = True
        await serving


def _config(application: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        http="httptools",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
