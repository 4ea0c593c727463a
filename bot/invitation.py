"""A code made on the command line, by which the first people of a unit come in; for Telegram as a link to tap."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.app import Ledger
from bot.config import Settings
from bot.units import the_unit
from handlers.join import code_hash
from handlers.texts import operator as texts
from handlers.texts.common import ROLES
from storage.apply import apply
from storage.model.people import Invitation, Role
from storage.model.writes import AddInvitation

DONE, FAILED, WRONG_USE = 0, 1, 2

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to invite, for how long; `qr` is the PNG to make (None: the QR code goes to the terminal)."""

    role: Role
    unit: str
    days: int
    qr: Path | None = None


def invite(settings: Settings, ledger: Ledger, wanted: Wanted, say: Say, warn: Say) -> int:
    """Make a code and say it, with the Telegram bot's link and QR code where there is one; an exit code.

    Without the picture that was asked for no code is made. Raises UnitFault for an unknown unit.
    """
    if wanted.qr and wanted.qr.suffix.lower() != ".png":
        warn(texts.PNG_ONLY.format(file=wanted.qr))
        return WRONG_USE
    name, missing = bot_name(settings)
    if missing:
        warn(missing)
    if wanted.qr and not name:
        return FAILED if settings.telegram_token else WRONG_USE
    code = _invited(ledger, wanted, say)
    return _linked(link(name, code), wanted.qr, say, warn) if name else DONE


def bot_name(settings: Settings) -> tuple[str, str]:
    """The Telegram bot's name, or an empty one and the sentence that says what is missing."""
    if settings.telegram_token is None:
        return "", texts.NO_BOT
    from bot.channels.telegram.standing import Trouble, named  # noqa: PLC0415 - only where there is a bot

    found = asyncio.run(named(settings.telegram_token.get_secret_value(), settings.telegram_api_url))
    return ("", texts.TELEGRAM_TROUBLES[found]) if isinstance(found, Trouble) else (found, "")


def link(name: str, code: str) -> str:
    """What opens the chat with the bot and hands it the code: Telegram's deep link."""
    return f"https://t.me/{name}?start={code}"


def _invited(ledger: Ledger, wanted: Wanted, say: Say) -> str:
    """Keep a new code (its hash), say it."""
    at, code = ledger.now(), ledger.desk.fresh_code()
    with ledger.desk.database.writing() as tx:
        unit = the_unit(tx, wanted.unit)
        expires = at + timedelta(days=wanted.days)
        apply(tx, AddInvitation(Invitation(code_hash(code), wanted.role, unit.id, expires), at))
    say(texts.INVITED.format(code=code, unit=unit.name, role=ROLES[wanted.role], days=wanted.days))
    return code


def _linked(address: str, picture: Path | None, say: Say, warn: Say) -> int:
    from bot.qr import as_png, as_text  # noqa: PLC0415 - not for those without Telegram

    say(texts.INVITED_LINK.format(link=address))
    if picture is None:
        say(f"{texts.INVITED_SCAN}\n{as_text(address)}")
        return DONE
    try:
        picture.write_bytes(as_png(address))
    except OSError as error:
        warn(texts.NOT_WRITTEN.format(file=picture, why=error.strerror))
        return FAILED
    say(texts.INVITED_PICTURE.format(file=picture))
    return DONE
