"""`python -m bot read`: what the reader makes of messages in a file, as predictions or with every field explained."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import TextIOWrapper
from typing import TextIO

import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.config import Settings
from bot.prediction import explanation, prediction
from bot.taxonomy import load_taxonomy, taxonomy_file
from handlers.read.reader import read
from handlers.read.reading import Context, Reading
from storage.model.taxonomy import Taxonomy

DONE, FAILED, WRONG_USE = 0, 1, 2

_AN_OBJECT = '{"id": "1", "sent_at": "2026-05-12T18:20+08:00", "text": "..."}'


class WrongLine(Exception):
    """A line that is no message; its text says what is wrong and the way out."""


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote, and when: aware, in the zone of the settings."""

    id: str
    at: datetime
    text: str


class _Line(msgspec.Struct):
    """A line of JSON as it comes; other keys are left alone."""

    text: str | None = None
    sent_at: str | None = None
    id: str | int | None = None


def read_file(name: str, settings: Settings, *, explain: bool) -> int:
    """Read a file (- is standard input) and print what is understood; the exit code: 0, 1 wrong lines, 2 wrong use.

    Raises TaxonomyFault, and BrokenPipeError when nobody reads on.
    """
    taxonomy = load_taxonomy(taxonomy_file(settings.data_dir))
    now = datetime.now(settings.timezone)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # JSON is in UTF-8 whatever the machine speaks
    try:
        with _opened(name) as source:
            return read_lines(source, sys.stdout, sys.stderr, taxonomy, now, explain=explain)
    except BrokenPipeError:
        raise
    except OSError as error:
        print(f"{name} cannot be read ({error.strerror}): name a file, or - for standard input.", file=sys.stderr)  # noqa: T201
        return WRONG_USE


@contextmanager
def _opened(name: str) -> Iterator[TextIO]:
    """Bytes that are no UTF-8 come as lone surrogates, so that the line they stand in can be named."""
    if name == "-":
        with os.fdopen(os.dup(sys.stdin.fileno()), encoding="utf-8", errors="surrogateescape") as source:
            yield source
    else:
        with open(name, encoding="utf-8", errors="surrogateescape") as source:  # noqa: PTH123 - "" is no path
            yield source


def read_lines(
    source: TextIO, out: TextIO, err: TextIO, taxonomy: Taxonomy, now: datetime, *, explain: bool = False
) -> int:
    """Print what is understood of each line to `out`; name wrong lines on `err` and go on.

    `now` is aware: plain lines count as sent now, and its zone is the people's. Progress is drawn on `err` only when
    it is a terminal and `out` is not the same screen. Returns 0, or 1 when a line was wrong.
    """
    code = DONE
    with _progress(source, out, err) as lines:
        for number, line in enumerate(lines, start=1):
            try:
                message = message_in(line, number, now)
            except WrongLine as wrong:
                err.write(f"line {number}: {wrong}\n")
                code = FAILED
                continue
            if message:
                reading = read(message.text, Context(message.at, taxonomy))
                out.write(_explained(message, reading) if explain else _predicted(message, reading))
    out.flush()
    return code


def message_in(line: str, number: int, now: datetime) -> Message | None:
    """The message of a line; None where it is blank. Without an id it is called by its number. Raises WrongLine."""
    line = line.removeprefix("\ufeff").strip()
    if any("\ud800" <= character <= "\udfff" for character in line):
        raise WrongLine("is not in UTF-8: save the file in UTF-8 and try again.")
    if not line.startswith("{"):
        return Message(str(number), now, line) if line else None
    given = _object(line)
    if not given.text or not given.text.strip():
        raise WrongLine(f'has no "text": write {_AN_OBJECT}')
    return Message(str(number if given.id is None else given.id), _sent_at(given.sent_at, now), given.text)


def _object(line: str) -> _Line:
    try:
        return msgspec.json.decode(line, type=_Line)
    except msgspec.ValidationError as error:
        raise WrongLine(f"has a value of the wrong sort ({error}): write {_AN_OBJECT}") from None
    except (msgspec.DecodeError, RecursionError):
        raise WrongLine(f"is not JSON: write {_AN_OBJECT}, or plain text without a brace in front.") from None


def _sent_at(written: str | None, now: datetime) -> datetime:
    """When it was sent, in the people's zone; a time without a zone is in theirs."""
    if not written:
        raise WrongLine(f'has no "sent_at": write when it was sent, as in {_AN_OBJECT}')
    try:
        at = datetime.fromisoformat(written.strip())
        return at.astimezone(now.tzinfo) if at.tzinfo else at.replace(tzinfo=now.tzinfo)
    except (ValueError, OverflowError):
        raise WrongLine('has a "sent_at" that is no time: write it like 2026-05-12T18:20+08:00.') from None


def _predicted(message: Message, reading: Reading) -> str:
    activities = [prediction(found) for found in reading.found]
    line = {"id": message.id, "kind": reading.nature.value, "activities": activities}
    return msgspec.json.encode(line).decode() + "\n"


def _explained(message: Message, reading: Reading) -> str:
    head = f"{message.id}  {reading.nature}  {' '.join(message.text.split())}"
    return "\n".join((head, *explanation(reading))) + "\n\n"


@contextmanager
def _progress(source: TextIO, out: TextIO, err: TextIO) -> Iterator[Iterable[str]]:
    """The lines of the source, counted on the screen while they are taken."""
    if not err.isatty() or out.isatty():
        yield source
        return
    columns = (TextColumn("read"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=err), redirect_stdout=False, redirect_stderr=False) as progress:
        yield progress.track(source, total=_line_count(source))


def _line_count(source: TextIO) -> int | None:
    if not source.seekable():
        return None
    count = sum(1 for _ in source)
    source.seek(0)
    return count
