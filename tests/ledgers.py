"""A small county with people, to ask figures of: what several tests of summaries share."""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

from bot.figures import filled
from bot.taxonomy import load_taxonomy
from bot.turn import Desk, TurnFacts
from handlers.router import answer
from handlers.scene import Result
from handlers.state import Dialog
from handlers.turn import Event, Incoming, Reply, Said, ShowSummary, Tapped
from reports.summary import Summary
from storage.apply import apply
from storage.database import Database
from storage.facts import StoredFacts
from storage.model.activity import Activity, Particulars
from storage.model.people import Account, Invitation, Level, Person, Role, Unit
from storage.model.taxonomy import Taxonomy
from storage.model.writes import AddActivity, AddInvitation, AddPerson
from storage.people import add_unit
from tests.timetable import TIMETABLE

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=ZONE)
TREE = (
    ("青河县", Level.COUNTY, ""),
    ("柳林镇", Level.TOWNSHIP, "青河县"),
    ("紫兴社区", Level.COMMUNITY, "柳林镇"),
    ("北营村", Level.VILLAGE, "柳林镇"),
    ("高桥镇", Level.TOWNSHIP, "青河县"),
    ("高桥村", Level.VILLAGE, "高桥镇"),
)


@dataclass(slots=True)
class County:
    """Units by name; whoever records something joins with the first record of theirs."""

    database: Database
    units: dict[str, Unit] = field(default_factory=dict)
    now: datetime = NOW
    taxonomy: Taxonomy = field(default_factory=load_taxonomy)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def found(self) -> "County":
        with self.database.writing() as tx:
            for name, level, above in TREE:
                self.units[name] = add_unit(tx, name, level, self.units.get(above))
        return self

    def person(self, role: Role, unit: str) -> Person:
        """Somebody new of a unit."""
        nth = next(self._numbers)
        person = Person(f"p{nth}", f"小{'甲乙丙丁戊己庚辛壬癸'[nth % 10]}", role, self.units[unit].id)
        with self.database.writing() as tx:
            apply(tx, AddInvitation(Invitation(f"code{nth}", role, person.unit_id, self.now), self.now))
            apply(tx, AddPerson(person, Account("web", person.id), f"code{nth}", self.now))
        return person

    def record(self, person: Person, *told: Particulars) -> None:
        """Records of a person, as confirmed drafts become them."""
        with self.database.writing() as tx:
            for particulars in told:
                nth = next(self._numbers)
                at = self.now
                kept = Activity(f"a{nth}", f"2026-{nth:04d}", particulars, person.unit_id, person.id, at)
                apply(tx, AddActivity(kept))

    def outcome(self, person: Person, event: Event, dialog: Dialog | None = None) -> Result:
        """What a turn comes to; nothing of it is kept."""
        with self.database.reading() as tx:
            facts = TurnFacts(tx, Desk(self.database, self.taxonomy, lambda: "KEPU-0000", TIMETABLE))
            incoming = Incoming(f"m{next(self._numbers)}", Account("web", person.id), event, self.now)
            return answer(dialog or Dialog(), incoming, person, facts)

    def says(self, person: Person, text: str) -> Reply:
        """The one answer to a message."""
        (reply,) = self.outcome(person, Said(text)).replies
        return reply

    def taps(self, person: Person, action: str) -> Reply:
        """The one answer to a button."""
        (reply,) = self.outcome(person, Tapped(action)).replies
        return reply

    def figures(self, asked: Reply) -> Summary:
        """A summary that was asked for, added up."""
        assert isinstance(asked, ShowSummary), asked
        with self.database.reading() as tx:
            return filled(asked, StoredFacts(tx, self.taxonomy, lambda: ""), self.now.date()).summary

    def summary(self, person: Person, text: str) -> Summary:
        """The figures a message asks for."""
        return self.figures(self.says(person, text))


def told(kind: str, day: str = "2026-09-10", **said: object) -> Particulars:
    """An activity of a kind on a day."""
    return Particulars(kind=kind, start=date.fromisoformat(day), **said)  # type: ignore[arg-type]  # as the caller says
