"""为什么: the records behind a figure of the summary or report that was shown last."""

from collections.abc import Iterable
from hashlib import sha256

from handlers import goals
from handlers.origins import label
from handlers.permission import may_ask_scope
from handlers.read.figures import Said, asked_figure, read_figure
from handlers.scene import Result, Scene
from handlers.texts import common, wording
from handlers.texts import tracing as texts
from handlers.turn import Button, Buttons, Paper, Say
from storage.model.goals import DEGREE, DONE, PLANNED, TARGET, Goal, since
from storage.model.origins import RECORD, Share, Sums

PAGE = 10
MOST_RECORDS = 5_000
"""Records that are read to find a figure; a longer period is asked about in parts."""
_MOST_CHOICES = 8
_HASH, _DIGITS = 8, 6
_ORDER = ("all", "kind", "programme", "audience", "output", "topic", "unit", "month", TARGET)


def start(scene: Scene, rest: str) -> Result:
    """/why [figure]: of what was shown last."""
    return _answered(scene, read_figure(rest))


def asked(scene: Scene, text: str) -> Result | None:
    """「2480是怎么来的」; None for everything else, and where nothing was shown."""
    said = asked_figure(text)
    return None if said is None else _answered(scene, said)


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A figure that was chosen, and the position of the page."""
    match _known(scene), arguments:
        case (Paper() as paper, Sums() as sums), (code, first) if first.isdecimal() and len(first) <= _DIGITS:
            for origin in _told(sums):
                if _code(origin) == code:
                    return _told_of(scene, paper, origin, sums, int(first))
    return scene.say(texts.STALE)


def _answered(scene: Scene, said: Said | None) -> Result:
    found = _known(scene)
    if isinstance(found, str):
        return scene.say(found)
    paper, whole = found
    if said is None:
        main = [one for one in _told(whole) if one.startswith(("all/", "output/"))]
        return scene.say(texts.WHY_WHICH.format(title=paper.title), _choices(scene, main))
    fitting = _apart([one for one in _told(whole) if said.low <= whole[one] < said.high], whole)
    match fitting:
        case []:
            return scene.say(texts.WHY_NONE.format(title=paper.title, number=said.words))
        case [origin]:
            return _told_of(scene, paper, origin, whole)
        case several:
            text = texts.WHY_SEVERAL.format(title=paper.title, number=said.words)
            return scene.say(text, _choices(scene, several))


def _known(scene: Scene) -> tuple[Paper, Sums] | str:
    """What was shown last with what its records add up to, or why there is nothing to ask about."""
    paper = scene.dialog.shown
    if paper is None or not may_ask_scope(scene.who, paper.scope, scene.facts):
        return texts.WHY_WHAT
    count = scene.facts.activities(paper.scope, 0, 1).total
    if count > MOST_RECORDS:
        return texts.WHY_MANY.format(title=paper.title, count=count)
    found, period = goals.goals(scene.facts, paper.scope), paper.scope.period
    first = since(found, period) if period else None
    return paper, Sums(scene.facts.sources(paper.scope, None, texts.PLAIN_SESSION_WORD, first), (), found)


def _told(sums: Sums) -> list[str]:
    """The figures that are told of records, the whole first."""
    found = {one for one, value in sums.items() if value and one.partition("/")[0] in _ORDER}
    records = {one for one in sums if one.startswith(f"{RECORD}/")} if not found else set()
    return sorted(found | records, key=lambda one: (_ORDER.index(one.partition("/")[0]), one))


def _apart(origins: list[str], sums: Sums) -> list[str]:
    """Of figures that count the same of the very same records the first: it makes no difference which is meant."""
    found: dict[tuple[object, ...], str] = {}
    for origin in origins:
        what = origin if origin.startswith(("output/", f"{TARGET}/")) else origin.rpartition("/")[2]
        found.setdefault((what, *((one.source.number, one.value) for one in sums.shares(origin))), origin)
    return list(found.values())


def _choices(scene: Scene, origins: Iterable[str]) -> Buttons:
    some = list(origins)[:_MOST_CHOICES]
    return tuple((Button(label(one, scene.facts), f"q:{_code(one)}:0"),) for one in some)


def _code(origin: str) -> str:
    return sha256(origin.encode()).hexdigest()[:_HASH]


def _told_of(scene: Scene, paper: Paper, origin: str, sums: Sums, first: int = 0) -> Result:
    """The records behind a figure; of a target's figure that has none what it says instead."""
    shares = sums.shares(origin)
    if shares or not origin.startswith(f"{TARGET}/"):
        return _page(scene, paper, origin, shares, first)
    goal = next(one for one in goals.goals(scene.facts, paper.scope) if origin == one.origin(origin.rpartition("/")[2]))
    return scene.say(_of_target(scene, paper, goal, origin, sums))


def _of_target(scene: Scene, paper: Paper, goal: Goal, origin: str, sums: Sums) -> str:
    """Who set it and when, how its degree follows, or that registers tell what is done."""
    said = {"title": paper.title, "label": label(origin, scene.facts), "value": sums[origin]}
    if origin == goal.origin(PLANNED):
        entry, by = goal.entry, scene.facts.person(goal.entry.by)
        who, when = by.name if by else texts.NOT_SAID, wording.moment(entry.at.astimezone(scene.at.tzinfo), scene.today)
        return texts.WHY_TARGET.format(**said, who=who, when=when, text=entry.text)
    if origin == goal.origin(DEGREE):
        return texts.WHY_DEGREE.format(**said, done=sums[goal.origin(DONE)], planned=goal.planned)
    return texts.WHY_ENTERED.format(**said)


def _page(scene: Scene, paper: Paper, origin: str, found: tuple[Share, ...], first: int) -> Result:
    shown = found[first : first + PAGE]
    if not shown:
        return scene.say(texts.STALE)
    whole, pages = sum(one.value for one in found), -(-len(found) // PAGE)
    several = texts.PAGES.format(page=first // PAGE + 1, pages=pages) if pages > 1 else ""
    name = label(origin, scene.facts)
    lines = (
        texts.WHY_HEAD.format(title=paper.title, label=name, value=whole, count=len(found), pages=several),
        *(_line(scene, one) for one in shown),
        texts.WHY_SUM.format(page=sum(one.value for one in shown), value=whole),
    )
    say = Say("\n".join(lines), _turning(origin, first, len(found)), key=f"q{scene.who.id}", replace=first > 0)
    return scene.result(say)


def _line(scene: Scene, one: Share) -> str:
    source = one.source
    day = wording.day(source.day, scene.today) if source.day else texts.NO_DAY
    return texts.WHY_LINE.format(
        number=source.number, day=day, unit=source.unit, title=source.title or texts.NOT_SAID, value=one.value
    )


def _turning(origin: str, first: int, count: int) -> Buttons:
    turning = []
    if first > 0:
        turning.append(Button(common.PREVIOUS_PAGE, f"q:{_code(origin)}:{max(0, first - PAGE)}"))
    if first + PAGE < count:
        turning.append(Button(common.NEXT_PAGE, f"q:{_code(origin)}:{first + PAGE}"))
    return (tuple(turning),) if turning else ()
