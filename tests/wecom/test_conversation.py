"""What people send through WeCom and what they are shown: words, voices, pictures, files, cards, groups, in order."""

import base64
import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.channel import Document, Message, SendFailed, Sheet
from bot.channels.wecom.aes import Locked, unlocked
from bot.channels.wecom.heard import Link
from bot.channels.wecom.pace import PER_HOUR, PER_MINUTE, Pace
from handlers.turn import (
    Button,
    Card,
    Elsewhere,
    Event,
    Issued,
    Overheard,
    Refused,
    Row,
    Said,
    Say,
    Sent,
    Tapped,
    Unreadable,
)
from storage.model.people import Account
from tests.fakes.wecom_gateway import FakeGateway, locked
from tests.pictures import photo
from tests.wecom.line import FILE, PICTURE, Robot, play, until
from tests.wecom.test_group import SUMMARY

BUTTONS = ((Button("确认", "d:1:confirm"), Button("修改", "d:1:change")), (Button("取消", "d:1:cancel"),))


def heard(folder: Path, kind: str, content: object) -> list[Event]:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await gateway.message("wang", kind, content)
        await robot.has_heard(1)

    return [one.event for one in play(folder, scene).heard]


@pytest.mark.parametrize(
    ("kind", "content", "event"),
    [
        ("text", {"content": "昨天讲防震，来了80人"}, Said("昨天讲防震，来了80人")),
        ("text", {"content": "@科普台账 汇总"}, Said("汇总")),
        ("voice", {"content": "昨天讲防震来了八十人"}, Said("昨天讲防震来了八十人")),
        ("voice", {"content": " "}, Unreadable("voice")),
        ("video", {"url": "x"}, Unreadable("other")),
        ("location", {}, Unreadable("other")),
        ("mixed", {"msg_item": [{"msgtype": "text", "text": {"content": "只有字"}}]}, Said("只有字")),
    ],
)
def test_what_people_send_becomes_what_the_bot_hears(tmp_path: Path, kind: str, content: object, event: Event) -> None:
    assert heard(tmp_path, kind, content) == [event]


def test_pictures_and_files_are_fetched_unlocked_and_kept(tmp_path: Path) -> None:
    content = photo()

    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await gateway.message("wang", "image", gateway.picture(content))
        await gateway.message("wang", "file", gateway.picture(b"%PDF-1.7\n%%EOF\n", "../../etc/方案.pdf"))
        item = {"msgtype": "image", "image": gateway.picture(content)}
        words = {"msgtype": "text", "text": {"content": "这是现场"}}
        await gateway.message("wang", "mixed", {"msg_item": [words, item]})
        await robot.has_heard(3)

    image, file, mixed = [one.event for one in play(tmp_path, scene).heard]
    assert isinstance(image, Sent)
    assert isinstance(file, Sent)
    assert isinstance(mixed, Sent)
    assert (image.files[0].media_type, image.files[0].size) == ("image/jpeg", len(content))
    assert file.files[0].name == "方案.pdf"
    assert (mixed.files, mixed.caption) == ((mixed.files[0],), "这是现场")


