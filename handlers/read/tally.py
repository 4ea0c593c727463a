"""The outputs read so far of a text, and what later words make of their amounts: corrected, filled in, left over."""

from dataclasses import replace
from typing import NamedTuple

from handlers.read.amounts import less
from handlers.read.counted import Counted, handed
from handlers.read.handing import Hand, Verb
from handlers.read.items import Thing, thing_after, usage_of
from handlers.read.naming import same_name
from handlers.read.patterns import regex
from storage.model.activity import Amount, Output
from storage.model.taxonomy import Taxonomy


class OutputWords(NamedTuple):
    """An output and where it stands; `item` and `amount` are the places of its name and its amount (empty: none)."""

    output: Output
    start: int
    end: int
    item: tuple[int, int] = (0, 0)
    amount: tuple[int, int] = (0, 0)


_CORRECTED = regex(
    r".{0,4}?(?:不对|不是|错了|说错|写错|记错|口误|更正|纠正|应该?是|应为|改成|改为).{0,8}"
    r"|.{0,3}其实.{0,8}|[，, ]{0,2}(?:哦|噢|呃|啊|喔)[，, ]{0,2}(?:是|应该?是)?"
)
_SUM = r"(?:共计|总共|一共|合计|累计|总计|合共|统共|拢共|刚好|正好|整整|足足|全部|前后|共|计|总)"
_GAVE = r"(?:[发送领兑派赠换奖塞递捎散撒](?:放|送)?|[抱捧拎拿取]走|有|是|为|用掉?)"
_COUNTING = "(?:我们|咱们|我|咱)?(?:|数了数|数了下|点了点|清点了?|清点下来|算了算|统计了?)"
_BROUGHT = regex(r"^[，,\s]*(?:准备|[备带印拉做])[了来好]*$")
_LEFT_OVER = regex(r"[，,]?(?:还|只|最后)?[剩余]下?了?\d")
"""「每人一张，备了400剩85」."""
_LEFT_SOME = regex(r"[剩余]下?了?(?:[一大小]?半|不少|好多|一些|好些|点)")
_FILLING = regex(
    rf"(?:{_COUNTING})?(?:{_SUM}|[只才就仅]够?|还|(?=[发送领兑派赠抱捧拿]))?\s?(?:{_GAVE}(?:出去|出|走|掉|完|去)?了?)?\s?"
)
_PIECES = regex(rf"(?:半|整)?[，,、(\s]{{0,2}}(?:{_SUM}(?:是|有)?|即|也就是|约|大概|合|[=])?\s?")
"""「两箱共1000个」, 「两打半，30件」: the same things, counted by the lot and by the piece."""
_OF_PEOPLE_TOO = frozenset("个对组")
_CONTAINERS = frozenset("箱打包袋盒捆桶筐车批沓卷套")
_PART = regex(r"(?:其中|(?<!不)含(?![氟糖碘硒锌铁钙酸酒])|包括)(?![^，,。；;\d]{0,12}\d+\s?[多余来]?[人名位户家])")
_WHOLE = 80
"""Characters within which the whole of a part stands."""
_LEFT = ("剩", "余", "还剩")


def _is_sort_of(output: Output, other: Output) -> bool:
    return len(output.item) > len(other.item) and output.item.endswith(other.item)


