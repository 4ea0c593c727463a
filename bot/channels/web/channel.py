"""The local web chat as a channel: people in a browser, answers pushed to every open page of an account."""

import socket
from collections.abc import Mapping

from starlette.types import ASGIApp

from bot.channel import Abilities, Answer, Delivery
from bot.channels.web.attempts import Attempts
from bot.channels.web.backstage import Backstage, Persona
from bot.channels.web.beside import Beside
from bot.channels.web.desk import Desk
from bot.channels.web.entries import Theirs
from bot.channels.web.guard import LOOPBACK, accepted_hosts
from bot.channels.web.hub import Hub
from bot.channels.web.incoming import CHANNEL
from bot.channels.web.server import listen, serve
from bot.channels.web.site import site
from bot.channels.web.visitors import Visitors


class WebChannel:
    """One page per person, on loopback unless there is a password."""

    name = CHANNEL
    abilities = Abilities(edits=True, buttons=100, pictures=True, text_limit=40_000, repeats_safely=True)

    def __init__(
        self,
        host: str,
        port: int,
        backstage: Backstage,
        personas: tuple[Persona, ...] = (),
        password: str | None = None,
        beside: Mapping[str, ASGIApp] | None = None,
    ) -> None:
        """Nothing is opened yet. Raises ValueError for an open address without a password, or an empty password."""
        if password == "" or (password is None and host not in LOOPBACK):
            raise ValueError(f"The web chat may listen on {host or 'every address'} only with a password that is set.")
        self._host, self._port, self._backstage = host, port, backstage
        self._visitors = Visitors(personas, password, backstage.now)
        self._hub = Hub()
        self._listener: socket.socket | None = None
        self._beside = beside or {}

    def bind(self) -> str:
        """Take the address, so that a busy port is known before anything starts; its URL. Raises OSError."""
        if self._listener is None:
            self._listener = listen(self._host, self._port)
        port = self._listener.getsockname()[1]
        return f"http://[{self._host}]:{port}" if ":" in self._host else f"http://{self._host}:{port}"

    def application(self, answer: Answer) -> ASGIApp:
        """The site as an ASGI application; what is handed in `beside` it answers its own paths, before our door."""
        desk = Desk(self._backstage, self._visitors, self._hub, answer, Attempts())
        return Beside(self._beside, site(desk, accepted_hosts(self._host)))

    async def run(self, answer: Answer) -> None:
        """Serve until cancelled. Raises OSError when the address cannot be had."""
        self.bind()
        assert self._listener is not None  # noqa: S101 - bind has just made it
        listener, self._listener = self._listener, None
        await serve(self.application(answer), listener, self._hub)

    async def send(self, delivery: Delivery) -> str | None:
        """Show it on the pages that are open; others find it in the history. Never fails; the id is the reference."""
        now = self._backstage.now()
        self._hub.publish(delivery.account, Theirs(delivery.id, now, delivery.message, delivery.retires))
        return delivery.id
