"""Which thing a figure counts: the name before it, before its verb, behind it, or the one said just before."""

from handlers.read.clauses import Clause
from handlers.read.counted import Counted, handed
from handlers.read.edges import without_tail
from handlers.read.handing import Hand, Verb
from handlers.read.items import (
    Thing,
    is_known,
    is_unfit,
    last_thing,
    names_people,
    series,
    thing_after,
    thing_before,
)
from handlers.read.lexicon import any_of
from handlers.read.patterns import regex
from storage.model.taxonomy import Taxonomy

_HOW_MANY = regex(r"\s?(?:总共|一共|共计|共|合计|总计|刚好|正好)(?:是|有)?\s?")
_RECIPIENT = regex(r"(?:分?给|向|为)[^，,。；;\d给向为]{1,8}$")
_DEFAULT = "资料"
_GIVING = ("发放", "赠送")
_RECEIVERS = (
    *("食堂", "后厨", "幼儿园", "小学", "中学", "学校", "医院", "卫生院", "卫生室", "车间", "工地", "村部", "村委会"),
    *(
        "居委会",
        "社区",
        "寺庙",
        "寺院",
        "教室",
        "班级",
        "单位",
        "企业",
        "公司",
        "合作社",
        "敬老院",
        "派出所",
        "图书馆",
        "墙上",
        "门上",
        "柱子上",
        "楼道",
        "走廊",
    ),
)
_FIRST_ONES = regex(r"[前头][\d一二三四五六七八九十百]+[名位个](?:共|一共|合计)?")
"""「手锯奖了头十名共10把」."""
_SHORT_NAME = 5
_MARKS = "，,、。；; \n"
_LONGEST_RECIPIENT = 6
_OF_PEOPLE_TOO = frozenset(("个", "对", "组", ""))
_OF_ANYTHING = frozenset(("个", "对", "组", "条", "面", "只", "斤", "公斤", "千克"))
_ENDS = regex(r"\s*(?:[，,。；;！!\n)]|$)")
_CAME = regex(
    r"(?:(?<![带拿买捎])来|[到听看学坐站挤问]|到场|实到|参加|参赛|听课|在场|围观|旁听|报名|报到|签到|上手|动手|体验|咨询)(?:了|的有|的|着|有)?\s?(?:大约|大概|约)?$"
)
_GIFTS = ("礼品", "奖品", "纪念品", "赠品", "礼物", "奖励")
"""「礼品买了45份肥皂」: what it was is said behind the number."""
_WORN = regex("(?:马甲|背心|小[红黄]帽|大褂|迷彩服?|校服|工装|制服|蓝领)$")
"""「来了107个橙马甲」: people, by what they wear."""
_GONE = regex(
    r"\s?(?:都|全|全都|很快|一会儿?|当场|也|就|早早|转眼|被|已)?"
    "(?:发|送|领|抢|派|分|散|拿|一抢|一扫)(?:而|走|完|光|空|掉|没)"
)
_SURELY_GONE = regex(
    r"[^，,。；;\d]{0,3}?(?:[\d一两半几]+个?(?:多)?(?:小时|钟头|分钟|上午|下午|天)(?:不到)?)?(?:就|都|全|全都|早|早早|很快|当场|转眼)?"
    r"(?:见底|见了底|告罄|脱销|[发领送抢派拿分]得?(?:完|光|空|没)|一抢而空|一扫而空|一抢而光)"
)
"""「800个两小时见底」: no people are."""
_BUSY_PEOPLE = regex(
    rf"\s?(?:{any_of('audiences')}|{any_of('people', 'reached')}|[\u4e00-\u9fff]{{0,2}}娃)们?"
    "[学听看来坐放做玩去到参跟上进在都把拿写画唱跳问排围挤齐一和]"
)
"""「17个娃学放风筝」 counts those who learnt."""
_EACH_OF = regex(rf"(?:{any_of('audiences')}|{any_of('people', 'reached', 'staff')})$")
_APART = regex(r"[ ]{2}")
"""Where a day stood, now blank: what is before it is not what the number counts."""
_TOGETHER = regex(r"分别(?:是|为|有|发了?|发放了?)?\s?$")


def name_of(plain: str, thing: Thing) -> str:
    """The name as it stands in the text; 「发了200份」 names nothing, and there it is what is usual."""
    return plain[thing.start : thing.end] if thing.end > thing.start else _DEFAULT


