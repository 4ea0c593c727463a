"""Logging: one line per record on standard error, with the turn's id, and without secrets or what people wrote.

Write `log.info("Turn taken", extra={"message_id": said.id, "milliseconds": 3})`: a short fixed sentence, and extras
that are identifiers or figures. Keys that logging itself uses (`message`, `name`, `args`, ...) raise KeyError there.
"""

import logging
import re
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from traceback import extract_tb
from typing import TextIO

# What people wrote has these keys; it stays out whatever its value is.
UNSAFE = frozenset(
    {"answer", "body", "caption", "content", "data", "label", "original", "password", "payload", "person_name", "phone"}
    | {"query", "reply", "said", "secret", "text", "title", "token", "url", "venue", "words"}
)
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}
_TOKEN = re.compile(r"[\w.:/@+=-]{1,100}", re.ASCII)
_TALKATIVE = (
    "apscheduler",
    "asyncio",
    "httpcore",
    "httpx",
    "multipart",
    "python_multipart",
    "sqlalchemy",
    "uvicorn",  # its errors are told, its comings and goings are not
    "watchfiles",
)
_SHORTEST_SECRET = 4

_turn: ContextVar[str] = ContextVar("turn", default="-")


@contextmanager
def turn(turn_id: str) -> Iterator[None]:
    """Every line written inside carries `turn_id`, in threads started with the context too."""
    before = _turn.set(turn_id)
    try:
        yield
    finally:
        _turn.reset(before)


def setup(level: str, secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """Send every record from `level` up to `stream` (default: standard error); replaces an earlier set-up."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_Line(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)


class _Line(logging.Formatter):
    """time level logger [turn] sentence key=value ...; whatever it is given, it is one line."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = tuple(sorted((s for s in secrets if len(s) >= _SHORTEST_SECRET), key=len, reverse=True))

    def format(self, record: logging.LogRecord) -> str:
        parts = [
            f"{self.formatTime(record)} {record.levelname} {record.name} [{safe(_turn.get())}] {_sentence(record)}",
            *(f"{key}={safe(value)}" for key, value in _extras(record)),
            *_trouble(record),
        ]
        return self._masked(" ".join(" ".join(parts).split()))

    def _masked(self, line: str) -> str:
        for secret in self._secrets:
            line = line.replace(secret, "***")
        return line


def safe(value: object) -> str:
    """A value as a log may show it: figures and identifiers as they are, of anything else only its size or type."""
    if value is None or isinstance(value, bool | int | float):
        return str(value)
    if isinstance(value, str):
        return value if _TOKEN.fullmatch(value) else f"<{len(value)} characters>"
    return f"<{type(value).__name__}>"


def _sentence(record: logging.LogRecord) -> str:
    """The first line of the message: asyncio puts the exception of a task, and so its message, into the next ones."""
    try:
        message = record.getMessage()
    except (KeyError, TypeError, ValueError):  # the arguments do not fit: still worth its line
        message = str(record.msg)
    return message.partition("\n")[0]


def _extras(record: logging.LogRecord) -> list[tuple[str, object]]:
    return [(key, value) for key, value in vars(record).items() if key not in _OWN and key not in UNSAFE]


def _trouble(record: logging.LogRecord) -> Iterator[str]:
    """The exceptions of a record with their causes: type, code and places, not the message, which may quote people."""
    error = record.exc_info[1] if record.exc_info else None
    while error is not None:
        places = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(extract_tb(error.__traceback__)))
        yield f"error={type(error).__qualname__}({_code(error)}) at={places or '-'}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _code(error: BaseException) -> str:
    """What the system says about it: errno's sentence, SQLite's or PostgreSQL's name for it."""
    for name in ("strerror", "sqlite_errorname", "sqlstate"):
        if code := getattr(error, name, None):
            return str(code)
    return ""
