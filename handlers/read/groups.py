"""Numbers of people in a text: who they are, and what each number says about how many were reached."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from handlers.read import amounts
from handlers.read.amounts import Figure
from handlers.read.lexicon import any_of
from handlers.read.people import People, Role
from storage.model.activity import Amount


class Standing(Enum):
    """What a number of people says about how many were reached."""

    GROUP = "group"
    TOTAL = "total"
    PART = "part"
    CONSULTED = "consulted"
    ONLINE = "online"


class Group(NamedTuple):
    """A number of people in a text; `people` are the words they are called by, `once` the time of day or the turn."""

    start: int
    end: int
    amount: Amount
    standing: Standing
    people: tuple[People, ...] = ()
    once: str = ""


class _Count(NamedTuple):
    """A number with what stands around it: the measure word and its end, what leads up to it, words for people;
    `crowded`: a number before it was one of people; `followed`: the next word for people begins right behind it."""

    plain: str
    figure: Figure
    measure: str
    after: int
    before: str
    called: tuple[People, ...]
    crowded: bool = False
    followed: bool = False

    @property
    def closed(self) -> bool:
        """Whether the clause ends behind it, so that it counts nothing that follows."""
        return _BARE.match(self.plain, self.after) is not None or self.followed


_EDGE = re.compile(r"[，,。；;！!？?\n\t|()（）「」【】…~]")
_MEASURE = re.compile(
    r"\s?(?:多|余|来|几)?(人次数?|人\(次\)|人/次|个人(?!工|体)|号人?(?![楼线院门路文机车])|口子(?!里)人?|口人"
    r"|口(?=[，,。；;\s]|$)|人(?!民币|次|造|工智|份|均|机)|名(?!单|额|称|字|胜|片)|位(?![于置])|个|对|群|组)"
)
_OF_PEOPLE = re.compile("人|个人|号人|口")
_GAP_AFTER = re.compile(
    r"(?<=[个名位])[^，,。；;、\d]{1,8}的|[^，,。；;！!？?\n\t|()（）、\d给向对为讲发来参听到教看在去是有的]{0,6}(?:来自[^，,。；;、\d]{1,8}的)?"
)
_CONNECTOR = re.compile(rf"(?:{any_of('counting', 'between')}|[:\s(—\-+])*")
_JOINT = re.compile("[和与及跟、]|以及")
_NEAR = 14
_LABEL = re.compile(rf"{any_of('counting', 'label')}\s?(?:[:|是为有大约共在\s]|大概|差不多)*$")
_CELL = re.compile(
    r"(?:^|(?<=[\n|\t；;，,。]))[^\n|\t；;，,。\d]{0,8}(?:人数|人次|受众)[^\n|\t；;，,。\d]{0,4}[|\t]\s?$"
)
_TOTAL = re.compile(
    rf"(?:{any_of('counting', 'total')}|(?<![公青中])共(?!同|享|产|建|青|和))[^，,。；;、]{{0,8}}$"
    rf"|{any_of('counting', 'reached_total')}[^，,。；;、]{{0,6}}$"
)
_PART = re.compile(r"(?:其中|包括|包含|里面|里头|当中|这里面|含)[^。；;\n]{0,12}$")
_EACH = re.compile(r"(?:每|平均|人均|各|一[场期班次])[^，,。；;、]{0,6}$")
_LEFT_OUT = re.compile(rf"{any_of('counting', 'left_out')}|(?<!对)比(?!赛)")
_LEFT_OUT_AFTER = re.compile(rf"\s?(?:次)?(?:{any_of('counting', 'left_out_after')}|(?:来了|到了|实到)\d)")
_CAME = re.compile(rf"{any_of('counting', 'came')}(?:有|的|的有|人|了|达|的得有)*\s?$")
_CAME_IN_ALL = re.compile(r"(?:参加|来|到|听|参观)了?[，,](?:一共|总共|共|合计)$")
_THOSE_WHO = re.compile(
    r"(?:看|听|问|咨询|来|扫码|参加|参与|问询|驻足|排队|体验|围|坐|学|领|赶集|赶场)[^，,。；;、\d]{0,3}[的哩](?:人|群众)?(?:也|有|约|得有|共)*\s?$"
    r"|(?:^|[，,。；;、\s])人(?:有)?\s?$"
)
_SUMMED_UP = re.compile(r"(?:一共|总共|共计|合计|合共|总计|统共|拢共|共)\s?$")
_PRIZE = re.compile(r"(?:奖|冠军|亚军|季军|前|第|排)\s?$")
_CROWD = re.compile(r"(?:人|[来听看]课?的|座无虚席|满座|爆满)[^。；;\n]{0,8}[，,]$")
_GOES_ON = re.compile(r"\s?(?:跟着?|听|都|也|一起|参加|来|学(?!校|生)|围|全|到)")
_TEACHES = re.compile(r"[^，,。；;\d]{0,8}?(?:讲(?!座)|主讲|授课|坐诊|演示|[做作]报告|给|为|教(?!室|育|师))")
_COUNTED_UP = re.compile(r"(?:点了点|数了数|清点了?(?:一下)?|点名|实打实|一数)[，, ]?$")
_COUNTING = re.compile(r"\s*(?:大概|大约|约|一共|总共|共|得有|能有|足足|差不多|也)?有?\s*")
_NUMBERED = re.compile(r"第$|[第.:：]$")
_HOUSEHOLD = re.compile("家庭$")
_CONSULT = re.compile(r"(?:咨询|解答|解疑|答疑)[^，,。；;、]{0,6}$")
_COMING_TO_ASK = re.compile(r"(?:来|前来|参加)咨询的")
_ONLINE = re.compile(rf"(?:{any_of('counting', 'online')}|网络(?!安全|诈骗|谣言|素养|文明|知识))[^，。；;\s]{{0,8}}$")
_ONLINE_AFTER = re.compile(rf"\s?(?:次)?{any_of('counting', 'online_after')}")
_BARE = re.compile(
    r"(?:之间|左右|上下|以上|出头|吧|呢|呀|啊|哈|了|的样子|听|围观)*"
    r"(?:\s?(?:$|[，,。；;！!？?、\n\t|)）+]|男|女|老师|家长|学生|小孩|大人)|\s+(?![份册本张块个条把幅件套只支盒袋瓶]))"
)
_CAME_AFTER = re.compile(r"\s?(?:实到|到场|到会|到(?=[，,。；;]|了$|$))")
_OWN_SIDE = re.compile(r"(?:我们|咱们?|院|所|站|局)?出了?$|带队?$")
_TAKES_PART = re.compile(r"\s?(?:参加|参训|听课|受训|参培)(?!义诊|服务|活动保障)")
_TAKING_PART = re.compile(
    r"(?:参加|参训|听课)[^，,。；;]{0,12}的有[^，,。；;]{0,14}$|(?:听|学)[^，,。；;]{0,2}的[^，,。；;]{0,6}$"
)
_PAIR = re.compile("母女|父子|母子|父女|亲子|夫妻|情侣|双胞胎|爷孙|祖孙")
_ONCE = re.compile("上午|下午|中午|早上|晚上|第[一二三四五六]|前一?天|后一?天")


def groups_in(plain: str, people: tuple[People, ...], dated: str = "") -> tuple[Group, ...]:
    """Every number of people in a text that may have been reached; `dated` is the text with its days.

    Not those of staff, of people who were invited or stayed away, of another time, of each session or household.
    """
    return tuple(_groups(plain, people, dated or plain))


def _groups(plain: str, people: tuple[People, ...], dated: str) -> Iterator[Group]:
    clause, crowded = 0, False
    within = {place for one in people for place in range(one.start, one.end)}
    for figure in amounts.figures(plain):
        if figure.start in within:
            continue
        clause = _clause_start(plain, figure.start, clause)
        count = _around(plain, figure, people, clause)._replace(crowded=crowded)
        if not _counts_people(count):
            continue
        crowded = True
        if _were_reached(count) and (group := _group(count)):
            once = _ONCE.search(dated, max(0, clause - 1), group.start)
            yield group._replace(once=once[0] if once else "")
        clause = figure.end


def _clause_start(plain: str, place: int, since: int) -> int:
    """Where the clause around a place begins, not before `since`."""
    begin = max(since, place - 40)
    return max((match.end() for match in _EDGE.finditer(plain, begin, place)), default=begin)


def _around(plain: str, figure: Figure, people: tuple[People, ...], clause: int) -> _Count:
    measure = _MEASURE.match(plain, figure.end)
    after = measure.end() if measure else figure.end
    word = measure[1] if measure else ""
    label = _CELL.search(plain, max(0, figure.start - 16), figure.start)
    before = label[0] if label else plain[clause : figure.start]
    called = _called(plain, figure.start, after, word, people)
    followed = any(one.start == after and one not in called for one in people)
    return _Count(plain, figure, word, after, before, called, followed=followed)


def _called(plain: str, start: int, after: int, word: str, people: tuple[People, ...]) -> tuple[People, ...]:
    """The words for people that belong to a number: behind 名 and the like, else before it."""
    before = _named_before(plain, start, people)
    adjoining = bool(before) and before[-1].end == start
    if word == "个人" or (before and (adjoining or not (word and word in "名位个"))):
        return before
    return _named_after(plain, after, people, measured=bool(word)) or before


def _named_after(plain: str, after: int, people: tuple[People, ...], *, measured: bool) -> tuple[People, ...]:
    """「45名社区老年居民」: the word for people that a measure word leads to; without one it follows at once (「15娃」)."""
    gap = _GAP_AFTER.match(plain, after) if measured else None
    reach = gap.end() if gap else after
    found: list[People] = []
    for one in people:
        if after <= one.start <= reach or (found and one.start == found[-1].end):
            found.append(one)
            reach = min(reach, one.end)
    return tuple(found[-1:])


def _named_before(plain: str, start: int, people: tuple[People, ...]) -> tuple[People, ...]:
    """「花贩和居民共36人」: the words for people that lead up to a number."""
    chain: list[People] = []
    for one in reversed([one for one in people if start - 40 <= one.end <= start]):
        between = plain[one.end : start]
        if len(between) > _NEAR or not (_JOINT if chain else _CONNECTOR).fullmatch(between):
            break
        chain.append(one)
        start = one.start
    return tuple(reversed(chain))


def _counts_people(count: _Count) -> bool:
    """Whether a number is one of people at all: by its measure word, by the word for people, by the verb."""
    if _NUMBERED.search(count.before) and not _LABEL.search(count.before):
        return False
    if _OF_PEOPLE.match(count.measure) or count.measure == "号人":
        return not _is_anybody(count)
    match count.measure:
        case "组":
            return False
        case "名" | "位":
            return not _is_household(count) and _PRIZE.search(count.before) is None
        case "号" | "对" | "群":
            return bool(count.called) or _came(count)
        case "个":
            return not _is_household(count) and _counts_by_piece(count)
        case _:
            beside = any(one.start - count.figure.end in (0, 1) for one in count.called)
            return beside or (count.closed and _counts_bare(count))


def _is_anybody(count: _Count) -> bool:
    """「一人还揣了本小册子」."""
    return count.figure.amount.value == 1 and count.plain[count.figure.start] == "一" and not count.called


def _is_household(count: _Count) -> bool:
    """「20个家庭」 is twenty households, not twenty people."""
    called = count.called[-1] if count.called else None
    return called is not None and bool(
        called.start >= count.figure.end and _HOUSEHOLD.search(count.plain, called.start, called.end)
    )


def _counts_by_piece(count: _Count) -> bool:
    """「63个娃」, 「娃娃28个」, 「来了91个」, but not 「三年级6个班」."""
    if not count.called:
        lead = count.plain[max(0, count.figure.start - 24) : count.figure.start]
        if _COUNTED_UP.search(count.plain, max(0, count.figure.start - 8), count.figure.start):
            return count.closed
        counted = count.closed and (_THOSE_WHO.search(count.before) or _TOTAL.search(count.before)) and count.crowded
        return _came(count) or _CAME_IN_ALL.search(lead) is not None or bool(counted) or _told_after_crowd(count)
    return (
        count.called[-1].start >= count.figure.end
        or count.closed
        or _GOES_ON.match(count.plain, count.after) is not None
    )


def _came(count: _Count) -> bool:
    return count.closed and _CAME.search(count.before) is not None


def _counts_bare(count: _Count) -> bool:
    """「学生一百二」, 「人数|66」, 「来了五十多」; 「人不算多，不到五十」."""
    if _COUNTED_UP.search(count.plain, max(0, count.figure.start - 8), count.figure.start):
        return count.crowded
    if count.called or any(pattern.search(count.before) for pattern in (_CAME, _LABEL, _ONLINE, _THOSE_WHO)):
        return True
    return (count.crowded and _SUMMED_UP.search(count.before) is not None) or _told_after_crowd(count)


def _told_after_crowd(count: _Count) -> bool:
    """「人不算多，不到五十」, 「听课的半百都不到，四十七八个」: the clause before spoke of those who came."""
    crowd = count.plain[max(0, count.figure.start - 16) : count.figure.start].rstrip()
    alone = count.closed and _COUNTING.fullmatch(count.before) is not None
    return alone and count.figure.amount.approximate and _CROWD.search(crowd) is not None


def _were_reached(count: _Count) -> bool:
    """Not staff, people who were only invited or stayed away, or a number for each of something."""
    if count.called and all(one.role is Role.STAFF for one in count.called) and not _were_taught(count):
        return False
    if _CAME_AFTER.match(count.plain, count.after):
        return True
    if count.measure in ("名", "位") and not _is_reached_word(count) and _TEACHES.match(count.plain, count.after):
        return False
    if _OWN_SIDE.search(count.before) or _EACH.search(count.before) or _LEFT_OUT_AFTER.match(count.plain, count.after):
        return False
    return _LEFT_OUT.search(count.before) is None


def _is_reached_word(count: _Count) -> bool:
    return any(one.role is Role.REACHED for one in count.called)


def _were_taught(count: _Count) -> bool:
    """Whether those who usually help were the ones reached: 「志愿者培训」, 「给护士讲」, 「民警30人参加」."""
    staff = count.called[-1]
    word = re.escape(count.plain[staff.start : staff.end])
    trained = rf"{word}(?:们)?(?:业务|技能|能力)?(?:培训|集训|轮训|提升)|(?:给|为|对|面向|培训)[一-龥]{{0,4}}{word}"
    if re.search(trained, count.plain):
        return True
    taking = _TAKES_PART.match(count.plain, count.after) or _TAKING_PART.search(count.before)
    return "志愿" not in word and taking is not None


def _group(count: _Count) -> Group | None:
    end = max([count.after, *(one.end for one in count.called if one.start >= count.after)])
    amount = _sized(count, end)
    start = min([count.figure.start, *(one.start for one in count.called)])
    return Group(start, end, amount, _standing(count), count.called) if amount else None


def _sized(count: _Count, end: int) -> Amount | None:
    """The amount with its words; 「三十对母女」 are sixty people, other pairs are not counted."""
    amount = count.figure.amount
    loose = amounts.loosely_behind(count.plain, end)
    words = count.plain[count.figure.start : max(loose if loose > end else 0, count.after)]
    if count.measure == "对":
        pair = any(_PAIR.fullmatch(count.plain, one.start, one.end) for one in count.called)
        if not pair or amount.value is None:
            return None
        amount = Amount(amount.value * 2, approximate=amount.approximate)
    return amounts.with_words(amount, words, approximate=loose > end)


def _standing(count: _Count) -> Standing:
    start = count.figure.start
    if _PART.search(count.plain[max(0, start - 24) : start]):
        return Standing.PART
    if _ONLINE.search(count.before) or _ONLINE_AFTER.match(count.plain, count.after):
        return Standing.ONLINE
    if _CONSULT.search(count.before) and not _COMING_TO_ASK.search(count.before):
        return Standing.CONSULTED
    if _COUNTED_UP.search(count.plain, max(0, start - 8), start):
        return Standing.TOTAL
    if _TOTAL.search(count.before) or _LABEL.search(count.before):
        return Standing.TOTAL
    return Standing.GROUP
