"""The company's own app: what is delivered to it, what it sends, its token, and everything that goes wrong."""

import asyncio
import logging
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bot.channel import Document, Message, SendFailed, Sheet
from bot.channels.wecom.app.channel import PATH
from bot.channels.wecom.pace import PER_MINUTE
from handlers.texts import wecom as texts
from handlers.turn import Button, Card, Issued, Refused, Row, Said, Say, Sent, Tapped
from tests.fakes.wecom_pusher import TRIES
from tests.fakes.wecom_server import FakeServer
from tests.pictures import bomb, photo
from tests.wecom.app_line import Drawer, Office, at_work, played
from tests.wecom.line import FILE, PICTURE
from tests.wecom.test_conversation import BUTTONS
from tests.wecom.test_group import SUMMARY


def test_words_come_in_and_the_same_message_again_is_the_same(tmp_path: Path) -> None:
    async def scene(_: FakeServer, office: Office) -> None:
        letter = office.wecom.letter("wang", MsgType="text", MsgId="7", Content="昨天在北营村讲防震，来了<80>人")
        for _nth in range(2):
            assert await office.wecom.deliver(letter) == {}

    office = played(tmp_path, scene)
    assert [one.id for one in office.heard] == ["7", "7"]
    assert office.heard[0].event == Said("昨天在北营村讲防震，来了<80>人")
    assert (office.heard[0].account.channel, office.heard[0].account.external_id) == ("wecom_app", "wang")
    assert office.heard[0].at == office.at


def test_the_address_is_verified_in_the_console(tmp_path: Path) -> None:
    async def scene(_: FakeServer, office: Office) -> None:
        answer = await office.wecom.verify("1616140317555161061")
        assert (answer.status_code, answer.text) == (200, "1616140317555161061")

    played(tmp_path, scene)


def test_while_the_ledger_keeps_nothing_wecom_delivers_again(tmp_path: Path) -> None:
    async def scene(_: FakeServer, office: Office) -> None:
        office.failures = 2
        await office.wecom.text("wang", "一")
        office.failures = TRIES
        await office.wecom.text("wang", "丢不了的，是企业微信不再送了")

    office = played(tmp_path, scene)
    assert office.wecom.statuses == [503, 503, 200, *(503,) * TRIES]
    assert [one.event for one in office.heard] == [Said("一")]


def test_a_tapped_card_is_answered_at_once_and_a_newcomer_welcomed(tmp_path: Path) -> None:
    async def scene(_: FakeServer, office: Office) -> None:
        tapped = await office.wecom.tap("wang", "task1", "d:1:confirm")
        welcomed = await office.wecom.event("wang", "subscribe")
        said = await office.wecom.event("wang", "click", EventKey="/summary")
        assert (tapped["MsgType"], tapped["Button.ReplaceName"]) == ("update_button", texts.DONE)
        assert (welcomed["MsgType"], welcomed["Content"]) == ("text", texts.WELCOME)
        assert said == {}

    heard = played(tmp_path, scene).heard
    assert [one.event for one in heard][::2] == [Tapped("d:1:confirm"), Said("/summary")]


def test_pictures_are_fetched_and_kept(tmp_path: Path) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        server.faults.extend(["lost", "broken"])
        await office.wecom.message("wang", "image", MediaId=server.picture(photo()))

    (one,) = played(tmp_path, scene).heard
    assert isinstance(one.event, Sent)
    assert one.event.files[0].sha256 in {file.name.partition(".")[0] for file in tmp_path.rglob("*")}


@pytest.mark.parametrize("content", [b"", b"no picture", b"\xff\xd8\xff cut off", b"PK\x03\x04", bomb()])
def test_a_picture_that_is_none_is_told(tmp_path: Path, content: bytes) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        await office.wecom.message("wang", "image", MediaId=server.picture(content))
        await office.wecom.message("wang", "image", MediaId="../../etc/passwd")

    assert all(isinstance(one.event, Refused) for one in played(tmp_path, scene).heard)


