"""The reader's three doors: a whole message, the answer to a question, a correction."""

from handlers.read.answers import read_answer
from handlers.read.corrections import read_correction
from handlers.read.messages import read

__all__ = ["read", "read_answer", "read_correction"]
