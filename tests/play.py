"""Plays a transcript through a real channel, over a real ledger: the same script must read the same through each.

Lines before the talk furnish the ledger: `@专干 老周 officer 紫兴社区` is somebody who has joined, spoken for as
`专干>`; `!KEPU-9001 volunteer 紫兴社区` is a code that lies about, `!KEPU-9002 volunteer 紫兴社区 2026-09-01` one that
ended on that day. Where the clock is set it ticks: `专干< 该报了` is what somebody is sent without having said
anything. What lines of talk may be stands in bot.transcript and tests.players.lines.
"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial

from bot.scribe import Scribe
from bot.ticking import tick
from bot.transcript import Clock, Spoken, script
from storage.model.people import Account
from tests.players.lines import Player
from tests.players.telegram import through_telegram
from tests.players.terminal import ThroughTerminal
from tests.players.web import ThroughWeb
from tests.players.wecom import through_wecom
from tests.players.wecom_app import through_wecom_app
from tests.players.world import ZONE, World

ANSWERED = re.compile(r"[^\s<>]*<( |$)")
FIRST_LINES = re.compile(r"^<", re.MULTILINE)
CHANNELS = ("terminal", "web", "telegram", "wecom", "wecom_app")


async def played(text: str, world: World, channel: str) -> str:
    """The transcript as it really goes: everything but the answers is taken over from it."""
    people = tuple(dict.fromkeys(line.who for line in script(text) if isinstance(line, Spoken)))
    parts: list[str] = []
    async with playing(world, channel, people) as player:
        for line in text.splitlines():
            if line.startswith(("@", "!")):
                furnished(line, world, player)
            if not (ANSWERED.match(line) or (line.startswith("  ") and parts)):
                parts += await _played(line, world, player)
    return "".join(parts)


@asynccontextmanager
async def playing(world: World, channel: str, people: tuple[str, ...]) -> AsyncIterator[Player]:
    """A channel at work, with its people."""
    match channel:
        case "terminal":
            yield ThroughTerminal(world)
        case "web":
            yield ThroughWeb(world, people)
        case "wecom":
            async with through_wecom(world) as robot:
                yield robot
        case "wecom_app":
            async with through_wecom_app(world) as app:
                yield app
        case _:
            async with through_telegram(world) as player:
                yield player


async def _played(line: str, world: World, player: Player) -> list[str]:
    """What a line that is no answer comes to; one that makes nothing happen, or sets the clock, stands as it is."""
    for event in script(line):
        match event:
            case Clock():
                world.at = event.at.replace(tzinfo=ZONE)
                ticked = partial(tick, world.desk(), Scribe(world.database), world.now)
                came = await player.let(ticked)
                return [f"{line}\n", *(FIRST_LINES.sub(f"{who}<", text) for who, text in came.items())]
            case Spoken():
                world.at += timedelta(seconds=1)
                return [await player.play(event)]
    return [f"{line}\n"]


def furnished(line: str, world: World, player: Player) -> None:
    """A line that furnishes the ledger."""
    match line[1:].split():
        case [who, name, role, unit] if line[0] == "@":
            world.let_in(Account(player.name, player.account_of(who)), name, role, unit)
        case [code, role, unit, *until] if line[0] == "!":
            world.invite(code, role, unit, datetime.fromisoformat(f"{(until or ['2026-12-31'])[0]}T18:00+08:00"))
        case _:
            raise ValueError(f"not a line that furnishes: {line}")
