"""报表: something to take along as a file: which kind, of which days, of whom; it is made when it is sent."""

from dataclasses import replace
from datetime import timedelta

from handlers import releases, whose
from handlers.permission import own_scope
from handlers.read.papers import Wanted, asks_for_paper, read_paper
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

MOST_RECORDS = 300_000
"""Records of a ledger: a sheet has a million rows, and every thing that was handed out takes one."""
_LONGEST_WORDS = 20
_CODES = {kind: kind.value[0] for kind in PaperKind}
_KINDS = {code: kind for kind, code in _CODES.items()}
_USUAL = PaperKind.LEDGER


def start(scene: Scene, rest: str) -> Result:
    """/report [kind] [period] [unit]; the word for the command may name the kind, so the whole message is read."""
    event = scene.incoming.event
    words = rest or (event.text if isinstance(event, Said) else "")
    return _heard(scene, None, own_scope(scene.who), read_paper(words, whose.context(scene)))


def asked(scene: Scene, text: str) -> Result | None:
    """A message without a command that can only wish for a file; None for everything else."""
    if not asks_for_paper(text):
        return None
    wanted = read_paper(text, whose.context(scene))
    return None if wanted.request.unread else _heard(scene, None, own_scope(scene.who), wanted)


def hear(scene: Scene, task: Reporting, text: str) -> Result:
    """What was not said yet: the kind, the days, or another unit; a new wish is one of its own."""
    if asks_for_paper(text):
        return start(scene, text)
    kind, scope = _parsed(scene, tuple(task.question.split(":"))) or (None, own_scope(scene.who))
    return _heard(scene, kind, scope, read_paper(text, whose.context(scene)))


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button, however old: the whole question is in it; what the person may not see is refused like a forged one."""
    found = _parsed(scene, arguments)
    return scene.say(texts.STALE_BUTTON, task=Idle()) if found is None else _next(scene, *found)


def _heard(scene: Scene, kind: PaperKind | None, scope: Scope, wanted: Wanted) -> Result:
    kind, request = wanted.kind or kind, wanted.request
    if request.unread:
        words = wording.shortened(request.unread, _LONGEST_WORDS)
        return _ask(scene, texts.UNKNOWN.format(words=words, kind=texts.KINDS[kind or _USUAL].label), kind, scope)
    scope = _with(scope, request)
    if request.unit is None:
        return _next(scene, kind, scope)
    match whose.units_named(scene, request.unit):
        case ():
            return scene.say(whose.refusal(scene, request.unit), task=Idle())
        case (unit,):
            return _next(scene, kind, replace(scope, unit_id=unit.id))
        case several:
            return _which(scene, kind, scope, several)


def _with(scope: Scope, request: Request) -> Scope:
    """The scope with what was said; what was said before stays."""
    return replace(
        scope,
        period=request.period or scope.period,
        kind=request.kind or scope.kind,
        programme=request.programme or scope.programme,
        audience=request.audience or scope.audience,
    )


def _which(scene: Scene, kind: PaperKind | None, scope: Scope, units: tuple[Unit, ...]) -> Result:
    choices = tuple(
        (Button(whose.full_name(scene, unit), _action(kind, replace(scope, unit_id=unit.id))),) for unit in units
    )
    return scene.say(texts.WHICH_UNIT.format(name=units[0].name), choices)


def _next(scene: Scene, kind: PaperKind | None, scope: Scope) -> Result:
    """Ask what is still open, else the file."""
    if kind is None:
        return _ask(scene, texts.ASK_KIND, kind, scope)
    if scope.period is None:
        return _ask(scene, texts.ASK_PERIOD.format(kind=texts.KINDS[kind].label), kind, scope)
    return _file(scene, kind, scope, scope.period)


def _ask(scene: Scene, text: str, kind: PaperKind | None, scope: Scope) -> Result:
    """A question with what can be answered: the kinds, then the days."""
    buttons = _kinds(scope) if kind is None else _periods(scene, kind, scope)
    return scene.result(Say(text, buttons), task=Reporting(_question(kind, scope)))


def _kinds(scope: Scope) -> Buttons:
    return (tuple(Button(name.label, _action(kind, scope)) for kind, name in texts.KINDS.items()),)


def _periods(scene: Scene, kind: PaperKind, scope: Scope) -> Buttons:
    month = this_month(scene.today)
    year = this_year(scene.today)
    choices = (
        (texts.THIS_MONTH, month),
        (texts.LAST_MONTH, this_month(month.first - timedelta(days=1))),
        (texts.THIS_QUARTER, read_period(texts.THIS_QUARTER, scene.today)),
        (texts.THIS_YEAR, year),
        (texts.LAST_YEAR, this_year(year.first - timedelta(days=1))),
    )
    buttons = [Button(label, _action(kind, replace(scope, period=period))) for label, period in choices]
    return (tuple(buttons[:2]), tuple(buttons[2:]))


def _file(scene: Scene, kind: PaperKind, scope: Scope, period: Period) -> Result:
    """The file, with the other kinds of the same records one tap away; a sentence where there are none."""
    title = _title(scene, kind, scope, period)
    count = scene.facts.activities(scope, 0, 1).total
    name = texts.KINDS[kind]
    if not count:
        return _ask(scene, texts.NONE.format(title=title, kind=name.label), kind, replace(scope, period=None))
    if too_long(kind, count):
        return _ask(scene, texts.TOO_LONG.format(title=title, count=count), kind, replace(scope, period=None))
    others = tuple(Button(texts.KINDS[one].label, _action(one, scope)) for one in texts.KINDS if one is not kind)
    paper = Paper(kind, scope, title)
    shown = ShowFile(
        paper,
        name=files.file_name(title, scene.today, name.ending),
        text=texts.FILE.format(title=title, count=count),
        buttons=(*((others,) if others else ()), *releases.button(scene, paper)),
    )
    return scene.result(shown, task=Idle(), shown=paper)


def too_long(kind: PaperKind, count: int) -> bool:
    """Whether so many records are more than a sheet takes."""
    return kind is PaperKind.LEDGER and count > MOST_RECORDS


def _title(scene: Scene, kind: PaperKind, scope: Scope, period: Period) -> str:
    unit = scene.facts.unit(scope.unit_id) if scope.unit_id else None
    return title_of(unit.name if unit else scene.who.name, kind, scope, period)


def title_of(owner: str, kind: PaperKind, scope: Scope, period: Period) -> str:
    """What a report is called: whose, which days, which activities, what kind."""
    return f"{owner}{period.label}{scope.audience}{scope.programme}{scope.kind}{texts.title(kind, period)}"


def _question(kind: PaperKind | None, scope: Scope) -> str:
    return f"{_CODES[kind] if kind else ''}:{written(scope)}"


def _action(kind: PaperKind | None, scope: Scope) -> str:
    return f"x:{_question(kind, scope)}"


def _parsed(scene: Scene, arguments: tuple[str, ...]) -> tuple[PaperKind | None, Scope] | None:
    """What an action asks for, or None where it says nothing that is allowed and known."""
    match arguments:
        case (code, first, last, unit_id, filters) if not code or code in _KINDS:
            scope = scope_of(scene, (first, last), unit_id, filters)
            return None if scope is None else (_KINDS.get(code), scope)
    return None
