"""报表: something to take along as a file: which kind, of which days, of whom; it is made when it is sent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from handlers import composing, releases, whose
from handlers.permission import own_scope
from handlers.read.papers import Sort, Wanted, asks_for_paper, read_paper
from handlers.read.periods import read_period, this_month, this_year
from handlers.read.requests import Request
from handlers.scene import Result, Scene
from handlers.scopes import scope_of, written
from handlers.state import Idle, Reporting
from handlers.texts import files, wording
from handlers.texts import report as texts
from handlers.turn import Button, Buttons, Paper, PaperKind, Said, Say, ShowFile
from storage.model.figures import Period, Scope
from storage.model.people import Unit
from storage.model.shells import Shell

MOST_RECORDS = 300_000
"""Records of a ledger: a sheet has a million rows, and every thing that was handed out takes one."""
_LONGEST_WORDS = 20
_CODES = {kind: kind.value[0] for kind in PaperKind}
_USUAL = Sort(PaperKind.LEDGER)
_HASH = 4
"""Hexadecimal digits of a paper's name behind the letter of its kind."""


def start(scene: Scene, rest: str) -> Result:
    """/report [kind] [period] [unit]; the word for the command may name the kind, so the whole message is read."""
    event = scene.incoming.event
    words = rest or (event.text if isinstance(event, Said) else "")
    return _heard(scene, None, own_scope(scene.who), read_paper(words, whose.context(scene)))


def asked(scene: Scene, text: str) -> Result | None:
    """A message without a command that can only wish for a file; None for everything else."""
    if not asks_for_paper(text, scene.facts.taxonomy.shells):
        return None
    wanted = read_paper(text, whose.context(scene))
    return None if wanted.request.unread else _heard(scene, None, own_scope(scene.who), wanted)


