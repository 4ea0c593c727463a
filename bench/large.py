"""Ledgers of any size at once: invented rows straight into the tables, and the sums made from them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from sqlalchemy import insert, select

from storage import sums, tables
from storage.campaigns import judge
from storage.database import Database
from storage.model.activity import Amount, Output, Particulars
from storage.model.taxonomy import Campaign
from storage.records import derived

_KINDS = (("讲座", "场"), ("培训", "期"), ("集中宣传", "次"), ("咨询服务", "次"), ("展览", "场"), ("竞赛", "场"))
_AUDIENCES = ("青少年", "农民", "产业工人", "老年人", "社区居民", "公众", "")
_PROGRAMMES = ("青少年科学素质提升行动", "农民科学素质提升行动", "科普基础设施工程", "")
_TOPICS = ("防震减灾", "食品安全", "反邪教", "健康养生", "人工智能", "节能环保", "")
_FIRST, _DAYS, _TOGETHER = date(2022, 1, 1), 5 * 365 - 40, 10_000


def grown(database: Database, campaigns: tuple[Campaign, ...], count: int) -> None:
    """Fill up to `count` activities of five years, the same ones each time, judged by these campaigns."""
    chance = Random(count)
    with database.writing() as tx:
        people = tx.connection.execute(select(tables.person.c.id, tables.person.c.unit_id)).all()
        made = _rows(chance, [tuple(one) for one in people], count)
        while rows := list(islice(made, _TOGETHER)):
            tx.connection.execute(insert(tables.activity), [activity for activity, _ in rows])
            tx.connection.execute(insert(tables.activity_output), [output for _, output in rows])
        judge(tx, campaigns)
        sums.rebuild(tx.connection)


def _rows(chance: Random, people: list[tuple[Any, ...]], count: int) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    at = datetime(2026, 11, 25, tzinfo=UTC)
    for nth in range(count):
        (person, unit), said = chance.choice(people), _particulars(chance)
        activity = derived(said, ()) | {
            "id": f"x{nth:011d}",
            "number": f"9{nth}",
            "unit_id": unit,
            "recorder_id": person,
            "recorded_at": at,
            "version": 1,
            "withdrawn": "",
            "particulars": said,
            "evidence": (),
        }
        yield activity, _output(activity["id"], said.outputs[0])


def _particulars(chance: Random) -> Particulars:
    kind, word = chance.choice(_KINDS)
    topic, people = chance.choice(_TOPICS), chance.randrange(10, 400)
    return Particulars(
        title=f"{topic}{kind}",
        kind=kind,
        topic=topic,
        start=_FIRST + timedelta(days=chance.randrange(_DAYS)),
        attendance=Amount(people, approximate=people % 5 == 0, words=f"{people}人"),
        sessions=Amount(1, words="1"),
        session_word=word,
        audience=chance.choice(_AUDIENCES),
        programme=chance.choice(_PROGRAMMES),
        outputs=(Output("宣传资料", Amount(people, words=f"{people}份"), "份", "发放"),),
    )


def _output(activity_id: str, one: Output) -> dict[str, Any]:
    return {
        "activity_id": activity_id,
        "position": 0,
        "category": one.category.value,
        "item": one.item,
        "action": one.action,
        "measure": one.measure,
        "quantity": one.amount.value,
        "approximate": one.amount.approximate,
    }
