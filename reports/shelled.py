"""From records and registers of a period to a paper in the headings of the office (自查报告, 工作总结, 工作汇报)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reports import stated, tasks, told
from reports import texts_paper as texts
from reports.chapters import Chapter, Classes, chapters
from reports.monthly import Given, Material, overall, title_pieces
from reports.monthly_annexes import annexes
from reports.paper import Annex, OfficialPaper, Section, Text
from storage.model.shells import Part, Shell


@dataclass(frozen=True, slots=True)
class Form:
    """How a paper is built: its shell, and the classes that get headings."""

    shell: Shell
    classes: Classes


def shelled(form: Form, material: Material, given: Given) -> OfficialPaper:
    """The paper; a heading with nothing below it is left out, one that was written by hand stands as it was given."""
    shell = form.shell
    words = {"unit": material.owner, "period": material.period.label}
    found = chapters(shell, form.classes, material.events)
    return OfficialPaper(
        title=title_pieces(shell.title.format(**words), material.period.label),
        day=material.at.date(),
        addressee=given.addressee,
        opening=((shell.opening.format(**words),),) if shell.opening else (),
        sections=tuple(_filled(_sections(found, material, given))),
        closing=((shell.closing.format(**words),),) if shell.closing else (),
        signature=given.signature,
        annexes=tuple(_annexes(shell, material)),
    )


def _annexes(shell: Shell, material: Material) -> Iterator[Annex]:
    """Targets stand here where no heading of the office's own file takes them."""
    if material.tasks and not any(heading.targets for heading in shell.headings):
        yield Annex(texts.TASKS, (tasks.table(material.tasks),), (tasks.note(material.tasks, material.until),))
    if material.whole.activities:
        yield from annexes(material.whole, material.ways, material.events)


def _sections(found: tuple[Chapter, ...], material: Material, given: Given) -> Iterator[Section]:
    for chapter, said in zip(found, stated.placed(found, material.said), strict=True):
        above = Section(chapter.said.level, chapter.heading)
        if chapter.said.targets:
            above = tasks.section(above.level, above.heading, material.tasks, material.until)
        written = (*_paragraphs(chapter, material, given), *stated.paragraphs(said))
        yield replace(above, paragraphs=(*written, *above.paragraphs))


def _paragraphs(chapter: Chapter, material: Material, given: Given) -> Iterator[Text]:
    said = chapter.said
    if said.overall:
        yield from overall(material)
    if said.part:
        yield from ((paragraph,) for paragraph in by_hand(given, said.part))
    yield from told.paragraphs(chapter)


def by_hand(given: Given, part: Part) -> tuple[str, ...]:
    """What was written for a part."""
    match part:
        case Part.LEAD:
            return given.lead
        case Part.PROBLEMS:
            return given.problems
        case Part.PLANS:
            return given.plans


def _filled(sections: Iterator[Section]) -> Iterator[Section]:
    """Those with something below them, be it a heading that has."""
    found = list(sections)
    for nth, section in enumerate(found):
        below = found[
            nth + 1 : next((at for at in range(nth + 1, len(found)) if found[at].level <= section.level), None)
        ]
        if section.paragraphs or any(one.paragraphs for one in below):
            yield section
