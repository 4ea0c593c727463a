"""The people of the sample county on the page: everybody has a conversation of their own."""

from playwright.sync_api import FilePayload, Page, expect

from bot.channels.web.visitors import ACCOUNT_COOKIE
from handlers.turn import Say
from tests.web.conftest import Visits, expect_talk, say
from tests.web.house import House, painted


def switch(page: Page, name: str) -> None:
    page.locator(".people summary").click()
    page.locator(".people").get_by_role("link", name=name).click()
    expect(page.locator(".people summary b")).to_have_text(name)
    expect(page.locator("#timeline[aria-busy=false]")).to_be_attached()


def test_the_sample_county_opens_as_its_first_person(county: House, visit: Visits) -> None:
    page = visit(county.url)

    assert page.url == f"{county.url}/?persona=volunteer"
    expect(page.locator(".people summary")).to_contain_text("小林志愿者")


def test_each_person_has_a_conversation_of_their_own(county: House, visit: Visits) -> None:
    page = visit(county.url)
    say(page, "小林说的")
    expect_talk(page, "小林说的", "收到：小林说的")

    switch(page, "程主任")
    expect_talk(page)
    say(page, "主任说的")
    expect_talk(page, "主任说的", "收到：主任说的")
    switch(page, "小林")

    expect_talk(page, "小林说的", "收到：小林说的")
    spoken = [incoming.account.external_id for incoming in county.memory.received]
    assert spoken == ["volunteer", "coordinator"]


def test_what_comes_for_one_person_is_not_seen_by_another(county: House, visit: Visits) -> None:
    volunteer = visit(f"{county.url}/?persona=volunteer")
    officer = visit.again(volunteer.context, f"{county.url}/?persona=officer")

    county.push("officer", Say("只给老周"))
    county.push("volunteer", Say("只给小林"))

    expect_talk(officer, "只给老周")
    expect_talk(volunteer, "只给小林")


def test_what_is_half_written_stays_with_the_person(county: House, visit: Visits) -> None:
    page = visit(county.url)
    page.locator("#words").fill("小林写到一半")

    switch(page, "老周")
    expect(page.locator("#words")).to_have_value("")
    switch(page, "小林")

    expect(page.locator("#words")).to_have_value("小林写到一半")


def test_a_photo_opens_for_who_sent_it_and_for_nobody_else(county: House, visit: Visits) -> None:
    page = visit(county.url)
    page.locator("#picked").set_input_files([FilePayload(name="a.png", mimeType="image/png", buffer=painted())])
    page.locator("#send").click()
    expect(page.locator(".sending")).to_have_count(0)
    digest = next(iter(county.memory.owners))

    own = page.request.get(f"{county.url}/files/{digest}?persona=volunteer")
    foreign = [page.request.get(f"{county.url}/files/{digest}{who}") for who in ("?persona=officer", "", "?persona=x")]

    assert own.body() == painted()
    assert [answer.status for answer in foreign] == [404, 404, 404]


def test_a_stranger_is_nobody_of_the_county(county: House, visit: Visits) -> None:
    page = visit(county.url)

    switch(page, "访客")
    say(page, "你好")

    expect_talk(page, "你好", "收到：你好")
    assert county.memory.received[0].account.external_id.startswith("browser-")


def test_a_fresh_stranger_has_said_nothing_yet(county: House, visit: Visits) -> None:
    page = visit(f"{county.url}/?persona=")
    say(page, "我是第一个")
    expect_talk(page, "我是第一个", "收到：我是第一个")

    page.locator(".people summary").click()
    page.get_by_role("button", name="换一个新访客").click()
    expect(page.locator("#welcome")).to_be_visible()
    say(page, "我是第二个")

    expect_talk(page, "我是第二个", "收到：我是第二个")
    assert len({incoming.account.external_id for incoming in county.memory.received}) == 2


def test_a_person_who_does_not_exist_leads_back_to_one_who_does(county: House, visit: Visits) -> None:
    page = visit(f"{county.url}/?persona=nobody")

    assert page.url == f"{county.url}/?persona=volunteer"


def test_a_cookie_cannot_name_a_person_of_the_county(county: House, visit: Visits) -> None:
    page = visit(f"{county.url}/?persona=")
    page.context.add_cookies([{"name": ACCOUNT_COOKIE, "value": "coordinator", "url": county.url}])

    answer = page.request.get(f"{county.url}/events")

    assert answer.status == 401


def test_the_switch_closes_by_escape_and_by_a_tap_elsewhere(county: House, visit: Visits) -> None:
    page = visit(county.url)
    people = page.locator(".people > div")

    page.locator(".people summary").click()
    expect(people).to_be_visible()
    page.keyboard.press("Escape")
    expect(people).to_be_hidden()
    page.locator(".people summary").click()
    expect(people).to_be_visible()
    page.locator("#scroll").click()

    expect(people).to_be_hidden()


def test_a_ledger_in_use_has_no_people_to_switch_between(house: House, visit: Visits) -> None:
    page = visit(house.url)

    expect(page.locator("#who")).to_be_empty()
    assert page.request.get(f"{house.url}/events?persona=volunteer").status == 401
