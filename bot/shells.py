"""Loads the file of the office's papers: checked whole, a fault named with its place and the way out."""

from pathlib import Path
from string import Formatter

from bot.yaml_file import YamlFault, once, read_list
from reports.texts_paper import REGISTERS
from storage.model.shells import Heading, Shell

SHIPPED = Path(__file__).with_name("shells.yaml")
NAME = "shells.yaml"
"""A file of this name in the data folder takes the place of the shipped one."""

_PLACES = {"unit", "period"}
_DEEPEST = 4


def shells_file(data_dir: Path) -> Path:
    """The office's own file where it has one, else the shipped one."""
    own = data_dir / NAME
    return own if own.exists() else SHIPPED


def load_shells(path: Path = SHIPPED) -> tuple[Shell, ...]:
    """The papers of a file. Raises YamlFault."""
    shells = read_list(path, Shell)
    _check(path, shells)
    return shells


def _check(path: Path, shells: tuple[Shell, ...]) -> None:
    once(path, (word for shell in shells for word in {shell.name, *shell.words}))
    for shell in shells:
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
        raise YamlFault(f"{path}, {shell.name}: “{wrong}” is no place: only {{unit}} and {{period}} are filled in.")


def _check_heading(path: Path, shell: Shell, heading: Heading) -> None:
    said = heading.heading or heading.each or "?"
    if bool(heading.heading) == bool(heading.each):
        raise YamlFault(f"{path}, {shell.name}, “{said}”: write either heading or each, one of the two.")
    if not 1 <= heading.level <= _DEEPEST:
        raise YamlFault(f"{path}, {shell.name}, “{said}”: level is 1 to {_DEEPEST}.")
    for register in heading.registers:
        if register not in REGISTERS.values():
            known = ", ".join(REGISTERS.values())
            raise YamlFault(f"{path}, {shell.name}, “{said}”: “{register}” is no register: use {known}.")
    if heading.rest and (heading.chooses or heading.each):
        raise YamlFault(f"{path}, {shell.name}, “{said}”: what is left cannot be chosen as well: take out one.")
