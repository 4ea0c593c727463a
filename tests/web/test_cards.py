"""Cards and summaries on the page: what they show, how they change, how they retire."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from bot.channel import Message, Sheet
from handlers.turn import Button, Buttons, Card, Incoming, Row, Said, Say, Tapped
from reports.summary import Summary, Table
from tests.web.conftest import Visits, expect_talk, say
from tests.web.house import House

ROWS = (
    Row("活动", "防溺水讲座"),
    Row("时间", "9月17日（周三）", words="昨天上午"),
    Row("人数", "约60人", words="约60人"),
    Row("地点", "待填", missing=True),
    Row("备注", "", missing=True),
)


def buttons(*labels: str) -> Buttons:
    return (tuple(Button(label, f"tap:{label}") for label in labels),)


DRAFT = Card("draft", "活动草稿", ROWS, "在哪儿办的？", buttons("紫兴社区", "取消"))
READY = Card("draft", "活动草稿", ROWS[:3], "都齐了。", buttons("确认", "修改"), replace=True)


def dialog(incoming: Incoming) -> Sequence[Message]:
    """A draft for every text; a tap on a venue completes it in place, 确认 brings another card of the same thing."""
    match incoming.event:
        case Tapped(action="tap:紫兴社区"):
            return (READY,)
        case Tapped(action="tap:确认"):
            return (Card("draft", "2025-0137", ROWS[:3], "已记下。", buttons("改")),)
        case Said():
            return (DRAFT,)
        case _:
            return ()


@pytest.fixture
def drafted(house: House, visit: Visits) -> Page:
    """A page with an open draft."""
    house.memory.script = dialog
    page = visit(house.url)
    say(page, "讲座")
    expect(page.locator("article.card")).to_be_visible()
    return page


def test_a_card_shows_what_is_known_and_marks_what_is_missing(drafted: Page) -> None:
    card = drafted.locator("article.card")

    expect(card.locator("h2")).to_have_text("活动草稿")
    expect(card.locator("dt")).to_have_text([row.label for row in ROWS])
    expect(card.locator("dd")).to_have_text(["防溺水讲座", "9月17日（周三）原话：昨天上午", "约60人", "待填", "待补充"])
    expect(card.locator(".missing dt")).to_have_text(["地点", "备注"])
    expect(card.locator(".text")).to_have_text("在哪儿办的？")


def test_a_tap_changes_the_card_in_place(house: House, drafted: Page) -> None:
    drafted.get_by_role("button", name="紫兴社区").click()

    expect(drafted.locator("article.card .text")).to_have_text("都齐了。")
    expect(drafted.locator("#timeline > li")).to_have_count(3)
    expect(drafted.locator("#timeline > li .card")).to_have_count(1)
    expect(drafted.locator("#timeline > li").last.locator(".bubble")).to_have_text("紫兴社区")
    assert [incoming.event for incoming in house.memory.events(Tapped)] == [Tapped("tap:紫兴社区")]


def test_a_newer_card_of_the_same_thing_collapses_the_older(drafted: Page) -> None:
    drafted.get_by_role("button", name="紫兴社区").click()
    drafted.get_by_role("button", name="确认").click()

    expect(drafted.locator("#timeline > li").last.locator("h2")).to_have_text("2025-0137")
    old = drafted.locator("details.retired")
    expect(old).to_have_count(1)
    expect(old.locator("summary")).to_have_text("活动草稿")
    expect(old.locator(".buttons")).to_have_count(0)
    expect(old.locator(".card")).to_be_hidden()
    old.locator("summary").click()
    expect(old.get_by_text("防溺水讲座")).to_be_visible()


def test_cards_are_the_same_after_a_reload(drafted: Page) -> None:
    drafted.get_by_role("button", name="紫兴社区").click()
    drafted.get_by_role("button", name="确认").click()
    expect(drafted.locator("#timeline > li")).to_have_count(5)
    before = drafted.locator("#timeline > li .body").all_text_contents()

    drafted.reload()
    expect(drafted.locator("#timeline[aria-busy=false]")).to_be_attached()

    assert drafted.locator("#timeline > li .body").all_text_contents() == before
    expect(drafted.locator("details.retired")).to_have_count(1)


def test_tapping_twice_while_the_first_is_under_way_sends_one(house: House, drafted: Page) -> None:
    house.hold()
    button = drafted.get_by_role("button", name="紫兴社区")

    button.click()
    expect(button).to_have_attribute("aria-disabled", "true")
    button.dispatch_event("click")
    drafted.get_by_role("button", name="取消").dispatch_event("click")
    house.release()

    expect(drafted.locator("article.card .text")).to_have_text("都齐了。")
    assert [incoming.event for incoming in house.memory.events(Tapped)] == [Tapped("tap:紫兴社区")]


def test_every_tap_has_an_id_of_its_own_and_the_button_works_again(house: House, drafted: Page) -> None:
    for taps in (1, 2):
        drafted.get_by_role("button", name="取消").click()
        expect(drafted.locator(".tapped")).to_have_count(taps)
        expect(drafted.get_by_role("button", name="取消")).to_have_attribute("aria-disabled", "false")

    assert len({incoming.id for incoming in house.memory.events(Tapped)}) == 2


def test_the_focus_stays_on_the_card_that_was_tapped_by_key(drafted: Page) -> None:
    drafted.get_by_role("button", name="紫兴社区").press("Enter")

    expect(drafted.get_by_role("button", name="确认")).to_be_focused()


def test_a_text_with_a_key_changes_in_place_too(house: House, visit: Visits) -> None:
    pages = (Say("第1页", buttons("下一页"), key="list"), Say("第2页", key="list", replace=True))
    house.memory.script = lambda incoming: (pages[isinstance(incoming.event, Tapped)],)
    page = visit(house.url)
    say(page, "我的")

    page.get_by_role("button", name="下一页").click()

    expect_talk(page, "我的", "第2页", "下一页")


def test_a_button_that_is_no_longer_known_is_told_to_the_bot(house: House, visit: Visits) -> None:
    house.memory.script = lambda incoming: (
        (Say("这个按钮过期了。"),) if isinstance(incoming.event, Tapped) else (DRAFT, READY)
    )
    page = visit(house.url)
    say(page, "讲座")

    page.get_by_role("button", name="修改").click()

    expect(page.locator("#timeline > li").last).to_contain_text("这个按钮过期了。")


def test_a_button_with_a_very_long_label_stays_on_the_screen(house: House, visit: Visits) -> None:
    house.memory.script = lambda _: (Say("选一个", buttons("很长的地名" * 20, "VeryLongWordWithoutSpaces" * 5)),)
    page = visit(house.url)

    say(page, "讲座")

    for button in page.locator(".buttons button").all():
        box = button.bounding_box()
        assert box
        assert box["x"] + box["width"] <= 390


SUMMARY = Summary(
    title="青河县·2025年9月汇总",
    subtitle="2025年9月1日—30日",
    figures=(("活动", "128项（上期96项）"), ("人次", "13,275")),
    tables=(
        Table(
            "按类型",
            ("类型", "活动（项）", "人次", "上期人次", "增减", "其中约数", "未统计人数"),
            (("讲座", "52", "4,210", "3,980", "+230", "约500", "—"), ("培训", "31", "3,120", "", "-3.5%", "12", "0")),
            ("合计", "83", "7,330", "3,980", "", "", ""),
        ),
        Table("资料和物品", ("名称", "方式"), tuple((f"折页{nth}", "发放") for nth in range(20))),
    ),
    notes=("约数按原话的数相加。",),
)


@pytest.fixture
def summed(house: House, visit: Visits) -> Page:
    """A page with a summary."""
    house.memory.script = lambda _: (Sheet("sums", SUMMARY, buttons("上月", "今年")),)
    page = visit(house.url)
    say(page, "本月汇总")
    expect(page.locator("article.sheet")).to_be_visible()
    return page


def test_a_summary_shows_figures_tables_totals_and_notes(summed: Page) -> None:
    sheet = summed.locator("article.sheet")

    expect(sheet.locator("h2")).to_have_text("青河县·2025年9月汇总")
    expect(sheet.locator(".figures dt")).to_have_text(["活动", "人次"])
    expect(sheet.locator(".figures dd")).to_have_text(["128项上期96项", "13,275"])
    expect(sheet.locator("caption")).to_have_text(["按类型", "资料和物品"])
    first = sheet.locator("table").first
    expect(first.locator("tbody tr").first.locator("th, td")).to_have_text(list(SUMMARY.tables[0].rows[0]))
    expect(first.locator("tfoot th, tfoot td")).to_have_text(list(SUMMARY.tables[0].total))
    expect(sheet.locator(".notes li")).to_have_text(["约数按原话的数相加。"])


def test_figures_stand_to_the_right_and_words_to_the_left(summed: Page) -> None:
    table = summed.locator("table").first

    expect(table.locator("tbody tr").first.locator(".number")).to_have_count(6)
    expect(summed.locator("table").last.locator(".number")).to_have_count(0)


def test_a_wide_table_scrolls_inside_its_card(summed: Page) -> None:
    wide = summed.locator(".wide").first

    inner, outer = wide.evaluate("box => [box.scrollWidth, box.clientWidth]")

    assert inner > outer
    assert summed.evaluate("document.querySelector('#scroll').scrollWidth <= innerWidth")
    wide.scroll_into_view_if_needed()
    wide.evaluate("box => box.scrollTo(9999, 0)")
    expect(wide.locator("tbody th").first).to_be_in_viewport(ratio=1)
    expect(wide.locator("tbody td").last).to_be_in_viewport()


def test_a_long_table_opens_on_demand(summed: Page) -> None:
    table = summed.locator("table").last
    expect(table.locator("tbody tr:visible")).to_have_count(12)

    summed.get_by_role("button", name="展开全部 20 行").click()

    expect(table.locator("tbody tr:visible")).to_have_count(20)


def test_the_picture_of_a_summary_opens_large_and_can_be_saved(summed: Page) -> None:
    summed.locator(".picture img").scroll_into_view_if_needed()
    expect(summed.locator(".picture img")).to_have_js_property("naturalWidth", 1200)

    summed.get_by_role("button", name="汇总图片").click()
    expect(summed.locator("#large")).to_have_js_property("naturalWidth", 1200)
    with summed.expect_download() as download:
        summed.locator("#download").click()
    summed.keyboard.press("Escape")

    assert download.value.suggested_filename == "青河县·2025年9月汇总.png"
    expect(summed.locator("#viewer")).to_be_hidden()


def test_the_large_picture_closes_by_a_tap_anywhere(summed: Page) -> None:
    summed.get_by_role("button", name="汇总图片").click()

    summed.locator("#large").click()

    expect(summed.locator("#viewer")).to_be_hidden()


def test_a_summary_whose_picture_cannot_be_made_shows_its_tables(house: House, visit: Visits) -> None:
    visit.expect("404")
    house.memory.script = lambda _: (Sheet("sums", SUMMARY),)
    page = visit(house.url)
    page.route("**/pictures/**", lambda route: route.fulfill(status=404))

    say(page, "本月汇总")

    expect(page.locator(".sheet table")).to_have_count(2)
    page.locator("#scroll").evaluate("view => view.scrollTo(0, view.scrollHeight)")
    expect(page.locator(".picture")).to_have_count(0)


def test_a_summary_without_a_picture_asks_for_none(house: House, visit: Visits) -> None:
    house.memory.script = lambda _: (Sheet("sums", SUMMARY, picture=False),)
    page = visit(house.url)

    say(page, "本月汇总")

    expect(page.locator(".sheet table")).to_have_count(2)
    expect(page.locator(".picture")).to_have_count(0)


def test_an_empty_summary_is_only_its_words(house: House, visit: Visits) -> None:
    nothing = Summary("空", "", (), (), ("这里还没有记录。",))
    house.memory.script = lambda _: (Sheet("sums", nothing, picture=False),)
    page = visit(house.url)

    say(page, "本月汇总")

    expect_talk(page, "本月汇总", "空这里还没有记录。")
