"""What callbacks of an app mean, and what is refused before anybody reads it."""

import pytest

from bot.channels.wecom.app.letters import Malformed, Reply, answered, fields, letter
from handlers.turn import Event, Overheard, Said, Tapped, Unreadable

HEAD = {"FromUserName": "wang", "CreateTime": "1409659813", "MsgId": "42"}
EVENT = {"FromUserName": "wang", "CreateTime": "1409659813", "MsgType": "event"}
LAUGHS = b"""<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><xml><Content>&b;</Content></xml>"""
FILE = b"""<!DOCTYPE x [<!ENTITY a SYSTEM "file:///somewhere">]><xml><Content>&a;</Content></xml>"""


@pytest.mark.parametrize(
    ("found", "event"),
    [
        ({"MsgType": "text", "Content": "昨天讲防震"}, Said("昨天讲防震")),
        ({"MsgType": "text"}, Said("")),
        ({"MsgType": "voice", "MediaId": "v"}, Unreadable("voice")),
        ({"MsgType": "location", "Label": "x"}, Unreadable("location")),
        ({"MsgType": "video"}, Unreadable("other")),
        ({"MsgType": "link"}, Unreadable("other")),
        ({"MsgType": "something new"}, Unreadable("other")),
    ],
)
def test_messages_are_what_the_bot_hears(found: dict[str, str], event: Event) -> None:
    one = letter(HEAD | found)

    assert (one.id, one.account, one.date, one.event, one.reply) == ("42", "wang", 1409659813, event, Reply.NOTHING)


def test_a_picture_is_still_to_be_fetched() -> None:
    one = letter(HEAD | {"MsgType": "image", "MediaId": "m1", "PicUrl": "http://elsewhere"})

    assert (one.event, one.media, one.name) == (None, "m1", "照片.jpg")


@pytest.mark.parametrize(
    ("found", "event", "reply", "alarm"),
    [
        ({"Event": "template_card_event", "EventKey": "d:1:yes", "TaskId": "t"}, Tapped("d:1:yes"), "tapped", False),
        ({"Event": "click", "EventKey": "/summary"}, Said("/summary"), "", False),
        ({"Event": "subscribe"}, Overheard("enter"), "welcome", False),
        ({"Event": "enter_agent"}, Overheard("event"), "", False),
        ({"Event": "low_active_alert"}, Overheard("event"), "", True),
        ({"Event": "something_new"}, Overheard("event"), "", False),
        ({}, Overheard("event"), "", False),
    ],
)
def test_events_are_told_apart(found: dict[str, str], event: Event, reply: str, alarm: bool) -> None:
    one = letter(EVENT | found)

    assert (one.event, one.reply, one.alarm) == (event, reply, alarm)


def test_two_cards_tapped_in_one_second_are_two_events_and_a_repeat_is_none() -> None:
    tap = EVENT | {"Event": "template_card_event", "EventKey": "yes"}
    ids = [letter(tap | {"TaskId": task}).id for task in ("t1", "t2", "t1")]

    assert ids[0] == ids[2] != ids[1]


@pytest.mark.parametrize(
    "found",
    [
        {},
        {"FromUserName": "wang", "CreateTime": "1"},
        {"MsgType": "text", "CreateTime": "1"},
        {"FromUserName": "wang", "MsgType": "text"},
        {"FromUserName": "wang", "MsgType": "text", "CreateTime": "-1"},
        {"FromUserName": "wang", "MsgType": "text", "CreateTime": "soon"},
        {"FromUserName": "wang", "MsgType": "text", "CreateTime": "9" * 400},
    ],
)
def test_what_does_not_say_who_and_when_is_malformed(found: dict[str, str]) -> None:
    with pytest.raises(Malformed):
        letter(found)


@pytest.mark.parametrize(
    "body",
    [b"", b"no xml", b"<xml>", b"<xml/><xml/>", b"\xff\xfe\x00", b"<" * 10_000, LAUGHS, FILE, b"<!DOCTYPE x><xml/>"],
)
def test_what_is_no_letter_and_what_defines_entities_is_never_read(body: bytes) -> None:
    with pytest.raises(Malformed):
        fields(body)


def test_elements_are_read_by_name() -> None:
    body = b"<xml><A><![CDATA[a<b>]]></A><B>1</B><C/><Deep><A>x</A></Deep></xml>"

    assert fields(body) == {"A": "a<b>", "B": "1", "C": "", "Deep": ""}


def test_an_answer_is_xml_whatever_people_are_called() -> None:
    one = letter(EVENT | {"FromUserName": "<wang>&co", "Event": "template_card_event", "EventKey": "y"})

    assert fields(answered(one, "ww1"))["ToUserName"] == "<wang>&co"
    assert fields(answered(one, "ww1"))["MsgType"] == "update_button"
    assert answered(letter(EVENT), "ww1") == b""
