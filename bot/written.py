"""A written report of the ledger: what was added up and what was recorded becomes an official paper."""

from dataclasses import replace

from bot.made import Made, source_of
from bot.making import Making, every_way, tasks_of, unit_names, with_word
from handlers import goals
from handlers.origins import label
from handlers.texts import periods
from handlers.texts import summary as texts
from reports.chapters import Classes
from reports.events import Event, caption
from reports.monthly import Given, Material, monthly
from reports.origins import provenance
from reports.paper import Annex, OfficialPaper, figures
from reports.shelled import Form, shelled
from reports.texts import PLAIN_SESSION_WORD
from reports.texts_paper import PHOTOS
from storage.model.activity import Activity
from storage.model.figures import Period
from storage.model.goals import since
from storage.model.registers import Statement, statements
from storage.model.shells import Each
from storage.model.taxonomy import Taxonomy

MOST_PHOTOS = 12
"""Photos of an annex: six pages."""


def written(making: Making) -> OfficialPaper:
    """The paper that a question asks for; signed by the unit where nobody else was named."""
    paper = making.paper
    owner = _owner(making)
    material = Material(
        title=paper.title,
        owner=owner,
        period=_period(making),
        at=making.at,
        ways=tuple((way.asked, way.sums) for way in every_way(making)),
        events=_events(making),
        said=_said(making),
        tasks=tasks_of(making),
    )
    made = Made(paper, making.at, material.ways[0][0].before)
    given = Given(paper.addressee, paper.signature or owner, paper.problems, paper.plans, paper.lead)
    laid_out = replace(_laid_out(making, material, given), source=source_of(made))
    return _with_photos(_with_sources(laid_out, making), making)


def _with_photos(paper: OfficialPaper, making: Making) -> OfficialPaper:
    """现场照片 of the records that were chosen, as the last annex."""
    chosen = set(making.paper.photos)
    events = [one for one in _events(making) if one.activity.number in chosen] if chosen else []
    shown = (
        making.stationery.picture(evidence.sha256, caption(event))
        for event in events
        for evidence in event.activity.evidence
        if evidence.media_type.startswith("image/")
    )
    pictures = tuple(filter(None, shown))[:MOST_PHOTOS]
    return replace(paper, annexes=(*paper.annexes, Annex(PHOTOS, (), (), pictures))) if pictures else paper


def _laid_out(making: Making, material: Material, given: Given) -> OfficialPaper:
    """In the headings of its shell, where it has one; one that is gone from the file leaves the plain report."""
    paper, taxonomy = making.paper, making.facts.taxonomy
    shell = taxonomy.shell(paper.shell)
    if shell is None:
        return monthly(material, given)
    form = Form(shell.by(paper.by) if paper.by else shell, _classes(taxonomy, paper.edition or taxonomy.edition))
    return shelled(form, material, given)


def _classes(taxonomy: Taxonomy, edition: str) -> Classes:
    return {
        Each.PROGRAMME: taxonomy.under(edition),
        Each.KIND: tuple((kind.name, (kind.name,)) for kind in taxonomy.kinds),
        Each.AUDIENCE: tuple((audience.name, (audience.name,)) for audience in taxonomy.audiences),
    }


def _with_sources(paper: OfficialPaper, making: Making) -> OfficialPaper:
    """数据来源 as the last annex; a paper without annexes counts nothing."""
    if not paper.annexes:
        return paper
    facts, scope, found = making.facts, making.paper.scope, goals.goals(making.facts, making.paper.scope)
    sources = facts.sources(scope, None, PLAIN_SESSION_WORD, since(found, _period(making)))
    annex = provenance(figures(paper), sources, lambda origin: label(origin, facts), _said(making), found)
    return replace(paper, annexes=(*paper.annexes, annex)) if annex else paper


def _said(making: Making) -> tuple[Statement, ...]:
    """What registers say; a report of some classes of activities alone has none."""
    scope = making.paper.scope
    narrowed = scope.recorder_id or scope.kind or scope.programme or scope.audience
    return () if narrowed else statements(making.facts.entries_below(scope.unit_id), scope.unit_id, _period(making))


def _owner(making: Making) -> str:
    scope, facts = making.paper.scope, making.facts
    person = facts.person(scope.recorder_id) if scope.recorder_id else None
    unit = facts.unit(scope.unit_id) if scope.unit_id else None
    if person:
        return person.name
    return unit.name if unit else texts.ALL_UNITS


def _period(making: Making) -> Period:
    """Written reports are always asked for with their days; without, they are of the day they are made."""
    today = making.at.date()
    return making.paper.scope.period or periods.period(today, today)


def _events(making: Making) -> tuple[Event, ...]:
    facts, names = making.facts, unit_names(making.facts.all_units())
    usual = {kind.name: kind.session_word for kind in facts.taxonomy.kinds}

    def event(activity: Activity) -> Event:
        told = activity.particulars
        word = told.session_word or usual.get(told.kind, "") or PLAIN_SESSION_WORD
        return Event(activity, names[activity.unit_id], word)

    return tuple(event(activity) for activity, _ in with_word(facts.entries(making.paper.scope), making.told))
