"""What came of a soak: the ledger and the outbox beside what the gateway handed over and what people were shown."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from bot.channel import Message
from bot.channels.wecom import cards
from bot.channels.wecom.line import WORDS
from bot.deliveries import decoder
from handlers.turn import Card, Say
from storage import tables
from storage.database import Database
from tests.fakes.wecom_gateway import Appeared, FakeGateway

UNDER_WAY = ("planned", "sending")


@dataclass
class Counted:
    """Figures, and what is wrong (nothing, it is hoped)."""

    figures: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return "\n".join((*(f"  {what}: {number}" for what, number in self.figures.items()), *self.wrong[:20]))


@dataclass(frozen=True, slots=True)
class Answer:
    """A row of the outbox: everything it shows, by kind and content, and its state."""

    id: str
    state: str
    parts: tuple[tuple[str, Any], ...]


def under_way(database: Database) -> bool:
    """Whether anything waits to be sent, or is being sent."""
    outbox = tables.outbox.c
    with database.reading() as tx:
        return bool(tx.connection.scalar(select(outbox.id).where(outbox.state.in_(UNDER_WAY)).limit(1)))


def counted(database: Database, gateway: FakeGateway, said: Sequence[tuple[str, str]]) -> Counted:
    """Compare all of it."""
    result = Counted()
    _came_in(database, gateway, said, result)
    _went_out(database, gateway, result)
    return result


def _came_in(database: Database, gateway: FakeGateway, said: Sequence[tuple[str, str]], result: Counted) -> None:
    """Every message handed over is kept once, each person's in order, none as failed; nothing else is kept."""
    inbox = tables.inbox.c
    with database.reading() as tx:
        rows = tx.connection.execute(select(inbox.account, inbox.id, inbox.failed).order_by(inbox.position)).all()
    kept = [(row.account.partition(":")[2], row.id.partition(":")[2]) for row in rows]
    handed = [one for line in gateway.lines for one in line.handed_over()]
    sent = [one for line in gateway.lines for one in line.sent]
    result.figures |= {
        "said": len(said),
        "connections": len(gateway.lines),
        "handed over": len(set(handed)),
        "of these more than once": len(handed) - len(set(handed)),
        "kept": len(kept),
        "on their way when a line was cut": len(set(sent) - set(handed)),
        "of these kept": len((set(sent) - set(handed)) & set(kept)),
    }
    result.wrong += [f"lost: {one}" for one in sorted(set(handed) - set(kept))]
    result.wrong += [f"from nowhere: {one}" for one in sorted(set(kept) - set(said))]
    result.wrong += [f"failed: {row.id} {row.failed}" for row in rows if row.failed]
    result.wrong += [f"kept twice: {one}" for one, times in Counter(kept).items() if times > 1]
    first, then = _by_person(said), _by_person(kept)
    for who, ids in then.items():
        there = set(ids)
        if ids != [id_ for id_ in first[who] if id_ in there]:
            result.wrong.append(f"order of {who}")


def _by_person(pairs: Sequence[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for who, id_ in pairs:
        found[who].append(id_)
    return found


def _went_out(database: Database, gateway: FakeGateway, result: Counted) -> None:
    """What people were shown is what was sent, in order and once; of what is uncertain a beginning, or nothing."""
    outbox = tables.outbox.c
    with database.reading() as tx:
        rows = tx.connection.execute(select(tables.outbox).order_by(outbox.position)).all()
    result.figures |= {f"answers {state}": count for state, count in Counter(row.state for row in rows).items()}
    unsure = Counter(f"  because: {row.reason}" for row in rows if row.state == "uncertain")
    result.figures |= dict(unsure)
    result.wrong += [f"{row.state}: {row.id} {row.reason}" for row in rows if row.state not in ("sent", "uncertain")]
    answers: defaultdict[str, list[Answer]] = defaultdict(list)
    for row in rows:
        parts = _parts(decoder.decode(row.message), row.id)
        answers[row.account.partition(":")[2]].append(Answer(row.id, row.state, parts))
    shown: defaultdict[str, list[tuple[str, Any]]] = defaultdict(list)
    for one in gateway.appeared:
        shown[one.chat].append(_shown(one))
    result.figures["parts shown"] = len(gateway.appeared)
    result.wrong += [f"shown to {who}" for who in answers | shown if not matches(answers[who], shown[who])]


def _parts(message: Message, id_: str) -> tuple[tuple[str, Any], ...]:
    with_card = cards.fits(message)
    texts = (body["markdown"]["content"] for body in WORDS.bodies(message, with_card=with_card))
    parts: list[tuple[str, Any]] = [("markdown", text) for text in texts]
    if not isinstance(message, Say | Card) and getattr(message, "picture", False):
        parts.append(("image", "summary.png"))
    if with_card:
        parts.append(("template_card", cards.card(message, id_)["task_id"]))
    return tuple(parts)


def _shown(one: Appeared) -> tuple[str, Any]:
    match one.kind:
        case "template_card":
            return one.kind, one.content["task_id"]
        case "markdown":
            return one.kind, one.content
        case _:
            return one.kind, one.content[0]


def matches(answers: Sequence[Answer], shown: Sequence[tuple[str, Any]]) -> bool:
    """Whether what was shown can be what was sent: all of each answer, of an uncertain one as much as arrived."""
    places = {0}
    for answer in answers:
        whole = len(answer.parts)
        least = 0 if answer.state == "uncertain" else whole
        places = {
            at + length
            for at in places
            for length in range(least, whole + 1)
            if tuple(shown[at : at + length]) == answer.parts[:length]
        }
    return len(shown) in places
