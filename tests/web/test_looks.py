"""What the page looks like: widths, sizes for fingers, contrast, keys, motion, and a font that has Chinese."""

from itertools import combinations

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from bot.channel import Sheet
from bot.channels.web.entries import Mine
from handlers.turn import Button, Card, Event, Refused, Row, Said, Say, Sent, Tapped
from storage.model.activity import Evidence
from tests.web.conftest import ARGUMENTS, OpenHouse, Visits, say
from tests.web.house import House, painted
from tests.web.test_cards import SUMMARY

PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 900}}
LONG = "很长的名字" * 30 + "https://example.test/" + "x" * 300


@pytest.fixture
def furnished(county: House) -> House:
    """A house in which the volunteer has been through everything that can be seen."""
    memory = county.memory
    photo = memory.keep_file(painted(), "现场.png")
    assert isinstance(photo, Evidence)
    memory.owners[photo.sha256] = {"volunteer"}
    buttons = ((Button("确认", "x:1"), Button("修改", "x:2"), Button("取消", "x:3")), (Button(LONG[:60], "x:4"),))
    rows = (Row("活动", LONG), Row("时间", "9月17日", "昨天"), Row("地点", "待填", missing=True))
    table = Evidence("f" * 64, LONG + ".csv", "text/csv", 3)
    sent = Sent((photo, photo, photo, table), LONG)
    events: tuple[Event, ...] = (Said(LONG), Tapped("x:1"), sent, Refused(LONG, "empty"))
    for nth, event in enumerate(events):
        memory.entries.append(("volunteer", Mine(f"mine-{nth}", memory.now(), event)))
    for message in (
        Card("old", "旧的草稿", rows, LONG, buttons),
        Card("old", "记录", rows, LONG, buttons, photos=(photo, photo, photo, photo)),
        Say(LONG, buttons),
        Sheet("sums", SUMMARY, buttons),
    ):
        memory.put("volunteer", message)
    return county


def entered(house: House, visit: Visits, **options: object) -> Page:
    """The furnished conversation with everything open that can be open."""
    page = visit(f"{house.url}/?persona=volunteer", **options)
    page.locator("details.retired summary").click()
    page.locator("#picked").set_input_files([FilePayload(name=LONG[:90], mimeType="text/plain", buffer=b"x")] * 6)
    expect(page.locator("#tray li")).to_have_count(6)
    return page


