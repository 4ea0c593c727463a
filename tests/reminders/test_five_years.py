"""Five years of a county played beside an oracle: everybody is told what they owe, once, in time, and nobody else."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from itertools import cycle
from zoneinfo import ZoneInfo

import pytest

from reminders.verdicts import Reason
from storage.model.duties import Errand, Status
from tests.reminders.almanac import works
from tests.reminders.history import YEARS, State, events, founded, ticks
from tests.reminders.memory import Memory, Sent
from tests.reminders.oracle import Oracle, Told, may_be_told
from tests.timetable import TIMETABLE

ZONES = ("UTC", "Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe")


@dataclass(slots=True)
class Played:
    """What came of it: `unlike` is where the oracle says otherwise; `months` counts people and months."""

    memory: Memory
    unlike: list[tuple[datetime, set[Told], set[Told]]] = field(default_factory=list)
    months: set[tuple[str, int, int]] = field(default_factory=set)


def looks(years: tuple[int, ...]) -> Iterator[tuple[datetime, State]]:
    """Every moment at which the machine looks, with how things stand then."""
    state = founded()
    for year in years:
        to_come = events(year)
        for at in ticks(year):
            while to_come and to_come[0].moment <= at:
                to_come.pop(0).happen(state)
            yield at, state


def played(years: tuple[int, ...], zones: tuple[tzinfo, ...]) -> Played:
    """The years as the machine sees them, told the time in one zone after the other."""
    done, oracle, zone = Played(Memory(TIMETABLE)), Oracle(), cycle(zones)
    for at, state in looks(years):
        expected = oracle.look(state, at)
        found = sorted(map(told, done.memory.tick(state, at.astimezone(next(zone)))))
        done.months |= {(one, at.year, at.month) for one in state.people}
        if found != sorted(expected):
            done.unlike.append((at, expected - set(found), set(found) - expected))
    return done


def told(one: Sent) -> Told:
    return one.person.id, one.reminder.errand.value, one.reminder.subject


def local(one: Sent) -> datetime:
    return one.at.astimezone(TIMETABLE.zone)


def broken(memory: Memory) -> list[str]:
    """Which promise does not hold, each with the reminder that breaks it."""
    sent, duties = memory.sent, [one for one in memory.sent if one.obligation is not None]
    ids = [one.reminder.id for one in sent]
    moments = {(one.person.id, local(one).date(), one.at) for one in duties}
    return [
        *(f"P1 twice: {one}" for one in set(ids) if ids.count(one) > 1),
        *(f"P1 two messages a day: {one}" for one in _twice_a_day(moments)),
        *(f"P2 not in working hours: {one}" for one in sent if not may_be_told(one.person, local(one))),
        *(f"P2 on a day of rest: {one}" for one in sent if not works(local(one).date())),
        *(f"P2 after the deadline: {one}" for one in duties if one.obligation and one.at >= one.obligation.due_at),
        *(f"P3 settled: {one}" for one in duties if one.obligation and one.obligation.status is not Status.OPEN),
        *(f"P3 of another unit: {one}" for one in duties if one.obligation and not _own(one)),
        *(f"P2 neither sent nor skipped: {one}" for one in memory.planned if one.startswith(Errand.DUTY)),
    ]


def _own(one: Sent) -> bool:
    return one.obligation is not None and one.obligation.unit_id == one.person.unit_id


def _twice_a_day(moments: set[tuple[str, date, datetime]]) -> set[tuple[str, date]]:
    seen = [(person, day) for person, day, _ in moments]
    return {one for one in seen if seen.count(one) > 1}


def test_five_years_are_as_the_oracle_says(capsys: pytest.CaptureFixture[str]) -> None:
    done = played(YEARS, tuple(map(ZoneInfo, ZONES)))
    violations = [*done.unlike, *broken(done.memory)]
    with capsys.disabled():
        print(  # noqa: T201 - asked for
            f"\n{len(done.months)} simulated person-months, {len(done.memory.sent)} reminders sent,"
            f" {len(done.memory.skipped)} skipped, {len(violations)} violations"
        )

    assert violations == []
    assert len(done.months) > 1000
    assert set(done.memory.skipped.values()) >= _MET


_MET = {
    *(Reason.REPORTED, Reason.NIL, Reason.MUTED, Reason.LEFT),
    *(Reason.PASSED, Reason.SUPERSEDED, Reason.TODAY),
}
"""Reasons that come up in these years: who is on leave is not planned for, and said so while one waited is rare."""


@pytest.fixture(params=["UTC", "Asia/Shanghai", "America/New_York"])
def server_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The zone of the machine itself."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


def test_the_zone_of_the_server_changes_nothing(server_zone: str) -> None:
    zone = datetime(2026, 7, 1, tzinfo=UTC).astimezone().tzinfo
    assert zone is not None
    assert (
        datetime(2026, 7, 1, tzinfo=zone).utcoffset() == datetime(2026, 7, 1, tzinfo=ZoneInfo(server_zone)).utcoffset()
    )

    done = played(YEARS[-1:], (zone,))

    assert [*done.unlike, *broken(done.memory)] == []
