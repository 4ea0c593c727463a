"""Whose page it is: personas, cookies, sessions."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.web.backstage import Persona
from bot.channels.web.visitors import ACCOUNT_COOKIE, SESSION_COOKIE, SESSION_DAYS, Visitors, new_account

NOW = datetime(2025, 9, 18, 10, 0, tzinfo=UTC)
PEOPLE = (Persona("volunteer", "小林", "志愿者"),)
PASSWORD = "geheim"
OWN = f"browser-{'A' * 22}"
COOKIE = {ACCOUNT_COOKIE: OWN}


def visitors(password: str | None = None, now: datetime = NOW) -> Visitors:
    return Visitors(PEOPLE, password, lambda: now)


def signed_in(password: str = PASSWORD, account: str = OWN) -> dict[str, str]:
    return COOKIE | {SESSION_COOKIE: visitors(password).session(account)}


@pytest.mark.parametrize(
    ("persona", "cookies", "account"),
    [
        ("volunteer", {}, "volunteer"),
        ("volunteer", COOKIE, "volunteer"),
        ("nobody", COOKIE, None),
        (OWN, COOKIE, None),
        (None, COOKIE, OWN),
        ("", COOKIE, OWN),
        (None, {}, None),
        (None, {ACCOUNT_COOKIE: "volunteer"}, None),
        (None, {ACCOUNT_COOKIE: "browser-short"}, None),
        (None, {ACCOUNT_COOKIE: OWN + "x"}, None),
        (None, {ACCOUNT_COOKIE: OWN + "\n"}, None),
        (None, {ACCOUNT_COOKIE: "browser-" + "字" * 22}, None),
    ],
)
def test_an_account_is_a_known_persona_or_the_browsers_own(
    persona: str | None, cookies: Mapping[str, str], account: str | None
) -> None:
    assert visitors().account(persona, cookies) == account


@pytest.mark.parametrize("persona", ["volunteer", "nobody"])
def test_behind_a_password_nobody_can_be_a_persona(persona: str) -> None:
    locked = visitors("geheim")

    assert locked.personas == ()
    assert locked.account(persona, signed_in()) is None


def test_behind_a_password_the_session_decides() -> None:
    assert visitors("geheim").account(None, signed_in()) == OWN
    assert visitors("geheim").account(None, COOKIE) is None


def test_a_session_of_another_account_password_or_time_is_none() -> None:
    assert visitors("geheim").account(None, signed_in(account=new_account())) is None
    assert visitors("geheim").account(None, signed_in("früher")) is None
    assert visitors("geheim", NOW + timedelta(days=SESSION_DAYS)).account(None, signed_in()) is None
    assert visitors("geheim", NOW + timedelta(days=SESSION_DAYS, seconds=-1)).account(None, signed_in()) == OWN


@pytest.mark.parametrize("change", ["1", "-", "x", "."])
def test_a_changed_session_is_none(change: str) -> None:
    cookies = signed_in()
    session = cookies[SESSION_COOKIE]

    for changed in (change + session, session + change, session.replace(".", change)):
        if changed != session:
            assert visitors("geheim").account(None, cookies | {SESSION_COOKIE: changed}) is None


@pytest.mark.parametrize(
    ("given", "opens"), [("geheim", True), ("", False), ("Geheim", False), ("geheim\n", False), ("秘密", False)]
)
def test_only_the_password_opens(given: str, opens: bool) -> None:
    assert visitors("geheim").opens(given) is opens


def test_accounts_are_new_each_time() -> None:
    assert len({new_account() for _ in range(100)}) == 100
    assert visitors().own_account({ACCOUNT_COOKIE: new_account()})
