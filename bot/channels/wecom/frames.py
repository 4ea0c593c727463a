"""The frames of the long connection: what goes out, what comes in, and what refusals mean."""

import json
from typing import Any

from bot.channel import SendFailed

SUBSCRIBE, PING, SEND = "aibot_subscribe", "ping", "aibot_send_msg"
WELCOME, UPDATE = "aibot_respond_welcome_msg", "aibot_respond_update_msg"
UPLOAD_INIT, UPLOAD_CHUNK, UPLOAD_FINISH = (
    "aibot_upload_media_init",
    "aibot_upload_media_chunk",
    "aibot_upload_media_finish",
)
MESSAGE, EVENT = "aibot_msg_callback", "aibot_event_callback"

WRONG_SECRET = 853000
TOO_OFTEN = (45009, 45033)
UNREACHABLE = (93001, 93006, 93008)
BUSY = -1
UNKNOWN = -2
"""No code of the gateway's."""
NOT_SUBSCRIBED = 846605
"""Of a callback's id: it is none. Of an id of ours: the gateway has forgotten that the bot subscribed."""
EXPIRED = 40007
TOO_OLD = "the file was brought up too long ago"
_MINUTE = 60.0

Body = dict[str, Any]


class Refused(Exception):
    """The gateway answered a frame with an error code; its words are for nobody's eyes."""

    def __init__(self, code: int) -> None:
        """Keep the code."""
        super().__init__(f"refused with {code}")
        self.code = code


class Offline(Exception):
    """There is no connection, so nothing was sent."""


class Unanswered(Exception):
    """A frame was sent and nobody said what became of it."""


class Cut(Unanswered):
    """The line was lost meanwhile."""


def encoded(cmd: str, request: str, body: Body) -> str:
    """One frame as text; a heartbeat has no body."""
    frame = {"cmd": cmd, "headers": {"req_id": request}, **({"body": body} if body else {})}
    return json.dumps(frame, ensure_ascii=False)


def decoded(raw: str | bytes) -> Body | None:
    """A frame with headers and a body; None for what is no frame: bytes, broken JSON, another shape."""
    if isinstance(raw, bytes):
        return None
    try:
        frame = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    if not isinstance(frame, dict) or not isinstance(frame.get("headers"), dict):
        return None
    body = frame.get("body") or {}
    return {**frame, "body": body} if isinstance(body, dict) else None


def event_of(frame: Body) -> str:
    """What kind of event a callback tells of; empty where it tells of none."""
    event = frame["body"].get("event")
    return str(event.get("eventtype", "")) if isinstance(event, dict) else ""


def code_of(frame: Body) -> int:
    """The code of an answer; 0: it was taken. What is no number is a refusal nobody knows."""
    code = frame.get("errcode") or 0
    return code if isinstance(code, int) else UNKNOWN


def judged(error: Exception) -> SendFailed:
    """The failure of a frame as the outbox takes it. What is not the gateway's is raised as it is."""
    match error:
        case Offline():
            return SendFailed("WeCom is not connected", away=True)
        case Cut():
            return SendFailed("the line was lost before WeCom answered", uncertain=True)
        case Unanswered():
            return SendFailed("no answer from WeCom", uncertain=True)
        case Refused(code=code) if code in TOO_OFTEN:
            return SendFailed("WeCom asked to wait", retry_after=_MINUTE, away=True)
        case Refused(code=code) if code in UNREACHABLE:
            return SendFailed("the person has not written to the bot yet, or is gone", permanent=True)
        case Refused(code=code) if code == EXPIRED:
            return SendFailed(TOO_OLD, retry_after=2)
        case Refused(code=code) if code in (BUSY, NOT_SUBSCRIBED):
            return SendFailed("WeCom is busy", retry_after=2)
        case Refused(code=code):
            return SendFailed(f"WeCom refused it: {code}", permanent=True)
        case _:
            raise error
