"""The commands: what they print, and for every wrong use a sentence with the way out, an exit code, no traceback."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from storage.database import Database

ROOT = Path(__file__).parent.parent
PATIENCE = 30


pytestmark = pytest.mark.usefixtures("own_place")


def kepu(*arguments: str, said: str = "") -> Result:
    return CliRunner().invoke(app, list(arguments), input=said)


def failed(result: Result, code: int) -> str:
    """What stood on standard error of a command that failed as it should."""
    assert result.exit_code == code, (result.output, result.exception)
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result.stderr


def county() -> None:
    assert kepu("units", "add", "青河县", "--level", "county").exit_code == 0
    assert kepu("units", "add", "紫兴社区", "--level", "社区", "--under", "青河县", "--alias", "紫兴").exit_code == 0


# --- units, invitations, check


def test_units_are_added_and_shown_as_a_tree() -> None:
    county()

    shown = kepu("units").stdout.splitlines()

    assert [line.partition("\t")[0] for line in shown] == ["青河县", "  紫兴社区"]
    parent, child = (json.loads(line) for line in kepu("units", "--json").stdout.splitlines())
    assert (child["name"], child["level"], child["parent"]) == ("紫兴社区", "community", parent["id"])


def test_an_empty_ledger_says_how_to_begin() -> None:
    result = kepu("units")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "python -m bot units add" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "way_out"),
    [
        (("units", "add", "青河县", "--level", "state"), "write one of county, township,"),
        (("units", "add", "青河县"), "--level"),
        (("units", "add", "柳林镇", "--level", "township", "--under", "河东县"), "没有“河东县”这个单位"),
        (("units", "load", "nothing.csv"), "nothing.csv cannot be read (FileNotFoundError): name a CSV file in UTF-8"),
        (("units", "load", "."), "cannot be read (IsADirectoryError)"),
        (("units", "load", "gbk.csv"), "gbk.csv cannot be read (UnicodeDecodeError): name a CSV file in UTF-8"),
        (("units", "load", "heads.csv"), "第一行要有表头"),
        (("units", "load", "wrong.csv"), "第2行：级别“省”不认识"),
        (("invite", "--role", "boss", "--unit", "青河县"), "write one of volunteer, officer, coordinator"),
        (("invite", "--unit", "青河县"), "没有“青河县”这个单位"),
        (("invite", "--unit", "青河县", "--days", "0"), "--days"),
        (("invite",), "--unit"),
        (("chat", "--as", "老王"), "账本里没有“老王”。可以写：访客"),
        (("demo", "--activities", "0"), "--activities"),
        (("nonsense",), "nonsense"),
    ],
)
def test_wrong_use_says_what_to_write_instead(
    arguments: tuple[str, ...], way_out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("KEPU_WEB_PASSWORD", "only no sample county")
    Path("gbk.csv").write_bytes("名称,级别\n青河县,县\n".encode("gbk"))
    Path("heads.csv").write_text("青河县,县\n", encoding="utf-8")
    Path("wrong.csv").write_text("名称,级别\n青河省,省\n", encoding="utf-8")

    assert way_out in failed(kepu(*arguments), 2)


def test_a_list_of_units_is_read() -> None:
    Path("units.csv").write_text("\ufeff名称,级别,上级\n青河县,县,\n紫兴社区,社区,青河县\n", encoding="utf-8")

    assert kepu("units", "load", "units.csv").stdout == "单位表已读入：2个单位。\n"


def test_an_invitation_is_a_code_for_a_unit() -> None:
    county()

    said = kepu("invite", "--role", "officer", "--unit", "紫兴", "--days", "3").stdout

    assert said.startswith("邀请码：")
    assert "紫兴社区，专干，3天内有效" in said


def test_check_tells_what_is_set_and_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEPU_WEB_PASSWORD", "very-secret-word")
    before = kepu("check")
    assert "账本的表：还没建，启动时会建" in before.stdout
    assert not Path("data").exists()
    county()

    result = kepu("check")

    assert result.exit_code == 0
    assert "KEPU_WEB_PASSWORD=********" in result.stdout
    assert "very-secret-word" not in result.output
    assert "单位2个，人员0个。" in result.stdout
    assert result.stdout.endswith("没有发现问题。\n")


def test_check_names_the_line_of_the_days_of_rest_that_is_wrong() -> None:
    Path("data").mkdir()
    Path("data/workdays.txt").write_text("2027-02-08\n", encoding="utf-8")

    assert "workdays.txt第1行看不懂" in failed(kepu("check"), 2)


def test_check_fails_where_something_was_not_answered() -> None:
    county()
    with closing(sqlite3.connect("data/kepu.sqlite")) as ledger, ledger:
        ledger.execute(
            "INSERT INTO inbox (id, account, event, at, received_at, failed)"
            " VALUES ('web:1', 'web:x', '{}', '2026-09-18 10:00:00.000000', '2026-09-18 10:00:00.000000', 'KeyError')"
        )

    assert "处理失败的消息1条" in kepu("check").stdout
    assert failed(kepu("check"), 1) == ""


# --- settings, taxonomy, database


def test_all_faults_of_the_settings_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEPU_LISTEN", "8080")
    monkeypatch.setenv("KEPU_TIMEZONE", "China")
    monkeypatch.setenv("KEPU_LITSEN", "127.0.0.1:1")

    for command in (["run"], ["chat"], ["check"], ["units"], ["demo"], ["read"]):
        told = failed(kepu(*command), 2).splitlines()
        assert len(told) == 3, told
        assert {line.partition("=")[0].partition(":")[0] for line in told} == {
            "KEPU_LISTEN",
            "KEPU_TIMEZONE",
            "KEPU_LITSEN",
        }


def test_an_own_taxonomy_file_that_is_wrong_stops_every_command() -> None:
    Path("data").mkdir()
    Path("data/taxonomy.yaml").write_text("version: 1\n", encoding="utf-8")

    for command in (["run"], ["chat"], ["check"], ["units"], ["demo"]):
        told = failed(kepu(*command), 2)
        assert len(told.splitlines()) == 5
        assert "taxonomy.yaml, line 1: “kinds” is missing" in told


def test_a_port_in_use_is_named_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("KEPU_LISTEN", f"127.0.0.1:{port}")

        told = failed(kepu("run"), 1)

    assert told == (
        f"KEPU_LISTEN=127.0.0.1:{port} cannot be listened on (Address already in use): stop the program that "
        "uses it, or set another port, for example KEPU_LISTEN=127.0.0.1:8081\n"
    )


def test_a_damaged_database_is_said_so() -> None:
    Path("data").mkdir()
    Path("data/kepu.sqlite").write_bytes(b"this is no database at all" * 100)

    for command in (["run"], ["chat"], ["check"], ["units"], ["demo"]):
        assert failed(kepu(*command), 1) == (
            "the database file is damaged or is no database: put it aside and restore the last backup\n"
        )


def test_a_locked_database_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(Database.__init__.__kwdefaults__ or {}, "wait", 0.05)  # nobody waits that long for a test
    county()
    with closing(sqlite3.connect("data/kepu.sqlite", isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")

        assert "the database is locked by another program" in failed(
            kepu("units", "add", "柳林镇", "--level", "township"), 1
        )


def test_a_read_only_database_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    county()
    monkeypatch.setenv("KEPU_DATABASE_URL", f"sqlite:///file:{Path.cwd()}/data/kepu.sqlite?mode=ro&uri=true")

    assert "the database is read-only: let the user" in failed(
        kepu("units", "add", "柳林镇", "--level", "township", "--under", "青河县"), 1
    )
    assert kepu("units").exit_code == 0


def test_a_database_of_a_newer_version_is_left_alone() -> None:
    county()
    with closing(sqlite3.connect("data/kepu.sqlite")) as ledger, ledger:
        ledger.execute("UPDATE alembic_version SET version_num = '9999'")

    assert "made by a newer version of Kepu Ledger" in failed(kepu("run"), 1)
    assert failed(kepu("check"), 1) == ""


def test_a_folder_in_the_place_of_the_database_is_said_so() -> None:
    Path("data/kepu.sqlite").mkdir(parents=True)

    assert "the database file cannot be opened" in failed(kepu("units"), 1)


# --- demo, read, chat


def test_a_sample_year_fills_an_empty_ledger_once() -> None:
    first, second = (kepu("demo", "--activities", "40") for _ in range(2))

    assert first.exit_code == second.exit_code == 0
    assert "新增40条活动" in first.stdout
    assert "没有重复写" in second.stdout
    assert first.stderr == ""  # no progress bar where nobody watches


def test_a_sample_year_is_not_mixed_into_a_real_ledger() -> None:
    county()

    result = kepu("demo")

    assert "KEPU_DATA_DIR=demo" in failed(result, 1)
    assert result.stdout == ""


def test_another_sample_year_is_refused() -> None:
    kepu("demo", "--activities", "20")

    assert "repeat those, or name an empty folder" in failed(kepu("demo", "--activities", "21"), 1)


def test_what_is_read_is_one_object_a_line() -> None:
    Path("messages.txt").write_text("今天在紫兴社区讲防火，来了60人\n你好\n", encoding="utf-8")

    first, second = (json.loads(line) for line in kepu("read", "messages.txt").stdout.splitlines())

    assert (first["kind"], second["kind"]) == ("activity", "none")


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import runpy, sys\nsys.argv = ['bot', '--help']\n"
        "try:\n    runpy.run_module('bot', run_name='__main__')\n"
        "except SystemExit:\n    print('loaded', *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert "Kepu Ledger" in done.stdout
    heavy = ("sqlalchemy", "pydantic", "starlette", "uvicorn", "typst", "PIL", "handlers.router", "bot.config")
    assert [module for module in heavy if module in done.stdout.split("loaded")[1].split()] == []


def test_a_conversation_in_the_terminal_can_be_kept_as_a_transcript(tmp_path: Path) -> None:
    said = "昨天在北营村讲防震，来了80人，没发东西\n1\n我的\n"

    done = program(tmp_path, "chat", "--as", "专干", "--transcript", said=said)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("> 昨天在北营村讲防震，来了80人，没发东西\n< 【活动草稿】\n")
    assert "> 1\n< 【2" in done.stdout
    assert "> 我的\n< " in done.stdout


def program(folder: Path, *arguments: str, said: str = "") -> "subprocess.CompletedProcess[str]":
    """The program itself, started in a folder of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, input=said, capture_output=True, text=True, check=False, timeout=PATIENCE
    )


