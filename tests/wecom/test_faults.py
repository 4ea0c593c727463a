"""Whatever befalls the long connection, nothing is lost, shown twice or out of order, and what is unsure is said so."""

import asyncio
from contextlib import suppress
from itertools import accumulate, count
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State

from bot.channel import SendFailed, Sheet
from bot.channels.wecom.intake import FETCHES
from bot.channels.wecom.line import UPLOADS_AT_ONCE
from bot.channels.wecom.pace import PER_MINUTE
from bot.channels.wecom.sending import IN_FLIGHT
from bot.channels.wecom.upload import CHUNK
from handlers.turn import Button, Refused, Said, Say, Sent, Tapped
from tests.fakes.wecom_gateway import FakeGateway, Line
from tests.pictures import photo
from tests.wecom.line import PICTURE, Robot, a_moment, play, until
from tests.wecom.test_group import SUMMARY

MANY = 100
CHOICE = Say("好吗？", ((Button("好", "x:1"),),))


async def written_to(gateway: FakeGateway, robot: Robot) -> None:
    """Somebody has written, so that they can be answered."""
    await gateway.text("wang", "好")
    await robot.has_heard(1)


async def failure(robot: Robot, message: Any = CHOICE) -> SendFailed:  # noqa: ANN401 - any message
    with pytest.raises(SendFailed) as failed:
        await robot.send(message)
    return failed.value


def kinds(gateway: FakeGateway) -> list[str]:
    return [one.kind for one in gateway.appeared]


# What people send.


@pytest.mark.parametrize("how", ["1000", "1001", "1011", "abort"])
def test_what_came_before_a_loss_is_heard(tmp_path: Path, how: str) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        for nth in range(MANY):
            await gateway.text("wang", f"{nth}")
        await until(lambda: gateway.lines[0].arrived == MANY)
        await gateway.lose(how)
        await gateway.text("wang", f"{MANY}")
        await robot.has_heard(MANY + 1)

    assert [one.event for one in play(tmp_path, scene).heard] == [Said(f"{nth}") for nth in range(MANY + 1)]


def test_what_came_before_the_goodbye_is_heard(tmp_path: Path) -> None:
    """The program stops while people write: what the gateway handed over by then comes to nobody else."""
    lines: list[Line] = []

    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await gateway.connected()
        line, nth = gateway.lines[0], count()
        stopping = asyncio.create_task(robot.stop())
        with suppress(ConnectionClosed):
            while line.socket.state is State.OPEN:
                await gateway.text("wang", f"{next(nth)}")
                await a_moment()
        await stopping
        lines.append(line)

    heard = play(tmp_path, scene).heard
    assert len(heard) > 0
    assert [one.id for one in heard] == [id_ for _, id_ in lines[0].handed_over()]


@pytest.mark.parametrize(
    "frame",
    [
        '{"cmd":"aibot_msg_callback","headers":{"req_id":"x"},"body":"words"}',
        '{"cmd":"aibot_event_callback","headers":{"req_id":"x"},"body":[1]}',
        '{"cmd":"aibot_event_callback","headers":{"req_id":"x"},"body":{"event":"words"}}',
        '{"cmd":"aibot_msg_callback","headers":{"req_id":"x"},"body":{"msgid":"1","from":{"userid":"w"},"msgtype":"text","text":3}}',
        '{"cmd":"aibot_msg_callback","headers":{"req_id":"x"},"body":{"msgid":"1","from":"w","msgtype":"text"}}',
        '{"headers":{"req_id":"x"},"errcode":"many"}',
        '{"cmd":7,"headers":{"req_id":[]},"body":{}}',
    ],
)
def test_a_frame_of_another_shape_does_no_harm(tmp_path: Path, frame: str) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await gateway.raw(frame)
        await written_to(gateway, robot)
        assert gateway.subscribed == 1

    play(tmp_path, scene)


