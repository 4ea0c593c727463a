"""The benchmark runs, and its table has every row; how fast anything is, no test says."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.baselines import FormBot, answers, on_sqlite
from bench.measure import Row, percentile, row, samples
from bench.table import figure
from bench.talk import EVENING, GROUPED, script
from storage.model.figures import Grouping

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def finished(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any]]:
    """What a quick run prints, and what it keeps."""
    kept = tmp_path_factory.mktemp("bench") / "made" / "result.json"
    command = [sys.executable, "-m", "bench", "--quick", "--postgres", postgres_url]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KEPU_")}
    environ = clean | {"KEPU_BENCH_OUT": str(kept)}
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout, json.loads(kept.read_text(encoding="utf-8"))


def rows_of(kept: dict[str, Any], group: str) -> list[str]:
    return [one["what"] for one in kept["rows"] if one["group"] == group]


@pytest.mark.parametrize("where", ["SQLite", "PostgreSQL"])
def test_every_turn_is_measured_on_both_kinds_of_database(finished: tuple[str, dict[str, Any]], where: str) -> None:
    _, kept = finished

    turns = ["turns of the script", *EVENING, "a whole record", "a whole record again"]
    assert rows_of(kept, f"turns, {where}") == turns
    assert rows_of(kept, f"summary of the year, {where}") == [f"turn, {name}" for name in GROUPED]


def test_reading_drawing_start_and_memory_are_measured(finished: tuple[str, dict[str, Any]]) -> None:
    _, kept = finished

    assert rows_of(kept, "summary of the year, drawn") == ["as text", "as a picture, the first", "as a picture"]
    assert rows_of(kept, "reader")[0] == "a message, everything read"
    assert len(rows_of(kept, "start")) == len(rows_of(kept, "memory")) == 2


def test_figures_and_papers_are_measured_in_ledgers_of_several_sizes(finished: tuple[str, dict[str, Any]]) -> None:
    _, kept = finished

    for count in (120, 150, 300):
        found = rows_of(kept, f"summary of a year out of {count} activities")
        assert found[:7] == [f"by {grouping}" for grouping in Grouping]
    assert len(rows_of(kept, "papers out of 150 activities")) == 3
    assert len(rows_of(kept, "papers out of 300 activities")) == 2


def test_telegram_is_measured_end_to_end_beside_the_same_form(finished: tuple[str, dict[str, Any]]) -> None:
    _, kept = finished

    for load in ("3 at once", "300 updates a second"):
        found = rows_of(kept, f"Telegram, {load}")
        assert {"answer, beside ConversationHandler", "CPU of a turn, beside bare insert and reply"} <= set(found)
    assert any("open drafts" in what for what in rows_of(kept, "Telegram, memory"))


def test_wecom_is_measured_end_to_end(finished: tuple[str, dict[str, Any]]) -> None:
    _, kept = finished

    for group in ("WeCom, 3 at once", "WeCom, 300 messages a second", "WeCom app, 3 at once"):
        found = {what.partition(", beside")[0] for what in rows_of(kept, group)}
        assert {"answer", "CPU of a turn"} <= found


def test_reminders_are_measured_at_the_pace_of_telegram(finished: tuple[str, dict[str, Any]]) -> None:
    _, kept = finished

    found = [one for one in kept["rows"] if one["group"] == "60 reminders at 30 a second"]
    assert [one["what"].partition(",")[0] for one in found] == [
        "of what is permitted",
        "in the busiest second",
        "answer meanwhile",
        "CPU of a message",
    ]
    assert found[1]["median"] <= 30


def test_the_busiest_second_and_the_share_that_is_used_count_answers_as_well() -> None:
    from bench.burst import Came
    from bench.reminders import busiest, used

    came = Came([nth / 16 for nth in range(161)], [nth / 8 + 1 / 64 for nth in range(120)], [0.1], 0, 1.0, 0)

    assert busiest(came) == 24
    assert round(used(came)) == 80


def test_the_form_of_telegram_is_the_form_bots() -> None:
    """Type, date, venue, attendees, materials, then the button that confirms."""
    from bench.telegram import form

    begin, *told, confirm = form()
    assert (begin, len(told), confirm) == ("/log", 5, "tap:confirm")
    assert set(answers()[:1] + answers()[2:-1]) <= set(told)


def test_the_table_shows_every_row_and_the_machine(finished: tuple[str, dict[str, Any]]) -> None:
    printed, kept = finished

    assert [one["what"] for one in kept["rows"] if one["what"] not in printed] == []
    assert kept["machine"]["processor"] in printed
    assert {"cores", "Python", "SQLite"} <= set(kept["machine"])


def test_the_comparison_stands_beside(finished: tuple[str, dict[str, Any]]) -> None:
    _, kept = finished

    compared = [one for one in kept["rows"] if one["beside"] is not None]
    assert len(compared) >= 2 * (len(EVENING) + 2)
    assert [one for one in compared if one["unit"] == "ms" and not (one["median"] > 0 and one["note"])] == []


@pytest.mark.parametrize(
    ("share", "expected"), [(0.99, 99), (0.5, 50), (0.01, 1), (1.0, 100)], ids=["p99", "middle", "first", "last"]
)
def test_a_percentile_is_one_of_the_samples(share: float, expected: float) -> None:
    assert percentile([float(number) for number in range(100, 0, -1)], share) == expected


def test_the_percentile_of_one_sample_is_that_sample() -> None:
    assert (percentile([7.0], 0.99), percentile([7.0], 0.01)) == (7.0, 7.0)


def test_a_row_tells_milliseconds_and_how_many_times_the_other() -> None:
    made = row("turns", "tell", [0.002, 0.004, 0.004], beside=0.001)

    assert (made.median, made.p99, made.beside, made.ratio, made.rounds) == (4.0, 4.0, 1.0, 4.0, 3)


def test_nothing_beside_gives_no_ratio() -> None:
    assert row("turns", "tell", [0.002]).ratio is None
    assert Row("memory", "added", "MiB", 1.0, None, 1, 0.0).ratio is None


def test_warming_up_does_not_count() -> None:
    calls: list[int] = []

    assert len(samples(lambda: calls.append(1), 5, warm=2)) == 5
    assert len(calls) == 7


@pytest.mark.parametrize(
    ("number", "text"), [(12345.6, "12,346"), (99.94, "99.9"), (1.234, "1.23"), (0.01234, "0.0123"), (0.0, "0")]
)
def test_figures_have_three_digits(number: float, text: str) -> None:
    assert figure(number) == text


@pytest.mark.parametrize("careful", [True, False])
def test_the_form_bot_keeps_a_record_after_six_messages(tmp_path: Path, *, careful: bool) -> None:
    form = FormBot(on_sqlite(tmp_path / "form.sqlite"), 0, careful=careful)

    said = [form.hear("u1", words) for words in answers()]

    assert (len(said), said[-1]) == (6, "kept")
    assert answers()[0] in form.hear("u1", "/mine")
    assert "85" in form.hear("u2", "/year")


def test_a_careful_form_bot_goes_on_where_another_stopped(tmp_path: Path) -> None:
    execute = on_sqlite(tmp_path / "form.sqlite")
    FormBot(execute, 0, careful=True).hear("u1", answers()[0])

    assert execute("SELECT count(*) FROM came_in", ()) == [(1,)]
    assert json.loads(str(execute("SELECT answers FROM form", ())[0][0])) == [answers()[0]]


def test_the_script_has_every_turn_that_is_measured() -> None:
    assert set(script()) == {*EVENING, *GROUPED}
