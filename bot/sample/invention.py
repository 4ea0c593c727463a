"""Invents what is known of one activity: a theme in its season, at a place of the unit, of a usual size."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from bot.sample import saying
from bot.sample.outline import Form, Theme, YearOutline
from handlers.draft import proposed
from storage.model.activity import Amount, Output, Particulars
from storage.model.people import Unit
from storage.model.taxonomy import Item, Taxonomy

SEASON, OFF_SEASON = 1.0, 0.06
"""How likely a theme is in and out of its months."""

CAMPAIGN = 6.0
"""How much more likely a theme is while its campaign runs."""

NOTHING_GIVEN = 0.28
WITH_HOST = 0.3
FILED_NOWHERE = 0.4


@dataclass(frozen=True, slots=True)
class Inventor:
    """Draws from one source of chance, so that the same seed gives the same activities."""

    chance: Random
    outline: YearOutline
    taxonomy: Taxonomy

    def activity(self, unit: Unit, day: date) -> Particulars:
        """What a unit did on a day, complete as after all questions."""
        theme = self.theme(unit, day)
        form = self.outline.kinds[theme.kind]
        attendance = saying.attendance(self.chance, form, self._boost(theme, day), self.outline.words)
        word = next((kind.session_word for kind in self.taxonomy.kinds if kind.name == theme.kind), "")
        sessions = saying.sessions(self.chance, form, word, self.outline.words)
        told = Particulars(
            title=theme.title,
            kind=theme.kind,
            topic=theme.topic,
            start=day,
            end=day + timedelta(days=(sessions.value or 1) - 1) if sessions.said else None,
            venue=self.venue(unit),
            attendance=attendance,
            online=saying.online(self.chance, form, self.outline.words),
            sessions=sessions,
            session_word=word,
            audience=theme.audience,
            outputs=self._outputs(form, attendance),
            outputs_said=True,
            hosts=self._hosts(unit),
        )
        return self._filed(proposed(told, self.taxonomy))

    def theme(self, unit: Unit, day: date) -> Theme:
        """Something that units of this level do at this time of the year."""
        fitting = [theme for theme in self.outline.themes if unit.level in theme.levels]
        return self.chance.choices(fitting, [self._likelihood(theme, day) for theme in fitting])[0]

    def venue(self, unit: Unit) -> str:
        """A place of the unit, the first of the list most often."""
        places = self.outline.venues[unit.level]
        place = self.chance.choices(places, range(len(places), 0, -1))[0]
        return unit.name + place[1:] if place.startswith("-") else place

    def _filed(self, told: Particulars) -> Particulars:
        """Most of what suggests no programme by its audience is filed under the project of its kind."""
        known = {one.name for one in self.taxonomy.programmes if one.edition == self.taxonomy.edition}
        project = self.outline.programmes.get(told.kind, "")
        if told.programme or project not in known or self.chance.random() < FILED_NOWHERE:
            return told
        return replace(told, programme=project)

    def _likelihood(self, theme: Theme, day: date) -> float:
        usual = SEASON if not theme.months or day.month in theme.months else OFF_SEASON
        if not theme.campaign:
            return usual
        return CAMPAIGN if self._runs(theme, day) else OFF_SEASON * usual

    def _runs(self, theme: Theme, day: date) -> bool:
        return any(one.name == theme.campaign and one.covers(day) for one in self.outline.campaigns)

    def _boost(self, theme: Theme, day: date) -> float:
        return 1.4 if theme.campaign and self._runs(theme, day) else 1.0

    def _hosts(self, unit: Unit) -> tuple[str, ...]:
        return (self.outline.words.host, unit.name) if self.chance.random() < WITH_HOST else ()

    def _outputs(self, form: Form, attendance: Amount) -> tuple[Output, ...]:
        """One to three of the things usual for the kind; as many as people where each gets one."""
        usual = [*form.each, *form.some]
        if not usual or self.chance.random() < NOTHING_GIVEN:
            return ()
        given = self.chance.sample(usual, k=min(len(usual), self.chance.choices((1, 2, 3), (6, 3, 1))[0]))
        return tuple(self._output(name, self._quantity(name, form, attendance)) for name in usual if name in given)

    def _quantity(self, name: str, form: Form, attendance: Amount) -> int:
        if name in form.some:
            return self.chance.randint(*form.some[name])
        people = attendance.value or attendance.low or form.people
        return max(5, round(people * form.each[name] * self.chance.uniform(0.8, 1.2) / 5) * 5)

    def _output(self, name: str, quantity: int) -> Output:
        known = {item.name: item for item in self.taxonomy.items}
        item = known.get(name, Item(name))
        measure = next(iter(item.measures), "")
        said = self.outline.words.quantity.format(thing=name, quantity=quantity, measure=measure)
        return Output(name, Amount(quantity, words=said), measure, item.action, item.category)


def corrected(chance: Random, told: Particulars, outline: YearOutline) -> Particulars:
    """The same with another number of people: the list was counted once more."""
    counted = max(3, round((told.attendance.value or outline.kinds[told.kind].people) * chance.uniform(0.8, 1.1)))
    return replace(told, attendance=Amount(counted, words=outline.words.exact[0].format(counted)))
