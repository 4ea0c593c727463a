"""Who else uses the token: another poller, a webhook set meanwhile. It is said so, and nobody is answered twice."""

import asyncio
import io
from collections.abc import Callable

from bot.app import answering
from bot.channels.telegram.channel import TelegramChannel
from tests.fakes.telegram import TOKEN
from tests.players.telegram import FREE
from tests.telegram.house import LIN, House, Story, backstage


async def logged(written: io.StringIO, sentence: str) -> None:
    while sentence not in written.getvalue():
        await asyncio.to_thread(lambda: None)


def test_two_pollers_are_told_apart_and_answer_once(play: Callable[[Story], None], written: io.StringIO) -> None:
    async def story(home: House) -> None:
        other = TelegramChannel(TOKEN, backstage(home.world), api_url=home.fake.url, limits=FREE)
        polling = asyncio.create_task(other.run(answering(home.world.desk(), home.postman)))

        await logged(written, "another program polls with this token")
        await home.settled(await home.fake.say(LIN, "设置"))

        assert len(home.fake.texts(LIN)) == 1
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
        await other.close()

    play(story)


def test_a_webhook_that_was_set_meanwhile_is_told(play: Callable[[Story], None], written: io.StringIO) -> None:
    async def story(home: House) -> None:
        await home.settled(await home.fake.say(LIN, "设置"))

        await home.fake.updates.set_webhook({"url": "http://127.0.0.1:1/elsewhere"})
        await logged(written, "a webhook was set meanwhile")
        await home.fake.updates.delete_webhook({})
        await home.settled(await home.fake.say(LIN, "帮助"))

        assert len(home.fake.texts(LIN)) == 2

    play(story)