@pytest.mark.parametrize("options", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_stands_beyond_the_edge_of_the_screen(
    furnished: House, visit: Visits, options: dict[str, object]
) -> None:
    page = entered(furnished, visit, **options)

    outside = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter((one) => {
            const {left, right, width} = one.getBoundingClientRect();
            const scrolls = one.parentElement.closest(".wide, #chips, #tray");
            return one.checkVisibility() && width && !scrolls && (left < 0 || right > innerWidth + 0.5);
        }).map((one) => one.outerHTML.slice(0, 80))"""
    )

    assert outside == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("#scroll").evaluate("view => view.scrollWidth <= view.clientWidth")


def test_lines_are_no_longer_than_one_likes_to_read(furnished: House, visit: Visits) -> None:
    page = entered(furnished, visit, **DESK)

    for part in ("#timeline", "#form", ".top"):
        box = page.locator(part).bounding_box()
        assert box
        assert box["width"] <= 800
        assert abs(box["x"] + box["width"] / 2 - 640) < 10


@pytest.mark.parametrize("options", [PHONE, DESK], ids=["phone", "desk"])
def test_what_is_tapped_is_large_enough_for_a_finger(
    furnished: House, visit: Visits, options: dict[str, object]
) -> None:
    page = entered(furnished, visit, **options)
    page.locator(".people summary").click()
    page.locator("#words").press_sequentially("/")
    expect(page.get_by_role("option").first).to_be_visible()

    small = page.evaluate(
        """() => [...document.querySelectorAll("button, a, summary, textarea, [role=option]")].filter((one) => {
            const {width, height} = one.getBoundingClientRect();
            return one.checkVisibility() && width && (width < 44 || height < 44);
        }).map((one) => one.outerHTML.slice(0, 120))"""
    )

    assert small == []


CONTRAST = """() => {
    const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => parts(colour).slice(0, 3)
        .map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
        .reduce((sum, one, nth) => sum + one * [0.2126, 0.7152, 0.0722][nth], 0);
    const behind = (one) => {
        const colour = getComputedStyle(one).backgroundColor;
        return (parts(colour)[3] ?? 1) ? colour : behind(one.parentElement);
    };
    const written = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const seen = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility() && written(one));
    return seen.map((one) => {
        const [darker, lighter] = [light(getComputedStyle(one).color), light(behind(one))].sort((a, b) => a - b);
        return [(lighter + 0.05) / (darker + 0.05), one.outerHTML.slice(0, 80)];
    }).filter(([ratio]) => ratio < 4.5);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(furnished: House, visit: Visits, scheme: str) -> None:
    page = entered(furnished, visit, color_scheme=scheme)

    assert page.evaluate(CONTRAST) == []


def test_the_page_is_dark_where_one_likes_it_dark(house: House, visit: Visits) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"

    light = visit(house.url, color_scheme="light").evaluate(ground)
    dark = visit(house.url, color_scheme="dark").evaluate(ground)

    assert (light, dark) == ("rgb(246, 245, 241)", "rgb(21, 25, 23)")


def test_every_control_has_a_name(furnished: House, visit: Visits) -> None:
    page = entered(furnished, visit)

    for role in ("button", "link", "textbox"):
        for control in page.get_by_role(role).all():
            expect(control).not_to_have_accessible_name("")


def test_everything_can_be_reached_and_seen_by_keys_alone(furnished: House, visit: Visits) -> None:
    page = visit(f"{furnished.url}/?persona=volunteer", **DESK)
    expect(page.locator("#words")).to_be_focused()
    shown = """() => {
        const {outlineStyle, outlineWidth} = getComputedStyle(document.activeElement);
        const field = document.activeElement.id === "words";
        return field || (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1);
    }"""
    reached = []

    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(shown)
        reached.append(page.evaluate("document.activeElement.textContent || document.activeElement.id"))
        if "小林" in reached[-1]:
            break

    assert {"确认", "修改", "取消", "帮助", "下载图片"} <= set(reached)
    page.keyboard.press("Enter")
    expect(page.locator(".people > div")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".people summary b")).to_have_text("老周")


def test_on_a_phone_the_keyboard_does_not_jump_up_by_itself(house: House, visit: Visits) -> None:
    page = visit(house.url, **PHONE)

    expect(page.locator("#words")).not_to_be_focused()
    expect(page.locator("#camera")).to_be_visible()


def test_nothing_moves_for_who_does_not_want_it(house: House, visit: Visits) -> None:
    house.memory.script = lambda _: ()
    page = visit(house.url, reduced_motion="reduce")

    say(page, "在吗")

    expect(page.locator("#typing")).to_be_visible()
    expect(page.locator("#typing span").first).to_have_css("animation-name", "none")


def test_a_long_draft_does_not_push_the_send_button_away(house: House, visit: Visits) -> None:
    page = visit(house.url, **PHONE)

    page.locator("#words").fill("一行\n" * 60)

    expect(page.locator("#send")).to_be_in_viewport(ratio=1)
    box = page.locator("#words").bounding_box()
    assert box
    assert box["height"] <= 180


def pictures(page: Page, place: str) -> list[bytes]:
    """A picture of every letter of a text."""
    boxes = page.locator(place).evaluate(
        """element => [...element.textContent].map((_, nth) => {
            const letter = document.createRange();
            letter.setStart(element.firstChild, nth);
            letter.setEnd(element.firstChild, nth + 1);
            const {x, y, width, height} = letter.getBoundingClientRect();
            return {x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height)};
        })"""
    )
    return [page.screenshot(clip=box) for box in boxes]


def test_chinese_is_never_drawn_as_boxes(browser: Browser, chromium: str, open_house: OpenHouse) -> None:
    """Also where the machine has no Chinese font, which then comes from the server."""
    chat, locked = open_house(), open_house(password="geheim")
    with browser.browser_type.launch(executable_path=chromium, args=[*ARGUMENTS]) as own:
        for address, place in ((chat.url, "h1"), (chat.url, "#welcome h2"), (f"{locked.url}/sign-in", "h1")):
            page = own.new_page()
            page.goto(address)
            page.locator(place).wait_for()
            page.wait_for_function("document.fonts.status === 'loaded'")
            assert all(one != other for one, other in combinations(pictures(page, place), 2))
            page.close()