# --- the running program


def test_a_host_that_is_not_here_is_named_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEPU_LISTEN", "192.0.2.1:8080")
    monkeypatch.setenv("KEPU_WEB_PASSWORD", "long-enough-word")

    assert "cannot be listened on (Cannot assign requested address)" in failed(kepu("run"), 1)


@pytest.fixture
def running(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "KEPU_LISTEN": "127.0.0.1:0"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-m", "bot", "run"], cwd=tmp_path, env=environment, **pipes) as started:  # type: ignore[call-overload]  # of the pipes
        yield started
        started.kill()


def greeted(started: "subprocess.Popen[str]") -> list[str]:
    """What it prints before it listens, up to the last line."""
    assert started.stdout
    lines = []
    for line in started.stdout:
        lines.append(line.rstrip("\n"))
        if line.startswith("按Ctrl-C停止"):
            return lines
    raise AssertionError("".join(lines))


def test_a_start_says_where_it_is_and_what_to_do_next_and_ends_when_told(
    running: "subprocess.Popen[str]", tmp_path: Path
) -> None:
    lines = greeted(running)
    url = lines[1].partition("http")[1] + lines[1].partition("http")[2]
    assert lines[0] == "科普台账已启动。"
    assert any("选一个身份（志愿者、专干、协调员）" in line for line in lines)
    with httpx.Client(base_url=url, headers={"origin": url}, timeout=PATIENCE, follow_redirects=True) as page:
        assert page.get("/").status_code == 200
        persona = _persona()
        body = {"id": "5b0e4a8e-0000-4000-8000-000000000001", "text": "帮助"}
        assert page.post("/messages", params={"persona": persona}, json=body).status_code == 200

    running.send_signal(signal.SIGTERM)

    assert running.wait(PATIENCE) == 0
    assert running.stderr
    assert running.stderr.read() == ""
    with closing(sqlite3.connect(tmp_path / "data/kepu.sqlite")) as ledger:
        assert ledger.execute("SELECT state FROM outbox").fetchall() == [("sent",)]


def _persona() -> str:
    with closing(sqlite3.connect("data/kepu.sqlite")) as ledger:
        return str(ledger.execute("SELECT external_id FROM account WHERE channel = 'web'").fetchone()[0])


def test_a_keyboard_can_leave_the_terminal_chat_by_ctrl_c(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot", "chat"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as started:
        assert started.stdout
        assert started.stdout.readline().startswith("科普台账。说一句活动就能记")
        assert started.stdout.read(len("你> ")) == "你> "
        started.send_signal(signal.SIGINT)

        try:
            assert started.wait(PATIENCE) == 0
        finally:
            started.kill()
        assert started.stderr
        assert started.stderr.read() == ""
    os.close(ours)
    os.close(theirs)
