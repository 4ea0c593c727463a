"""Sums: what the database adds up is what one gets by adding up the records one by one."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from sqlalchemy import delete, insert, update

from storage import tables
from storage.apply import apply
from storage.database import Database, Transaction
from storage.model.activity import Act, Activity, Amount, Category, Output, Particulars
from storage.model.figures import Grouping, OutputTally, Period, Scope, Tally
from storage.model.people import Person, Unit
from storage.people import units
from storage.sums import differing, rebuild
from tests.storage.samples import FULL, amendment, county, facts, joined, record, recorded

LONG = Period(date(2026, 1, 3), date(2026, 4, 28), "几天不算")
"""Some days more and some days less than months."""
RANGE = Period(date(2026, 1, 20), date(2026, 4, 3), "一段")
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31), "三月")
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), "今年")
DAY = Period(date(2026, 3, 8), date(2026, 3, 8), "那天")


def one_by_one(records: Iterable[Activity], key_of: Callable[[Activity], str]) -> tuple[Tally, ...]:
    """The same sums as storage's, from the records themselves."""
    grouped: dict[str, list[Particulars]] = defaultdict(list)
    for one in records:
        grouped[key_of(one)].append(one.particulars)
    return tuple(_tally(key, grouped[key]) for key in sorted(grouped))


def _tally(key: str, said: list[Particulars]) -> Tally:
    sessions: Counter[str] = Counter()
    for one in said:
        sessions[one.session_word] += 1 if one.sessions.value is None else one.sessions.value
    return Tally(
        key=key,
        activities=len(said),
        sessions=tuple(sorted(sessions.items())),
        attendance=sum(one.attendance.value or 0 for one in said),
        approximate=sum(one.attendance.value or 0 for one in said if one.attendance.approximate),
        uncounted=sum(one.attendance.value is None and one.online.value is None for one in said),
        online=sum(one.online.value or 0 for one in said),
        volunteers=sum(one.volunteers.value or 0 for one in said),
        experts=sum(one.experts.value or 0 for one in said),
    )


def outputs_one_by_one(records: Iterable[Activity]) -> tuple[OutputTally, ...]:
    """The same sums of outputs, from the records themselves."""
    grouped: dict[tuple[int, str, str, str], list[Amount]] = defaultdict(list)
    for one in records:
        for output in one.particulars.outputs:
            place = list(Category).index(output.category)
            grouped[place, output.item, output.action, output.measure].append(output.amount)
    return tuple(_output_tally(key, grouped[key]) for key in sorted(grouped))


def _output_tally(key: tuple[int, str, str, str], amounts: list[Amount]) -> OutputTally:
    place, item, action, measure = key
    return OutputTally(
        category=list(Category)[place],
        item=item,
        action=action,
        measure=measure,
        quantity=sum(amount.value or 0 for amount in amounts),
        approximate=sum(amount.value or 0 for amount in amounts if amount.approximate),
        uncounted=sum(amount.value is None for amount in amounts),
        times=len(amounts),
    )


def within(records: Iterable[Activity], scope: Scope, tree: dict[str, Unit]) -> list[Activity]:
    """The records of a scope that stand, picked by hand."""
    return [one for one in records if not one.withdrawn and _meant(one, scope, tree)]


def _meant(one: Activity, scope: Scope, tree: dict[str, Unit]) -> bool:
    said, period = one.particulars, scope.period
    return (
        (scope.unit_id is None or scope.unit_id in tree[one.unit_id].path.split("/"))
        and scope.recorder_id in (None, one.recorder_id)
        and (period is None or (said.start is not None and period.first <= said.start <= period.last))
        and scope.kind in ("", said.kind)
        and scope.programme in ("", said.programme)
        and scope.audience in ("", said.audience)
    )


