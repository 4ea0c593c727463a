"""What came out of an activity: things handed out or put up, certificates, prizes, consultations, news, facilities."""

from dataclasses import replace
from typing import NamedTuple

from handlers.read.apportioned import heads_in, is_for_each, lists_for_each
from handlers.read.clauses import Clause, clauses
from handlers.read.counted import Counted, handed, said
from handlers.read.edges import SERIES
from handlers.read.handing import Hand, Verb
from handlers.read.items import DONE_TO, Thing, is_for_use, is_listed, last_thing, taken_apart, thing_after, usage_of
from handlers.read.judging import Scene, is_out
from handlers.read.naming import Namer, before, name_of
from handlers.read.patterns import regex
from handlers.read.results import results_in
from handlers.read.tally import OutputWords, Tally
from handlers.read.uncounted import given_by, gives, some_in
from storage.model.activity import Amount, Category, Output
from storage.model.taxonomy import Taxonomy

__all__ = ["OutputWords", "OutputsWords", "outputs_in"]


class OutputsWords(NamedTuple):
    """All outputs of a text in its order; `none_given`: where it says that nothing was handed out."""

    outputs: tuple[OutputWords, ...]
    none_given: tuple[int, int] | None


_THING = r"(?:东西|(?:宣传)?(?:资料|材料|品|单|册)|物资|物品|礼品|纪念品|单子|手册)"
_END = r"(?=[，。；！？,;!?~…\s()]|$)"
_NONE = regex(
    rf"(?:没有?|未|无)(?:再|怎么|专门|额外|另外|给)?(?:发放|派发|赠送|印发|发|送)(?:过|放|出)?(?:任何|什么|啥|宣传)?(?:{_THING}|{_END})"
    rf"|(?:没有?|无)(?:任何|什么|啥)?{_THING}(?:发放|可发|发)?{_END}"
    rf"|{_THING}(?:发放)?(?:也|都|就|一[份张本]都?)?(?:没有?(?:发|带|准备)?了?|未发放?){_END}"
    rf"|{_THING}(?:发放)?(?:情况|数量|数)?\s?[:|\t]\s?(?:无|没有|0|零|/|-){_END}"
)
_SUMMING = regex(r"等|共|总|合计")
_LOOSELY = regex(r"好像|似乎|大概|大约|约莫|差不多|将近|估摸|左右|约")


def outputs_in(plain: str, taxonomy: Taxonomy) -> OutputsWords:
    """The outputs a plain text states. A number that is not clearly that of a thing is left out, never guessed.

    「折页150份、扇子30把」; 「300份折页」; 「资料发了两百来份」; 「人手一册」 (no number); 「颁发证书30本」.
    """
    results = tuple(OutputWords(*result) for result in results_in(plain, taxonomy))
    parts = tuple(clauses(plain, tuple((result.start, result.end) for result in results)))
    reader = _Reader(plain, taxonomy, results, heads_in(plain, parts))
    for clause in parts:
        reader.read(clause)
    found = sorted((*results, *reader.found), key=lambda words: words.start)
    none_given = _NONE.search(plain)
    return OutputsWords(tuple(found), none_given.span() if none_given and not reader.found else None)


