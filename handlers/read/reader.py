"""The reader's doors: a whole message, the answer to a question, facts of what is being told, a correction."""

from handlers.read.answers import read_answer, read_facts
from handlers.read.corrections import read_correction
from handlers.read.messages import read

__all__ = ["read", "read_answer", "read_correction", "read_facts"]
