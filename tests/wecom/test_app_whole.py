"""The whole program with a company's own app: by its settings, over a real ledger and a real port; and `check`."""

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from bot.app import open_ledger, running, web_channel, with_sample
from bot.checkup import checkup
from bot.config import SettingsFault, load
from bot.masked import describe
from bot.tokens import KeptToken
from bot.wecom import wecom_app_channel
from storage.database import Database
from tests.fakes.wecom_pusher import KEY, TOKEN, Pusher
from tests.fakes.wecom_server import AGENT, COMPANY, SECRET, FakeServer

SET = {
    "KEPU_WECOM_CORP_ID": COMPANY,
    "KEPU_WECOM_AGENT_ID": str(AGENT),
    "KEPU_WECOM_APP_SECRET": SECRET,
    "KEPU_WECOM_TOKEN": TOKEN,
    "KEPU_WECOM_ENCODING_AES_KEY": KEY,
}


def environment(folder: Path, url: str) -> dict[str, str]:
    return SET | {"KEPU_DATA_DIR": str(folder / "data"), "KEPU_LISTEN": "127.0.0.1:0", "KEPU_WECOM_API_URL": url}


def test_a_stranger_is_answered_beside_the_web_chat_and_a_repeat_is_harmless(tmp_path: Path) -> None:
    async def scene() -> None:
        async with AsyncExitStack() as stack, FakeServer().serving() as server:
            settings = load(environment(tmp_path, server.url), tmp_path / "no.env")
            ledger = open_ledger(settings)
            app = wecom_app_channel(settings, ledger)
            assert app
            web = web_channel(settings, ledger, None, app)
            url = web.bind()
            await stack.enter_async_context(running(ledger, (web, app), (app.close,)))
            client = await stack.enter_async_context(httpx.AsyncClient(base_url=url))
            wecom = Pusher(client, app.path, lambda: ledger.now().timestamp())
            letter = wecom.letter("wang", MsgType="text", MsgId="1", Content="你好")
            for _ in range(2):
                await wecom.deliver(letter)
            while not server.appeared:
                await asyncio.to_thread(bool)
            assert wecom.statuses[-2:] == [200, 200]
        assert len(server.appeared) == 1
        assert "邀请码" in server.appeared[0].content

    asyncio.run(asyncio.wait_for(scene(), 30))


def checked(folder: Path, url: str, **other: str) -> tuple[bool, list[str]]:
    settings = load(environment(folder, url) | other, folder / "no.env")
    with_sample(open_ledger(settings))
    said: list[str] = []
    return checkup(settings, said.append), said


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (0, "企业微信认得它。应用的接收消息里，URL填https://你的域名/wecom"),
        (40013, "抄进KEPU_WECOM_CORP_ID"),
        (40001, "抄进KEPU_WECOM_APP_SECRET"),
        (60020, "企业可信IP"),
        (50003, "启用"),
        (99999, "错误码99999"),
    ],
)
def test_check_says_what_wecom_says_and_what_to_click(tmp_path: Path, refusal: int, words: str) -> None:
    async def scene() -> tuple[bool, list[str]]:
        async with FakeServer().serving() as server:
            server.token_refusal = refusal
            return await asyncio.to_thread(checked, tmp_path, server.url)

    sound, said = asyncio.run(scene())
    assert sound is (refusal == 0)
    assert any(line.startswith("企业微信应用：") and words in line for line in said)
    assert not any(secret in line for line in said for secret in (SECRET, TOKEN, KEY))


def test_check_says_that_wecom_is_not_reached(tmp_path: Path) -> None:
    sound, said = checked(tmp_path, "http://127.0.0.1:1")

    assert not sound
    assert any("连不上企业微信" in line for line in said)


def test_the_token_is_kept_for_all_processes(database: Database) -> None:
    first, second = (KeptToken(database, "wecom:a:1") for _ in range(2))
    assert first.kept() is None

    for token in ("one", "two"):
        first.keep(token, datetime(2026, 9, 18, 12, tzinfo=UTC))
        assert second.kept() == (token, datetime(2026, 9, 18, 12, tzinfo=UTC))
    assert KeptToken(database, "wecom:b:1").kept() is None


@pytest.mark.parametrize("missing", [*SET])
def test_half_an_app_is_told(missing: str) -> None:
    with pytest.raises(SettingsFault) as told:
        load({name: text for name, text in SET.items() if name != missing}, Path("none.env"))

    assert len(told.value.faults) == 1
    assert missing in told.value.faults[0]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("KEPU_WECOM_AGENT_ID", "abc", "is no AgentId"),
        ("KEPU_WECOM_AGENT_ID", "0", "is no AgentId"),
        ("KEPU_WECOM_AGENT_ID", "１０", "is no AgentId"),
        ("KEPU_WECOM_ENCODING_AES_KEY", "short", "is no EncodingAESKey"),
        ("KEPU_WECOM_ENCODING_AES_KEY", KEY + "=", "is no EncodingAESKey"),
        ("KEPU_WECOM_API_URL", "qyapi", "is no address"),
        ("KEPU_WECOM_APP_CARDS", "maybe", "neither true nor false"),
    ],
)
def test_what_is_wrong_is_told_with_the_way_out(name: str, text: str, words: str) -> None:
    with pytest.raises(SettingsFault, match=words) as told:
        load(SET | {name: text}, Path("none.env"))

    assert len(told.value.faults) == 1
    assert KEY not in str(told.value)


def test_an_app_is_no_trial_and_its_secrets_are_masked() -> None:
    settings = load(SET | {"KEPU_WECOM_APP_CARDS": "False"}, Path("none.env"))
    printed = "\n".join(describe(settings))

    assert not settings.is_for_trying
    assert load({}, Path("none.env")).is_for_trying
    assert not settings.wecom_app_cards
    assert {SECRET, TOKEN, KEY} <= set(settings.secrets())
    assert not any(secret in printed for secret in (SECRET, TOKEN, KEY))
