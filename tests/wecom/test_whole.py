"""The whole program on WeCom: by its settings, over a real ledger; two processes of one ledger do not fight."""

import asyncio
from pathlib import Path

from bot.app import Ledger, open_ledger, running, with_sample
from bot.channels.wecom.channel import WecomChannel
from bot.checkup import checkup
from bot.config import Settings, load
from bot.wecom import wecom_channel
from tests.fakes.wecom_gateway import BOT, SECRET, FakeGateway


def settings_for(folder: Path, gateway: FakeGateway) -> dict[str, str]:
    return {
        "KEPU_DATA_DIR": str(folder / "data"),
        "KEPU_WECOM_BOT_ID": BOT,
        "KEPU_WECOM_BOT_SECRET": SECRET,
        "KEPU_WECOM_WS_URL": gateway.url,
        "KEPU_WECOM_MEDIA_HOSTS": "127.0.0.1",
    }


def ledger_at(folder: Path, gateway: FakeGateway) -> Ledger:
    return open_ledger(load(settings_for(folder, gateway), folder / "no.env"))


def robot_of(settings: Settings, ledger: Ledger) -> WecomChannel:
    channel = wecom_channel(settings, ledger)
    assert channel
    return channel


def test_a_stranger_is_answered_and_a_second_process_stands_by(tmp_path: Path) -> None:
    async def scene() -> None:
        async with FakeGateway().serving() as gateway:
            settings = load(settings_for(tmp_path, gateway), tmp_path / "no.env")
            ledger = ledger_at(tmp_path, gateway)
            first, second, third = (robot_of(settings, ledger) for _ in range(3))
            async with running(ledger, (first,), (first.close,)):
                await first.connection.ready.wait()
                async with running(ledger, (second,), (second.close,)):
                    await gateway.text("wang", "你好")
                    await gateway.seen(1)
                    assert "邀请码" in gateway.appeared[0].content
                    assert not second.connection.ready.is_set()
            async with running(ledger, (third,), (third.close,)):
                await third.connection.ready.wait()
                assert gateway.subscribed == 2

    asyncio.run(asyncio.wait_for(scene(), 30))


def test_check_says_that_the_robot_is_set(tmp_path: Path) -> None:
    gateway = FakeGateway()
    gateway.url = "ws://127.0.0.1:1"
    ledger = ledger_at(tmp_path, gateway)
    with_sample(ledger)
    said: list[str] = []

    assert checkup(load(settings_for(tmp_path, gateway), tmp_path / "no.env"), said.append)
    assert any("企业微信机器人：设好了" in line for line in said)
    assert not any(SECRET in line for line in said)
