"""The same morning as one would make it with python-telegram-bot: a job that sends to everybody, and AIORateLimiter.

`python -m bench.telegram_bots.job_queue API PORT DATABASE`; who is reminded stands in a table, and who was, too.
The job sends to one after the other, as the library's examples do: all at once, an answer would wait behind them all.
"""

import asyncio
import sqlite3
import sys
from pathlib import Path

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import AIORateLimiter, Application, ContextTypes

from bench.telegram_api import TOKEN
from bench.telegram_bots.conversation_handler import form, served
from bench.telegram_bots.keeping import opened

TEXT = (
    "小甲，北营村的11月科普台账11月25日周二18:00截止，还没有记活动。"
    "办过就点“记一条”或者直接说一句，没办就点“本月无活动”。"
)
ROWS = (("记一条", "n:log"), ("本月无活动", "n:nil:r1:2025-11:v1")), (("明天再说", "n:later"), ("请假", "n:leave"))
CHOICES = InlineKeyboardMarkup([[InlineKeyboardButton(*one) for one in row] for row in ROWS])


def furnished(path: Path, first: int, reminders: int) -> None:
    """Who is to be reminded."""
    connection = opened(str(path))
    connection.execute("CREATE TABLE reminder (chat INT PRIMARY KEY, sent INT)")
    with connection:
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO reminder VALUES (?, 0)", [(first + nth,) for nth in range(reminders)])
    connection.close()


async def remind(context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send to everybody who was not sent it yet, and keep that it was."""
    assert context.job
    connection = context.job.data
    assert isinstance(connection, sqlite3.Connection)
    for (chat,) in connection.execute("SELECT chat FROM reminder WHERE NOT sent").fetchall():
        await context.bot.send_message(chat, TEXT, reply_markup=CHOICES)
        connection.execute("UPDATE reminder SET sent = 1 WHERE chat = ?", (chat,))


def main(api: str, port: int, path: str) -> None:
    """Serve until stopped."""
    connection = opened(path)
    limiter = AIORateLimiter()  # thirty a second, twenty a minute in a group
    application = Application.builder().token(TOKEN).base_url(f"{api}/bot").updater(None).rate_limiter(limiter).build()
    assert application.job_queue
    application.job_queue.run_once(remind, 0, data=connection)
    application.add_handler(form(connection))
    asyncio.run(served(application, port))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
