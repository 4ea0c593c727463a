"""When the line breaks: nothing that was written is lost, and nothing is sent twice."""

import json

import pytest
from playwright.sync_api import Page, Request, Route, expect

from handlers.turn import Button, Card, Said, Say, Tapped
from tests.web.conftest import OpenHouse, Visits, echo, expect_talk, say
from tests.web.house import House

BROKEN = ("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE")


@pytest.fixture
def page(house: House, visit: Visits) -> Page:
    visit.expect(*BROKEN)
    return visit(house.url)


def texts(house: House) -> list[str]:
    return [incoming.event.text for incoming in house.memory.received if isinstance(incoming.event, Said)]


def identity(route: Route) -> str:
    return str(json.loads(route.request.post_data or "")["id"])


def account(house: House) -> str:
    return house.memory.received[0].account.external_id


def test_a_lost_connection_is_shown_until_it_is_back(house: House, page: Page) -> None:
    expect(page.locator("#status")).to_have_text("已连接")

    house.stop()
    expect(page.locator("#banner")).to_have_text("连不上了，正在重试。你写的话都留着。")
    house.start()

    expect(page.locator("#banner")).to_be_hidden()
    expect(page.locator("#status")).to_have_text("已连接")


def test_what_is_written_meanwhile_is_sent_once_when_the_line_is_back(house: House, page: Page) -> None:
    house.stop()
    say(page, "一")
    say(page, "二")
    expect(page.locator(".unsent .state")).to_contain_text("还没送到，会自动重试。")

    house.start()

    expect_talk(page, "一", "收到：一", "二", "收到：二")
    expect(page.locator(".state button")).to_have_count(0)
    assert texts(house) == ["一", "二"]


def test_what_was_kept_without_the_page_learning_of_it_is_not_kept_twice(house: House, page: Page) -> None:
    ids: list[str] = []

    def lose_the_first_answer(route: Route) -> None:
        ids.append(identity(route))
        response = route.fetch()
        if len(ids) == 1:
            route.abort("connectionreset")
        else:
            route.fulfill(response=response)

    page.route("**/messages", lose_the_first_answer)

    say(page, "一")

    expect_talk(page, "一", "收到：一")
    expect(page.locator(".unsent, .sending")).to_have_count(0)
    assert len(ids) == 2
    assert len(set(ids)) == 1
    assert texts(house) == ["一"]


def test_a_repeat_does_not_move_the_question_below_its_answer(house: House, page: Page) -> None:
    say(page, "一")
    expect_talk(page, "一", "收到：一")
    first = house.memory.received[0].id

    page.evaluate(
        """id => fetch("/messages", {method: "POST", headers: {"content-type": "application/json"},
            body: JSON.stringify({id, text: "一"})})""",
        first,
    )
    say(page, "二")

    expect_talk(page, "一", "收到：一", "二", "收到：二")


def test_answers_given_while_the_line_was_down_are_seen_afterwards(house: House, page: Page) -> None:
    say(page, "一")
    expect_talk(page, "一", "收到：一")

    house.stop()
    house.memory.put(account(house), Say("提醒"))
    house.start()

    expect_talk(page, "一", "收到：一", "提醒")


def test_a_question_kept_just_before_the_line_broke_stands_above_its_answer(house: House, page: Page) -> None:
    """The answer comes with what was missed, before the page knows that its question arrived."""
    house.memory.script = lambda _: (Say("答"),)
    say(page, "一")
    expect_talk(page, "一", "答")
    requests: list[Route] = []
    page.route("**/messages", lambda route: requests.append(route))  # noqa: PLW0108 - playwright marks its handlers
    say(page, "二")
    expect(page.locator(".sending")).to_have_count(1)
    house.stop()
    kept = house.memory.received[0]
    house.memory.take(type(kept)(identity(requests[0]), kept.account, Said("二"), house.memory.now()))

    house.start()
    expect(page.get_by_text("答", exact=True)).to_have_count(2)
    requests[0].continue_()

    expect_talk(page, "一", "答", "二", "答")
    expect(page.locator(".unsent, .sending")).to_have_count(0)


