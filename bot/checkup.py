"""`check`: whether this installation would start, reaches whom it must, and has its ledger in order."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Settings
from bot.forms import forms_file, load_forms
from bot.office import find_office
from bot.restdays import NAME, rest_days
from bot.shells import load_shells, shells_file
from bot.stationery import load_templates
from bot.taxonomy import load_taxonomy, taxonomy_file
from handlers.texts import operator as texts
from handlers.texts import wording
from reminders.workdays import Workdays
from storage.campaigns import misjudged
from storage.database import Database
from storage.fates import counts
from storage.inbox import failures
from storage.outbox import Sending
from storage.people import people, units
from storage.schema import SchemaState
from storage.sums import differing

if TYPE_CHECKING:
    from bot.channels.telegram.standing import Standing


def checkup(settings: Settings, say: Callable[[str], None]) -> bool:
    """Say what was found; whether all is well. Changes nothing.

    Raises TaxonomyFault, YamlFault, TemplateFault, RestDaysFault, UnusableUrl and Unavailable like a start would.
    """
    path = taxonomy_file(settings.data_dir)
    taxonomy = load_taxonomy(path)
    shells = load_shells(shells_file(settings.data_dir))
    forms = load_forms(forms_file(settings.data_dir))
    templates = load_templates(settings.data_dir, shells)
    say(texts.CHECK_TAXONOMY.format(path=path.name, version=taxonomy.version, edition=taxonomy.edition))
    own = texts.ALIAS_SEPARATOR.join(templates) or texts.CHECK_NO_TEMPLATES
    say(texts.CHECK_PAPERS.format(shells=len(shells), forms=len(forms), templates=own))
    if templates:
        office = find_office()
        say(texts.CHECK_OFFICE.format(program=office.program) if office else texts.CHECK_NO_OFFICE)
    for sentence in unknown_years(settings.data_dir, datetime.now(settings.timezone).year):
        say(sentence)
    telegram = (f"telegram ({settings.telegram_webhook_url or 'polling'})",) if settings.telegram_token else ()
    on_wecom = {
        "wecom": settings.wecom_bot_id,
        "wecom_app": settings.wecom_corp_id,
        "wecom_group": settings.wecom_group_webhook_url,
    }
    wecom = (name for name, is_set in on_wecom.items() if is_set)
    channels = texts.ALIAS_SEPARATOR.join((f"web ({settings.listen})", *telegram, *wecom))
    say(texts.CHECK_CHANNELS.format(channels=channels))
    say(texts.CHECK_WECOM if settings.wecom_bot_id else texts.CHECK_NO_WECOM)
    say(texts.CHECK_GROUP if settings.wecom_group_webhook_url else texts.CHECK_NO_GROUP)
    reached = all([_app(settings, say), _telegram(settings, say)])
    state = _schema(settings)
    say(texts.CHECK_SCHEMA.format(state=texts.SCHEMA_STATES[state]))
    sound = state is not SchemaState.AHEAD and (state is not SchemaState.CURRENT or _contents(settings, say))
    sound = sound and reached
    if sound:
        say(texts.CHECK_OK)
    return sound


def unknown_years(data_dir: Path, this_year: int) -> tuple[str, ...]:
    """A sentence for each year, this one and the next, of which the moved days of rest and work are not known yet.

    Raises RestDaysFault.
    """
    workdays = Workdays(rest_days(data_dir))
    unknown = (year for year in (this_year, this_year + 1) if not workdays.known(year))
    return tuple(texts.CHECK_REST_DAYS.format(year=year, file=NAME) for year in unknown)


def _app(settings: Settings, say: Callable[[str], None]) -> bool:
    """What WeCom itself says of the company's own app; True where there is none."""
    if settings.wecom_corp_id is None or settings.wecom_app_secret is None:
        say(texts.CHECK_NO_APP)
        return True
    from bot.channels.wecom.app.channel import PATH  # noqa: PLC0415 - only where there is an app
    from bot.channels.wecom.app.standing import standing  # noqa: PLC0415

    secret = settings.wecom_app_secret.get_secret_value()
    code = asyncio.run(standing(settings.wecom_api_url, settings.wecom_corp_id, secret))
    if code is None:
        say(texts.APP_AWAY)
    elif code:
        say(texts.APP_TROUBLES.get(code, texts.APP_REFUSED).format(code=code))
    else:
        say(texts.CHECK_APP.format(path=PATH))
    return code == 0


def _telegram(settings: Settings, say: Callable[[str], None]) -> bool:
    """What Telegram itself says of the bot; True where there is none."""
    if settings.telegram_token is None:
        return True
    from bot.channels.telegram.standing import Trouble, standing  # noqa: PLC0415 - only where there is a bot

    found = asyncio.run(standing(settings.telegram_token.get_secret_value(), settings.telegram_api_url))
    if isinstance(found, Trouble):
        say(texts.TELEGRAM_TROUBLES[found])
        return False
    url = settings.telegram_webhook_url
    how = texts.TELEGRAM_DELIVERS.format(url=url) if url else texts.TELEGRAM_FETCHES
    say(texts.TELEGRAM_STANDS.format(name=found.username, how=how))
    return _delivering(found, settings, say)


def _delivering(found: "Standing", settings: Settings, say: Callable[[str], None]) -> bool:
    """Whether what people write arrives; a failure that left nothing waiting is over."""
    url = settings.telegram_webhook_url
    if found.url and found.url != url:
        say((texts.TELEGRAM_OTHER_WEBHOOK if url else texts.TELEGRAM_OLD_WEBHOOK).format(url=found.url))
    if found.pending:
        say(texts.TELEGRAM_PENDING.format(count=found.pending))
    if found.failed_at is None or not found.url:
        return True
    at = wording.moment(found.failed_at.astimezone(settings.timezone), datetime.now(settings.timezone).date())
    say(texts.TELEGRAM_FAILED.format(at=at, failure=found.failure, url=found.url))
    return not found.pending


def _schema(settings: Settings) -> SchemaState:
    """A SQLite file that is not there yet is empty; looking must not make it."""
    if settings.database_url is None and not (settings.data_dir / "kepu.sqlite").exists():
        return SchemaState.EMPTY
    return Database(settings.database).schema_state()


def _contents(settings: Settings, say: Callable[[str], None]) -> bool:
    """Counts of people, and of what went wrong; False where somebody must look (promise P10)."""
    with Database(settings.database).reading() as tx:
        failed, states = failures(tx), counts(tx)
        wrong = differing(tx.connection) + misjudged(tx)
        say(texts.CHECK_PEOPLE.format(units=len(units(tx)), people=len(people(tx))))
    unsent = states.get(Sending.FAILED, 0) + states.get(Sending.UNCERTAIN, 0)
    if failed or unsent:
        say(texts.CHECK_FAILURES.format(failed=len(failed), unsent=unsent))
    if wrong:
        say(texts.CHECK_SUMS.format(count=wrong))
    return not failed and not unsent and not wrong
