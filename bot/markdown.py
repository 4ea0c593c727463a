"""A message in the markdown that WeCom's robots show: tables, headings, and what people wrote stays text."""

from bot.channel import Message, Sheet
from bot.render import as_lines
from handlers.texts.wecom import LOOK_ALIKE
from reports.summary import Summary, Table

RULE = "---"


def as_markdown(message: Message) -> str:
    """The whole of it, without its choices."""
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
    rows = (table.head, (RULE,) * len(table.head), *table.rows, *((table.total,) if table.total else ()))
    return "\n".join((f"### {escaped(table.title)}\n", *map(_row, rows)))


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell if cell == RULE else escaped(' '.join(cell.split())) for cell in cells)} |"
