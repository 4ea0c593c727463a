"""Whether a number in a text is one of people: by its measure word, by words for people, by what they did."""

from handlers.read.barecounts import came, counts_bare, counts_unnamed_by_piece
from handlers.read.counts import ADDED, COUNTED_UP, LABEL, Count, is_numbered
from handlers.read.lexicon import any_of
from handlers.read.patterns import regex

_OF_PEOPLE = regex("人|个[人名签脑]|号人|口|条")
_PAIR = regex(rf"[一-龥]{{0,4}}?{any_of('counting', 'pairs')}")
_PAIR_BEFORE = regex(
    rf"{any_of('counting', 'pairs')}们?(?:[来听看学参][^，,。；;\d]{{0,6}}的)?(?:来了|到了|一共|总共|有|共|约|\s)*$"
)
_PAIR_WORD = regex(rf"(?:{any_of('counting', 'pairs')}|口子|娘|爷|哥|姐|弟|妹)们?$")
_SIGNED = regex(r"(?:记录|签到|登记)[本簿册表]上签了$")
"""「记录本上签了29个名」, and not 「签名墙签了217个名」."""
_GIVEN_ALIKE = regex(r"[一各发送]")
_LETTER = regex("[一-龥]")
_PRIZE = regex(r"(?:[背算记数输]到|奖|冠军|亚军|季军|前|第|排)\s?$")
_GOES_ON = regex(
    r"\s?(?:学(?![校生院期科段区员会])|来(?!源)|看(?![点台])|进(?![口程])|出(?![入口])|试(?![点验题卷])|站(?![点台牌])|上(?![级游])|下(?![级属游])"
    r"|排(?=队|着|好)|轮(?=流|着|番)|玩(?!具)|走(?!廊)|跑(?!道)|练(?!习)|坐(?![垫席])|分(?=[两三四五成]|批|头|别)"
    r"|[跟听都也围全到往从在把给爬喊凑挤摸做动逛游骑唱跳问答齐均还就]|一起|一块|参加|体验|观看|参观|被|主动|自发|陆续|纷纷|轮番|先后|现场|尖叫|欢呼|鼓掌|惊叹|哇声"
    r"|[抱牵背推搂捧戴穿撑拄领驮搀](?:了|着|来))"
)
"""Behind 「船员53个」: what they did, and no thing that they had so many of."""
_SHARED = regex(r"一[一-龥]{1,2}(?=[，,。；;、\s)]|$)")
_TABLE = 10
"""「两人一架」, 「五人一组」."""
_OF_A_FAMILY = regex("[家户人来到老小]")
"""「炒锅借了两口」 counts no people."""
_OURSELVES = regex("[我你他她们咱]$")
_OF_A_CLASS = regex(r"\)?(?:班(?!长)|年级|中队|连(?=[，,、\s\d]))")
"""「高三(2)班」, 「五1班」."""
_HOUSEHOLD = regex("(?:家庭|班组|小组|团队|社团|单位|团体|队)$")


def counts_people(count: Count) -> bool:
    """Whether a number is one of people at all: by its measure word, by the word for people, by the verb."""
    if is_numbered(count) and not (LABEL.search(count.before) or _is_entered(count)):
        return False
    if _is_a_pair(count) or (count.measure == "个名" and _SIGNED.search(count.before) is None):
        return False
    if not count.measure and (_OF_A_CLASS.match(count.plain, count.figure.end) or _is_lone_one(count)):
        return False
    if _OF_PEOPLE.match(count.measure) or count.measure == "号人":
        return not _is_anybody(count) and (
            count.measure != "口" or _OF_A_FAMILY.search(count.before) is not None or _is_counted_up(count)
        )
    match count.measure:
        case "组":
            return False
        case "名" | "位":
            return not _is_household(count) and _PRIZE.search(count.before) is None
        case "对":
            return is_of_pairs(count) or came(count)
        case "号" | "群":
            amount = count.figure.amount
            rough = count.closed and amount.approximate and (amount.value or amount.low or 0) >= 10
            return bool(count.called) or rough or (came(count) and count.before.endswith("了"))
        case "个":
            return not _is_household(count) and _counts_by_piece(count)
        case _:
            beside = any(one.start - count.figure.end in (0, 1) for one in count.called)
            adjoining = bool(count.called) and count.named == len(count.before)
            return beside or count.listed or (adjoining and _goes_on(count)) or (count.closed and counts_bare(count))


def _is_counted_up(count: Count) -> bool:
    return COUNTED_UP.search(count.plain, max(0, count.figure.start - 8), count.figure.start) is not None


def _is_a_pair(count: Count) -> bool:
    """「有的是夫妻俩来的」, 「母女俩」: who they were, and not how many came."""
    numeral = count.plain[count.figure.start : count.figure.end]
    return numeral in ("俩", "仨") and _PAIR_WORD.search(count.before) is not None


def _is_lone_one(count: Count) -> bool:
    """「导游一喊人就走一半」."""
    return not count.closed and count.plain[count.figure.start : count.figure.end] == "一"


def _is_entered(count: Count) -> bool:
    """「学生:112」 in a form, and no time like 「8:30」."""
    return bool(count.called) and count.called[-1].end == count.figure.start - 1 and count.before.endswith(":")


def _is_anybody(count: Count) -> bool:
    """「一人还揣了本小册子」, 「学生一人一张」, 「仨人凑一块儿去了村里」, 「万人长跑」."""
    numeral = count.plain[count.figure.start : count.figure.end]
    if (numeral == "几" and (count.before.endswith("没") or count.plain[count.after : count.after + 1] in "】:")) or (
        numeral in "俩仨" and _OURSELVES.search(count.before)
    ):
        return True
    if numeral in ("百", "千", "万") and _LETTER.match(count.plain, count.after):
        return True
    if numeral == "一" and _GIVEN_ALIKE.match(count.plain, count.after):
        return True
    if (count.figure.amount.value or 0) <= _TABLE and _SHARED.match(count.plain, count.after):
        return True
    return not count.called and numeral in ("一", "俩", "仨") and not came(count)


def is_of_pairs(count: Count) -> bool:
    """「12对夫妻」, 「新人26对」: people who come by twos."""
    before = count.plain[max(0, count.figure.start - 12) : count.figure.start]
    return bool(_PAIR.match(count.plain, count.after) or _PAIR_BEFORE.search(before))


def _is_household(count: Count) -> bool:
    """「20个家庭」, 「两个班组」 are so many households or teams, not people."""
    called = count.called[-1] if count.called else None
    return called is not None and bool(
        called.start >= count.figure.end and _HOUSEHOLD.search(count.plain, called.start, called.end)
    )


def _counts_by_piece(count: Count) -> bool:
    """「63个娃」, 「娃娃28个」, 「来了91个」, but not 「三年级6个班」."""
    if count.listed or (count.closed and count.crowded and ADDED.search(count.before)):
        return True
    if not count.called:
        return counts_unnamed_by_piece(count)
    return count.called[-1].start >= count.figure.end or count.closed or _goes_on(count)


def _goes_on(count: Count) -> bool:
    """「船员53个喊到码头」: behind the number stands what they did."""
    return _GOES_ON.match(count.plain, count.after) is not None
