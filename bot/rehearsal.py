"""A conversation nobody has: what is built at its first use is built then, so that the first person need not wait."""

import gc
import logging
from collections.abc import Iterator
from datetime import datetime

from bot.turn import Desk, TurnFacts
from handlers.read.patterns import compile_each
from handlers.router import answer
from handlers.state import Dialog
from handlers.texts import operator as texts
from handlers.turn import Incoming, Said
from storage.model.people import Account, Person, Role
from storage.people import units

log = logging.getLogger(__name__)

AFTER = 1.0
"""Seconds after the start: whoever waits for the page comes first."""
BETWEEN = 0.003
"""Seconds between two steps, which take half a millisecond: who talks to the bot meanwhile does not notice."""
NOBODY = Account("rehearsal", "nobody")


def rehearse(desk: Desk, at: datetime) -> Iterator[None]:
    """Play it through without keeping anything; afterwards nothing that is loaded by now is looked through again.

    In steps of some milliseconds, between which others have their turn: in a thread of its own it would keep the
    interpreter from them for as long as it takes, since each of their calls to the database would wait for it anew.
    """
    gc.freeze()  # else the collector walks through all of it now and then, and everybody waits for 0.1 s
    try:
        yield from compile_each()
        yield from _played(desk, at)
    except Exception:
        log.exception("rehearsal failed", extra={"action": "rehearsal_failed"})
    gc.freeze()


def _played(desk: Desk, at: datetime) -> Iterator[None]:
    with desk.database.reading() as tx:
        home = next(iter(units(tx)), None)
        if home is None:
            return
        dialog, facts = Dialog(), TurnFacts(tx, desk)
        somebody = Person(NOBODY.external_id, NOBODY.external_id, Role.VOLUNTEER, home.id)
        for nth, words in enumerate(texts.REHEARSED):
            yield
            dialog = answer(dialog, Incoming(f"{nth}", NOBODY, Said(words), at), somebody, facts).state
