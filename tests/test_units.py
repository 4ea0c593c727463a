"""The tree of units from the command line: one by one, or a spreadsheet at once."""

import io

import pytest

from bot.units import UnitFault, added, level_named, loaded, the_unit, tree
from storage.database import Database
from storage.model.people import Level, Unit


def names(database: Database) -> list[tuple[int, str]]:
    return [(depth, unit.name) for depth, unit in tree(database)]


def county(database: Database) -> Unit:
    return added(database, "青河县", Level.COUNTY, "", ())


def faults(database: Database, text: str) -> list[str]:
    with pytest.raises(UnitFault) as caught:
        loaded(database, io.StringIO(text))
    return str(caught.value).splitlines()


def test_a_unit_stands_below_the_one_named(database: Database) -> None:
    county(database)
    added(database, "柳林镇", Level.TOWNSHIP, "青河县", ("柳林",))
    added(database, "北营村", Level.VILLAGE, "柳林", ())

    assert names(database) == [(0, "青河县"), (1, "柳林镇"), (2, "北营村")]


def test_adding_it_again_changes_nothing(database: Database) -> None:
    assert county(database) == county(database)
    assert names(database) == [(0, "青河县")]


def test_an_unknown_unit_above_is_refused(database: Database) -> None:
    with pytest.raises(UnitFault, match="没有“河东县”这个单位。看有哪些：python -m bot units"):
        added(database, "柳林镇", Level.TOWNSHIP, "河东县", ())
    assert names(database) == []


def test_of_two_units_of_a_name_the_id_is_asked_for(database: Database) -> None:
    county(database)
    for town in ("柳林镇", "高桥镇"):
        added(database, town, Level.TOWNSHIP, "青河县", ())
        added(database, "新村", Level.VILLAGE, town, ())
    one, other = [unit for _, unit in tree(database) if unit.name == "新村"]

    with (
        database.reading() as tx,
        pytest.raises(UnitFault, match=f"叫“新村”的单位有2个，请用编号：{one.id}、{other.id}"),
    ):
        the_unit(tx, "新村")
    with database.reading() as tx:
        assert the_unit(tx, other.id) == other


@pytest.mark.parametrize(("word", "level"), [("village", Level.VILLAGE), ("村", Level.VILLAGE), (" 县 ", Level.COUNTY)])
def test_a_level_has_an_english_and_a_chinese_word(word: str, level: Level) -> None:
    assert level_named(word) is level


@pytest.mark.parametrize("word", ["", "hamlet", "Village", "省"])
def test_other_words_are_no_level(word: str) -> None:
    assert level_named(word) is None


@pytest.mark.parametrize(
    "text",
    [
        "名称,级别,上级,别名\n青河县,县,,\n柳林镇,乡镇街道,青河县,柳林、柳林乡\n北营村,村,柳林镇,北营\n",
        "\ufeff单位,上级,级别,别名\r\n青河县,,county,\r\n柳林镇,青河县,township,柳林、柳林乡\r\n北营村,柳林,village,北营\r\n",
        "级别,名称,上级,备注,别名\n县,青河县\n乡镇街道,柳林镇,青河县,,柳林、柳林乡\n\n村, 北营村 ,柳林乡,,北营\n,,,\n",
    ],
    ids=["plain", "as a spreadsheet saves it", "other columns, blank lines"],
)
def test_a_list_is_read_at_once(database: Database, text: str) -> None:
    assert loaded(database, io.StringIO(text)) == 3
    assert names(database) == [(0, "青河县"), (1, "柳林镇"), (2, "北营村")]
    with database.reading() as tx:
        assert the_unit(tx, "柳林乡").aliases == ("柳林", "柳林乡")


def test_reading_a_list_again_changes_nothing(database: Database) -> None:
    text = "名称,级别,上级\n青河县,县,\n柳林镇,乡镇街道,青河县\n"

    assert [loaded(database, io.StringIO(text)) for _ in range(2)] == [2, 2]
    assert len(names(database)) == 2


@pytest.mark.parametrize("text", ["", "\n", "青河县,县\n", "名称,上级\n青河县,\n", "name;level\n"])
def test_without_its_heads_a_list_is_refused(database: Database, text: str) -> None:
    assert faults(database, text) == ["第一行要有表头：名称,级别,上级,别名（别名几个用顿号隔开，上级写在前面）。"]


def test_every_faulty_line_is_named_and_nothing_is_written(database: Database) -> None:
    text = "名称,级别,上级\n青河县,县,\n,村,青河县\n柳林镇,镇,青河县\n北营村,村,柳林镇\n"

    assert faults(database, text) == [
        "第3行：没有名称，请填上。",
        "第4行：级别“镇”不认识，请写县、乡镇街道、成员单位、社区、村、学校、企业之一。",
        "第5行：上级“柳林镇”还没有，请把它写在前面的行里。",
    ]
    assert names(database) == []


def test_a_unit_above_that_is_not_unique_is_asked_for_by_its_id(database: Database) -> None:
    text = (
        "名称,级别,上级\n青河县,县,\n柳林镇,乡镇街道,青河县\n高桥镇,乡镇街道,青河县\n新村,村,柳林镇\n新村,村,高桥镇\n"
    )
    loaded(database, io.StringIO(text))

    assert faults(database, "名称,级别,上级\n新村小学,学校,新村\n") == ["第2行：叫“新村”的上级不止一个，请写它的编号。"]


def test_a_line_with_too_few_cells_is_named(database: Database) -> None:
    assert faults(database, "名称,级别\n青河县\n") == [
        "第2行：级别“”不认识，请写县、乡镇街道、成员单位、社区、村、学校、企业之一。"
    ]
