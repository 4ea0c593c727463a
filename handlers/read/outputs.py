"""What came out of an activity: things handed out or put up, certificates, prizes, consultations, news, facilities."""

import re
from dataclasses import replace
from typing import NamedTuple

from handlers.read.clauses import Clause, clauses
from handlers.read.amounts import less
from handlers.read.counted import Counted, handed
from handlers.read.handing import Hand, Verb
from handlers.read.items import SERIES, Thing, last_thing, taken_apart, thing_after, usage_of
from handlers.read.judging import Scene, is_out, negated
from handlers.read.naming import Namer, before, name_of, same_name
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
_CORRECTED = re.compile(
    r".{0,4}?(?:不对|不是|错了|说错|写错|记错|口误|更正|纠正|应该?是|应为|改成|改为).{0,8}"
    r"|.{0,3}其实.{0,8}|[，, ]{0,2}(?:哦|噢|呃|啊|喔)[，, ]{0,2}(?:是|应该?是)?"
)
_SUM = r"(?:共计|总共|一共|合计|累计|总计|合共|统共|拢共|刚好|正好|整整|足足|全部|前后|共|计|总)"
_GAVE = r"(?:[发送领兑派赠换奖塞递捎散](?:放|送)?|[抱捧拎拿取]走|有|是|为|用掉?)"
_FILLING = re.compile(rf"(?:{_SUM}|只|才|就|还|(?=[发送领兑派赠抱捧拿]))?\s?(?:{_GAVE}(?:出去|出|走|掉|完|去)?了?)?\s?")
_PIECES = re.compile(rf"(?:半|整)?[，,、(\s]{{0,2}}(?:{_SUM}(?:是|有)?|即|也就是|约|大概|合|[=])?\s?")
"""「两箱共1000个」, 「两打半，30件」: the same things, counted by the lot and by the piece."""
_OF_PEOPLE_TOO = frozenset("个对组")
_CONTAINERS = frozenset("箱打包袋盒捆桶筐车批沓")
_SUMMING = re.compile(r"等|共|总|合计")
_PART = re.compile(r"(?:其中|(?<!不)含(?![氟糖碘硒锌铁钙酸酒])|包括)(?![^，,。；;\d]{0,12}\d+\s?[多余来]?[人名位户家])")
_GONE = re.compile(r"[了完光去走掉拿取领空]|.得|.的(?=[，。；,;]|$)")
_LOOSELY = re.compile(r"好像|似乎|大概|大约|约莫|差不多|将近|估摸|左右|约")
_EACH = re.compile(r"每(?:个|位|名|一)?[\u4e00-\u9fff]{1,4}?(?:发放?|领取?|送|赠送?|得到?|拿|分|配|奖|带[回走]|抱走|收到)[了到给]?$|(?:每|一|人)[人户家组桌]$|人手$")
"""「每户发面罩1个」: how many it was together was not said."""
_FEW = 9
_SOME = re.compile(r"(?:若干|少许|不少|许多|多种|等等)[份个本张件套把]?(?=[、和 ]|$)")
_SHOWN = ("张贴", "悬挂", "展出")
_OWN_WORK = re.compile(r"(?:画|写|做|制作|创作|剪|捏|折|编|拍|糊|扎|拓|拼|绘|描|刻|绣|烧|搓|摄)(?:好|成|出来?)?的[\u4e00-\u9fff]{1,8}$")
"""「孩子们画的云图贴了一墙」: what those made who came was not put up by us."""
_LEFT = ("剩", "余", "还剩")


def outputs_in(plain: str, taxonomy: Taxonomy) -> OutputsWords:
    """The outputs a plain text states. A number that is not clearly that of a thing is left out, never guessed.

    「折页150份、扇子30把」; 「300份折页」; 「资料发了两百来份」; 「人手一册」 (no number); 「颁发证书30本」.
    """
    results = tuple(OutputWords(*result) for result in results_in(plain, taxonomy))
    reader = _Reader(plain, taxonomy, results)
    for clause in clauses(plain, tuple((result.start, result.end) for result in results)):
        reader.read(clause)
    found = sorted((*results, *reader.found), key=lambda words: words.start)
    none_given = _NONE.search(plain)
    return OutputsWords(tuple(found), none_given.span() if none_given and not reader.found else None)


