"""填表: a form of another platform filled from the ledger, to copy or as Excel, and ticked once it is handed in."""

import re
from datetime import date, timedelta
from hashlib import sha256

from handlers import filled, whose
from handlers.formrows import MOST_RECORDS, PERIOD, as_table, filled_rows, held_in, held_one, missing_in, unit_name
from handlers.permission import may_see
from handlers.read.periods import kept_period, read_period, this_month, this_year
from handlers.read.requests import read_request
from handlers.scene import Result, Scene
from handlers.sheets import Filled
from handlers.state import Filing, Idle
from handlers.texts import files, wording
from handlers.texts import filling as texts
from handlers.texts import report as report_texts
from handlers.turn import Button, Buttons, Say, ShowFile
from storage.model.activity import Amount
from storage.model.figures import Period
from storage.model.forms import Form
from storage.model.people import Role
from storage.model.registers import Register, RegisterEntry
from storage.model.writes import KeepEntry

MOST_FILED = 10
_HASH, _ID = 4, 12
_LONGEST_WORDS = 20
_ENDING = ".xlsx"
NUMBER = re.compile(r"\d{4}-\d{4,6}(?!-)")


def start(scene: Scene, rest: str) -> Result:
    """/fill [form] [period]."""
    if scene.who.role is Role.VOLUNTEER:
        return scene.say(texts.NOT_ALLOWED)
    return _heard(scene, None, rest) if rest else _ask_form(scene)


def hear(scene: Scene, task: Filing, text: str) -> Result:
    """The form or the days, whichever is open."""
    return _heard(scene, _form(scene, task.form), text)


def tap(scene: Scene, arguments: tuple[str, ...]) -> Result:
    """A button, however old: form and days are in it."""
    forms = {_code(form): form for form in scene.facts.taxonomy.forms}
    match arguments:
        case _ if scene.who.role is Role.VOLUNTEER:
            return scene.say(texts.NOT_ALLOWED)
        case (code,) if code in forms:
            return _ask_period(scene, forms[code])
        case (code, first, last, verb) if code in forms and (period := _days(scene, first, last)):
            return _tapped(scene, forms[code], period, verb)
        case _:
            return scene.say(texts.STALE, task=Idle())


def _tapped(scene: Scene, form: Form, period: Period, verb: str) -> Result:
    match verb:
        case "sheet":
            return _sheet(scene, form, period)
        case "tick" | "untick":
            return _ticked(scene, form, period, filed=verb == "tick")
        case _:
            return _shown(scene, form, period)


def _heard(scene: Scene, form: Form | None, text: str) -> Result:
    named = _named(scene, text)
    form, rest = named or (form, text)
    if form is None:
        names = texts.SEPARATOR.join(one.name for one in scene.facts.taxonomy.forms)
        return scene.say(
            texts.UNKNOWN.format(words=wording.shortened(text, 20), forms=names), _forms(scene), task=Filing("")
        )
    if not rest.strip():
        return _ask_period(scene, form)
    if form.each != PERIOD and (number := NUMBER.search(rest)):
        return _of_one(scene, form, number[0])
    request = read_request(rest, whose.context(scene))
    if request.period is None:
        return scene.say(texts.NO_PERIOD.format(words=wording.shortened(rest, _LONGEST_WORDS)), task=Filing(form.name))
    return _shown(scene, form, request.period)


def _of_one(scene: Scene, form: Form, number: str) -> Result:
    """One activity by its number, ready to copy."""
    activity = scene.facts.activity_numbered(number)
    if activity is None or activity.withdrawn or not may_see(scene.who, activity, scene.facts):
        return scene.say(texts.NO_SUCH.format(number=number), task=Filing(form.name))
    one = held_one(scene, activity)
    rows = filled.of_activity(form, one)
    lines = [texts.LINE.format(title=title, value=value) for title, value in rows if value]
    empty = texts.SEPARATOR.join(title for title, value in rows if not value)
    head = texts.HEAD.format(form=form.name, unit="", period=number)
    by_hand = (texts.BY_HAND.format(fields=empty),) if empty else ()
    return scene.say("\n".join((head, *lines, *by_hand, *missing_in((one,)))), task=Idle())


def _named(scene: Scene, text: str) -> tuple[Form, str] | None:
    """The form with the longest name that stands in a text, and the text without it."""
    found = [(word, form) for form in scene.facts.taxonomy.forms for word in (form.name, *form.words) if word in text]
    if not found:
        return None
    word, form = max(found, key=lambda pair: len(pair[0]))
    return form, text.replace(word, " ", 1)


def _form(scene: Scene, name: str) -> Form | None:
    return next((form for form in scene.facts.taxonomy.forms if form.name == name), None)


def _ask_form(scene: Scene) -> Result:
    """Which one, and what was handed in before."""
    entries = scene.facts.entries_below(scene.who.unit_id)
    filed = [one for one in entries if one.register is Register.FILED][:MOST_FILED]
    lines = [texts.LIST, *(_filed_line(scene, one) for one in filed)] if filed else []
    return scene.say("\n".join((texts.ASK_FORM, *lines)), _forms(scene), task=Filing(""))