def test_a_store_that_keeps_nothing_is_said_and_tried_again(house: House, page: Page, visit: Visits) -> None:
    visit.expect("503")
    house.memory.away = True

    say(page, "一")
    expect(page.locator(".unsent .state")).to_contain_text("现在存不进去，你的话还在这里，稍后点一下重发。")
    house.memory.away = False
    page.get_by_role("button", name="重发").click()

    expect_talk(page, "一", "收到：一")
    expect(page.locator(".unsent")).to_have_count(0)


def test_a_conversation_that_cannot_be_read_comes_when_it_can(house: House, visit: Visits) -> None:
    page = visit(house.url)
    say(page, "一")
    expect_talk(page, "一", "收到：一")
    house.memory.away = True

    page.reload()
    expect(page.locator("#banner")).to_be_visible()
    house.memory.away = False

    expect_talk(page, "一", "收到：一")
    expect(page.locator("#banner")).to_be_hidden()


def test_what_was_not_sent_when_the_page_was_closed_is_sent_when_it_is_opened(house: House, page: Page) -> None:
    house.stop()
    say(page, "一")
    expect(page.locator(".unsent")).to_have_count(1)
    page.goto("about:blank")
    house.start()

    page.goto(house.url)

    expect_talk(page, "一", "收到：一")
    page.reload()
    expect_talk(page, "一", "收到：一")
    assert texts(house) == ["一"]


def test_the_field_keeps_what_was_being_written_over_a_reload(page: Page) -> None:
    page.locator("#words").fill("写到一半")

    page.reload()
    expect(page.locator("#words")).to_have_value("写到一半")
    page.locator("#words").press("Enter")

    expect_talk(page, "写到一半", "收到：写到一半")
    page.reload()
    expect(page.locator("#words")).to_have_value("")


def test_a_message_that_is_refused_for_good_says_why_and_stays(house: House, page: Page, visit: Visits) -> None:
    visit.expect("413")
    house.memory.script = echo

    say(page, "长" * 400_000)

    expect(page.locator(".unsent .state")).to_contain_text("这条消息太长了，请分成几条发。")
    expect(page.get_by_role("button", name="重发")).to_be_visible()
    say(page, "短")
    expect(page.locator(".theirs .bubble")).to_have_text("收到：短")


def test_a_tap_that_was_lost_is_repeated_under_its_id(house: House, page: Page) -> None:
    button = Button("确认", "tap:confirm")
    house.memory.script = lambda incoming: (
        (Say("记下了"),) if isinstance(incoming.event, Tapped) else (Card("k", "草稿", (), "好吗？", ((button,),)),)
    )
    say(page, "一")
    page.get_by_role("button", name="确认").wait_for()
    house.stop()

    page.get_by_role("button", name="确认").click()
    expect(page.locator(".unsent")).to_have_count(1)
    house.start()

    expect(page.locator(".theirs").last).to_contain_text("记下了")
    assert len(house.memory.events(Tapped)) == 1


def test_a_session_that_ended_asks_to_sign_in_and_keeps_what_was_written(open_house: OpenHouse, visit: Visits) -> None:
    visit.expect(*BROKEN, "401")
    house = open_house(password="old")
    page = visit(f"{house.url}/sign-in")
    page.locator("#password").fill("old")
    page.locator("#password").press("Enter")
    expect(page.locator("#status")).to_have_text("已连接")
    house.stop()
    house.password = "new"
    house.start()

    say(page, "一")
    expect(page.locator("#banner")).to_have_text("登录过期了，请重新登录。没发出的话都留着。")
    page.reload()
    page.locator("#password").fill("new")
    page.locator("#password").press("Enter")

    expect_talk(page, "一", "收到：一")


def test_a_page_that_nobody_sees_gives_its_line_back_and_catches_up(house: House, page: Page) -> None:
    say(page, "一")
    expect_talk(page, "一", "收到：一")
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request) if "/events" in request.url else None)
    hide = "state => { Object.defineProperty(document, 'visibilityState', {value: state, configurable: true});"
    turn = f"{hide} document.dispatchEvent(new Event('visibilitychange')); }}"

    page.evaluate(turn, "hidden")
    house.push(account(house), Say("没人看见时"))
    page.evaluate(turn, "visible")

    expect_talk(page, "一", "收到：一", "没人看见时")
    assert len(asked) == 1
