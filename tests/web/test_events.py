"""The live line: what it tells, where it goes on, and that the server stops although pages are open."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import httpx
import pytest

from bot.channel import Delivery
from bot.channels.web.channel import WebChannel
from bot.channels.web.entries import order
from handlers.turn import Say
from tests.web.conftest import Visits
from tests.web.house import PATIENCE, House

ID = "0b8f1d3e-5a3c-4d0e-9a55-4d8f2b1c7e10"


class Line:
    """What comes over a line, event by event."""

    def __init__(self, answer: httpx.Response) -> None:
        self._lines = answer.iter_lines()

    def event(self) -> dict[str, str]:
        """The next event, comments left out."""
        fields: dict[str, str] = {}
        for line in self._lines:
            name, _, value = line.partition(": ")
            if name:
                fields[name] = value
            elif "event" in fields:
                return fields
        return fields

    def until(self, name: str) -> list[dict[str, str]]:
        """All events up to one of this name, without it."""
        events = []
        while (event := self.event())["event"] != name:
            events.append(event)
        return events


@contextmanager
def listening(client: httpx.Client, **headers: str) -> Iterator[Line]:
    with client.stream("GET", "/events", headers=headers, timeout=PATIENCE) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield Line(answer)


def write(client: httpx.Client, text: str, last: str = "0") -> None:
    assert client.post("/messages", json={"id": ID[:-1] + last, "text": text}).status_code == 200


def texts(events: list[dict[str, str]]) -> list[str]:
    entries = [json.loads(event["data"]) for event in events if event["event"] == "entry"]
    return [entry["event"]["text"] if entry["who"] == "mine" else entry["message"]["text"] for entry in entries]


def test_a_line_tells_the_time_then_what_was_then_what_comes(house: House, client: httpx.Client) -> None:
    write(client, "一")

    with listening(client) as line:
        hello = line.event()
        assert hello["event"] == "hello"
        assert json.loads(hello["data"])["at"].endswith("+08:00")
        assert texts(line.until("ready")) == ["一", "收到：一"]
        house.push(client.cookies["kepu_account"], Say("提醒"))
        assert texts([line.event()]) == ["提醒"]


def test_a_line_goes_on_a_little_before_where_it_broke(house: House, client: httpx.Client) -> None:
    for nth, text in enumerate(("早", "中", "晚")):
        house.memory.ahead = timedelta(minutes=10 * nth)
        write(client, text, str(nth))
    last = str(order(house.memory.received[1].at + timedelta(seconds=30)))

    with listening(client, **{"last-event-id": last}) as line:
        assert texts(line.until("ready")) == ["中", "收到：中", "晚", "收到：晚"]


@pytest.mark.parametrize("last", ["", "x", "-1", "²", "9" * 40, "0", "NaN", "１２"])
def test_nonsense_for_where_it_broke_begins_at_the_beginning(client: httpx.Client, last: str) -> None:
    write(client, "一")

    with client.stream("GET", "/events", params={"after": last}) as answer:
        assert texts(Line(answer).until("ready")) == ["一", "收到：一"]


def test_a_conversation_that_cannot_be_read_is_said_to_be(house: House, client: httpx.Client) -> None:
    house.memory.away = True

    with listening(client) as line:
        assert [line.event()["event"], line.event()["event"]] == ["hello", "unavailable"]
        assert line.event() == {}


def test_without_an_account_there_is_no_line(house: House) -> None:
    assert httpx.get(f"{house.url}/events").status_code == 401


def test_a_line_is_silent_about_others(house: House, client: httpx.Client) -> None:
    with httpx.Client(base_url=house.url, headers={"origin": house.url}) as other:
        other.get("/")
        with listening(client) as line:
            line.until("ready")
            write(other, "秘密", "1")
            write(client, "自己", "2")

            assert sorted(texts([line.event(), line.event()])) == ["收到：自己", "自己"]


def test_the_server_stops_though_pages_are_open(house: House, client: httpx.Client, visit: Visits) -> None:
    visit.expect("ERR_")
    visit(house.url)
    with listening(client) as line:
        line.until("ready")

        house.stop()

        assert line.event() == {}
    with pytest.raises(httpx.ConnectError):
        client.get("/")


def test_a_message_under_way_is_kept_and_confirmed_before_the_server_stops(house: House, client: httpx.Client) -> None:
    house.hold()
    with ThreadPoolExecutor() as pool:
        writing = pool.submit(write, client, "最后一句")
        assert house.arrived.wait(PATIENCE)
        house.cancel()
        house.release()
        writing.result(PATIENCE)

    house.stop()
    assert len(house.memory.received) == 1


def test_an_address_that_is_taken_is_said_before_anything_starts(house: House) -> None:
    second = WebChannel("127.0.0.1", house.port, house.memory.backstage())

    with pytest.raises(OSError, match="Address already in use"):
        second.bind()


def test_binding_twice_takes_one_address(house: House) -> None:
    channel = WebChannel("127.0.0.1", 0, house.memory.backstage())

    first, second = channel.bind(), channel.bind()

    assert first == second
    assert channel._listener
    channel._listener.close()


def test_sending_to_nobody_who_looks_is_no_failure(house: House) -> None:
    house.push("nobody", Say("没人在"))


def test_the_reference_of_a_sent_message_is_its_id(house: House) -> None:
    assert house.send(Delivery("web:1:0", "nobody", Say("x"))) == "web:1:0"
