"""核对: a text written elsewhere, its figures beside the ledger's: those that differ first."""

from handlers import whose
from handlers.checked import Checked, Kept, Verdict, check
from handlers.read.paragraphs import read_paragraphs
from handlers.read.periods import find_period, this_year
from handlers.read.saidwords import CLAUSE_MARKS
from handlers.read.writing import plainly
from handlers.scene import Result, Scene
from handlers.state import Checking
from handlers.texts import checking as texts
from handlers.texts import tracing
from handlers.texts.wording import shortened
from handlers.turn import Paper, PaperKind
from storage.model.figures import Period, Scope
from storage.model.people import Role
from storage.model.registers import statements

MOST_RECORDS = 5_000
MOST_LINES = 30
_CONTEXT = 12
"""Characters of the text that stand before a figure in a line."""


def start(scene: Scene, rest: str) -> Result:
    """/check: the text is asked for, or stands behind it."""
    if scene.who.role is Role.VOLUNTEER:
        return scene.say(texts.NOT_ALLOWED)
    return hear(scene, rest) if rest else scene.say(texts.ASK, task=Checking())


def hear(scene: Scene, text: str) -> Result:
    """The text, or a part of it: checked by itself."""
    figures = read_paragraphs(text, whose.context(scene))
    if not figures:
        return scene.say(texts.NO_FIGURES, task=Checking())
    named = find_period(plainly(text).plain, scene.today)
    period = named.period if named else this_year(scene.today)
    scope = _scope(scene, text, period)
    title = _title(scene, scope)
    count = scene.facts.activities(scope, 0, 1).total
    if count > MOST_RECORDS:
        return scene.say(texts.TOO_MANY.format(title=title, count=count), task=Checking())
    sources = scene.facts.sources(scope, None, tracing.PLAIN_SESSION_WORD)
    said = statements(scene.facts.entries_below(scope.unit_id), scope.unit_id, period)
    found = check(figures, Kept(sources, said))
    shown = Paper(PaperKind.SUMMARY, scope, title)
    return scene.result(scene.say(told(title, text, found)).replies[0], task=Checking(), shown=shown)


def unreadable(scene: Scene) -> Result:
    """A file that is no text."""
    return scene.say(texts.NOT_A_TEXT)


def _scope(scene: Scene, text: str, period: Period) -> Scope:
    """The unit below one's own that the first line names, else one's own."""
    head = text.strip().partition("\n")[0]
    below = scene.facts.units_below(scene.who.unit_id)
    named = [unit for unit in below if any(name in head for name in (unit.name, *unit.aliases))]
    return Scope(unit_id=named[-1].id if named else scene.who.unit_id, period=period)


def _title(scene: Scene, scope: Scope) -> str:
    unit = scene.facts.unit(scope.unit_id) if scope.unit_id else None
    return f"{unit.name if unit else ''}{scope.period.label if scope.period else ''}"


def told(title: str, text: str, found: tuple[Checked, ...]) -> str:
    """What was found, for people: what differs first."""
    by_verdict = {verdict: [one for one in found if one.verdict is verdict] for verdict in Verdict}
    counts = {verdict: len(ones) for verdict, ones in by_verdict.items()}
    odd = counts[Verdict.UNCHECKABLE]
    head = texts.HEAD.format(
        title=title,
        count=len(found),
        agrees=counts[Verdict.AGREES],
        differs=counts[Verdict.DIFFERS],
        unknown=counts[Verdict.UNKNOWN],
        uncheckable=texts.UNCHECKABLE.format(count=odd) if odd else "",
    )
    lines = [line for verdict, ones in by_verdict.items() if ones for line in _lines(verdict, ones, text)]
    left = len(lines) - MOST_LINES
    more = [texts.MORE_LINES.format(count=left)] if left > 0 else []
    differing = by_verdict[Verdict.DIFFERS]
    again = [texts.AGAIN.format(value=differing[0].value)] if differing else []
    return "\n".join((head, *lines[:MOST_LINES], *more, *again))


_HEADS = {
    Verdict.DIFFERS: texts.DIFFERS,
    Verdict.UNKNOWN: texts.UNKNOWN,
    Verdict.UNCHECKABLE: texts.UNCHECKED,
    Verdict.AGREES: texts.AGREES,
}
_LINES = {
    Verdict.DIFFERS: texts.DIFFERS_LINE,
    Verdict.UNKNOWN: texts.UNKNOWN_LINE,
    Verdict.UNCHECKABLE: texts.UNKNOWN_LINE,
    Verdict.AGREES: texts.AGREES_LINE,
}


def _lines(verdict: Verdict, ones: list[Checked], text: str) -> list[str]:
    said = (
        _LINES[verdict].format(words=_around(one, text), what=one.what, value=one.value, measure=one.stated.measure)
        for one in ones
    )
    return [_HEADS[verdict], *said]


def _around(one: Checked, text: str) -> str:
    """The figure with the words of its clause before it."""
    stated = one.stated
    before = text[max(0, stated.start - _CONTEXT) : stated.start]
    for mark in CLAUSE_MARKS:
        before = before.rpartition(mark)[2]
    return shortened((before + text[stated.start : stated.end]).strip(), 40)
