"""Who owes what a rule asks: levels, exceptions, and units with nothing below them."""

from datetime import date

from storage.model.duties import Cycle, Rule, owing_units
from storage.model.people import Level, Unit

COUNTY = Unit("c", "青河县", Level.COUNTY, None, "c/")
TOWNSHIP = Unit("t", "柳林镇", Level.TOWNSHIP, "c", "c/t/")
OTHER = Unit("g", "高桥镇", Level.TOWNSHIP, "c", "c/g/")
COMMUNITY = Unit("z", "紫兴社区", Level.COMMUNITY, "t", "c/t/z/")
SCHOOL = Unit("s", "柳林小学", Level.SCHOOL, "t", "c/t/s/")
VILLAGE = Unit("v", "高桥村", Level.VILLAGE, "g", "c/g/v/")
UNITS = (COUNTY, TOWNSHIP, COMMUNITY, SCHOOL, OTHER, VILLAGE)


def owing(unit_id: str, levels: tuple[Level, ...] = (), except_units: tuple[str, ...] = ()) -> list[str]:
    rule = Rule("r", unit_id, "台账", Cycle.MONTH, date(2026, 9, 1), "p", levels=levels, except_units=except_units)
    return [unit.id for unit in owing_units(rule, UNITS)]


def test_everybody_below_owes_and_not_the_unit_that_asks() -> None:
    assert owing("c") == ["t", "z", "s", "g", "v"]
    assert owing("t") == ["z", "s"]


def test_levels_choose_among_those_below() -> None:
    assert owing("c", (Level.COMMUNITY, Level.VILLAGE)) == ["z", "v"]
    assert owing("t", (Level.VILLAGE,)) == []
    assert owing("t", (Level.TOWNSHIP, Level.SCHOOL)) == ["t", "s"]


def test_a_unit_with_nothing_below_owes_itself() -> None:
    assert owing("v") == ["v"]


def test_an_exception_takes_along_what_is_below_it() -> None:
    assert owing("c", (), ("g",)) == ["t", "z", "s"]
    assert owing("c", (), ("v", "z")) == ["t", "s", "g"]
    assert owing("v", (), ("v",)) == []


def test_an_exception_of_a_like_named_id_takes_nothing_along() -> None:
    assert owing("c", (), ("gg", "")) == ["t", "z", "s", "g", "v"]


def test_a_unit_nobody_knows_asks_nobody() -> None:
    assert owing("x") == []
