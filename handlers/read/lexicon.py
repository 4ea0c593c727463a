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
    """A regular expression that matches one of the words, the longest first; beginnings they share are tried once.

    >>> either(("人", "人次", "人头"))
    '(?:人(?:头|次)?)'
    """
    if not alternatives:
        return "(?!)"
    tree: _Tree = {}
    for word in sorted(set(alternatives)):
        branch = tree
        for character in word:
            branch = branch.setdefault(character, {})
        branch[_END] = {}
    return f"(?:{_joined(tree)})"


_END = ""
"""The branch that says a word may end here."""

_Tree = dict[str, "_Tree"]
_Branch = tuple[str, str]


def _grouped(tree: _Tree) -> str:
    """A tree of characters as nested groups: 「人|人次」 is 「人(?:次)?」."""
    if not tree.keys() - {_END}:
        return ""
    if _END in tree:
        return f"(?:{_joined(tree)})?"
    return f"(?:{_joined(tree)})" if len(tree) > 1 else _joined(tree)


def _joined(tree: _Tree) -> str:
    """The branches of a tree side by side; many of them in bundles, so that one by one they are tried only in one."""
    branches = [(re.escape(character), _grouped(rest)) for character, rest in tree.items() if character != _END]
    if len(branches) <= _MANY:
        return _alternatives(branches)
    bundles = (branches[start : start + _BUNDLE] for start in range(0, len(branches), _BUNDLE))
    return _guarded(branches, "|".join(_guarded(bundle, _alternatives(bundle)) for bundle in bundles))


def _guarded(branches: list[_Branch], pattern: str) -> str:
    """Behind a look at the first character: most places in a text are passed by at that."""
    return f"(?=[{''.join(first for first, _ in branches)}])(?:{pattern})"


def _alternatives(branches: list[_Branch]) -> str:
    return "|".join(first + rest for first, rest in branches)


_MANY, _BUNDLE = 40, 20


@cache
def any_of(name: str, *names: str) -> str:
    """A regular expression for any word of the named sections of a file; all its sections if none is named."""
    known = sections(name)
    return either(tuple(word for section in names or known for word in known.get(section, ())))
