"""核对: a text written elsewhere, its figures beside the ledger's: those that differ first."""

from collections.abc import Iterable

from handlers import whose
from handlers.checked import Checked, Kept, Verdict, check
from handlers.drafted import Drafted
from handlers.read.paragraphs import read_paragraphs
from handlers.read.periods import find_period, this_year
from handlers.read.saidwords import CLAUSE_MARKS
from handlers.read.writing import plainly
from handlers.recorded import Recorded
from handlers.scene import Result, Scene
from handlers.sheets import Noted, Proof
from handlers.state import Checking
from handlers.texts import checking as texts
from handlers.texts import files, tracing
from handlers.texts.wording import shortened
from handlers.turn import Paper, PaperKind, Say, ShowFile
from storage.model.figures import Period, Scope
from storage.model.people import Role
from storage.model.registers import statements

MOST_RECORDS = 5_000
LONGEST = 50_000
"""Characters of a draft; a long report of a county has ten thousand."""
MOST_LINES = 100
_CONTEXT = 12
"""Characters of the text that stand before a figure in a line."""


def start(scene: Scene, rest: str) -> Result:
    """/check: the text is asked for, or stands behind it."""
    if scene.who.role is Role.VOLUNTEER:
        return scene.say(texts.NOT_ALLOWED)
    return hear(scene, rest) if rest else scene.say(texts.ASK, task=Checking())


def hear(scene: Scene, text: str) -> Result:
    """The text, or a part of it: checked by itself."""
    return drafted(scene, Drafted(text))


def drafted(scene: Scene, draft: Drafted) -> Result:
    """A draft: its figures beside the ledger's, and a Word file of it in which every one is marked."""
    text = draft.text
    if len(text) > LONGEST:
        return scene.say(texts.TOO_LONG.format(length=len(text), limit=LONGEST), task=Checking())
    figures = read_paragraphs(text, whose.context(scene))
    if not figures:
        return scene.say(texts.NO_FIGURES, task=Checking())
    named = find_period(plainly(text).plain, scene.today)
    scope = _scope(scene, text, named.period if named else this_year(scene.today))
    title = _title(scene, scope)
    count = scene.facts.activities(scope, 0, 1).total
    if count > MOST_RECORDS:
        return scene.say(texts.TOO_MANY.format(title=title, count=count), task=Checking())
    found = check(figures, kept(scene.facts, scope))
    proof = Proof(title, text, noted(found), draft.word, draft.begins)
    name = files.file_name(texts.TITLE.format(title=title), scene.today, ".docx")
    shown = Paper(PaperKind.SUMMARY, scope, title)
    # Apart, because what is said beside a file is cut short by some channels.
    replies = Say(told(title, text, found)), ShowFile(proof, name, texts.IN_WORD)
    return scene.result(*replies, task=Checking(), shown=shown)


def unreadable(scene: Scene) -> Result:
    """Photos, which are no draft and have no name in many channels."""
    return scene.say(texts.NOT_A_TEXT)


def kept(facts: Recorded, scope: Scope) -> Kept:
    """What the ledger holds of a scope with its days."""
    assert scope.period is not None  # noqa: S101 - a text is always about some days
    said = statements(facts.entries_below(scope.unit_id), scope.unit_id, scope.period)
    return Kept(facts.sources(scope, None, tracing.PLAIN_SESSION_WORD), said)


def noted(found: Iterable[Checked]) -> tuple[Noted, ...]:
    """Every figure by its place, for the file."""
    return tuple(
        Noted(
            one.stated.start,
            one.stated.end,
            one.verdict.name.lower(),
            "" if one.value is None else f"{one.value}{one.stated.measure}",
            one.what,
        )
        for one in found
    )


def _scope(scene: Scene, text: str, period: Period) -> Scope:
    """The unit below one's own that the first line names, else one's own."""
    head = text.strip().partition("\n")[0]
    below = scene.facts.units_below(scene.who.unit_id)
    named = [unit for unit in below if any(name in head for name in (unit.name, *unit.aliases))]
    return Scope(unit_id=named[-1].id if named else scene.who.unit_id, period=period)


def _title(scene: Scene, scope: Scope) -> str:
    unit = scene.facts.unit(scope.unit_id) if scope.unit_id else None
    return f"{unit.name if unit else ''}{scope.period.label if scope.period else ''}"


def told(title: str, text: str, found: tuple[Checked, ...], most: int = MOST_LINES) -> str:
    """What was found, for people: what differs, then what the ledger does not hold; what agrees is counted.

    `most` is how many lines there are at the most; those beyond are counted, and stand in the file.
    """
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
    open_ = {verdict: ones for verdict, ones in by_verdict.items() if ones and verdict is not Verdict.AGREES}
    lines = [line for verdict, ones in open_.items() for line in _lines(verdict, ones, text)]
    left = len(lines) - most
    more = [texts.MORE_LINES.format(count=left)] if left > 0 else []
    differing = by_verdict[Verdict.DIFFERS]
    again = [texts.AGAIN.format(value=differing[0].value)] if differing else []
    return "\n".join((head, *lines[:most], *more, *again))


_HEADS = {
    Verdict.DIFFERS: texts.DIFFERS,
    Verdict.UNKNOWN: texts.UNKNOWN,
    Verdict.UNCHECKABLE: texts.UNCHECKED,
}
_LINES = {
    Verdict.DIFFERS: texts.DIFFERS_LINE,
    Verdict.UNKNOWN: texts.UNKNOWN_LINE,
    Verdict.UNCHECKABLE: texts.UNKNOWN_LINE,
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
