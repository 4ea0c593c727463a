"""The settings: what is taken, what is refused and in which words, and that no secret is ever shown."""

import os
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from bot.config import Settings, SettingsFault, load
from bot.masked import describe

NO_FILE = Path("there-is-no.env")
POSTGRES = "postgresql+psycopg://kepu:hush-hush@db:5432/kepu"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def faults(environ: dict[str, str], dotenv: str | None = None) -> tuple[str, ...]:
    path = NO_FILE
    if dotenv is not None:
        path = Path(".env")
        path.write_text(dotenv, encoding="utf-8")
    with pytest.raises(SettingsFault) as caught:
        load(environ, path)
    return caught.value.faults


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    settings = load({}, NO_FILE)

    assert (settings.data_dir, settings.timezone, str(settings.listen)) == (
        Path("data"),
        ZoneInfo("Asia/Shanghai"),
        "127.0.0.1:8080",
    )
    assert settings.database == f"sqlite:///{tmp_path}/data/kepu.sqlite"
    assert not Path("data").exists()


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        load({}, NO_FILE).log_level = "DEBUG"


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("KEPU_DATA_DIR", "elsewhere", "elsewhere"),
        ("KEPU_DATA_DIR", "数据", "数据"),
        ("KEPU_DATABASE_URL", "sqlite:////tmp/a b.sqlite", "sqlite:////tmp/a b.sqlite"),
        ("KEPU_DATABASE_URL", POSTGRES, "postgresql+psycopg://db:5432/kepu"),
        ("KEPU_DATABASE_URL", "postgresql+psycopg:///kepu?host=/run/pg&password=hush", "postgresql+psycopg:///kepu"),
        ("KEPU_TIMEZONE", "Asia/Urumqi", "Asia/Urumqi"),
        ("KEPU_TIMEZONE", " Asia/Urumqi ", "Asia/Urumqi"),
        ("KEPU_LISTEN", "localhost:0", "localhost:0"),
        ("KEPU_LISTEN", "127.0.0.9:65535", "127.0.0.9:65535"),
        ("KEPU_LISTEN", "[::1]:8080", "[::1]:8080"),
        ("KEPU_WEB_PASSWORD", "eight888", "********"),
        ("KEPU_LOG_LEVEL", "debug", "DEBUG"),
    ],
)
def test_good_values_are_taken_and_shown(name: str, value: str, shown: str) -> None:
    assert f"{name}={shown}" in describe(load({name: value}, NO_FILE))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("KEPU_DATA_DIR", "no/such/parent", "cannot be made"),
        ("KEPU_DATA_DIR", "a-file", "is not a folder"),
        ("KEPU_DATA_DIR", "a-file/data", "cannot be made"),
        ("KEPU_DATA_DIR", "x" * 5000, "cannot be looked at"),
        ("KEPU_DATA_DIR", "~no-such-user/data", "cannot be looked at"),
        ("KEPU_TIMEZONE", "Peking", "is no time zone"),
        ("KEPU_TIMEZONE", "Asia", "is no time zone"),
        ("KEPU_TIMEZONE", "../etc/passwd", "is no time zone"),
        ("KEPU_TIMEZONE", "+08:00", "is no time zone"),
        ("KEPU_LISTEN", "8080", "is not host:port"),
        ("KEPU_LISTEN", ":8080", "is not host:port"),
        ("KEPU_LISTEN", "http://localhost:8080", "is not host:port"),
        ("KEPU_LISTEN", "127.0.0.1", "is not host:port"),
        ("KEPU_LISTEN", "localhost:", "has no port"),
        ("KEPU_LISTEN", "localhost:65536", "has no port"),
        ("KEPU_LISTEN", "localhost:-1", "has no port"),
        ("KEPU_LISTEN", "localhost:８０", "has no port"),
        ("KEPU_LISTEN", "0.0.0.0:8080", "set KEPU_WEB_PASSWORD"),
        ("KEPU_LISTEN", "[::]:8080", "set KEPU_WEB_PASSWORD"),
        ("KEPU_LISTEN", "my-machine:8080", "set KEPU_WEB_PASSWORD"),
        ("KEPU_LOG_LEVEL", "LOUD", "write one of DEBUG, INFO, WARNING, ERROR"),
        ("KEPU_LOG_LEVEL", "10", "is no log level"),
    ],
)
def test_a_bad_value_is_named_with_the_way_out(name: str, value: str, said: str) -> None:
    Path("a-file").touch()

    (fault,) = faults({name: value})

    assert fault.startswith(f"{name}={value!r} ")
    assert said in fault


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("KEPU_DATABASE_URL", "hush-hush", "is neither"),
        ("KEPU_DATABASE_URL", "postgres://kepu:hush-hush@db/kepu", "write it like one of them"),
        ("KEPU_DATABASE_URL", "postgresql://kepu:hush-hush@db/kepu", "postgresql+psycopg://"),
        ("KEPU_DATABASE_URL", "postgresql+psycopg://kepu:hush-hush@db", "HOST/NAME"),
        ("KEPU_DATABASE_URL", "postgresql+psycopg://kepu:hush-hush@db:port/kepu", "is neither"),
        ("KEPU_DATABASE_URL", "sqlite://", "sqlite:///FILE"),
        ("KEPU_DATABASE_URL", "sqlite:///", "sqlite:///FILE"),
        ("KEPU_DATABASE_URL", "sqlite:///:memory:", "sqlite:///FILE"),
        ("KEPU_DATABASE_URL", "mysql://kepu:hush-hush@db/kepu", "is neither"),
        ("KEPU_WEB_PASSWORD", "hush-hu", "is too short: take at least 8 characters"),
    ],
)
def test_a_bad_secret_is_never_shown(name: str, value: str, said: str) -> None:
    (fault,) = faults({name: value})

    assert fault.startswith(f"{name} ")
    assert said in fault
    assert "hush" not in fault


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("KEPU_LISTE", "did you mean KEPU_LISTEN?"),
        ("kepu_listen", "did you mean KEPU_LISTEN?"),
        ("KEPU_WEB_PASSWORT", "did you mean KEPU_WEB_PASSWORD?"),
        ("KEPU_DATABASE_URL_FIL", "did you mean KEPU_DATABASE_URL_FILE?"),
        ("KEPU_XYZ", "there is no such setting: remove it."),
        ("KEPU_", "there is no such setting: remove it."),
        ("KEPU_LISTEN_FILE", "only a secret can lie in a file: set KEPU_LISTEN itself."),
        ("KEPU_WECOM_BOT", "did you mean KEPU_WECOM_BOT_ID?"),
        ("KEPU_WECOM_BOT_ID_FILE", "only a secret can lie in a file: set KEPU_WECOM_BOT_ID itself."),
    ],
)
def test_an_unknown_name_is_refused_without_its_value(name: str, said: str) -> None:
    (fault,) = faults({name: "hush-hush"})

    assert fault.startswith(f"{name}: ")
    assert said in fault
    assert "hush" not in fault


