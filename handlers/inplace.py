"""Whether the answer to a tap changes the card that was tapped, or stands below as a new one."""

import msgspec

from handlers.turn import Card, Event, Reply, Tapped

BELOW = ("restore", "new", "this")
"""Verbs of a draft whose buttons stand below a text: its card is further up, where nobody looks."""

RECORD = ("restore", "undo")
"""Verbs of a record whose buttons stand on its card alone."""


def in_place(event: Event, replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
    """The replies; a card that answers a tap on itself takes its own place."""
    tapped = _tapped_card(event)
    return tuple(
        msgspec.structs.replace(reply, replace=True) if isinstance(reply, Card) and reply.key == tapped else reply
        for reply in replies
    )


def _tapped_card(event: Event) -> str | None:
    """The key of the card a button stands on."""
    match tuple(event.action.split(":")) if isinstance(event, Tapped) else ():
        case ("d", key, verb, *_) if verb not in BELOW:
            return key
        case ("a", key, verb, *_) if verb in RECORD:
            return key
        case _:
            return None
