"""The pages themselves: the chat page with its words, the password form, and the font of last resort."""

import hashlib
import html
import importlib.util
from collections.abc import Mapping
from pathlib import Path
from string import Template
from urllib.parse import parse_qs, urlencode

import msgspec
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from bot.channels.web.desk import HERE, Desk, problem
from bot.channels.web.uploads import FILE_LIMIT
from bot.channels.web.visitors import ACCOUNT_COOKIE, ACCOUNT_DAYS, SESSION_COOKIE, SESSION_DAYS, new_account
from handlers.texts import edge
from handlers.texts import page as texts

FORM_LIMIT = 4096


class Front:
    """GET / and what leads there; sets the cookies."""

    def __init__(self, desk: Desk) -> None:
        """Read the two pages once."""
        self._desk = desk
        self._visitors = desk.visitors
        self._page = Template((HERE / "page.html").read_text("utf-8"))
        self._form = Template((HERE / "sign_in.html").read_text("utf-8"))

    async def page(self, request: Request) -> Response:
        """The chat; a sample county opens as its first persona, a locked ledger at the password form."""
        account = self._desk.account(request)
        persona = request.query_params.get("persona")
        if self._visitors.locked:
            return self._chat(request, account) if account and not persona else _to("/sign-in")
        if self._visitors.personas and (persona is None or (persona and account is None)):
            return _to("/?" + urlencode({"persona": self._visitors.personas[0].id}))
        return _to("/") if persona and account is None else self._chat(request, account)

    async def stranger(self, request: Request) -> Response:
        """Become a fresh stranger; only in the sample county, where nothing is lost by it."""
        if not self._visitors.personas:
            return problem(404, edge.NOT_FOUND)
        response = _to("/?persona=")
        self._give_account(request, response, new_account())
        return response

    async def form(self, request: Request) -> Response:
        """The password form."""
        if not self._visitors.locked or self._desk.account(request):
            return _to("/")
        return self._sign_in_page()

    async def sign_in(self, request: Request) -> Response:
        """Check the password, slower and slower for wrong ones."""
        now, attempts = self._desk.backstage.now(), self._desk.attempts
        address = request.client.host if request.client else ""
        if wait := attempts.wait(address, now):
            return self._sign_in_page(texts.too_many_tries(wait), 429, {"retry-after": str(wait)})
        if not (self._visitors.locked and self._visitors.opens(await _password(request))):
            attempts.wrong(address, now)
            return self._sign_in_page(texts.WRONG_PASSWORD, 403)
        attempts.right(address)
        response = _to("/")
        # The account outlives the session: who signs in again is who they were.
        account = self._visitors.own_account(request.cookies) or new_account()
        self._give_account(request, response, account)
        self._give_session(request, response, account)
        return response

    async def sign_out(self, _request: Request) -> Response:
        """End the session; the account stays with the browser."""
        response = _to("/")
        response.delete_cookie(SESSION_COOKIE)
        return response

    def _chat(self, request: Request, account: str | None) -> Response:
        account = account or new_account()
        settings = self._settings(account)
        response = HTMLResponse(
            self._page.substitute(title=texts.TITLE, no_script=texts.NO_SCRIPT, settings=_for_script(settings)),
            headers={"cache-control": "no-store"},
        )
        if request.query_params.get("persona"):
            return response
        self._give_account(request, response, account)
        if self._visitors.locked:
            self._give_session(request, response, account)
        return response

    def _settings(self, account: str) -> dict[str, object]:
        personas = self._visitors.personas
        return {
            "words": texts.WORDS,
            "title": texts.TITLE,
            "commands": texts.COMMANDS,
            "chips": texts.CHIPS,
            "strong": texts.STRONG,
            "slight": texts.SLIGHT,
            "personas": personas,
            "persona": account if any(account == persona.id for persona in personas) else "",
            # Names what the browser stores for this account without giving the account away to scripts.
            "shelf": hashlib.sha256(account.encode()).hexdigest()[:16],
            "locked": self._visitors.locked,
            "fileLimit": FILE_LIMIT,
        }

    def _sign_in_page(
        self, fault: str = "", status: int = 200, headers: Mapping[str, str] | None = None
    ) -> HTMLResponse:
        words = {
            "title": texts.SIGN_IN_TITLE,
            "hint": texts.SIGN_IN_HINT,
            "password": texts.PASSWORD,
            "sign_in": texts.SIGN_IN,
            "fault": html.escape(fault),
        }
        return HTMLResponse(self._form.substitute(words), status, {"cache-control": "no-store", **(headers or {})})

    def _give_account(self, request: Request, response: Response, account: str) -> None:
        _give(request, response, ACCOUNT_COOKIE, account, ACCOUNT_DAYS)

    def _give_session(self, request: Request, response: Response, account: str) -> None:
        _give(request, response, SESSION_COOKIE, self._visitors.session(account), SESSION_DAYS)


async def font(_request: Request) -> Response:
    """A font with all Chinese characters, for machines that have none; the page asks for it only then."""
    found = importlib.util.find_spec("noto_cjk_sans_otc")
    if found is None or found.origin is None:
        return problem(404, edge.NOT_FOUND)
    path = Path(found.origin).parent / "NotoSansCJK-Regular.ttc"
    return FileResponse(path, media_type="font/collection", headers={"cache-control": "public, max-age=31536000"})


def _to(place: str) -> Response:
    return RedirectResponse(place, 303, {"cache-control": "no-store"})


def _give(request: Request, response: Response, name: str, value: str, days: int) -> None:
    # Lax, not strict: a link in a mail must find the same account, and posts are checked by their Origin.
    response.set_cookie(
        name, value, max_age=days * 86400, httponly=True, samesite="lax", secure=request.url.scheme == "https"
    )


def _for_script(settings: Mapping[str, object]) -> str:
    """JSON that can stand inside a script element: no "<" can end it."""
    return msgspec.json.encode(settings).decode().replace("<", "\\u003c")


async def _password(request: Request) -> str:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > FORM_LIMIT:
            return ""
    return parse_qs(body.decode(errors="replace")).get("password", [""])[0]
