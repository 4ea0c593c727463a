"""`python -m bot read` line by line: predictions and explanations, wrong lines named, closed pipes, progress."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.config import Settings
from bot.prediction import explanation, prediction
from bot.reading import DONE, FAILED, WRONG_USE, WrongLine, message_in, read_file, read_lines
from bot.taxonomy import load_taxonomy
from handlers.read.reading import Doubt, Found, Nature, Origin, Reading
from storage.model.activity import Amount, Category, Field, Output, Particulars

NOW = datetime(2026, 5, 13, 18, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
TALK = "昨天在柳河村给村民讲水稻育秧，来了45人，发手册50本"
TAXONOMY = load_taxonomy()


class Screen(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def ran(text: str, *, explain: bool = False) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    code = read_lines(StringIO(text), out, err, TAXONOMY, NOW, explain=explain)
    return code, out.getvalue(), err.getvalue()


def predicted(text: str) -> list[Mapping[str, object]]:
    return [json.loads(one) for one in ran(text)[1].splitlines()]


def test_a_message_becomes_one_line_in_the_scorers_form() -> None:
    (read,) = predicted(line(id="a1", sent_at="2026-05-13T18:20+08:00", text=TALK))

    assert (read["id"], read["kind"]) == ("a1", "activity")
    assert read["activities"] == [
        {
            "date": "2026-05-12",
            "end_date": None,
            "type": "讲座",
            "venue": "柳河村",
            "attendees": 45,
            "attendees_range": None,
            "attendees_approx": False,
            "sessions": 1,
            "audience": "农民",
            "topic_words": ["水稻育秧"],
            "materials": [{"item": "手册", "quantity": 50, "quantity_range": None, "unit": "本"}],
            "title": "水稻育秧讲座",
        }
    ]


def test_plain_lines_are_sent_now_and_called_by_their_number() -> None:
    read = predicted(f"\n{TALK}\n\n收到，谢谢\n")

    assert [(one["id"], one["kind"]) for one in read] == [("2", "activity"), ("4", "none")]
    assert "2026-05-12" in json.dumps(read)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    assert ran(f"\ufeff{line(sent_at='2026-05-13T18:20+08:00', text=TALK)[:-1]}\r\n")[0] == DONE


def test_lines_of_both_sorts_may_stand_in_one_file() -> None:
    text = line(id=7, sent_at="2026-05-13T18:20", text="你好", expect=[]) + "你好\n"

    assert [one["id"] for one in predicted(text)] == ["7", "2"]


@pytest.mark.parametrize(
    ("sent_at", "at"),
    [
        ("2026-05-13T18:20", "2026-05-13T18:20:00+08:00"),
        ("2026-05-12T23:30Z", "2026-05-13T07:30:00+08:00"),
        (" 2026-05-13 ", "2026-05-13T00:00:00+08:00"),
    ],
)
def test_the_time_is_taken_in_the_zone_of_the_people(sent_at: str, at: str) -> None:
    message = message_in(line(sent_at=sent_at, text="你好"), 1, NOW)

    assert message is not None
    assert message.at.isoformat() == at


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ('{"text": "你好"', "is not JSON"),
        ("{}", 'has no "text"'),
        (line(sent_at="2026-05-13T18:20", text="  "), 'has no "text"'),
        (line(sent_at="2026-05-13T18:20", text=5), "wrong sort"),
        (line(sent_at=20260513, text="你好"), "wrong sort"),
        (line(sent_at="2026-05-13T18:20", id=[1], text="你好"), "wrong sort"),
        (line(text="你好"), 'has no "sent_at"'),
        (line(sent_at="", text="你好"), 'has no "sent_at"'),
        (line(sent_at="昨天", text="你好"), "no time"),
        (line(sent_at="2026-02-30T10:00", text="你好"), "no time"),
        (line(sent_at="9999-12-31T23:59-12:00", text="你好"), "no time"),
        ("\udcc4\udce3", "not in UTF-8"),
        ('{"text": "\\ud800", "sent_at": "2026-05-13"}', "is not JSON"),
    ],
)
def test_a_wrong_line_is_named_with_the_way_out(wrong: str, sentence: str) -> None:
    with pytest.raises(WrongLine, match=f"{sentence}.*(write|save)"):
        message_in(wrong, 1, NOW)


def test_the_other_lines_go_on_and_the_code_is_1() -> None:
    code, out, err = ran(f"{{broken\n{TALK}\n")

    assert code == FAILED
    assert err.startswith("line 1: is not JSON")
    assert [json.loads(one)["id"] for one in out.splitlines()] == ["2"]


def test_nothing_to_read_is_done() -> None:
    assert ran("") == (DONE, "", "")


def test_explained_every_field_stands_with_its_words_and_rule() -> None:
    code, out, _ = ran(TALK, explain=True)

    assert code == DONE
    assert out.startswith(f"1  activity  {TALK}\n")
    assert any(one.startswith("  date        2026-05-12  <- 昨天") for one in out.splitlines())
    assert any("45" in one and one.startswith("  attendance") for one in out.splitlines())


def test_explained_talk_is_one_line() -> None:
    assert ran("好的\n", explain=True)[1] == "1  none  好的\n\n"


def test_an_explanation_shows_ranges_outputs_and_doubts() -> None:
    said = Particulars(
        attendance=Amount(None, 80, 100, approximate=True, words="百八十号"),
        outputs=(
            Output("手册", Amount(50, words="50"), "本"),
            Output("证书", Amount(words="证书"), "", category=Category.CERTIFICATE),
        ),
    )
    origins = (Origin(Field.ATTENDANCE, "百八十号", "people"), Origin(Field.OUTPUTS, "手册50本\n证书", "things"))
    found = Found(said, origins, (Doubt(Field.DATE, "6月31号", "no_such_day"),))

    assert list(explanation(Reading(Nature.ACTIVITY, (found,)))) == [
        "  attendance  ~80–100  <- 百八十号  [people]",
        "  outputs     手册 50本; 证书 ? (certificate)  <- 手册50本 证书  [things]",
        "  date        ?  <- 6月31号  [no_such_day]",
    ]


def test_a_doubt_between_readings_shows_them() -> None:
    doubt = Doubt(Field.KIND, "讲座、义诊", "two_kinds", ("讲座", "咨询服务"))

    lines = list(explanation(Reading(Nature.ACTIVITY, (Found(doubts=(doubt,)),))))

    assert lines == ["  kind        讲座; 咨询服务  <- 讲座、义诊  [two_kinds]"]


def test_several_activities_are_numbered() -> None:
    found = Found(Particulars(venue="柳河村"), (Origin(Field.VENUE, "柳河村", "place"),))

    lines = list(explanation(Reading(Nature.ACTIVITIES, (found, found))))

    assert lines[0] == "  activity 1"
    assert lines[2] == "  activity 2"


@pytest.mark.parametrize("field", Field)
def test_every_field_can_be_explained(field: Field) -> None:
    found = Found(Particulars(), (Origin(field, "x", "rule"),))

    assert len(list(explanation(Reading(Nature.ACTIVITY, (found,))))) == 1


def test_only_materials_are_materials() -> None:
    outputs = tuple(Output(category.value, Amount(1, words="1"), "个", category=category) for category in Category)

    materials = prediction(Found(Particulars(outputs=outputs)))["materials"]

    assert [thing["item"] for thing in materials] == ["material"]


def test_viewers_count_as_attendees_where_nobody_was_there() -> None:
    watched, both = Amount(900, words="900"), Amount(30, words="30")

    assert prediction(Found(Particulars(online=watched)))["attendees"] == 900
    assert prediction(Found(Particulars(online=watched, attendance=both)))["attendees"] == 30


def test_a_range_has_no_value() -> None:
    one = prediction(Found(Particulars(attendance=Amount(None, 30, 40, approximate=True, words="三四十"))))

    assert (one["attendees"], one["attendees_range"], one["attendees_approx"]) == (None, [30, 40], True)


def test_progress_is_drawn_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    out, err = StringIO(), Screen()

    assert read_lines(StringIO("好的\n好的\n"), out, err, TAXONOMY, NOW) == DONE
    assert "2/2" in err.getvalue()
    assert len(out.getvalue().splitlines()) == 2


def test_progress_stays_off_the_screen_of_the_predictions() -> None:
    out, err = Screen(), Screen()

    read_lines(StringIO("好的\n"), out, err, TAXONOMY, NOW)

    assert err.getvalue() == ""


def test_a_file_is_read_with_the_settings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "messages.jsonl"
    file.write_text(line(sent_at="2026-05-12T17:00Z", text="今天在柳河村办了讲座"), encoding="utf-8")

    assert read_file(str(file), Settings(data_dir=tmp_path), explain=False) == DONE
    assert "2026-05-13" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["missing.txt", "", "."])
def test_a_file_that_cannot_be_read_is_wrong_use(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert read_file(name, Settings(data_dir=tmp_path), explain=False) == WRONG_USE
    assert "cannot be read" in capsys.readouterr().err


def test_bytes_of_another_encoding_are_named_by_their_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "old.txt"
    file.write_bytes("好的\n".encode() + "今天讲座\n".encode("gbk"))

    assert read_file(str(file), Settings(data_dir=tmp_path), explain=False) == FAILED
    assert capsys.readouterr().err.startswith("line 2: is not in UTF-8")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bot", "read", *arguments]


def test_a_closed_pipe_ends_it_quietly(tmp_path: Path) -> None:
    file = tmp_path / "many.txt"
    file.write_text(f"{TALK}\n" * 2000, encoding="utf-8")
    coming, going = os.pipe()
    os.close(coming)
    environment = os.environ | {"KEPU_DATA_DIR": str(tmp_path)}
    done = subprocess.run(command(str(file)), stdout=going, stderr=subprocess.PIPE, check=False, env=environment)
    os.close(going)

    assert (done.returncode, done.stderr) == (FAILED, b"")


def test_standard_input_is_read_in_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    environment = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "KEPU_DATA_DIR": str(tmp_path)}
    done = subprocess.run(command(), input=TALK.encode(), capture_output=True, check=False, env=environment)

    assert done.returncode == DONE, done.stderr
    assert json.loads(done.stdout)["activities"][0]["venue"] == "柳河村"


def test_a_file_that_is_not_there_is_wrong_use_of_the_command(tmp_path: Path) -> None:
    environment = os.environ | {"KEPU_DATA_DIR": str(tmp_path)}
    done = subprocess.run(command("missing.jsonl"), capture_output=True, check=False, env=environment)

    assert (done.returncode, done.stdout) == (WRONG_USE, b"")
    assert done.stderr.startswith(b"missing.jsonl cannot be read")
