"""Campaigns: which records belong to one, and that what is kept of it follows every change of records and classes."""

from collections.abc import Callable
from datetime import date
from random import Random

import pytest
from sqlalchemy import select, update

from storage import tables
from storage.apply import apply
from storage.campaigns import judge, judged_by, misjudged, settle
from storage.database import Database, Transaction
from storage.faults import Unavailable
from storage.model.activity import Act, Activity, Particulars
from storage.model.figures import Scope, Tally
from storage.model.taxonomy import Campaign
from storage.sums import differing, rebuild
from storage.tallies import campaign_tallies
from tests.storage.samples import amendment, county, record, recorded
from tests.storage.test_tallies import filled, one_by_one, scopes, within

WEEK = Campaign("科技活动周", ("科技周",), ((date(2026, 5, 23), date(2026, 5, 30)),))
SAFETY = Campaign("安全生产月", (), ((date(2026, 5, 1), date(2026, 6, 30)),), ("安全",))
UNDATED = Campaign("全国科普日")
SPRING = Campaign("春", days=((date(2026, 2, 1), date(2026, 3, 31)),))
QUAKE = Campaign(
    "防震日", (), ((date(2026, 1, 20), date(2026, 2, 10)), (date(2026, 3, 8), date(2026, 3, 8))), ("防震",)
)
ALL = (WEEK, SPRING, QUAKE)


@pytest.mark.parametrize(
    ("title", "topic", "day", "campaigns"),
    [
        ("防震讲座", "", date(2026, 5, 23), ["科技活动周"]),
        ("防震讲座", "", date(2026, 5, 30), ["科技活动周"]),
        ("防震讲座", "", date(2026, 5, 31), []),
        ("防震讲座", "", date(2025, 5, 23), []),
        ("安全讲座", "", date(2026, 5, 23), ["科技活动周", "安全生产月"]),
        ("讲座", "用电安全", date(2026, 6, 30), ["安全生产月"]),
        ("安全讲座", "", date(2026, 7, 1), []),
        ("科技周讲座", "", date(2026, 9, 1), ["科技活动周"]),
        ("讲座", "全国科普日", None, ["全国科普日"]),
        ("科技", "周末讲座", None, []),
        ("100%讲座", "", None, []),
    ],
)
@pytest.mark.parametrize("settled", [True, False])
def test_a_record_is_of_a_campaign_by_its_days_its_words_or_its_name(
    database: Database, title: str, topic: str, day: date | None, campaigns: list[str], *, settled: bool
) -> None:
    known = (WEEK, SAFETY, UNDATED)
    settle(database, known if settled else ())
    place = county(database)
    with database.writing() as tx:
        recorded(tx, record(1, place.volunteer, Particulars(title=title, topic=topic, start=day)))

        assert [one.key for one in campaign_tallies(tx, Scope(), known)] == campaigns


@pytest.mark.parametrize(("name", "title"), [("100%", "讲座100%"), ("AI周", "ai周讲座"), ("a_b", "a_b")])
def test_a_name_means_itself_whatever_its_signs_and_in_either_case(database: Database, name: str, title: str) -> None:
    settle(database, (Campaign(name),))
    place = county(database)
    with database.writing() as tx:
        recorded(tx, record(1, place.volunteer, Particulars(title=title)))
        recorded(tx, record(2, place.volunteer, Particulars(title="讲座1000")))
        recorded(tx, record(3, place.volunteer, Particulars(title="acb")))
        (found,) = campaign_tallies(tx, Scope(), (Campaign(name),))

        assert found.activities == 1


def _before(database: Database, fill: Callable[[], None]) -> None:
    settle(database, ALL)
    fill()


def _after(database: Database, fill: Callable[[], None]) -> None:
    fill()
    settle(database, ALL)


def _changed(database: Database, fill: Callable[[], None]) -> None:
    settle(database, (SPRING, UNDATED, Campaign("防震日", ("讲座",))))
    fill()
    settle(database, ALL)


def _otherwise(database: Database, fill: Callable[[], None]) -> None:
    fill()
    settle(database, (SPRING,))


def _anew(database: Database, fill: Callable[[], None]) -> None:
    _after(database, fill)
    with database.writing() as tx:
        rebuild(tx.connection)


