"""The composition root: settings become a ledger, channels (those of WeCom in bot.wecom), a postman."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from bot.backstage import WebBackstage
from bot.channel import Answer, Channel
from bot.channels.web.backstage import Persona
from bot.channels.web.channel import WebChannel
from bot.codes import fresh_code
from bot.config import Settings
from bot.evidence import LIMIT, EvidenceFolder
from bot.forms import forms_file, load_forms
from bot.lanes import Lanes
from bot.nudging import reworded
from bot.office import find_office
from bot.outbox import Postman
from bot.papers import Press
from bot.rehearsal import AFTER, BETWEEN, rehearse
from bot.restdays import rest_days
from bot.sample.county import personas as sample_people
from bot.sample.county import prepare
from bot.shells import load_shells, shells_file
from bot.stationery import Stationery, load_templates
from bot.taxonomy import load_taxonomy, taxonomy_file
from bot.ticking import tick
from bot.turn import Desk, take_turn, turn_within
from handlers.texts.common import ROLES
from handlers.turn import Incoming
from reminders.clock import clock
from reminders.deadlines import Deadlines
from reminders.workdays import Workdays
from storage.campaigns import settle
from storage.database import Database
from storage.faults import Unavailable

if TYPE_CHECKING:
    from bot.channels.telegram.channel import TelegramChannel
    from bot.channels.wecom.app.channel import WecomAppChannel


@dataclass(frozen=True, slots=True)
class Ledger:
    """An open ledger: the desk at which turns are taken, the files, and the clock of its people."""

    desk: Desk
    evidence: EvidenceFolder
    now: Callable[[], datetime]


def open_ledger(settings: Settings) -> Ledger:
    """Make or bring up to date the tables, and load the classes.

    Raises TaxonomyFault, YamlFault, TemplateFault, RestDaysFault, storage's Unavailable, UnusableUrl and TooNew, each
    with a sentence for the operator.
    """
    shells = load_shells(shells_file(settings.data_dir))
    forms = load_forms(forms_file(settings.data_dir))
    taxonomy = replace(load_taxonomy(taxonomy_file(settings.data_dir)), shells=shells, forms=forms)
    database = Database(settings.database)
    database.upgrade()
    settle(database, taxonomy.campaigns)
    timetable = Deadlines(settings.timezone, Workdays(rest_days(settings.data_dir)))
    evidence = EvidenceFolder(settings.data_dir / "files")
    stationery = Stationery(load_templates(settings.data_dir, shells), evidence, find_office())
    with_group = settings.wecom_group_webhook_url is not None
    desk = Desk(database, taxonomy, fresh_code, timetable, stationery, with_group)
    return Ledger(desk, evidence, lambda: datetime.now(settings.timezone))


def press(ledger: Ledger) -> Press:
    """What makes files to take along."""
    return Press(ledger.desk.database, ledger.desk.taxonomy, ledger.now, ledger.desk.stationery)


def with_sample(ledger: Ledger) -> None:
    """Give an empty ledger the sample county, to be tried at once."""
    prepare(ledger.desk.database, ledger.desk.taxonomy, ledger.now())


def personas(ledger: Ledger) -> tuple[Persona, ...]:
    """Whom one may be in the sample county; nobody in a real ledger."""
    with ledger.desk.database.reading() as tx:
        return tuple(Persona(one.id, one.name, ROLES[one.role]) for one in sample_people(tx))


def telegram_channel(settings: Settings, ledger: Ledger) -> "TelegramChannel | None":
    """The Telegram bot, where there is a token."""
    if settings.telegram_token is None:
        return None
    from bot.channels.telegram.channel import Backstage, TelegramChannel  # noqa: PLC0415 - half a start-up by itself
    from reports.picture import as_png  # noqa: PLC0415

    secret = settings.telegram_secret.get_secret_value() if settings.telegram_secret else None
    return TelegramChannel(
        settings.telegram_token.get_secret_value(),
        Backstage(
            ledger.evidence.keep,
            lambda sheet: as_png(sheet.summary),
            press(ledger).as_bytes,
            ledger.now,
            LIMIT,
            (Unavailable, OSError),
        ),
        api_url=settings.telegram_api_url,
        webhook_url=settings.telegram_webhook_url,
        secret=secret,
    )


def web_channel(
    settings: Settings,
    ledger: Ledger,
    telegram: "TelegramChannel | None" = None,
    wecom_app: "WecomAppChannel | None" = None,
) -> WebChannel:
    """The local web chat; beside it where Telegram and WeCom deliver, if they do."""
    password = settings.web_password.get_secret_value() if settings.web_password else None
    made = press(ledger).as_bytes
    backstage = WebBackstage(ledger.desk.database, ledger.evidence, ledger.now, made).backstage()
    beside = {one.path: one.application for one in (telegram, wecom_app) if one and one.path}
    return WebChannel(settings.listen.host, settings.listen.port, backstage, personas(ledger), password, beside)


def answering(desk: Desk, postman: Postman) -> Answer:
    """How channels hand in what came: a turn off the loop, kept together with those that wait; then the postman goes.

    A turn that fails there is taken again by itself, where its fault is told and kept.
    """
    lanes = Lanes()

    async def answer(incoming: Incoming) -> bool:
        async with lanes.of(str(incoming.account)):
            try:
                await postman.scribe.write(partial(turn_within, desk, incoming))
            except Unavailable:
                raise
            except Exception:  # noqa: BLE001 - told and kept by take_turn
                await asyncio.to_thread(take_turn, desk, incoming)
        postman.call(incoming.account.channel)
        return True

    return answer


@asynccontextmanager
async def running(
    ledger: Ledger, channels: tuple[Channel, ...], closing: tuple[Callable[[], Awaitable[None]], ...] = ()
) -> AsyncIterator[tuple[asyncio.Task[None], ...]]:
    """Everything at work; at the end what is in hand is finished: channels first, then the postman's last round."""
    by_name = {channel.name: channel for channel in channels}
    postman = Postman(ledger.desk.database, by_name, ledger.now, judge=partial(reworded, ledger.desk))
    answer = answering(ledger.desk, postman)
    ticking = clock(partial(_ticked, ledger, postman), ledger.now())
    ticking.start()
    delivering = asyncio.create_task(postman.run())
    receiving = tuple(asyncio.create_task(channel.run(answer)) for channel in channels)
    try:
        yield (delivering, *receiving)
    finally:
        ticking.shutdown(wait=False)
        await _ended(receiving)
        await _ended((delivering,))
        for close in closing:
            await close()


