"""Putting a written report together: its headings, to whom, signed by whom, and what is written by hand, one by one."""

from typing import assert_never

import msgspec

from handlers import gaps, releases
from handlers.asking import PARTS, labels, named, offered, owner, question_text, questions, written
from handlers.illustrated import MOST_PHOTOS, with_photos
from handlers.read.divided import read_headings
from handlers.scene import Result, Scene
from handlers.state import Composing, Idle, Question, with_dialog
from handlers.texts import composing as texts
from handlers.texts import files
from handlers.texts import report as report_texts
from handlers.texts.wording import shortened
from handlers.turn import Button, Buttons, Outcome, Paper, PaperKind, Say, ShowFile
from storage.model.shells import Each

LONGEST_NAME = 60
LONGEST_WORDS = 20
IN_A_ROW = 5
LONGEST_PART = 2_000
"""Characters of a part that is written by hand."""


def start(scene: Scene, paper: Paper) -> Result:
    """The first question."""
    return _ask(scene, paper, questions(scene, paper)[0])


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
    """The answer in words; the word of a button that goes on is none."""
    if text.strip() in texts.GO_ON:
        return skipped(scene, task)
    match task.question:
        case Question.HEADINGS:
            return _hear_headings(scene, task, text)
        case Question.ADDRESSEE | Question.SIGNATURE:
            return _hear_name(scene, task, text)
        case Question.LEAD | Question.PROBLEMS | Question.PLANS:
            return _hear_part(scene, task, text)
        case Question.PHOTOS:
            return _hear_photos(scene, task, text)
        case _:
            assert_never(task.question)


def skipped(scene: Scene, task: Composing) -> Result:
    """The next question, or the file."""
    all_ = questions(scene, task.paper)
    nth = all_.index(task.question) + 1 if task.question in all_ else len(all_)
    return _ask(scene, task.paper, all_[nth]) if nth < len(all_) else _file(scene, task.paper)


def back(scene: Scene, task: Composing) -> Result:
    """The question before; the first stays."""
    all_ = questions(scene, task.paper)
    nth = all_.index(task.question) if task.question in all_ else 0
    return _ask(scene, task.paper, all_[max(0, nth - 1)])


def _chosen(scene: Scene, task: Composing, choice: str) -> Result:
    if choice == "next":
        return skipped(scene, task)
    if choice == "back":
        return back(scene, task)
    choices = offered(scene, task.paper, task.question)
    if choice == "clear" and task.question in PARTS:
        return _ask(scene, _with_part(task.paper, task.question, ()), task.question)
    if not choice.isdecimal() or int(choice) >= len(choices):
        return scene.say(texts.STALE)
    return hear(scene, task, choices[int(choice)])


def _hear_headings(scene: Scene, task: Composing, text: str) -> Result:
    found = read_headings(text, scene.facts.taxonomy.editions)
    if found is None:
        return _ask(
            scene, task.paper, task.question, texts.UNKNOWN_HEADINGS.format(words=shortened(text, LONGEST_WORDS))
        )
    by, edition = (found, "") if isinstance(found, Each) else (None, found)
    paper = msgspec.structs.replace(task.paper, by=by, edition=edition)
    return skipped(scene, msgspec.structs.replace(task, paper=paper))


def _hear_name(scene: Scene, task: Composing, text: str) -> Result:
    """Kept in mind for the next paper as well: nobody types it twice."""
    name = text.strip().rstrip(texts.COLONS)
    if "\n" in name or len(name) > LONGEST_NAME:
        sentence = texts.ONE_LINE.format(limit=LONGEST_NAME, example=owner(scene, task.paper))
        return _ask(scene, task.paper, task.question, sentence)
    said = {task.question.value: name}
    after = skipped(scene, msgspec.structs.replace(task, paper=msgspec.structs.replace(task.paper, **said)))
    return Outcome(with_dialog(after.state, **said), after.replies, after.writes)


