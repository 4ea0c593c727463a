"""The world a transcript is played in: a furnished ledger, and a clock that the transcript sets.

The units are always the same: 青河县 with 柳林镇 (紫兴社区, 北营村, 柳林小学) and 高桥镇 (高桥村).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.evidence import EvidenceFolder
from bot.taxonomy import load_taxonomy
from bot.turn import Desk
from handlers.join import code_hash
from storage.apply import apply
from storage.database import Database
from storage.model.people import Account, Invitation, Level, Person, Role
from storage.model.writes import AddInvitation, AddPerson
from storage.people import add_unit, find_units
from tests.timetable import TIMETABLE

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 9, 18, 10, 0, tzinfo=ZONE)
TREE = (
    ("青河县", Level.COUNTY, ""),
    ("柳林镇", Level.TOWNSHIP, "青河县"),
    ("紫兴社区", Level.COMMUNITY, "柳林镇"),
    ("北营村", Level.VILLAGE, "柳林镇"),
    ("柳林小学", Level.SCHOOL, "柳林镇"),
    ("高桥镇", Level.TOWNSHIP, "青河县"),
    ("高桥村", Level.VILLAGE, "高桥镇"),
)


@dataclass(slots=True)
class World:
    """A furnished ledger with a clock that a transcript sets; every line of talk takes a second."""

    folder: Path
    database: Database
    at: datetime = START
    _codes: Iterator[int] = field(default_factory=lambda: count(1))

    def now(self) -> datetime:
        return self.at

    def desk(self) -> Desk:
        return Desk(self.database, load_taxonomy(), lambda: f"KEPU-{next(self._codes):04d}", TIMETABLE)

    def evidence(self) -> EvidenceFolder:
        return EvidenceFolder(self.folder / "files")

    def furnish(self) -> None:
        self.database.upgrade()
        with self.database.writing() as tx:
            for name, level, above in TREE:
                add_unit(tx, name, level, find_units(tx, above)[0] if above else None)

    def let_in(self, account: Account, name: str, role: str, unit: str) -> None:
        own = sha256(str(account).encode()).hexdigest()[:12]
        invited = self.invite(own, role, unit, START + timedelta(days=7))
        with self.database.writing() as tx:
            person = Person(own, name, Role(role), invited.unit_id)
            apply(tx, AddPerson(person, account, invited.code_hash, START))

    def invite(self, code: str, role: str, unit: str, until: datetime) -> Invitation:
        with self.database.writing() as tx:
            invited = Invitation(code_hash(code), Role(role), find_units(tx, unit)[0].id, until)
            apply(tx, AddInvitation(invited, START))
        return invited
