"""What may be posted, and how everything else is answered: clearly, and without anything being kept."""

from collections.abc import Iterator

import httpx
import pytest

from handlers.texts import edge
from handlers.turn import Refused, Said, Sent, Tapped
from tests.web.house import House

ID = "0b8f1d3e-5a3c-4d0e-9a55-4d8f2b1c7e10"


def test_a_message_is_answered_once_it_is_kept(house: House, client: httpx.Client) -> None:
    answer = client.post("/messages", json={"id": ID, "text": "你好"})

    kept = house.memory.received[0]
    assert answer.status_code == 200
    assert answer.json() == {
        "id": ID,
        "at": kept.at.isoformat(timespec="seconds"),
        "order": round(kept.at.timestamp() * 1e6),
    }
    assert (kept.id, kept.event, kept.account.channel) == (ID, Said("你好"), "web")
    assert kept.at.tzinfo is not None


def test_a_repeated_message_is_confirmed_and_kept_once(house: House, client: httpx.Client) -> None:
    for _ in range(3):
        assert client.post("/messages", json={"id": ID, "text": "你好"}).status_code == 200

    assert len(house.memory.received) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"\xff\xfe",
        b"{}",
        f'{{"id": "{ID}"}}'.encode(),
        f'{{"id": "{ID}", "text": ""}}'.encode(),
        f'{{"id": "{ID}", "text": 5}}'.encode(),
        f'{{"id": "{ID}", "text": null}}'.encode(),
        f'{{"id": "{ID}", "text": "\\ud83e"}}'.encode(),
        f'{{"id": "{ID}", "text": "x", "account": "officer"}}'.encode(),
        f'{{"id": "{ID.upper()}", "text": "x"}}'.encode(),
        f'{{"id": "{ID}\\n", "text": "x"}}'.encode(),
        b'{"id": "1", "text": "x"}',
        b'{"id": "../../x", "text": "x"}',
        b"[" * 10_000,
    ],
)
def test_a_body_that_is_no_message_is_refused(house: House, client: httpx.Client, body: bytes) -> None:
    answer = client.post("/messages", content=body)

    assert (answer.status_code, answer.json()) == (400, {"text": edge.NOT_UNDERSTOOD})
    assert house.memory.received == []


def test_a_body_that_is_too_long_is_refused(house: House, client: httpx.Client) -> None:
    answer = client.post("/messages", json={"id": ID, "text": "长" * 400_000})

    assert (answer.status_code, answer.json()) == (413, {"text": edge.TOO_LONG})
    assert house.memory.received == []


@pytest.mark.parametrize("text", ["长" * 40_000, "\u0007\u0000", "👩‍🔬", "/nothing", "'; drop table activity; --"])
def test_any_text_reaches_the_bot_as_it_was_written(house: House, client: httpx.Client, text: str) -> None:
    assert client.post("/messages", json={"id": ID, "text": text}).status_code == 200

    assert house.memory.received[0].event == Said(text)


def test_an_unknown_button_reaches_the_bot(house: House, client: httpx.Client) -> None:
    assert client.post("/taps", json={"id": ID, "action": "d:long-ago:confirm"}).status_code == 200

    assert house.memory.received[0].event == Tapped("d:long-ago:confirm")


@pytest.mark.parametrize("action", ["", "x" * 65, None, 5, ["x"]])
def test_what_no_button_can_say_is_refused(house: House, client: httpx.Client, action: object) -> None:
    assert client.post("/taps", json={"id": ID, "action": action}).status_code == 400

    assert house.memory.received == []


@pytest.mark.parametrize("path", ["/messages", "/taps", "/files"])
def test_who_has_no_account_is_told_to_reload(house: House, path: str) -> None:
    answer = httpx.post(house.url + path, json={"id": ID, "text": "x"}, headers={"origin": house.url})

    assert (answer.status_code, answer.json()) == (401, {"text": edge.NOT_SIGNED_IN})


