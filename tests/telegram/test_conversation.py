"""The conversation through Telegram: polling in, a real Bot API fake at the other end, a real ledger behind."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.app import answering
from bot.channels.telegram.polling import WrongToken
from storage.fates import counts
from storage.outbox import Sending
from tests.fakes.telegram import Fault
from tests.players.lines import photo
from tests.telegram.house import GROUP, LIN, SENTENCE, House, Story, house


def test_one_sentence_becomes_a_record(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        draft = await home.say(SENTENCE)
        assert draft.startswith("【活动草稿】\n活动：防震减灾讲座")
        saved = await home.tap("确认")
        assert saved.startswith("【2026-0001】")
        assert len(home.fake.texts(LIN)) == 1  # the draft's card has become the record's
        assert home.fake.of("answerCallbackQuery")

    play(story)


def test_a_new_card_takes_the_buttons_off_the_old_one(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        await home.say(SENTENCE)
        first, _ = home.fake.last(LIN)
        await home.say("人数改成85")
        assert "人数：85人" in home.fake.texts(LIN)[-1]
        assert "reply_markup" not in home.fake.shown[str(LIN), first]

    play(story)


def test_a_summary_is_a_picture_and_a_table(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        await home.say(SENTENCE)
        await home.tap("确认")
        await home.say("本月汇总")
        assert "防震减灾" not in home.fake.texts(LIN)[-2]
        assert "人次" in home.fake.texts(LIN)[-2]
        assert home.fake.last(LIN)[1]["text"].startswith("<pre>")
        before = len(home.fake.texts(LIN))
        assert "按月" in await home.tap("按月")
        assert len(home.fake.texts(LIN)) == before

    play(story)


def test_where_the_server_knows_rich_messages_the_table_is_one(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        home.fake.knows_rich = True
        await home.say("本月汇总")
        assert "<h3>" in home.fake.texts(LIN)[-1]

    play(story)


def test_a_photo_is_fetched_and_kept(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        await home.settled(await home.fake.photo(LIN, photo("a.jpg"), caption=SENTENCE))
        assert "照片：1张" in home.fake.texts(LIN)[-1]

    play(story)


def test_an_album_has_one_answer(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        await home.say(SENTENCE)
        before = len(home.fake.texts(LIN))
        parts = [await home.fake.photo(LIN, photo(f"{nth}.jpg"), album="g1") for nth in range(3)]
        await home.settled(parts[-1])
        assert len(home.fake.texts(LIN)) == before + 1
        assert "照片：3张" in home.fake.texts(LIN)[-1]

    play(story)


def test_an_edited_message_corrects_the_draft_and_then_the_record(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        sent = home.fake.message(LIN, text=SENTENCE)
        await home.settled(await home.fake.happens({"message": sent}))
        await home.settled(await home.fake.edit(LIN, sent["message_id"], SENTENCE.replace("80", "85")))
        assert "人数：85人" in home.fake.texts(LIN)[-1]
        await home.tap("确认")
        changed = home.fake.message(LIN, text=SENTENCE.replace("80", "90")) | {"message_id": sent["message_id"]}
        await home.settled(await home.fake.happens({"edited_message": changed | {"edit_date": 1789725999}}))
        assert "人数：90人" in home.fake.texts(LIN)[-1]

    play(story)


def test_a_group_is_answered_only_when_addressed(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        await home.settled(await home.fake.say(GROUP, SENTENCE))
        assert home.fake.texts(GROUP) == []
        await home.settled(await home.fake.say(GROUP, f"@kepu_bot {SENTENCE}"))
        assert "私聊" in home.fake.texts(GROUP)[-1]

    play(story)


def test_a_deep_link_joins(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        home.world.invite("KEPU-9001", "volunteer", "紫兴社区", home.world.at.replace(month=12))
        assert "怎么称呼你" in await home.say("/start KEPU9001", chat=4002)

    play(story)


@pytest.mark.parametrize(
    ("field", "said"),
    [("sticker", "表情"), ("voice", "语音"), ("location", "地点"), ("contact", "名片"), ("dice", "文字")],
)
def test_what_cannot_be_read_is_answered_kindly(play: Callable[[Story], None], field: str, said: str) -> None:
    async def story(home: House) -> None:
        await home.settled(await home.fake.happens({"message": home.fake.message(LIN, **{field: {"x": 1}})}))
        assert said in home.fake.texts(LIN)[-1]

    play(story)


@pytest.mark.parametrize(
    "update", [{}, {"poll": {"id": "1"}}, {"message": "nonsense"}, {"message": {"message_id": "x"}}, {"new_thing": []}]
)
def test_updates_nobody_knows_are_kept_and_harmless(play: Callable[[Story], None], update: dict[str, object]) -> None:
    async def story(home: House) -> None:
        await home.settled(await home.fake.happens(update))
        assert home.fake.of("sendMessage") == []
        assert "【活动草稿】" in await home.say(SENTENCE)

    play(story)


def test_a_repeated_update_is_answered_once(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        message = home.fake.message(LIN, text="设置")
        first = await home.fake.happens({"message": message})
        await home.settled(first)
        await home.fake.repeats({"update_id": first + 1, "message": message})
        await home.settled(first + 1)
        assert len(home.fake.texts(LIN)) == 1

    play(story)


def test_blocked_is_final_and_visible(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        home.fake.faults["sendMessage"].append(Fault(403, "Forbidden: bot was blocked by the user"))
        await home.settled(await home.fake.say(LIN, "设置"))
        assert (len(home.fake.of("sendMessage")), home.fake.texts(LIN)) == (1, [])
        with home.world.database.reading() as tx:
            assert counts(tx)[Sending.FAILED] == 1

    play(story)


def test_what_may_have_arrived_is_never_sent_again(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        home.fake.faults["sendMessage"].append(Fault(hang=True))
        update = await home.fake.say(LIN, "设置")
        await home.fake.confirmed(update)
        delivering = asyncio.create_task(home.delivered())
        while not home.fake.texts(LIN):
            await asyncio.to_thread(lambda: None)
        await home.channel.close()
        await delivering
        with home.world.database.reading() as tx:
            assert counts(tx)[Sending.UNCERTAIN] == 1
        assert len(home.fake.of("sendMessage")) == 1

    play(story)


@pytest.mark.parametrize("fault", [Fault(429, "Too Many Requests", {"retry_after": 1}), Fault(502, "Bad Gateway")])
def test_a_passing_failure_is_tried_again(play: Callable[[Story], None], fault: Fault) -> None:
    async def story(home: House) -> None:
        home.fake.faults["sendMessage"].append(fault)
        await home.settled(await home.fake.say(LIN, "设置"))
        home.world.at = home.world.at.replace(hour=12)
        await home.delivered()
        assert len(home.fake.texts(LIN)) == 1

    play(story)


def test_a_wrong_token_is_said_so(tmp_path: Path) -> None:
    async def story() -> None:
        async with house(tmp_path, "123456:wrong") as home:
            with pytest.raises(WrongToken, match="KEPU_TELEGRAM_TOKEN"):
                await home.channel.run(answering(home.world.desk(), home.postman))

    asyncio.run(story())


def test_long_answers_are_split_within_the_limit(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        await home.say("<b>&" * 2000 + "😀" * 3000)
        assert all(len(text.encode("utf-16-le")) // 2 <= 4096 for text in home.fake.texts(LIN))

    play(story)


def test_the_menu_is_chinese(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        await home.say("设置")
        (menu,) = home.fake.of("setMyCommands")
        assert {"command": "log", "description": "记一场活动"} in menu["commands"]

    play(story)
