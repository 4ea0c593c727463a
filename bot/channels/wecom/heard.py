"""From a callback to what the bot hears: who, in which order, and what is still to be fetched. Pure."""

import re
from dataclasses import dataclass
from typing import Any

from handlers.texts import wecom as texts
from handlers.turn import Elsewhere, Event, Overheard, Said, Tapped, Unreadable

CHANNEL = "wecom"
GROUP = "group:"
"""Before the id of a group: there the bot only says where to find it."""
_AT = re.compile(r"^\s*@\S+[\s\u2005]*")
NOTHING = "none"
"""The key of a card that was tapped before."""
_UNREAD = {"video": "other"}


@dataclass(frozen=True, slots=True)
class Link:
    """A picture or file that is to be fetched within five minutes, and the key it is locked with."""

    url: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing for the bot. `id` is unique in the channel, `account` the person or group, `date` seconds since 1970.

    Where there are `links` the event is pictures or files still to be fetched, with `caption`. `request` is the id by
    which a card is to be answered, `task` the card's; `welcome` that somebody has opened the chat.
    """

    id: str
    account: str
    date: int
    event: Event | None = None
    links: tuple[Link, ...] = ()
    caption: str = ""
    request: str = ""
    task: str = ""
    welcome: bool = False


def heard(frame: dict[str, Any]) -> Heard | None:
    """What a callback means; None where nobody can be told by it."""
    body = frame["body"]
    person = str((body.get("from") or {}).get("userid") or "")
    id_ = str(body.get("msgid") or "")
    request = str(frame["headers"].get("req_id") or "")
    if not person or not id_:
        return None
    date = int(body.get("create_time") or 0)
    if body.get("chattype") == "group":
        account = f"{GROUP}{body.get('chatid', '')}"
        return Heard(id_, account, date, Elsewhere() if body.get("msgtype") != "event" else Overheard("group"))
    if body.get("msgtype") == "event":
        return _event(Heard(id_, person, date, request=request), body.get("event") or {})
    return _message(Heard(id_, person, date), body)


def _event(base: Heard, event: dict[str, Any]) -> Heard:
    match event.get("eventtype"):
        case "template_card_event":
            card = event.get("template_card_event") or {}
            action, task = str(card.get("event_key") or ""), str(card.get("task_id") or "")
            tapped: Event = Overheard("tap") if action == NOTHING else Tapped(action)
            return Heard(base.id, base.account, base.date, tapped, request=base.request, task=task)
        case "enter_chat":
            return Heard(base.id, base.account, base.date, Overheard("enter"), request=base.request, welcome=True)
        case _:
            return Heard(base.id, base.account, base.date, Overheard("event"))


def _message(base: Heard, body: dict[str, Any]) -> Heard:
    kind = str(body.get("msgtype") or "")
    content = body.get(kind) or {}
    match kind:
        case "text" | "voice":
            return _with(base, event=_said(str(content.get("content") or ""), kind))
        case "image" | "file":
            return _with(base, links=(_link(content, kind, base.id),))
        case "mixed":
            items = content.get("msg_item") or []
            words = "\n".join(str(one["text"].get("content") or "") for one in items if one.get("text"))
            links = tuple(_link(one["image"], "image", base.id) for one in items if one.get("image"))
            return _with(base, links=links, caption=words) if links else _with(base, event=_said(words, "text"))
        case _:
            return _with(base, event=Unreadable(_UNREAD.get(kind, "other")))


def _with(base: Heard, event: Event | None = None, links: tuple[Link, ...] = (), caption: str = "") -> Heard:
    return Heard(base.id, base.account, base.date, event, links, caption)


def _said(words: str, kind: str) -> Event:
    """A voice message comes as its words; one without any is one nobody can read."""
    plain = _AT.sub("", words)
    return Unreadable("voice") if kind == "voice" and not plain.strip() else Said(plain)


def _link(content: dict[str, Any], kind: str, id_: str) -> Link:
    named = str(content.get("filename") or "")
    name = named.replace("\\", "/").rpartition("/")[2] or (texts.PICTURE if kind == "image" else f"{id_}.bin")
    return Link(str(content.get("url") or ""), str(content.get("aeskey") or ""), name)
