"""How the units of a subtree stand with a period of a rule: counted, and branch by branch down the tree."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storage.model.duties import Obligation, Rule, Status
from storage.model.people import Person, Role, Unit

_RANK = {role: rank for rank, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Count:
    """How many units stand how: each is counted once, so that they add up to `owing`.

    A 零报告 that came late is one all the same.
    """

    on_time: int = 0
    late: int = 0
    nil: int = 0
    leave: int = 0
    exempt: int = 0
    open: int = 0

    @property
    def owing(self) -> int:
        """应报: everybody who was asked."""
        return self.reported + self.nil + self.leave + self.exempt + self.open

    @property
    def reported(self) -> int:
        """已报: on time or late."""
        return self.on_time + self.late


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit directly below the one that is looked at, or that one itself, with what is owed at and below it."""

    unit: Unit
    owed: tuple[Obligation, ...]

    @property
    def alone(self) -> bool:
        """Whether nothing below the unit owes anything."""
        return all(one.unit_id == self.unit.id for one in self.owed)


def reminded(rule: Rule, people: Sequence[Person]) -> tuple[Person, ...]:
    """Who of a unit is reminded: those of the rule's role or above; where there is none, everybody in it."""
    responsible = tuple(person for person in people if _RANK[person.role] >= _RANK[rule.role])
    return responsible or tuple(people)


def counted(owed: Iterable[Obligation]) -> Count:
    """How many stand how."""
    how = Counter((one.status, one.late) for one in owed)
    total = Counter[Status]()
    for (status, _), number in how.items():
        total[status] += number
    return Count(
        on_time=how[Status.REPORTED, False],
        late=how[Status.REPORTED, True],
        nil=total[Status.NIL],
        leave=total[Status.LEAVE],
        exempt=total[Status.EXEMPT],
        open=total[Status.OPEN],
    )


def within(units: Sequence[Unit], owed: Iterable[Obligation]) -> tuple[Obligation, ...]:
    """What these units owe, in their order."""
    by_unit = {one.unit_id: one for one in owed}
    return tuple(by_unit[unit.id] for unit in units if unit.id in by_unit)


def branches(units: Sequence[Unit], owed: Iterable[Obligation]) -> tuple[Branch, ...]:
    """The branches of a subtree (its top first among `units`) in which somebody owes something, in its order."""
    by_unit, parts = {one.unit_id: one for one in owed}, dict[str, list[Obligation]]()
    for unit in units:
        if unit.id in by_unit:
            parts.setdefault(_branch(units[0], unit), []).append(by_unit[unit.id])
    return tuple(Branch(unit, tuple(parts[unit.id])) for unit in units if unit.id in parts)


def _branch(top: Unit, unit: Unit) -> str:
    """The id of the branch a unit stands in."""
    return unit.path.removeprefix(top.path).partition("/")[0] or top.id
