"""Stories that are played in a house of their own."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

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
