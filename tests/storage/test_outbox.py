"""The outbox: each account's messages in order, each claimed once, and what became of it is kept."""

import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from storage import fates, outbox
from storage.database import Database
from storage.fates import Unsent
from storage.model.people import Account
from storage.outbox import UNCERTAIN_AFTER_STOP, Outgoing, Sending
from tests.storage.samples import AT, in_utc

ROOT = Path(__file__).parent.parent.parent
ANNA, BEN = Account("web", "anna"), Account("web", "ben")
CLAIMER = """
import json, sys
from datetime import datetime
from storage import outbox
from storage.database import Database

database, at, taken = Database(sys.argv[1], wait=60), datetime.fromisoformat(sys.argv[2]), []
print("ready", flush=True)
sys.stdin.readline()
while True:
    with database.writing() as tx:
        claimed = outbox.claim(tx, "web", at, 3)
        for one in claimed:
            outbox.sent(tx, one.id, at)
    if not claimed:
        break
    taken += [one.id for one in claimed]
database.close()
print(json.dumps(taken))
"""


def planned(database: Database, *messages: tuple[str, Account], at: datetime = AT) -> None:
    with database.writing() as tx:
        for message_id, account in messages:
            assert outbox.put(tx, message_id, account, f'"{message_id}"'.encode(), at)


def claimed(database: Database, now: datetime = AT, limit: int = 20, channel: str = "web") -> list[str]:
    with database.writing() as tx:
        return [one.id for one in outbox.claim(tx, channel, now, limit)]


def settled(database: Database, *message_ids: str) -> None:
    with database.writing() as tx:
        for message_id in message_ids:
            outbox.sent(tx, message_id, AT)


def states(database: Database) -> dict[Sending, int]:
    with database.reading() as tx:
        return dict(fates.counts(tx))


def test_a_message_is_claimed_as_it_was_planned(database: Database) -> None:
    with database.writing() as tx:
        outbox.put(tx, "a1", ANNA, b'{"text":"x"}', AT, card_key="k")
        (one,) = outbox.claim(tx, "web", AT)

    assert one == Outgoing("a1", "web:anna", one.position, b'{"text":"x"}', "k", 1, in_utc(AT))


def test_a_message_is_planned_once(database: Database) -> None:
    with database.writing() as tx:
        assert outbox.put(tx, "a1", ANNA, b"1", AT)
        assert not outbox.put(tx, "a1", ANNA, b"2", AT)
        assert [one.message for one in outbox.claim(tx, "web", AT)] == [b"1"]


def test_an_account_gets_its_messages_one_after_the_other(database: Database) -> None:
    planned(database, ("a1", ANNA), ("a2", ANNA), ("b1", BEN), ("a3", ANNA))

    assert claimed(database) == ["a1", "b1"]
    assert claimed(database) == []
    settled(database, "a1")
    assert claimed(database) == ["a2"]
    settled(database, "a2", "b1")
    assert claimed(database) == ["a3"]


def test_the_oldest_go_first_where_there_are_many(database: Database) -> None:
    planned(database, *((f"m{nth}", Account("web", f"{nth}")) for nth in range(9)))

    assert [claimed(database, limit=4) for _ in range(3)] == [
        ["m0", "m1", "m2", "m3"],
        ["m4", "m5", "m6", "m7"],
        ["m8"],
    ]


def test_channels_do_not_see_each_others_messages(database: Database) -> None:
    planned(database, ("t1", Account("terminal", "anna")), ("w1", ANNA))

    assert claimed(database, channel="terminal") == ["t1"]
    assert claimed(database, channel="none") == []
    assert claimed(database) == ["w1"]


@pytest.mark.parametrize("end", [outbox.failed, outbox.uncertain, outbox.skipped])
def test_a_message_that_is_done_with_lets_the_next_one_go(database: Database, end: object) -> None:
    planned(database, ("a1", ANNA), ("a2", ANNA))
    claimed(database)
    with database.writing() as tx:
        assert callable(end)
        end(tx, "a1", "blocked")

    assert claimed(database) == ["a2"]


def test_what_waits_for_another_try_is_not_overtaken(database: Database) -> None:
    planned(database, ("a1", ANNA), ("a2", ANNA), ("b1", BEN))
    claimed(database)
    with database.writing() as tx:
        outbox.retry(tx, "a1", AT + timedelta(seconds=10), "flood")

    assert claimed(database, AT + timedelta(seconds=9)) == []
    with database.writing() as tx:
        (again,) = outbox.claim(tx, "web", AT + timedelta(seconds=10))
    assert (again.id, again.tries) == ("a1", 2)


def test_what_is_for_later_waits(database: Database) -> None:
    with database.writing() as tx:
        outbox.put(tx, "a1", ANNA, b"1", AT, not_before=AT + timedelta(hours=1))

    assert claimed(database, AT + timedelta(minutes=59)) == []
    assert claimed(database, AT + timedelta(hours=1)) == ["a1"]


