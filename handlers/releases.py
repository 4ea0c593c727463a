"""定稿: a report that was shown is frozen; what was released can be had again, and what has changed since is told."""

from collections.abc import Iterator

from handlers import corrections
from handlers.permission import may_ask_scope
from handlers.scene import Result, Scene
from handlers.state import Idle
from handlers.texts import common, files, wording
from handlers.texts import report as report_texts
from handlers.texts import tracing as texts
from handlers.turn import Announce, Button, Buttons, Issue, Issued, Paper, PaperKind, Say, ShowFile, ShowSummary
from storage.model.figures import Grouping
from storage.model.people import Role
from storage.model.releases import Release

PAGE = 5
_MOST_TOLD = 10
_DIGITS = 6


def release(scene: Scene) -> Result:
    """/release: the written report that was shown last."""
    paper = scene.dialog.shown
    if paper is None or paper.kind not in report_texts.PROSE:
        return scene.say(texts.RELEASE_FIRST)
    if not may_release(scene, paper):
        return scene.say(texts.RELEASE_NOT_ALLOWED)
    if not scene.facts.activities(paper.scope, 0, 1).total:
        return scene.say(texts.RELEASE_FIRST)
    said = (texts.RELEASED.format(title=paper.title), texts.RELEASED_BEFORE.format(title=paper.title))
    name = files.file_name(paper.title, scene.today, report_texts.KINDS[PaperKind.REPORT].ending)
    return scene.result(Issue(paper, scene.who.id, name, said), task=Idle())


def may_release(scene: Scene, paper: Paper) -> bool:
    """Officers and coordinators, of their unit and what is below it."""
    seen = may_ask_scope(scene.who, paper.scope, scene.facts)
    return scene.who.role is not Role.VOLUNTEER and paper.scope.unit_id is not None and seen


def button(scene: Scene, paper: Paper) -> Buttons:
    """What stands below a written report for those who may release it."""
    offered = paper.kind in report_texts.PROSE and may_release(scene, paper)
    return ((Button(texts.RELEASE, "v:r"),),) if offered else ()


