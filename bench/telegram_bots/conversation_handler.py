"""The form as python-telegram-bot's documentation has one write it: a ConversationHandler behind Starlette's webhook.

`python -m bench.telegram_bots.conversation_handler API PORT DATABASE`. The state is in memory and gone at a restart.
"""

import asyncio
import sqlite3
import sys
from functools import partial
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)

from bench.telegram_api import TOKEN
from bench.telegram_bots.keeping import QUESTIONS, draft, keep, opened

CONFIRMING = len(QUESTIONS)
Context = ContextTypes.DEFAULT_TYPE


def main(api: str, port: int, path: str) -> None:
    """Serve until stopped."""
    application = Application.builder().token(TOKEN).base_url(f"{api}/bot").updater(None).build()
    application.add_handler(form(opened(path)))
    asyncio.run(served(application, port))


def form(connection: sqlite3.Connection) -> ConversationHandler[Any]:
    """The form, kept in a table."""

    async def begun(update: Update, context: Context) -> int:
        assert update.message
        assert context.user_data is not None
        context.user_data.clear()
        await update.message.reply_text(QUESTIONS[0])
        return 0

    async def answered(nth: int, update: Update, context: Context) -> int:
        assert update.message
        assert context.user_data is not None
        context.user_data[QUESTIONS[nth]] = update.message.text
        if nth + 1 < CONFIRMING:
            await update.message.reply_text(QUESTIONS[nth + 1])
        else:
            choices = InlineKeyboardMarkup([[InlineKeyboardButton("confirm", callback_data="confirm")]])
            await update.message.reply_text(draft(context.user_data), reply_markup=choices)
        return nth + 1

    async def confirmed(update: Update, context: Context) -> int:
        query = update.callback_query
        assert query
        assert context.user_data is not None
        await query.answer()
        keep(connection, query.from_user.id, context.user_data)
        await query.edit_message_text(f"kept\n{draft(context.user_data)}")
        return ConversationHandler.END

    states: dict[object, list[Any]] = {
        nth: [MessageHandler(filters.TEXT & ~filters.COMMAND, partial(answered, nth))] for nth in range(CONFIRMING)
    }
    states[CONFIRMING] = [CallbackQueryHandler(confirmed, pattern="^confirm$")]
    return ConversationHandler([CommandHandler("log", begun)], states, [], allow_reentry=True)


async def served(application: Any, port: int) -> None:  # noqa: ANN401 - six type parameters
    """The library's example of a webhook of one's own."""

    async def delivered(request: Request) -> Response:
        await application.update_queue.put(Update.de_json(await request.json(), application.bot))
        return Response()

    site = Starlette(routes=[Route("/telegram", delivered, methods=["POST"])])
    config = uvicorn.Config(site, host="127.0.0.1", port=port, log_config=None, access_log=False, lifespan="off")
    async with application:
        await application.start()
        await uvicorn.Server(config).serve()
        await application.stop()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
