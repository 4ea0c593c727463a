"""An office over a week in which everything is reminded of that there is, through Telegram, by a program that dies."""

import asyncio
import os
import signal
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from storage.apply import apply
from storage.database import Database
from storage.model.activity import Particulars
from storage.model.duties import Cycle, Rule, Wish
from storage.model.people import Account, Invitation, Person, Role
from storage.model.plans import Plan
from storage.model.writes import AddInvitation, AddPerson, KeepPlan, KeepRule, KeepWish, Write
from tests.crash.births import PATIENCE, Nursery
from tests.crash.reminder_victim import Moment, RemindersOrder, Tap
from tests.ledgers import ZONE, County


def at(day: int, hour: int = 9) -> datetime:
    """A time in November 2026; the deadline is the 25th, a Wednesday."""
    return datetime(2026, 11, day, hour, tzinfo=ZONE)


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who gets messages, in which chat."""

    chat: int
    role: Role
    unit: str

    @property
    def id(self) -> str:
        return f"p{self.chat}"


BOSS = Somebody(4001, Role.COORDINATOR, "青河县")
NORTH = Somebody(4002, Role.OFFICER, "北营村")
BRIDGE = Somebody(4003, Role.OFFICER, "高桥村")
TOWN = Somebody(4004, Role.VOLUNTEER, "高桥镇")
EVERYBODY = (BOSS, NORTH, BRIDGE, TOWN)


def furnished(database: Database) -> tuple[Moment, ...]:
    """A deadline, a plan and a wish; the moments of the week, with what people tap."""
    county = County(database).found()
    began = at(2)
    for one in EVERYBODY:
        person = Person(one.id, f"小{one.id}", one.role, county.units[one.unit].id)
        invitation = Invitation(one.id, one.role, person.unit_id, at(3))
        _write(database, AddInvitation(invitation, began))
        _write(database, AddPerson(person, Account("telegram", str(one.chat)), one.id, began))
    units = {name: unit.id for name, unit in county.units.items()}
    rule = Rule("r1", units[BOSS.unit], "科普台账", Cycle.MONTH, date(2026, 1, 1), BOSS.id, day=25)
    lecture = Particulars(kind="讲座", start=date(2026, 11, 20))
    plan = Plan("l1", BRIDGE.id, units[BRIDGE.unit], lecture, date(2026, 11, 20), "周五办讲座", began)
    wish = Wish("w1", TOWN.id, "补照片", at(23, 15), time(15))
    _write(database, KeepRule(rule, 0, BOSS.id, began), KeepPlan(plan, began), KeepWish(wish, began))
    return (
        Moment(at(20)),
        Moment(at(20, 12), (Tap(NORTH.chat, "n:later"),)),
        Moment(at(23)),
        Moment(at(23, 15)),
        Moment(at(24)),
        Moment(at(24, 12), (Tap(NORTH.chat, f"n:nil:r1:2026-11:{units[NORTH.unit]}"),)),
        Moment(at(25)),
        Moment(at(26)),
    )


def _write(database: Database, *writes: Write) -> None:
    with database.writing() as tx:
        for write in writes:
            apply(tx, write)


async def lives(nursery: Nursery, order: RemindersOrder) -> tuple[int, ...]:
    """Life after life until one has come to the end of the week; how each ended. One that never ends is killed."""
    ended: list[int] = []
    while not ended or ended[-1] < 0:
        told = await asyncio.to_thread(nursery.begin, order)
        if "ended" not in told:
            told = await _lived(nursery, told["pid"])
        ended.append(told["ended"])
    return tuple(ended)


async def _lived(nursery: Nursery, pid: int) -> dict[str, Any]:
    ending = asyncio.create_task(asyncio.to_thread(nursery.told))
    try:
        async with asyncio.timeout(PATIENCE):
            return await asyncio.shield(ending)
    except TimeoutError:
        os.kill(pid, signal.SIGKILL)
        await ending
        raise
