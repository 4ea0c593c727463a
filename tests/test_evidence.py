"""Photos and files: what is kept, what is refused and why, and that nothing half is ever there."""

import io
import os
import struct
import zlib
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from bot import evidence
from bot.evidence import LIMIT, EvidenceFolder, media_type_of, type_at
from handlers.turn import Refused
from storage.model.activity import Evidence

DOCX = b"PK\x03\x04" + b"[Content_Types].xml" + bytes(40)
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40)


@pytest.fixture
def folder(tmp_path: Path) -> EvidenceFolder:
    return EvidenceFolder(tmp_path / "files")


def picture(kind: str, size: tuple[int, int] = (120, 80)) -> bytes:
    kept = io.BytesIO()
    Image.effect_noise(size, 90).convert("P" if kind == "GIF" else "RGB").save(kept, kind)
    return kept.getvalue()


def files(folder: EvidenceFolder) -> list[Path]:
    return [path for path in folder.folder.rglob("*") if path.is_file()]


def png_that_claims(width: int, height: int) -> bytes:
    """A tiny PNG whose head promises a picture that would fill the memory."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("GIF", "image/gif"), ("WEBP", "image/webp")],
)
def test_a_picture_is_kept_under_its_hash(folder: EvidenceFolder, kind: str, media_type: str) -> None:
    content = picture(kind)

    kept = folder.keep(content, "现场.jpg")

    assert kept == Evidence(sha256(content).hexdigest(), "现场.jpg", media_type, len(content))
    assert folder.path(kept.sha256).read_bytes() == content
    assert type_at(folder.path(kept.sha256)) == media_type


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (b"%PDF-1.7 ...", "通知.pdf", "application/pdf"),
        (b"%PDF-1.7 ...", "没有后缀", "application/pdf"),
        (DOCX, "总结.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (DOCX, "台账.XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (OLD_WORD, "总结.doc", "application/msword"),
        (b"\0\0\0\x18ftypheic" + bytes(20), "IMG.HEIC", "image/heic"),
    ],
)
def test_papers_and_pictures_of_phones_are_kept(
    folder: EvidenceFolder, content: bytes, name: str, media_type: str
) -> None:
    kept = folder.keep(content, name)

    assert isinstance(kept, Evidence)
    assert kept.media_type == media_type


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "空.jpg", "empty"),
        (picture("JPEG")[:400], "半张.jpg", "corrupt"),
        (picture("PNG")[:-60], "半张.png", "corrupt"),
        (picture("WEBP")[:200], "半张.webp", "corrupt"),
        (b"\xff\xd8\xff" + b"not a picture", "假.jpg", "corrupt"),
        (b"\x89PNG and nothing else", "假.png", "corrupt"),
        (b"GIF89a", "假.gif", "corrupt"),
        (png_that_claims(60_000, 60_000), "炸弹.png", "corrupt"),
        (png_that_claims(12_000, 12_000), "太大的图.png", "corrupt"),
        (b"MZ\x90", "程序.exe", "unsupported"),
        (b"hello", "照片.jpg", "unsupported"),
        (b"PK\x03\x04" + bytes(40), "压缩包.zip", "unsupported"),
        (b"PK\x03\x04" + bytes(40), "假.docx", "unsupported"),
        (DOCX, "换了名字.zip", "unsupported"),
        (OLD_WORD, "安装.msi", "unsupported"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "图.svg", "unsupported"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_reason(
    folder: EvidenceFolder, content: bytes, name: str, reason: str
) -> None:
    assert folder.keep(content, name) == Refused(name, reason)
    assert not folder.folder.exists()


def test_the_largest_file_is_kept_and_one_byte_more_is_not(folder: EvidenceFolder) -> None:
    full = b"%PDF-" + bytes(LIMIT - 5)

    assert isinstance(folder.keep(full, "满.pdf"), Evidence)
    assert folder.keep(full + b"\0", "过.pdf") == Refused("过.pdf", "too_large", LIMIT)


def test_the_same_file_twice_lies_there_once(folder: EvidenceFolder) -> None:
    content = picture("PNG")

    first, second = folder.keep(content, "一.png"), folder.keep(content, "二.png")

    assert isinstance(first, Evidence)
    assert isinstance(second, Evidence)
    assert (first.sha256, second.name) == (second.sha256, "二.png")
    assert len(files(folder)) == 1


def test_a_half_file_of_earlier_is_made_whole(folder: EvidenceFolder) -> None:
    content = picture("PNG")
    path = folder.path(sha256(content).hexdigest())
    path.parent.mkdir(parents=True)
    path.write_bytes(content[:10])

    folder.keep(content, "一.png")

    assert path.read_bytes() == content


def test_a_full_disk_leaves_no_half_a_file(folder: EvidenceFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        folder.keep(picture("PNG"), "一.png")
    assert files(folder) == []


def test_a_program_killed_between_leaves_nothing_under_the_name(
    folder: EvidenceFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(_self: Path, _target: Path) -> None:
        raise Killed

    content = picture("PNG")
    monkeypatch.setattr(Path, "replace", killed)
    monkeypatch.setattr(Path, "unlink", lambda _self, missing_ok: missing_ok)  # nobody tidies up after a kill

    with pytest.raises(Killed):
        folder.keep(content, "一.png")
    assert not folder.path(sha256(content).hexdigest()).exists()
    monkeypatch.undo()
    assert isinstance(folder.keep(content, "一.png"), Evidence)


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7", b"<html>", b"\xff\xd8\xff"])
def test_what_is_no_picture_is_only_bytes_when_it_is_opened(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)

    assert type_at(path) == "application/octet-stream"


def test_what_is_not_there_is_only_bytes(tmp_path: Path) -> None:
    assert type_at(tmp_path / "nothing") == "application/octet-stream"


def test_a_picture_of_a_good_camera_is_not_too_large() -> None:
    assert evidence.MOST_PIXELS > 108_000_000
    assert media_type_of(picture("JPEG", (4000, 3000)), "a.jpg") == "image/jpeg"
