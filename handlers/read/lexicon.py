"""The words the reader knows, from the text files in `lexicon/`: sections in brackets, words set apart by spaces."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def sections(name: str) -> Mapping[str, tuple[str, ...]]:
    """The sections of `lexicon/<name>.txt` in the order of the file; a line from "#" on is a remark."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    source = files("handlers.read").joinpath("lexicon", f"{name}.txt")
    for line in source.read_text(encoding="utf-8").splitlines():
        content = line.split("#", 1)[0].strip()
        if content.startswith("["):
            current = found.setdefault(content.strip("[]"), [])
        else:
            current.extend(content.split())
    return {section: tuple(words) for section, words in found.items()}


def words(name: str, section: str) -> tuple[str, ...]:
    """The words of one section; none if there is no such section."""
    return sections(name).get(section, ())


def either(alternatives: tuple[str, ...]) -> str:
    """A regular expression that matches one of the words, the longest first.

    >>> either(("人", "人次"))
    '(?:人次|人)'
    """
    if not alternatives:
        return "(?!)"
    ordered = sorted(dict.fromkeys(alternatives), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, ordered)) + ")"


def any_of(name: str, *names: str) -> str:
    """A regular expression for any word of the named sections of a file; all its sections if none is named."""
    known = sections(name)
    return either(tuple(word for section in names or known for word in known.get(section, ())))
