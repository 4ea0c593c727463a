"""Loads the file with which an office adds days of rest and of work that the calendar does not know yet."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from handlers.texts import operator as texts

NAME = "workdays.txt"
"""A file of this name in the data folder: a day a line, and whether one works on it, `2027-02-08 休`."""


class RestDaysFault(Exception):
    """The file cannot be used; one sentence per fault, each with its line and the way out."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        """Keep all faults; they are shown at once."""
        super().__init__("\n".join(faults))
        self.faults = faults


def rest_days(data_dir: Path) -> Mapping[date, bool]:
    """Which days of the file are worked on (True) or are days of rest (False); none without a file.

    Empty lines and what stands behind a # count for nothing. Raises RestDaysFault.
    """
    path = data_dir / NAME
    if not path.exists():
        return {}
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RestDaysFault((texts.REST_DAYS_UNREADABLE.format(file=NAME, why=type(error).__name__),)) from None
    days: dict[date, bool] = {}
    faults = []
    for number, line in enumerate(lines, 1):
        said = line.partition("#")[0].translate(texts.BETWEEN).split()
        if not said:
            continue
        day = _day(said)
        if day is None:
            faults.append(texts.REST_DAYS_LINE.format(file=NAME, line=number))
        else:
            days[day] = texts.WORKED[said[1]]
    if faults:
        raise RestDaysFault(tuple(faults))
    return days


def _day(said: list[str]) -> date | None:
    """The day of a line that can be used."""
    if len(said) != 2 or said[1] not in texts.WORKED:  # noqa: PLR2004 - a day and a word
        return None
    try:
        return date.fromisoformat(said[0])
    except ValueError:
        return None