def test_a_picture_beyond_the_limit_is_not_read_to_its_end(tmp_path: Path) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        await office.wecom.message("wang", "image", MediaId=server.picture(b"\xff\xd8\xff" + bytes(30_000_000)))

    (one,) = played(tmp_path, scene).heard
    assert isinstance(one.event, Refused)
    assert one.event.reason == "too_large"


def test_everybodys_letters_in_order_and_nobody_waits_for_another(tmp_path: Path) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        media = server.picture(photo())
        await asyncio.gather(
            office.wecom.message("wang", "image", MediaId=media),
            office.wecom.text("wang", "这是照片"),
            office.wecom.text("li", "我先来"),
        )

    heard = [(one.account.external_id, type(one.event)) for one in played(tmp_path, scene).heard]
    assert heard[0] == ("li", Said)
    assert heard[1:] == [("wang", Sent), ("wang", Said)]


async def _refused(office: Office, query: dict[str, str], body: bytes, method: str = "POST") -> int:
    return (await office.client.request(method, PATH, params=query, content=body)).status_code


def test_what_is_forged_old_or_foreign_is_refused_and_nothing_of_it_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene(_: FakeServer, office: Office) -> None:
        letter = office.wecom.letter("wang", MsgType="text", MsgId="7", Content="很私密的话")
        query, body = office.wecom.sealed(letter)
        foreign, mine = office.wecom.sealed(letter, company="ww-another"), body.encode()
        other = office.wecom.sealed(letter.replace("1000002", "1000009"))
        signed_by_another = office.wecom.sealed(letter, token="x")
        statuses = [
            await _refused(office, query | {"msg_signature": "0" * 40}, mine),
            await _refused(office, query | {"timestamp": "now"}, mine),
            await _refused(office, {}, mine),
            await _refused(office, query, b"<xml>"),
            await _refused(office, query, b"<!DOCTYPE x [<!ENTITY a 'a'>]>" + mine),
            await _refused(office, query, b'{"Encrypt": "x"}'),
            await _refused(office, foreign[0], foreign[1].encode()),
            await _refused(office, other[0], other[1].encode()),
            await _refused(office, signed_by_another[0], signed_by_another[1].encode()),
            await _refused(office, query, b"", "GET"),
        ]
        office.passes(timedelta(minutes=11))
        statuses.append(await _refused(office, query, mine))
        assert set(statuses) == {403}
        assert await _refused(office, query, b"x" * 2_000_000) == 413
        assert await _refused(office, query, mine, "PUT") == 413

    with caplog.at_level(logging.DEBUG, "bot"):
        assert played(tmp_path, scene).heard == []
    assert "很私密" not in caplog.text
    assert "wang" not in caplog.text


def test_a_stopped_app_lets_wecom_deliver_again(tmp_path: Path) -> None:
    async def scene() -> list[int]:
        async with FakeServer().serving() as server:
            async with at_work(server, tmp_path) as office:
                pass
            transport = httpx.ASGITransport(app=office.channel.application)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                query, body = office.wecom.sealed(office.wecom.letter("wang", MsgType="text", Content="一"))
                return [(await client.post(PATH, params=query, content=body.encode())).status_code]

    assert asyncio.run(scene()) == [503]


DOCUMENT = Document("青河县月报.docx", "月报", Issued("r1"))
CARD = Card("c1", "记下了", (Row("人数", "80"),), buttons=BUTTONS)
MANY = tuple((Button(f"第{nth}个单位的名字很长很长", f"u:{nth}"),) for nth in range(8))


@pytest.mark.parametrize(
    ("message", "kinds"),
    [
        (Say("好"), ["text"]),
        (CARD, ["text", "template_card"]),
        (Say("哪个单位？", MANY), ["text"]),
        (Sheet("s", SUMMARY), ["text", "image"]),
        (DOCUMENT, ["text", "file"]),
        (Say("长" * 2000), ["text", "text", "text"]),
    ],
)
def test_messages_appear_as_the_app_can_show_them(tmp_path: Path, message: Message, kinds: list[str]) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        await office.send(message)
        assert [one.kind for one in server.appeared] == kinds
        assert {one.chat for one in server.appeared} == {"wang"}
        files = [one.content for one in server.appeared if one.kind in ("image", "file")]
        assert files in ([], [("summary.png", PICTURE)], [(getattr(message, "name", ""), FILE)])

    played(tmp_path, scene)


