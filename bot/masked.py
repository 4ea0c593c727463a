"""The settings as they may be printed."""

from urllib.parse import urlsplit

from bot.config import SECRETS, Settings
from bot.environ import PREFIX


def describe(settings: Settings) -> tuple[str, ...]:
    """One line NAME=value per setting by name, secrets masked: what `python -m bot check` prints."""
    return tuple(f"{PREFIX}{field.upper()}={shown(settings, field)}" for field in sorted(Settings.model_fields))


def shown(settings: Settings, field: str) -> str:
    """One setting as it may be printed: secrets masked, an address without its password."""
    value = getattr(settings, field)
    if field == "database_url":
        return _without_password(settings.database)
    if field in SECRETS:
        return "(not set)" if value is None else "********"
    return str(value)


def _without_password(url: str) -> str:
    """A SQLite address as it is; of any other only the place: a password may also hide in its query."""
    parts = urlsplit(url)
    return url if url.startswith("sqlite:///") else f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
