"""Putting a written report together: its headings, to whom, signed by whom, and what is written by hand, one by one."""

from typing import assert_never

import msgspec

from handlers import gaps, releases
from handlers.read.divided import read_headings
from handlers.scene import Result, Scene
from handlers.state import Composing, Idle, Question, with_dialog
from handlers.texts import composing as texts
from handlers.texts import files
from handlers.texts import report as report_texts
from handlers.turn import Button, Buttons, Outcome, Paper, PaperKind, Say, ShowFile
from storage.model.shells import Each, Part

LONGEST_NAME = 60
IN_A_ROW = 5
LONGEST_PART = 2_000
"""Characters of a part that is written by hand."""

_PARTS = {Question.LEAD: Part.LEAD, Question.PROBLEMS: Part.PROBLEMS, Question.PLANS: Part.PLANS}
_USUAL = (Part.PROBLEMS, Part.PLANS)


def start(scene: Scene, paper: Paper) -> Result:
    """The first question."""
    return _ask(scene, paper, _questions(scene, paper)[0])


def button(paper: Paper) -> Buttons:
    """What stands below a written report that was sent without questions."""
    return ((Button(texts.COMPLETE, "y:start"),),) if paper.kind in report_texts.PROSE else ()


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button of the question that is open, or below a report that was sent."""
    task, shown = scene.dialog.task, scene.dialog.shown
    match arguments:
        case ("start",) if shown and shown.kind in report_texts.PROSE:
            return start(scene, shown)
        case ("as", kind) if shown and shown.kind in report_texts.PROSE and kind in texts.OTHER_FORMAT:
            return _file(scene, msgspec.structs.replace(shown, kind=PaperKind(kind)))
        case ("now",) if isinstance(task, Composing):
            return _file(scene, task.paper)
        case (question, choice) if isinstance(task, Composing) and question == task.question:
            return _chosen(scene, task, choice)
    return scene.say(texts.STALE, task=Idle())


def hear(scene: Scene, task: Composing, text: str) -> Result:
    """The answer in words."""
    match task.question:
        case Question.HEADINGS:
            return _hear_headings(scene, task, text)
        case Question.ADDRESSEE | Question.SIGNATURE:
            return _hear_name(scene, task, text)
        case Question.LEAD | Question.PROBLEMS | Question.PLANS:
            return _hear_part(scene, task, text)
        case _:
            assert_never(task.question)


def skipped(scene: Scene, task: Composing) -> Result:
    """The next question, or the file."""
    questions = _questions(scene, task.paper)
    nth = questions.index(task.question) + 1 if task.question in questions else len(questions)
    return _ask(scene, task.paper, questions[nth]) if nth < len(questions) else _file(scene, task.paper)


def back(scene: Scene, task: Composing) -> Result:
    """The question before; the first stays."""
    questions = _questions(scene, task.paper)
    nth = questions.index(task.question) if task.question in questions else 0
    return _ask(scene, task.paper, questions[max(0, nth - 1)])


def _questions(scene: Scene, paper: Paper) -> tuple[Question, ...]:
    shell = scene.facts.taxonomy.shell(paper.shell)
    parts = shell.parts if shell else _USUAL
    divided = shell is not None and any(heading.each for heading in shell.headings)
    by_hand = (question for question, part in _PARTS.items() if part in parts)
    return (*((Question.HEADINGS,) if divided else ()), Question.ADDRESSEE, Question.SIGNATURE, *by_hand)


def _chosen(scene: Scene, task: Composing, choice: str) -> Result:
    if choice == "next":
        return skipped(scene, task)
    if choice == "back":
        return back(scene, task)
    offered = _offered(scene, task.paper, task.question)
    if choice == "clear" and task.question in _PARTS:
        return _ask(scene, _with_part(task.paper, task.question, ()), task.question)
    if not choice.isdecimal() or int(choice) >= len(offered):
        return scene.say(texts.STALE)
    return hear(scene, task, offered[int(choice)])


def _hear_headings(scene: Scene, task: Composing, text: str) -> Result:
    found = read_headings(text, scene.facts.taxonomy.editions)
    if found is None:
        return _ask(scene, task.paper, task.question, texts.UNKNOWN_HEADINGS.format(words=text[:20]))
    by, edition = (found, "") if isinstance(found, Each) else (None, found)
    paper = msgspec.structs.replace(task.paper, by=by, edition=edition)
    return skipped(scene, msgspec.structs.replace(task, paper=paper))


def _hear_name(scene: Scene, task: Composing, text: str) -> Result:
    """Kept in mind for the next paper as well: nobody types it twice."""
    name = text.strip().rstrip(texts.COLONS)
    if "\n" in name or len(name) > LONGEST_NAME:
        sentence = texts.ONE_LINE.format(limit=LONGEST_NAME, example=_unit(scene, task.paper))
        return _ask(scene, task.paper, task.question, sentence)
    said = {task.question.value: name}
    after = skipped(scene, msgspec.structs.replace(task, paper=msgspec.structs.replace(task.paper, **said)))
    return Outcome(with_dialog(after.state, **said), after.replies, after.writes)


def _hear_part(scene: Scene, task: Composing, text: str) -> Result:
    """A line more for each line, a stock phrase by its number; the same is not added twice."""
    stock = _offered(scene, task.paper, task.question)
    if text.strip().isdecimal() and 0 < int(text) <= len(stock):
        text = stock[int(text) - 1]
    if len(text) > LONGEST_PART:
        sentence = texts.TOO_LONG.format(length=len(text), limit=LONGEST_PART)
        return _ask(scene, task.paper, task.question, sentence)
    said = (*_written(task.paper, task.question), *filter(None, map(str.strip, text.splitlines())))
    return _ask(scene, _with_part(task.paper, task.question, tuple(dict.fromkeys(said))), task.question)


def _written(paper: Paper, question: Question) -> tuple[str, ...]:
    lines: tuple[str, ...] = getattr(paper, question.value)
    return lines


def _with_part(paper: Paper, question: Question, lines: tuple[str, ...]) -> Paper:
    return msgspec.structs.replace(paper, **{question.value: lines})


def _ask(scene: Scene, paper: Paper, question: Question, trouble: str = "") -> Result:
    """A question with what may be answered by a tap, after what was wrong with the last answer."""
    text = "\n".join(filter(None, (trouble, _text(scene, paper, question))))
    offered = _offered(scene, paper, question)
    labels = _labels(question, offered)
    there = _written(paper, question) if question in _PARTS else ()
    choices = [
        Button(label, f"y:{question}:{nth}")
        for nth, (label, said) in enumerate(zip(labels, offered, strict=True))
        if said not in there
    ]
    rows = (tuple(choices[nth : nth + IN_A_ROW]) for nth in range(0, len(choices), IN_A_ROW))
    say = Say(text, (*rows, *_steering(scene, paper, question)), numeric=question in _PARTS)
    return scene.result(say, task=Composing(paper, question))


def _labels(question: Question, offered: tuple[str, ...]) -> tuple[str, ...]:
    """Short enough for a button: what they stand for is in the question."""
    if question is Question.HEADINGS:
        return offered
    if question in _PARTS:
        return tuple(texts.ADD.format(nth=nth) for nth in range(1, len(offered) + 1))
    return (texts.SAME,) * len(offered)


def _text(scene: Scene, paper: Paper, question: Question) -> str:
    match question:
        case Question.HEADINGS:
            edition = paper.edition or scene.facts.taxonomy.edition
            return texts.ASK_HEADINGS.format(title=paper.title, edition=edition)
        case Question.ADDRESSEE | Question.SIGNATURE:
            asked = texts.ASK_NAMES[question.value].format(unit=_unit(scene, paper))
            return asked + "".join(texts.SAME_AS.format(name=name) for name in _offered(scene, paper, question))
        case Question.LEAD | Question.PROBLEMS | Question.PLANS:
            asked = texts.ASK_PART.format(part=_named(scene, paper, question))
            there = _written(paper, question)
            stock = enumerate(_offered(scene, paper, question), start=1)
            said = "\n".join(texts.STOCK_LINES[line in there].format(nth=nth, line=line) for nth, line in stock)
            lines = "\n".join(texts.LINE.format(line=line) for line in _written(paper, question))
            parts = (asked, lines and texts.SO_FAR.format(lines=lines), said and texts.STOCK.format(lines=said))
            return "\n".join(filter(None, parts))
        case _:
            assert_never(question)


def _named(scene: Scene, paper: Paper, question: Question) -> str:
    """As the heading of the paper calls it."""
    shell = scene.facts.taxonomy.shell(paper.shell)
    headings = (one.heading for one in shell.headings if one.part == _PARTS[question]) if shell else iter(())
    return next(headings, texts.PARTS[question])


def _offered(scene: Scene, paper: Paper, question: Question) -> tuple[str, ...]:
    """What can be answered by a tap: never put in unless it is chosen."""
    taxonomy = scene.facts.taxonomy
    match question:
        case Question.HEADINGS:
            return (*(texts.EDITION.format(edition=one) for one in taxonomy.editions), *texts.BY.values())
        case Question.ADDRESSEE:
            return tuple(filter(None, (paper.addressee or scene.dialog.addressee,)))
        case Question.SIGNATURE:
            return tuple(filter(None, (paper.signature or scene.dialog.signature,)))
        case Question.LEAD | Question.PROBLEMS | Question.PLANS:
            shell = taxonomy.shell(paper.shell) or next(iter(taxonomy.shells), None)
            stock = shell.suggestions.get(_PARTS[question], ()) if shell else ()
            return tuple(stock)
        case _:
            assert_never(question)


def _steering(scene: Scene, paper: Paper, question: Question) -> Buttons:
    written = question in _PARTS and _written(paper, question)
    forward = Button(texts.NEXT if written else texts.SKIP, f"y:{question}:next")
    first = question is _questions(scene, paper)[0]
    backward = () if first else (Button(texts.BACK, f"y:{question}:back"),)
    again = (Button(texts.CLEAR, f"y:{question}:clear"),) if written else ()
    return ((forward, *backward, *again), (Button(texts.NOW, "y:now"),))


def _file(scene: Scene, paper: Paper) -> Result:
    """The file, what was left out, and what it still lacks."""
    count = scene.facts.activities(paper.scope, 0, 1).total
    missing = [
        _named(scene, paper, one) for one in _questions(scene, paper) if one in _PARTS and not _written(paper, one)
    ]
    lines = (
        texts.FILE.format(title=paper.title, count=count),
        *((texts.EMPTY_PARTS.format(parts=texts.SEPARATOR.join(missing)),) if missing else ()),
        *gaps.gaps(scene, paper),
    )
    others = tuple(Button(said, f"y:as:{kind}") for kind, said in texts.OTHER_FORMAT.items() if kind != paper.kind)
    name = files.file_name(paper.title, scene.today, report_texts.KINDS[paper.kind].ending)
    buttons = ((*others, Button(texts.AGAIN, "y:start")), *releases.button(scene, paper))
    return scene.result(ShowFile(paper, name, "\n".join(lines), buttons=buttons), task=Idle(), shown=paper)


def _unit(scene: Scene, paper: Paper) -> str:
    unit = scene.facts.unit(paper.scope.unit_id) if paper.scope.unit_id else None
    return unit.name if unit else scene.who.name
