"""The lines of a conversation as the page gets them: ours and the other side's, each with a stable id."""

from datetime import UTC, datetime, tzinfo

import msgspec

from bot.channel import Message
from handlers.turn import Event


class Mine(msgspec.Struct, frozen=True, tag="mine", tag_field="who"):
    """Something the person wrote, tapped or sent; `id` is the incoming id, `at` aware."""

    id: str
    at: datetime
    event: Event


class Theirs(msgspec.Struct, frozen=True, tag="theirs", tag_field="who"):
    """Something the bot answered; `id` is the delivery id, `retires` an earlier one that loses its buttons."""

    id: str
    at: datetime
    message: Message
    retires: str | None = None


Entry = Mine | Theirs


def moment(order: int) -> datetime:
    """The moment (UTC) a page named by its order number; raises ValueError or OverflowError for nonsense."""
    return datetime.fromtimestamp(order / 1_000_000, UTC)


def order(at: datetime) -> int:
    """Microseconds since 1970: what the page sorts by and resumes after."""
    return round(at.timestamp() * 1_000_000)


def placed(at: datetime, zone: tzinfo | None) -> dict[str, object]:
    """A moment as the page shows and sorts it: local ISO time and order."""
    return {"at": at.astimezone(zone).isoformat(timespec="seconds"), "order": order(at)}


def frame(entry: Entry, zone: tzinfo | None) -> bytes:
    """One server-sent event; its id is what a browser resumes after. What is in a file is fetched when it is wanted."""
    fields = msgspec.to_builtins(entry) | placed(entry.at, zone)
    fields.get("message", {}).pop("content", None)
    return b"id: %d\n%s" % (order(entry.at), named("entry", fields))


def named(name: str, fields: object) -> bytes:
    """A server-sent event without an id; JSON has no raw line breaks, so one data line is enough."""
    return b"event: %s\ndata: %s\n\n" % (name.encode(), msgspec.json.encode(fields))