def start(scene: Scene) -> Result:
    """/releases: those of the own unit and all below it, newest first."""
    return _page(scene, 0, replace=False)


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button: release, a page, a file, what has changed, and that as a file."""
    match arguments:
        case ("r",):
            return release(scene)
        case ("l", first) if first.isdecimal() and len(first) <= _DIGITS:
            return _page(scene, int(first), replace=True)
        case (verb, release_id):
            made = scene.facts.release(release_id)
            if made is not None and _may_see(scene, made):
                return _about(scene, verb, made)
        case _:
            pass
    return scene.say(common.STALE_BUTTON)


def _may_see(scene: Scene, made: Release) -> bool:
    return scene.who.role is not Role.VOLUNTEER and may_ask_scope(scene.who, made.scope, scene.facts)


def _about(scene: Scene, verb: str, made: Release) -> Result:
    match verb:
        case "f":
            said = texts.FETCHED.format(title=made.title, at=_moment(scene, made))
            return scene.result(ShowFile(Issued(made.id), made.name, said))
        case "c":
            return _changes(scene, made)
        case "w":
            return _changes_file(scene, made, ".docx")
        case "g" if scene.facts.work_group and scene.who.role is Role.COORDINATOR:
            return _announced(scene, made)
        case "p":
            return _changes_file(scene, made, ".pdf")
        case _:
            return scene.say(common.STALE_BUTTON)


def _announced(scene: Scene, made: Release) -> Result:
    """The figures of a release and its file into the work group: nobody who is late is named there."""
    summary = ShowSummary("", made.title, made.scope, Grouping.KIND)
    file = ShowFile(Issued(made.id), made.name, texts.ANNOUNCED_FILE.format(title=made.title))
    said = (texts.ANNOUNCED.format(title=made.title), texts.ANNOUNCED_BEFORE.format(title=made.title))
    return scene.result(Announce(made.id, (summary, file), said))


def _page(scene: Scene, first: int, *, replace: bool) -> Result:
    if scene.who.role is Role.VOLUNTEER:
        return scene.say(texts.RELEASE_NOT_ALLOWED)
    found = scene.facts.releases(scene.who.unit_id)
    shown = found[first : first + PAGE]
    if not shown:
        return scene.say(texts.RELEASES_NONE) if not found else _page(scene, 0, replace=replace)
    pages = -(-len(found) // PAGE)
    several = texts.PAGES.format(page=first // PAGE + 1, pages=pages) if pages > 1 else ""
    changes = tuple(corrections.count(made, scene.facts) for made in shown)
    numbered = tuple(zip(range(first + 1, first + 1 + len(shown)), shown, changes, strict=True))
    lines = (_line(scene, *one) for one in numbered)
    announcing = scene.facts.work_group and scene.who.role is Role.COORDINATOR
    buttons = (*(_of(*one, announcing=announcing) for one in numbered), *_turning(first, len(found)))
    text = "\n".join((texts.RELEASES.format(pages=several), *lines))
    return scene.result(Say(text, buttons, key=f"v{scene.who.id}", replace=replace))


def _line(scene: Scene, nth: int, made: Release, changes: int) -> str:
    by = scene.facts.person(made.by)
    return texts.RELEASE_LINE.format(
        nth=nth,
        title=made.title,
        who=by.name if by else "",
        at=_moment(scene, made),
        state=texts.CHANGED.format(count=changes) if changes else texts.UNCHANGED,
    )


def _of(nth: int, made: Release, changes: int, *, announcing: bool) -> tuple[Button, ...]:
    fetch = Button(texts.FETCH.format(nth=nth), f"v:f:{made.id}")
    changed = (Button(texts.CHANGES.format(nth=nth), f"v:c:{made.id}"),) if changes else ()
    announce = (Button(texts.ANNOUNCE.format(nth=nth), f"v:g:{made.id}"),) if announcing else ()
    return (fetch, *changed, *announce)


def _turning(first: int, count: int) -> Iterator[tuple[Button, ...]]:
    turning = []
    if first > 0:
        turning.append(Button(common.PREVIOUS_PAGE, f"v:l:{max(0, first - PAGE)}"))
    if first + PAGE < count:
        turning.append(Button(common.NEXT_PAGE, f"v:l:{first + PAGE}"))
    if turning:
        yield tuple(turning)


def _changes(scene: Scene, made: Release) -> Result:
    found = corrections.corrections(made, scene.facts, scene.at)
    if not found.records:
        return scene.say(texts.CORRECTION_NONE.format(title=made.title))
    head = texts.CORRECTION_HEAD.format(title=made.title, at=_moment(scene, made), count=len(found.records))
    told = (
        texts.CORRECTION_LINE.format(
            number=one.number, unit=one.unit, title=one.title, what=one.what, why=one.why, who=one.who, when=one.when
        )
        for one in found.records[:_MOST_TOLD]
    )
    left = len(found.records) - _MOST_TOLD
    more = (texts.CORRECTION_MORE.format(count=left),) if left > 0 else ()
    sums = (texts.CORRECTION_TOTAL.format(label=name, was=was, now=now) for name, was, now in found.totals[:_MOST_TOLD])
    lines = (head, *told, *more, *((texts.CORRECTION_TOTALS, *sums) if found.totals else ()))
    buttons = ((Button(texts.AS_WORD, f"v:w:{made.id}"), Button(texts.AS_PDF, f"v:p:{made.id}")),)
    return scene.result(Say("\n".join(lines), buttons))


def _changes_file(scene: Scene, made: Release, ending: str) -> Result:
    title = texts.CORRECTION_TITLE.format(title=made.title)
    name = files.file_name(title, scene.today, ending)
    said = texts.CORRECTION_FILE.format(title=made.title)
    return scene.result(ShowFile(Issued(made.id, changes=True), name, said))


def _moment(scene: Scene, made: Release) -> str:
    return wording.moment(made.at.astimezone(scene.at.tzinfo), scene.today)
