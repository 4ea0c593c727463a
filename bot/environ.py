"""Collects what the environment and .env say under KEPU_ names: plain text, and every fault in the naming."""

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from dotenv.parser import parse_stream

PREFIX = "KEPU_"
FILE = "_FILE"
_FOR_TESTS = frozenset({"KEPU_CHROMIUM"})  # names the browser of the tests


@dataclass(frozen=True, slots=True)
class Given:
    """What was set: values by full name, and one sentence per fault. Empty values count as not set."""

    values: Mapping[str, str]
    faults: tuple[str, ...]


def collect(environ: Mapping[str, str], dotenv_path: Path, plain: Collection[str], secret: Collection[str]) -> Given:
    """Read both sources; the environment wins over the file, name by name.

    `plain` and `secret` are the known full names; a secret may also be given as NAME_FILE, the path of a file
    that holds it. A .env that does not exist is no fault.
    """
    lines, unreadable = _dotenv(dotenv_path)
    in_file = _known(lines, f" in {dotenv_path}", plain, secret)
    in_environ = _known(environ, "", plain, secret)
    return Given({**in_file.values, **in_environ.values}, (*unreadable, *in_file.faults, *in_environ.faults))


def _dotenv(path: Path) -> tuple[dict[str, str], tuple[str, ...]]:
    try:
        with path.open(encoding="utf-8-sig") as stream:
            bindings = list(parse_stream(stream))
    except FileNotFoundError:
        return {}, ()
    except (OSError, UnicodeDecodeError) as error:
        return {}, (f"{path} cannot be read ({_why(error)}): make it a readable text file in UTF-8, or remove it.",)
    broken = tuple(
        f"{path}, line {binding.original.line}: write it as NAME=value, or put # in front."
        for binding in bindings
        if binding.error or (binding.key and binding.value is None)
    )
    return {b.key: b.value for b in bindings if b.key and b.value is not None}, broken


def _known(source: Mapping[str, str], where: str, plain: Collection[str], secret: Collection[str]) -> Given:
    """The values of one source by full name, secrets taken out of their files."""
    given = {name: value.strip() for name, value in source.items() if name.upper().startswith(PREFIX) and value.strip()}
    values: dict[str, str] = {}
    faults: list[str] = []
    for name, value in given.items():
        target = name.removesuffix(FILE)
        if name in plain or name in secret:
            values[name] = value
        elif target in secret and target in given:
            faults.append(f"{name}{where}: {target} is set as well: keep one of the two.")
        elif target in secret:
            text, fault = _content(Path(value))
            values.update({target: text} if text else {})
            faults += [f"{name}{where}: {fault}"] if fault else []
        elif name not in _FOR_TESTS:
            faults.append(f"{name}{where}: {_unknown(name, plain, secret)}")
    return Given(values, tuple(faults))


def _content(path: Path) -> tuple[str, str | None]:
    """The secret in a file, or an empty text and what is wrong. What stands in the file is never part of a fault."""
    try:
        text = path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        return "", f"{path} cannot be read ({_why(error)}): name a readable text file that holds the secret."
    return text, None if text else f"{path} is empty: write the secret into it."


def _why(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror or "unknown reason") if isinstance(error, OSError) else "not UTF-8"


def _unknown(name: str, plain: Collection[str], secret: Collection[str]) -> str:
    """Why a name is not taken. Its value is not shown: it may be a secret under a wrong name."""
    if name.removesuffix(FILE) in plain:
        return f"only a secret can lie in a file: set {name.removesuffix(FILE)} itself."
    known = [other.removeprefix(PREFIX) for other in (*plain, *secret, *(secret_name + FILE for secret_name in secret))]
    near = difflib.get_close_matches(name.upper().removeprefix(PREFIX), known, n=1)
    return f"there is no such setting: {f'did you mean {PREFIX}{near[0]}?' if near else 'remove it.'}"
