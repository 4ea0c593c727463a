"""How files to take along are called."""

from datetime import date

from handlers.texts import wording

NAME = "{title}{day:%Y%m%d}{ending}"
LONGEST_NAME = 60
UNSAFE = frozenset('\\/:*?"<>|')


def file_name(title: str, day: date, ending: str = ".xlsx") -> str:
    """A name that every system takes."""
    safe = "".join(" " if character in UNSAFE or not character.isprintable() else character for character in title)
    return NAME.format(title=wording.shortened(safe.strip(". "), LONGEST_NAME), day=day, ending=ending)
