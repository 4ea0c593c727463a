"""The whole message: what it is, and what it says of each activity in it."""

from handlers.read.reading import Context, Nature, Reading


def read(text: str, context: Context) -> Reading:
    """What a message means to the ledger. Never raises; a plan, a question or small talk is never an activity."""
    return Reading(Nature.NONE)
