"""The program itself, stopped by a signal while people write: what was handed over to it is in the ledger."""

import asyncio
from collections import Counter
from contextlib import suppress
from itertools import count
from pathlib import Path

from sqlalchemy import select
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State

from storage import tables
from storage.database import Database
from tests.fakes.wecom_gateway import FakeGateway
from tests.telegram.test_program import started, stopped
from tests.wecom.line import a_moment
from tests.wecom.test_whole import settings_for

PEOPLE = 5


async def written(gateway: FakeGateway, beginning: int) -> None:
    """People write until the line is closed, the program being stopped after some time."""
    line, numbers = gateway.lines[0], count(beginning)
    with suppress(ConnectionClosed):
        while line.socket.state is State.OPEN:
            nth = next(numbers)
            await gateway.text(f"p{nth % PEOPLE}", "你好", f"m{nth}")
            await a_moment()


def kept(folder: Path) -> list[str]:
    database = Database(f"sqlite:///{folder / 'data' / 'kepu.sqlite'}")
    inbox = tables.inbox.c
    with database.reading() as tx:
        ids = tx.connection.scalars(select(inbox.id).order_by(inbox.position)).all()
    database.close()
    return [id_.removeprefix("wecom:") for id_ in ids]


def test_a_signal_while_people_write_loses_nothing(tmp_path: Path) -> None:
    async def story() -> None:
        async with FakeGateway().serving() as gateway, asyncio.timeout(60):
            program = await started(tmp_path, **settings_for(tmp_path, gateway))
            await gateway.text("p0", "你好", "m0")
            await gateway.seen(1)
            writing = asyncio.create_task(written(gateway, 1))
            await gateway.seen(10)
            assert "Traceback" not in await stopped(program)
            await writing
            handed = gateway.lines[0].handed_over()
            found = kept(tmp_path)
            assert len(handed) > 10
            assert sorted(found) == sorted(id_ for _, id_ in handed)
            assert Counter(one.chat for one in gateway.appeared) <= Counter(who for who, _ in handed)  # nothing twice

    asyncio.run(story())
