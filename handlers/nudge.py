"""What a reminder says: who owes what until when, what exactly is missing, and what can be tapped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.texts import duties as texts
from handlers.turn import Button, Buttons, Say
from storage.model.duties import Obligation, Rule
from storage.model.people import Person, Unit


@dataclass(frozen=True, slots=True)
class Owed:
    """An obligation with its rule and the unit that owes it; `due_at` is in the zone of the person."""

    rule: Rule
    obligation: Obligation
    unit: Unit

    @property
    def key(self) -> str:
        """As it stands in a button: rule, period, unit."""
        return f"{self.rule.id}:{self.obligation.span.key}:{self.unit.id}"

    def named(self, today: date) -> str:
        """What is owed, with its period."""
        span = self.obligation.span
        return texts.duty(self.rule, span.first, span.last, today)


def nudge(person: Person, owed: Sequence[Owed], today: date) -> Say:
    """One message for everything a person's unit has not reported; choices go by label, numbers are activities."""
    first = owed[0]
    how = texts.NUDGE_HOW.format(nil=texts.nil(first.rule))
    if len(owed) == 1:
        text = texts.NUDGE_ONE.format(name=person.name, **_told(first, today)) + how
    else:
        head = texts.NUDGE_SEVERAL.format(name=person.name, count=len(owed))
        lines = (texts.NUDGE_LINE.format(**_told(one, today)) for one in owed)
        text = "\n".join((head, *lines, how))
    return Say(text, _buttons(owed, today), numeric=True)


def _told(one: Owed, today: date) -> dict[str, str]:
    return {
        "unit": one.unit.name,
        "duty": one.named(today),
        "due": texts.ends(one.obligation.due_at, today),
        "missing": texts.missing(one.rule, one.obligation),
    }


def _buttons(owed: Sequence[Owed], today: date) -> Buttons:
    """What settles it, what puts it off. With several, each is settled by a button that names it."""
    settle = tuple(settling(one, today if len(owed) > 1 else None) for one in owed)
    record, later, leave = (
        Button(texts.RECORD, "n:log"),
        Button(texts.LATER, "n:later"),
        Button(texts.LEAVE, f"n:leave:{owed[0].key}" if len(owed) == 1 else "n:leave"),
    )
    if len(owed) == 1:
        return ((record, *settle), (later, leave))
    return ((record,), *((button,) for button in settle), (later, leave))


def settling(one: Owed, today: date | None) -> Button:
    """The button that settles an obligation: nothing was held, or everything is in; `today` names the period too."""
    complete = bool(one.obligation.activities)
    label = texts.settle(one.rule, complete=complete, named="" if today is None else one.named(today))
    return Button(label, f"n:{'done' if complete else 'nil'}:{one.key}")
