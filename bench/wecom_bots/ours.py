"""This bot as `python -m bot run` starts it with WeCom's robot, without WeCom's pace and with people who have joined.

`python -m bench.wecom_bots.ours URL PORT DATABASE`; the database is made by `bench.telegram_bots.ours.furnished` first.
"""

import asyncio
import sys
from itertools import count

from bench.telegram_bots.ours import ledger_at
from bench.wecom_api import BOT, SECRET
from bot.app import loop_factory, press, serve
from bot.channels.wecom.backstage import Backstage
from bot.channels.wecom.channel import WecomChannel
from bot.channels.wecom.pace import Pace
from bot.evidence import LIMIT
from bot.right import Right
from reports.picture import as_png
from storage.faults import Unavailable


def main(url: str, path: str) -> None:
    """Serve until stopped."""
    ledger = ledger_at(path)
    right, drawn = Right(ledger.desk.database, "bench", ledger.now), lambda sheet: as_png(sheet.summary)
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
    main(sys.argv[1], sys.argv[3])
