"""What `run` prints once it listens: what was started, and what to do next."""

from collections.abc import Iterator

from bot.app import Ledger
from bot.channels.web.backstage import Persona
from bot.config import Settings
from bot.masked import shown
from handlers.texts import operator as texts
from storage.people import units


def greeting(settings: Settings, ledger: Ledger, url: str, personas: tuple[Persona, ...]) -> str:
    """The lines for whoever started it."""
    return "\n".join(_lines(settings, ledger, url, personas))


def _lines(settings: Settings, ledger: Ledger, url: str, personas: tuple[Persona, ...]) -> Iterator[str]:
    yield texts.STARTED
    yield texts.WEB.format(url=url)
    if settings.telegram_token:
        yield texts.TELEGRAM.format(how=settings.telegram_webhook_url or texts.POLLING)
    yield texts.LEDGER.format(database=shown(settings, "database_url"))
    if personas:
        yield texts.SAMPLE
    yield ""
    yield from _next(ledger, personas)
    yield texts.STOP


def _next(ledger: Ledger, personas: tuple[Persona, ...]) -> Iterator[str]:
    if personas:
        words = texts.ALIAS_SEPARATOR.join(persona.role for persona in personas)
        yield from (line.format(personas=words) for line in texts.NEXT_SAMPLE)
        return
    with ledger.desk.database.reading() as tx:
        roots = units(tx)[:1]
    lines = texts.NEXT_REAL if roots else texts.NEXT_EMPTY
    yield from (line.format(unit=roots[0].name if roots else "") for line in lines)
