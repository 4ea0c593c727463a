"""The result: one table for the terminal, the same as JSON beside it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.measure import Row


def shown(console: Console, about: Mapping[str, str], rows: Iterable[Row]) -> None:
    """Print the machine and the table."""
    console.print(" · ".join(f"{name} {value}" for name, value in about.items()), style="dim", highlight=False)
    table = Table(title="Kepu Ledger", title_justify="left", title_style="bold")
    table.add_column("what", no_wrap=True)
    for head in ("median", "p99", "beside", "ratio"):
        table.add_column(head, justify="right")
    table.add_column("measured")
    group = ""
    for one in rows:
        if one.group != group:
            group = one.group
            table.add_section()
            table.add_row(f"[bold]{group}[/bold]")
        table.add_row(*_cells(one))
    console.print(table)


def saved(path: Path, about: Mapping[str, str], rows: Iterable[Row]) -> None:
    """Write the machine and all rows as JSON."""
    kept = {"machine": dict(about), "rows": [asdict(one) for one in rows]}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _cells(one: Row) -> tuple[str, ...]:
    ratio = "" if one.ratio is None else f"×{figure(one.ratio)}"
    note = f"{one.rounds} times" + (f"; {one.note}" if one.note else "")
    return (
        one.what,
        _value(one.median, one.unit),
        _value(one.p99, one.unit),
        _value(one.beside, one.unit),
        ratio,
        note,
    )


def _value(number: float | None, unit: str) -> str:
    return "" if number is None else f"{figure(number)} {unit}"


def figure(number: float) -> str:
    """Three digits are all that is known: "0.0123", "1.23", "123", "12,345"."""
    if abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if abs(number) >= 10 else f"{number:.2f}" if abs(number) >= 1 else f"{number:.3g}"