def test_while_nothing_can_be_kept_the_page_is_told_to_try_again(house: House, client: httpx.Client) -> None:
    house.memory.away = True
    posts = (
        client.post("/messages", json={"id": ID, "text": "x"}),
        client.post("/taps", json={"id": ID, "action": "x"}),
        client.post("/files", data={"id": ID}, files={"file": ("a.txt", b"x")}),
    )
    house.memory.away = False

    assert [(answer.status_code, answer.json()) for answer in posts] == [(503, {"text": edge.NOT_KEPT})] * 3
    assert client.post("/messages", json={"id": ID, "text": "x"}).status_code == 200


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(client: httpx.Client, method: str) -> None:
    assert client.request(method, "/messages").status_code == 405


def test_files_come_as_one_event_and_each_refused_one_as_another(house: House, client: httpx.Client) -> None:
    files = [("file", ("一.txt", b"1")), ("file", ("坏.png", b"broken")), ("file", ("二.txt", b"2"))]

    answer = client.post("/files", data={"id": ID, "caption": "说明", "too_large": "C:\\大.mp4"}, files=files)

    assert answer.status_code == 200
    sent, *refused = (incoming.event for incoming in house.memory.received)
    assert isinstance(sent, Sent)
    assert ([file.name for file in sent.files], sent.caption) == (["一.txt", "二.txt"], "说明")
    assert {event.name: event.reason for event in refused if isinstance(event, Refused)} == {
        "坏.png": "corrupt",
        "大.mp4": "too_large",
    }
    assert [incoming.id for incoming in house.memory.received] == [ID, f"{ID}-1", f"{ID}-2"]


def test_an_empty_file_is_told(house: House, client: httpx.Client) -> None:
    client.post("/files", data={"id": ID}, files={"file": ("空.txt", b"")})

    assert house.memory.received[0].event == Refused("空.txt", "empty")


@pytest.mark.parametrize(
    ("fields", "files", "status", "text"),
    [
        ({"id": ID}, {}, 400, edge.NO_FILES),
        ({"id": "x"}, {"file": b"1"}, 400, edge.NOT_UNDERSTOOD),
        ({}, {"file": b"1"}, 400, edge.NOT_UNDERSTOOD),
        ({"id": ID, "caption": "长" * 40_001}, {"file": b"1"}, 413, edge.TOO_LONG),
        ({"id": ID, "caption": "x" * 300_000}, {"file": b"1"}, 400, edge.NOT_UNDERSTOOD),
    ],
)
def test_an_upload_that_is_none_is_refused(
    house: House, client: httpx.Client, fields: dict[str, str], files: dict[str, bytes], status: int, text: str
) -> None:
    named = {name: ("a.txt", content) for name, content in files.items()}

    answer = client.post("/files", data=fields, files=named or {"other": (None, "x")})

    assert (answer.status_code, answer.json()) == (status, {"text": text})
    assert house.memory.received == []


@pytest.mark.parametrize("kind", ["", "text/plain", "multipart/form-data", "multipart/mixed; boundary=x", "\xff"])
def test_an_upload_of_another_form_is_refused(client: httpx.Client, kind: str) -> None:
    answer = client.post("/files", content=b"--x--", headers={b"content-type": kind.encode("latin-1")})

    assert (answer.status_code, answer.json()) == (400, {"text": edge.NOT_UNDERSTOOD})


def test_an_upload_that_breaks_off_leaves_nothing_and_harms_nobody(house: House, client: httpx.Client) -> None:
    def broken() -> Iterator[bytes]:
        yield b'--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf'
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        client.post("/files", content=broken(), headers={"content-type": "multipart/form-data; boundary=x"})

    assert client.post("/messages", json={"id": ID, "text": "x"}).status_code == 200
    assert [incoming.event for incoming in house.memory.received] == [Said("x")]


def test_only_pictures_are_shown_and_everything_else_is_saved(house: House, client: httpx.Client) -> None:
    client.post("/files", data={"id": ID}, files={"file": ("a.html", b"<script>alert(1)</script>")})
    digest = next(iter(house.memory.owners))

    answer = client.get(f"/files/{digest}")

    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment"
