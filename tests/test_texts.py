"""Every text the bot can say, all at once: punctuation, length, voice, and that each can be filled in."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

TEXTS = Path(__file__).parent.parent / "handlers" / "texts"
MODULES = sorted(path.stem for path in TEXTS.glob("*.py") if path.stem != "__init__")
TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))
INDENTED = ("operator",)
"""What is printed for the operator may be indented."""

NOT_PROSE = ("CSV_HEADS", "CSV_HELP", "CSV_HINT", "SEPARATOR", "GAP")
"""Heads of a table as they must be typed, and what stands between other texts."""

LONGEST_TEXT, LONGEST_LABEL = 4096, 14


def texts(value: object) -> Iterator[str]:
    """The texts in a constant, however it is nested."""
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from texts(one)
        case tuple() | list():
            for one in value:
                yield from texts(one)
        case _:
            return


def texts_of(module: str) -> list[tuple[str, str]]:
    """The texts of a module by the name of their constant."""
    content = vars(importlib.import_module(f"handlers.texts.{module}"))
    named = ((name, value) for name, value in content.items() if name.isupper() and not name.startswith("_"))
    return [(name, text) for name, value in named for text in texts(value)]


ALL = [(module, name, text) for module in MODULES for name, text in texts_of(module)]


def wrong(pattern: str) -> list[str]:
    """Where a pattern that should not stand in any text does."""
    prose = ((module, name, text) for module, name, text in ALL if name not in NOT_PROSE)
    return [f"{module}.{name}: {text}" for module, name, text in prose if re.search(pattern, text)]


def test_there_are_texts() -> None:
    assert {"common", "log", "records", "join", "operator"} <= {module for module, _, _ in ALL}
    assert len(ALL) > 200


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("half-width punctuation after Chinese", r"[\u4e00-\u9fff”）][,.?!;:](?![a-z])"),
        ("half-width punctuation before Chinese", r"[,?!;](?=[\u4e00-\u9fff“])"),
        ("half-width brackets around Chinese", r"\([\u4e00-\u9fff]|[\u4e00-\u9fff]\)"),
        ("straight quotation marks around Chinese", r"[\"'][\u4e00-\u9fff]|[\u4e00-\u9fff][\"']"),
        ("a blank between Chinese and a figure", r"(?<=[\u4e00-\u9fff])(?<!我的) +\d|\d +[\u4e00-\u9fff]"),
        ("a blank at the end of a line", r"[ \t\u3000](?:\n|$)"),
        ("two stops in a row", r"[。，；：？][。，；：？]"),
        ("the polite form of you", "您"),
        ("an exclamation mark", "！"),
        ("three dots", r"\.\.\."),
    ],
)
def test_no_text_has(what: str, pattern: str) -> None:
    assert wrong(pattern) == [], what


def test_quotation_marks_come_in_pairs() -> None:
    assert [text for _, _, text in ALL if text.count("“") != text.count("”")] == []
    assert [text for _, _, text in ALL if text.count("（") != text.count("）")] == []


def test_no_text_begins_with_a_blank() -> None:
    assert [
        f"{module}.{name}"
        for module, name, text in ALL
        if {module, name}.isdisjoint({*INDENTED, *NOT_PROSE}) and text[:1] == " "
    ] == []


def test_every_text_fits_into_one_message() -> None:
    assert [name for _, name, text in ALL if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT] == []


def test_every_gap_in_a_text_has_a_name() -> None:
    gaps = [(name, gap) for _, name, text in ALL for _, gap, _, _ in Formatter().parse(text) if gap is not None]

    assert [(name, gap) for name, gap in gaps if not re.fullmatch(r"[a-z_]+", gap)] == []


def answers(transcript: str) -> list[str]:
    """Everything the bot said in a transcript."""
    blocks = re.findall(r"^< .*(?:\n  .*)*", transcript, re.MULTILINE)
    return [re.sub(r"^[< ] ", "", block, flags=re.MULTILINE) for block in blocks]


@pytest.mark.parametrize("file", TRANSCRIPTS, ids=[file.stem for file in TRANSCRIPTS])
def test_what_was_said_can_be_read_aloud(file: Path) -> None:
    said = answers(file.read_text(encoding="utf-8"))

    assert said
    assert [one for one in said if re.search(r"\{|\}|None|True|False", one)] == []
    assert [one for one in said if re.search(r"[\u4e00-\u9fff][,.?!;](?![a-z])", one)] == []
    assert [one for one in said if len(one.encode("utf-16-le")) // 2 > LONGEST_TEXT] == []


def test_labels_are_short_enough_for_a_button() -> None:
    from bot.taxonomy import load_taxonomy

    official = {one.name for one in load_taxonomy().programmes}
    shown = "\n".join(one for file in TRANSCRIPTS for one in answers(file.read_text(encoding="utf-8")))
    rows = re.findall(r"^\[.*\]$", shown, re.MULTILINE)
    labels = {label for row in rows for label in row[1:-1].split("] [") if not label.startswith(("图片", "文件"))}

    assert len(labels) > 50
    assert {label for label in labels - official if len(label) > LONGEST_LABEL} == set()
