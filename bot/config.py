"""The settings: KEPU_ variables and .env become one frozen value, or a list of everything that is wrong."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, get_args
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, ConfigDict, Field, SecretStr, ValidationError, ValidationInfo
from pydantic import field_validator as check
from pydantic_core import ErrorDetails

from bot import environ as source
from bot.address import Address, is_url, read_address
from bot.wecom_settings import WecomSettings

Level = Literal["DEBUG", "INFO", "WARNING", "ERROR"]

_SQLITE = "sqlite:///"
_POSTGRES = "postgresql+psycopg://"
_SHORTEST_PASSWORD = 8


class SettingsFault(Exception):
    """All that is wrong with the settings: one sentence per fault, each with the way out and without any secret."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def _as_zone(value: object) -> object:
    try:
        return ZoneInfo(value) if isinstance(value, str) else value
    except (KeyError, OSError, ValueError) as error:  # not found, a folder, an odd name
        raise ValueError("is no time zone: write a name such as Asia/Shanghai") from error


def _is_database(url: str) -> bool:
    """Whether it names a SQLite file (not memory: what is answered must be on disk) or a PostgreSQL database."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    if url.startswith(_SQLITE):
        return len(parts.path) > 1 and ":memory:" not in url
    return url.startswith(_POSTGRES) and len(parts.path) > 1


def _as_level(value: object) -> object:
    level = value.upper() if isinstance(value, str) else value
    if level not in get_args(Level):
        raise ValueError(f"is no log level: write one of {', '.join(get_args(Level))}")
    return level


class Settings(WecomSettings):
    """Every setting. A field is the variable KEPU_ and its name in capitals; the description is its help."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    data_dir: Path = Field(
        default=Path("data"),
        description="Folder of the database and the photos; made at the first start.",
    )
    database_url: SecretStr | None = Field(
        default=None,
        description="Database: sqlite:///FILE, or postgresql+psycopg://USER:PASSWORD@HOST/NAME for many processes. "
        "Not set: the file kepu.sqlite in the data folder.",
    )
    timezone: Annotated[ZoneInfo, BeforeValidator(_as_zone)] = Field(
        default=ZoneInfo("Asia/Shanghai"),
        description="Time zone of the people who use the bot: decides what today and last Friday mean.",
    )
    web_password: SecretStr | None = Field(
        default=None,
        description="Password of the web chat, at least 8 characters; needed when it listens beyond this machine.",
    )
    listen: Annotated[Address, BeforeValidator(read_address)] = Field(
        default=Address("127.0.0.1", 8080),
        description="Host and port of the web chat. Any other than this machine's own needs KEPU_WEB_PASSWORD.",
    )
    telegram_token: SecretStr | None = Field(
        default=None,
        description="Token of the Telegram bot, from BotFather; with it the bot starts on Telegram too.",
    )
    telegram_api_url: str = Field(
        default="https://api.telegram.org",
        description="Bot API server, where it is not Telegram's own.",
    )
    telegram_webhook_url: str | None = Field(
        default=None,
        description="Public address at which Telegram delivers; without it the bot asks Telegram by itself.",
    )
    telegram_secret: SecretStr | None = Field(
        default=None,
        description="Secret that Telegram sends with each delivery; without it one is made of the token.",
    )
    log_level: Annotated[Level, BeforeValidator(_as_level)] = Field(
        default="INFO",
        description="How much the log on standard error tells: DEBUG, INFO, WARNING or ERROR.",
    )

    @property
    def database(self) -> str:
        """The address of the database to open. It may carry a password: never print it, see bot.masked."""
        if self.database_url is None:
            return f"{_SQLITE}{self.data_dir.absolute() / 'kepu.sqlite'}"
        return self.database_url.get_secret_value()

    @property
    def is_for_trying(self) -> bool:
        """Whether nobody but who sits at this machine can reach the bot: then an empty ledger gets a sample county."""
        ways_in = (self.web_password, self.telegram_token, self.wecom_bot_id, self.wecom_corp_id)
        return all(way is None for way in ways_in)

    def secrets(self) -> tuple[str, ...]:
        """Every text that must not appear in a log, as written and as decoded."""
        own = (getattr(self, field) for field in SECRETS - {"database_url"})
        given = tuple(secret.get_secret_value() for secret in own if secret)
        parts = urlsplit(self.database)
        database = (parts.password or "", *parse_qs(parts.query).get("password", ()))
        return tuple({text for text in (*given, *database, *map(unquote, database)) if text})

    @check("data_dir")
    @classmethod
    def _can_be_written(cls, path: Path) -> Path:
        try:
            path = path.expanduser()
            place = path if path.exists() else path.parent
            is_folder = place.is_dir()
        except (OSError, RuntimeError) as error:  # no right to look, a name too long, no such user after ~
            raise ValueError("cannot be looked at: name another folder, or give this user the right") from error
        if not is_folder:
            what = "is not a folder" if place == path else f"cannot be made, since {place.absolute()} is no folder"
            raise ValueError(f"{what}: name a folder whose parent exists")
        if not os.access(place, os.W_OK | os.X_OK):
            raise ValueError(f"cannot be written to: give this user the right to write in {place.absolute()}")
        return path

    @check("database_url")
    @classmethod
    def _is_known_database(cls, url: SecretStr | None) -> SecretStr | None:
        if url and not _is_database(url.get_secret_value()):
            raise ValueError(
                f"is neither {_SQLITE}FILE nor {_POSTGRES}USER:PASSWORD@HOST/NAME: write it like one of them"
            )
        return url

    @check("web_password")
    @classmethod
    def _is_long_enough(cls, password: SecretStr | None) -> SecretStr | None:
        if password and len(password) < _SHORTEST_PASSWORD:
            raise ValueError(f"is too short: take at least {_SHORTEST_PASSWORD} characters")
        return password

    @check("telegram_token")
    @classmethod
    def _is_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token and not re.fullmatch(r"\d+:[\w-]+", token.get_secret_value(), re.ASCII):
            raise ValueError("is no token: copy it from BotFather, it looks like 123456:ABC-def")
        return token

    @check("telegram_api_url", "telegram_webhook_url")
    @classmethod
    def _is_address(cls, url: str | None) -> str | None:
        if url and not is_url(url):
            raise ValueError("is no address: write it like https://example.org/telegram")
        return url

    @check("telegram_secret")
    @classmethod
    def _is_secret(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret and not re.fullmatch(r"[\w-]{1,256}", secret.get_secret_value(), re.ASCII):
            raise ValueError("may hold only letters, digits, - and _, at most 256: choose another")
        return secret

    @check("listen")
    @classmethod
    def _is_guarded(cls, address: Address, info: ValidationInfo) -> Address:
        """An open address needs a password; when that one is faulty itself, one sentence is enough."""
        if not address.is_loopback() and info.data.get("web_password", "faulty") is None:
            raise ValueError(
                "can be reached from other machines: set KEPU_WEB_PASSWORD (or KEPU_WEB_PASSWORD_FILE) as well, "
                "or listen on 127.0.0.1"
            )
        return address


SECRETS = frozenset(name for name, field in Settings.model_fields.items() if field.annotation == SecretStr | None)


def load(environ: Mapping[str, str], dotenv_path: Path) -> Settings:
    """The settings of this start: the environment first, then .env, then the defaults.

    Raises SettingsFault with everything that is wrong at once.
    """
    fields = {source.PREFIX + field.upper(): field for field in Settings.model_fields}
    secret = {name for name, field in fields.items() if field in SECRETS}
    given = source.collect(environ, dotenv_path, fields.keys() - secret, secret)
    try:
        settings = Settings.model_validate({fields[name]: text for name, text in given.values.items()})
    except ValidationError as error:
        raise SettingsFault((*given.faults, *map(_sentence, error.errors()))) from None
    if given.faults:
        raise SettingsFault(given.faults)
    return settings


def _sentence(fault: ErrorDetails) -> str:
    field = str(fault["loc"][0])
    value = "" if field in SECRETS else f"={str(fault['input'])!r}"
    return f"{source.PREFIX}{field.upper()}{value} {fault['msg'].removeprefix('Value error, ')}."
