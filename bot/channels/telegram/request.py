"""python-telegram-bot's way to the network, over aiohttp: several times cheaper per call than its default."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from typing import Any, cast
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import msgspec
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT_SECONDS = 10
ANSWER_SECONDS = 25


class NotSent(NetworkError):
    """Nothing reached Telegram, so sending again cannot double anything."""


@dataclass(frozen=True, slots=True)
class JsonFields:
    """Parameters of a call that are JSON already; what `do_request` uses of python-telegram-bot's RequestData."""

    json_payload: bytes
    multipart_data: None = None


def json_fields(**fields: object) -> RequestData:
    """Parameters as the request below takes them."""
    return cast("RequestData", JsonFields(msgspec.json.encode(fields)))


class AiohttpRequest(BaseRequest):
    """Calls over one kept pool of connections. `connections` is how many may be open at once."""

    def __init__(self, connections: int = 128) -> None:
        """Nothing is opened before `initialize`."""
        self._connections = connections
        self._proxies: dict[str, str | None] = {}
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds a call waits for its answer where it says nothing else."""
        return ANSWER_SECONDS

    async def initialize(self) -> None:
        """Open the pool; a kept connection spares a handshake per reply."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=75)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0913, PLR0917 - the signature is python-telegram-bot's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = None,
        write_timeout: object = None,  # noqa: ARG002 - the total covers it
        connect_timeout: object = None,  # noqa: ARG002 - one for all
        pool_timeout: object = None,  # noqa: ARG002 - waiting for a connection is bounded by the total
    ) -> tuple[int, bytes]:
        """One call. Raises NotSent when it never left, TimedOut when it may have arrived."""
        assert self._session is not None, "initialize comes first"  # noqa: S101
        seconds = read_timeout if isinstance(read_timeout, int | float) else ANSWER_SECONDS
        timeout = aiohttp.ClientTimeout(total=seconds + CONNECT_SECONDS, connect=CONNECT_SECONDS)
        try:
            async with self._session.request(
                method, url, timeout=timeout, proxy=self._proxy(url), **_body(request_data)
            ) as answer:
                body = await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(type(error).__name__) from error
        except (TimeoutError, aiohttp.ClientError, ConnectionError) as error:
            raise TimedOut(type(error).__name__) from error
        if answer.status == HTTPStatus.GATEWAY_TIMEOUT:
            raise TimedOut("a gateway on the way did not wait")
        return answer.status, body

    def _proxy(self, url: str) -> str | None:
        """The proxy the environment names for this host, looked up once: aiohttp would do it with every call."""
        parts = urlsplit(url)
        if parts.netloc not in self._proxies:
            bypassed = proxy_bypass(parts.hostname or "")
            self._proxies[parts.netloc] = None if bypassed else getproxies().get(parts.scheme)
        return self._proxies[parts.netloc]

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer. Raises TelegramError for one that is none, such as the HTML page of a gateway."""
        try:
            return msgspec.json.decode(payload, type=dict[str, Any])
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise TelegramError("no answer of the Bot API") from error


def _body(request_data: RequestData | None) -> Mapping[str, Any]:
    if request_data is None:
        return {}
    if not request_data.multipart_data:
        return {"data": request_data.json_payload, "headers": {"content-type": "application/json"}}
    form = aiohttp.FormData(quote_fields=False)  # else a Chinese file name arrives as %E5%8F%B0
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, media_type) in request_data.multipart_data.items():
        in_pieces = BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, in_pieces, filename=file_name, content_type=media_type)
    return {"data": form}
