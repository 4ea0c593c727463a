"""Where things stand on an official paper, for every format: lengths are counted in letters of the text."""

from reports import texts_paper as texts
from reports.paper import Figure, OfficialPaper, Picture, Text

TITLE_WIDTH = 20
"""Letters of a title in a line: they are larger."""

WIDEST, HIGHEST = 425, 270
"""Points of a photo: so that two with their captions stand on a page of 22 lines."""

_FOR_A_FIGURE = ((texts.NONE,), (texts.NOT_COUNTED,))
_NAME_FREE, _DATE_FREE, _FURTHER = 2, 4, 2


def addressed(paper: OfficialPaper) -> str:
    """To whom, with one colon; "" to nobody."""
    return paper.addressee.rstrip(texts.COLON + ":") + texts.COLON if paper.addressee else ""


def annex_list(paper: OfficialPaper) -> tuple[tuple[str, int, int], ...]:
    """A line for each annex: its words, how far in its name begins, how much of the line stands before that.

    The list itself is two letters in, and names stand under each other; a single annex has no number.
    """
    titles = tuple(annex.title for annex in paper.annexes)
    if not titles:
        return ()
    if len(titles) == 1:
        return ((texts.ANNEX_LIST + titles[0], 5, 3),)
    numbers = (texts.NUMBERS[2].format(number=nth) for nth in range(1, len(titles) + 1))
    words = tuple(number + title for number, title in zip(numbers, titles, strict=True))
    return tuple((texts.ANNEX_LIST + said, 6, 4) if nth == 0 else (said, 6, 1) for nth, said in enumerate(words))


def annex_numbers(paper: OfficialPaper) -> tuple[str, ...]:
    """What stands above each annex."""
    if len(paper.annexes) == 1:
        return (texts.ANNEX,)
    return tuple(texts.ANNEX_NUMBERED.format(number=nth) for nth in range(1, len(paper.annexes) + 1))


def free_right(paper: OfficialPaper) -> tuple[float, float]:
    """How far name and date end from the right.

    The date begins two letters right of the name and the longer of the two leaves two letters free; without a name the
    date leaves four.
    """
    name, date = _letters(paper.signature), _letters(texts.day(paper.day))
    if not paper.signature:
        return 0, _DATE_FREE
    return max(_NAME_FREE, _NAME_FREE + _FURTHER + date - name), max(_NAME_FREE, name - date)


def fitted(picture: Picture) -> tuple[int, int]:
    """Width and height in points: never larger than there is room, and never out of shape."""
    scale = min(WIDEST / picture.width, HIGHEST / picture.height)
    return max(1, round(picture.width * scale)), max(1, round(picture.height * scale))


def centred(nth: int, cell: Text) -> bool:
    """Whether a cell of the column `nth` stands in its middle: figures, and what stands for one."""
    return nth > 0 and (any(isinstance(run, Figure) for run in cell) or cell in _FOR_A_FIGURE)


def _letters(words: str) -> float:
    """How many letters wide: digits take half of one."""
    return sum(0.5 if character.isascii() else 1 for character in words)
