"""From the XML of a callback to what the bot hears, and from an answer to XML (pages 90239 to 90241). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from xml.sax.saxutils import escape

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from handlers.texts import wecom as texts
from handlers.turn import Event, Overheard, Said, Tapped, Unreadable

ALARMS = ("inactive_alert", "close_inactive_agent", "low_active_alert", "low_active")
"""Events by which WeCom says that the app is going to be put out of use."""
_DIGITS = 11
"""Of a moment in seconds, for some thousand years."""
_UNREAD = {"voice": "voice", "location": "location"}


class Malformed(ValueError):
    """No XML of the kind that WeCom sends."""


class Reply(StrEnum):
    """What is said at once, within the answer to the callback."""

    NOTHING = ""
    TAPPED = "tapped"
    WELCOME = "welcome"


@dataclass(frozen=True, slots=True)
class Letter:
    """One thing for the bot. `id` is unique in the channel, `account` who wrote, `date` seconds since 1970.

    A picture has no `event`: it is still to be fetched by its `media` id, and called `name`.
    """

    id: str
    account: str
    date: int
    event: Event | None
    media: str = ""
    name: str = ""
    reply: Reply = Reply.NOTHING
    alarm: bool = False


def fields(body: bytes) -> dict[str, str]:
    """The elements right below the root, by name. Raises Malformed; what would define entities is never read."""
    try:
        root = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Malformed from error
    return {child.tag: child.text or "" for child in root}


def letter(found: Mapping[str, str]) -> Letter:
    """What a callback means. Raises Malformed where it does not say who and when."""
    account, kind = found.get("FromUserName", ""), found.get("MsgType", "")
    moment = found.get("CreateTime", "")
    if not account or not kind or not moment.isdecimal() or len(moment) > _DIGITS:
        raise Malformed
    date = int(moment)
    if kind == "event":
        return _happened(account, date, found)
    return _said(Letter(found.get("MsgId") or f"{account}.{date}.{kind}", account, date, None), kind, found)


def _said(base: Letter, kind: str, found: Mapping[str, str]) -> Letter:
    match kind:
        case "text":
            return _with(base, Said(found.get("Content", "")))
        case "image":
            return Letter(base.id, base.account, base.date, None, found.get("MediaId", ""), texts.PICTURE)
        case _:
            return _with(base, Unreadable(_UNREAD.get(kind, "other")))


def _happened(account: str, date: int, found: Mapping[str, str]) -> Letter:
    """Events carry no id: who, when, what and on which card tell them apart (page 90240)."""
    event, key, task = found.get("Event", ""), found.get("EventKey", ""), found.get("TaskId", "")
    base = Letter(f"{account}.{date}.{event}.{task}.{key}", account, date, None)
    match event:
        case "template_card_event":
            return _with(base, Tapped(key), Reply.TAPPED)
        case "click":
            return _with(base, Said(key))
        case "subscribe":
            return _with(base, Overheard("enter"), Reply.WELCOME)
        case _:
            return Letter(base.id, account, date, Overheard("event"), alarm=event in ALARMS)


def _with(base: Letter, event: Event, reply: Reply = Reply.NOTHING) -> Letter:
    return Letter(base.id, base.account, base.date, event, reply=reply)


def answered(one: Letter, company: str) -> bytes:
    """The answer within a callback, before it is sealed; empty where nothing is said at once."""
    match one.reply:
        case Reply.TAPPED:
            kind, inner = "update_button", f"<Button><ReplaceName>{escape(texts.DONE)}</ReplaceName></Button>"
        case Reply.WELCOME:
            kind, inner = "text", f"<Content>{escape(texts.WELCOME)}</Content>"
        case Reply.NOTHING:
            return b""
    return (
        f"<xml><ToUserName>{escape(one.account)}</ToUserName><FromUserName>{escape(company)}</FromUserName>"
        f"<CreateTime>{one.date}</CreateTime><MsgType>{kind}</MsgType>{inner}</xml>"
    ).encode()
