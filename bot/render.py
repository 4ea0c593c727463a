"""One message as plain text for channels that show nothing else, within their lengths."""

from collections.abc import Callable, Iterator

from bot.channel import Abilities, Document, Message, Sheet
from handlers.texts import plain
from handlers.turn import Buttons, Card, Row, Say
from reports.text import as_text


def as_lines(message: Message) -> str:
    """What a message says, without its choices."""
    match message:
        case Say():
            return message.text
        case Card():
            return "\n".join(part for part in (_card_head(message), *map(_row, message.rows), message.text) if part)
        case Sheet():
            return as_text(message.summary)
        case Document():
            return message.text


def _card_head(card: Card) -> str:
    return plain.CARD_HEAD.format(title=card.title)


def _row(row: Row) -> str:
    words = plain.ORIGIN.format(words=row.words) if row.words else ""
    return plain.ROW.format(label=row.label, value=row.value, words=words)


def choices(message: Message) -> str:
    """The buttons of a message as numbered choices, or as labels only where a bare number would answer."""
    numeric = isinstance(message, Say | Card) and message.numeric
    labels = [button.label for row in message.buttons for button in row]
    if not labels:
        return ""
    if numeric:
        return plain.LABELS.format(labels=plain.SEPARATOR.join(labels))
    return "\n".join(plain.CHOICE.format(nth=nth, label=label) for nth, label in enumerate(labels, start=1))


def as_texts(message: Message, abilities: Abilities) -> tuple[str, ...]:
    """The message as texts that fit the channel, the choices on the last where it has too few buttons for them."""
    lines = as_lines(message)
    if abilities.buttons < count(message.buttons):
        lines = f"{lines}\n{choices(message)}"
    return tuple(pieces(lines, abilities.text_limit, abilities.measure))


def count(buttons: Buttons) -> int:
    """How many buttons there are in all rows."""
    return sum(len(row) for row in buttons)


def pieces(text: str, limit: int, measure: Callable[[str], int]) -> Iterator[str]:
    """A text in parts of at most `limit`: broken at line ends, then at sentence ends, and only then anywhere."""
    while measure(text) > limit:
        cut = _cut(text, limit, measure)
        yield text[:cut].rstrip("\n")
        text = text[cut:].lstrip("\n")
    yield text


def _cut(text: str, limit: int, measure: Callable[[str], int]) -> int:
    longest = _fitting(text, limit, measure)
    for mark in ("\n", plain.SENTENCE_END):
        end = text.rfind(mark, longest // 2, longest)
        if end > 0:
            return end + len(mark)
    return longest


def _fitting(text: str, limit: int, measure: Callable[[str], int]) -> int:
    """How many characters fit, found by halving: measuring each prefix would take quadratic time."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle]) <= limit else (low, middle - 1)
    return low
