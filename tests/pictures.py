"""Takes the pictures of the documents from the running web chat: `python -m tests.pictures`.

A ledger with the sample year on a free port, a real Chromium, and a conversation as in the user manual.
"""

import asyncio
import io
import os
import shutil
import struct
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw
from playwright.sync_api import Page, ViewportSize, sync_playwright

from bot.app import Ledger, open_ledger, running, web_channel, with_sample
from bot.channels.web.channel import WebChannel
from bot.config import load
from bot.sample.year import fill_year

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
PHONE: ViewportSize = {"width": 390, "height": 844}
WIDE: ViewportSize = {"width": 900, "height": 1180}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SENTENCE = "昨天下午在柳林村文化大院讲防震减灾，来了两百来人，发了折页150份"


def bomb() -> bytes:
    """A picture of a few kilobytes that would be gigabytes once it is opened."""
    row = zlib.compress(bytes(1 + 60_000 // 8) * 60_000, 9)
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)), (b"IDAT", row), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in parts
    )


def photo() -> bytes:
    """A drawn field under a sky: no picture of anybody."""
    picture = Image.new("RGB", (960, 640), "#bcd9ee")
    draw = ImageDraw.Draw(picture)
    draw.polygon([(0, 420), (300, 260), (560, 430), (760, 300), (960, 420), (960, 640), (0, 640)], fill="#6f9c6a")
    draw.rectangle((0, 470, 960, 640), fill="#d9c27c")
    draw.ellipse((760, 60, 860, 160), fill="#f6d365")
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=85)
    return kept.getvalue()


class Served:
    """The web chat of a ledger, in a thread with an event loop of its own."""

    def __init__(self, ledger: Ledger, channel: WebChannel) -> None:
        self.url = channel.bind()
        self._loop = asyncio.new_event_loop()
        self._stopped, self._started = asyncio.Event(), threading.Event()
        self._thread = threading.Thread(target=lambda: self._loop.run_until_complete(self._serve(ledger, channel)))
        self._thread.start()
        self._started.wait()

    async def _serve(self, ledger: Ledger, channel: WebChannel) -> None:
        async with running(ledger, (channel,)):
            self._started.set()
            await self._stopped.wait()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join()


def evening() -> Callable[[], datetime]:
    """The clock of all pictures: a Friday evening in November that goes on as time does."""
    began = time.monotonic()
    return lambda: (
        datetime(2026, 11, 20, 18, 10, tzinfo=ZoneInfo("Asia/Shanghai")) + timedelta(seconds=time.monotonic() - began)
    )


def say(page: Page, text: str) -> None:
    """Write a message and wait for the answer below it."""
    page.locator("#words").fill(text)
    _after(page, lambda: page.locator("#words").press("Enter"))


def tap(page: Page, label: str) -> None:
    """Tap the newest button of a label."""
    _after(page, page.get_by_role("button", name=label, exact=True).last.click)


def send(page: Page, name: str) -> None:
    """Send a photo."""
    page.locator("#picked").set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": photo()})
    _after(page, page.locator("#send").click)


def _after(page: Page, act: Callable[[], object]) -> None:
    before = (
        page.locator("#timeline li.theirs").last.inner_html() if page.locator("#timeline li.theirs").count() else ""
    )
    act()
    page.wait_for_function(
        "before => ([...document.querySelectorAll('#timeline li.theirs')].at(-1)?.innerHTML ?? '') !== before",
        arg=before,
    )
    page.wait_for_function(
        "() => document.getElementById('typing').hidden && [...document.images].every((one) => one.complete)"
    )


def shoot(page: Page, name: str) -> None:
    """Keep what is seen, small enough for a document."""
    page.evaluate("() => document.getElementById('scroll').scrollTo(0, 1e9)")
    _keep(page.screenshot(), name)


def _keep(png: bytes, name: str) -> None:
    picture = Image.open(io.BytesIO(png))
    picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=128).save(FOLDER / f"{name}.png", optimize=True)


def volunteer(page: Page, url: str) -> None:
    page.goto(f"{url}/")
    page.wait_for_selector("#welcome:not([hidden])")
    shoot(page, "welcome")
    say(page, SENTENCE)
    shoot(page, "draft")
    say(page, "人数改成210")
    tap(page, "确认")
    send(page, "现场.jpg")
    shoot(page, "record")
    say(page, "我的")
    shoot(page, "mine")


def coordinator(page: Page, url: str) -> None:
    page.goto(f"{url}/")
    page.locator("#who summary").click()
    page.locator("#who li a", has_text="协调员").click()
    page.wait_for_selector("#welcome:not([hidden])")
    say(page, "上月汇总")
    drawn = page.locator("a[href*='/pictures/']").first.get_attribute("href")
    _keep(page.request.get(f"{url}{drawn}").body(), "summary")


def main() -> None:
    """Take all pictures anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which(os.environ.get("KEPU_CHROMIUM", "chromium")) or "chromium"
    with TemporaryDirectory() as folder, sync_playwright() as driver:
        settings = load({"KEPU_DATA_DIR": folder, "KEPU_LISTEN": "127.0.0.1:0"}, Path("none"))
        ledger = replace(open_ledger(settings), now=evening())
        with_sample(ledger)
        fill_year(ledger.desk.database, ledger.desk.taxonomy, ledger.now(), 1, 3600, lambda _done, _all: None)
        served = Served(ledger, web_channel(settings, ledger))
        browser = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for size, story in ((PHONE, volunteer), (WIDE, coordinator)):
            page = browser.new_page(viewport=size, device_scale_factor=2, locale="zh-CN")
            story(page, served.url)
        browser.close()
        served.stop()


if __name__ == "__main__":
    main()
