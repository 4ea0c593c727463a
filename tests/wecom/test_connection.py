"""The long connection: kept up after every kind of loss, given up where another took over, nothing sent twice."""

import asyncio
import logging
import threading
from pathlib import Path

import pytest

from bot.channel import SendFailed
from handlers.turn import Said, Say
from tests.fakes.wecom_gateway import FakeGateway
from tests.wecom.line import Robot, a_moment, play, until


@pytest.mark.parametrize("how", ["1000", "1001", "1011", "abort"])
def test_after_every_loss_it_is_there_again(tmp_path: Path, how: str) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await gateway.text("wang", "一")
        await robot.has_heard(1)
        await gateway.lose(how)
        await gateway.text("wang", "二")
        await robot.has_heard(2)
        await robot.send(Say("在"))

    assert [one.event for one in play(tmp_path, scene).heard] == [Said("一"), Said("二")]


def test_a_line_on_which_nobody_answers_heartbeats_is_dead(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await gateway.connected()
        gateway.mute = True
        await until(lambda: gateway.subscribed > 1)
        gateway.mute = False
        await gateway.text("wang", "还在吗")
        await robot.has_heard(1)

    play(tmp_path, scene)


def test_where_another_process_takes_the_bot_it_stays_away_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await gateway.connected()
        await gateway.kick()
        await until(lambda: "another program uses" in caplog.text)
        with pytest.raises(SendFailed) as failed:
            await robot.send(Say("好"))
        assert failed.value.away
        assert gateway.subscribed == 1

    play(tmp_path, scene)


def test_a_wrong_secret_is_told_and_tried_slowly(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await until(lambda: gateway.subscribed > 1)
        with pytest.raises(SendFailed):
            await robot.send(Say("好"))

    play(tmp_path, scene, secret="wrong-secret-of-a-bot")
    assert "does not accept the bot" in caplog.text
    assert "wrong-secret" not in caplog.text


def test_a_process_without_the_lease_stands_by_and_takes_over(tmp_path: Path) -> None:
    mine = [False]

    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await asyncio.to_thread(bool)
        assert gateway.subscribed == 0
        mine[0] = True
        await gateway.text("wang", "好")
        await robot.has_heard(1)
        mine[0] = False
        await until(robot.channel.connection.ready.is_set)
        await until(lambda: not robot.channel.connection.ready.is_set())
        mine[0] = True
        await until(robot.channel.connection.ready.is_set)
        await robot.send(Say("又是我"))
        assert [one.content for one in gateway.appeared] == ["又是我"]

    play(tmp_path, scene, lease=lambda: mine[0])


def test_the_lease_is_given_back_last_even_if_it_was_just_being_renewed(tmp_path: Path) -> None:
    """Else the renewal would outlive the process, and keep the next one away for a minute."""
    told: list[str] = []
    renewing, slowly = threading.Event(), threading.Event()

    def lease() -> bool:
        if told:
            renewing.set()
            slowly.wait(5)
        told.append("taken")
        return True

    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        robot.release = lambda: told.append("given back")
        await gateway.connected()
        await until(renewing.is_set)
        stopping = asyncio.create_task(robot.stop())
        await until(lambda: not robot.channel.connection.running)
        await a_moment()
        slowly.set()
        await stopping
        await until(lambda: told.count("taken") == 2)

    play(tmp_path, scene, lease=lease)
    assert told == ["taken", "taken", "given back"]


@pytest.mark.parametrize(
    "frame",
    [
        b"\x00\x01",
        "{",
        "[]",
        "3",
        '{"cmd":"aibot_msg_callback","headers":{"req_id":"x"}}',
        '{"cmd":"aibot_msg_callback","headers":{"req_id":"x"},"body":{"msgid":"1","from":{"userid":"w"},"create_time":"a"}}',
        '{"cmd":"aibot_get_mcp_config","headers":{"req_id":"x"},"body":{}}',
        '{"headers":{"req_id":"nobody-asked"},"errcode":0}',
    ],
)
def test_what_nobody_can_read_does_no_harm(tmp_path: Path, frame: str | bytes) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await gateway.raw(frame)
        await gateway.text("wang", "好")
        await robot.has_heard(1)
        assert gateway.subscribed == 1

    play(tmp_path, scene)


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        (45009, (False, False, 60)),
        (93006, (True, False, 0)),
        (-1, (False, False, 2)),
        (40058, (True, False, 0)),
        ("lost", (False, True, 0)),
    ],
)
def test_a_refusal_says_how_to_go_on(tmp_path: Path, fault: int | str, failure: tuple[bool, bool, int]) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await gateway.text("wang", "好")
        await robot.has_heard(1)
        gateway.faults.append(fault)
        with pytest.raises(SendFailed) as failed:
            await robot.send(Say("在"))
        assert (failed.value.permanent, failed.value.uncertain, failed.value.retry_after) == failure
        await robot.send(Say("又来"))
        assert gateway.appeared[-1].content == "又来"

    play(tmp_path, scene)


def test_who_never_wrote_cannot_be_reached(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await gateway.connected()
        await robot.channel.connection.ready.wait()
        with pytest.raises(SendFailed, match="has not written to the bot yet") as failed:
            await robot.send(Say("在"), "stranger")
        assert failed.value.permanent

    play(tmp_path, scene)


def test_secrets_and_words_are_never_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await gateway.text("wang", "很私密的话")
        await robot.has_heard(1)
        await gateway.lose("1000")
        await gateway.connected()

    with caplog.at_level(logging.INFO):
        play(tmp_path, scene)

    assert "secret-of-the-fake" not in caplog.text
    assert "很私密" not in caplog.text
