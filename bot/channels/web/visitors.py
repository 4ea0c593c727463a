"""Whose page it is: a persona of the sample county, or the browser's own account, behind a password if one is set."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.channels.web.backstage import Persona

ACCOUNT_COOKIE = "kepu_account"
SESSION_COOKIE = "kepu_session"
ACCOUNT_DAYS = 400  # the most a browser keeps a cookie
SESSION_DAYS = 30

_OWN_ACCOUNT = re.compile(r"browser-[A-Za-z0-9_-]{22}")


def new_account() -> str:
    """A fresh opaque account: who holds it, is it."""
    return f"browser-{secrets.token_urlsafe(16)}"


class Visitors:
    """Decides which account a request speaks for; an account is never taken from what the page merely says."""

    def __init__(self, personas: tuple[Persona, ...], password: str | None, now: Callable[[], datetime]) -> None:
        """`personas` count only without a password; the key is made of the password, so a new one ends all sessions."""
        self.personas = () if password is not None else personas
        self.locked = password is not None
        self._now = now
        self._password = _digest(password or "")
        self._key = hashlib.scrypt((password or "").encode(), salt=b"kepu-ledger web session", n=2**14, r=8, p=1)

    def account(self, persona: str | None, cookies: Mapping[str, str]) -> str | None:
        """The account a request may speak for; None: nobody (not signed in, no account yet, or a strange persona)."""
        if persona:
            return persona if any(persona == known.id for known in self.personas) else None
        own = self.own_account(cookies)
        if own is None or (self.locked and not self._session_holds(own, cookies.get(SESSION_COOKIE, ""))):
            return None
        return own

    def own_account(self, cookies: Mapping[str, str]) -> str | None:
        """The browser's own account by its cookie; a cookie can never name a persona."""
        value = cookies.get(ACCOUNT_COOKIE, "")
        return value if _OWN_ACCOUNT.fullmatch(value) else None

    def opens(self, password: str) -> bool:
        """Whether this is the password; takes the same time for every wrong one."""
        return hmac.compare_digest(_digest(password), self._password)

    def session(self, account: str) -> str:
        """The proof that the password was given, bound to the account, good for SESSION_DAYS."""
        expires = int((self._now() + timedelta(days=SESSION_DAYS)).timestamp())
        return f"{expires}.{self._signature(account, expires)}"

    def _session_holds(self, account: str, session: str) -> bool:
        expires, _, signature = session.partition(".")
        if not (expires.isascii() and expires.isdigit()):
            return False
        good = hmac.compare_digest(signature.encode(), self._signature(account, int(expires)).encode())
        return good and int(expires) > self._now().timestamp()

    def _signature(self, account: str, expires: int) -> str:
        return hmac.new(self._key, f"{account}.{expires}".encode(), hashlib.sha256).hexdigest()


def _digest(password: str) -> bytes:
    return hashlib.sha256(password.encode()).digest()
