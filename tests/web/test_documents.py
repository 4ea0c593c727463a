"""A file to take along in the web chat: a link below what is said, made when it is asked for, for nobody else."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import httpx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from bot.channel import Document
from bot.channels.web.entries import Theirs, frame
from reports.workbook import Spread, Workbook
from tests.web.conftest import say
from tests.web.house import MORNING, House

BOOK = Workbook("表", MORNING, (Spread("汇总", "青河县", (), ("单位", "未报"), (20, 8), (("北营村", 1),)),))
DOCUMENT = Document("青河县报送情况20250918.xlsx", "青河县报送情况，截至9月18日10:00。", BOOK)


def value(content: bytes) -> object:
    return openpyxl.load_workbook(BytesIO(content))["汇总"].cell(3, 1).value


@pytest.fixture
def asking(county: House) -> Iterator[httpx.Client]:
    """A client at the sample county, where one may be anybody."""
    with httpx.Client(base_url=county.url, headers={"origin": county.url}) as client:
        client.get("/")
        yield client


def test_the_account_it_was_sent_to_gets_it(county: House, asking: httpx.Client) -> None:
    sent = county.memory.put("volunteer", DOCUMENT)
    answer = asking.get(f"/documents/{sent.id}", params={"persona": "volunteer"})

    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == "attachment"
    assert value(answer.content) == "北营村"


@pytest.mark.parametrize("path", ["web:99:0", "", "..%2f..%2fetc%2fpasswd", "%00", "web:0:0/more"])
def test_there_is_nothing_else(county: House, asking: httpx.Client, path: str) -> None:
    county.memory.put("officer", DOCUMENT)

    assert asking.get(f"/documents/{path}", params={"persona": "officer"}).status_code == 404


@pytest.mark.parametrize("persona", ["volunteer", "", "nobody"])
def test_nobody_else_gets_it(county: House, asking: httpx.Client, persona: str) -> None:
    sent = county.memory.put("officer", DOCUMENT)

    assert asking.get(f"/documents/{sent.id}", params={"persona": persona}).status_code == 404


def test_what_is_in_it_does_not_go_to_the_page_with_every_look() -> None:
    shown = frame(Theirs("t", MORNING, DOCUMENT), MORNING.tzinfo).decode()

    assert DOCUMENT.name in shown
    assert "北营村" not in shown


def test_a_tap_saves_it_under_its_name(house: House, visit: Callable[..., Page], tmp_path: Path) -> None:
    house.memory.script = lambda _: (DOCUMENT,)
    page = visit(house.url)
    say(page, "导出")
    link = page.get_by_role("link", name=DOCUMENT.name)
    expect(page.get_by_text(DOCUMENT.text)).to_be_visible()
    with page.expect_download() as saving:
        link.click()

    assert saving.value.suggested_filename == DOCUMENT.name
    saving.value.save_as(tmp_path / "saved.xlsx")
    assert value((tmp_path / "saved.xlsx").read_bytes()) == "北营村"
