"""Whose records are asked for: the units of a name among those a person may see."""

from handlers.read.reading import Context
from handlers.scene import Scene
from handlers.texts import summary as texts
from storage.model.people import Role, Unit


def context(scene: Scene) -> Context:
    """Figures are asked of units: the reader knows those of the county, and no venues."""
    own = scene.facts.unit(scene.who.unit_id)
    county = own.path.split("/", maxsplit=1)[0] if own else scene.who.unit_id
    units = scene.facts.units_below(county)
    return Context(scene.at, scene.facts.taxonomy, tuple(name for unit in units for name in (unit.name, *unit.aliases)))


def units_named(scene: Scene, name: str) -> tuple[Unit, ...]:
    """The units of that name among those this person may see; volunteers see no unit's figures."""
    if scene.who.role is Role.VOLUNTEER:
        return ()
    return tuple(unit for unit in scene.facts.units_below(scene.who.unit_id) if name in (unit.name, *unit.aliases))


def refusal(scene: Scene, name: str) -> str:
    """Why the figures of a unit are not shown, and whose are."""
    if scene.who.role is Role.VOLUNTEER:
        return texts.ONLY_OWN.format(place=name)
    unit = scene.facts.unit(scene.who.unit_id)
    return texts.NOT_BELOW.format(place=name, unit=unit.name if unit else "")


def full_name(scene: Scene, unit: Unit) -> str:
    """With the unit above it: two villages may have one name."""
    parent = scene.facts.unit(unit.parent_id) if unit.parent_id else None
    return f"{parent.name if parent else ''}{unit.name}"
