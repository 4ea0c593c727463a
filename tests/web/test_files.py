"""Photos and files on the page: choosing, pasting, dropping, sending, looking at, and what is refused."""

from collections.abc import Sequence

from playwright.sync_api import FilePayload, Page, expect

from bot.channel import Message
from bot.channels.web.uploads import FILE_LIMIT
from handlers.turn import Incoming, Refused, Say, Sent
from tests.web.conftest import Visits, expect_talk
from tests.web.house import House, painted

PHOTO = FilePayload(name="现场.png", mimeType="image/png", buffer=painted())
LIST = FilePayload(name="签到表 九月.csv", mimeType="text/csv", buffer="姓名\n".encode())
BROKEN = FilePayload(name="坏的.png", mimeType="image/png", buffer=b"broken")


def clerk(incoming: Incoming) -> Sequence[Message]:
    match incoming.event:
        case Sent(files=files):
            return (Say(f"收到{len(files)}个"),)
        case Refused(name=name, reason=reason):
            return (Say(f"没收下{name}：{reason}"),)
        case _:
            return ()


def entered(house: House, visit: Visits) -> Page:
    house.memory.script = clerk
    return visit(house.url)


def choose(page: Page, *files: FilePayload) -> None:
    page.locator("#picked").set_input_files(list(files))


def events(house: House) -> list[object]:
    return [incoming.event for incoming in house.memory.received]


def test_a_photo_is_sent_shown_and_looked_at(house: House, visit: Visits) -> None:
    page = entered(house, visit)

    choose(page, PHOTO)
    expect(page.locator("#tray img")).to_have_js_property("naturalWidth", 640)
    page.locator("#send").click()

    expect_talk(page, "", "收到1个")
    expect(page.locator("#tray")).to_be_hidden()
    page.get_by_role("button", name="照片 现场.png").click()
    expect(page.locator("#large")).to_have_js_property("naturalWidth", 640)
    page.get_by_role("button", name="关闭").click()
    expect(page.locator("#viewer")).to_be_hidden()


def test_a_photo_is_there_after_a_reload(house: House, visit: Visits) -> None:
    page = entered(house, visit)
    choose(page, PHOTO)
    page.locator("#words").fill("讲座现场")
    page.locator("#words").press("Enter")
    expect_talk(page, "讲座现场", "收到1个")

    page.reload()

    expect(page.locator(".mine .photo img")).to_have_js_property("naturalWidth", 640)
    expect_talk(page, "讲座现场", "收到1个")


def test_a_file_can_be_saved_again_as_soon_as_it_is_kept(house: House, visit: Visits) -> None:
    page = entered(house, visit)
    choose(page, LIST)
    page.locator("#send").click()
    expect_talk(page, "签到表 九月.csv7 B", "收到1个")

    with page.expect_download() as download:
        page.get_by_role("link", name="签到表 九月.csv").click()

    assert download.value.suggested_filename == LIST["name"]
    assert download.value.path().read_bytes() == LIST["buffer"]


def test_a_file_beyond_the_limit_is_told_before_and_after_it_is_sent(house: House, visit: Visits) -> None:
    page = entered(house, visit)
    choose(page, LIST)
    page.evaluate(
        """size => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(size)], "录像.mp4", {type: "video/mp4"}));
            const picked = document.querySelector("#picked");
            picked.files = data.files;
            picked.dispatchEvent(new Event("change"));
        }""",
        FILE_LIMIT + 1,
    )
    expect(page.locator("#tray em")).to_have_text(["超过 20 MB，传不了"])

    with page.expect_request("**/files") as request:
        page.locator("#send").click()

    expect_talk(page, "签到表 九月.csv7 B", "录像.mp4 没有收下", "收到1个", "没收下录像.mp4：too_large")
    assert len(request.value.post_data_buffer or b"") < 2000
    assert events(house)[1] == Refused(name="录像.mp4", reason="too_large", limit=FILE_LIMIT)


def test_a_file_that_was_refused_alone_says_so(house: House, visit: Visits) -> None:
    page = entered(house, visit)

    choose(page, BROKEN)
    page.locator("#send").click()

    expect_talk(page, "坏的.png 没有收下", "没收下坏的.png：corrupt")


def test_each_of_several_files_keeps_its_own_picture_when_one_is_refused(house: House, visit: Visits) -> None:
    page = entered(house, visit)
    small = FilePayload(name="小.png", mimeType="image/png", buffer=painted("red", (64, 64)))

    choose(page, BROKEN, small, PHOTO)
    page.locator("#send").click()

    expect_talk(page, "", "坏的.png 没有收下", "收到2个", "没收下坏的.png：corrupt")
    images = page.locator(".mine .photo img")
    expect(images.nth(0)).to_have_js_property("naturalWidth", 64)
    expect(images.nth(1)).to_have_js_property("naturalWidth", 640)


def test_a_file_can_be_taken_back_before_it_is_sent(house: House, visit: Visits) -> None:
    page = entered(house, visit)
    choose(page, PHOTO, LIST)

    page.get_by_role("button", name="去掉 现场.png").click()
    expect(page.locator("#tray li")).to_have_count(1)
    page.get_by_role("button", name="去掉 签到表 九月.csv").click()

    expect(page.locator("#tray")).to_be_hidden()
    expect(page.locator("#send")).to_be_disabled()


def test_more_files_than_fit_one_message_go_in_several(house: House, visit: Visits) -> None:
    page = entered(house, visit)
    many = [FilePayload(name=f"{nth}.txt", mimeType="text/plain", buffer=f"{nth}".encode()) for nth in range(23)]

    choose(page, *many)
    page.locator("#words").fill("全部")
    page.locator("#send").click()

    expect(page.locator(".theirs .bubble")).to_have_text(["收到20个", "收到3个"])
    sent = [event for event in events(house) if isinstance(event, Sent)]
    assert [event.caption for event in sent] == ["全部", ""]
    assert [file.name for event in sent for file in event.files] == [f"{nth}.txt" for nth in range(23)]


def carried(page: Page, event: str) -> None:
    """A file comes to the page as such an event brings it."""
    page.evaluate(
        """event => {
            const data = new DataTransfer();
            data.items.add(new File(["x"], "拖来.txt", {type: "text/plain"}));
            const kind = event === "paste" ? ClipboardEvent : DragEvent;
            const carrying = {bubbles: true, cancelable: true, dataTransfer: data, clipboardData: data};
            document.querySelector("#words").dispatchEvent(new kind(event, carrying));
        }""",
        event,
    )


def test_files_can_be_dropped_onto_the_page(house: House, visit: Visits) -> None:
    page = entered(house, visit)

    carried(page, "dragover")
    expect(page.locator("#drop")).to_be_visible()
    carried(page, "drop")

    expect(page.locator("#drop")).to_be_hidden()
    expect(page.locator("#tray li")).to_contain_text("拖来.txt")


def test_files_can_be_pasted(house: House, visit: Visits) -> None:
    page = entered(house, visit)

    carried(page, "paste")

    expect(page.locator("#tray li")).to_contain_text("拖来.txt")


def test_dropping_text_is_none_of_our_business(house: House, visit: Visits) -> None:
    page = entered(house, visit)

    page.evaluate(
        "() => { const data = new DataTransfer(); data.setData('text/plain', '字');"
        " document.body.dispatchEvent(new DragEvent('dragover', {bubbles: true, dataTransfer: data})); }"
    )

    expect(page.locator("#drop")).to_be_hidden()
