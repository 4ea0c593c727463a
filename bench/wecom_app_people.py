"""People who fill in the form over and over by a company's app on WeCom, and how long they wait.

`python -m bench.wecom_app_people JSON` starts one bot on a core of its own, plays its loads, prints what was measured.
"""

import asyncio
import sys
import time
from itertools import count

import msgspec
import psutil
import uvloop

from bench.telegram_people import PATIENCE, PEOPLE, Crowd, Measured, Person, Play, pinned, started
from bench.wecom_callbacks import AGENT, COMPANY, Callbacks, Server
from bench.wecom_people import measured

_MESSAGES = count(int(time.time()) * 10_000)  # never an id of an earlier load


class Member(Person):
    """One chat: everything is typed, a button by its word."""

    def update(self) -> bytes:
        """The next thing this person says."""
        return letter(self.chat, self.word())


def letter(chat: int, words: str) -> bytes:
    """A message as WeCom writes it."""
    return (
        f"<xml><ToUserName>{COMPANY}</ToUserName><FromUserName>{chat}</FromUserName>"
        f"<CreateTime>{int(time.time())}</CreateTime><MsgType>text</MsgType><Content>{words}</Content>"
        f"<MsgId>{next(_MESSAGES)}</MsgId><AgentID>{AGENT}</AgentID></xml>"
    ).encode()


async def played(play: Play) -> list[Measured]:
    """Start the bot, play the loads one after the other, stop it."""
    crowds: list[Crowd] = []
    shown = lambda chat, body: crowds[-1].shown(chat, body) if crowds else None  # noqa: E731 - who is there now
    await asyncio.get_running_loop().create_server(lambda: Server(shown), "127.0.0.1", play.api)
    bot = started(play)
    try:
        await _reached(play)
        found = []
        for load in play.loads:
            callbacks = await Callbacks(play.bot, shown).opened(load.people)
            crowds.append(Crowd(load, play.form, callbacks, Member))
            found.append(await measured(load, crowds[-1], psutil.Process(bot.pid), callbacks))
            callbacks.close()
        return found
    finally:
        bot.terminate()
        await asyncio.to_thread(bot.wait)  # whoever says goodbye is answered


async def _reached(play: Play) -> None:
    """Wait until the app takes letters."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                callbacks = await Callbacks(play.bot, lambda *_: None).opened(1)
                await callbacks.deliver(letter(0, "你好"))
                await callbacks.answered()
                callbacks.close()
                if not callbacks.refused:
                    return
            except OSError:
                pass
            await asyncio.sleep(0.05)


if __name__ == "__main__":
    wanted = msgspec.json.decode(sys.argv[1], type=Play)
    pinned(PEOPLE)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(msgspec.json.encode(runner.run(played(wanted))).decode())