def test_all_faults_come_at_once() -> None:
    environ = {"KEPU_LISTEN": "0.0.0.0:1", "KEPU_LOG_LEVEL": "x", "KEPU_NOPE": "1", "KEPU_WEB_PASSWORD_FILE": "gone"}

    found = faults(environ, "KEPU_TIMEZONE=Peking\nnonsense here\nKEPU_WECOM_BOT_ID=1\n")

    assert len(found) == 7
    assert len(str(SettingsFault(found)).splitlines()) == 7


def test_an_open_address_is_taken_with_a_password() -> None:
    settings = load({"KEPU_LISTEN": "0.0.0.0:8080", "KEPU_WEB_PASSWORD": "long-enough"}, NO_FILE)

    assert not settings.listen.is_loopback()


def test_a_faulty_password_is_the_only_fault_of_an_open_address() -> None:
    (fault,) = faults({"KEPU_LISTEN": "0.0.0.0:8080", "KEPU_WEB_PASSWORD": "short"})

    assert fault.startswith("KEPU_WEB_PASSWORD ")


def test_other_variables_are_none_of_our_business() -> None:
    assert load({"HOME": "/", "LISTEN": "x", "KEPU_CHROMIUM": "/usr/bin/chromium"}, NO_FILE) == load({}, NO_FILE)


def test_an_empty_value_counts_as_not_set() -> None:
    Path(".env").write_text("KEPU_LISTEN=localhost:1\nKEPU_LOG_LEVEL=\n")

    assert load({"KEPU_LISTEN": " "}, Path(".env")).listen.port == 1