def key_of(grouping: Grouping, scope: Scope, tree: dict[str, Unit]) -> Callable[[Activity], str]:
    def month(one: Activity) -> str:
        return f"{one.particulars.start:%Y-%m}" if one.particulars.start else ""

    def unit(one: Activity) -> str:
        path = tree[one.unit_id].path.rstrip("/").split("/")
        if scope.unit_id is None:
            return path[0]
        return [*path[path.index(scope.unit_id) :], scope.unit_id][1]

    return {
        Grouping.KIND: lambda one: one.particulars.kind,
        Grouping.PROGRAMME: lambda one: one.particulars.programme,
        Grouping.AUDIENCE: lambda one: one.particulars.audience,
        Grouping.MONTH: month,
        Grouping.UNIT: unit,
        Grouping.TOPIC: lambda one: one.particulars.topic,
    }[grouping]


def any_amount(chance: Random) -> Amount:
    """Counted, estimated, said but not counted, or not said; nobody came, and more than 32 bits hold."""
    value = chance.choice([0, 1, 85, 200, 13_275, 5_000_000_000])
    return chance.choice(
        [Amount(), Amount(words="没数"), Amount(value, words="数过"), Amount(value, approximate=True, words="约")]
    )


def any_particulars(chance: Random) -> Particulars:
    outputs = tuple(
        Output(
            item=chance.choice(["折页", "展板"]),
            amount=any_amount(chance),
            measure=chance.choice(["份", "块"]),
            action=chance.choice(["发放", "印制", ""]),
            category=chance.choice(list(Category)),
        )
        for _ in range(chance.choice([0, 1, 3]))
    )
    return replace(
        FULL,
        title=chance.choice(["防震减灾讲座", "科技周：讲座", "AI讲座", ""]),
        kind=chance.choice(["讲座", "展览", ""]),
        programme=chance.choice(["农民行动", "青少年行动", ""]),
        audience=chance.choice(["农民", "青少年", ""]),
        start=chance.choice([None, date(2025, 12, 31) + timedelta(days=chance.randrange(120)), date(2026, 3, 8)]),
        end=None,
        attendance=any_amount(chance),
        online=any_amount(chance),
        sessions=chance.choice([Amount(), Amount(0, words="零"), Amount(139, words="139期"), Amount(words="几期")]),
        session_word=chance.choice(["期", "场", "次", ""]),
        outputs=outputs,
        topic=chance.choice(["防震", "食品安全", ""]),
        volunteers=any_amount(chance),
        experts=any_amount(chance),
    )


def changed(tx: Transaction, chance: Random, one: Activity) -> Activity:
    """The record after a chance life: as it was, corrected, withdrawn, or withdrawn and restored."""
    recorded(tx, one)
    life = chance.randrange(4)
    if life == 0:
        return one
    if life == 1:
        new = any_particulars(chance)
        apply(tx, amendment(one, new))
        return replace(one, particulars=new, version=2)
    apply(tx, amendment(one, act=Act.WITHDRAWN, withdrawn="记重了"))
    if life == 2:
        return replace(one, withdrawn="记重了", version=2)
    apply(tx, amendment(one, base=2, act=Act.RESTORED))
    return replace(one, version=3)


def filled(database: Database, chance: Random, count: int) -> tuple[list[Activity], dict[str, Unit], list[Person]]:
    place = county(database)
    with database.writing() as tx:
        people = [
            place.coordinator,
            place.officer,
            place.volunteer,
            joined(tx, "h", place.hamlet),
            joined(tx, "o", place.other),
        ]
        tree = {unit.id: unit for unit in units(tx)}
        made = [record(nth, chance.choice(people), any_particulars(chance)) for nth in range(count)]
        return [changed(tx, chance, one) for one in made], tree, people


