"""Changing a record: every change is its next version, with who, when, why and what it was before (promise P8)."""

from dataclasses import replace

from handlers.cards import counted
from handlers.scene import Scene
from handlers.texts import common, wording
from handlers.texts import records as texts
from storage.model.activity import Act, Activity, Field, Particulars, Version
from storage.model.writes import AmendActivity


def amendment(scene: Scene, before: Activity, after: Activity, act: Act, reason: str = "") -> AmendActivity:
    """The write that turns one version of a record into the next."""
    return AmendActivity(
        activity_id=before.id,
        base=before.version,
        act=act,
        particulars=after.particulars,
        evidence=after.evidence,
        withdrawn=after.withdrawn,
        by=scene.who.id,
        at=scene.at,
        reason=reason,
    )


def following(activity: Activity, **changes: object) -> Activity:
    """The record as it will be at its next version."""
    return replace(activity, version=activity.version + 1, **changes)  # type: ignore[arg-type]  # names are Activity's


def differences(before: Particulars, after: Particulars, scene: Scene) -> tuple[str, ...]:
    """What changed, a line a field: "人数：80人 → 85人"."""
    lines = []
    for field in Field:
        old, new = (wording.value(one, field, scene.today) for one in (before, after))
        if old != new:
            change = {"before": old or texts.EMPTY, "after": new or texts.EMPTY}
            lines.append(texts.HISTORY_CHANGE.format(field=common.FIELDS[field], **change))
    return tuple(lines)


def history(scene: Scene, activity: Activity, versions: tuple[Version, ...]) -> str:
    """A record's whole history as lines, oldest first."""
    head = texts.HISTORY_OF.format(number=activity.number, name=wording.name(activity.particulars))
    earlier = (None, *versions[:-1])
    return "\n".join([head, *(_line(scene, old, new) for old, new in zip(earlier, versions, strict=True))])


def _line(scene: Scene, old: Version | None, new: Version) -> str:
    who = scene.facts.person(new.by)
    changes = (*differences(old.particulars, new.particulars, scene), *_files(old, new)) if old else ()
    return texts.HISTORY_LINE.format(
        version=new.number,
        moment=wording.moment(new.at.astimezone(scene.at.tzinfo), scene.today),
        who=who.name if who else new.by,
        act=common.ACTS[new.act],
        changes=texts.GAP + texts.AND_CHANGED.join(changes) if changes else "",
        reason=texts.GAP + texts.BECAUSE.format(reason=new.reason) if new.reason else "",
    )


def _files(old: Version, new: Version) -> tuple[str, ...]:
    """How many photos and files there were and are, where that differs."""
    before, after = counted(old.evidence), counted(new.evidence)
    change = texts.HISTORY_CHANGE.format(field=common.PHOTOS, before=before, after=after)
    return (change,) if old.evidence != new.evidence else ()


def undone(activity: Activity, versions: tuple[Version, ...]) -> tuple[Activity, Act]:
    """The record as before its newest version, and what going there is called."""
    newest, before = versions[-1], versions[-2] if len(versions) > 1 else None
    if before is None:
        return following(activity, withdrawn=texts.UNDO_REASON), Act.WITHDRAWN
    earlier = following(activity, particulars=before.particulars, evidence=before.evidence, withdrawn=before.withdrawn)
    match newest.act:
        case Act.WITHDRAWN:
            return earlier, Act.RESTORED
        case Act.RESTORED:
            return earlier, Act.WITHDRAWN
        case Act.ADDED | Act.CHANGED | Act.EVIDENCE:
            return earlier, newest.act
