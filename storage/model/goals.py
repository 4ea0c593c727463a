"""A target of 任务分解 as figures count it: which records, in which days, and what each of them adds; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from storage.model.activity import Output, Particulars
from storage.model.figures import Period
from storage.model.quoting import quoted
from storage.model.registers import RegisterEntry

TARGET = "target"
PLANNED, DONE, DEGREE = "planned", "done", "degree"


@dataclass(frozen=True, slots=True)
class Goal:
    """A target with the days it is counted in.

    `counts` is what is summed of its records ("activities", "attendance", "sessions/期"); "" stands for things of its
    noun and measure, and where no record has any for what registers say (`entered`; None: they say nothing). `whole`:
    the unit that is asked about answers for all of it, so that there is a degree.
    """

    entry: RegisterEntry
    period: Period
    counts: str
    entered: int | None = None
    whole: bool = True

    @property
    def planned(self) -> int | None:
        """What is to be reached; None where no single number was said, and of a theme or a phase."""
        return self.entry.amount.value if self.entry.measure else None

    def origin(self, what: str) -> str:
        """Where its figures come from: what is PLANNED, what is DONE, the DEGREE in percent."""
        return f"{TARGET}/{quoted(self.entry.id)}/{what}"

    def takes(self, told: Particulars) -> bool:
        """Whether a record may add to it."""
        return (
            told.start is not None
            and self.period.first <= told.start <= self.period.last
            and self.entry.kind in ("", told.kind)
            and self.entry.programme in ("", told.programme)
        )

    def adds(self, told: Particulars, sums: Mapping[str, int]) -> int:
        """What a record adds to it, whose own sums by origin are given."""
        if self.counts:
            return sums[f"all/{self.counts}"]
        return sum(one.amount.value or 0 for one in self.things(told))

    def things(self, told: Particulars) -> tuple[Output, ...]:
        """The things of a record that it names."""
        return tuple(one for one in told.outputs if self.names(one.item, one.action, one.measure))

    def names(self, item: str, action: str, measure: str) -> bool:
        """Whether it is about a thing: where it says what is done with it, what was printed is not handed out."""
        entry = self.entry
        if measure != entry.measure or not named(entry.noun, item):
            return False
        wanted, noun, _ = entry.text.partition(entry.noun)
        return not (noun and wanted) or action in ("", wanted)

    def degree(self, done: int | None) -> int | None:
        """How much of it is reached in percent, cut off and never rounded up; more than all of it is told as it is."""
        return done * 100 // self.planned if self.whole and self.planned and done is not None else None


def named(noun: str, item: str) -> bool:
    """Whether a thing of the ledger is what a target names: 资料 is 宣传资料."""
    return bool(noun and item) and (noun in item or item in noun)


def since(goals: Iterable[Goal], period: Period) -> date | None:
    """The first day that is counted for any of them, where it lies before a period."""
    first = min((goal.period.first for goal in goals), default=period.first)
    return first if first < period.first else None
