"""Registers from an Excel file: all rows or none, every wrong row named, the same file twice changes nothing."""

import gc
import io
from pathlib import Path

import openpyxl
import pytest

from bot.app import Ledger, open_ledger
from bot.config import Settings
from bot.register_command import register
from storage import registers
from storage.model.people import Role
from tests.ledgers import County

HEADS = ("事项", "单位", "时间", "行动", "来源")


def sheet(folder: Path, *rows: tuple[object, ...], heads: tuple[str, ...] = HEADS) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (heads, *rows):
        page.append(row)
    file = folder / "登记.xlsx"
    book.save(file)
    return file


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A county whose village 北营村 has an officer."""
    opened = open_ledger(Settings(data_dir=tmp_path))
    County(opened.desk.database).found().person(Role.OFFICER, "北营村")
    return opened


def entered(ledger: Ledger, file: Path) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    code = register(ledger, file, out, err)
    return code, out.getvalue() + err.getvalue()


def kept(ledger: Ledger) -> list[tuple[str, str, str, str]]:
    with ledger.desk.database.reading() as tx:
        return [
            (one.text, one.day.isoformat(), one.programme, one.source)
            for one in sorted(registers.entries(tx, None), key=lambda one: one.text)
        ]


def test_every_row_is_entered_once_however_often(ledger: Ledger, tmp_path: Path) -> None:
    file = sheet(
        tmp_path,
        ("科普示范基地2个，科普活动室3个", "北营村", "2026-06-30", "农民科学素质提升行动", "统计年鉴"),
        (None, None, None, None, None),
        ("获评县先进集体", "北营村", "2026年5月1日", "", ""),
    )

    assert entered(ledger, file) == (0, "登记好了，3条。\n")
    assert entered(ledger, file)[0] == 0
    assert kept(ledger) == [
        ("科普活动室3个", "2026-06-30", "农民科学素质提升行动", "统计年鉴"),
        ("科普示范基地2个", "2026-06-30", "农民科学素质提升行动", "统计年鉴"),
        ("获评县先进集体", "2026-05-01", "", ""),
    ]


def test_the_file_is_let_go(ledger: Ledger, tmp_path: Path) -> None:
    file = sheet(tmp_path, ("科普活动室3个", "北营村", "", "", ""))
    gc.disable()  # what only a collection would close is open still
    try:
        entered(ledger, file)
        still_open = [one for one in gc.get_objects() if isinstance(one, io.FileIO) and one.name == str(file)]
    finally:
        gc.enable()

    assert still_open == []


def test_one_wrong_row_and_nothing_is_entered(ledger: Ledger, tmp_path: Path) -> None:
    file = sheet(
        tmp_path,
        ("科普示范基地2个", "北营村", "2026-06-30", "", ""),
        ("没什么", "北营村", "", "", ""),
        ("科普示范基地2个", "没有的村", "", "", ""),
        ("科普示范基地2个", "高桥村", "", "", ""),
        ("科普示范基地2个", "北营村", "火星年", "", ""),
        ("培训12期", "北营村", "", "", ""),
    )
    code, said = entered(ledger, file)

    assert code == 1
    for words in (
        "第3行没读出",
        "第4行没有叫“没有的村”",
        "第5行的高桥村还没有专干",
        "第6行的时间“火星年”",
        "第7行没读出",
    ):
        assert words in said
    assert kept(ledger) == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"text"])
def test_what_is_no_workbook_is_told(ledger: Ledger, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "登记.xlsx"
    file.write_bytes(content)

    code, said = entered(ledger, file)

    assert code == 2
    assert "请给一个xlsx文件" in said


def test_without_the_head_that_must_be_there_nothing_is_read(ledger: Ledger, tmp_path: Path) -> None:
    code, said = entered(ledger, sheet(tmp_path, ("x",), heads=("内容",)))

    assert (code, "第一行写" in said) == (2, True)


def test_an_empty_table_is_told(ledger: Ledger, tmp_path: Path) -> None:
    assert entered(ledger, sheet(tmp_path))[0] == 1