@pytest.mark.parametrize("digits", [15, 400])
def test_a_time_that_is_none_does_not_end_the_line(tmp_path: Path, digits: int) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        gateway.at = 10**digits
        await gateway.text("wang", "一")
        gateway.at = 0
        await gateway.text("wang", "二")
        await robot.has_heard(2)

    assert [one.event for one in play(tmp_path, scene).heard] == [Said("一"), Said("二")]


@pytest.mark.parametrize("url", ["https://[", "https://a.myqcloud.com:x/", "https://\x00.myqcloud.com/"])
def test_an_address_that_is_none_does_not_end_the_line(tmp_path: Path, url: str) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await gateway.message("wang", "image", {"url": url, "aeskey": ""})
        await gateway.text("wang", "二")
        await robot.has_heard(2)

    first, second = [one.event for one in play(tmp_path, scene).heard]
    assert (type(first), second) == (Refused, Said("二"))


def test_pictures_are_fetched_at_once_and_heard_in_order(tmp_path: Path) -> None:
    """Their addresses hold for five minutes, however long the ledger is away."""

    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        robot.failures = 1_000_000
        await gateway.text("wang", "一")
        for _ in range(3):
            await gateway.message("wang", "image", gateway.picture(b"no picture"))
        await until(lambda: gateway.downloads == 3)
        robot.failures = 0
        await robot.has_heard(4)

    assert [type(one.event) for one in play(tmp_path, scene).heard] == [Said, Refused, Refused, Refused]