def test_without_cards_choices_are_typed(tmp_path: Path) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        await office.send(CARD)
        (one,) = server.appeared
        assert one.content.endswith("1. 确认\n2. 修改\n3. 取消")

    played(tmp_path, scene, cards=False)


def test_what_people_wrote_makes_no_links(tmp_path: Path) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        await office.send(Say('<a href="http://evil">点我</a> *_#'))
        assert server.appeared[0].content == '＜a href="http://evil">点我＜/a> *_#'

    played(tmp_path, scene)


@pytest.mark.parametrize(
    ("fault", "permanent", "uncertain", "away", "wait"),
    [
        (-1, False, False, False, 2),
        (45009, False, False, False, 60),
        (45033, False, False, False, 2),
        (81013, True, False, False, 0),
        (60111, True, False, False, 0),
        (60020, False, False, True, 0),
        (48002, False, False, True, 0),
        (40058, True, False, False, 0),
        ("broken", False, True, False, 0),
        ("words", False, True, False, 0),
        ("flood", False, True, False, 0),
        ("lost", False, True, False, 0),
    ],
)
def test_failures_say_how_to_go_on(
    tmp_path: Path, fault: int | str, permanent: bool, uncertain: bool, away: bool, wait: float
) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        server.faults.append(fault)
        with pytest.raises(SendFailed) as raised:
            await office.send(Say("好"))
        failed = raised.value
        assert (failed.permanent, failed.uncertain, failed.away, failed.retry_after) == (
            permanent,
            uncertain,
            away,
            wait,
        )
        assert not any(secret in failed.reason for secret in ("token", "secret", "好"))

    played(tmp_path, scene)


def test_a_server_that_is_not_there_is_away(tmp_path: Path) -> None:
    async def scene() -> None:
        async with AsyncExitStack() as stack, FakeServer().serving() as server:
            office = await stack.enter_async_context(at_work(server, tmp_path))
            await server.stop()
            with pytest.raises(SendFailed) as raised:
                await office.send(Say("好"))
            assert (raised.value.away, raised.value.permanent) == (True, False)

    asyncio.run(scene())


def test_half_a_message_is_shown_to_its_end_where_wecom_asks_to_wait(tmp_path: Path) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        server.faults.extend([0, -1, 45009])
        await office.send(CARD)
        assert office.rests == [2, 60]
        assert [one.kind for one in server.appeared] == ["text", "template_card"]

    played(tmp_path, scene)


def test_half_a_message_is_never_sent_from_its_beginning(tmp_path: Path) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        server.faults.extend([0, "lost"])
        with pytest.raises(SendFailed) as raised:
            await office.send(CARD)
        assert raised.value.uncertain

    played(tmp_path, scene)


@pytest.mark.parametrize("fault", ["broken", 45001, 40007])
def test_a_file_is_brought_up_before_anything_is_shown(tmp_path: Path, fault: int | str) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        server.faults.append(fault)
        with pytest.raises(SendFailed) as raised:
            await office.send(DOCUMENT)
        assert not raised.value.uncertain
        assert [one.kind for one in server.appeared] == (["text"] if raised.value.permanent else [])

    played(tmp_path, scene)


def test_a_file_that_wecom_has_lost_is_brought_up_again(tmp_path: Path) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        server.faults.extend([0, 0, 40007])
        await office.send(DOCUMENT)
        assert [one.kind for one in server.appeared] == ["text", "file"]
        assert server.asked.count("media/upload") == 2

    played(tmp_path, scene)


def test_while_the_ledger_is_away_a_file_waits(tmp_path: Path) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        office.failures = 1
        with pytest.raises(SendFailed) as raised:
            await office.send(DOCUMENT)
        assert raised.value.away
        assert server.appeared == []

    played(tmp_path, scene)


