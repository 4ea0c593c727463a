"""Loads the file of the office's papers: checked whole, a fault named with its place and the way out."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from string import Formatter

import msgspec
import yaml

from reports.texts_paper import REGISTERS
from storage.model.shells import Heading, Shell

SHIPPED = Path(__file__).with_name("shells.yaml")
NAME = "shells.yaml"
"""A file of this name in the data folder takes the place of the shipped one."""

_PLACES = {"unit", "period"}
_DEEPEST = 4


class ShellFault(Exception):
    """The file cannot be used; the sentence names the place and the way out."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence as the one fault there is."""
        super().__init__(sentence)
        self.faults = (sentence,)


def shells_file(data_dir: Path) -> Path:
    """The office's own file where it has one, else the shipped one."""
    own = data_dir / NAME
    return own if own.exists() else SHIPPED


def load_shells(path: Path = SHIPPED) -> tuple[Shell, ...]:
    """The papers of a file. Raises ShellFault."""
    try:
        plain = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
        unknown = next(_unknown(plain), None)
        shells = msgspec.convert(plain, type=tuple[Shell, ...], strict=True)
    except (OSError, UnicodeDecodeError) as error:
        raise ShellFault(f"{path} cannot be read ({type(error).__name__}): make it a text file in UTF-8.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise ShellFault(f"{path}, line {line}: this is not YAML: check brackets, commas and colons.") from None
    except msgspec.ValidationError as error:
        raise ShellFault(f"{path}: {error}: compare that place with the shipped file.") from None
    if unknown:
        raise ShellFault(f"{path}: “{unknown}” is not known here: compare with the shipped file.")
    _check(path, shells)
    return shells


def _unknown(plain: object) -> Iterator[str]:
    """Names that no paper and no heading has; of anything else nothing is said here."""
    for shell in plain if isinstance(plain, list) else ():
        yield from _strange(shell, Shell)
        headings = shell.get("headings") if isinstance(shell, dict) else None
        for heading in headings if isinstance(headings, list) else ():
            yield from _strange(heading, Heading)


def _strange(plain: object, known: type[Shell | Heading]) -> Iterator[str]:
    names = {field.name for field in fields(known)}
    yield from (str(key) for key in (plain if isinstance(plain, dict) else ()) if key not in names)


def _check(path: Path, shells: tuple[Shell, ...]) -> None:
    known: set[str] = set()
    for shell in shells:
        for word in {shell.name, *shell.words}:
            if word in known:
                raise ShellFault(f"{path}: two papers are called “{word}”: keep the word with one of them.")
            known.add(word)
        for text in (shell.title, shell.opening, shell.closing):
            _check_places(path, shell, text)
        for heading in shell.headings:
            _check_heading(path, shell, heading)


def _check_places(path: Path, shell: Shell, text: str) -> None:
    try:
        places = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        places = {text}
    for wrong in sorted(places - _PLACES):
        raise ShellFault(f"{path}, {shell.name}: “{wrong}” is no place: only {{unit}} and {{period}} are filled in.")


def _check_heading(path: Path, shell: Shell, heading: Heading) -> None:
    said = heading.heading or heading.each or "?"
    if bool(heading.heading) == bool(heading.each):
        raise ShellFault(f"{path}, {shell.name}, “{said}”: write either heading or each, one of the two.")
    if not 1 <= heading.level <= _DEEPEST:
        raise ShellFault(f"{path}, {shell.name}, “{said}”: level is 1 to {_DEEPEST}.")
    for register in heading.registers:
        if register not in REGISTERS.values():
            known = ", ".join(REGISTERS.values())
            raise ShellFault(f"{path}, {shell.name}, “{said}”: “{register}” is no register: use {known}.")
    if heading.rest and (heading.chooses or heading.each):
        raise ShellFault(f"{path}, {shell.name}, “{said}”: what is left cannot be chosen as well: take out one.")
