"""What the tests of the web chat share: houses that serve, browsers that visit, and clients without a page."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from bot.channel import Message
from bot.channels.web.backstage import Persona
from handlers.turn import Incoming, Said, Say
from tests.web.house import House, Memory

ARGUMENTS = (
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)
PEOPLE = (
    Persona("volunteer", "小林", "志愿者"),
    Persona("officer", "老周", "专干"),
    Persona("coordinator", "程主任", "协调员"),
)

expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong


def echo(incoming: Incoming) -> Sequence[Message]:
    """Answer every text with itself, and nothing else."""
    return (Say(f"收到：{incoming.event.text}"),) if isinstance(incoming.event, Said) else ()


OpenHouse = Callable[..., House]


@pytest.fixture
def open_house(tmp_path: Path) -> Iterator[OpenHouse]:
    """Opens a house that keeps its files here; options as House has them."""
    houses: list[House] = []

    def opened(**options: Any) -> House:  # noqa: ANN401 - handed through
        houses.append(House(Memory(tmp_path, echo), **options))
        return houses[-1]

    yield opened
    for house in houses:
        house.stop()


@pytest.fixture(scope="session")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, House]]:
    """One without a sample county and one with: stopping a server takes longer than most tests."""
    folder = tmp_path_factory.mktemp("houses")
    pair = House(Memory(folder, echo)), House(Memory(folder, echo), PEOPLE)
    yield pair
    for house in pair:
        house.stop()


@pytest.fixture
def house(houses: tuple[House, House]) -> House:
    """A ledger without a sample county: everybody is the browser's own account."""
    return houses[0].as_new(echo)


@pytest.fixture
def county(houses: tuple[House, House]) -> House:
    """The sample county with its people."""
    return houses[1].as_new(echo)


@pytest.fixture
def client(house: House) -> Iterator[httpx.Client]:
    """A client that behaves like the page, and has an account."""
    with httpx.Client(base_url=house.url, headers={"origin": house.url}) as client:
        client.get("/")
        yield client


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser per module: its event loop would be in the way of others. The page's own font is tested apart."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*ARGUMENTS, "--disable-remote-fonts"])
        yield browser
        browser.close()


class Visits:
    """Opens pages in contexts of their own, and keeps every complaint of theirs that is not expected."""

    def __init__(self, browser: Browser) -> None:
        """Nobody has come yet."""
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._expected: tuple[str, ...] = ()
        self._complaints: list[str] = []

    def __call__(self, address: str, **options: Any) -> Page:  # noqa: ANN401 - handed through
        """A new visitor's page, once it has the conversation."""
        context = self._browser.new_context(**{"viewport": {"width": 390, "height": 844}, **options})
        self._contexts.append(context)
        context.on("console", self._console)
        context.on("weberror", lambda fault: self._complain(str(fault.error)))
        return self.again(context, address)

    def again(self, context: BrowserContext, address: str) -> Page:
        """Another page of the same visitor."""
        page = context.new_page()
        page.goto(address)
        expect(page.locator("#timeline[aria-busy=false], .sign-in")).to_be_attached()
        return page

    def expect(self, *parts: str) -> None:
        """Complaints with one of these in them are what the test is about."""
        self._expected += parts

    def end(self) -> list[str]:
        """Everybody leaves; what was complained about."""
        for context in self._contexts:
            context.close()
        return self._complaints

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._complain(f"{message.text} {message.location.get('url', '')}")

    def _complain(self, text: str) -> None:
        if not any(part in text for part in self._expected):
            self._complaints.append(text)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visits]:
    """Opens pages; the test fails when one of them complains in its console, of its policy or of a script."""
    visits = Visits(browser)
    yield visits
    assert visits.end() == []


def say(page: Page, text: str) -> None:
    """Write a message and send it with Enter."""
    page.locator("#words").fill(text)
    page.locator("#words").press("Enter")


def expect_talk(page: Page, *texts: str) -> None:
    """The conversation, from its beginning to its end."""
    expect(page.locator("#timeline > li > .body")).to_have_text(list(texts))
