"""A file the office may edit, as typed values: what is wrong with it is named with its place and the way out."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TypeVar, get_args, get_origin, get_type_hints

import msgspec
import yaml

T = TypeVar("T")


class YamlFault(Exception):
    """The file cannot be used; the sentence names the place and the way out."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence as the one fault there is."""
        super().__init__(sentence)
        self.faults = (sentence,)


def read_list(path: Path, kind: type[T]) -> tuple[T, ...]:
    """The entries of a file that is a list of dataclasses. Raises YamlFault."""
    try:
        plain = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
        unknown = next(_unknown(plain, tuple[kind, ...]), None)  # type: ignore[valid-type]  # known when it runs
        found = msgspec.convert(plain, type=tuple[kind, ...], strict=True)  # type: ignore[valid-type]
    except (OSError, UnicodeDecodeError) as error:
        raise YamlFault(f"{path} cannot be read ({type(error).__name__}): make it a text file in UTF-8.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise YamlFault(f"{path}, line {line}: this is not YAML: check brackets, commas and colons.") from None
    except msgspec.ValidationError as error:
        raise YamlFault(f"{path}: {error}: compare that place with the shipped file.") from None
    if unknown:
        raise YamlFault(f"{path}: “{unknown}” is not known here: compare with the shipped file.")
    return found


def once(path: Path, words: Iterator[str]) -> None:
    """No two entries may go by one word. Raises YamlFault."""
    known: set[str] = set()
    for word in words:
        if word in known:
            raise YamlFault(f"{path}: two entries are called “{word}”: keep the word with one of them.")
        known.add(word)


def _unknown(plain: object, kind: object) -> Iterator[str]:
    """Names that no entry and nothing in it has; of wrong types nothing is said here."""
    if get_origin(kind) is tuple and isinstance(plain, list):
        for one in plain:
            yield from _unknown(one, get_args(kind)[0])
    if is_dataclass(kind) and isinstance(plain, dict):
        hints = get_type_hints(kind)
        names = {field.name for field in fields(kind)}
        for name, value in plain.items():
            if name in names:
                yield from _unknown(value, hints[name])
            else:
                yield str(name)
