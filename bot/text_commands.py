"""`python -m bot check-text` and `register`: texts and tables written elsewhere, beside the ledger and into it."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.command_line import WRONG_USE, fail, ledger_of, settings_in_force, told


def check_text(
    file: Annotated[str, typer.Argument(help="A .txt or .docx file, or - for standard input.")],
    period: Annotated[str, typer.Option(help="The days in words; without them as the text says, else this year.")] = "",
    unit: Annotated[str, typer.Option(help="Name or id of a unit; without it the whole ledger.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a figure.")] = False,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="A .docx file for the draft with every figure marked.")
    ] = None,
) -> None:
    """Say of every figure of a text whether the ledger agrees: exit 0 where none differs, 1 where one does."""
    from bot.check_command import Wanted
    from bot.check_command import check_text as checking
    from bot.plaintext import WORD

    _fit_to_write(file, out)
    text, content = _read(file)
    with told():
        word = content if Path(file).suffix.lower() == WORD else b""
        wanted = Wanted(text, period, unit, as_json, out, word)
        code = checking(ledger_of(settings_in_force()), wanted, sys.stdout, sys.stderr)
    raise typer.Exit(code)


def _read(file: str) -> tuple[str, bytes]:
    """The text of a file with its bytes."""
    from bot.plaintext import NoText, as_text
    from handlers.texts.checking import NO_FILE
    from handlers.texts.common import REFUSED

    try:
        content = sys.stdin.read().encode(errors="replace") if file == "-" else Path(file).read_bytes()
        return as_text(content, "-.txt" if file == "-" else file), content
    except OSError as error:
        fail(NO_FILE.format(file=file, why=error.strerror), code=WRONG_USE)
    except NoText as fault:
        fail(REFUSED[fault.reason].format(name=Path(file).name), code=WRONG_USE)


def _fit_to_write(file: str, out: Path | None) -> None:
    """A draft is marked in Word, and never over itself."""
    from bot.plaintext import WORD
    from handlers.texts.checking import NOT_OVER, ONLY_WORD

    if out is not None and out.suffix.lower() != WORD:
        fail(ONLY_WORD.format(file=out), code=WRONG_USE)
    if out is not None and file != "-" and out.resolve() == Path(file).resolve():
        fail(NOT_OVER.format(file=out), code=WRONG_USE)


def register(file: Annotated[Path, typer.Argument(help="An .xlsx file with a row for each statement.")]) -> None:
    """Enter assets, publicity, funds and the like from an Excel file: all rows, or none where one is wrong."""
    from bot.register_command import register as entering

    with told():
        code = entering(ledger_of(settings_in_force()), file, sys.stdout, sys.stderr)
    raise typer.Exit(code)