@pytest.mark.parametrize("way", [_before, _after, _changed, _otherwise, _anew])
@pytest.mark.parametrize("seed", [7, 8])
def test_campaigns_have_the_sums_of_their_records_one_by_one_whenever_they_were_made_known(
    database: Database, way: Callable[[Database, Callable[[], None]], None], seed: int
) -> None:
    made = []
    way(database, lambda: made.append(filled(database, Random(seed), 60)))  # noqa: S311 - a sample, no secret
    ((records, tree, people),) = made

    with database.reading() as tx:
        assert (differing(tx.connection), misjudged(tx)) == (0, 0)
        for scope in scopes(tree, people):
            meant = within(records, scope, tree)
            expected = tuple(tally for campaign in ALL for tally in _one_by_one(campaign, meant))
            assert campaign_tallies(tx, scope, ALL) == expected, scope


def _one_by_one(campaign: Campaign, records: list[Activity]) -> tuple[Tally, ...]:
    return one_by_one((one for one in records if belongs(campaign, one.particulars)), lambda _: campaign.name)


def belongs(campaign: Campaign, said: Particulars) -> bool:
    """The same in other words."""
    named = campaign is WEEK and "科技周" in said.title
    in_time = said.start is not None and any(first <= said.start <= last for first, last in campaign.days)
    about = not campaign.words or "防震" in said.title or "防震" in said.topic
    return named or (in_time and about)


def test_a_record_moves_from_one_campaign_to_another_with_its_day(database: Database) -> None:
    settle(database, (SPRING, WEEK))
    place = county(database)
    with database.writing() as tx:
        one = recorded(tx, record(1, place.volunteer, Particulars(title="讲座", start=date(2026, 3, 1))))
        assert _named(tx) == ["春"]
        apply(tx, amendment(one, Particulars(title="讲座", start=date(2026, 5, 24))))
        assert _named(tx) == ["科技活动周"]
        apply(tx, amendment(one, base=2, act=Act.WITHDRAWN, withdrawn="重"))
        assert _named(tx) == []
        assert (differing(tx.connection), misjudged(tx)) == (0, 0)


def _named(tx: Transaction) -> list[str]:
    return [one.key for one in campaign_tallies(tx, Scope(), (SPRING, WEEK))]


def test_a_withdrawn_record_is_judged_as_well_and_counts_when_it_comes_back(database: Database) -> None:
    place = county(database)
    with database.writing() as tx:
        one = recorded(tx, record(1, place.volunteer, Particulars(title="讲座", start=date(2026, 3, 1))))
        apply(tx, amendment(one, act=Act.WITHDRAWN, withdrawn="重"))
    settle(database, (SPRING, WEEK))
    with database.writing() as tx:
        assert (_named(tx), misjudged(tx)) == ([], 0)
        apply(tx, amendment(one, base=2, act=Act.RESTORED))
        assert (_named(tx), differing(tx.connection)) == (["春"], 0)


def test_another_process_judges_by_what_was_settled_last(database: Database) -> None:
    place = county(database)
    other = Database(database.url.render_as_string(hide_password=False))
    settle(other, ALL)
    settle(database, (SPRING, WEEK))
    with other.writing() as tx:
        recorded(tx, record(1, place.volunteer, Particulars(title="防震", start=date(2026, 3, 8))))
        assert (_named(tx), misjudged(tx)) == (["春"], 0)
        assert not judged_by(tx, ALL)
        assert [one.key for one in campaign_tallies(tx, Scope(), ALL)] == ["春", "防震日"]
    other.close()


def test_campaigns_are_not_changed_while_a_record_is_under_way(database: Database) -> None:
    place = county(database)
    other = Database(database.url.render_as_string(hide_password=False), wait=0.05)
    with database.writing() as tx:
        recorded(tx, record(1, place.volunteer, Particulars(title="讲座", start=date(2026, 3, 1))))
        with pytest.raises(Unavailable):
            settle(other, ALL)
    settle(other, ALL)
    with other.reading() as tx:
        assert (_named(tx), misjudged(tx)) == (["春"], 0)
    other.close()


def test_what_is_settled_already_is_left_alone(database: Database) -> None:
    place = county(database)
    with database.writing() as tx:
        recorded(tx, record(1, place.volunteer, Particulars(title="讲座", start=date(2026, 3, 1))))
    settle(database, ALL)
    with database.writing() as tx:
        tx.connection.execute(update(tables.activity).values(campaigns="x"))

    settle(database, ALL)

    with database.writing() as tx:
        assert tx.connection.scalar(select(tables.activity.c.campaigns)) == "x"
        assert misjudged(tx) == 1
        judge(tx, ALL)
        rebuild(tx.connection)
        assert (_named(tx), misjudged(tx), differing(tx.connection)) == (["春"], 0, 0)
