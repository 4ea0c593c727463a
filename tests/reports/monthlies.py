"""Made-up months: what tests of papers share."""

from datetime import UTC, date, datetime

from reports.events import Event
from reports.monthly import Given, Material, Way, monthly
from reports.paper import OfficialPaper, plain
from reports.summarise import Asked, Sums
from storage.model.activity import Activity, Amount, Category, Particulars
from storage.model.figures import Grouping, OutputTally, Period, Tally

SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 30), "2026年9月")
AUGUST = Period(date(2026, 8, 1), date(2026, 8, 31), "2026年8月")
AT = datetime(2026, 10, 9, 9, 30, tzinfo=UTC)
KINDS = ("讲座", "培训", "线上活动")


def way(*tallies: Tally, previous: tuple[Tally, ...] = (), outputs: tuple[OutputTally, ...] = ()) -> Way:
    """Sums by kind, beside those of August."""
    names = {kind: kind for kind in KINDS}
    return Asked("", "", Grouping.KIND, names, KINDS, before=AUGUST), Sums(tallies, previous, outputs)


def event(number: str, **said: object) -> Event:
    """A record of 北营村."""
    told = Particulars(**said)  # type: ignore[arg-type]  # as the caller says
    return Event(Activity(number, number, told, "u", "p", AT), "北营村", "场")


def month(*ways: Way, events: tuple[Event, ...] = (), given: Given | None = None) -> OfficialPaper:
    """The paper of September."""
    material = Material("青河县2026年9月科普工作月报", "青河县", SEPTEMBER, AT, ways, events)
    return monthly(material, given or Given(signature="青河县科协"))


def said(paper: OfficialPaper) -> dict[str, str]:
    """The words below each heading."""
    return {section.heading: "\n".join(map(plain, section.paragraphs)) for section in paper.sections}


USUAL = month(
    way(
        Tally("讲座", 3, (("场", 4),), 845, approximate=200),
        Tally("培训", 2, (("期", 5),), 120, uncounted=1),
        Tally("线上活动", 1, (("场", 1),), 0, online=2300),
        previous=(Tally("讲座", 4, (("场", 4),), 1000),),
        outputs=(
            OutputTally(Category.MATERIAL, "折页", "发放", "份", 300, approximate=300),
            OutputTally(Category.MATERIAL, "展板", "展出", "块", 20),
        ),
    ),
    events=(
        event(
            "2026-0001", title="防震讲座", kind="讲座", start=date(2026, 9, 3), venue="村委会", attendance=Amount(80)
        ),
        event("2026-0002", kind="线上活动", title="云课堂", start=date(2026, 9, 5), online=Amount(2300)),
    ),
    given=Given("县领导小组办公室", "青河县科协", ("人手少。",), ("办好科普月。", "补齐设备。")),
)
"""A month with a bit of everything."""
