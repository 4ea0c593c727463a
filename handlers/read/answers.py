"""The answer to the question just asked: one field, and whatever else was said with it."""

from handlers.read.reading import Context, Found
from storage.model.activity import Field


def read_answer(field: Field, text: str, context: Context) -> Found:
    """What an answer to the question about `field` says; no origin for that field means it was not usable."""
    return Found()
