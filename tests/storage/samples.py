"""A small made-up county, its people and their records, for everything that is tested on a ledger."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from storage.apply import apply
from storage.database import Database, Transaction
from storage.facts import StoredFacts
from storage.model.activity import Act, Activity, Amount, Evidence, Output, Particulars
from storage.model.people import Account, Invitation, Level, Person, Role, Unit
from storage.model.taxonomy import Taxonomy
from storage.model.writes import AddActivity, AddInvitation, AddPerson, AmendActivity
from storage.people import add_unit

STRANGER = Account("web", "stranger")
ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 3, 9, 10, 30, tzinfo=ZONE)
LATER = AT + timedelta(minutes=5)
TAXONOMY = Taxonomy(version="1", edition="2021", kinds=(), programmes=(), audiences=(), items=())
PHOTO = Evidence("ab" * 32, "现场.jpg", "image/jpeg", 20_481)
FULL = Particulars(
    title="防震减灾讲座",
    kind="讲座",
    topic="防震减灾",
    start=date(2026, 3, 8),
    end=date(2026, 3, 9),
    venue="石桥小学操场",
    attendance=Amount(200, 180, 220, approximate=True, words="两百来人"),
    online=Amount(35, words="线上35人"),
    sessions=Amount(2, words="两场"),
    session_word="场",
    audience="青少年",
    programme="青少年科学素质提升行动",
    outputs=(
        Output("折页", Amount(300, words="300份"), "份", "发放"),
        Output("展板", Amount(words="几块"), "块", "展出"),
    ),
    outputs_said=True,
    hosts=("石桥小学", "乡科协"),
    note="雨天改室内 🌧️",
)


@dataclass(frozen=True, slots=True)
class County:
    """Two townships, the first with two villages; everybody's account is "web:<id>"."""

    root: Unit
    township: Unit
    village: Unit
    hamlet: Unit
    other: Unit
    coordinator: Person
    officer: Person
    volunteer: Person


def county(database: Database) -> County:
    """The county, kept in an empty ledger."""
    with database.writing() as tx:
        root = add_unit(tx, "云岭县", Level.COUNTY, aliases=("云岭",))
        township = add_unit(tx, "石桥乡", Level.TOWNSHIP, root)
        village = add_unit(tx, "柳湾村", Level.VILLAGE, township, ("柳湾",))
        hamlet = add_unit(tx, "杏坪村", Level.VILLAGE, township)
        other = add_unit(tx, "青川镇", Level.TOWNSHIP, root)
        return County(
            root,
            township,
            village,
            hamlet,
            other,
            joined(tx, "coordinator", root, Role.COORDINATOR),
            joined(tx, "officer", township, Role.OFFICER),
            joined(tx, "volunteer", village, Role.VOLUNTEER),
        )


def invited(tx: Transaction, code_hash: str, unit: Unit, role: Role = Role.VOLUNTEER) -> Invitation:
    """A code of the command line, good for a day."""
    invitation = Invitation(code_hash, role, unit.id, AT + timedelta(days=1))
    apply(tx, AddInvitation(invitation, AT))
    return invitation


def joined(tx: Transaction, person_id: str, unit: Unit, role: Role = Role.VOLUNTEER) -> Person:
    """Somebody with a code of their own, "code-<id>", and an account, "web:<id>"."""
    invited(tx, f"code-{person_id}", unit, role)
    person = Person(person_id, f"名{person_id}", role, unit.id)
    apply(tx, AddPerson(person, Account("web", person_id), f"code-{person_id}", AT))
    return person


def record(
    nth: int,
    by: Person,
    particulars: Particulars = FULL,
    *,
    at: datetime = AT,
    evidence: tuple[Evidence, ...] = (),
) -> Activity:
    """The nth record of the year, as a dialog makes it."""
    return Activity(f"draft{nth}", f"2026-{nth:04d}", particulars, by.unit_id, by.id, at, evidence=evidence)


def recorded(tx: Transaction, activity: Activity) -> Activity:
    """The record, kept."""
    apply(tx, AddActivity(activity))
    return activity


def amendment(
    activity: Activity,
    particulars: Particulars | None = None,
    *,
    base: int = 1,
    act: Act = Act.CHANGED,
    withdrawn: str = "",
    by: str = "",
    at: datetime = LATER,
    reason: str = "",
) -> AmendActivity:
    """The next version of a record; what is not given stays as it was."""
    return AmendActivity(
        activity_id=activity.id,
        base=base,
        act=act,
        particulars=particulars or activity.particulars,
        evidence=activity.evidence,
        withdrawn=withdrawn,
        by=by or activity.recorder_id,
        at=at,
        reason=reason,
    )


def facts(tx: Transaction) -> StoredFacts:
    """The questions of a dialog; every fresh code is the same, which is what a test can foresee."""
    return StoredFacts(tx, TAXONOMY, lambda: "ABCD2345")


def in_utc(moment: datetime) -> datetime:
    """The same moment as storage gives it back."""
    return moment.astimezone(UTC)
