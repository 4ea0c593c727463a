"""Files on their way up to the fake gateway in parts, and what it thinks of messages and cards."""

import base64
import hashlib
from collections import defaultdict, deque
from dataclasses import dataclass, field
from itertools import count
from typing import Any

LONGEST, CHUNK = 20_480, 512 * 1024
LARGEST = {"image": 2_000_000, "file": 20_000_000}
SENT_KINDS = ("markdown", "template_card", "file", "image")
STEPS = ("init", "chunk", "finish")

Answer = tuple[int | None, dict[str, Any]]
"""Code and body of an answer; None: there is none."""


@dataclass
class Upload:
    """A file on its way up."""

    kind: str
    name: str
    size: int
    chunks: int
    md5: str
    parts: dict[int, bytes] = field(default_factory=dict)


class Uploads:
    """Sessions and finished files. `faults` are what befalls the next frames of a step: codes, or "lost"."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[str, bytes]] = {}
        self.kinds: dict[str, str] = {}
        self.faults: defaultdict[str, deque[int | str]] = defaultdict(deque)
        self._sessions: dict[str, Upload] = {}
        self._numbers = count(1)

    def expire(self) -> None:
        """Nothing that was brought up can be sent any more."""
        self.files.clear()

    def step(self, step: str, body: dict[str, Any]) -> Answer:
        """One frame of an upload; a lost answer is that of a frame that was taken all the same."""
        fault = self.faults[step].popleft() if self.faults[step] else 0
        if isinstance(fault, int) and fault:
            return fault, {}
        code, told = getattr(self, f"_{step}")(body)
        return (None if fault == "lost" else code), told

    def _init(self, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        kind, name, size, chunks = body["type"], body["filename"], body["total_size"], body["total_chunks"]
        sound = 5 <= size <= LARGEST.get(kind, 0) and 0 < chunks <= 100 and 0 < len(name.encode()) <= 256
        if not sound:
            return 40006, {}
        id_ = f"u{next(self._numbers)}"
        self._sessions[id_] = Upload(kind, name, size, chunks, body["md5"])
        return 0, {"upload_id": id_}

    def _chunk(self, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        part, upload = base64.b64decode(body["base64_data"]), self._sessions.get(body["upload_id"])
        if upload is None or len(part) > CHUNK or not 0 <= body["chunk_index"] < upload.chunks:
            return 40058, {}
        upload.parts[body["chunk_index"]] = part
        return 0, {}

    def _finish(self, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        upload = self._sessions.pop(body["upload_id"], None)
        if upload is None or set(upload.parts) != set(range(upload.chunks)):
            return 40058, {}
        whole = b"".join(upload.parts[nth] for nth in range(upload.chunks))
        if len(whole) != upload.size or hashlib.md5(whole, usedforsecurity=False).hexdigest() != upload.md5:
            return 40058, {}
        media = f"media{next(self._numbers)}"
        self.files[media], self.kinds[media] = (upload.name, whole), upload.kind
        return 0, {"type": upload.kind, "media_id": media, "created_at": "1380000000"}


def refusal(body: dict[str, Any], files: dict[str, tuple[str, bytes]]) -> int:
    """The code with which the content of a push is refused; 0: it is taken."""
    kind = body.get("msgtype")
    if kind not in SENT_KINDS:
        return 40008
    content = body[kind]
    if kind == "markdown":
        return 45002 if len(content["content"].encode()) > LONGEST else 0 if content["content"] else 44004
    if kind == "template_card":
        return 0 if is_card(content) else 40058
    return 0 if content["media_id"] in files else 40007


def is_card(card: dict[str, Any]) -> bool:
    """Whether a card with buttons is one by the counts and lengths of the documentation."""
    buttons = card.get("button_list", [])
    keys = [button["key"] for button in buttons]
    return (
        card.get("card_type") == "button_interaction"
        and 0 < len(card.get("task_id", "")) <= 128
        and 0 < len(buttons) <= 6
        and len(set(keys)) == len(keys)
        and all(0 < len(button["text"]) <= 10 and button["style"] in {1, 2, 3, 4} for button in buttons)
        and all(len(key.encode()) <= 1024 for key in keys)
    )
