"""`summary` on the command line: text, JSON and a picture, and every wrong use with the way out."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from bot.app import Ledger
from bot.evidence import EvidenceFolder
from bot.summary_command import Wanted, summary
from bot.turn import Desk
from reports.text import columns
from storage.database import Database
from storage.model.activity import Amount, Output
from storage.model.people import Level, Role
from storage.people import add_unit
from tests.ledgers import County, told
from tests.timetable import TIMETABLE


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    database = Database(f"sqlite:///{tmp_path / 'kepu.sqlite'}")
    database.upgrade()
    county = County(database).found()
    leaflets = Output("宣传资料", Amount(1500, approximate=True, words="1500余份"), "份", "发放")
    some = Output("展板", Amount(words="几块"), "块", "展出")
    county.record(
        county.person(Role.OFFICER, "紫兴社区"),
        told("讲座", attendance=Amount(80, words="80人"), audience="农民", outputs=(leaflets, some)),
        told("培训", "2026-08-10", attendance=Amount(60, words="60人")),
    )
    county.record(county.person(Role.OFFICER, "高桥村"), told("讲座", attendance=Amount(words="没统计")))
    yield county
    database.close()


def run(county: County, wanted: Wanted) -> tuple[int, str, str]:
    """The exit code, standard output and standard error."""
    out, err = io.StringIO(), io.StringIO()
    desk = Desk(county.database, county.taxonomy, lambda: "KEPU-0000", TIMETABLE)
    ledger = Ledger(desk, EvidenceFolder(Path("nowhere")), lambda: county.now)
    return summary(ledger, wanted, out, err), out.getvalue(), err.getvalue()


def told_json(county: County, wanted: Wanted) -> dict[str, object]:
    code, out, err = run(county, wanted)
    assert (code, err) == (0, "")
    found: dict[str, object] = json.loads(out)
    return found


def test_a_period_in_words_is_printed_as_text(county: County) -> None:
    code, out, err = run(county, Wanted("九月"))

    assert (code, err) == (0, "")
    assert out.splitlines()[:2] == ["青河县·2026年9月汇总", "2026年9月1日—30日 · 按类型"]
    assert "讲座           2   2场    80         0   +80" in out.splitlines()
    assert max(map(columns, out.splitlines())) <= 78


def test_without_words_it_is_this_month(county: County) -> None:
    assert run(county, Wanted())[1].startswith("青河县·2026年11月汇总\n")
    assert run(county, Wanted(by="month"))[1].startswith("青河县·2026年汇总\n")


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        (Wanted("九月", unit="柳林镇"), "柳林镇·2026年9月汇总"),
        (Wanted("九月 紫兴社区"), "紫兴社区·2026年9月汇总"),
        (Wanted("九月 紫兴社区", unit="高桥镇"), "高桥镇·2026年9月汇总"),
        (Wanted("今年上半年农民培训"), "青河县·农民·培训·2026年上半年汇总"),
        (Wanted("去年 按月"), "青河县·2025年汇总"),
    ],
)
def test_words_are_read_as_in_the_chat(county: County, wanted: Wanted, title: str) -> None:
    assert run(county, wanted)[1].splitlines()[0] == title


@pytest.mark.parametrize("by", ["kind", "programme", "audience", "unit", "month"])
def test_every_grouping_gives_the_same_total(county: County, by: str) -> None:
    found = told_json(county, Wanted("九月", by=by, as_json=True))

    assert found["by"] == by
    rows = found["rows"]
    assert isinstance(rows, list)
    assert sum(row["activities"] for row in rows) == 2
    assert sum(row["attendance"] or 0 for row in rows) == 80


def test_json_says_everything_and_null_where_nobody_counted(county: County) -> None:
    found = told_json(county, Wanted("九月", by="unit", as_json=True))

    assert found["period"] == {"first": "2026-09-01", "last": "2026-09-30", "label": "2026年9月"}
    assert found["before"] == {"first": "2026-08-01", "last": "2026-08-31", "label": "2026年8月"}
    rows = found["rows"]
    assert isinstance(rows, list)
    by_name = {row["name"]: row for row in rows}
    figures = ("activities", "attendance", "approximate", "uncounted", "online", "volunteers", "experts")
    nothing: dict[str, object] = {**dict.fromkeys(figures, 0), "sessions": {}}
    assert by_name["柳林镇"] == {
        "key": county.units["柳林镇"].id,
        "name": "柳林镇",
        "activities": 1,
        "sessions": {"场": 1},
        "attendance": 80,
        "approximate": 0,
        "uncounted": 0,
        "online": 0,
        "volunteers": 0,
        "experts": 0,
        "before": {
            "activities": 1,
            "sessions": {"期": 1},
            "attendance": 60,
            "approximate": 0,
            "uncounted": 0,
            "online": 0,
            "volunteers": 0,
            "experts": 0,
        },
        "year_before": nothing,
    }
    assert by_name["高桥镇"]["attendance"] is None
    outputs = found["outputs"]
    assert isinstance(outputs, list)
    assert [(one["item"], one["quantity"], one["approximate"]) for one in outputs] == [
        ("宣传资料", 1500, 1500),
        ("展板", None, 0),
    ]


def test_as_csv_every_part_and_thing_is_a_line_and_blank_where_nobody_counted(county: County) -> None:
    code, out, err = run(county, Wanted("九月", by="unit", as_csv=True))
    lines = list(csv.DictReader(io.StringIO(out)))

    assert (code, err) == (0, "")
    assert [(line["part"], line["name"], line["attendance"], line["quantity"]) for line in lines] == [
        ("unit", "柳林镇", "80", ""),
        ("unit", "高桥镇", "", ""),
        ("output", "宣传资料", "", "1500"),
        ("output", "展板", "", ""),
    ]


@pytest.mark.parametrize("period", ["2027年", "2027年上半年", "2030-01-01至2030-02-01"])
def test_days_that_have_not_come_are_told_with_the_way_out(county: County, period: str) -> None:
    code, out, err = run(county, Wanted(period))

    assert (code, err) == (0, "")
    assert "这段时间还没开始，没有数。" in out
    assert "本月汇总、上月汇总、今年汇总" in out


def test_a_picture_is_written_beside_the_text(county: County, tmp_path: Path) -> None:
    file = tmp_path / "九月.png"
    code, out, _ = run(county, Wanted("九月", picture=file))

    assert code == 0
    assert out.startswith("青河县")
    with Image.open(file) as image:
        assert image.format == "PNG"


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (Wanted("李家坳"), "没看懂“李家坳”。可以写“本月汇总”"),
        (Wanted("九月", unit="李家坳"), "没有“李家坳”这个单位。看有哪些：python -m bot units"),
        (Wanted("九月", by="colour"), "--by colour is not known: write one of kind, programme, audience, unit, month"),
    ],
)
def test_wrong_use_is_told_with_the_way_out(county: County, wanted: Wanted, sentence: str) -> None:
    code, out, err = run(county, wanted)

    assert (code, out) == (2, "")
    assert err.startswith(sentence)


def test_a_picture_that_cannot_be_written_is_told(county: County, tmp_path: Path) -> None:
    code, out, err = run(county, Wanted("九月", picture=tmp_path / "none" / "a.png"))

    assert code == 1
    assert out.startswith("青河县"), "the figures are printed all the same"
    assert "cannot be written (No such file or directory): name a PNG file in a folder that is there" in err


def test_of_units_of_one_name_the_id_is_asked_for(county: County) -> None:
    with county.database.writing() as tx:
        for above in ("柳林镇", "高桥镇"):
            add_unit(tx, "东村", Level.VILLAGE, county.units[above])

    code, _, err = run(county, Wanted("九月 东村"))
    assert code == 2
    assert err.startswith("叫“东村”的单位有2个，请用编号：")


def test_several_counties_are_added_up_and_told_apart_by_unit(county: County) -> None:
    with county.database.writing() as tx:
        county.units["临江县"] = add_unit(tx, "临江县", Level.COUNTY)
    county.record(county.person(Role.OFFICER, "临江县"), told("讲座", attendance=Amount(7, words="7人")))
    found = told_json(county, Wanted("九月", by="unit", as_json=True))

    assert found["title"] == "全部单位·2026年9月汇总"
    rows = found["rows"]
    assert isinstance(rows, list)
    assert {row["name"]: row["activities"] for row in rows} == {"青河县": 2, "临江县": 1}


def test_a_ledger_without_units_says_how_to_begin(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    database.upgrade()

    code, _, err = run(County(database), Wanted())
    database.close()
    assert code == 2
    assert err.startswith("还没有单位。建第一个：")