class _Reader:
    """Goes through a text clause by clause; remembers what is listed and which thing was named last."""

    def __init__(self, plain: str, taxonomy: Taxonomy, results: tuple[OutputWords, ...]) -> None:
        self.plain = plain
        self.taxonomy = taxonomy
        self.results = results
        self.found: list[OutputWords] = []
        self.known = set[tuple[str, Amount]]()
        self.namer = Namer(plain, taxonomy)
        self.listing: Verb | None = None
        self.sentence = self.begun = 0
        self.tentative = self.brought = False
        self.left: Counted | None = None

    def read(self, clause: Clause) -> None:
        """Add what a clause states to `found`."""
        if clause.fresh:
            self.listing, self.namer.last, self.sentence, self.left = None, None, clause.start, None
        place = self.begun = clause.start
        for at, count in enumerate(clause.counts):
            bound = clause.counts[at + 1].start if at + 1 < len(clause.counts) else clause.end
            place = self._count(clause, count, place, bound)
        self._uncounted(clause)
        named = self._named_last(clause)
        inside = (
            Thing(*found.item, known=True)
            for found in self.found[-2:]
            if named and found.item[0] <= named.start < found.item[1]
        )
        self.namer.last = next(inside, named) or self.namer.given(clause) or self.namer.last

    def _named_last(self, clause: Clause) -> Thing | None:
        """The thing a clause names last; a verb of giving is no part of its name: 「答对送钥匙扣」."""
        named = last_thing(self.plain, clause.start, clause.end, self.taxonomy)
        given = [verb.end for verb in clause.verbs if verb.hand is Hand.OUT and named and verb.end < named.end]
        return named._replace(start=max(named.start, *given)) if named and given else named

    def _count(self, clause: Clause, count: Counted, start: int, bound: int) -> int:
        """Read one figure whose words lie between `start` and `bound`; where the next may begin."""
        if self._is_part(count) or self._corrects(count) or self._fills(count, start, bound) or self._unpacks(count, bound):
            return count.end
        verb = clause.verb_before(start, count.start)
        thing = self.namer.counted(count, verb, start, bound)
        scene = Scene(self.plain, self.taxonomy, clause, verb, self.listing)
        if thing is None or not is_out(scene, count, thing, name_of(self.plain, thing)):
            self._leave(count, verb)
            return count.end if count.measure and count.amount.value != 1 else start
        self.listing = verb if verb and verb.hand is Hand.OUT else self.listing
        if self._outdates(thing, verb):
            self._give(count)
            return count.end
        self.brought = verb is not None and (verb.hand is Hand.PERHAPS or verb.action == "印制")
        self.tentative = verb is None or verb.hand is Hand.PERHAPS
        if self.left and self.brought and self.left.measure == count.measure:
            count = count._replace(amount=less(count.amount, self.left.amount))
        self._add_row(thing, count, start)
        return max(count.end, thing.end)

    def _outdates(self, thing: Thing, verb: Verb | None) -> bool:
        """「准备了200份，发了180份」: what was handed out counts, not what was brought."""
        last = self.found[-1] if self.found and self.tentative else None
        given = verb is not None and verb.hand is Hand.OUT
        return last is not None and given and last.item == (thing.start, thing.end)

    def _leave(self, count: Counted, verb: Verb | None) -> None:
        """A figure that counts no output ends a list; what was left over was not given of what was brought."""
        self.listing = self.listing if verb is None else None
        if verb is None or not self.plain.startswith(_LEFT, verb.start):
            return
        last = self.found[-1] if self.found and (self.tentative or self.brought) else None
        if last and last.output.measure == count.measure:
            given = less(last.output.amount, count.amount) if self.brought else Amount(words=last.output.amount.words)
            self.found[-1] = last._replace(output=replace(last.output, amount=given))
        self.left = count if last is None else None

    def _is_part(self, count: Counted) -> bool:
        """「500份，其中折页300份」: the part is in the whole already."""
        last = self.found[-1].end if self.found and self.found[-1].start >= self.sentence else count.start
        return bool(_PART.search(self.plain, last, count.start))

    def _corrects(self, count: Counted) -> bool:
        """「发了50份，不对，是80份」: the last amount is replaced."""
        if not self.found or count.start - self.found[-1].end > 16:
            return False
        last = self.found[-1]
        corrected = _CORRECTED.fullmatch(self.plain, last.end, count.start)
        if corrected is None or count.measure not in ("", last.output.measure):
            return False
        self._give(count)
        return True

    def _fills(self, count: Counted, start: int, bound: int) -> bool:
        """「每人一本，共130本」: the amount of a thing named just before without one."""
        last = self.found[-1] if self.found else None
        if last is None or last.start < self.sentence or last.output.amount.value is not None or count.per_head:
            return False
        bare = self.plain[max(start, last.end) : count.start].strip("，, :(（")
        beside = not self.plain[last.end : count.start].strip()
        if not (beside or self._fits(count, last)) or not _FILLING.fullmatch(bare):
            return False
        if thing_after(self.plain, count.end, bound, self.taxonomy):
            return False
        self._give(count)
        return True

    def _unpacks(self, count: Counted, bound: int) -> bool:
        """「卡包两箱共1000个」, 「一把，共71把」: the number of pieces counts, and not that of the lots."""
        last = self.found[-1] if self.found else None
        if last is None or last.start < self.sentence or not count.measure or count.amount.value is None:
            return False
        between = _PIECES.fullmatch(self.plain, last.end, count.start)
        each = last.output.amount.words.startswith("一") and last.output.measure == count.measure
        lots = last.output.measure in _CONTAINERS and count.measure not in _CONTAINERS
        if not between or not (lots or (each and between[0].strip("，, "))):
            return False
        if thing_after(self.plain, count.end, bound, self.taxonomy):
            return False
        self._give(count)
        return True

    def _fits(self, count: Counted, last: OutputWords) -> bool:
        usual = usage_of(last.output.item, self.taxonomy).measures or handed()
        other = count.measure in handed() - _OF_PEOPLE_TOO  # 「一人一个手电，55支」
        return other or count.measure in ((last.output.measure,) if last.output.measure else usual)

    def _give(self, count: Counted) -> None:
        last = self.found[-1]
        output = replace(last.output, amount=count.amount, measure=count.measure or last.output.measure)
        self.found[-1] = last._replace(output=output, end=count.end, amount=(count.start, count.end))

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
        if usage.category not in (Category.MATERIAL, Category.CERTIFICATE) or (name, amount) in self.known:
            return
        action = self._action(usage.action)
        counted = amount.value is not None or amount.low is not None
        measure = (count.measure if count else "") or (usage.measure if counted else "")
        ends = (thing.start, thing.end, *((count.start, count.end) if count else ()))
        place = (count.start, count.end) if count else (0, 0)
        output = Output(name, amount, measure, action, usage.category)
        if counted:
            self._forget(name)
        self.found.append(OutputWords(output, min(ends), max(ends), (thing.start, thing.end), place))
        self.known |= {(name, amount), (name, Amount())}

    def _forget(self, name: str) -> None:
        """「送春联和年画，春联260副」: the thing was named before, here is its number."""
        for at in range(len(self.found) - 1, max(-1, len(self.found) - 5), -1):
            output = self.found[at].output
            if same_name(output.item, name) and output.amount.value is None and output.amount.low is None:
                del self.found[at]

    def _action(self, usual: str) -> str:
        """That of the verb of this clause; else what is usually done with such a thing; else that of the list."""
        verb = self.listing
        return (verb.action if verb and verb.start >= self.begun else usual or (verb.action if verb else "")) or "发放"

    def _amount(self, thing: Thing, count: Counted) -> Amount:
        """「大概发了200份」: what stands before the verb makes the number loose, too."""
        if _EACH.search(self.plain, max(0, thing.start - 12), thing.start) and (count.amount.value or 0) <= _FEW:
            return Amount(words=count.amount.words)
        loose = thing.end < count.start and _LOOSELY.search(self.plain, thing.end, count.start)
        approximate = count.amount.approximate or (bool(loose) and count.amount.value is not None)
        return replace(count.amount, approximate=approximate)

    def _uncounted(self, clause: Clause) -> None:
        """「发放了宣传资料」, 「都发了」, 「小礼品若干」: a thing without a number."""
        for some in _SOME.finditer(self.plain, clause.start, clause.end):
            thing = before(self.plain, clause.start, some.start(), self.taxonomy)
            if thing and thing.known and not clause.verbs and not self._read_already(thing):
                self._add(thing, None)
        for at, verb in enumerate(clause.verbs):
            if verb.hand is Hand.OUT and verb.action != "印制" and not negated(self.plain, clause.start, verb):
                self.listing = verb
                bound = clause.verbs[at + 1].start if at + 1 < len(clause.verbs) else clause.end
                self._uncounted_behind(clause, verb, bound)

    def _uncounted_behind(self, clause: Clause, verb: Verb, bound: int) -> None:
        thing = thing_after(self.plain, verb.end, bound, self.taxonomy)
        if verb.action in _SHOWN and _OWN_WORK.search(self.plain, clause.start, verb.start):
            return
        if (thing is None or not thing.known) and _GONE.match(self.plain, verb.end - 1, clause.end):
            thing = before(self.plain, clause.start, verb.start, self.taxonomy)
            counted = any(count.measure for count in clause.counts)
            thing = thing if thing and thing.known else None if counted else self.namer.last
        while thing and thing.known and thing.end - thing.start > 1 and not self._read_already(thing):
            self._add(thing, None)
            joined = self.plain[thing.end : thing.end + 1] in tuple(SERIES)
            thing = thing_after(self.plain, thing.end + 1, bound, self.taxonomy) if joined else None

    def _read_already(self, thing: Thing) -> bool:
        """Whether the words belong to something already read, or head a list (「发放材料：」)."""
        beside = (*self.found[-8:], *self.results)
        return self.plain[thing.end : thing.end + 1] in (":", "|", "\t") or any(
            found.start < thing.end and thing.start < found.end for found in beside
        )