async def _ticked(ledger: Ledger, postman: Postman) -> None:
    """A tick that the end of the program cuts off is nobody's fault: the next start does what is left."""
    with suppress(asyncio.CancelledError):
        if await tick(ledger.desk, postman.scribe, ledger.now):
            postman.call()


async def _ended(tasks: tuple[asyncio.Task[None], ...]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's, which comes with the web server but not on Windows; None: the one everybody has."""
    if find_spec("uvloop") is None:
        return None
    factory: Callable[[], asyncio.AbstractEventLoop] = import_module("uvloop").new_event_loop
    return factory


async def serve(
    ledger: Ledger, channels: tuple[Channel, ...], closing: tuple[Callable[[], Awaitable[None]], ...] = ()
) -> None:
    """Run until SIGTERM or Ctrl-C, or until a part fails: then that failure is raised; `closing` is done last."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt there
            loop.add_signal_handler(number, stopped.set)
    async with running(ledger, channels, closing) as tasks:
        rehearsing = asyncio.create_task(_rehearsed(ledger))
        stopping = asyncio.create_task(stopped.wait())
        done, _ = await asyncio.wait((stopping, *tasks), return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        rehearsing.cancel()
        for task in done - {stopping}:
            task.result()


async def _rehearsed(ledger: Ledger) -> None:
    await asyncio.sleep(AFTER)
    for _ in rehearse(ledger.desk, ledger.now()):
        await asyncio.sleep(BETWEEN)