def test_a_picture_that_never_comes_is_asked_for_again(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await gateway.message("wang", "image", gateway.picture(photo(), slow=True))
        await gateway.text("wang", "二")
        await robot.has_heard(2)

    first, second = [one.event for one in play(tmp_path, scene).heard]
    assert (type(first), second) == (Refused, Said("二"))


def test_a_crowd_of_pictures_is_fetched_a_few_at_a_time(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        for nth in range(2 * FETCHES):
            await gateway.message(f"p{nth}", "image", gateway.picture(photo(), slow=True))
        await gateway.text("wang", "我不等")
        await robot.has_heard(1)
        assert gateway.downloads <= FETCHES
        gateway.flowing.set()
        await robot.has_heard(2 * FETCHES + 1)

    first, *others = [one.event for one in play(tmp_path, scene).heard]
    assert first == Said("我不等")
    assert {type(event) for event in others} == {Sent}


def test_at_the_end_a_picture_that_does_not_come_is_asked_for_again_and_the_rest_is_heard(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await gateway.message("wang", "image", gateway.picture(photo(), slow=True))
        await gateway.text("wang", "二")
        await until(lambda: gateway.downloads == 1)
        await robot.stop()

    first, second = [one.event for one in play(tmp_path, scene).heard]
    assert (type(first), second) == (Refused, Said("二"))


def test_a_card_or_a_welcome_that_comes_too_late_does_no_harm(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        gateway.late = True
        await gateway.tap("wang", "card-1", "x:1")
        await gateway.event("wang", "enter_chat")
        await robot.has_heard(2)
        assert gateway.updated == []
        assert gateway.welcomed == []

    assert play(tmp_path, scene).heard[0].event == Tapped("x:1")


# The line.


@pytest.mark.parametrize("fault", [45009, -1, 846605, "lost", 853000])
def test_a_subscription_that_fails_is_tried_again(tmp_path: Path, fault: int | str) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        gateway.greeting.append(fault)
        await gateway.lose("1000")
        await written_to(gateway, robot)
        assert gateway.subscribed == 3

    play(tmp_path, scene)


def test_before_it_is_subscribed_nothing_is_sent(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await written_to(gateway, robot)
        gateway.greeting.append("lost")
        await gateway.lose("1000")
        await until(lambda: gateway.subscribed == 2)
        failed = await failure(robot)
        assert (failed.away, failed.permanent, failed.uncertain) == (True, False, False)
        await robot.channel.connection.ready.wait()
        await robot.send(CHOICE)

    play(tmp_path, scene)


def test_a_gateway_that_forgot_the_bot_is_asked_again(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await written_to(gateway, robot)
        gateway.faults.append(846605)
        failed = await failure(robot)
        assert (failed.permanent, failed.uncertain) == (False, False)

    play(tmp_path, scene)


@pytest.mark.parametrize("code", [-1, 45009])
def test_a_heartbeat_that_is_refused_is_answered_all_the_same(tmp_path: Path, code: int) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await written_to(gateway, robot)
        gateway.heartbeats.extend([code] * 3)
        await until(lambda: not gateway.heartbeats)
        await robot.send(Say("在"))
        assert gateway.subscribed == 1

    play(tmp_path, scene)


def test_a_slow_handshake_is_given_up_and_tried_again(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await gateway.connected()
        gateway.handshakes.clear()
        await gateway.lose("1000")
        await until(lambda: gateway.greeted > 2)
        gateway.handshakes.set()
        await written_to(gateway, robot)

    play(tmp_path, scene)


def test_a_line_on_which_nothing_moves_is_left_even_while_a_file_is_on_it(tmp_path: Path) -> None:
    """Half open, or a minute's stall: what is being sent fills the buffers, and the heartbeat cannot get through."""

    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await written_to(gateway, robot)
        await gateway.stall()
        robot.file = bytes(8 * CHUNK)
        failed = await failure(robot, Sheet("", SUMMARY))
        assert not failed.uncertain  # nobody has seen anything of it
        await until(lambda: gateway.subscribed > 1)
        await robot.channel.connection.ready.wait()
        robot.file = PICTURE
        await robot.send(Sheet("", SUMMARY))
        assert kinds(gateway) == ["markdown", "image"]

    play(tmp_path, scene)


# What is sent.


@pytest.mark.parametrize("how", ["abort", "1000", "1001", "1011", "lost"])
def test_an_answer_taken_without_a_word_is_uncertain(tmp_path: Path, how: str) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await written_to(gateway, robot)
        gateway.faults.append(how)
        assert (await failure(robot)).uncertain
        assert len(gateway.appeared) == 1

    play(tmp_path, scene)


@pytest.mark.parametrize("fault", [45009, 45033, -1])
def test_the_card_of_a_text_waits_where_it_must_and_comes_once(tmp_path: Path, fault: int) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await written_to(gateway, robot)
        gateway.faults.extend([0, fault, fault])
        await robot.send(CHOICE)
        assert kinds(gateway) == ["markdown", "template_card"]
        assert robot.rests == [2 if fault == -1 else 60] * 2

    play(tmp_path, scene)


def test_the_card_of_a_text_that_nobody_answers_is_uncertain(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await written_to(gateway, robot)
        gateway.faults.extend([0, "unabort"])
        assert (await failure(robot)).uncertain
        assert kinds(gateway) == ["markdown"]

    play(tmp_path, scene)


def test_answers_that_come_out_of_order_twice_or_late_find_their_frames(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await written_to(gateway, robot)
        await gateway.text("li", "好")
        gateway.faults.extend(["held", "held"])
        sending = [asyncio.create_task(robot.send(Say(who), who)) for who in ("wang", "li")]
        await gateway.seen(2)
        await gateway.release()
        await asyncio.gather(*sending)
        gateway.faults.append("twice")
        await robot.send(Say("又来"))
        gateway.faults.append("held")
        assert (await failure(robot, Say("晚了"))).uncertain
        await gateway.release()
        await robot.send(Say("还在"))
        assert [one.content for one in gateway.appeared[2:]] == ["又来", "晚了", "还在"]
        assert gateway.subscribed == 1

    play(tmp_path, scene)


def test_what_is_being_sent_at_the_end_is_sent_to_its_end(tmp_path: Path) -> None:
    sending: list[asyncio.Task[None]] = []

    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await written_to(gateway, robot)
        gateway.faults.append("held")
        sending.append(asyncio.create_task(robot.send(CHOICE)))
        await gateway.seen(1)
        stopping = asyncio.create_task(robot.stop())
        await until(lambda: robot.channel._sender._ending)
        assert (await failure(robot, Say("晚了"))).away
        await gateway.release()
        await stopping
        await sending[0]
        assert kinds(gateway) == ["markdown", "template_card"]

    play(tmp_path, scene)


@pytest.mark.parametrize(
    ("step", "faults"),
    [("init", [-1]), ("init", ["lost"]), ("chunk", [-1, "lost"]), ("finish", ["lost"]), ("finish", [45009])],
)
def test_an_upload_that_fails_has_shown_nothing_and_is_tried_again(
    tmp_path: Path, step: str, faults: list[int | str]
) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await written_to(gateway, robot)
        gateway.uploads.faults[step].extend(faults)
        if step != "chunk":  # a part is brought again at once
            failed = await failure(robot, Sheet("", SUMMARY))
            assert (failed.permanent, failed.uncertain) == (False, False)
            assert gateway.appeared == []
        await robot.send(Sheet("", SUMMARY))
        assert kinds(gateway) == ["markdown", "image"]

    play(tmp_path, scene)


def test_a_file_that_grew_too_old_is_brought_up_once_more(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await written_to(gateway, robot)
        gateway.faults.extend([0, 40007])
        await robot.send(Sheet("", SUMMARY))
        assert kinds(gateway) == ["markdown", "image"]
        assert len(gateway.uploads.files) == 2

    play(tmp_path, scene)


def test_a_picture_that_wecom_never_takes_is_missed_and_its_figures_are_shown(tmp_path: Path) -> None:
    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        await written_to(gateway, robot)
        gateway.uploads.faults["init"].append(40006)
        assert (await failure(robot, Sheet("", SUMMARY))).permanent
        assert kinds(gateway) == ["markdown"]

    play(tmp_path, scene)


def test_a_crowd_that_wants_pictures_gets_them_in_turn(tmp_path: Path) -> None:
    """Parts of two files at most are on the line at once; beyond 30 files a minute they wait, without being tried."""
    people = [f"p{nth}" for nth in range(PER_MINUTE + 1)]

    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        gateway.known.update(people)
        await robot.channel.connection.ready.wait()
        sending = (robot.send(Sheet("", SUMMARY), who) for who in people)
        *_, failed = sorted(await asyncio.gather(*sending, return_exceptions=True), key=str)
        assert isinstance(failed, SendFailed)
        assert (failed.away, failed.retry_after > 0) == (True, True)
        assert kinds(gateway).count("image") == PER_MINUTE
        begun = [frame["cmd"].rpartition("_")[2] for frame in gateway.frames if "upload" in frame["cmd"]]
        at_once = list(accumulate({"init": 1, "finish": -1}.get(step, 0) for step in begun))
        assert max(at_once) <= UPLOADS_AT_ONCE

    play(tmp_path, scene)


def test_a_loss_in_a_busy_moment_leaves_few_unsure(tmp_path: Path) -> None:
    people = [f"p{nth}" for nth in range(5 * IN_FLIGHT)]

    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        gateway.known.update(people)
        await robot.channel.connection.ready.wait()
        gateway.faults.extend(["held"] * IN_FLIGHT)
        sending = [asyncio.create_task(robot.send(Say("在"), who)) for who in people]
        await gateway.seen(IN_FLIGHT)
        await gateway.lose("abort")
        failed = await asyncio.gather(*sending, return_exceptions=True)
        assert sum(isinstance(one, SendFailed) and one.uncertain for one in failed) == IN_FLIGHT
        assert all(one is None or (isinstance(one, SendFailed) and (one.uncertain or one.away)) for one in failed)

    play(tmp_path, scene)
