"""What came out of an activity: things handed out or put up, certificates, prizes, consultations, news, facilities."""

import re
from dataclasses import replace
from typing import NamedTuple

from handlers.read.clauses import Clause, clauses
from handlers.read.counted import Counted, handed, said
from handlers.read.handing import Hand, Verb
from handlers.read.items import (
    Thing,
    is_unfit,
    last_thing,
    names_people,
    series,
    taken_apart,
    thing_after,
    thing_before,
    usage_of,
    without_tail,
)
from handlers.read.results import results_in
from storage.model.activity import Amount, Category, Output
from storage.model.taxonomy import Taxonomy


class OutputWords(NamedTuple):
    """An output and where it stands; `item` and `amount` are the places of its name and its amount (empty: none)."""

    output: Output
    start: int
    end: int
    item: tuple[int, int] = (0, 0)
    amount: tuple[int, int] = (0, 0)


class OutputsWords(NamedTuple):
    """All outputs of a text in its order; `none_given`: where it says that nothing was handed out."""

    outputs: tuple[OutputWords, ...]
    none_given: tuple[int, int] | None


_THING = r"(?:东西|(?:宣传)?(?:资料|材料|品|单|册)|物资|物品|礼品|纪念品|单子|手册)"
_END = r"(?=[，。；！？,;!?~…\s()]|$)"
_NONE = re.compile(
    rf"(?:没有?|未|无)(?:再|怎么|专门|额外|另外|给)?(?:发放|派发|赠送|印发|发|送)(?:过|放|出)?(?:任何|什么|啥|宣传)?(?:{_THING}|{_END})"
    rf"|(?:没有?|无)(?:任何|什么|啥)?{_THING}(?:发放|可发|发)?{_END}"
    rf"|{_THING}(?:发放)?(?:也|都|就|一[份张本]都?)?(?:没有?(?:发|带|准备)?了?|未发放?){_END}"
    rf"|{_THING}(?:发放)?(?:情况|数量|数)?\s?[:|\t]\s?(?:无|没有|0|零|/|-){_END}"
)
_NEGATED = re.compile(r"(?:没有?|未|不|别|忘记?了?|无|莫)(?:再|怎么|来得及|能|给)?$")
_CORRECTED = re.compile(
    r"^.{0,4}?(?:不对|不是|错了|说错|写错|记错|口误|更正|纠正|应该?是|应为|改成|改为).{0,8}$"
    r"|^[，, ]{0,2}(?:哦|噢|呃|啊|喔)[，, ]{0,2}(?:是|应该?是)?$"
)
_EDGE = re.compile(r"\s*(?:$|[，,。；;、！!？?\n\t|)(~+和及])|\s+")
_TOGETHER = re.compile(r"分别(?:是|为|有|发了?|发放了?)?\s?$")
_FILLING = re.compile(
    r"(?:共|总共|一共|合计|累计|刚好|正好|总计|全部|计|只|才|就|发了|发出|送了)\s?(?:发放?|送|有|是|为)?(?:了|出去?)?\s?$"
)
_BARE = frozenset("份册本把盒袋瓶双顶包副套")
_PART = re.compile(r"其中")
_GONE = re.compile(r"了|完|出去|光")
_DEFAULT = "资料"


def outputs_in(plain: str, taxonomy: Taxonomy) -> OutputsWords:
    """The outputs a plain text states. A number that is not clearly that of a thing is left out, never guessed.

    「折页150份、扇子30把」, 「300份折页」, 「资料发了两百来份」, 「人手一册」 (a thing without a number), 「颁发证书30本」.
    """
    results = tuple(OutputWords(*result) for result in results_in(plain, taxonomy))
    reader = _Reader(plain, taxonomy)
    for clause in clauses(plain, tuple((result.start, result.end) for result in results)):
        reader.read(clause)
    found = sorted((*results, *reader.found), key=lambda words: words.start)
    none_given = _NONE.search(plain)
    return OutputsWords(tuple(found), none_given.span() if none_given and not reader.found else None)


