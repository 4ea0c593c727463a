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
) -> None:
    """Say of every figure of a text whether the ledger agrees: exit 0 where none differs, 1 where one does."""
    from bot.check_command import Wanted
    from bot.check_command import check_text as checking
    from bot.plaintext import as_text
    from handlers.texts.checking import NO_FILE

    try:
        text = sys.stdin.read() if file == "-" else as_text(Path(file).read_bytes(), file)
    except OSError as error:
        fail(NO_FILE.format(file=file, why=error.strerror), code=WRONG_USE)
    if not text.strip():
        fail(NO_FILE.format(file=file, why="empty"), code=WRONG_USE)
    with told():
        wanted = Wanted(text, period, unit, as_json)
        code = checking(ledger_of(settings_in_force()), wanted, sys.stdout, sys.stderr)
    raise typer.Exit(code)


def register(file: Annotated[Path, typer.Argument(help="An .xlsx file with a row for each statement.")]) -> None:
    """Enter assets, publicity, funds and the like from an Excel file: all rows, or none where one is wrong."""
    from bot.register_command import register as entering

    with told():
        code = entering(ledger_of(settings_in_force()), file, sys.stdout, sys.stderr)
    raise typer.Exit(code)
