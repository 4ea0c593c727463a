"""Stories that are played in a house of their own."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fakes.telegram import TOKEN
from tests.telegram.asked import Informing, informing
from tests.telegram.house import Story, house


@pytest.fixture
def play(tmp_path: Path) -> Callable[[Story], None]:
    """Runs one story in a house of its own."""

    def played(story: Story) -> None:
        async def whole() -> None:
            async with house(tmp_path) as home, asyncio.timeout(30):
                await story(home)

        asyncio.run(whole())

    return played


@pytest.fixture
def telegram(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Informing]:
    """A Bot API that tells how a bot stands, and settings that point there."""
    request.getfixturevalue("own_place")  # first: it takes every setting away
    with informing() as fake:
        monkeypatch.setenv("KEPU_TELEGRAM_TOKEN", TOKEN)
        monkeypatch.setenv("KEPU_TELEGRAM_API_URL", fake.url)
        yield fake
