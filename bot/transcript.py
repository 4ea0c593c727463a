"""Conversations as text anybody can read: how a transcript is written and what its lines mean.

`2026-09-18 10:00` sets the clock from there on. `志愿者> 今天办了讲座` is somebody's message (nobody named: the
only person), `志愿者> [确认]` a tap on the button with that label, `志愿者> (照片 a.jpg)` a photo, and so on for
(贴图) (语音) (位置) (名片) (其他). `< 已记下` begins an answer; its further lines are indented, and buttons stand in
brackets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.channel import Document, Message, Sheet
from bot.render import as_lines
from handlers.texts import plain

CONTROLS = {
    plain.STICKER: "sticker",
    plain.VOICE: "voice",
    plain.LOCATION: "location",
    plain.CONTACT: "contact",
    plain.OTHER: "other",
}
_SPOKEN = re.compile(r"(?P<who>[^\s<>]*)> (?P<what>.*)")
_CLOCK = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Somebody's line: who (empty: the only person) and what, as written."""

    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of day from here on, without a zone."""

    at: datetime


def script(text: str) -> Iterator[Spoken | Clock]:
    """The lines of a transcript that make something happen; a backslash and an n in a message mean a line break."""
    for line in text.splitlines():
        if spoken := _SPOKEN.fullmatch(line):
            yield Spoken(spoken["who"], spoken["what"].replace("\\n", "\n"))
        elif _CLOCK.fullmatch(line):
            yield Clock(datetime.strptime(line, "%Y-%m-%d %H:%M"))  # noqa: DTZ007 - the player gives the zone


def tapped_label(what: str) -> str | None:
    """The label of "[确认]", None for a message."""
    return what[1:-1] if what.startswith("[") and what.endswith("]") else None


def attachment(what: str) -> tuple[str, str] | None:
    """("照片", "a.jpg") of "(照片 a.jpg)", None for a message."""
    if not (what.startswith("(") and what.endswith(")")):
        return None
    kind, _, name = what[1:-1].partition(" ")
    return (kind, name) if kind in {plain.PHOTO, *CONTROLS} else None


def answered(message: Message) -> str:
    """A message as lines of a transcript; blank lines are left out."""
    lines = [line for line in as_lines(message).splitlines() if line.strip()]
    if isinstance(message, Sheet) and message.picture:
        lines.append(plain.PICTURE.format(title=message.summary.title))
    if isinstance(message, Document):
        lines.append(plain.FILE.format(name=message.name))
    lines += [" ".join(f"[{button.label}]" for button in row) for row in message.buttons if row]
    return "\n".join(f"{'<' if nth == 0 else ' '} {line}".rstrip() for nth, line in enumerate(lines))
