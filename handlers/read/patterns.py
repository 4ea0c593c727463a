"""Regular expressions that are compiled at their first use: there are hundreds, and a message needs few of them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, cast


@cache
def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern to search with, like that of `re.compile`; it costs next to nothing until it is used."""
    known = _Later(source, flags)
    _KNOWN.append(known)
    return cast("re.Pattern[str]", known)


def compile_each() -> Iterator[None]:
    """Compile what waits for its first use, one pattern a step, for whoever has time before somebody writes."""
    for one in _KNOWN:
        yield
        one.compiled()


class _Later:
    """Knows its methods only once it is compiled; from then on they are those of the compiled pattern itself."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern, self.flags = source, flags

    def __getattr__(self, method: str) -> Any:  # noqa: ANN401  # whatever a pattern has
        return getattr(self.compiled(), method)

    def compiled(self) -> re.Pattern[str]:
        compiled = re.compile(self.pattern, self.flags)
        vars(self).update((name, getattr(compiled, name)) for name in _METHODS)
        return compiled


_KNOWN: list[_Later] = []
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")
