"""This bot as `python -m bot run` starts it with WeCom's robot, without WeCom's pace and with people who have joined.

`python -m bench.wecom_bots.ours URL DATABASE`; the database is made by `bench.telegram_bots.ours.furnished` first.
"""

import asyncio
import sys
from itertools import count
from pathlib import Path

from bench.telegram_bots.ours import ZONE, real_time
from bench.wecom_api import BOT, SECRET
from bot import logs
from bot.app import Ledger, loop_factory, press, serve
from bot.channels.wecom.backstage import Backstage
from bot.channels.wecom.channel import WecomChannel
from bot.channels.wecom.pace import Pace
from bot.codes import fresh_code
from bot.evidence import LIMIT, EvidenceFolder
from bot.right import Right
from bot.taxonomy import load_taxonomy
from bot.turn import Desk
from reminders.deadlines import Deadlines
from reminders.workdays import Workdays
from reports.picture import as_png
from storage.database import Database
from storage.faults import Unavailable


def main(url: str, path: str) -> None:
    """Serve until stopped."""
    logs.setup("WARNING")
    database = Database(f"sqlite:///{path}")
    desk = Desk(database, load_taxonomy(), fresh_code, Deadlines(ZONE, Workdays()))
    ledger = Ledger(desk, EvidenceFolder(Path(path).parent / "files"), real_time)
    right, drawn = Right(database, "bench", ledger.now), lambda sheet: as_png(sheet.summary)
    backstage = Backstage(
        ledger.evidence.keep,
        drawn,
        press(ledger).as_bytes,
        ledger.now,
        LIMIT,
        right.take,
        right.release,
        (Unavailable,),
    )
    minutes = count(step=60)
    robot = WecomChannel(BOT, SECRET, backstage, url=url, pace=Pace(lambda: next(minutes)))
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(serve(ledger, (robot,), (robot.close,)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
