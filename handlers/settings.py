"""设置: pictures on or off, one more account for the same person."""

from dataclasses import replace
from datetime import timedelta

from handlers.join import code_hash
from handlers.scene import Result, Scene
from handlers.texts import common
from handlers.texts import settings as texts
from handlers.turn import Button, Say
from storage.model.people import Connection, Person
from storage.model.writes import AddConnection, SetPreferences

VALID = timedelta(minutes=15)


def start(scene: Scene) -> Result:
    """/settings: what is set, and what can be changed."""
    return scene.result(_shown(scene, scene.who))


def _shown(scene: Scene, who: Person) -> Say:
    unit, on = scene.facts.unit(who.unit_id), who.preferences.pictures
    head = texts.HEAD.format(
        name=who.name,
        unit=unit.name if unit else "",
        role=common.ROLES[who.role],
        pictures=texts.ON if on else texts.OFF,
    )
    switch = Button(texts.PICTURES_OFF, "p:off") if on else Button(texts.PICTURES_ON, "p:on")
    return Say(head, ((switch,), (Button(texts.CONNECT, "p:connect"),)))


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button of the settings."""
    match arguments:
        case ("on" | "off" as pictures,):
            preferences = replace(scene.who.preferences, pictures=pictures == "on")
            write = SetPreferences(scene.who.id, preferences, scene.at)
            return scene.result(_shown(scene, replace(scene.who, preferences=preferences)), writes=(write,))
        case ("connect",):
            code = scene.facts.fresh_code()
            connection = Connection(code_hash(code), scene.who.id, scene.at + VALID)
            text = texts.CONNECT_CODE.format(code=code, minutes=VALID.seconds // 60)
            return scene.result(Say(text), writes=(AddConnection(connection, scene.at),))
        case _:
            return start(scene)
