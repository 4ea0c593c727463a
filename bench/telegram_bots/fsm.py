"""The form as aiogram's documentation has one write it: states of its FSM in memory, its webhook on aiohttp.

`python -m bench.telegram_bots.fsm API PORT DATABASE`. The state is gone at a restart.
"""

import sys
from typing import Any

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from bench.telegram_api import TOKEN
from bench.telegram_bots.keeping import QUESTIONS, draft, keep, opened


class Form(StatesGroup):
    """Where one is."""

    kind = State()
    date = State()
    venue = State()
    attendees = State()
    materials = State()
    confirming = State()


ORDER = (Form.kind, Form.date, Form.venue, Form.attendees, Form.materials, Form.confirming)


def main(api: str, port: int, path: str) -> None:
    """Serve until stopped."""
    connection = opened(path)
    dispatcher = Dispatcher(storage=MemoryStorage())

    @dispatcher.message(Command("log"))
    async def begun(message: Message, state: FSMContext) -> None:
        await state.clear()
        await state.set_state(ORDER[0])
        await message.answer(QUESTIONS[0])

    for nth in range(len(QUESTIONS)):
        dispatcher.message.register(_answer(nth), ORDER[nth])

    @dispatcher.callback_query(Form.confirming, F.data == "confirm")
    async def confirmed(query: CallbackQuery, state: FSMContext) -> None:
        form = await state.get_data()
        keep(connection, query.from_user.id, form)
        await state.clear()
        await query.answer()
        assert isinstance(query.message, Message)
        await query.message.edit_text(f"kept\n{draft(form)}")

    session = AiohttpSession(api=TelegramAPIServer.from_base(api))
    site = web.Application()
    SimpleRequestHandler(dispatcher=dispatcher, bot=Bot(TOKEN, session=session)).register(site, path="/telegram")
    web.run_app(site, host="127.0.0.1", port=port, print=None, access_log=None)


def _answer(nth: int) -> Any:  # noqa: ANN401 - a handler
    async def answered(message: Message, state: FSMContext) -> None:
        form = await state.update_data({QUESTIONS[nth]: message.text})
        await state.set_state(ORDER[nth + 1])
        if nth + 1 < len(QUESTIONS):
            await message.answer(QUESTIONS[nth + 1])
        else:
            button = InlineKeyboardButton(text="confirm", callback_data="confirm")
            await message.answer(draft(form), reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]))

    return answered


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
