"""How a period stands, as cards: the table down the tree, the list of who has not reported, one unit."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from handlers.cards import buttons_in_rows
from handlers.digest import full_names
from handlers.permission import may_exempt, may_oversee
from handlers.scene import Scene
from handlers.standings import View, neighbours, readers, rules
from handlers.texts import common, wording
from handlers.texts import duties as duty_texts
from handlers.texts import pending as texts
from handlers.turn import Button, Buttons, Card, Row
from storage.model.duties import Obligation, Status
from storage.model.people import Person
from storage.model.standing import Branch, Count, branches, counted

PAGE = 20
MOST_NAMES = 20
LONGEST_NAME = 14

T = TypeVar("T")
Readers = Mapping[str, tuple[Person, ...]]
"""Whom a reminder would reach, by unit."""


def table(scene: Scene, seen: View, page: int, *, replace: bool) -> Card:
    """The counts, which add up, then a line for each branch of the tree, and who has not reported."""
    parts, count, reached = branches(seen.units, seen.owed), counted(seen.owed), readers(scene, seen)
    shown, page, pages = _paged(parts, page)
    lines = tuple(_line(seen, branch, reached) for branch in shown)
    sums_only = () if all(branch.alone for branch in parts) else (_open_names(seen, reached),)
    text = "\n".join(part for part in (*sums_only, _page(page, pages), _when(seen)) if part)
    moving = _pages(seen, "t", page, pages)
    buttons = (_around(scene, seen), *_inside(seen, shown), moving, _acts(seen), _others(scene, seen), _up(scene, seen))
    return _card(scene, _title(seen), (*_heads(count), *lines), text, buttons, replace=replace)


def unreported(scene: Scene, seen: View, page: int) -> Card:
    """Who has not reported, by name, each with a button; 还没有人加入 where nobody would read a reminder."""
    names, reached = full_names(seen.units), readers(scene, seen)
    shown, page, pages = _paged(seen.open, page)
    said = [
        texts.LISTED.format(nth=nth, unit=names[one.unit_id], remark=_remark(one, reached))
        for nth, one in enumerate(shown, start=page * PAGE + 1)
    ]
    text = "\n".join(part for part in (*(said or [texts.NONE_OPEN]), _page(page, pages), _when(seen)) if part)
    units = tuple(
        Button(wording.shortened(names[one.unit_id], LONGEST_NAME), seen.action("u", unit_id=one.unit_id))
        for one in shown
    )
    back = Button(texts.UP.format(unit=seen.top.name), seen.action("t", 0))
    nudging = (Button(texts.REMIND, seen.action("r")),) if seen.open else ()
    buttons = (*buttons_in_rows(units), _pages(seen, "l", page, pages), (*nudging, back))
    title = texts.LIST_TITLE.format(title=_title(seen), count=len(seen.open))
    return _card(scene, title, (), text, buttons, replace=True)


def one_unit(scene: Scene, seen: View, *, replace: bool) -> Card:
    """How the unit on top of a view stands by itself, and what can be done about it."""
    owed = next((one for one in seen.owed if one.unit_id == seen.top.id), None)
    if owed is None:
        return _card(scene, _title(seen), (), texts.OWES_NOTHING.format(unit=seen.top.name), (), replace=replace)
    reached = readers(scene, seen)
    people = texts.JOIN.join(one.name for one in reached.get(seen.top.id, ()))
    rows = (
        Row(texts.STAND, duty_texts.STATUSES[owed.status] + (texts.LATE if owed.late else "")),
        Row(texts.SINCE, _since(scene, owed)),
        Row(texts.LOGGED, texts.LOGGED_COUNT.format(count=owed.activities)),
        Row(texts.REASON, owed.reason if owed.status is not Status.OPEN or owed.reopened_at else ""),
        Row(texts.WHO, people or _missing(owed, reached)),
    )
    shown = tuple(row for row in rows if row.value)
    buttons = _unit_buttons(scene, seen, owed, reached=seen.top.id in reached)
    return _card(scene, _title(seen), shown, _when(seen), buttons, replace=replace)


def _card(scene: Scene, title: str, rows: tuple[Row, ...], text: str, buttons: Buttons, *, replace: bool) -> Card:
    """Everything about who has reported takes the place of what stood there before."""
    kept = tuple(row for row in buttons if row)
    return Card(f"o{scene.who.id}", title, rows, text, kept, replace=replace)


def _title(seen: View) -> str:
    return texts.TITLE.format(unit=seen.top.name, duty=seen.duty)


def _heads(count: Count) -> tuple[Row, ...]:
    reported = texts.REPORTED_HOW.format(count=count.reported, on_time=count.on_time, late=count.late)
    return (
        Row(texts.OWING, texts.UNITS.format(count=count.owing)),
        Row(texts.REPORTED, reported if count.reported else "0"),
        Row(texts.NIL, str(count.nil)),
        Row(texts.ON_LEAVE, str(count.leave)),
        Row(texts.EXEMPTED, str(count.exempt)),
        Row(texts.OPEN, str(count.open)),
    )


def _line(seen: View, branch: Branch, reached: Readers) -> Row:
    """One unit by how it stands, or a branch by its sums."""
    own = branch.unit.id == seen.top.id
    label = texts.OWN_PART.format(unit=branch.unit.name) if own else branch.unit.name
    if not branch.alone:
        return Row(label, texts.total(counted(branch.owed)))
    (owed,) = branch.owed
    return Row(label, texts.status(owed) + _remark(owed, reached))


def _missing(owed: Obligation, reached: Readers) -> str:
    """Where nobody would read a reminder and one is needed; empty everywhere else."""
    return texts.NOBODY if owed.status is Status.OPEN and owed.unit_id not in reached else ""


def _remark(owed: Obligation, reached: Readers) -> str:
    missing = _missing(owed, reached)
    return texts.REMARK.format(remark=missing) if missing else ""


def _open_names(seen: View, reached: Readers) -> str:
    """Who has not reported; how many of them nobody would read a reminder in (the list says which)."""
    if not seen.open:
        return texts.NONE_OPEN
    names = full_names(seen.units)
    said = texts.OPEN_ONES.format(names=texts.named([names[one.unit_id] for one in seen.open], MOST_NAMES))
    nobody = sum(1 for one in seen.open if one.unit_id not in reached)
    return said + (texts.NOBODY_IN.format(count=nobody) if nobody else "")


def _when(seen: View) -> str:
    """The deadline and, as the last line, how old this is."""
    if not seen.owed:
        return texts.as_of(seen.at)
    first = seen.owed[0]
    return f"{texts.deadline(first.due_at, first.closes_at, seen.at)}\n{texts.as_of(seen.at)}"


def _since(scene: Scene, owed: Obligation) -> str:
    """When it was settled; empty while it is not."""
    if owed.status is Status.OPEN or owed.at is None:
        return ""
    return wording.moment(owed.at.astimezone(scene.at.tzinfo), scene.today)


def _paged(all_of: Sequence[T], page: int) -> tuple[Sequence[T], int, int]:
    """The part that is on a page, which page that is, and how many there are; beyond the last comes the last."""
    pages = max(1, -(-len(all_of) // PAGE))
    page = min(page, pages - 1)
    return all_of[page * PAGE : (page + 1) * PAGE], page, pages


def _page(page: int, pages: int) -> str:
    return texts.PAGE.format(page=page + 1, pages=pages) if pages > 1 else ""


def _pages(seen: View, verb: str, page: int, pages: int) -> tuple[Button, ...]:
    before = (Button(common.PREVIOUS_PAGE, seen.action(verb, page - 1)),) if page else ()
    return (*before, Button(common.NEXT_PAGE, seen.action(verb, page + 1))) if page + 1 < pages else before


def _around(scene: Scene, seen: View) -> tuple[Button, ...]:
    """The same anew, and the periods before and after."""
    earlier, later = neighbours(scene, seen)
    spans = ((texts.EARLIER, earlier), (texts.LATER, later))
    moves = (
        Button(label, f"o:t:{seen.rule.id}:{span.key}:{seen.top.id}:0") for label, span in spans if span is not None
    )
    return (Button(texts.REFRESH, seen.action("t", 0)), *moves)


def _inside(seen: View, shown: Sequence[Branch]) -> Buttons:
    """Into the branches that hold more than themselves, and to single units that have not reported."""
    buttons = (
        Button(
            wording.shortened(_line_name(seen, branch), LONGEST_NAME),
            seen.action(*_into(branch), unit_id=branch.unit.id),
        )
        for branch in shown
        if not branch.alone or branch.owed[0].status is Status.OPEN
    )
    return buttons_in_rows(tuple(buttons))


def _line_name(seen: View, branch: Branch) -> str:
    return texts.OWN_PART.format(unit=branch.unit.name) if branch.unit.id == seen.top.id else branch.unit.name


def _into(branch: Branch) -> tuple[str, ...]:
    return ("u",) if branch.alone else ("t", "0")


def _acts(seen: View) -> tuple[Button, ...]:
    if not seen.owed:
        return ()
    export = Button(texts.EXPORT, seen.action("x"))
    if not seen.open:
        return (export,)
    return (Button(texts.LIST, seen.action("l", 0)), export, Button(texts.REMIND, seen.action("r")))


def _others(scene: Scene, seen: View) -> tuple[Button, ...]:
    """The other rules, each with its period of now."""
    return tuple(
        Button(wording.shortened(rule.title, LONGEST_NAME), f"o:d:{rule.id}:{seen.top.id}")
        for rule in rules(scene)
        if rule.id != seen.rule.id
    )


def _up(scene: Scene, seen: View) -> tuple[Button, ...]:
    """To the table of the unit above, as far as the person's own."""
    above = scene.facts.unit(seen.top.parent_id or "")
    if above is None or seen.top.id == scene.who.unit_id:
        return ()
    return (Button(texts.UP.format(unit=above.name), seen.action("t", 0, unit_id=above.id)),)


