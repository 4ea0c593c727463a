"""Turns of one account follow each other; those of others do not wait."""

import asyncio

import pytest

from bot.lanes import Lanes


async def breath() -> None:
    """Let everything else go a step."""
    loop = asyncio.get_running_loop()
    step: asyncio.Future[None] = loop.create_future()
    loop.call_soon(step.set_result, None)
    await step


def test_one_account_goes_in_order() -> None:
    done: list[str] = []

    async def turn(lanes: Lanes, name: str) -> None:
        async with lanes.of("web:1"):
            done.append(f"{name} begins")
            await breath()
            done.append(f"{name} ends")

    async def three() -> None:
        lanes = Lanes()
        await asyncio.gather(*(turn(lanes, name) for name in "abc"))

    asyncio.run(three())

    assert done == ["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]


def test_another_account_does_not_wait() -> None:
    async def both() -> None:
        lanes, other_was_here = Lanes(), asyncio.Event()

        async def slow() -> None:
            async with lanes.of("web:1"):
                await other_was_here.wait()

        async def quick() -> None:
            async with lanes.of("web:2"):
                other_was_here.set()

        await asyncio.wait_for(asyncio.gather(slow(), quick()), timeout=10)

    asyncio.run(both())


@pytest.mark.parametrize("fault", [ValueError, asyncio.CancelledError])
def test_a_turn_that_fails_lets_the_next_one_in(fault: type[BaseException]) -> None:
    async def two() -> bool:
        lanes = Lanes()
        with pytest.raises(fault):
            async with lanes.of("web:1"):
                raise fault
        async with lanes.of("web:1"):
            return True

    assert asyncio.run(two())


def test_a_lane_is_gone_when_nobody_is_in_it() -> None:
    async def many() -> int:
        lanes = Lanes()
        for nth in range(100):
            async with lanes.of(f"web:{nth}"):
                await breath()
        return len(lanes._lanes)

    assert asyncio.run(many()) == 0
