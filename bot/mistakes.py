"""`python -m bot read --mistakes`: what people put right of what was read, one JSON object a line."""

import json
from typing import TextIO

from bot.app import Ledger
from handlers.draft import corrected
from handlers.state import Draft
from handlers.texts import wording
from storage.mistakes import mistakes


def list_mistakes(ledger: Ledger, out: TextIO) -> int:
    """Print when, the message, and each corrected field with its value before and after; how many there are."""
    count = 0
    with ledger.desk.database.reading() as tx:
        for one in mistakes(tx):
            at = one.at.astimezone(ledger.now().tzinfo)
            fields = {
                field.value: {
                    "before": wording.value(one.before, field, at.date()),
                    "after": wording.value(one.after, field, at.date()),
                }
                for field in corrected(Draft("", one.after, first=one.before))
            }
            line = {"at": at.isoformat(timespec="seconds"), "text": one.text, "corrected": fields}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
    return count