def _filed_line(scene: Scene, one: RegisterEntry) -> str:
    who = scene.facts.person(one.by)
    at = one.at.astimezone(scene.at.tzinfo)
    return texts.LIST_LINE.format(
        form=one.noun, period=one.text, at=wording.day(at.date(), scene.today), who=who.name if who else ""
    )


def _forms(scene: Scene) -> Buttons:
    return (tuple(Button(form.name, f"f:{_code(form)}") for form in scene.facts.taxonomy.forms),)


def _ask_period(scene: Scene, form: Form) -> Result:
    month, year = this_month(scene.today), this_year(scene.today)
    choices = (
        (report_texts.THIS_MONTH, month),
        (report_texts.LAST_MONTH, this_month(month.first - timedelta(days=1))),
        (report_texts.THIS_QUARTER, read_period(report_texts.THIS_QUARTER, scene.today)),
        (report_texts.THIS_YEAR, year),
        (report_texts.LAST_YEAR, this_year(year.first - timedelta(days=1))),
    )
    buttons = tuple(Button(said, _action(form, period, "show")) for said, period in choices if period)
    return scene.say(texts.ASK_PERIOD.format(form=form.name), (buttons[:2], buttons[2:]), task=Filing(form.name))


def _shown(scene: Scene, form: Form, period: Period) -> Result:
    """Every field with its value, what is missing, and whether it was handed in."""
    held = held_in(scene, period)
    names = {"form": form.name, "unit": unit_name(scene), "period": period.label}
    if not held or len(held) > MOST_RECORDS:
        sentence = texts.TOO_MANY if held else texts.NO_RECORDS
        return scene.say(sentence.format(count=len(held), **names), task=Idle())
    rows = filled_rows(scene, form, period, held)
    lines = [texts.LINE.format(title=title, value=value) for title, value in rows[-1] if value]
    empty = [title for title, value in rows[-1] if not value]
    filed = _filing(scene, form, period)
    text = "\n".join(
        (
            texts.HEAD.format(**names),
            *((texts.SEVERAL.format(count=len(held)),) if form.each != PERIOD else ()),
            *lines,
            *((texts.BY_HAND.format(fields=texts.SEPARATOR.join(empty)),) if empty else ()),
            *missing_in(held),
            *((_filed_said(scene, filed),) if filed and not filed.withdrawn else ()),
        )
    )
    return scene.say(text, _buttons(form, period, filed), task=Idle())


def _buttons(form: Form, period: Period, filed: RegisterEntry | None) -> Buttons:
    standing = filed is not None and not filed.withdrawn
    tick = Button(texts.UNTICK if standing else texts.TICK, _action(form, period, "untick" if standing else "tick"))
    return ((Button(texts.SHEET, _action(form, period, "sheet")), tick),)


def _filed_said(scene: Scene, filed: RegisterEntry) -> str:
    who = scene.facts.person(filed.by)
    at = filed.at.astimezone(scene.at.tzinfo)
    return texts.FILED.format(at=wording.moment(at, scene.today), who=who.name if who else "")


def _sheet(scene: Scene, form: Form, period: Period) -> Result:
    """The same as a workbook: a line for each field, or for each activity."""
    held = held_in(scene, period)
    names = {"form": form.name, "unit": unit_name(scene), "period": period.label}
    if not held or len(held) > MOST_RECORDS:
        return _shown(scene, form, period)
    rows = filled_rows(scene, form, period, held)
    title = f"{unit_name(scene)}{period.label}{form.name}"
    sheet = Filled(title, *as_table(form, rows))
    name = files.file_name(title, scene.today, _ENDING)
    text = texts.FILE.format(count=len(held), **names)
    return scene.result(ShowFile(sheet, name, text), task=Idle())


def _ticked(scene: Scene, form: Form, period: Period, *, filed: bool) -> Result:
    """Handed in or not: who said so and when is kept with every change."""
    before = _filing(scene, form, period)
    if (before is not None and not before.withdrawn) == filed:
        return _shown(scene, form, period)
    entry = RegisterEntry(
        id=_filing_id(scene, form, period),
        unit_id=scene.who.unit_id,
        register=Register.FILED,
        text=period.label,
        noun=form.name,
        amount=Amount(),
        measure="",
        day=scene.today,
        by=scene.who.id,
        at=scene.at,
        version=before.version + 1 if before else 1,
        withdrawn="" if filed else texts.UNTICK,
    )
    said = (texts.TICKED if filed else texts.UNTICKED).format(form=form.name, period=period.label)
    again = Say(said, _buttons(form, period, entry))
    return scene.result(again, writes=(KeepEntry(entry),), task=Idle())


def _filing(scene: Scene, form: Form, period: Period) -> RegisterEntry | None:
    return scene.facts.entry(_filing_id(scene, form, period))


def _filing_id(scene: Scene, form: Form, period: Period) -> str:
    named = f"{form.name}|{scene.who.unit_id}|{period.first}|{period.last}"
    return sha256(named.encode()).hexdigest()[:_ID]


def _code(form: Form) -> str:
    return sha256(form.name.encode()).hexdigest()[:_HASH]


def _action(form: Form, period: Period, verb: str) -> str:
    return f"f:{_code(form)}:{period.first:%Y%m%d}:{period.last:%Y%m%d}:{verb}"


def _days(scene: Scene, first: str, last: str) -> Period | None:
    try:
        days = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return kept_period(*days, scene.today)
