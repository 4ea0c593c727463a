"""Who gets in: foreign hosts and pages, safe headers, the password, sessions, and files nobody may have."""

from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from playwright.sync_api import expect

from bot.channels.web.channel import WebChannel
from bot.channels.web.guard import WILDCARDS
from bot.channels.web.visitors import ACCOUNT_COOKIE, SESSION_COOKIE, SESSION_DAYS
from handlers.texts import edge
from handlers.texts.page import WRONG_PASSWORD, too_many_tries
from tests.web.conftest import PEOPLE, OpenHouse, Visits
from tests.web.house import House

MESSAGE = {"id": "0b8f1d3e-5a3c-4d0e-9a55-4d8f2b1c7e10", "text": "你好"}


@pytest.mark.parametrize(
    "host",
    ["evil.example:80", "127.0.0.1.evil.example", "", "[", "[::1", "192.0.2.7", "localhost.evil"],
)
def test_a_foreign_host_is_refused_before_anything_else(client: httpx.Client, host: str) -> None:
    for answer in (client.get("/", headers={"host": host}), client.get("/events", headers={"host": host})):
        assert answer.status_code == 421
        assert answer.json() == {"text": edge.WRONG_ADDRESS}


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_our_own_names_lead_in(house: House, name: str) -> None:
    assert httpx.get(house.url, headers={"host": f"{name}:{house.port}"}).status_code == 200


@pytest.mark.parametrize(
    "origin",
    [None, "", "null", "http://evil.example", "http://127.0.0.1:1", "http://127.0.0.1", "http://[", "not an address"],
)
@pytest.mark.parametrize("path", ["/messages", "/taps", "/files", "/sign-in", "/sign-out", "/stranger"])
def test_a_foreign_page_cannot_make_anything_happen(
    house: House, client: httpx.Client, path: str, origin: str | None
) -> None:
    del client.headers["origin"]
    headers = {} if origin is None else {"origin": origin}

    answer = client.post(path, json=MESSAGE, headers=headers)

    assert answer.status_code == 403
    assert answer.json() == {"text": edge.OTHER_PAGE}
    assert house.memory.received == []


