"""This bot as `python -m bot run` starts it with a company's app, without WeCom's pace and with people who have joined.

`python -m bench.wecom_bots.ours_app API PORT DATABASE`; the database is made by `bench.telegram_bots.ours.furnished`.
"""

import asyncio
import sys
from itertools import count
from pathlib import Path

from bench.telegram_bots.ours import ledger_at
from bench.wecom_callbacks import AGENT, COMPANY, KEY, SECRET, TOKEN
from bot.app import loop_factory, press, serve, web_channel
from bot.channels.wecom.app.channel import App, Backstage, WecomAppChannel
from bot.channels.wecom.pace import Pace
from bot.config import Settings
from bot.evidence import LIMIT
from bot.tokens import KeptToken
from reports.picture import as_png
from storage.faults import Unavailable


def main(api: str, port: int, path: str) -> None:
    """Serve until stopped."""
    ledger = ledger_at(path)
    backstage = Backstage(
        ledger.evidence.keep,
        lambda sheet: as_png(sheet.summary),
        press(ledger).as_bytes,
        KeptToken(ledger.desk.database, "bench"),
        ledger.now,
        LIMIT,
        (Unavailable,),
    )
    minutes = count(step=60)
    app = WecomAppChannel(App(COMPANY, AGENT, SECRET, TOKEN, KEY), backstage, url=api, pace=Pace(lambda: next(minutes)))
    settings = Settings.model_validate({"listen": f"127.0.0.1:{port}", "data_dir": Path(path).parent})
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(serve(ledger, (web_channel(settings, ledger, None, app), app), (app.close,)))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
