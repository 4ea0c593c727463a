"""Talking on the page: messages, keys, commands, order, scrolling, long and hostile texts."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from handlers.texts.page import COMMANDS
from handlers.turn import Said, Say
from tests.web.conftest import Visits, expect_talk, say
from tests.web.house import House


def test_a_message_appears_as_a_bubble_and_its_answer_below(house: House, visit: Visits) -> None:
    page = visit(house.url)

    say(page, "昨天办了讲座")

    expect_talk(page, "昨天办了讲座", "收到：昨天办了讲座")
    expect(page.locator("#timeline > li.mine .bubble")).to_have_text("昨天办了讲座")
    expect(page.locator("#timeline > li.theirs .bubble")).to_have_text("收到：昨天办了讲座")
    expect(page.locator("#words")).to_have_value("")


def test_the_conversation_is_the_same_after_a_reload(house: House, visit: Visits) -> None:
    page = visit(house.url)
    for text in ("一", "二", "三"):
        say(page, text)
        expect(page.locator("#timeline")).to_contain_text(f"收到：{text}")

    page.reload()

    expect_talk(page, "一", "收到：一", "二", "收到：二", "三", "收到：三")


def test_answers_stand_below_their_question_though_they_bear_its_moment(house: House, visit: Visits) -> None:
    house.memory.script = lambda _: [Say(f"{nth}") for nth in range(3)]
    page = visit(house.url)
    say(page, "问")
    expect_talk(page, "问", "0", "1", "2")

    page.reload()

    expect_talk(page, "问", "0", "1", "2")


def test_what_was_sent_shows_once_on_every_open_page(house: House, visit: Visits) -> None:
    page = visit(house.url)
    other = visit.again(page.context, house.url)

    say(page, "一")
    expect_talk(other, "一", "收到：一")
    say(other, "二")

    for one in (page, other):
        expect_talk(one, "一", "收到：一", "二", "收到：二")


def test_shift_and_enter_begins_a_new_line(house: House, visit: Visits) -> None:
    page = visit(house.url)
    page.locator("#words").focus()

    page.keyboard.type("第一行")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("第二行")

    expect(page.locator("#words")).to_have_value("第一行\n第二行")
    page.keyboard.press("Enter")
    expect_talk(page, "第一行\n第二行", "收到：第一行\n第二行")


def test_enter_that_ends_a_composition_sends_nothing(house: House, visit: Visits) -> None:
    page = visit(house.url)
    page.locator("#words").focus()
    method = page.context.new_cdp_session(page)

    method.send("Input.imeSetComposition", {"text": "ke pu", "selectionStart": 5, "selectionEnd": 5})
    page.keyboard.press("Enter")
    method.send("Input.insertText", {"text": "科普"})
    page.keyboard.press("Enter")

    expect_talk(page, "科普", "收到：科普")


@pytest.mark.parametrize("nothing", ["", "   ", "\n\n"])
def test_nothing_cannot_be_sent(house: House, visit: Visits, nothing: str) -> None:
    page = visit(house.url)

    say(page, nothing)
    expect(page.locator("#send")).to_be_disabled()
    say(page, "有了")

    expect_talk(page, "有了", "收到：有了")


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=\"document.title='bad'\">",
        "</script><script>document.title='bad'</script>",
        "👩‍🔬🧪 表情",
        "控制\u0007符\u200b号",
        "{words} $title ${title} \\n %s",
    ],
)
def test_a_text_is_shown_as_it_was_written(house: House, visit: Visits, text: str) -> None:
    page = visit(house.url)

    say(page, text)
    expect(page.locator("#timeline > li.theirs .bubble")).to_have_text(f"收到：{text}")
    page.reload()

    expect_talk(page, text, f"收到：{text}")
    assert page.title() == "科普台账"
    assert [incoming.event for incoming in house.memory.received] == [Said(text)]


def test_half_a_character_is_sent_as_a_sign_for_one(house: House, visit: Visits) -> None:
    page = visit(house.url)
    page.locator("#words").evaluate("field => { field.value = 'x\\ud83e'; field.dispatchEvent(new Event('input')); }")

    page.locator("#send").click()

    expect_talk(page, "x\ufffd", "收到：x\ufffd")


def test_a_message_of_forty_thousand_characters_is_folded_and_whole(house: House, visit: Visits) -> None:
    house.memory.script = lambda _: ()
    page = visit(house.url)
    text = "科普" * 20_000

    say(page, text)

    bubble = page.locator(".mine .bubble")
    expect(bubble.locator(".long")).to_have_text(text)
    folded = bubble.bounding_box()
    bubble.get_by_role("button", name="展开全文").click()
    opened = bubble.bounding_box()
    assert folded
    assert opened
    assert folded["height"] < 400 < opened["height"]
    bubble.get_by_role("button", name="收起").click()


def test_a_command_is_offered_and_sent_by_keys(house: House, visit: Visits) -> None:
    page = visit(house.url)
    page.locator("#words").press_sequentially("/")
    expect(page.get_by_role("option")).to_have_count(len(COMMANDS))

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option", selected=True)).to_contain_text(COMMANDS[1][0])
    page.keyboard.press("Enter")

    expect_talk(page, COMMANDS[1][0], f"收到：{COMMANDS[1][0]}")
    expect(page.locator("#menu")).to_be_hidden()


def test_a_command_is_taken_by_a_tap(house: House, visit: Visits) -> None:
    page = visit(house.url)
    page.locator("#words").press_sequentially("/he")

    page.get_by_role("option").click()

    expect_talk(page, "/help", "收到：/help")


def test_a_command_can_be_written_with_words_behind_it_and_the_menu_closed(house: House, visit: Visits) -> None:
    page = visit(house.url)
    page.locator("#words").press_sequentially("/summary")
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).to_be_hidden()

    page.keyboard.type(" 本月")
    page.keyboard.press("Enter")

    expect_talk(page, "/summary 本月", "收到：/summary 本月")


def test_a_usual_word_is_one_tap(house: House, visit: Visits) -> None:
    page = visit(house.url)

    page.get_by_role("button", name="汇总", exact=True).click()

    expect_talk(page, "汇总", "收到：汇总")


def test_the_welcome_gives_examples_that_one_may_change_before_sending(house: House, visit: Visits) -> None:
    page = visit(house.url)
    expect(page.locator("#welcome")).to_be_visible()

    page.get_by_role("button", name="本月汇总").click()

    expect(page.locator("#words")).to_have_value("本月汇总")
    expect(page.locator("#words")).to_be_focused()
    page.keyboard.press("Enter")
    expect_talk(page, "本月汇总", "收到：本月汇总")
    expect(page.locator("#welcome")).to_be_hidden()


def test_dots_show_that_an_answer_is_being_written(house: House, visit: Visits) -> None:
    house.memory.script = lambda _: ()
    page = visit(house.url)

    say(page, "在吗")
    expect(page.locator("#typing")).to_be_visible()
    house.push(house.memory.received[0].account.external_id, Say("在"))

    expect_talk(page, "在吗", "在")
    expect(page.locator("#typing")).to_be_hidden()


def test_no_dots_are_left_when_the_answer_was_faster_than_the_receipt(house: House, visit: Visits) -> None:
    page = visit(house.url)
    page.clock.install()
    with page.expect_response("**/messages"):
        say(page, "快")
    expect_talk(page, "快", "收到：快")

    page.clock.run_for(2_000)

    expect(page.locator("#typing")).to_be_hidden()


def _full(house: House, page: Page) -> str:
    """A conversation longer than the screen; the account it belongs to."""
    say(page, "开始")
    expect(page.locator("#timeline > li")).to_have_count(2)
    account = house.memory.received[0].account.external_id
    for nth in range(30):
        house.push(account, Say(f"第{nth}条"))
    expect(page.get_by_text("第29条")).to_be_in_viewport()
    return account


def test_the_end_stays_in_sight_as_messages_come(house: House, visit: Visits) -> None:
    page = visit(house.url)

    account = _full(house, page)
    house.push(account, Say("最新"))

    expect(page.get_by_text("最新", exact=True)).to_be_in_viewport()
    expect(page.locator("#below")).to_be_hidden()


def test_who_reads_further_up_is_told_of_new_messages_and_not_moved(house: House, visit: Visits) -> None:
    page = visit(house.url)
    account = _full(house, page)
    page.locator("#scroll").evaluate("view => view.scrollTo(0, 0)")
    expect(page.get_by_text("开始", exact=True)).to_be_in_viewport()

    house.push(account, Say("最新"))
    expect(page.locator("#below")).to_be_visible()
    expect(page.get_by_text("开始", exact=True)).to_be_in_viewport()
    page.locator("#below").click()

    expect(page.get_by_text("最新", exact=True)).to_be_in_viewport()
    expect(page.locator("#below")).to_be_hidden()


def test_days_are_named_as_people_name_them(county: House, visit: Visits) -> None:
    for days, text in ((400, "去年的"), (3, "几天前的"), (1, "昨天的"), (0, "今天的"), (0, "还是今天的")):
        county.memory.ahead = -timedelta(days=days)
        county.memory.put("officer", Say(text))

    page = visit(f"{county.url}/?persona=officer")

    shown = page.locator(".day:visible")
    expect(shown).to_have_text(["2024年8月14日", "9月15日 周一", "昨天", "今天"])
