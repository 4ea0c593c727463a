"""The conversation in a terminal: who one is there, and the turn of lines and answers."""

import asyncio
import signal
from contextlib import suppress
from typing import TextIO

from bot.app import Ledger, answering, press
from bot.channels.terminal import NAME, TerminalChannel
from bot.outbox import Postman
from handlers.join import code_hash
from handlers.settings import VALID
from handlers.texts.common import ROLES
from storage.apply import apply
from storage.faults import Unavailable
from storage.model.people import Account, Connection, Person
from storage.model.writes import AddConnection, Connect
from storage.people import people, person_of

LOCAL = "local"
"""The account of whoever sits at this terminal and is nobody in particular."""


async def chat(ledger: Ledger, external_id: str, lines: TextIO, out: TextIO, *, transcript: bool) -> None:
    """Talk until the input ends; every answer is printed below its question."""
    channel = TerminalChannel(
        account=external_id,
        lines=lines,
        out=out,
        now=ledger.now,
        keep_file=ledger.evidence.keep,
        made=press(ledger).as_bytes,
        unavailable=(Unavailable,),
        transcript=transcript,
        exports=ledger.evidence.folder.parent / "exports",
    )
    postman = Postman(ledger.desk.database, {NAME: channel}, ledger.now, Account(NAME, external_id))
    channel.settled = lambda: delivered(postman)
    talking = asyncio.create_task(channel.run(answering(ledger.desk, postman)))
    with suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt there
        # Without a handler of the loop's own a Ctrl-C that comes just before it sleeps would not wake it.
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, talking.cancel)
    with suppress(asyncio.CancelledError):
        await talking


async def delivered(postman: Postman) -> None:
    """Bring everything that is due to the terminal."""
    while await postman.deliver(NAME):
        pass


def person_called(ledger: Ledger, who: str) -> Person | None:
    """Somebody by name or by the word for the role, the first who joined where several fit."""
    with ledger.desk.database.reading() as tx:
        return next((one for one in people(tx) if who in (one.name, ROLES[one.role])), None)


def names(ledger: Ledger) -> tuple[str, ...]:
    """Whom one may name, at most ten."""
    with ledger.desk.database.reading() as tx:
        return tuple(one.name for one in people(tx)[:10])


def connected(ledger: Ledger, person: Person) -> str:
    """The terminal account of a person, connected by the operator like any second account."""
    account, code, at = Account(NAME, person.id), ledger.desk.fresh_code(), ledger.now()
    with ledger.desk.database.writing() as tx:
        if person_of(tx, account) is None:
            connection = Connection(code_hash(code), person.id, at + VALID)
            apply(tx, AddConnection(connection, at))
            apply(tx, Connect(account, person.id, connection.code_hash, at))
    return account.external_id
