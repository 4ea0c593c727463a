"""The program itself with a Telegram bot: polling, the webhook, a wrong token, a stop in mid-work."""

import asyncio
import os
import re
import signal
import sys
from pathlib import Path

import httpx
import pytest

from bot.channels.telegram.webhook import SECRET_HEADER
from tests.fakes.telegram import TOKEN, FakeTelegram

ROOT = Path(__file__).parent.parent.parent
CHAT = 4001


async def started(folder: Path, **settings: str) -> asyncio.subprocess.Process:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("KEPU_")}
    given = {"KEPU_DATA_DIR": str(folder / "data"), "KEPU_LISTEN": "127.0.0.1:0", "KEPU_LOG_LEVEL": "WARNING"}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=ROOT,
        env=environ | given | settings,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def address(program: asyncio.subprocess.Process) -> str:
    """The web chat's address, once it listens."""
    assert program.stdout
    while line := (await program.stdout.readline()).decode():
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return found[0]
    raise AssertionError("it ended before it listened")


async def stopped(program: asyncio.subprocess.Process) -> str:
    program.send_signal(signal.SIGTERM)
    _, errors = await program.communicate()
    assert program.returncode == 0, errors.decode()
    return errors.decode()


async def answered(fake: FakeTelegram, chat: int) -> str:
    while not fake.texts(chat):
        await asyncio.to_thread(lambda: None)
    return fake.texts(chat)[-1]


def test_polling_answers_and_ends_in_order(tmp_path: Path) -> None:
    async def story() -> None:
        async with FakeTelegram().serving() as fake, asyncio.timeout(40):
            program = await started(tmp_path, KEPU_TELEGRAM_TOKEN=TOKEN, KEPU_TELEGRAM_API_URL=fake.url)
            await fake.confirmed(await fake.say(CHAT, "你好"))
            assert "邀请码" in await answered(fake, CHAT)
            assert "Traceback" not in await stopped(program)

    asyncio.run(story())


def test_the_webhook_answers_where_the_web_chat_listens(tmp_path: Path) -> None:
    async def story() -> None:
        async with FakeTelegram().serving() as fake, asyncio.timeout(40):
            program = await started(
                tmp_path,
                KEPU_TELEGRAM_TOKEN=TOKEN,
                KEPU_TELEGRAM_API_URL=fake.url,
                KEPU_TELEGRAM_WEBHOOK_URL="https://example.org/telegram",
                KEPU_TELEGRAM_SECRET="s3cret",
            )
            url = f"{await address(program)}/telegram"
            while not fake.webhook:
                await asyncio.to_thread(lambda: None)
            assert (fake.webhook["url"], fake.webhook["secret_token"]) == ("https://example.org/telegram", "s3cret")
            async with httpx.AsyncClient() as telegram:
                update = {"update_id": 1, "message": fake.message(CHAT, text="你好")}
                secret = {SECRET_HEADER.decode(): "s3cret"}
                assert (await telegram.post(url, json=update)).status_code == 403
                assert (await telegram.post(url, json=update, headers=secret)).status_code == 200
                assert (await telegram.post(url, json=update, headers=secret)).status_code == 200
                assert (await telegram.post(url, content=b"{", headers=secret)).status_code == 200
                assert (await telegram.post(url, content=b"x" * 2**21, headers=secret)).status_code == 413
            assert "邀请码" in await answered(fake, CHAT)
            await stopped(program)
            assert len(fake.texts(CHAT)) == 1

    asyncio.run(story())


@pytest.mark.parametrize(
    ("token", "code", "sentence"),
    [
        ("123456:wrong", 1, "KEPU_TELEGRAM_TOKEN is not accepted by Telegram: copy it again from BotFather"),
        ("nonsense", 2, "KEPU_TELEGRAM_TOKEN is no token: copy it from BotFather"),
    ],
)
def test_a_wrong_token_ends_with_a_sentence(tmp_path: Path, token: str, code: int, sentence: str) -> None:
    async def story() -> None:
        async with FakeTelegram().serving() as fake, asyncio.timeout(40):
            program = await started(tmp_path, KEPU_TELEGRAM_TOKEN=token, KEPU_TELEGRAM_API_URL=fake.url)
            _, errors = await program.communicate()
            assert (program.returncode, sentence in errors.decode()) == (code, True), errors.decode()
            assert "Traceback" not in errors.decode()
            assert token not in errors.decode()

    asyncio.run(story())