def test_the_fate_of_a_message_is_kept(database: Database) -> None:
    planned(database, *((name, Account("web", name)) for name in ("ok", "no", "maybe", "late")))
    claimed(database)
    with database.writing() as tx:
        outbox.sent(tx, "ok", AT, "ref")
        outbox.failed(tx, "no", "blocked")
        outbox.uncertain(tx, "maybe", "timeout")
        outbox.skipped(tx, "late", "no longer of use")

        assert fates.unsent(tx) == (
            Unsent("maybe", "web:maybe", Sending.UNCERTAIN, "timeout", in_utc(AT)),
            Unsent("no", "web:no", Sending.FAILED, "blocked", in_utc(AT)),
        )
    assert states(database) == dict.fromkeys((Sending.SENT, Sending.FAILED, Sending.UNCERTAIN, Sending.SKIPPED), 1)


def test_what_a_dead_process_was_sending_is_sent_again_where_that_is_safe(database: Database) -> None:
    planned(database, ("a1", ANNA), ("a2", ANNA))
    claimed(database)
    with database.writing() as tx:
        assert outbox.recover(tx, "web", AT, repeats_safely=True) == 0
        assert outbox.recover(tx, "terminal", AT + timedelta(days=1), repeats_safely=True) == 0
        assert outbox.recover(tx, "web", AT + timedelta(seconds=1), repeats_safely=True) == 1

    assert claimed(database) == ["a1"]


def test_what_a_dead_process_was_sending_is_uncertain_elsewhere(database: Database) -> None:
    planned(database, ("a1", ANNA), ("a2", ANNA))
    claimed(database)
    with database.writing() as tx:
        assert outbox.recover(tx, "web", AT + timedelta(seconds=1), repeats_safely=False) == 1
        (unsent,) = fates.unsent(tx)
    assert (unsent.id, unsent.state, unsent.reason) == ("a1", Sending.UNCERTAIN, UNCERTAIN_AFTER_STOP)
    assert claimed(database) == ["a2"]


def older(database: Database, message_id: str) -> str | None:
    """What a card that is planned and claimed now is told of the one before."""
    with database.writing() as tx:
        outbox.put(tx, message_id, ANNA, b"1", AT, card_key="card")
        (one,) = outbox.claim(tx, "web", AT, account=ANNA)
        outbox.skipped(tx, message_id, "only asked")
    return one.older


def test_the_card_that_was_sent_last_is_the_one_to_change(database: Database) -> None:
    assert older(database, "first") is None
    for nth, (key, account) in enumerate((("card", ANNA), ("card", ANNA), ("other", ANNA), ("card", BEN))):
        with database.writing() as tx:
            outbox.put(tx, f"m{nth}", account, b"1", AT, card_key=key)
    for nth in range(4):
        with database.writing() as tx:
            outbox.sent(tx, f"m{nth}", AT, f"ref{nth}")

    assert older(database, "next") == "ref1"


def test_a_card_without_a_reference_is_passed_over(database: Database) -> None:
    with database.writing() as tx:
        for nth, reference in enumerate(("ref0", None)):
            outbox.put(tx, f"m{nth}", ANNA, b"1", AT, card_key="card")
            outbox.sent(tx, f"m{nth}", AT, reference)

    assert older(database, "next") == "ref0"


def test_what_is_no_card_has_none_before_it(database: Database) -> None:
    with database.writing() as tx:
        outbox.put(tx, "said", ANNA, b"1", AT)
        outbox.sent(tx, "said", AT, "ref0")
        outbox.put(tx, "said next", ANNA, b"1", AT)

        assert [one.older for one in outbox.claim(tx, "web", AT)] == [None]


def many(database: Database) -> dict[str, list[str]]:
    """Sixty messages to ten accounts; the ids by account, in order."""
    messages = [(f"m{nth:02d}", Account("web", f"{nth % 10}")) for nth in range(60)]
    planned(database, *messages)
    return {f"{one}": [f"m{nth:02d}" for nth in range(one, 60, 10)] for one in range(10)}


def test_several_threads_share_the_messages(database: Database) -> None:
    by_account = many(database)

    def take(_: int) -> list[str]:
        taken = []
        with closing(Database(str(database.url.render_as_string(hide_password=False)), wait=60)) as own:
            while one := claimed(own, limit=1):
                settled(own, *one)
                taken += one
        return taken

    with ThreadPoolExecutor(4) as threads:
        taken = list(threads.map(take, range(4)))

    assert Counter(one for part in taken for one in part) == Counter(
        one for part in by_account.values() for one in part
    )


def test_several_processes_share_the_messages(database: Database) -> None:
    by_account = many(database)
    url = database.url.render_as_string(hide_password=False)
    started = [
        subprocess.Popen(
            [sys.executable, "-c", CLAIMER, url, AT.isoformat()],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in started:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    taken = [json.loads(process.communicate(timeout=60)[0]) for process in started]

    assert [process.returncode for process in started] == [0, 0, 0]
    assert Counter(one for part in taken for one in part) == Counter(
        one for part in by_account.values() for one in part
    )
    for mine in by_account.values():
        for part in taken:
            assert [one for one in part if one in mine] == sorted(one for one in part if one in mine)


def test_a_claim_that_was_rolled_back_is_free_again(database: Database) -> None:
    planned(database, ("a1", ANNA))
    with pytest.raises(ZeroDivisionError), database.writing() as tx:
        assert len(outbox.claim(tx, "web", AT)) == 1 / 0

    assert claimed(database) == ["a1"]
