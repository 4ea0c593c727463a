"""What WeCom takes as a card with buttons: counts and bytes of its documentation (pages 101032 and 90236)."""

from typing import Any


def is_card(card: dict[str, Any]) -> bool:
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
