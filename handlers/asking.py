"""What is asked of a written report, in which order, and what can be answered by a tap."""

from typing import assert_never

from handlers.illustrated import ask_photos, with_photos
from handlers.scene import Scene
from handlers.state import Question
from handlers.texts import composing as texts
from handlers.turn import Paper
from storage.model.shells import Part

PARTS = {Question.LEAD: Part.LEAD, Question.PROBLEMS: Part.PROBLEMS, Question.PLANS: Part.PLANS}
_USUAL = (Part.PROBLEMS, Part.PLANS)


def questions(scene: Scene, paper: Paper) -> tuple[Question, ...]:
    shell = scene.facts.taxonomy.shell(paper.shell)
    parts = shell.parts if shell else _USUAL
    divided = shell is not None and any(heading.each for heading in shell.headings)
    by_hand = (question for question, part in PARTS.items() if part in parts)
    photos = (Question.PHOTOS,) if with_photos(scene, paper.scope) else ()
    return (*((Question.HEADINGS,) if divided else ()), Question.ADDRESSEE, Question.SIGNATURE, *by_hand, *photos)


def written(paper: Paper, question: Question) -> tuple[str, ...]:
    lines: tuple[str, ...] = getattr(paper, question.value)
    return lines


def labels(question: Question, offered: tuple[str, ...]) -> tuple[str, ...]:
    """Short enough for a button: what they stand for is in the question."""
    if question in {Question.HEADINGS, Question.PHOTOS}:
        return offered
    if question in PARTS:
        return tuple(texts.ADD.format(nth=nth) for nth in range(1, len(offered) + 1))
    return (texts.SAME,) * len(offered)


def question_text(scene: Scene, paper: Paper, question: Question) -> str:
    match question:
        case Question.HEADINGS:
            edition = paper.edition or scene.facts.taxonomy.edition
            return texts.ASK_HEADINGS.format(title=paper.title, edition=edition)
        case Question.ADDRESSEE | Question.SIGNATURE:
            asked = texts.ASK_NAMES[question.value].format(unit=owner(scene, paper))
            return asked + "".join(texts.SAME_AS.format(name=name) for name in offered(scene, paper, question))
        case Question.LEAD | Question.PROBLEMS | Question.PLANS:
            asked = texts.ASK_PART.format(part=named(scene, paper, question))
            there = written(paper, question)
            stock = enumerate(offered(scene, paper, question), start=1)
            said = "\n".join(texts.STOCK_LINES[line in there].format(nth=nth, line=line) for nth, line in stock)
            lines = "\n".join(texts.LINE.format(line=line) for line in written(paper, question))
            parts = (asked, lines and texts.SO_FAR.format(lines=lines), said and texts.STOCK.format(lines=said))
            return "\n".join(filter(None, parts))
        case Question.PHOTOS:
            return ask_photos(scene, paper)
        case _:
            assert_never(question)


def named(scene: Scene, paper: Paper, question: Question) -> str:
    """As the heading of the paper calls it."""
    shell = scene.facts.taxonomy.shell(paper.shell)
    headings = (one.heading for one in shell.headings if one.part == PARTS[question]) if shell else iter(())
    return next(headings, texts.PARTS[question])


def offered(scene: Scene, paper: Paper, question: Question) -> tuple[str, ...]:
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
            stock = shell.suggestions.get(PARTS[question], ()) if shell else ()
            return tuple(stock)
        case Question.PHOTOS:
            return (texts.MAIN_PHOTOS,)
        case _:
            assert_never(question)


def owner(scene: Scene, paper: Paper) -> str:
    unit = scene.facts.unit(paper.scope.unit_id) if paper.scope.unit_id else None
    return unit.name if unit else scene.who.name
