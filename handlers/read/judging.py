"""Whether a counted thing was handed out or put up: by its verb, its name, the label or the list it stands in."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from handlers.read.clauses import Clause
from handlers.read.counted import Counted, handed, known, said
from handlers.read.handing import Hand, Verb
from handlers.read.items import Thing, is_unfit, last_thing, thing_after
from handlers.read.patterns import regex
from storage.model.taxonomy import Taxonomy


class Scene(NamedTuple):
    """Where a figure stands: its clause, the verb before it, and the verb of the list it continues, if it does."""

    plain: str
    taxonomy: Taxonomy
    clause: Clause
    verb: Verb | None
    listing: Verb | None
    heads: frozenset[int] = frozenset()


_EDGE = regex(r"\s*(?:$|[，,。；;、！!？?\n\t|)(~+和及])|\s+")
_NEGATED = regex(r"(?:没有?|未|不|(?<![分个特级])别|忘记?了?|无|莫)(?:再|怎么|来得及|能|给)?$")
_NEAR = 40
_ELSEWHEN = regex(r"原计划|原定|原本|本来|下次|下回|说好|原说|约好|改天|回头|上次|上回|往年|去年同期|比去年|平时|以往")
_NOT_COUNTED = regex(
    r"(?:[^，,。；;\n ]{0,6}?|[，, ])"
    r"(?:是借的|借来的|不算|不计|除外|循环用|循环使用|轮流|轮着|重复使?用|收回|要还|用完[就再]?(?:收|带|还|拿)[走回])"
)
_USED_BEHIND = regex(
    r"给[^，,。；;\d]{1,6}?(?:看|摸|瞧|试|体验)|(?:是|供|用于|用来|拿来|做|给大家|现场)?(?:演示|示范|试用|借用|自用|练手|教学|排练|备用)"
)
_GIVEN = regex("[发送领得拿带分配抱捧收塞派递捎奖赏赠给拎揣换]")
_TO = regex(
    r"\s?[,，]?\s?(?:归|都归)(?:自己|个人|孩子们?|各自|学员|大家|本人|他们)"
    r"|\s?[,，]?\s?(?:见者有份|人人有份|当场领|各领|随手送|都带回|带回家|带走了?$)"
    r"|(?:都|全)?给了?[^，。；\d看用玩坐试吃喝体参]{1,8}(?:$|[，。；])"
)
"""「计算器30台给答题快的」."""
_ACT = regex(
    r"亩?[磨施募兑泡腌晒缝穿戴收熬取翻倒剪投签修换补量打钓挖栽嫁捡捉抓拍钻锯焊缝织绣煮炒烤摘挑运搬洗擦扫拆调试搭做写唱跳跑走看听问答读借还报交退查认找选评种养喂孵救治拉拔抬开关停吃喝卖买租来去到有没不]|义[剪诊卖]"
)
_DONE = regex(r"下降|抽血|缝补|写下|[出掉了过完成](?!版|品)")
_SUM = regex(r"[\s(（]*(?:一?共|总|合计|累计)")
_LONG_NAME = 8
_LARGEST = 10_000_000
_BLANK = " \u3000\t\n"
_LISTED = "、+"
_ANYTHING = frozenset("个条件项块")
"""What is counted so in a list may be anything: 「建议3条、措施2条」."""
_OF_PEOPLE = frozenset("个对组")
_PRIZES = ("奖品", "赠品", "礼品", "纪念品")
_PRIZE_ALONE = 3
"""「奖品蓝牙音箱3台」: what it was is said right behind."""
_TAKEN_HOME = ("模型", "航模", "船模", "车模", "机器人", "标本", "教具", "茶")
"""Shown as often as given: given if there were as many as people."""
_PORTIONS = frozenset("盒袋包份")
_HUNG = ("横幅", "条幅", "标语", "展板", "易拉宝", "背景板")
"""「横幅做了4条」: such things are made to be put up."""
_WRITTEN = ("对联", "春联", "福字", "条幅")
"""「对联写了280副」: such things are written to be taken home."""
_GIFT = ("赠送", "发放")


def is_out(scene: Scene, count: Counted, thing: Thing, name: str) -> bool:
    """Whether what a figure counts was handed out or put up.

    Yes: 「发了折页20份」, 「折页20份」, 「折页20份、口哨30个」. No: 「用了试纸20份」, 「显微镜3台」, 「没发折页20份」.
    """
    if not (thing.known or len(name) > 1) or not _measured(scene, count, thing):
        return False
    first = min(thing.start, count.start)
    near = max(scene.clause.start, first - _NEAR)
    begin = max(near, scene.plain.rfind(" ", near, first))
    if _ELSEWHEN.search(scene.plain, begin, count.start) or _NOT_COUNTED.match(scene.plain, count.end):
        return False
    if _USED_BEHIND.match(scene.plain, max(count.end, thing.end)):
        return False
    verb = _deciding(scene, count, thing)
    wrote = verb is not None and scene.plain.startswith("写", verb.start) and name.endswith(_WRITTEN)
    made = verb is not None and scene.plain.startswith("做", verb.start) and name.endswith(_HUNG)
    if verb and verb.hand is Hand.NOT and (wrote or made):
        verb = Verb(verb.start, verb.end, "", Hand.PERHAPS)
    if verb and verb.hand is not Hand.OUT and count.per_head and _GIVEN.search(scene.plain, count.start, count.end):
        verb = None  # 「演示完每户领2袋」 has its own verb
    even = count.amount.value in scene.heads and name.endswith(_TAKEN_HOME)
    if is_unfit(
        name, scene.taxonomy, gift=even or _is_gift(scene, verb) or _is_got(scene, count) or name.startswith(_PRIZES)
    ):
        return False
    if name.startswith(_PRIZES) and len(name) > _PRIZE_ALONE:
        return True
    if verb is None:
        return _is_told(scene, count, thing)
    if negated(scene.plain, scene.clause.start, verb):
        return False
    return verb.hand is Hand.OUT or (verb.hand is Hand.PERHAPS and thing.known and count.measure in handed() | {""})


def _is_got(scene: Scene, count: Counted) -> bool:
    """「一人抱回家一个消防车模型」."""
    given = count.measure in _PORTIONS or _GIVEN.search(scene.plain, count.start, count.end)
    return count.per_head and bool(given)


def negated(plain: str, start: int, verb: Verb) -> bool:
    """Whether 没, 未, 忘了 and the like stand before a verb."""
    return bool(_NEGATED.search(plain, max(start, verb.start - 6), verb.start))


def _measured(scene: Scene, count: Counted, thing: Thing) -> bool:
    if count.measure:
        return count.measure in handed() | known() | said()
    verb = scene.verb
    given = verb and verb.hand is not Hand.NOT and thing.end <= verb.start and verb.end == count.start
    beside = thing.known and (given or thing.end <= count.start <= thing.end + 3)
    return bool(beside) and not count.per_head and _plain_number(scene, count)


def _plain_number(scene: Scene, count: Counted) -> bool:
    return (count.amount.value or 0) < _LARGEST and _EDGE.match(scene.plain, count.end) is not None


def _deciding(scene: Scene, count: Counted, thing: Thing) -> Verb | None:
    """The verb before, if it governs the thing; or a verb of handing out behind it: 「剩的300份折页也发掉了」."""
    verb = scene.verb if scene.verb and _governs(scene.verb, thing, count) else None
    if verb and verb.hand is Hand.OUT:
        return verb
    end = max(count.end, thing.end)
    after = next((one for one in scene.clause.verbs_from(end) if one.hand is Hand.OUT), None)
    if after is None and not (verb and verb.hand is Hand.OUT) and (to := _TO.match(scene.plain, count.end)):
        return Verb(*to.span(), "发放", Hand.OUT)
    if after is None or _counts_between(scene.clause.counts, end, after.start):
        return verb
    if " " in scene.plain[end : after.start] and last_thing(scene.plain, end, after.start, scene.taxonomy):
        return verb  # 「摊位36个 徽章发了1500枚」
    given = thing_after(scene.plain, after.end, scene.clause.end, scene.taxonomy)
    return verb if (given and given.known) or negated(scene.plain, scene.clause.start, after) else after


def _counts_between(counts: Sequence[Counted], start: int, end: int) -> bool:
    place = bisect_left(counts, start, key=lambda one: one.start)
    return place < len(counts) and counts[place].start < end


def _governs(verb: Verb, thing: Thing, count: Counted) -> bool:
    """A verb of handing out reaches far; one of using, collecting and the like only what stands beside it."""
    return verb.hand is Hand.OUT or abs(thing.start - verb.end) <= 2 or 0 <= count.start - verb.end <= 2


def _is_gift(scene: Scene, verb: Verb | None, *, far: bool = False) -> bool:
    if verb is not None:
        return verb.action in _GIFT
    listing = scene.listing
    return listing is not None and listing.action == "赠送" and (far or listing.start >= scene.clause.start)


def _is_told(scene: Scene, count: Counted, thing: Thing) -> bool:
    """Without a verb: by its name, by the label above it, or by the list it stands in."""
    if count.amount.value == 1 and count.amount.words.startswith("一") and not _closes_clause(scene, count, thing):
        return False
    if _is_one_for_each_head(scene, count, thing):
        return True
    if count.per_head and _is_used_by_each(scene, count):
        return False
    if count.per_head and count.measure in handed() and _is_each(scene, count, thing):
        return True
    if not thing.known and (thing.end - thing.start > _LONG_NAME or _is_used_behind(scene, count)):
        return False
    if thing.known or scene.clause.listed:
        if _is_gift(scene, None, far=True) and count.measure in said():
            return True
        return count.measure in handed() or not count.measure or (thing.known and count.measure in known())
    if scene.listing and scene.listing.hand is Hand.OUT:
        beside = scene.listing.start >= scene.clause.start or count.measure not in _ANYTHING
        return (beside and count.measure in handed()) or _is_gift(scene, None) or _fills_clause(scene, count, thing)
    return count.measure not in _OF_PEOPLE and _fills_clause(scene, count, thing)


def _is_one_for_each_head(scene: Scene, count: Counted, thing: Thing) -> bool:
    """「学生27人，扦插盘27个」, 「初中生22个，编程小车22台」."""
    measured = count.measure in handed() | said()
    return measured and count.amount.value in scene.heads and thing.end <= count.start <= thing.end + 1


def _closes_clause(scene: Scene, count: Counted, thing: Thing) -> bool:
    """「横幅一条」, and not 「一条横幅」, which may only have been seen."""
    ends = count.end >= scene.clause.end or _SUM.match(scene.plain, count.end) is not None
    return thing.known and thing.end <= count.start and ends


def _is_each(scene: Scene, count: Counted, thing: Thing) -> bool:
    """「火钳每人一把」, 「每人塞了一包生根粉」."""
    if thing.start >= count.end:
        return _GIVEN.search(scene.plain, count.start, count.end) is not None
    return thing.start == scene.clause.start or scene.plain[thing.start - 1].isspace()


def _is_used_by_each(scene: Scene, count: Counted) -> bool:
    """「每人种了一棵豆苗」."""
    return any(verb.hand is Hand.NOT and count.start <= verb.start < count.end for verb in scene.clause.verbs)


def _is_used_behind(scene: Scene, count: Counted) -> bool:
    """「雨量筒2个演示」."""
    return any(verb.hand is Hand.NOT and 0 <= verb.start - count.end <= 1 for verb in scene.clause.verbs)


def _fills_clause(scene: Scene, count: Counted, thing: Thing) -> bool:
    """Nothing but a name and its number between two marks or blanks: 「荧光背带50副」."""
    listed = _LISTED if count.measure not in _ANYTHING else ""
    begins = thing.start == scene.clause.start or scene.plain[thing.start - 1] in _BLANK + listed
    ends = count.end >= scene.clause.end or scene.plain[count.end] in _BLANK + listed
    acts = _ACT.match(scene.plain, thing.start) or _DONE.search(scene.plain, thing.start, thing.end)
    return begins and ends and thing.end <= count.start and count.measure in handed() and not acts