@pytest.mark.parametrize("path", ["/", "/page/main.js", "/page/page.css", "/nothing", "/files/abc", "/events"])
def test_every_answer_carries_the_safe_headers(client: httpx.Client, path: str) -> None:
    with client.stream("GET", path) as answer:
        headers = answer.headers

    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "cache-control" in headers
    assert "server" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/page/../channel.py",
        "/page/..%2f..%2fchannel.py",
        "/page/%2e%2e/channel.py",
        "/files/..%2f..%2fetc%2fpasswd",
        "/pictures/nothing.png",
        "/pictures/..%2f..%2fx.png",
        "/.env",
    ],
)
def test_what_is_not_there_is_said_to_be_not_there(client: httpx.Client, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert answer.json() == {"text": edge.NOT_FOUND}


def test_the_account_is_a_cookie_that_scripts_cannot_read(house: House) -> None:
    cookie = httpx.get(house.url).headers["set-cookie"].lower()

    assert cookie.startswith(f"{ACCOUNT_COOKIE}=browser-")
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_the_page_does_not_give_the_account_away(client: httpx.Client) -> None:
    assert client.cookies[ACCOUNT_COOKIE] not in client.get("/").text


def test_a_second_visit_is_the_same_account(client: httpx.Client) -> None:
    before = client.cookies[ACCOUNT_COOKIE]

    client.get("/")

    assert client.cookies[ACCOUNT_COOKIE] == before


def test_the_font_is_there_for_machines_without_one(client: httpx.Client) -> None:
    with client.stream("GET", "/font") as answer:
        assert answer.headers["content-type"] == "font/collection"
        assert next(answer.iter_bytes())[:4] == b"ttcf"


@pytest.mark.parametrize("host", [*sorted(WILDCARDS), "192.0.2.7"])
def test_an_open_address_needs_a_password(house: House, host: str) -> None:
    with pytest.raises(ValueError, match="password"):
        WebChannel(host, 0, house.memory.backstage())


def test_an_empty_password_is_none(house: House) -> None:
    with pytest.raises(ValueError, match="password"):
        WebChannel("127.0.0.1", 0, house.memory.backstage(), password="")


@pytest.fixture
def locked(open_house: OpenHouse) -> House:
    """A ledger behind a password."""
    return open_house(password="geheim 秘密")


@pytest.fixture
def outside(locked: House) -> Iterator[httpx.Client]:
    """Somebody before the door."""
    with httpx.Client(base_url=locked.url, headers={"origin": locked.url}) as client:
        yield client


def try_password(client: httpx.Client, password: str) -> httpx.Response:
    return client.post("/sign-in", data={"password": password})


def test_without_the_password_there_is_only_the_form(locked: House, outside: httpx.Client) -> None:
    answer = outside.get("/")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in"
    assert outside.get("/sign-in").status_code == 200
    for refused in (
        outside.get("/events"),
        outside.post("/messages", json=MESSAGE),
        outside.post("/taps", json=MESSAGE),
        outside.post("/files", files={"file": b"x"}),
    ):
        assert refused.status_code == 401
    assert locked.memory.received == []


def test_the_password_opens(locked: House, outside: httpx.Client) -> None:
    answer = try_password(outside, "geheim 秘密")

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert outside.get("/").status_code == 200
    assert outside.post("/messages", json=MESSAGE).status_code == 200
    assert len(locked.memory.received) == 1


@pytest.mark.parametrize("password", ["", "geheim", "GEHEIM 秘密", "geheim 秘密 ", "x" * 5000, "\x00", "%"])
def test_a_wrong_password_is_refused_kindly(outside: httpx.Client, password: str) -> None:
    answer = try_password(outside, password)

    assert answer.status_code == 403
    assert WRONG_PASSWORD in answer.text
    assert SESSION_COOKIE not in outside.cookies


def test_wrong_passwords_are_slowed_down_even_for_the_right_one(locked: House, outside: httpx.Client) -> None:
    for _ in range(3):
        assert try_password(outside, "falsch").status_code == 403

    refused = try_password(outside, "geheim 秘密")
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "2"
    assert too_many_tries(2) in refused.text
    locked.memory.ahead = timedelta(seconds=3)

    assert try_password(outside, "geheim 秘密").status_code == 303


def test_a_session_ends_after_its_days(locked: House, outside: httpx.Client) -> None:
    try_password(outside, "geheim 秘密")

    locked.memory.ahead = timedelta(days=SESSION_DAYS, hours=1)

    assert outside.get("/events").status_code == 401


@pytest.mark.parametrize("session", ["", ".", "9999999999.", "9999999999.00", "²³.x", "x.y.z", "9" * 20 + ".a"])
def test_a_made_up_session_opens_nothing(outside: httpx.Client, session: str) -> None:
    cookie = f"{ACCOUNT_COOKIE}=browser-AAAAAAAAAAAAAAAAAAAAAA; {SESSION_COOKIE}={session}".encode()

    assert outside.get("/events", headers={b"cookie": cookie}).status_code == 401


def test_a_session_is_good_for_its_own_account_only(outside: httpx.Client) -> None:
    try_password(outside, "geheim 秘密")
    stolen = outside.cookies[SESSION_COOKIE]

    cookie = f"{ACCOUNT_COOKIE}=browser-AAAAAAAAAAAAAAAAAAAAAA; {SESSION_COOKIE}={stolen}"

    assert httpx.get(f"{outside.base_url}/events", headers={"cookie": cookie}).status_code == 401


def test_a_locked_ledger_knows_no_people_to_try(open_house: OpenHouse) -> None:
    locked = open_house(password="geheim", personas=PEOPLE)

    assert httpx.get(f"{locked.url}/events?persona=volunteer").status_code == 401
    assert httpx.post(f"{locked.url}/stranger", headers={"origin": locked.url}).status_code == 404


def test_who_signs_in_again_is_who_they_were(outside: httpx.Client) -> None:
    try_password(outside, "geheim 秘密")
    account = outside.cookies[ACCOUNT_COOKIE]

    outside.post("/sign-out")
    assert outside.get("/").status_code == 303
    try_password(outside, "geheim 秘密")

    assert outside.cookies[ACCOUNT_COOKIE] == account


def test_signing_in_and_out_on_the_page(locked: House, visit: Visits) -> None:
    visit.expect("403")
    page = visit(locked.url)
    expect(page.locator("#password")).to_be_focused()

    page.keyboard.type("falsch")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text(WRONG_PASSWORD)
    page.locator("#password").fill("geheim 秘密")
    page.get_by_role("button", name="登录").click()
    expect(page.locator("#status")).to_have_text("已连接")
    page.get_by_role("button", name="退出").click()

    expect(page.locator("#password")).to_be_visible()
