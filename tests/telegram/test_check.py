"""`check` asks Telegram how the bot stands, and says what is wrong with the way out; it never prints the token."""

import asyncio
import socket
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.channels.telegram.standing import Standing, Trouble, standing
from tests.fakes.telegram import TOKEN, Fault
from tests.telegram.asked import Informing

HOOK = "https://example.org/telegram"


pytestmark = pytest.mark.usefixtures("own_place")


def check() -> Result:
    result = CliRunner().invoke(app, ["check"])
    assert TOKEN not in result.output
    assert TOKEN.partition(":")[2] not in result.output
    assert "Traceback" not in result.output
    return result


def test_a_bot_that_is_reached_is_named(telegram: Informing) -> None:
    result = check()

    assert "Telegram：@kepu_bot，连得上，自己去取消息。\n" in result.stdout
    assert (result.exit_code, [name for name, _ in telegram.calls]) == (0, ["getMe", "getWebhookInfo"])


def test_nothing_is_asked_where_there_is_no_token() -> None:
    result = check()

    assert (result.exit_code, "连得上" in result.stdout) == (0, False)


def test_what_waits_and_what_failed_last_is_told(telegram: Informing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEPU_TELEGRAM_WEBHOOK_URL", HOOK)
    failure = "Wrong response from the webhook: 502 Bad Gateway"
    telegram.told |= {"url": HOOK, "pending_update_count": 17}
    telegram.told |= {"last_error_message": failure, "last_error_date": 1789725600}

    result = check()

    assert f"连得上，由它推送到{HOOK}。" in result.stdout
    assert "Telegram那边还有17条消息等着送来。" in result.stdout
    assert f"18:00）：{failure}。请从外面打开{HOOK}试试" in result.stdout
    assert (result.exit_code, "没有发现问题" in result.stdout) == (1, False)


def test_a_failure_that_left_nothing_waiting_is_told_but_over(
    telegram: Informing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEPU_TELEGRAM_WEBHOOK_URL", HOOK)
    telegram.told |= {"url": HOOK, "last_error_message": "Connection timed out", "last_error_date": 1789725600}

    result = check()

    assert ("Connection timed out" in result.stdout, result.exit_code) == (True, 0)


@pytest.mark.parametrize(
    ("ours", "theirs", "sentence"),
    [
        ("", HOOK, f"Telegram还记着一个推送地址（{HOOK}），启动以后会取消"),
        (HOOK, "https://example.com/old", "Telegram现在推送到别处（https://example.com/old），启动以后会改过来"),
        (HOOK, HOOK, ""),
        (HOOK, "", ""),
    ],
    ids=["old", "elsewhere", "same", "not yet"],
)
def test_another_address_than_ours_is_told(
    telegram: Informing, monkeypatch: pytest.MonkeyPatch, ours: str, theirs: str, sentence: str
) -> None:
    monkeypatch.setenv("KEPU_TELEGRAM_WEBHOOK_URL", ours)
    telegram.told |= {"url": theirs}

    result = check()

    assert result.exit_code == 0
    assert sentence in result.stdout
    assert bool(sentence) == ("启动以后" in result.stdout)


def test_a_wrong_token_is_told_with_the_way_out(telegram: Informing, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = "123456:another-token"
    monkeypatch.setenv("KEPU_TELEGRAM_TOKEN", wrong)

    result = check()

    assert "不认这个token。在@BotFather里发/mybots" in result.stdout
    assert wrong not in result.output
    assert (result.exit_code, telegram.calls) == (1, [])


def test_without_a_network_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("KEPU_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("KEPU_TELEGRAM_API_URL", f"http://127.0.0.1:{port}")

    result = check()

    assert "Telegram：连不上。看看网络；要走代理的，设环境变量HTTPS_PROXY" in result.stdout
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (Fault(500), Trouble.BUSY),
        (Fault(502, "Bad Gateway"), Trouble.BUSY),
        (Fault(429, "Too Many Requests", {"retry_after": 5}), Trouble.BUSY),
        (Fault(400, "Bad Request"), Trouble.NO_BOT_API),
        (Fault(401, "Unauthorized"), Trouble.WRONG_TOKEN),
        (Fault(404, "Not Found"), Trouble.WRONG_TOKEN),
        (Fault(504, "Gateway Timeout"), Trouble.UNREACHED),
    ],
    ids=lambda value: str(getattr(value, "status", value)),
)
@pytest.mark.parametrize("method", ["getMe", "getWebhookInfo"])
def test_every_refusal_has_its_trouble(telegram: Informing, method: str, fault: Fault, trouble: Trouble) -> None:
    telegram.faults[method].append(fault)

    assert asyncio.run(standing(TOKEN, telegram.url)) == trouble


@pytest.mark.parametrize("told", [[], {"url": 5}, {"pending_update_count": "many"}, None])
def test_an_answer_of_another_shape_is_no_bot_api(telegram: Informing, told: Any) -> None:  # noqa: ANN401 - anything
    telegram.told = told

    assert asyncio.run(standing(TOKEN, telegram.url)) == Trouble.NO_BOT_API


def test_an_address_with_a_slash_at_its_end_is_the_same(telegram: Informing) -> None:
    assert asyncio.run(standing(TOKEN, f"{telegram.url}/")) == Standing("kepu_bot")
