"""Who has reported, as a workbook: the sums of each branch of the tree, then every unit with how it stands."""

from collections.abc import Sequence
from datetime import datetime

from reports import texts
from reports.workbook import Line, Spread, Workbook
from storage.model.duties import Obligation, Status
from storage.model.people import Unit
from storage.model.standing import Branch, Count, branches, counted, within

_NAME, _FIGURE, _MOMENT, _REASON = 24, 9, 17, 40


def pending_workbook(title: str, units: Sequence[Unit], owed: Sequence[Obligation], at: datetime) -> Workbook:
    """How the units of a subtree (its top first, in tree order) stand with a period; moments in the zone of `at`."""
    chosen = within(units, owed)
    notes = (texts.as_of(at),)
    sums = Spread(
        name=texts.TAB_SUMS,
        title=title,
        notes=notes,
        head=(texts.HEAD_UNIT, *texts.STANDING),
        widths=(_NAME, *(_FIGURE for _ in texts.STANDING)),
        rows=tuple(_branch(units[0], branch) for branch in branches(units, chosen)),
        total=(texts.TOTAL, *_figures(counted(chosen))),
    )
    every = Spread(
        name=texts.TAB_UNITS,
        title=title,
        notes=notes,
        head=texts.HEADS_OF_UNITS,
        widths=(_NAME, _NAME, _FIGURE, _FIGURE, _MOMENT, _FIGURE, _REASON),
        rows=_units(units, chosen, at),
    )
    return Workbook(title, at, (sums, every))


def _branch(top: Unit, branch: Branch) -> Line:
    name = texts.own_part(top.name) if branch.unit.id == top.id and len(branch.owed) == 1 else branch.unit.name
    return (name, *_figures(counted(branch.owed)))


def _figures(count: Count) -> tuple[int, ...]:
    """In the order of `texts.STANDING`: the first is the sum of the others."""
    return (count.owing, count.on_time, count.late, count.nil, count.leave, count.exempt, count.open)


def _units(units: Sequence[Unit], owed: Sequence[Obligation], at: datetime) -> tuple[Line, ...]:
    by_id = {unit.id: unit for unit in units}
    return tuple(_unit(by_id, one, at) for one in owed)


def _unit(units: dict[str, Unit], owed: Obligation, at: datetime) -> Line:
    unit = units[owed.unit_id]
    above = units.get(unit.parent_id or "")
    settled = owed.status is not Status.OPEN and owed.at is not None
    return (
        unit.name,
        above.name if above else "",
        texts.STATUSES[owed.status],
        texts.LATE if owed.late else "",
        f"{owed.at.astimezone(at.tzinfo):%Y-%m-%d %H:%M}" if settled and owed.at else "",
        owed.activities,
        owed.reason if owed.status is not Status.OPEN else "",
    )
