"""What a coordinator gets after a deadline: counts, names, failures and the figures; never more than is owed."""

from datetime import timedelta

import pytest

from handlers.digest import digest
from handlers.turn import Say, ShowSummary
from storage.model.duties import Cycle, Obligation, Rule, Status
from storage.model.people import Level, Person, Role, Unit
from tests.duties import NOVEMBER, at

COUNTY = Unit("c", "青河县", Level.COUNTY, None, "c/")
TOWN = Unit("t", "柳林镇", Level.TOWNSHIP, "c", "c/t/")
BOSS = Person("p", "老周", Role.COORDINATOR, "c")
RULE = Rule("r", "c", "科普台账", Cycle.MONTH, NOVEMBER.first, "p", day=25)
DUE = at(25, 18)
NOW = at(26, 9)


def villages(count: int) -> tuple[Unit, ...]:
    return tuple(Unit(f"v{nth}", f"第{nth}村", Level.VILLAGE, "t", f"c/t/v{nth}/") for nth in range(count))


def owed(unit: Unit, status: Status = Status.OPEN, *, late: bool = False) -> Obligation:
    settled = None if status is Status.OPEN else DUE + timedelta(hours=1 if late else -1)
    return Obligation("r", NOVEMBER, unit.id, DUE, DUE + timedelta(days=10), status, settled)


def said(statuses: list[Status], failed: dict[str, int] | None = None) -> Say:
    """The text of the digest of villages that stand like this."""
    units = villages(len(statuses))
    standing = [owed(unit, status) for unit, status in zip(units, statuses, strict=True)]
    text, figures = digest(BOSS, RULE, standing, (COUNTY, TOWN, *units), NOW, failed)
    assert isinstance(text, Say)
    assert isinstance(figures, ShowSummary)
    return text


def test_it_counts_and_names_who_has_not_reported() -> None:
    text = said([Status.REPORTED, Status.NIL, Status.OPEN, Status.LEAVE])

    assert text.text.splitlines() == [
        "老周，11月科普台账11月25日周三18:00截止了。",
        "应报4个单位：按时1，零报告1，请假1，未报1。",
        "未报：柳林镇第2村。",
        "截至11月26日09:00",
    ]
    assert [button.action for row in text.buttons for button in row] == ["o:l:r:2026-11:c:0", "o:x:r:2026-11:c"]


def test_what_is_late_is_counted_apart() -> None:
    units = villages(2)
    standing = [owed(units[0], Status.REPORTED, late=True), owed(units[1], Status.EXEMPT)]
    text, _ = digest(BOSS, RULE, standing, (COUNTY, TOWN, *units), NOW)

    assert isinstance(text, Say)
    assert "应报2个单位：迟报1，免报1，未报0。" in text.text
    assert "没有未报的。" in text.text
    assert [button.label for row in text.buttons for button in row] == ["导出"]


@pytest.mark.parametrize(("count", "more"), [(20, False), (21, True), (300, True)])
def test_at_most_twenty_are_named(count: int, more: bool) -> None:
    text = said([Status.OPEN] * count).text

    assert text.count("第") == min(count, 20)
    assert (f"等{count}个。" in text) is more


def test_what_could_not_be_sent_is_told_with_its_reasons() -> None:
    text = said([Status.OPEN], {"对方停用了机器人": 2, "网络不通": 1, "别的": 0}).text

    assert "有3人没提醒到：对方停用了机器人（2人）、网络不通（1人）。发“发送情况”看是谁。" in text


@pytest.mark.parametrize("failed", [None, {}, {"网络不通": 0}])
def test_where_everything_was_sent_nothing_is_said_of_it(failed: dict[str, int] | None) -> None:
    assert "没发出去" not in said([Status.OPEN], failed).text


def test_the_figures_are_those_of_the_period_and_the_subtree() -> None:
    _, figures = digest(BOSS, RULE, [owed(TOWN)], (COUNTY, TOWN), NOW)

    assert isinstance(figures, ShowSummary)
    assert figures.title == "青河县·2026年11月汇总"
    assert figures.scope.unit_id == "c"
    assert figures.scope.period is not None
    assert (figures.scope.period.first, figures.scope.period.last) == (NOVEMBER.first, NOVEMBER.last)


@pytest.mark.parametrize("units", [(COUNTY,), (COUNTY, *villages(1))])
def test_a_period_nobody_of_the_subtree_owes_gives_none(units: tuple[Unit, ...]) -> None:
    assert digest(BOSS, RULE, [owed(TOWN)], units, NOW) == ()
