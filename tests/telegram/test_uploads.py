"""Files on their way to Telegram: they arrive whole, one by one and in groups, and what Telegram refuses is seen."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence

import pytest
from telegram import Bot, InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest

from bot.channels.telegram.request import AiohttpRequest
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.players.lines import photo

LIN = 4001
TABLE = bytes(range(256)) * 5000


def with_bot(story: Callable[[Bot, FakeTelegram], Coroutine[None, None, None]]) -> None:
    async def whole() -> None:
        async with FakeTelegram().serving() as fake, asyncio.timeout(30):
            request, poller = AiohttpRequest(), AiohttpRequest(1)
            async with Bot(TOKEN, base_url=f"{fake.url}/bot", request=request, get_updates_request=poller) as bot:
                await story(bot, fake)

    asyncio.run(whole())


def test_a_document_arrives_whole_under_its_chinese_name() -> None:
    async def story(bot: Bot, fake: FakeTelegram) -> None:
        await bot.send_document(LIN, TABLE, filename="九月台账.xlsx", caption="九月的台账")

        _, shown = fake.last(LIN)
        assert (shown["document"], shown["document"].name, shown["plain"]) == (TABLE, "九月台账.xlsx", "九月的台账")

    with_bot(story)


def test_photos_in_a_group_arrive_whole_in_their_order() -> None:
    async def story(bot: Bot, fake: FakeTelegram) -> None:
        sent = await bot.send_media_group(LIN, [InputMediaPhoto(photo(name)) for name in ("一.jpg", "二.png")])

        arrived = [fake.shown[str(LIN), one.message_id]["photo"] for one in sent]
        assert arrived == [photo("一.jpg"), photo("二.png")]
        assert len({one.media_group_id for one in sent}) == 1

    with_bot(story)


@pytest.mark.parametrize(
    "group",
    [
        [InputMediaPhoto(photo("一.jpg"))],
        [InputMediaPhoto(photo("一.jpg"))] * 11,
        [InputMediaPhoto(photo("一.jpg")), InputMediaDocument(TABLE, filename="表.xlsx")],
        [InputMediaPhoto(b"no picture"), InputMediaPhoto(photo("一.jpg"))],
    ],
    ids=["one", "eleven", "mixed", "no picture"],
)
def test_a_group_that_is_none_is_refused_whole(group: Sequence[InputMediaPhoto | InputMediaDocument]) -> None:
    async def story(bot: Bot, fake: FakeTelegram) -> None:
        with pytest.raises(BadRequest):
            await bot.send_media_group(LIN, group)
        assert fake.texts(LIN) == []

    with_bot(story)


def test_an_empty_document_is_refused() -> None:
    async def story(bot: Bot, _fake: FakeTelegram) -> None:
        with pytest.raises(BadRequest, match="non-empty"):
            await bot.send_document(LIN, b"", filename="空.txt")

    with_bot(story)
