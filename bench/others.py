"""Libraries that find dates or numbers in Chinese text, where they are installed: the reader is compared with them."""

import re
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from io import StringIO
from typing import Any, Literal

Finder = Callable[[str, datetime], frozenset[str]]
"""All days ("2026-05-13") or all whole numbers ("85") a library finds in a text sent at that time."""

_CHINESE = "zh-cn"


@dataclass(frozen=True, slots=True)
class Other:
    """A library, what it finds, and how to get at it."""

    name: str
    module: str
    of: Literal["day", "number"]
    make: Callable[[Any], Finder]

    def load(self) -> Finder | None:
        """None where the library is not installed or does not start; a text it stumbles over has no finds."""
        if not find_spec(self.module.partition(".")[0]):
            return None
        with redirect_stdout(StringIO()), suppress(ImportError):  # some greet
            return _calm(self.make(import_module(self.module)))
        return None


def _calm(find: Finder) -> Finder:
    def found(text: str, at: datetime) -> frozenset[str]:
        with suppress(Exception):
            return find(text, at)
        return frozenset()

    return found


def _dateparser(search: Any) -> Finder:  # noqa: ANN401 - carries no types
    def find(text: str, at: datetime) -> frozenset[str]:
        settings = {"RELATIVE_BASE": at.replace(tzinfo=None)}
        hits = search.search_dates(text, languages=["zh"], settings=settings) or ()
        return frozenset(day.date().isoformat() for _, day in hits)

    return find


def _jionlp(jionlp: Any) -> Finder:  # noqa: ANN401 - carries no types
    def find(text: str, at: datetime) -> frozenset[str]:
        base = {"year": at.year, "month": at.month, "day": at.day}
        hits = jionlp.ner.extract_time(text, time_base=base, with_parsing=True)
        spans = (hit["detail"]["time"] for hit in hits if hit["type"] in ("time_point", "time_span"))
        return frozenset(span[0][:10] for span in spans)

    return find


def _recognized_days(recognizers: Any) -> Finder:  # noqa: ANN401 - carries no types
    def find(text: str, at: datetime) -> frozenset[str]:
        hits = recognizers.recognize_datetime(text, _CHINESE, reference=at.replace(tzinfo=None))
        values = (value for hit in hits if hit.resolution for value in hit.resolution["values"])
        return frozenset(str(value.get("value") or value.get("start"))[:10] for value in values)

    return find


def _recognized_numbers(recognizers: Any) -> Finder:  # noqa: ANN401 - carries no types
    def find(text: str, _at: datetime) -> frozenset[str]:
        return frozenset(str(hit.resolution["value"]) for hit in recognizers.recognize_number(text, _CHINESE))

    return find


def _cn2an(cn2an: Any) -> Finder:  # noqa: ANN401 - carries no types
    def find(text: str, _at: datetime) -> frozenset[str]:
        return frozenset(re.findall(r"\d+", cn2an.transform(text, "cn2an")))

    return find


OTHERS = (
    Other("dateparser", "dateparser.search", "day", _dateparser),
    Other("recognizers-text", "recognizers_date_time", "day", _recognized_days),
    Other("jionlp", "jionlp", "day", _jionlp),
    Other("cn2an", "cn2an", "number", _cn2an),
    Other("recognizers-text", "recognizers_number", "number", _recognized_numbers),
)
