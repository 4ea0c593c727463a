"""A message read at one moment of 2026, and its facts in the words of a table test."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.taxonomy import load_taxonomy
from handlers.read.reader import read
from handlers.read.reading import Context, Found, Nature, Reading
from storage.model.activity import Amount

TAXONOMY = load_taxonomy()
SENT = datetime(2026, 11, 3, 18, tzinfo=ZoneInfo("Asia/Shanghai"))
CONTEXT = Context(SENT, TAXONOMY)


def heard(text: str, *places: str) -> Reading:
    return read(text, Context(SENT, TAXONOMY, places))


def told(text: str, *places: str) -> Found:
    """The one activity of a message."""
    reading = heard(text, *places)

    assert reading.nature is Nature.ACTIVITY, reading.nature
    return reading.found[0]


def shown(amount: Amount) -> str:
    """「85」, 「约200」, 「80~100」, 「?」 where nobody counted, empty where nothing was said."""
    if amount.low is not None:
        return f"{amount.low}~{amount.high}"
    if amount.value is not None:
        return f"{'约' if amount.approximate else ''}{amount.value}"
    return "?" if amount.said else ""
