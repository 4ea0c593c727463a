"""Corrections of what was said before: 「人数改成85」, 「地点写错了，是北营村」."""

from handlers.read.reading import Context, Found


def read_correction(text: str, context: Context) -> Found | None:
    """Only the fields a message corrects; None if it corrects nothing."""
    return None