def before(plain: str, start: int, end: int, taxonomy: Taxonomy) -> Thing | None:
    """The name that ends before `end`, but for 「共」, 「倒是」 and the like behind it."""
    return thing_before(plain, start, without_tail(plain, start, end), taxonomy)


def same_name(earlier: str, name: str) -> bool:
    """Whether a thing was named before: 「防火单页」 may be called 「单页」 the next time, and the other way round."""
    return earlier.endswith(name) or name.endswith(earlier)


def _short(thing: Thing) -> bool:
    return thing.end - thing.start <= _SHORT_NAME


class Namer:
    """Names what the figures of one text count, from left to right."""

    def __init__(self, plain: str, taxonomy: Taxonomy) -> None:
        self.plain = plain
        self.taxonomy = taxonomy
        self.last: Thing | None = None
        self.alone: Thing | None = None
        self._waiting: list[Thing] = []

    def counted(self, count: Counted, verb: Verb | None, start: int, bound: int) -> Thing | None:
        """What a figure counts whose words lie between `start` and `bound`; None if nothing is named."""
        if respective := self._respective(count, start):
            return respective
        follow = thing_after(self.plain, count.end, bound, self.taxonomy)
        if count.measure in _OF_PEOPLE_TOO and self._counts_people(count, start, follow):
            return None
        follow = self._if_thing(follow)
        if verb and (self._is_beside(verb, start, count) or self._to_people(verb, count)):
            return self._around_verb(start, follow, count, verb)
        begin = max(start, verb.end) if verb else start
        beside = self._if_thing(before(self.plain, begin, self._without_receiver(begin, count), self.taxonomy))
        unfit = beside and (is_unfit(name_of(self.plain, beside), self.taxonomy) or (count.shared and not beside.known))
        if not (beside and beside.known) and verb and (topic := self._given_topic(start, verb)):
            return topic
        if unfit and follow and follow.known:
            return follow
        if beside and not beside.known and (count.per_head or self.plain.startswith("了", beside.end)):
            beside = None if follow or not count.per_head else beside  # 「嫁接了30株」: an act, and no thing
        if beside and not _APART.search(self.plain, beside.end, count.start):
            return beside
        listed = start < count.start and not self.plain[start : count.start].strip("、和及与 ")
        if follow and (follow.known or verb or listed or count.per_head):
            return follow
        said = self._says_how_many(count, start) or self._is_gone(count, verb, start, bound)
        return self.last if said else self._apposed(count, start)

    def given(self, clause: Clause) -> Thing | None:
        """「答对的送扇面，送了40张」: what a clause ends with that hands something out, even if no list has it."""
        verb = clause.verbs[-1] if clause.verbs else None
        if verb is None or verb.action not in _GIVING:
            return None
        thing = thing_after(self.plain, verb.end, clause.end, self.taxonomy)
        alone = thing is not None and thing.end == clause.end and 1 < thing.end - thing.start <= _SHORT_NAME
        return thing if alone else None

    def row(self, thing: Thing, count: Counted, start: int) -> tuple[Thing, ...]:
        """The things that share a figure: 「标语、横幅、挂图100幅」."""
        if thing.start >= thing.end or thing.end > count.start or self._waiting:
            return (thing,)
        return series(self.plain, start, thing, self.taxonomy)

    def _respective(self, count: Counted, start: int) -> Thing | None:
        """「资料、扇子分别100份、50把」: the next of the things named together."""
        between = self.plain[start : count.start]
        together = _TOGETHER.search(between)
        if together and (last := before(self.plain, start, start + together.start(), self.taxonomy)):
            self._waiting = list(series(self.plain, start, last, self.taxonomy))
        elif between.strip("、和 "):
            self._waiting = []
        return self._waiting.pop(0) if self._waiting else None

    def _counts_people(self, count: Counted, start: int, follow: Thing | None) -> bool:
        """「32个营员」, 「来了56个」."""
        named = follow is not None and follow.known
        before_it = self.plain[start : count.start].strip()
        if names_people(before_it) and not _RECIPIENT.search(before_it) and not (follow and named and _short(follow)):
            return True
        if behind := _BUSY_PEOPLE.match(self.plain, count.end):
            return behind is not None
        came = _CAME.search(self.plain, max(start, count.start - 6), count.start)
        if came and follow and _WORN.search(name_of(self.plain, follow)):
            return True
        return (came is not None and not named) or (follow is not None and names_people(name_of(self.plain, follow)))

    def _is_beside(self, verb: Verb, start: int, count: Counted) -> bool:
        """「资料印了100份」, 「讲义印的100份全发完了」."""
        between = self.plain[verb.end : count.start].strip()
        at_a_place = self.plain[verb.end - 1] in "到在进满" and len(between) <= _LONGEST_RECIPIENT
        is_thing = is_known(between, self.taxonomy) or is_unfit(between, self.taxonomy)
        if at_a_place and between and not is_thing:
            return True  # 「告知书贴到楼道60张」
        return between == "的" or verb.end >= without_tail(self.plain, start, count.start)

    def _to_people(self, verb: Verb, count: Counted) -> bool:
        """「贴纸发给小孩30张」: only who got it stands between the verb and its figure."""
        between = self.plain[verb.end : count.start].strip()
        told = names_people(between) or _FIRST_ONES.fullmatch(between) is not None or between.endswith(_RECEIVERS)
        return 0 < len(between) <= _LONGEST_RECIPIENT and told and not is_known(between, self.taxonomy)

    def _given_topic(self, start: int, verb: Verb) -> Thing | None:
        """「宪法读本赠学校图书角30册」: behind the verb stands only who got it."""
        topic = before(self.plain, start, verb.start, self.taxonomy) if verb.hand is Hand.OUT else None
        return topic if topic and topic.known and topic.end == verb.start else None

    def _without_receiver(self, begin: int, count: Counted) -> int:
        """「雨衣村干部每人一件」: where the name of the thing ends."""
        receiver = _EACH_OF.search(self.plain, begin, count.start) if count.per_head else None
        return receiver.start() if receiver and receiver.start() > begin else count.start

    def _says_how_many(self, count: Counted, start: int) -> bool:
        """「准备了礼物，一共55份」, and the next cell of a table."""
        if start == count.start:
            return self.plain[start - 1 : start] in ("\t", "|")
        return count.measure in handed() and _HOW_MANY.fullmatch(self.plain, start, count.start) is not None

    def _is_gone(self, count: Counted, verb: Verb | None, start: int, bound: int) -> bool:
        """「姜茶包不够分，80袋一抢而空」: a figure opens the clause, and what it counts was named before."""
        if verb is not None or self.plain[start : count.start].strip() or count.measure not in handed():
            return False
        gone = _SURELY_GONE if count.measure in _OF_PEOPLE_TOO else _GONE
        return bool(gone.match(self.plain, count.end, bound) or _SURELY_GONE.match(self.plain, count.end, bound))

    def _apposed(self, count: Counted, start: int) -> Thing | None:
        """「麻绳都是协会送的，5捆」: the number alone, behind a clause that counts nothing and uses nothing up."""
        bare = not self.plain[start : count.start].strip() and count.measure in handed() - _OF_ANYTHING
        ends = _ENDS.match(self.plain, count.end) is not None and not count.per_head
        return self.alone if bare and ends and count.amount.value != 1 else None

    def _around_verb(self, start: int, follow: Thing | None, count: Counted, verb: Verb) -> Thing | None:
        recipient = _RECIPIENT.search(self.plain, max(start, verb.start - 10), verb.start)
        end = recipient.start() if recipient else verb.start
        topic = self._if_thing(before(self.plain, start, end, self.taxonomy)) if end > start else None
        if topic and topic.known and not (follow and follow.known and name_of(self.plain, topic).endswith(_GIFTS)):
            return topic
        if follow and (follow.known or is_unfit(name_of(self.plain, follow), self.taxonomy)):
            return follow
        if topic and topic.start > start and self.plain[topic.start - 1] in _MARKS:
            return topic
        earlier = last_thing(self.plain, start, verb.start, self.taxonomy)
        if earlier and not (topic and topic.start <= earlier.start and earlier.end < topic.end):
            return earlier
        if follow or topic or self.last:
            return follow or (topic if topic and topic.end - topic.start > 1 else None) or self.last
        usual = verb.action == "发放" and count.measure == "份"
        return Thing(count.start, count.start, known=True) if usual else None

    def _if_thing(self, thing: Thing | None) -> Thing | None:
        return thing if thing and (thing.known or not names_people(name_of(self.plain, thing))) else None
