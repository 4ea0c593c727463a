"""The log: one line per record, the turn in every line, no secrets and nothing that people wrote."""

import asyncio
import io
import logging
import re
import warnings
from collections.abc import Iterator

import pytest

from bot import logs

log = logging.getLogger("bot.somewhere")
WORDS = "昨天在七一小学讲急救"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the log says; the set-up of pytest comes back afterwards."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.setup("INFO", ["hush-hush", "hush-hush-longer", "a"], stream)
    yield stream
    logging.captureWarnings(capture=False)
    root.handlers[:] = before
    root.setLevel(level)


def lines(stream: io.StringIO) -> list[str]:
    return stream.getvalue().splitlines()


def test_a_line_says_when_who_and_what(written: io.StringIO) -> None:
    log.info("Turn taken", extra={"message_id": "web:17", "milliseconds": 3, "late": False, "unit": None})

    (line,) = lines(written)
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INFO bot\.somewhere \[-\] "
        r"Turn taken message_id=web:17 milliseconds=3 late=False unit=None",
        line,
    )


def test_every_line_of_a_turn_carries_its_id(written: io.StringIO) -> None:
    with logs.turn("web:1"):
        log.info("One")
        with logs.turn("web:2"):
            log.info("Two")
        log.info("Three")
    log.info("Four")

    assert [re.findall(r"\[(.*?)\]", line) for line in lines(written)] == [["web:1"], ["web:2"], ["web:1"], ["-"]]


def test_turns_side_by_side_do_not_mix(written: io.StringIO) -> None:
    async def one(turn_id: str, mine: asyncio.Event, other: asyncio.Event) -> None:
        with logs.turn(turn_id):
            mine.set()
            await other.wait()
            await asyncio.to_thread(log.info, "Done", extra={"expected": turn_id})

    async def both() -> None:
        left, right = asyncio.Event(), asyncio.Event()
        await asyncio.gather(one("a:1", left, right), one("b:1", right, left))

    asyncio.run(both())

    assert sorted(line.split(" ", 3)[3] for line in lines(written)) == [
        "[a:1] Done expected=a:1",
        "[b:1] Done expected=b:1",
    ]


@pytest.mark.parametrize("key", sorted(logs.UNSAFE))
def test_what_people_wrote_is_left_out_by_its_key(key: str, written: io.StringIO) -> None:
    log.info("Taken", extra={key: "hello"})

    assert lines(written)[0].endswith(" Taken")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (WORDS, "<10 characters>"),
        ("two words", "<9 characters>"),
        ("line\nbreak", "<10 characters>"),
        ("", "<0 characters>"),
        ("x" * 101, "<101 characters>"),
        ({"text": WORDS}, "<dict>"),
        (ValueError(WORDS), "<ValueError>"),
        (b"bytes", "<bytes>"),
        (["list"], "<list>"),
    ],
)
def test_what_people_wrote_is_left_out_under_any_other_key(value: object, shown: str, written: io.StringIO) -> None:
    log.info("Taken", extra={"note": value})

    assert lines(written)[0].endswith(f"Taken note={shown}")


@pytest.mark.parametrize(
    "value", ["web:17", "2026-03-05", "a/b", "x=1", "me@home", "3.5", "+8613", 17, 0.5, True, None]
)
def test_identifiers_and_figures_are_shown(value: object, written: io.StringIO) -> None:
    log.info("Taken", extra={"key": value})

    assert lines(written)[0].endswith(f"Taken key={value}")


def test_a_turn_id_that_is_no_identifier_is_not_shown(written: io.StringIO) -> None:
    with logs.turn(WORDS):
        log.info("Taken")

    assert "[<10 characters>] Taken" in lines(written)[0]


def test_an_exception_is_one_line_with_its_causes_and_without_its_words(written: io.StringIO) -> None:
    try:
        try:
            raise FileNotFoundError(2, "No such file", WORDS)
        except FileNotFoundError as error:
            raise ValueError(WORDS) from error
    except ValueError:
        log.exception("Turn failed")

    (line,) = lines(written)
    assert "error=ValueError() at=" in line
    assert "error=FileNotFoundError(No such file) at=" in line
    assert "test_logs.py:" in line
    assert "七一" not in line


def test_a_cause_that_was_hidden_stays_hidden(written: io.StringIO) -> None:
    try:
        try:
            raise KeyError(WORDS)
        except KeyError:
            raise ValueError from None
    except ValueError:
        log.exception("Turn failed")

    assert "KeyError" not in written.getvalue()


def test_an_exception_that_was_never_raised_has_no_place(written: io.StringIO) -> None:
    log.error("Failed", exc_info=ValueError(WORDS))

    assert lines(written)[0].endswith("Failed error=ValueError() at=-")


def test_secrets_are_masked_even_in_the_sentence(written: io.StringIO) -> None:
    log.warning("The library said hush-hush-longer and hush-hush", extra={"key": "hush-hush"})

    assert lines(written)[0].endswith("The library said *** and *** key=***")


def test_a_secret_too_short_to_mask_spoils_no_line(written: io.StringIO) -> None:
    log.warning("a banana")

    assert lines(written)[0].endswith("a banana")


def test_only_the_first_line_of_a_foreign_message_is_kept(written: io.StringIO) -> None:
    logging.getLogger("asyncio").error("Task exception was never retrieved\nfuture: %s", WORDS)

    assert lines(written)[0].endswith("Task exception was never retrieved")


def test_arguments_that_do_not_fit_lose_no_line(written: io.StringIO) -> None:
    record = logging.LogRecord("bot", logging.INFO, "", 1, "Two %s %s", ("one",), None)
    logging.getLogger().handlers[0].handle(record)

    assert lines(written)[0].endswith("Two %s %s")


def test_warnings_come_as_a_line(written: io.StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("old thing", UserWarning, stacklevel=1)

    (line,) = lines(written)
    assert "WARNING py.warnings" in line


def test_the_level_decides(written: io.StringIO) -> None:
    log.debug("Unseen")
    logging.getLogger("httpx").info("Unseen too: it would show addresses with tokens")

    assert lines(written) == []


def test_a_second_set_up_replaces_the_first(written: io.StringIO) -> None:
    second = io.StringIO()
    logs.setup("ERROR", (), second)

    log.error("Once")

    assert (lines(written), len(lines(second))) == ([], 1)


@pytest.mark.parametrize("level", ["LOUD", "info", ""])
def test_a_level_that_does_not_exist_is_refused(level: str, written: io.StringIO) -> None:
    with pytest.raises(ValueError, match="Unknown level"):
        logs.setup(level, (), written)


@pytest.mark.parametrize("key", ["message", "name", "args", "module"])
def test_a_reserved_key_is_refused_by_logging_itself(key: str) -> None:
    with pytest.raises(KeyError, match="overwrite"):
        log.error("Taken", extra={key: 1})