def hear(scene: Scene, task: Reporting, text: str) -> Result:
    """What was not said yet: the kind, the days, or another unit; a new wish is one of its own."""
    if asks_for_paper(text, scene.facts.taxonomy.shells):
        return start(scene, text)
    sort, scope = _parsed(scene, tuple(task.question.split(":"))) or (None, own_scope(scene.who))
    return _heard(scene, sort, scope, read_paper(text, whose.context(scene)))


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button, however old: the whole question is in it; what the person may not see is refused like a forged one."""
    found = _parsed(scene, arguments)
    return scene.say(texts.STALE_BUTTON, task=Idle()) if found is None else _next(scene, *found)


def _heard(scene: Scene, sort: Sort | None, scope: Scope, wanted: Wanted) -> Result:
    sort, request = wanted.sort or sort, wanted.request
    if request.unread:
        words = wording.shortened(request.unread, _LONGEST_WORDS)
        return _ask(scene, texts.UNKNOWN.format(words=words, kind=name_of(sort or _USUAL)), sort, scope)
    scope = _with(scope, request)
    if request.unit is None:
        return _next(scene, sort, scope)
    match whose.units_named(scene, request.unit):
        case ():
            return scene.say(whose.refusal(scene, request.unit), task=Idle())
        case (unit,):
            return _next(scene, sort, replace(scope, unit_id=unit.id))
        case several:
            return _which(scene, sort, scope, several)


def _with(scope: Scope, request: Request) -> Scope:
    """The scope with what was said; what was said before stays."""
    return replace(
        scope,
        period=request.period or scope.period,
        kind=request.kind or scope.kind,
        programme=request.programme or scope.programme,
        audience=request.audience or scope.audience,
    )


def _which(scene: Scene, sort: Sort | None, scope: Scope, units: tuple[Unit, ...]) -> Result:
    choices = tuple(
        (Button(whose.full_name(scene, unit), _action(sort, replace(scope, unit_id=unit.id))),) for unit in units
    )
    return scene.say(texts.WHICH_UNIT.format(name=units[0].name), choices)


def _next(scene: Scene, sort: Sort | None, scope: Scope) -> Result:
    """Ask what is still open, else the file."""
    if sort is None:
        return _ask(scene, texts.ASK_KIND, sort, scope)
    if scope.period is None:
        return _ask(scene, texts.ASK_PERIOD.format(kind=name_of(sort)), sort, scope)
    return _file(scene, sort, scope, scope.period)


def _ask(scene: Scene, text: str, sort: Sort | None, scope: Scope) -> Result:
    """A question with what can be answered: the kinds, then the days."""
    buttons = _kinds(scene, scope) if sort is None else _periods(scene, sort, scope)
    return scene.result(Say(text, buttons), task=Reporting(_question(sort, scope)))


def _kinds(scene: Scene, scope: Scope) -> Buttons:
    """The kinds there always are, then the papers of the office."""
    usual = tuple(Button(name.label, _action(Sort(kind), scope)) for kind, name in texts.KINDS.items())
    shells = scene.facts.taxonomy.shells
    own = tuple(Button(one.name, _action(Sort(PaperKind.REPORT, one.name), scope)) for one in shells)
    return (usual, own) if own else (usual,)


def _periods(scene: Scene, sort: Sort, scope: Scope) -> Buttons:
    month = this_month(scene.today)
    year = this_year(scene.today)
    choices = (
        (texts.THIS_MONTH, month),
        (texts.LAST_MONTH, this_month(month.first - timedelta(days=1))),
        (texts.THIS_QUARTER, read_period(texts.THIS_QUARTER, scene.today)),
        (texts.THIS_YEAR, year),
        (texts.LAST_YEAR, this_year(year.first - timedelta(days=1))),
    )
    buttons = [Button(label, _action(sort, replace(scope, period=period))) for label, period in choices]
    return (tuple(buttons[:2]), tuple(buttons[2:]))


def _file(scene: Scene, sort: Sort, scope: Scope, period: Period) -> Result:
    """The file, or what is to be asked for it first; a sentence where there are no records."""
    paper = Paper(sort.kind, scope, _title(scene, sort, scope, period), shell=sort.shell)
    count = scene.facts.activities(scope, 0, 1).total
    again = replace(scope, period=None)
    if not count:
        return _ask(scene, texts.NONE.format(title=paper.title, kind=name_of(sort)), sort, again)
    if too_long(sort.kind, count):
        return _ask(scene, texts.TOO_LONG.format(title=paper.title, count=count), sort, again)
    return composing.start(scene, paper) if sort.shell else _shown(scene, paper, count)


def _shown(scene: Scene, paper: Paper, count: int) -> Result:
    """The file, with the other kinds of the same records one tap away."""
    kinds = texts.KINDS
    others = tuple(Button(kinds[one].label, _action(Sort(one), paper.scope)) for one in kinds if one is not paper.kind)
    shown = ShowFile(
        paper,
        name=files.file_name(paper.title, scene.today, kinds[paper.kind].ending),
        text=texts.FILE.format(title=paper.title, count=count),
        buttons=(others, *composing.button(paper), *releases.button(scene, paper)),
    )
    return scene.result(shown, task=Idle(), shown=paper)


def too_long(kind: PaperKind, count: int) -> bool:
    """Whether so many records are more than a sheet takes."""
    return kind is PaperKind.LEDGER and count > MOST_RECORDS


def _title(scene: Scene, sort: Sort, scope: Scope, period: Period) -> str:
    unit = scene.facts.unit(scope.unit_id) if scope.unit_id else None
    shell = scene.facts.taxonomy.shell(sort.shell)
    return title_of(unit.name if unit else scene.who.name, sort.kind, scope, period, shell)


def title_of(owner: str, kind: PaperKind, scope: Scope, period: Period, shell: Shell | None = None) -> str:
    """What a report is called: whose, which days, which activities, what kind."""
    days = f"{period.label}{scope.audience}{scope.programme}{scope.kind}"
    return shell.title.format(unit=owner, period=days) if shell else f"{owner}{days}{texts.title(kind, period)}"


def name_of(sort: Sort) -> str:
    """What such reports are called."""
    return sort.shell or texts.KINDS[sort.kind].label


def _question(sort: Sort | None, scope: Scope) -> str:
    return f"{_code(sort) if sort else ''}:{written(scope)}"


def _code(sort: Sort) -> str:
    named = sha256(sort.shell.encode()).hexdigest()[:_HASH] if sort.shell else ""
    return _CODES[sort.kind] + named


def _action(sort: Sort | None, scope: Scope) -> str:
    return f"x:{_question(sort, scope)}"


def _parsed(scene: Scene, arguments: tuple[str, ...]) -> tuple[Sort | None, Scope] | None:
    """What an action asks for, or None where it says nothing that is allowed and known."""
    match arguments:
        case (code, first, last, unit_id, filters):
            sorts = {_code(sort): sort for sort in _sorts(scene)}
            scope = scope_of(scene, (first, last), unit_id, filters) if not code or code in sorts else None
            return None if scope is None else (sorts.get(code), scope)
        case _:
            return None


def _sorts(scene: Scene) -> Iterator[Sort]:
    yield from map(Sort, PaperKind)
    for kind in texts.PROSE:
        yield from (Sort(kind, shell.name) for shell in scene.facts.taxonomy.shells)
