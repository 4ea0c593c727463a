"""Choices as a card with buttons, where they fit one; else they are numbered in the text."""

from hashlib import sha256
from typing import Any

from bot.channel import Message
from bot.channels.wecom.heard import NOTHING
from handlers.texts import wecom as texts
from handlers.turn import Buttons, Card, Say

MOST_BUTTONS, LONGEST_LABEL = 6, 10
"""Of a card with buttons (documentation of the bots, page 101032): hard, and as much as is shown."""
_PLAIN, _FIRST = 2, 1


def fits(message: Message) -> bool:
    """Whether its choices go onto a card; where a bare number answers, labels are typed all the same."""
    labels = [button.label for row in message.buttons for button in row]
    return 0 < len(labels) <= MOST_BUTTONS and all(len(label) <= LONGEST_LABEL for label in labels)


def card(message: Message, delivery_id: str) -> dict[str, Any]:
    """The card below a text; its id follows from the message, so that a repeat is the same card."""
    return {
        "card_type": "button_interaction",
        "task_id": sha256(delivery_id.encode()).hexdigest()[:32],
        "main_title": {"title": _title(message)},
        "button_list": _buttons(message.buttons),
    }


def answered(task: str) -> dict[str, Any]:
    """What a card becomes at once when it was tapped: the same card, with nothing left to tap twice."""
    return {
        "card_type": "button_interaction",
        "task_id": task,
        "main_title": {"title": texts.TAPPED},
        "button_list": [{"text": texts.DONE, "style": _PLAIN, "key": NOTHING}],
    }


def _title(message: Message) -> str:
    return message.title[:26] if isinstance(message, Card) else texts.CHOOSE if isinstance(message, Say) else texts.MORE


def _buttons(buttons: Buttons) -> list[dict[str, Any]]:
    labelled = [button for row in buttons for button in row]
    styles = (_FIRST, *(_PLAIN for _ in labelled))
    return [
        {"text": button.label, "style": style, "key": button.action}
        for button, style in zip(labelled, styles, strict=False)
    ]
