"""`check`: whether this installation would start and whether its ledger is in order."""

from collections.abc import Callable

from bot.config import Settings
from bot.taxonomy import load_taxonomy, taxonomy_file
from handlers.texts import operator as texts
from storage.database import Database
from storage.inbox import failures
from storage.outbox import Sending, counts
from storage.people import people, units
from storage.schema import SchemaState


def checkup(settings: Settings, say: Callable[[str], None]) -> bool:
    """Say what was found; whether all is well. Changes nothing.

    Raises TaxonomyFault, UnusableUrl and Unavailable like a start would.
    """
    path = taxonomy_file(settings.data_dir)
    taxonomy = load_taxonomy(path)
    say(texts.CHECK_TAXONOMY.format(path=path.name, version=taxonomy.version, edition=taxonomy.edition))
    telegram = (f"telegram ({settings.telegram_webhook_url or 'polling'})",) if settings.telegram_token else ()
    say(texts.CHECK_CHANNELS.format(channels=texts.ALIAS_SEPARATOR.join((f"web ({settings.listen})", *telegram))))
    state = _schema(settings)
    say(texts.CHECK_SCHEMA.format(state=texts.SCHEMA_STATES[state]))
    sound = state is not SchemaState.AHEAD and (state is not SchemaState.CURRENT or _contents(settings, say))
    if sound:
        say(texts.CHECK_OK)
    return sound


def _schema(settings: Settings) -> SchemaState:
    """A SQLite file that is not there yet is empty; looking must not make it."""
    if settings.database_url is None and not (settings.data_dir / "kepu.sqlite").exists():
        return SchemaState.EMPTY
    return Database(settings.database).schema_state()


def _contents(settings: Settings, say: Callable[[str], None]) -> bool:
    """Counts of people, and of what went wrong; False where somebody must look (promise P10)."""
    with Database(settings.database).reading() as tx:
        failed, states = failures(tx), counts(tx)
        say(texts.CHECK_PEOPLE.format(units=len(units(tx)), people=len(people(tx))))
    unsent = states.get(Sending.FAILED, 0) + states.get(Sending.UNCERTAIN, 0)
    if failed or unsent:
        say(texts.CHECK_FAILURES.format(failed=len(failed), unsent=unsent))
    return not failed and not unsent
