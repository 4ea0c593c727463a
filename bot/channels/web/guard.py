"""The door: only our own page on our own address gets in, and every answer carries the safe headers."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from handlers.texts import edge as texts

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
WILDCARDS = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - compared with, not bound to

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    # Not no-referrer: with it browsers send "Origin: null" for our own forms.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def accepted_hosts(listen: str) -> frozenset[str] | None:
    """The names under which a listening address may be called; None: any, for we cannot know our names."""
    if listen in WILDCARDS:
        return None
    return frozenset({listen}) | LOOPBACK if listen in LOOPBACK else frozenset({listen})


class Guard:
    """Refuses a foreign Host (DNS rebinding) and, on everything that changes something, a foreign Origin (CSRF)."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str] | None) -> None:
        """Stand before `app`; `hosts` as from `accepted_hosts`."""
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 421 or 403, or let the request through."""
        if scope["type"] != "http":
            return
        refusal = self._refusal(scope["method"], Headers(scope=scope))
        await (refusal or self._app)(scope, receive, _with_headers(send))

    def _refusal(self, method: str, headers: Headers) -> JSONResponse | None:
        host = headers.get("host", "")
        if self._hosts is not None and _hostname(host) not in self._hosts:
            return JSONResponse({"text": texts.WRONG_ADDRESS}, 421)
        if method not in ("GET", "HEAD") and _authority(headers.get("origin", "")) != (host or None):
            return JSONResponse({"text": texts.OTHER_PAGE}, 403)
        return None


def _authority(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _hostname(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
