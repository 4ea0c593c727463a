"""Column types that keep our values exactly: instants in UTC, values as JSON, text without what a database refuses."""

from datetime import UTC, datetime
from typing import TypeVar

import msgspec
from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

T = TypeVar("T")


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Takes aware values only (naive: ValueError), stores UTC, gives aware UTC back.

    SQLite would drop the offset without a word, so there it is UTC without one; PostgreSQL keeps `timestamptz`.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """An aware instant in, UTC out; ValueError for a naive one."""
        if value is None:
            return None
        if value.utcoffset() is None:
            msg = "a time without a zone cannot be stored: give it one (Incoming.at carries it)"
            raise ValueError(msg)
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The instant as it was stored, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """What people wrote, without NUL characters: PostgreSQL refuses a text that holds one."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """Text in; the same text without NUL out."""
        return None if value is None else value.replace("\x00", "")


class Json(TypeDecorator[T]):
    """A frozen value as JSON text: fields that are unknown are passed over, missing ones get their default.

    So rows of an older version, and of a newer one, can still be read.
    """

    impl = Text
    cache_ok = True

    def __init__(self, kind: object) -> None:
        """`kind` is the type msgspec reads back: a dataclass of storage.model, or a tuple of them."""
        super().__init__()
        self.kind = kind
        self._decoder: msgspec.json.Decoder[T] = msgspec.json.Decoder(kind)

    def process_bind_param(self, value: T | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """A value in, JSON text out."""
        return None if value is None else msgspec.json.encode(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> T | None:  # noqa: ARG002 - SQLAlchemy's
        """JSON text in, the value out."""
        return None if value is None else self._decoder.decode(value)


class JsonBytes(TypeDecorator[bytes]):
    """JSON somebody else encoded, kept as readable text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """UTF-8 bytes in, text out."""
        return None if value is None else value.decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - SQLAlchemy's
        """Text in, UTF-8 bytes out."""
        return None if value is None else value.encode()