class _Reader:
    """Goes through a text clause by clause; remembers what is listed and which thing was named last."""

    def __init__(self, plain: str, taxonomy: Taxonomy, results: tuple[OutputWords, ...], heads: frozenset[int]) -> None:
        self.plain = plain
        self.taxonomy = taxonomy
        self.results = results
        self.heads = heads
        self.tally = Tally(plain, taxonomy)
        self.found = self.tally.found
        self.known = set[tuple[str, Amount]]()
        self.namer = Namer(plain, taxonomy)
        self.listing: Verb | None = None
        self.begun = 0
        self.each = self.used = 0

    def read(self, clause: Clause) -> None:
        """Add what a clause states to `found`."""
        if clause.fresh:
            self.listing, self.namer.last, self.namer.alone = None, None, None
            self.tally.begin(clause.start)
        place = self.begun = clause.start
        for at, count in enumerate(clause.counts):
            bound = clause.counts[at + 1].start if at + 1 < len(clause.counts) else clause.end
            place = self._count(clause, count, place, bound)
        self.tally.leave_some(clause.start, clause.end)
        self._uncounted(clause)
        named = self._named_last(clause)
        inside = (
            Thing(*found.item, known=True)
            for found in self.found[-2:]
            if named and found.item[0] <= named.start < found.item[1]
        )
        self.namer.last = next(inside, named) or self.namer.given(clause) or self.namer.last
        idle = not clause.counts and all(verb.hand is not Hand.NOT for verb in clause.verbs)
        self.namer.alone = named if idle else None

    def _named_last(self, clause: Clause) -> Thing | None:
        """The thing a clause names last; a verb of giving is no part of its name: 「答对送钥匙扣」."""
        named = last_thing(self.plain, clause.start, clause.end, self.taxonomy)
        given = [verb.end for verb in clause.verbs if verb.hand is Hand.OUT and named and verb.end < named.end]
        if named is None:
            return self._given_away(clause)
        return named._replace(start=max(named.start, *given)) if given else named

    def _given_away(self, clause: Clause) -> Thing | None:
        """「防火码张贴到位，贴了150张」: what stands before a verb of giving may end in a single character."""
        things = (
            before(self.plain, clause.start, verb.start, self.taxonomy)
            for verb in clause.verbs[:4]
            if verb.hand is Hand.OUT and verb.start > clause.start
        )
        return next((thing for thing in things if thing and thing.known), None)

    def _count(self, clause: Clause, count: Counted, start: int, bound: int) -> int:
        """Read one figure whose words lie between `start` and `bound`; where the next may begin."""
        if self.tally.revised(count, start, bound):
            return count.end
        verb = clause.verb_before(start, count.start)
        if verb and self._is_part_of_name(verb, count):
            verb = clause.verb_before(start, verb.start)
        thing = self.namer.counted(count, verb, start, bound)
        if thing and verb is None and self.used and not self.plain[self.used : thing.start].strip("、和及与"):
            thing = None  # 「修了彩电9台、电饭煲14个」
        scene = Scene(self.plain, self.taxonomy, clause, verb, self.listing, self.heads)
        if thing is None or not is_out(scene, count, thing, name_of(self.plain, thing)):
            self.listing = self.listing if verb is None else None
            self.tally.leave(count, verb)
            used = verb and verb.hand is Hand.NOT and thing and count.measure in handed() | said()
            self.used = count.end if used else 0
            return count.end if count.measure and count.amount.value != 1 else start
        self.listing = verb if verb and verb.hand is Hand.OUT else self.listing
        if self.tally.outdates(thing, verb):
            self.tally.give(count)
            return count.end
        self._add_row(thing, self.tally.given_of(count, verb), start)
        return max(count.end, thing.end)

    def _is_part_of_name(self, verb: Verb, count: Counted) -> bool:
        """「雾灯检查单77份」, 「参观手环29条」: what the thing is for, and nothing that was done."""
        name = self.plain[verb.end : count.start].strip()
        if verb.hand is Hand.NOT and count.amount.value in self.heads and is_listed(name, self.taxonomy):
            return self.plain[verb.end - 1] not in DONE_TO
        return verb.hand is not Hand.OUT and is_for_use(self.plain[verb.start : verb.end], name, self.taxonomy)

    def _add_row(self, thing: Thing, count: Counted, start: int) -> None:
        row = self.namer.row(thing, count, start)
        if count.shared:
            for part in (part for one in row for part in taken_apart(self.plain, one, self.taxonomy)):
                self._add(part, count)
            return
        usages = (usage_of(name_of(self.plain, part), self.taxonomy) for part in row)
        summed = self._is_sum(row[0], thing, count) or all(count.measure in usage.measures for usage in usages)
        for part in () if summed else row[:-1]:
            self._add(part, None)
        self._add(Thing(row[0].start, thing.end, thing.known) if summed else thing, count)
        self.namer.last = thing

    def _is_sum(self, first: Thing, last: Thing, count: Counted) -> bool:
        """「手册和扇子共200份」, 「手册、扇子等600份」: one number for all of them."""
        summing = _SUMMING.search(self.plain, max(first.start, count.start - 12), count.start)
        return first.start < last.start <= count.start and summing is not None

    def _add(self, thing: Thing, count: Counted | None) -> None:
        name = name_of(self.plain, thing)
        usage = usage_of(name, self.taxonomy)
        amount = self._amount(thing, count) if count else Amount()
        unknown = Amount() if amount.value is None and amount.low is None else amount
        if (name, unknown) in self.known:
            return
        if usage.category not in (Category.MATERIAL, Category.CERTIFICATE):
            return
        action = self._action(usage.action)
        counted = amount.value is not None or amount.low is not None
        measure = (count.measure if count else "") or (usage.measure if counted else "")
        ends = (thing.start, thing.end, *((count.start, count.end) if count else ()))
        place = (count.start, count.end) if count else (0, 0)
        output = Output(name, amount, measure, action, usage.category)
        self.tally.add(OutputWords(output, min(ends), max(ends), (thing.start, thing.end), place))
        self.known |= {(name, amount), (name, Amount())}

    def _action(self, usual: str) -> str:
        """That of the verb of this clause; else what is usually done with such a thing; else that of the list."""
        verb = self.listing
        return (verb.action if verb and verb.start >= self.begun else usual or (verb.action if verb else "")) or "发放"

    def _amount(self, thing: Thing, count: Counted) -> Amount:
        """「大概发了200份」: what stands before the verb makes the number loose, too."""
        if self._is_for_each(thing, count):
            return Amount(words=count.amount.words)
        loose = thing.end < count.start and _LOOSELY.search(self.plain, thing.end, count.start)
        approximate = count.amount.approximate or (bool(loose) and count.amount.value is not None)
        return replace(count.amount, approximate=approximate)

    def _is_for_each(self, thing: Thing, count: Counted) -> bool:
        """「每户发面罩1个、口哨1只」: so the second, too."""
        also = self.each > 0 and not self.plain[self.each : thing.start].strip("、和及与 ,，还有")
        if not also and not is_for_each(self.plain, thing, count):
            return False
        self.each = max(count.end, thing.end) if also or lists_for_each(self.plain, thing, count) else 0
        return True

    def _uncounted(self, clause: Clause) -> None:
        """「发放了宣传资料」, 「都发了」, 「小礼品若干」: a thing without a number."""
        for thing in some_in(self.plain, clause, self.taxonomy):
            self._add_row_of(thing, thing.end)
        for at, verb in enumerate(clause.verbs):
            if gives(self.plain, clause, verb):
                self.listing = verb
                bound = clause.verbs[at + 1].start if at + 1 < len(clause.verbs) else clause.end
                given = given_by(self.plain, clause, verb, bound, self.namer.last, self.taxonomy)
                self._add_row_of(given, bound)

    def _add_row_of(self, thing: Thing | None, bound: int) -> None:
        """A thing without a number, and those that are joined to it."""
        while thing and thing.known and not self._read_already(thing):
            self._add(thing, None)
            joined = self.plain[thing.end : thing.end + 1] in tuple(SERIES)
            thing = thing_after(self.plain, thing.end + 1, bound, self.taxonomy) if joined else None

    def _read_already(self, thing: Thing) -> bool:
        """Whether the words belong to something already read, or head a list (「发放材料：」)."""
        beside = (*self.found[-8:], *self.results)
        if self.plain.startswith("(", thing.end) and any(found.start == thing.end + 1 for found in beside):
            return True  # 「宣传品(雨伞50把、水杯20个)」
        return self.plain[thing.end : thing.end + 1] in (":", "|", "\t") or any(
            found.start < thing.end and thing.start < found.end for found in beside
        )
