"""`python -m bot units`: the tree of units shown, and added to one by one or as a file."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.command_line import WRONG_USE, fail, ledger_of, settings_in_force, told
from handlers.texts import operator as texts

app = typer.Typer(help="Show the tree of units, or add to it.", invoke_without_command=True)


@app.callback(invoke_without_command=True)
def units(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False
) -> None:
    """Print the tree of units, or add to it by `add` and `load`."""
    from bot.units import tree
    from handlers.texts.common import LEVELS

    if context.invoked_subcommand:
        return
    with told():
        found = tuple(tree(ledger_of(settings_in_force()).desk.database))
        for depth, unit in found:
            fields = {"id": unit.id, "name": unit.name, "level": unit.level, "parent": unit.parent_id}
            line = texts.UNIT_LINE.format(indent="  " * depth, name=unit.name, level=LEVELS[unit.level], id=unit.id)
            typer.echo(json.dumps(fields, ensure_ascii=False) if as_json else line)
        if not found:
            typer.echo(texts.NO_UNITS, err=True)


@app.command("add")
def add_unit(
    name: str,
    level: Annotated[str, typer.Option(help="county, township, member, community, village, school or enterprise.")],
    under: Annotated[str, typer.Option(help="Name or id of the unit above; without it the unit is a root.")] = "",
    alias: Annotated[list[str], typer.Option(help="Another name people use; may be given several times.")] = [],  # noqa: B006 - typer reads it
) -> None:
    """Add one unit; adding it again changes nothing."""
    from bot.units import added, level_named
    from storage.model.people import Level

    known = level_named(level)
    if known is None:
        fail(f"--level {level} is not known: write one of {', '.join(Level)}", code=WRONG_USE)
    with told():
        unit = added(ledger_of(settings_in_force()).desk.database, name, known, under, tuple(alias))
        typer.echo(texts.UNIT_ADDED.format(id=unit.id, name=unit.name))


@app.command("load")
def load_units(
    file: Annotated[Path, typer.Argument(help=texts.CSV_HELP)],
) -> None:
    """Add all units of a CSV file at once, or none where a line is wrong."""
    from bot.units import loaded

    with told():
        try:
            with file.open(encoding="utf-8-sig", newline="") as source:
                count = loaded(ledger_of(settings_in_force()).desk.database, source)
        except (OSError, UnicodeDecodeError) as error:
            fail(f"{file} cannot be read ({type(error).__name__}): name a CSV file in UTF-8", code=WRONG_USE)
        typer.echo(texts.CSV_LOADED.format(count=count))
