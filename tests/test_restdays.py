"""The office's own days of rest and work: read, or refused with every line that is wrong."""

from datetime import date
from pathlib import Path

import pytest

from bot.checkup import unknown_years
from bot.restdays import NAME, RestDaysFault, rest_days


def test_without_a_file_nothing_is_added(tmp_path: Path) -> None:
    assert rest_days(tmp_path) == {}


def test_days_are_read_with_remarks_and_empty_lines(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("# 2027\n2027-02-08 休  # 春节\n\n2027-02-07，班\n", encoding="utf-8-sig")

    assert rest_days(tmp_path) == {date(2027, 2, 8): False, date(2027, 2, 7): True}


@pytest.mark.parametrize("line", ["2027-02-30 休", "2027-02-08", "休 2027-02-08", "2027-02-08 假", "2027年2月8日 休"])
def test_a_line_that_cannot_be_used_is_named_with_the_way_out(tmp_path: Path, line: str) -> None:
    (tmp_path / NAME).write_text(f"2027-02-07 班\n{line}\n", encoding="utf-8")

    with pytest.raises(RestDaysFault, match="第2行看不懂：请写成“2027-02-08，休”"):
        rest_days(tmp_path)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"\xff\xfe\x00\x80")

    with pytest.raises(RestDaysFault, match="UTF-8"):
        rest_days(tmp_path)


def test_a_year_without_a_notice_is_said_with_the_way_to_add_it(tmp_path: Path) -> None:
    this, following = unknown_years(tmp_path, 2090)

    assert this.startswith("2090年的放假和调休还不知道")
    assert following.startswith("2091年的放假和调休还不知道")
    assert NAME in following


def test_of_years_that_are_known_nothing_is_said(tmp_path: Path) -> None:
    assert unknown_years(tmp_path, 2024) == ()


def test_a_year_the_office_has_added_is_known(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("2091-02-08 休\n", encoding="utf-8")

    assert [sentence[:5] for sentence in unknown_years(tmp_path, 2090)] == ["2090年"]
