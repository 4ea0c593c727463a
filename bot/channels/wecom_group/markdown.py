"""A message in the markdown that a group robot of WeCom shows (markdown_v2): tables, headings, nobody named."""

from bot.channel import Message, Sheet
from bot.render import as_lines
from handlers.texts.wecom import LOOK_ALIKE
from reports.summary import Summary, Table

LONGEST = 4096
"""Bytes of one message."""


def as_markdown(message: Message) -> str:
    """The whole of it; what people wrote stays text."""
    return _summary(message.summary) if isinstance(message, Sheet) else escaped(as_lines(message))


def escaped(words: str) -> str:
    """Signs that would be read as markdown, as others that look the same."""
    return words.translate(LOOK_ALIKE)


def _summary(summary: Summary) -> str:
    parts = (
        f"## {escaped(summary.title)}",
        escaped(summary.subtitle),
        *(f"**{escaped(label)}** {escaped(value)}" for label, value in summary.figures),
        *map(_table, summary.tables),
        *(f"> {escaped(note)}" for note in summary.notes),
    )
    return "\n\n".join(part for part in parts if part)


def _table(table: Table) -> str:
    rows = (table.head, ("---",) * len(table.head), *table.rows, *((table.total,) if table.total else ()))
    lines = (f"| {' | '.join(cell if cell == '---' else escaped(cell) for cell in row)} |" for row in rows)
    return "\n".join((f"### {escaped(table.title)}\n", *lines))
