"""The figures of a summary as CSV: a line for each part, then one for each thing that came out."""

import csv
import io
from collections.abc import Iterator

from bot.figures import Figures
from reports.summarise import Part, attendance, parts, sessions
from reports.texts import SESSION_WORDS
from storage.model.figures import OutputTally

HEADS = (
    *("part", "name", "activities", "sessions_qi", "sessions_chang", "sessions_ci", "attendance", "approximate"),
    *("uncounted", "online", "volunteers", "experts", "attendance_before", "attendance_year_before"),
    *("category", "action", "quantity", "measure"),
)


def as_csv(figures: Figures) -> str:
    """With a head; a cell is empty where nobody counted, and where a column is of the other sort of line."""
    out = io.StringIO()
    lines = csv.DictWriter(out, HEADS, lineterminator="\n")
    lines.writeheader()
    lines.writerows(_rows(figures))
    return out.getvalue()


def _rows(figures: Figures) -> Iterator[dict[str, object]]:
    for part in parts(figures.asked, figures.sums):
        yield _part(figures.asked.grouping.value, part)
    for output in figures.sums.outputs:
        yield _output(output)


def _part(grouping: str, part: Part) -> dict[str, object]:
    now, counts = part.now, sessions(part.now)
    past = (part.now, part.before, part.year_before)
    shown = [said if (said := attendance(tally)).isdecimal() else "" for tally in past]
    return {
        "part": grouping,
        "name": part.name,
        "activities": now.activities,
        **dict(zip(HEADS[3:6], (counts.get(word, 0) for word in SESSION_WORDS), strict=True)),
        "attendance": shown[0],
        **{name: getattr(now, name) for name in ("approximate", "uncounted", "online", "volunteers", "experts")},
        "attendance_before": shown[1],
        "attendance_year_before": shown[2],
    }


def _output(output: OutputTally) -> dict[str, object]:
    unknown = output.uncounted and not output.quantity
    return {
        "part": "output",
        "name": output.item,
        "activities": output.times,
        "approximate": output.approximate,
        "uncounted": output.uncounted,
        "category": output.category.value,
        "action": output.action,
        "quantity": "" if unknown else output.quantity,
        "measure": output.measure,
    }