def _unit_buttons(scene: Scene, seen: View, owed: Obligation, *, reached: bool) -> Buttons:
    """What can be said of it from above; what is said by activities cannot be taken back."""
    key = f"{seen.rule.id}:{seen.span.key}:{seen.top.id}"
    acts: tuple[Button, ...] = ()
    if owed.closed(seen.at):
        reopening = owed.status is Status.OPEN and may_oversee(scene.who, seen.rule.unit_id, scene.facts)
        acts = (Button(texts.REOPEN, f"n:why:reopen:{key}"),) if reopening else ()
    elif owed.status is Status.OPEN:
        exempting = may_exempt(scene.who, seen.rule, scene.facts)
        exempt = (Button(texts.EXEMPT, f"n:exempt:{key}"),) if exempting else ()
        nudging = (Button(texts.REMIND_ONE, seen.action("n")),) if reached else ()
        acts = (*nudging, Button(texts.LEAVE, f"n:leave:{key}"), *exempt)
    elif owed.by is not None:
        acts = (Button(texts.TAKE_BACK, f"n:open:{key}"),)
    back = _up(scene, seen) or (Button(texts.UP.format(unit=seen.top.name), seen.action("t", 0)),)
    return (acts, (Button(texts.REFRESH, seen.action("u")), *back))