@pytest.mark.parametrize("fault", ["lost", "broken"])
def test_a_push_of_which_nobody_knows_is_repeated_and_seen_once(tmp_path: Path, fault: str) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        server.faults.append(fault)
        await office.send(Say("9月月报，今天到期。"), urgent=False)
        assert [one.content for one in server.appeared] == ["9月月报，今天到期。"]

    played(tmp_path, scene)


def test_the_same_answer_twice_is_shown_twice(tmp_path: Path) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        for nth in range(2):
            await office.send(Say("没听懂。"), id_=f"d{nth}")
        assert len(server.appeared) == 2

    played(tmp_path, scene)


def test_one_who_does_not_see_the_app_is_told_of(tmp_path: Path) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        server.gone.add("wang")
        with pytest.raises(SendFailed) as raised:
            await office.send(Say("好"))
        assert raised.value.permanent

    played(tmp_path, scene)


def test_nobody_gets_more_in_a_minute_than_wecom_shows(tmp_path: Path) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        for nth in range(PER_MINUTE):
            await office.send(Say(f"{nth}"), id_=f"d{nth}")
        with pytest.raises(SendFailed) as raised:
            await office.send(Say("多了"), id_="more")
        assert raised.value.retry_after > 0
        await office.send(Say("别人"), account="li", id_="other")
        assert len(server.appeared) == PER_MINUTE + 1

    played(tmp_path, scene)


def test_a_token_is_asked_for_once_and_before_it_ends(tmp_path: Path) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        await asyncio.gather(*(office.send(Say("好"), account=f"u{nth}") for nth in range(20)))
        assert server.asked.count("gettoken") == 1
        office.passes(timedelta(hours=1, minutes=54))
        await office.send(Say("好"))
        assert server.asked.count("gettoken") == 1
        office.passes(timedelta(minutes=2))
        await office.send(Say("好"))
        assert server.asked.count("gettoken") == 2

    played(tmp_path, scene)


def test_a_token_that_ends_early_is_renewed_once_for_all_who_wait(tmp_path: Path) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        server.expire()
        await asyncio.gather(*(office.send(Say("好"), account=f"u{nth}") for nth in range(20)))
        assert len(server.appeared) == 20
        assert server.asked.count("gettoken") == 2

    played(tmp_path, scene)


def test_a_token_that_is_never_good_is_no_loop(tmp_path: Path) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        server.refuses_all = True
        server.asked.clear()
        with pytest.raises(SendFailed) as raised:
            await office.send(Say("好"))
        assert (raised.value.permanent, raised.value.retry_after) == (False, 60)
        assert server.asked == ["message/send", "gettoken", "message/send"]

    played(tmp_path, scene)


def test_two_processes_share_a_token(tmp_path: Path) -> None:
    async def scene() -> None:
        drawer = Drawer()
        async with FakeServer().serving() as server, at_work(server, tmp_path, drawer) as first:
            await first.send(Say("一"))
            async with at_work(server, tmp_path, drawer) as second:
                await second.send(Say("二"))
                assert server.asked.count("gettoken") == 1
                server.expire()
                await second.send(Say("三"))
                await first.send(Say("四"))
                assert server.asked.count("gettoken") == 2

    asyncio.run(scene())


def test_a_wrong_secret_keeps_messages_and_is_told_to_the_operator(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene(server: FakeServer, office: Office) -> None:
        server.token_refusal = 40001
        office.passes(timedelta(hours=3))
        with pytest.raises(SendFailed) as raised:
            await office.send(Say("好"))
        assert (raised.value.away, raised.value.reason) == (True, "WeCom does not accept the app")

    played(tmp_path, scene)
    assert "secret" not in caplog.text


def test_the_menu_is_set_and_says_commands(tmp_path: Path) -> None:
    async def scene(server: FakeServer, _: Office) -> None:
        while not server.menus:
            await asyncio.to_thread(bool)
        assert [entry["name"] for entry in server.menus[0]["button"]] == ["记一场", "看汇总", "更多"]

    played(tmp_path, scene)
