"""The shape of the code that linters cannot see: where Chinese may stand, what an import loads, how long things are."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
import typer

from bot.config import Settings, load

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "handlers", "storage", "reminders", "reports")
SOURCES = sorted(chain.from_iterable((ROOT / room).rglob("*.py") for room in ROOMS))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
CHINESE_MAY_STAND_IN = ("handlers/texts/", "handlers/read/", "reports/texts")
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
SLEEPS = {"sleep", "wait_for_timeout"}
LOG_LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
LONGEST_FILE, LONGEST_FUNCTION = 260, 40
LONG_FILES_FOR_A_REASON = {
    "storage/tables.py": "all tables in one view",
    "storage/migrations/versions/0001_first_tables.py": "one change of the tables, as it was made",
}
LONG_FOR_A_REASON = {  # "folder/file.py:function": why it is better in one piece
    "storage/migrations/versions/0001_first_tables.py:upgrade": "a list of tables, never changed again",
    "handlers/read/results.py:_rules": "a table of rules",
}

SETTINGS = {f"KEPU_{field.upper()}": field for field in Settings.model_fields}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def literals(module: ast.Module) -> Iterator[ast.Constant]:
    """Every text in the code that is not a docstring."""
    docstrings = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node


def calls(module: ast.Module) -> Iterator[tuple[str, str, ast.Call]]:
    """Every call as (what it is called on, name, call): ("log", "info", ...), or ("", "print", ...)."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            owner, _, function = ast.unparse(node.func).rpartition(".")
            yield owner, function, node


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name(path)}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_the_rooms_are_not_empty() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in SOURCES} == set(ROOMS)


def test_chinese_stands_only_where_the_bot_speaks_or_reads() -> None:
    found = [
        f"{name(path)}:{node.lineno}"
        for path in SOURCES
        if not name(path).startswith(CHINESE_MAY_STAND_IN)
        for node in literals(tree(path))
        if CHINESE.search(str(node.value))
    ]
    assert found == []


def test_a_docstring_may_be_chinese_and_a_literal_is_seen() -> None:
    module = ast.parse('"""说明"""\ndef f(x):\n    """也行"""\n    return f"不行{x}" + "也不行"')

    assert [node.value for node in literals(module)] == ["也不行", "不行"]


def test_dialogs_load_no_machinery() -> None:
    heavy = ("sqlalchemy", "alembic", "starlette", "uvicorn", "typst", "PIL", "docx", "telegram", "asyncio")
    program = "import sys, handlers.router; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert [module for module in heavy if module in done.stdout.split()] == []


def test_files_are_short() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    long = {file for file, length in lengths.items() if length > LONGEST_FILE}

    assert long == set(LONG_FILES_FOR_A_REASON)


def test_functions_are_short_or_have_a_reason() -> None:
    long = {function for path in SOURCES for function, length in functions(path) if length > LONGEST_FUNCTION}

    assert long == set(LONG_FOR_A_REASON)


def test_importing_a_folder_runs_nothing() -> None:
    assert [name(path) for path in (*SOURCES, *TESTS) if path.name == "__init__.py" and path.stat().st_size] == []


def test_no_test_waits_for_a_clock() -> None:
    found = [
        f"{name(path)}:{call.lineno}" for path in TESTS for _, function, call in calls(tree(path)) if function in SLEEPS
    ]
    assert found == []


def test_the_log_is_given_fixed_sentences() -> None:
    """A value belongs into `extra`, where bot.logs decides what may be shown."""
    found = [
        f"{name(path)}:{call.lineno}"
        for path in SOURCES
        for owner, function, call in calls(tree(path))
        if owner == "log" and function in LOG_LEVELS and not _is_fixed(call)
    ]
    assert found == []


def _is_fixed(call: ast.Call) -> bool:
    return len(call.args) == 1 and isinstance(call.args[0], ast.Constant)


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_example_of_the_settings_is_complete(setting: str) -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    assert f"\n# {setting}=" in example
    assert f"\n# {Settings.model_fields[SETTINGS[setting]].description}\n" in example


def test_the_example_of_the_settings_can_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    set_lines = [line.removeprefix("# ") for line in lines if line.startswith("# KEPU_") and "_FILE=" not in line]
    Path(".env").write_text("\n".join(set_lines), encoding="utf-8")

    settings = load({}, Path(".env"))

    assert (settings.listen, settings.timezone) == (load({}, Path("none")).listen, load({}, Path("none")).timezone)


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_readme_names_every_setting(setting: str) -> None:
    assert setting in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_names_every_command() -> None:
    from bot.__main__ import app

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = getattr(typer.main.get_command(app), "commands", {})

    assert commands
    assert [verb for verb in commands if not re.search(rf"(python -m bot |`){re.escape(verb)}\b", readme)] == []


def test_every_command_has_help() -> None:
    from bot.__main__ import app

    commands = getattr(typer.main.get_command(app), "commands", {})

    assert [verb for verb, command in commands.items() if not command.help] == []
