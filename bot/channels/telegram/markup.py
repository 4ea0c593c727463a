"""Messages as Telegram shows them: HTML texts within its lengths, keyboards, tables."""

from collections.abc import Mapping, Sequence
from html import escape

from bot.channel import Message, Sheet
from bot.render import as_lines, pieces
from handlers.texts import plain
from handlers.turn import Buttons
from reports.summary import Summary, Table

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
LONGEST_TABLE = 20
"""Columns of a table in a rich message."""

Keyboard = Mapping[str, Sequence[Sequence[Mapping[str, str]]]]


def utf16(text: str) -> int:
    """How long Telegram counts a text: characters beyond the basic plane are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def texts_of(message: Message) -> tuple[str, ...]:
    """What a message says, in parts that fit after the markup is read; each is to be escaped by itself."""
    return tuple(pieces(as_lines(message), TEXT_LIMIT, utf16))


def as_html(message: Message, part: str) -> str:
    """One part as HTML: figures of a summary in equal widths, everything else as it is."""
    return f"<pre>{escape(part)}</pre>" if isinstance(message, Sheet) else escape(part)


def keyboard(buttons: Buttons) -> Keyboard | None:
    """The choices below a message as the Bot API takes them, None where there are none."""
    rows = [[{"text": one.label, "callback_data": one.action} for one in row] for row in buttons if row]
    return {"inline_keyboard": rows} if rows else None


def caption(summary: Summary) -> str:
    """What stands below the picture of a summary."""
    lines = (summary.title, *(plain.FIGURE.format(label=label, value=value) for label, value in summary.figures))
    return clipped("\n".join(lines))


def clipped(text: str) -> str:
    """As much of a text as may stand below a picture or a file."""
    return next(pieces(text, CAPTION_LIMIT, utf16))


def rich(summary: Summary) -> str | None:
    """A summary as the HTML of a rich message (Bot API 10.1: tables of at most 20 columns); None where it cannot be."""
    if any(len(table.head) > LONGEST_TABLE for table in summary.tables):
        return None
    figures = "<br>".join(escape(plain.FIGURE.format(label=label, value=value)) for label, value in summary.figures)
    notes = "".join(f"<p>{escape(note)}</p>" for note in summary.notes)
    head = f"<h3>{escape(summary.title)}</h3><p>{escape(summary.subtitle)}</p><p>{figures}</p>"
    return head + "".join(map(_table, summary.tables)) + notes


def _table(table: Table) -> str:
    rows = "".join(_row(cells, "td") for cells in (*table.rows, *((table.total,) if table.total else ())))
    return f"<h4>{escape(table.title)}</h4><table>{_row(table.head, 'th')}{rows}</table>"


def _row(cells: tuple[str, ...], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"
