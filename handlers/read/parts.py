"""The parts of a message that tell of one activity each."""

from handlers.read.reading import Context
from handlers.read.writing import Writing


def parts_of(writing: Writing, spans: tuple[tuple[int, int], ...], context: Context) -> tuple[Writing, ...]:
    """The writing of each activity."""
    return (writing,)
