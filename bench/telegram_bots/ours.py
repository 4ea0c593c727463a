"""This bot as `python -m bot run` starts it with a webhook, without Telegram's pace and with people who have joined.

`python -m bench.telegram_bots.ours API PORT DATABASE`; the database is made by `furnished` first.
"""

import asyncio
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.ledgers import filled
from bench.telegram_api import SECRET, TOKEN
from bot import logs
from bot.app import Ledger, loop_factory, press, serve, web_channel
from bot.channels.telegram.channel import Backstage, TelegramChannel
from bot.channels.telegram.pace import Limits
from bot.codes import fresh_code
from bot.config import Settings
from bot.evidence import LIMIT, EvidenceFolder
from bot.sample.people import joined
from bot.taxonomy import load_taxonomy
from bot.turn import Desk
from reminders.deadlines import Deadlines
from reminders.workdays import Workdays
from reports.picture import as_png
from storage.database import Database
from storage.faults import Unavailable
from storage.model.people import Account, Role
from storage.people import units

FREE = Limits(overall_per_second=1e9, private_seconds=0, group_seconds=0)
ZONE = ZoneInfo("Asia/Shanghai")


def furnished(path: Path, activities: int, chats: tuple[range, ...], channel: str = "telegram") -> None:
    """A ledger with the sample year, and a volunteer behind each chat of a channel."""
    desk = filled(f"sqlite:///{path}", activities)
    with desk.database.writing() as tx:
        places, now = units(tx), datetime.now(ZONE)
        for chat in (one for some in chats for one in some):
            joined(tx, Account(channel, str(chat)), f"{chat}", Role.VOLUNTEER, places[chat % len(places)], now)
    desk.database.close()


def real_time() -> datetime:
    """What time it is there."""
    return datetime.now(ZONE)


def ledger_at(path: str, now: Callable[[], datetime] = real_time) -> Ledger:
    """The ledger of a SQLite file that is there, and a quiet log."""
    logs.setup("WARNING")
    desk = Desk(Database(f"sqlite:///{path}"), load_taxonomy(), fresh_code, Deadlines(ZONE, Workdays()))
    return Ledger(desk, EvidenceFolder(Path(path).parent / "files"), now)


def main(api: str, port: int, path: str, limits: Limits = FREE, now: Callable[[], datetime] = real_time) -> None:
    """Serve until stopped."""
    folder = Path(path).parent
    settings = Settings.model_validate({"listen": f"127.0.0.1:{port}", "data_dir": folder})
    ledger = ledger_at(path, now)
    drawn, made = lambda sheet: as_png(sheet.summary), press(ledger).as_bytes
    backstage = Backstage(ledger.evidence.keep, drawn, made, ledger.now, LIMIT, (Unavailable,))
    telegram = TelegramChannel(
        TOKEN, backstage, api_url=api, webhook_url="https://example.org/telegram", secret=SECRET, limits=limits
    )
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(serve(ledger, (web_channel(settings, ledger, telegram), telegram), (telegram.close,)))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