def test_what_is_not_wecoms_own_is_not_fetched(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        for url in (
            "http://169.254.169.254/latest",
            "https://example.org/x",
            "file:///etc/passwd",
            "http://localhost/x",
        ):
            await gateway.message("wang", "image", {"url": url, "aeskey": ""})
        gone = gateway.picture(photo())
        gateway.media.clear()
        await gateway.message("wang", "image", gone)
        wrong = {**gateway.picture(photo()), "aeskey": base64.b64encode(os.urandom(32)).decode()}
        await gateway.message("wang", "image", wrong)
        await robot.has_heard(6)

    events = [one.event for one in play(tmp_path, scene).heard]
    assert all(isinstance(event, Refused) and event.reason == "corrupt" for event in events)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("size", [1, 15, 16, 31, 32, 33, 1000])
def test_what_was_locked_is_unlocked_with_and_without_the_end_of_its_key(size: int) -> None:
    key, content = os.urandom(32), os.urandom(size)
    written = base64.b64encode(key).decode()

    assert unlocked(locked(content, key), written) == content
    assert unlocked(locked(content, key), written.rstrip("=")) == content


@pytest.mark.parametrize(
    ("content", "key"), [(b"", "A" * 43), (b"x" * 15, "A" * 43), (b"x" * 32, "short"), (b"x" * 32, "!" * 44)]
)
def test_what_cannot_be_unlocked_is_told(content: bytes, key: str) -> None:
    with pytest.raises(Locked):
        unlocked(content, key)


def test_the_same_message_twice_keeps_its_id_and_order_is_kept(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        for nth in range(20):
            await gateway.text("wang", f"第{nth}条", id_=f"id{nth % 19}")
        await robot.has_heard(20)

    incoming = play(tmp_path, scene).heard
    assert [one.event for one in incoming] == [Said(f"第{nth}条") for nth in range(20)]
    assert incoming[0].id == incoming[19].id
    assert {one.account for one in incoming} == {Account("wecom", "wang")}


def test_while_the_ledger_keeps_nothing_a_message_is_handed_in_again(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        robot.failures = 3
        await gateway.text("wang", "一")
        await gateway.text("wang", "二")
        await robot.has_heard(2)

    assert [one.event for one in play(tmp_path, scene).heard] == [Said("一"), Said("二")]


def test_what_was_read_is_handed_in_before_the_end(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        robot.failures = 1_000_000
        for nth in range(5):
            await gateway.text("wang", f"第{nth}条")
        await gateway.event("li", "enter_chat")
        await until(lambda: bool(gateway.welcomed))  # so all before it was read
        robot.failures = 1

    said = [one.event for one in play(tmp_path, scene).heard if one.account.external_id == "wang"]
    assert said == [Said(f"第{nth}条") for nth in range(5)]


def test_in_a_group_it_only_says_where_to_find_it(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await gateway.text("wang", "@科普台账 汇总", chattype="group", chatid="g1")
        await robot.has_heard(1)
        await robot.send(Say("请私聊我。", BUTTONS), "group:g1")
        (shown,) = gateway.appeared
        assert (shown.chat, shown.chat_type, shown.kind) == ("g1", 2, "markdown")

    (incoming,) = play(tmp_path, scene).heard
    assert (incoming.event, str(incoming.account)) == (Elsewhere(), "wecom:group:g1")


def test_who_opens_the_chat_is_welcomed_at_once(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await gateway.event("wang", "enter_chat")
        await gateway.event("wang", "feedback_event", {"id": "1"})
        await gateway.event("wang", "enter_check_update")
        await robot.has_heard(3)
        await until(lambda: len(gateway.welcomed) == 1)

    assert {type(one.event) for one in play(tmp_path, scene).heard} == {Overheard}


def shown(folder: Path, message: Message) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []

    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await gateway.text("wang", "好")
        await robot.has_heard(1)
        await robot.send(message)
        found.extend((one.kind, one.content) for one in gateway.appeared)

    play(folder, scene)
    return found


def test_choices_are_a_card_that_says_it_was_tapped(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await gateway.text("wang", "好")
        await robot.has_heard(1)
        await robot.send(Card("d1", "活动草稿", (Row("人数", "80人"),), "都齐了。", BUTTONS))
        text, card = gateway.appeared
        assert text.content == "【活动草稿】\n人数：80人\n都齐了。"
        labels = [button["text"] for button in card.content["button_list"]]
        assert labels == ["确认", "修改", "取消"]
        await gateway.tap("wang", card.content["task_id"], "d:1:confirm")
        await gateway.tap("wang", card.content["task_id"], "none")
        await robot.has_heard(3)
        await until(lambda: len(gateway.updated) == 2)
        assert gateway.updated[0]["task_id"] == card.content["task_id"]

    events = [one.event for one in play(tmp_path, scene).heard]
    assert events[1:] == [Tapped("d:1:confirm"), Overheard("tap")]


@pytest.mark.parametrize(
    "labels", [[f"选{nth}" for nth in range(7)], ["农民科学素质提升行动的培训", "其他"]], ids=["too many", "too long"]
)
def test_choices_that_fit_no_card_are_numbered(tmp_path: Path, labels: list[str]) -> None:
    buttons = tuple((Button(label, f"x:{nth}"),) for nth, label in enumerate(labels))
    ((kind, text),) = shown(tmp_path, Say("哪一个？", buttons))

    assert kind == "markdown"
    assert all(f"{nth}. {label}" in str(text) or label in str(text) for nth, label in enumerate(labels, start=1))


def test_a_summary_has_its_picture_and_a_report_its_file(tmp_path: Path) -> None:
    text, picture = shown(tmp_path, Sheet("", SUMMARY))
    words, file = shown(tmp_path, Document("青河县月报.docx", "月报", Issued("r1")))

    assert "讲座｜报告" in str(text[1])
    assert picture == ("image", ("summary.png", PICTURE))
    assert words == ("markdown", "月报")
    assert file == ("file", ("青河县月报.docx", FILE))


def test_a_long_text_is_sent_in_parts_that_fit(tmp_path: Path) -> None:
    parts = shown(tmp_path, Say("讲座办得好。" * 3000))

    assert len(parts) == 3
    assert "".join(str(text) for _, text in parts) == "讲座办得好。" * 3000


def test_what_people_wrote_stays_text(tmp_path: Path) -> None:
    ((_, text),) = shown(tmp_path, Say("# 标题 *粗* [x](y) <@all>"))

    assert not set(str(text)) & set("*_#>|[]`~<")


def test_no_conversation_gets_more_than_its_share() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    for _ in range(PER_MINUTE):
        pace.take("wang")
    pace.take("li")

    with pytest.raises(SendFailed) as failed:
        pace.take("wang")
    assert failed.value.retry_after == 60
    now[0] = 60
    for _ in range(PER_HOUR - PER_MINUTE):
        now[0] += 2.5
        pace.take("wang")
    now[0] += 60
    with pytest.raises(SendFailed) as failed:
        pace.take("wang")
    assert failed.value.retry_after > 60


def test_a_link_without_a_name_has_one() -> None:
    assert Link("u", "k", "a.jpg").name == "a.jpg"


async def _slow_download(gateway: FakeGateway) -> None:
    """Somebody sends a picture that does not come, so that their line stands still."""
    await gateway.message("wang", "image", gateway.picture(photo(), slow=True))
    await until(lambda: gateway.downloads == 1)


def test_a_tapped_card_is_answered_while_the_line_of_that_person_stands_still(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await _slow_download(gateway)
        await gateway.tap("wang", "card-1", "d:1:confirm")
        await until(lambda: bool(gateway.updated))
        assert robot.heard == []
        gateway.flowing.set()
        await robot.has_heard(2)

    sent, tapped = [one.event for one in play(tmp_path, scene).heard]
    assert (type(sent), tapped) == (Sent, Tapped("d:1:confirm"))


def test_an_opened_chat_is_welcomed_while_the_line_of_that_person_stands_still(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await _slow_download(gateway)
        await gateway.event("wang", "enter_chat")
        await until(lambda: bool(gateway.welcomed))
        assert robot.heard == []
        gateway.flowing.set()
        await robot.has_heard(2)

    play(tmp_path, scene)


def test_a_card_tapped_twice_is_answered_and_heard_in_order(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await gateway.tap("wang", "card-1", "d:1:confirm")
        await gateway.again()
        await robot.has_heard(2)

    first, second = play(tmp_path, scene).heard
    assert (first.id, first.event) == (second.id, second.event)


def test_a_summary_is_a_table_and_lines_where_it_would_be_too_long(tmp_path: Path) -> None:
    (words, _) = shown(tmp_path, Sheet("s", SUMMARY))
    wide = replace(SUMMARY.tables[0], rows=tuple((f"第{nth}个很长的类型名字", "1") for nth in range(900)))
    long, *_ = shown(tmp_path, Sheet("s", replace(SUMMARY, tables=(wide,)), picture=False))

    assert "| 类型 | 人次 |\n| --- | --- |" in str(words[1])
    assert "|" not in str(long[1])