def _hear_photos(scene: Scene, task: Composing, text: str) -> Result:
    """Records by their numbers; only those that have photos."""
    there = [one.number for one in with_photos(scene, task.paper.scope)]
    chosen = tuple(one for one in there if one in text)
    if text == texts.MAIN_PHOTOS:
        chosen = tuple(there[:MOST_PHOTOS])
    if not chosen:
        sentence = texts.UNKNOWN_PHOTOS.format(words=shortened(text, LONGEST_WORDS), example=there[0] if there else "")
        return _ask(scene, task.paper, task.question, sentence)
    return skipped(scene, msgspec.structs.replace(task, paper=msgspec.structs.replace(task.paper, photos=chosen)))


def _hear_part(scene: Scene, task: Composing, text: str) -> Result:
    """A line more for each line, a stock phrase by its number; the same is not added twice."""
    stock = offered(scene, task.paper, task.question)
    if text.strip().isdecimal() and 0 < int(text) <= len(stock):
        text = stock[int(text) - 1]
    if len(text) > LONGEST_PART:
        sentence = texts.TOO_LONG.format(length=len(text), limit=LONGEST_PART)
        return _ask(scene, task.paper, task.question, sentence)
    said = (*written(task.paper, task.question), *filter(None, map(str.strip, text.splitlines())))
    return _ask(scene, _with_part(task.paper, task.question, tuple(dict.fromkeys(said))), task.question)


def _with_part(paper: Paper, question: Question, lines: tuple[str, ...]) -> Paper:
    return msgspec.structs.replace(paper, **{question.value: lines})


def _ask(scene: Scene, paper: Paper, question: Question, trouble: str = "") -> Result:
    """A question with what may be answered by a tap, after what was wrong with the last answer."""
    text = "\n".join(filter(None, (trouble, question_text(scene, paper, question))))
    said = offered(scene, paper, question)
    there = written(paper, question) if question in PARTS else ()
    choices = [
        Button(label, f"y:{question}:{nth}")
        for nth, (label, one) in enumerate(zip(labels(question, said), said, strict=True))
        if one not in there
    ]
    rows = (tuple(choices[nth : nth + IN_A_ROW]) for nth in range(0, len(choices), IN_A_ROW))
    say = Say(text, (*rows, *_steering(scene, paper, question)), numeric=question in PARTS)
    return scene.result(say, task=Composing(paper, question))


def _steering(scene: Scene, paper: Paper, question: Question) -> Buttons:
    begun = question in PARTS and written(paper, question)
    forward = Button(texts.NEXT if begun else texts.SKIP, f"y:{question}:next")
    first = question is questions(scene, paper)[0]
    backward = () if first else (Button(texts.BACK, f"y:{question}:back"),)
    again = (Button(texts.CLEAR, f"y:{question}:clear"),) if begun else ()
    return ((forward, *backward, *again), (Button(texts.NOW, "y:now"),))


def _file(scene: Scene, paper: Paper) -> Result:
    """The file, what was left out, and what it still lacks."""
    count = scene.facts.activities(paper.scope, 0, 1).total
    missing = [named(scene, paper, one) for one in questions(scene, paper) if one in PARTS and not written(paper, one)]
    lines = (
        texts.FILE.format(title=paper.title, count=count),
        *((texts.EMPTY_PARTS.format(parts=texts.SEPARATOR.join(missing)),) if missing else ()),
        *gaps.gaps(scene, paper),
    )
    others = tuple(Button(said, f"y:as:{kind}") for kind, said in texts.OTHER_FORMAT.items() if kind != paper.kind)
    name = files.file_name(paper.title, scene.today, report_texts.KINDS[paper.kind].ending)
    buttons = ((*others, Button(texts.AGAIN, "y:start")), *releases.button(scene, paper))
    return scene.result(ShowFile(paper, name, "\n".join(lines), buttons=buttons), task=Idle(), shown=paper)