class _Reader:
    """Goes through a text clause by clause; remembers which verb governs and which thing was named last."""

    def __init__(self, plain: str, taxonomy: Taxonomy) -> None:
        self.plain = plain
        self.taxonomy = taxonomy
        self.found: list[OutputWords] = []
        self.governing: Verb | None = None
        self.named: Thing | None = None
        self.waiting: list[Thing] = []
        self.sentence = 0
        self.listing = False

    def read(self, clause: Clause) -> None:
        """Add what a clause states to `found`."""
        if clause.fresh:
            self.governing, self.named, self.listing, self.sentence = None, None, False, clause.start
        place = clause.start
        for at, count in enumerate(clause.counts):
            bound = clause.counts[at + 1].start if at + 1 < len(clause.counts) else clause.end
            place = max(count.end, self._count(clause, count, max(place, clause.start), bound))
        self._uncounted(clause)
        self.governing = clause.verbs[-1] if clause.verbs else self.governing
        self.named = last_thing(self.plain, clause.start, clause.end, self.taxonomy) or self.named

    def _count(self, clause: Clause, count: Counted, start: int, bound: int) -> int:
        """Read one figure whose words lie between `start` and `bound`; where the next may begin."""
        if self._is_part(count) or self._corrects(count) or self._fills(count, start, bound):
            return count.end
        verb = clause.verb_before(start, count.start)
        thing = self._respective(count, start) or self._thing(count, verb, start, bound)
        if thing is None or not self._is_out(clause, count, verb, thing):
            self.listing = self.listing and not verb
            return count.end
        self._add_series(thing, count, verb or self.governing, start)
        self.listing = True
        return max(count.end, thing.end)

    def _is_part(self, count: Counted) -> bool:
        """「500份，其中折页300份」: the part is in the whole already."""
        last = self.found[-1].end if self.found and self.found[-1].start >= self.sentence else count.start
        return bool(_PART.search(self.plain, last, count.start))

    def _corrects(self, count: Counted) -> bool:
        """「发了50份，不对，是80份」: the last amount is replaced."""
        if not self.found or count.start - self.found[-1].end > 16:
            return False
        last = self.found[-1]
        gap = self.plain[last.end : count.start]
        if not _CORRECTED.match(gap) or count.measure not in ("", last.output.measure):
            return False
        self._give(count)
        return True

    def _fills(self, count: Counted, start: int, bound: int) -> bool:
        """「每人一本，共130本」: the amount of a thing named just before without one."""
        if not self.found or self.found[-1].start < self.sentence:
            return False
        last = self.found[-1]
        bare = self.plain[max(start, last.end) : count.start].strip("，, :(（")
        if last.output.amount.value is not None or count.measure not in ("", last.output.measure) or count.per_head:
            return False
        if not _FILLING.fullmatch(bare) or thing_after(self.plain, count.end, bound, self.taxonomy):
            return False
        self._give(count)
        return True

    def _give(self, count: Counted) -> None:
        last = self.found[-1]
        output = replace(last.output, amount=count.amount, measure=count.measure or last.output.measure)
        self.found[-1] = last._replace(output=output, end=count.end, amount=(count.start, count.end))

    def _respective(self, count: Counted, start: int) -> Thing | None:
        """「资料、扇子分别100份、50把」: the next of the things named together."""
        between = self.plain[start : count.start]
        if _TOGETHER.search(between) and (last := self._before(start, count.start)):
            self.waiting = list(series(self.plain, start, last, self.taxonomy))
        elif between.strip("、和 "):
            self.waiting = []
        return self.waiting.pop(0) if self.waiting else None

    def _before(self, start: int, end: int) -> Thing | None:
        return thing_before(self.plain, start, without_tail(self.plain, start, end), self.taxonomy)

    def _thing(self, count: Counted, verb: Verb | None, start: int, bound: int) -> Thing | None:
        """What a figure counts: named before it, before the verb (「资料发了50份」), or behind it (「50份资料」)."""
        end = without_tail(self.plain, start, count.start)
        follow = thing_after(self.plain, count.end, bound, self.taxonomy)
        if verb and verb.end >= end:
            return self._around(self._before(start, verb.start), follow, count, verb)
        before = self._before(max(start, verb.end) if verb else start, count.start)
        if before and not names_people(self._name(before)):
            return before
        if follow and (follow.known or verb) and not names_people(self._name(follow)):
            return follow
        return self.named if start == count.start and self._in_next_cell(count) else None

    def _around(self, topic: Thing | None, follow: Thing | None, count: Counted, verb: Verb) -> Thing | None:
        if topic and topic.known:
            return topic
        for thing in filter(None, (follow, topic)):
            if thing.known or not names_people(self._name(thing)):
                return thing
        if self.named:
            return self.named
        plain_hand_out = verb.action == "发放" and count.measure == "份"
        return Thing(count.start, count.start, known=True) if plain_hand_out else None

    def _in_next_cell(self, count: Counted) -> bool:
        return count.start > 0 and self.plain[count.start - 1] in "\t|"

    def _is_out(self, clause: Clause, count: Counted, verb: Verb | None, thing: Thing) -> bool:
        """Whether the thing was handed out or put up, as far as verb, label, list and name tell."""
        name = self._name(thing)
        if not self._measured(count, thing):
            return False
        gift = verb is not None and verb.action in ("赠送", "发放")
        if is_unfit(name, self.taxonomy, gift=gift):
            return False
        hand = verb.hand if verb and _governs(verb, thing, count) else None
        if hand is None and count.amount.value == 1 and count.amount.words[:1] == "一":
            return False
        match hand:
            case Hand.OUT:
                return True
            case Hand.NOT:
                return False
            case Hand.PERHAPS:
                return thing.known and count.measure in handed()
            case None:
                return self._is_told(clause, count, thing)

    def _is_told(self, clause: Clause, count: Counted, thing: Thing) -> bool:
        """Without a verb: by its name, by the label above it, or by the list it stands in."""
        if thing.known or clause.listed:
            return count.measure in handed() or not count.measure
        return self._continues(clause, count) or self._fills_clause(clause, count, thing)

    def _measured(self, count: Counted, thing: Thing) -> bool:
        if count.measure:
            return count.measure in handed() or count.measure in said()
        beside = thing.known and abs(count.start - thing.end) <= 3 and _EDGE.match(self.plain, count.end)
        return bool(beside) and not count.per_head and (count.amount.value or 0) < 1_000_000

    def _continues(self, clause: Clause, count: Counted) -> bool:
        out = self.governing is not None and self.governing.hand is Hand.OUT
        verb = clause.verbs[0] if clause.verbs else None
        return self.listing and count.measure in handed() and (out or (verb is not None and verb.hand is Hand.OUT))

    def _fills_clause(self, clause: Clause, count: Counted, thing: Thing) -> bool:
        whole = (
            self.plain[clause.start : thing.start].strip() == "" and self.plain[count.end : clause.end].strip() == ""
        )
        return whole and count.measure in _BARE and thing.end <= count.start and thing.end - thing.start >= 2

    def _add_series(self, thing: Thing, count: Counted, verb: Verb | None, start: int) -> None:
        row = (
            series(self.plain, start, thing, self.taxonomy)
            if thing.end <= count.start and not self.waiting
            else (thing,)
        )
        if count.shared:
            row = tuple(part for one in row for part in taken_apart(self.plain, one, self.taxonomy))
            for part in row:
                self._add(part, count, verb)
            return
        summed = all(count.measure in usage_of(self._name(part), self.taxonomy).measures for part in row)
        for part in row[:-1] if not summed else ():
            self._add(part, None, verb)
        self._add(Thing(row[0].start, thing.end, thing.known) if summed else thing, count, verb)

    def _add(self, thing: Thing, count: Counted | None, verb: Verb | None) -> None:
        name = self._name(thing)
        usage = usage_of(name, self.taxonomy)
        if usage.category not in (Category.MATERIAL, Category.CERTIFICATE):
            return
        action = verb.action if verb and verb.hand is Hand.OUT else usage.action or "发放"
        amount, measure = (count.amount, count.measure) if count else (Amount(), "")
        output = Output(name, amount, measure or usage.measure, action, usage.category)
        if any(output.item == other.output.item and amount in (other.output.amount, Amount()) for other in self.found):
            return
        ends = (thing.start, thing.end, *((count.start, count.end) if count else ()))
        place = (count.start, count.end) if count else (0, 0)
        self.found.append(OutputWords(output, min(ends), max(ends), (thing.start, thing.end), place))

    def _uncounted(self, clause: Clause) -> None:
        """「发放了宣传资料」: a thing without a number."""
        for at, verb in enumerate(clause.verbs):
            bound = clause.verbs[at + 1].start if at + 1 < len(clause.verbs) else clause.end
            if verb.hand is not Hand.OUT or _NEGATED.search(self.plain, max(clause.start, verb.start - 5), verb.start):
                continue
            thing = thing_after(self.plain, verb.end, bound, self.taxonomy)
            if thing is None and _GONE.match(self.plain, verb.end):
                thing = self._before(clause.start, verb.start)
            if thing and thing.known and thing.end - thing.start > 1 and not self._read_already(thing):
                self._add(thing, None, verb)

    def _read_already(self, thing: Thing) -> bool:
        return any(found.start < thing.end and thing.start < found.end for found in self.found[-8:])

    def _name(self, thing: Thing) -> str:
        return self.plain[thing.start : thing.end] if thing.end > thing.start else _DEFAULT


def _governs(verb: Verb, thing: Thing, count: Counted) -> bool:
    """A verb of handing out reaches far; one of using, collecting and the like only what stands beside it."""
    return verb.hand is Hand.OUT or abs(thing.start - verb.end) <= 2 or 0 <= count.start - verb.end <= 2