class Tally:
    """The outputs found; `tentative`: perhaps only brought; `brought`: surely so; `left`: what was not given."""

    def __init__(self, plain: str, taxonomy: Taxonomy) -> None:
        self.plain = plain
        self.taxonomy = taxonomy
        self.found: list[OutputWords] = []
        self.sentence = 0
        self.tentative = self.brought = False
        self.left: Counted | None = None

    def begin(self, sentence: int) -> None:
        """A new sentence begins."""
        self.sentence, self.left = sentence, None

    def revised(self, count: Counted, start: int, bound: int) -> bool:
        """Whether a figure only tells more of the output before it; then it is taken in."""
        if self._is_part(count):
            return True
        if self._corrects(count) or self._fills(count, start, bound) or self._unpacks(count, bound):
            self.give(count)
            return True
        return False

    def given_of(self, count: Counted, verb: Verb | None) -> Counted:
        """A figure about to be added, less what was left of it: 「剩5条没发完，带去120条」."""
        self.brought = verb is not None and (verb.hand is Hand.PERHAPS or verb.action == "印制")
        self.tentative = verb is None or verb.hand is Hand.PERHAPS
        if self.left and self.brought and self.left.measure == count.measure:
            return count._replace(amount=less(count.amount, self.left.amount))
        return count

    def add(self, words: OutputWords) -> None:
        """One more output; the same thing named before without a number is forgotten."""
        if words.output.amount.value is not None or words.output.amount.low is not None:
            self._forget(words.output.item)
        elif (
            self.found and self.found[-1].output.amount == Amount() and _is_sort_of(words.output, self.found[-1].output)
        ):
            del self.found[-1]  # 「发药，降压药一人两板」
        self.found.append(words)

    def outdates(self, thing: Thing, verb: Verb | None) -> bool:
        """「准备了200份，发了180份」: what was handed out counts, not what was brought."""
        last = self.found[-1] if self.found and self.tentative else None
        given = verb is not None and verb.hand is Hand.OUT
        return last is not None and given and last.item == (thing.start, thing.end)

    def leave(self, count: Counted, verb: Verb | None) -> None:
        """What was left over was not given of what was brought."""
        if verb is None or not self.plain.startswith(_LEFT, verb.start):
            return
        last = self.found[-1] if self.found and (self.tentative or self.brought) else None
        if last and count.measure in ("", last.output.measure):
            given = less(last.output.amount, count.amount) if self.brought else Amount(words=last.output.amount.words)
            self.found[-1] = last._replace(output=replace(last.output, amount=given))
        self.left = count if last is None else None

    def leave_some(self, start: int, end: int) -> None:
        """「带了200张，剩一半」: how many were given was not said."""
        last = self.found[-1] if self.found and (self.tentative or self.brought) else None
        if last and _LEFT_SOME.search(self.plain, max(start, last.end), end):
            self.found[-1] = last._replace(output=replace(last.output, amount=Amount(words=last.output.amount.words)))

    def give(self, count: Counted) -> None:
        """The output found last has this amount."""
        last = self.found[-1]
        output = replace(last.output, amount=count.amount, measure=count.measure or last.output.measure)
        self.found[-1] = last._replace(output=output, end=count.end, amount=(count.start, count.end))

    def _is_part(self, count: Counted) -> bool:
        """「500份，其中折页300份」: the part is in the whole already."""
        last = self.found[-1].end if self.found and self.found[-1].start >= self.sentence else count.start
        return bool(_PART.search(self.plain, max(last, count.start - _WHOLE), count.start))

    def _corrects(self, count: Counted) -> bool:
        """「发了50份，不对，是80份」: the last amount is replaced."""
        if not self.found or count.start - self.found[-1].end > 16:
            return False
        last = self.found[-1]
        corrected = _CORRECTED.fullmatch(self.plain, last.end, count.start)
        return corrected is not None and count.measure in ("", last.output.measure)

    def _fills(self, count: Counted, start: int, bound: int) -> bool:
        """「每人一本，共130本」: the amount of a thing named just before without one."""
        last = self.found[-1] if self.found else None
        if last is None or last.start < self.sentence or last.output.amount.value is not None or count.per_head:
            return False
        if _BROUGHT.search(self.plain[last.end : count.start]) and _LEFT_OVER.match(self.plain, count.end):
            self.brought = True
            return True
        bare = self.plain[max(start, last.end) : count.start].strip("，, :(（")
        beside = not self.plain[last.end : count.start].strip()
        if not (beside or self._fits(count, last)) or not _FILLING.fullmatch(bare):
            return False
        return thing_after(self.plain, count.end, bound, self.taxonomy) is None

    def _unpacks(self, count: Counted, bound: int) -> bool:
        """「卡包两箱共1000个」, 「一把，共71把」: the number of pieces counts, and not that of the lots."""
        last = self.found[-1] if self.found else None
        if last is None or last.start < self.sentence or not count.measure or count.amount.value is None:
            return False
        between = _PIECES.fullmatch(self.plain, last.end, count.start)
        each = last.output.amount.words.startswith(("一", "1个", "1本", "1份")) and last.output.measure == count.measure
        lots = last.output.measure in _CONTAINERS and count.measure not in _CONTAINERS
        if not between or not (lots or (each and between[0].strip("，, "))):
            return False
        return thing_after(self.plain, count.end, bound, self.taxonomy) is None

    def _fits(self, count: Counted, last: OutputWords) -> bool:
        usual = usage_of(last.output.item, self.taxonomy).measures or handed()
        other = count.measure in handed() - _OF_PEOPLE_TOO  # 「一人一个手电，55支」
        return other or count.measure in ((last.output.measure,) if last.output.measure else usual)

    def _forget(self, name: str) -> None:
        """「送春联和年画，春联260副」: the thing was named before, here is its number."""
        for at in range(len(self.found) - 1, max(-1, len(self.found) - 5), -1):
            output = self.found[at].output
            if same_name(output.item, name) and output.amount.value is None and output.amount.low is None:
                del self.found[at]