def scopes(tree: dict[str, Unit], people: list[Person]) -> Iterator[Scope]:
    for unit_id, period in product((None, *tree), (None, YEAR, MARCH, DAY, RANGE, LONG)):
        yield Scope(unit_id=unit_id, period=period)
    yield from (Scope(recorder_id=person.id, period=MARCH) for person in people)
    yield Scope(unit_id=people[1].unit_id, recorder_id=people[2].id)
    yield Scope(kind="讲座", programme="农民行动", audience="农民")
    yield Scope(unit_id=people[0].unit_id, period=YEAR, audience="青少年")
    yield Scope(unit_id="nowhere")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_sums_are_those_of_the_records_one_by_one(database: Database, seed: int) -> None:
    records, tree, people = filled(database, Random(seed), 80)  # noqa: S311 - a sample, no secret

    with database.reading() as tx:
        asked = facts(tx)
        assert differing(tx.connection) == 0
        for scope in scopes(tree, people):
            meant = within(records, scope, tree)
            assert asked.output_tallies(scope) == outputs_one_by_one(meant), scope
            for grouping in set(Grouping) - {Grouping.CAMPAIGN}:
                expected = one_by_one(meant, key_of(grouping, scope, tree))
                assert asked.tallies(scope, grouping) == expected, (scope, grouping)


def test_kept_sums_that_were_tampered_with_are_found_and_made_anew(database: Database) -> None:
    filled(database, Random(4), 30)  # noqa: S311 - a sample, no secret

    with database.writing() as tx:
        tx.connection.execute(update(tables.figure_sum).values(attendance=tables.figure_sum.c.attendance + 1))
        tx.connection.execute(delete(tables.output_sum))
        found = differing(tx.connection)
        rebuild(tx.connection)

        assert found > 100
        assert differing(tx.connection) == 0


def test_sums_that_are_made_anew_are_those_that_were_kept_in_any_order(database: Database) -> None:
    _, tree, people = filled(database, Random(5), 60)  # noqa: S311 - a sample, no secret

    with database.writing() as tx:
        kept = [facts(tx).tallies(scope, Grouping.KIND) for scope in scopes(tree, people)]
        rebuild(tx.connection)

        assert [facts(tx).tallies(scope, Grouping.KIND) for scope in scopes(tree, people)] == kept


def test_an_empty_ledger_has_no_sums(database: Database) -> None:
    with database.reading() as tx:
        assert [facts(tx).tallies(Scope(), grouping) for grouping in Grouping] == [()] * 7
        assert facts(tx).output_tallies(Scope()) == ()


def test_figures_of_a_report_come_back_unchanged(database: Database) -> None:
    place = county(database)
    said = Particulars(
        kind="培训",
        start=date(2026, 3, 8),
        sessions=Amount(139, words="139期"),
        session_word="期",
        attendance=Amount(13_275, words="13275人"),
        outputs=(Output("绿色证书", Amount(1265, words="1265"), "本", "颁发", Category.CERTIFICATE),),
    )
    with database.writing() as tx:
        recorded(tx, record(1, place.volunteer, said))

        assert facts(tx).tallies(Scope(unit_id=place.root.id), Grouping.KIND) == (
            Tally("培训", activities=1, sessions=(("期", 139),), attendance=13_275),
        )
        assert facts(tx).output_tallies(Scope()) == (
            OutputTally(Category.CERTIFICATE, "绿色证书", "颁发", "本", quantity=1265, times=1),
        )


def test_units_whose_paths_begin_alike_are_kept_apart(database: Database) -> None:
    """The subtree is a range of paths: a neighbour whose id continues this one's must not fall into it."""
    place = county(database)
    with database.writing() as tx:
        for nth, suffix in enumerate("0az~"):
            unit_id = f"{place.township.id}{suffix}"
            unit = replace(place.other, id=unit_id, path=f"{place.root.id}/{unit_id}/")
            row = {"id": unit.id, "name": "x", "level": "village", "parent_id": place.root.id, "path": unit.path}
            tx.connection.execute(insert(tables.unit), row | {"aliases": (), "sort": 9})
            recorded(tx, record(nth, joined(tx, unit_id, unit)))

        assert facts(tx).tallies(Scope(unit_id=place.township.id), Grouping.MONTH) == ()
        assert len(facts(tx).tallies(Scope(unit_id=place.root.id), Grouping.UNIT)) == 4