def test_the_environment_wins_over_the_file() -> None:
    Path(".env").write_text("export KEPU_LISTEN='localhost:1' # ours\nKEPU_LOG_LEVEL=ERROR\nOTHER=1\n")

    settings = load({"KEPU_LISTEN": "localhost:2"}, Path(".env"))

    assert (settings.listen.port, settings.log_level) == (2, "ERROR")


def test_a_dollar_in_the_file_is_a_dollar() -> None:
    Path(".env").write_text("KEPU_WEB_PASSWORD=${HOME}$HOME\n")

    assert load({"HOME": "/root"}, Path(".env")).secrets() == ("${HOME}$HOME",)


@pytest.mark.parametrize("text", ["KEPU_LISTEN\n", "KEPU_LISTEN localhost:1\n", "=1\n", "KEPU_LISTEN='localhost:1\n"])
def test_a_broken_line_of_the_file_is_named(text: str) -> None:
    (fault,) = faults({}, "# fine\n" + text)

    assert fault == ".env, line 2: write it as NAME=value, or put # in front."


def test_a_file_in_another_encoding_is_refused() -> None:
    Path(".env").write_bytes("KEPU_DATA_DIR=数据".encode("gb18030"))

    with pytest.raises(SettingsFault, match="UTF-8"):
        load({}, Path(".env"))


def test_a_folder_instead_of_the_file_is_refused() -> None:
    Path(".env").mkdir()

    with pytest.raises(SettingsFault, match="cannot be read"):
        load({}, Path(".env"))


@pytest.mark.parametrize("content", [POSTGRES, POSTGRES + "\n", "\ufeff" + POSTGRES + "\r\n"])
def test_a_secret_may_lie_in_a_file(content: str) -> None:
    Path("secret").write_text(content, encoding="utf-8")

    assert load({"KEPU_DATABASE_URL_FILE": "secret"}, NO_FILE).database == POSTGRES


def test_a_secret_file_of_the_environment_wins_over_the_value_in_the_file() -> None:
    Path("secret").write_text(POSTGRES)
    Path(".env").write_text("KEPU_DATABASE_URL=sqlite:///other.sqlite\n")

    assert load({"KEPU_DATABASE_URL_FILE": "secret"}, Path(".env")).database == POSTGRES


@pytest.mark.parametrize(
    ("content", "said"), [(None, "cannot be read"), (b"", "is empty"), (b" \n", "is empty"), (b"\xff\xfe", "not UTF-8")]
)
def test_a_bad_secret_file_is_named(content: bytes | None, said: str) -> None:
    if content is not None:
        Path("secret").write_bytes(content)

    (fault,) = faults({"KEPU_WEB_PASSWORD_FILE": "secret"})

    assert fault.startswith("KEPU_WEB_PASSWORD_FILE: secret ")
    assert said in fault


def test_a_secret_given_twice_is_refused() -> None:
    Path("secret").write_text("long-enough")

    (fault,) = faults({"KEPU_WEB_PASSWORD_FILE": "secret", "KEPU_WEB_PASSWORD": "hush-hush"})

    assert fault == "KEPU_WEB_PASSWORD_FILE: KEPU_WEB_PASSWORD is set as well: keep one of the two."


def test_no_secret_is_shown_anywhere() -> None:
    settings = load({"KEPU_DATABASE_URL": POSTGRES, "KEPU_WEB_PASSWORD": "hush-hush"}, NO_FILE)

    assert "hush" not in "\n".join((repr(settings), str(settings), *describe(settings)))


def test_the_log_is_told_every_form_of_a_secret() -> None:
    url = "postgresql+psycopg://u:p%40ss@h/n?password=q%2Bq"

    settings = load({"KEPU_DATABASE_URL": url, "KEPU_WEB_PASSWORD": "long-enough"}, NO_FILE)

    assert set(settings.secrets()) == {"p%40ss", "p@ss", "q+q", "long-enough"}


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    yield folder
    folder.chmod(0o700)


@pytest.mark.parametrize("name", [".", "data"])
def test_a_folder_without_the_right_to_write_is_refused(
    locked: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path).resolve() != locked)  # root may write everywhere

    (fault,) = faults({"KEPU_DATA_DIR": str(locked / name)})

    assert "cannot be written to: give this user the right" in fault


def test_every_setting_has_help() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
