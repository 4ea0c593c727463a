"""A message as plain text: cards, choices, and pieces within what a channel takes."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channel import Abilities, Message, Sheet
from bot.render import as_lines, as_texts, choices, pieces
from handlers.turn import Button, Buttons, Card, Row, Say
from reports.summary import Summary

Measure = Callable[[str], int]

TWO: Buttons = ((Button("确认", "d:1:confirm"), Button("取消", "d:1:cancel")),)
CARD = Card(
    "1", "活动草稿", (Row("人数", "约200人", "两百来人"), Row("地点", "待填", missing=True)), "在哪儿办的？", TWO
)


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def utf8(text: str) -> int:
    return len(text.encode())


def abilities(buttons: int = 0, limit: int = 4096) -> Abilities:
    return Abilities(edits=False, buttons=buttons, pictures=False, text_limit=limit, repeats_safely=True)


def sheet(buttons: Buttons = ()) -> Sheet:
    return Sheet("s", Summary("紫兴社区汇总", "2026年9月", (("人次", "145"),), ()), buttons)


def test_a_card_reads_from_top_to_bottom() -> None:
    assert as_lines(CARD) == "【活动草稿】\n人数：约200人（“两百来人”）\n地点：待填\n在哪儿办的？"


def test_a_card_without_words_ends_with_its_rows() -> None:
    assert as_lines(Card("1", "2026-0001", (Row("人数", "85人"),))) == "【2026-0001】\n人数：85人"


def test_a_summary_is_text_too() -> None:
    assert "145" in as_lines(sheet())


def test_choices_are_numbered() -> None:
    assert choices(CARD) == "1. 确认\n2. 取消"
    assert choices(sheet(TWO)) == "1. 确认\n2. 取消"


def test_where_a_number_is_the_answer_choices_go_by_label() -> None:
    assert choices(Say("来了多少人？", TWO, numeric=True)) == "可以回复：确认 / 取消"


@pytest.mark.parametrize("message", [Say("好。"), Card("1", "标题", ()), sheet(), Say("好。", ((),))])
def test_a_message_without_choices_shows_none(message: Message) -> None:
    assert choices(message) == ""


@pytest.mark.parametrize(("fit", "shown"), [(0, True), (1, True), (2, False), (100, False)])
def test_choices_are_written_out_where_there_are_too_few_buttons(fit: int, shown: bool) -> None:
    assert ("1. 确认" in as_texts(CARD, abilities(buttons=fit))[-1]) is shown


def test_no_empty_line_stands_for_choices_that_are_not_there() -> None:
    assert as_texts(Say("好。"), abilities()) == ("好。",)


def test_choices_stand_on_the_last_piece() -> None:
    parts = as_texts(Say("一句话。" * 30, TWO), abilities(limit=60))

    assert len(parts) > 1
    assert parts[-1].endswith("1. 确认\n2. 取消")


def test_lines_are_kept_whole_where_they_fit() -> None:
    assert list(pieces("一二三四\n五六七八\n九十", 10, len)) == ["一二三四\n五六七八", "九十"]


def test_sentences_are_kept_whole_where_lines_are_too_long() -> None:
    assert list(pieces("一二三四。五六七八。九十。", 8, len)) == ["一二三四。", "五六七八。九十。"]


def test_what_has_neither_is_cut_anywhere() -> None:
    assert list(pieces("一二三四五六七", 3, len)) == ["一二三", "四五六", "七"]


@pytest.mark.parametrize(
    ("measure", "limit"), [(len, 7), (utf16, 7), (utf8, 20)], ids=["characters", "UTF-16", "bytes"]
)
@given(st.text(st.sampled_from("科普。\n a👍🏽é"), max_size=80))
def test_no_piece_is_too_long_and_nothing_is_lost(measure: Measure, limit: int, text: str) -> None:
    parts = list(pieces(text, limit, measure))

    assert all(measure(part) <= limit for part in parts)
    assert "".join(parts).replace("\n", "") == text.replace("\n", "")


@pytest.mark.parametrize("measure", [utf16, utf8])
def test_a_long_message_is_cut_in_a_moment(measure: Measure) -> None:
    parts = list(pieces("科普👍" * 50_000, 2000, measure))

    assert "".join(parts) == "科普👍" * 50_000


@pytest.mark.parametrize("text", ["", "好", "七个字的一句话"])
def test_what_fits_stays_as_it_is(text: str) -> None:
    assert list(pieces(text, 7, len)) == [text]
