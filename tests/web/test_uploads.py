"""Uploads as bytes on a wire: cut anywhere, hostile, too large, and what is kept of them."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.uploads import FIELD_LIMIT, FILE_LIMIT, PART_LIMIT, BadUpload, Upload, read_upload, safe_name
from handlers.turn import Refused
from storage.model.activity import Evidence

KIND = "multipart/form-data; boundary=border"
MEGABYTE = bytes(1024 * 1024)


def part(headers: str, content: bytes = b"") -> bytes:
    return b"--border\r\n" + headers.encode() + b"\r\n\r\n" + content + b"\r\n"


def named(name: str, content: bytes) -> bytes:
    return part(f'content-disposition: form-data; name="{name}"', content)


def attached(name: str, content: bytes) -> bytes:
    return part(f'Content-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: image/png', content)


END = b"--border--\r\n"
WHOLE = named("id", b"7") + named("caption", "说明".encode()) + attached("照片.png", b"\r\n--bord\r\n") + END


def read(pieces: Iterable[bytes], kind: str = KIND) -> tuple[Upload, list[bytes]]:
    """What is read, and what was handed over to be kept."""
    kept: list[bytes] = []

    async def keep(content: bytes, name: str) -> Evidence | Refused:
        kept.append(content)
        return Evidence("0" * 64, name, "image/png", len(content))

    async def wire() -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece

    return asyncio.run(read_upload(kind, wire(), keep)), kept


@given(st.lists(st.integers(0, len(WHOLE)), max_size=30))
def test_an_upload_reads_the_same_wherever_it_is_cut(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(WHOLE)]

    upload, kept = read(WHOLE[first:last] for first, last in pairwise(edges))

    assert (upload.id, upload.caption) == ("7", "说明")
    assert upload.files == (Evidence("0" * 64, "照片.png", "image/png", 10),)
    assert kept == [b"\r\n--bord\r\n"]


@given(st.binary(max_size=300))
def test_any_bytes_are_an_upload_or_a_bad_one(content: bytes) -> None:
    for body in (content, b"--border\r\n" + content, WHOLE[:60] + content + END):
        try:
            read([body])
        except BadUpload:
            continue


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nothing",
        END[:-3],
        WHOLE[:-5],
        WHOLE.removesuffix(END),
        b"--other\r\n\r\nx\r\n--other--",
        part("no header") + END,
        part("content-disposition: form-data; name=" + "x" * 10_000) + END,
        part("\r\n".join(f"x-{nth}: 1" for nth in range(200))) + END,
        part(": empty name") + END,
    ],
)
def test_what_is_cut_off_or_malformed_is_no_upload(body: bytes) -> None:
    with pytest.raises(BadUpload):
        read([body])


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "application/json",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/mixed; boundary=border",
        "multipart/form-data; boundary*=utf-8''border",
    ],
)
def test_another_kind_of_body_is_no_upload(kind: str) -> None:
    with pytest.raises(BadUpload):
        read([WHOLE], kind)


def test_a_file_of_the_limit_is_kept_and_one_byte_more_is_refused() -> None:
    full = [MEGABYTE] * (FILE_LIMIT // len(MEGABYTE))
    head = attached("大.png", b"").removesuffix(b"\r\n")

    upload, kept = read([head, *full, b"\r\n", END])
    assert (len(upload.files), len(kept[0])) == (1, FILE_LIMIT)
    upload, kept = read([head, *full, b"x\r\n", attached("小.png", b"1"), END])

    assert upload.files[0] == Refused("大.png", "too_large", FILE_LIMIT)
    assert kept == [b"1"]


def test_an_empty_file_is_refused_and_the_others_are_kept() -> None:
    upload, kept = read([attached("空.png", b"") + attached("a.png", b"1") + END])

    assert upload.files[0] == Refused("空.png", "empty")
    assert kept == [b"1"]


def test_a_file_the_page_held_back_is_refused_by_its_name() -> None:
    upload, _ = read([named("too_large", "路径/录像.mp4".encode()) + END])

    assert upload.files == (Refused("录像.mp4", "too_large", FILE_LIMIT),)


def test_a_field_that_is_too_long_is_bad() -> None:
    assert read([named("caption", b"x" * FIELD_LIMIT) + END])[0].caption == "x" * FIELD_LIMIT
    with pytest.raises(BadUpload):
        read([named("caption", b"x" * (FIELD_LIMIT + 1)) + END])


def test_too_many_parts_are_bad_however_small() -> None:
    assert len(read([attached("a", b"1") * PART_LIMIT + END])[0].files) == PART_LIMIT
    with pytest.raises(BadUpload):
        read([attached("a", b"1") * (PART_LIMIT + 1) + END])


def test_bytes_that_are_no_text_are_marked_in_fields_and_names() -> None:
    upload, _ = read([named("caption", b"a\xff") + attached("照片.png", b"1").replace(b"\x85", b"\xff") + END])

    assert upload.caption == "a\ufffd"
    assert "\ufffd" in getattr(upload.files[0], "name", "")


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("照片.png", "照片.png"),
        ("../../etc/passwd", "passwd"),
        ("C:\\我的文档\\照片.png", "照片.png"),
        ("/", "file"),
        ("..", "file"),
        ("", "file"),
        (" .hidden ", "hidden"),
        ("a\x00b\r\nc\u202egnp.exe", "abcgnp.exe"),
        ("长" * 300 + ".png", "长" * 116 + ".png"),
    ],
)
def test_a_name_is_only_a_name(given_name: str, safe: str) -> None:
    assert safe_name(given_name) == safe


def test_what_keeping_raises_is_raised() -> None:
    async def wire() -> AsyncIterator[bytes]:
        yield WHOLE

    async def full(_content: bytes, _name: str) -> Evidence | Refused:
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        asyncio.run(read_upload(KIND, wire(), full))
