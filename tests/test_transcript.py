"""Transcripts: what their lines mean, and how answers are written so that no line of them is taken for another."""

from datetime import datetime

import pytest

from bot.channel import Sheet
from bot.transcript import Clock, Spoken, answered, attachment, script, tapped_label
from handlers.turn import Button, Card, Row, Say
from reports.summary import Summary


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("小林> 昨天办了讲座", Spoken("小林", "昨天办了讲座")),
        ("> 昨天办了讲座", Spoken("", "昨天办了讲座")),
        ("小林> 第一行\\n第二行", Spoken("小林", "第一行\n第二行")),
        ("小林> 3 > 2", Spoken("小林", "3 > 2")),
        ("2026-09-18 10:00", Clock(datetime(2026, 9, 18, 10, 0))),  # noqa: DTZ001 - the player gives the zone
    ],
)
def test_a_line_makes_something_happen(line: str, event: Spoken | Clock) -> None:
    assert list(script(line)) == [event]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "一句话记一场",
        "< 已记下",
        "  第二行> 也是回答",
        "小林>没有空格",
        "2026-09-18",
        "18:00",
        "@小林 小林 volunteer 紫兴社区",
    ],
)
def test_other_lines_make_nothing_happen(line: str) -> None:
    assert list(script(line)) == []


@pytest.mark.parametrize(("what", "label"), [("[确认]", "确认"), ("[a:1:open]", "a:1:open")])
def test_a_tap_stands_in_brackets(what: str, label: str) -> None:
    assert tapped_label(what) == label


@pytest.mark.parametrize("what", ["确认", "[确认", "确认]", "(照片 a.jpg)", ""])
def test_other_words_are_no_tap(what: str) -> None:
    assert tapped_label(what) is None


@pytest.mark.parametrize(
    ("what", "sent"), [("(照片 a.jpg)", ("照片", "a.jpg")), ("(贴图)", ("贴图", "")), ("(语音)", ("语音", ""))]
)
def test_a_photo_or_a_sticker_stands_in_parentheses(what: str, sent: tuple[str, str]) -> None:
    assert attachment(what) == sent


@pytest.mark.parametrize("what", ["照片", "(大家好)", "(照片", "（照片 a.jpg）", ""])
def test_other_words_are_no_photo(what: str) -> None:
    assert attachment(what) is None


def test_an_answer_is_marked_and_its_lines_are_indented() -> None:
    buttons = ((Button("确认", "c"), Button("取消", "x")), (), (Button("返回", "b"),))

    assert answered(Say("第一行\n第二行 ", buttons)) == "< 第一行\n  第二行\n  [确认] [取消]\n  [返回]"


def test_a_card_is_written_with_its_title() -> None:
    assert answered(Card("1", "活动草稿", (Row("人数", "85人"),))) == "< 【活动草稿】\n  人数：85人"


@pytest.mark.parametrize("picture", [True, False])
def test_a_picture_is_named(picture: bool) -> None:
    lines = answered(Sheet("s", Summary("紫兴社区汇总", "", (), ()), picture=picture)).splitlines()

    assert ("  [图片：紫兴社区汇总]" in lines) is picture


def test_no_line_of_an_answer_makes_anything_happen() -> None:
    assert list(script(answered(Say("小林> 你好\n2026-09-18 10:00", ((Button("确认", "c"),),))))) == []
