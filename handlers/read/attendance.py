"""How many people were reached: groups of people with their numbers, and what they add up to; in doubt, nothing."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from handlers.read import amounts
from handlers.read.amounts import Figure
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
    """A number of people in a text; `people` are the words they are called by."""

    start: int
    end: int
    amount: Amount
    standing: Standing
    people: tuple[People, ...] = ()
    once: str = ""


class Attendance(NamedTuple):
    """How many were reached, in which words, by which rule, and of which groups."""

    amount: Amount
    start: int
    end: int
    rule: str
    groups: tuple[Group, ...] = ()


_EDGE = re.compile(r"[，,。；;！!？?\n\t|()（）「」【】…~]")
_LOOSE = r"(?:左右|上下|以上|出头|开外|不止|的样子)?"
_MEASURE = re.compile(
    r"\s?(?:多|余|来|几)?(人次数?|人\(次\)|人/次|个人(?!工|体)|号人?(?![楼线院门路文机车])|口子(?!里)人?|口人|人(?!民币|次|造|工智|份|均|机)|名(?!单|额|称|字|胜|片)|位(?![于置])|个|对|群|组)"
)
_GAP_AFTER = re.compile(
    r"[^，,。；;！!？?\n\t|()（）、\d给向对为讲发来参听到教看在去是有的]{0,6}(?:来自[^，,。；;、\d]{1,8}的)?"
)
_CONNECTOR = re.compile(
    r"(?:参观|观看|听讲|学习|前来|来访|带队|陪同|观众|男女老少|一起|朋友们?|兄弟们?|姐妹们?|代表|们|等|的|里|中|一?共|总共|共计|合计|总计|统共|拢共|累计|有|约|近|达到?|来了|到了|听了|参加|参与|到场"
    r"|到会|出席|人数|受益|听课|体验|为|是|还是|就|那|了|都|得有|得|足足|也|倒|超过|实到|能|接近|将近|差不多|大概|[:\s(—\-+])*"
)
_TOTAL = re.compile(
    r"(?:一共|总共|共计|合计|总计|统共|拢共|累计|总人数|加起来|满打满算|全校|全体|全村|前前后后|前后|(?<![公青中])共(?!同|享|产|建|青|和))"
    r"[^，,。；;、]{0,8}$|(?:受益|受教育|受众|覆盖|惠及|受宣)[^，,。；;、]{0,6}$"
)
_LABEL = re.compile(
    r"(?:参加|参与|到场|受益|听课|培训|活动|服务)?(?:总?人数|人次|参与者|受众|参加人员)\s?(?:[:|是为有大约共\s]|大概|差不多)*$"
)
_CELL = re.compile(
    r"(?:^|(?<=[\n|\t；;，,。]))[^\n|\t；;，,。\d]{0,8}(?:人数|人次|受众)[^\n|\t；;，,。\d]{0,4}[|\t]\s?$"
)
_PART = re.compile(r"(?:其中|包括|包含|里面|里头|当中|这里面|含)[^。；;\n]{0,12}$")
_EACH = re.compile(r"(?:每|平均|人均|各|一[场期班次])[^，,。；;、]{0,6}$")
_LEFT_OUT = re.compile(
    r"应到|应参加|应有|请假|缺席|缺勤|没来|未到|没到|一行|调研|视察|督导|邀请|请来|请了|派|出动|抽调|安排|报名|名额|限(?:额|制|定)?|预计|预估|计划|原计划|容纳|能坐|可坐"
    r"|坐得下|还差|少来|多来|(?<!对)比(?!赛)|超出|目标|任务|通知|招募|投入|配备|去年|上次|上回|上一[场次期回]|上届|往年|以前|之前|平时|原来|本来|原定|"
    r"下[周次]|下个|明年|另有|连麦|提问|抽到|抽取|抽奖|获奖|中奖|评出|表彰|颁奖|选出|牺牲|死亡|受伤|能填|差点|最高|峰值|同时|死|伤|感染|确诊|户籍|常住|总人口|人口|现有|共有会员"
)
_LEFT_OUT_AFTER = re.compile(
    r"\s?(?:次)?(?:请假|缺席|没来|没到|未到|报名|报了名|以内|座|位子|座位|的(?:教室|会议室|场地|座位|群|名单|规模)|没赶上|提前走|规模|签到表|一组|一班|一桌|一车|住院|受伤)"
)
_CAME = re.compile(
    r"(?:来了?|到了?|来听的?|到场|到会|实到|参加|参与|出席|听课|听了|教了|培训了?|参观|听众|围观|在场|现场|教会|覆盖|服务|惠及|接待|受益|体验|结业|参训|签到|人(?:还是|也是|就是|都是|仍是)那?)"
    r"(?:有|的|的有|人|了|达|的得有)*\s?$"
)
_TAKES_PART = re.compile(r"\s?(?:参加|参训|听课|受训|参培)(?!义诊|服务|活动保障)")
_TAKING_PART = re.compile(r"(?:参加|参训|听课)[^，,。；;]{0,12}的有[^，,。；;]{0,14}$")
_COUNTING = re.compile(r"\s*(?:大概|大约|约|一共|总共|共|得有|能有|足足|差不多|也)?有?\s*")
_TOTAL_OF_THEM = re.compile(r"(?:参加|来|到|听|参观)了?[，,](?:一共|总共|共|合计)$")
_HOUSEHOLDS = re.compile(r"家庭$")
_CONSULT = re.compile(r"(?:咨询|解答|解疑|答疑)[^，,。；;、]{0,6}$")
_COMING_TO_ASK = re.compile(r"(?:来|前来|参加)咨询的")
_ONLINE = re.compile(
    r"(?:在线|线上|观看|收看|直播间?|网络(?!安全|诈骗|谣言|素养|文明|知识)|点击|浏览|播放|人气|看直播|网上|云端|同步)[^，。；;\n]{0,8}$"
)
_ONLINE_AFTER = re.compile(r"\s?(?:次)?(?:在线|线上|观看|收看|看直播|网友)")
_BARE = re.compile(
    r"(?:左右|上下|以上|出头|吧|呢|呀|啊|哈|了|的样子|听|围观)*(?:\s?(?:$|[，,。；;！!？?、\n\t|)）+]|男|女|老师|家长|学生|小孩|大人)|\s+(?![份册本张块个条把幅件套只支盒袋瓶]))"
)
_PAIR = re.compile("母女|父子|母子|父女|亲子|夫妻|情侣|双胞胎|爷孙|祖孙")
_ONCE = re.compile("上午|下午|中午|早上|晚上|第[一二三四五六]|前一?天|后一?天")


def groups_in(plain: str, people: tuple[People, ...], dated: str = "") -> tuple[Group, ...]:
    """Every number of people in a text that may have been reached; `dated` is the text with its days."""
    return tuple(_groups(plain, people, dated or plain))


def _groups(plain: str, people: tuple[People, ...], dated: str) -> Iterator[Group]:
    clause = 0
    for figure in amounts.figures(plain):
        clause = max(clause, _clause_start(plain, figure.start, clause))
        group = _group(plain, figure, people, clause)
        if group is not None:
            yield group._replace(once=_once(dated, group.start, clause))
        clause = figure.end


def _clause_start(plain: str, place: int, since: int) -> int:
    """Where the clause around a place begins, not before `since`."""
    begin = max(since, place - 40)
    last = begin
    for match in _EDGE.finditer(plain, begin, place):
        last = match.end()
    return last


def _group(plain: str, figure: Figure, people: tuple[People, ...], clause: int) -> Group | None:
    measure = _MEASURE.match(plain, figure.end)
    after = measure.end() if measure else figure.end
    before = _lead(plain, figure.start, clause)
    called = (_named_after(plain, after, people) if measure and measure[1] not in ("个人",) else ()) or _named_before(
        plain, figure.start, people
    )
    if not _counts_people(plain, figure, measure, called, before):
        return None
    if _not_reached(plain, before, after, called):
        return None
    end = max([after, *(one.end for one in called if one.start >= after)])
    amount = _sized(plain, figure, measure, called, end)
    if amount is None:
        return None
    start = min([figure.start, *(one.start for one in called)])
    standing = _standing(plain, figure, after, before)
    return Group(start, end, amount, standing, called)


def _lead(plain: str, start: int, clause: int) -> str:
    """What stands before a number in its clause, and the label of its cell (「人数|66」)."""
    label = _CELL.search(plain, max(0, start - 16), start)
    return label[0] if label and label.end() == start else plain[clause:start]


def _once(plain: str, start: int, clause: int) -> str:
    match = _ONCE.search(plain, max(0, clause - 1), start)
    return match[0] if match else ""


def _named_after(plain: str, after: int, people: tuple[People, ...]) -> tuple[People, ...]:
    """「45名社区老年居民」: the word for people that a measure word leads to."""
    gap = _GAP_AFTER.match(plain, after)
    reach = gap.end() if gap else after
    near = [one for one in people if after <= one.start <= reach]
    return tuple(near[-1:])


def _named_before(plain: str, start: int, people: tuple[People, ...]) -> tuple[People, ...]:
    """「花贩和居民共36人」: the words for people that lead up to a number."""
    chain: list[People] = []
    for one in reversed(people):
        if one.end > start or start - one.end > 14:
            if one.end <= start:
                break
            continue
        between = plain[one.end : start]
        if not (re.fullmatch(r"[和与及跟、]|以及", between) if chain else _CONNECTOR.fullmatch(between)):
            break
        chain.append(one)
        start = one.start
    return tuple(reversed(chain))


def _counts_people(
    plain: str, figure: Figure, measure: re.Match[str] | None, called: tuple[People, ...], before: str
) -> bool:
    """Whether a number is one of people at all."""
    if re.search(r"第$|[第.:：]$", before) and not _LABEL.search(before):
        return False
    word = measure[1] if measure else ""
    if (
        word in ("个", "名", "位")
        and called
        and _HOUSEHOLDS.search(plain, called[-1].start, called[-1].end)
        and called[-1].start >= figure.end
    ):
        return False
    alone = (
        _COUNTING.fullmatch(before) is not None
        and _BARE.match(plain, measure.end() if measure else figure.end) is not None
    )
    if word == "人" and figure.amount.value == 1 and plain[figure.start] == "一" and not called:
        return False
    if alone and (
        word in ("名", "位") or (not word and figure.amount.approximate and _crowd_before(plain, figure.start))
    ):
        return True
    if word.startswith("人") or word in ("个人", "号人", "口人", "口子", "口子人"):
        return True
    if word == "个" and not called and _TOTAL_OF_THEM.search(plain[max(0, figure.start - 24) : figure.start]):
        return True
    closed = _BARE.match(plain, measure.end() if measure else figure.end) is not None
    if word == "个" and called and called[-1].start < figure.start and not closed:
        return False
    if word in ("名", "位", "个", "号", "对", "群"):
        return bool(called) or (closed and _CAME.search(before) is not None)
    if word == "组":
        return False
    bare = _BARE.match(plain, figure.end) is not None
    return bare and bool(called or _CAME.search(before) or _LABEL.search(before) or _ONLINE.search(before))


def _crowd_before(plain: str, start: int) -> bool:
    """「人不算多，不到五十」: the clause before spoke of how many came."""
    return bool(re.search(r"(?:人|来的)[^。；;\n]{0,8}[，,]$", plain[max(0, start - 14) : start].rstrip()))


def _not_reached(plain: str, before: str, after: int, called: tuple[People, ...]) -> bool:
    """Staff, people who were only invited or stayed away, and numbers for each of something."""
    if called and all(one.role is Role.STAFF for one in called) and not _taught(plain, called[-1], before, after):
        return True
    if _EACH.search(before) or _LEFT_OUT_AFTER.match(plain, after):
        return True
    return bool(_LEFT_OUT.search(before))


def _taught(plain: str, staff: People, before: str, after: int) -> bool:
    """Whether those who usually help were the ones reached: 「志愿者培训」, 「给护士讲」, 「民警30人参加」."""
    word = re.escape(plain[staff.start : staff.end])
    if re.search(
        rf"{word}(?:们)?(?:业务|技能|能力)?(?:培训|集训|轮训|提升)|(?:给|为|对|面向|培训)(?:[一-龥]{{0,4}}){word}",
        plain,
    ):
        return True
    return "志愿" not in word and bool(_TAKES_PART.match(plain, after) or _TAKING_PART.search(before))


def _sized(
    plain: str, figure: Figure, measure: re.Match[str] | None, called: tuple[People, ...], end: int
) -> Amount | None:
    amount = figure.amount
    loose = amounts.loosely_behind(plain, end)
    words = plain[figure.start : max(loose, measure.end() if measure else figure.end)]
    if measure and measure[1] == "对":
        pair = any(_PAIR.fullmatch(plain[one.start : one.end]) for one in called)
        if not pair or amount.value is None:
            return None
        amount = Amount(amount.value * 2, approximate=amount.approximate)
    return amounts.with_words(amount, words, approximate=loose > end)


def _standing(plain: str, figure: Figure, after: int, before: str) -> Standing:
    if _PART.search(plain[max(0, figure.start - 24) : figure.start]):
        return Standing.PART
    if _ONLINE.search(before) or _ONLINE_AFTER.match(plain, after):
        return Standing.ONLINE
    if _CONSULT.search(before) and not _COMING_TO_ASK.search(before):
        return Standing.CONSULTED
    if _TOTAL.search(before) or _LABEL.search(before):
        return Standing.TOTAL
    return Standing.GROUP


def attendance_in(plain: str, groups: tuple[Group, ...]) -> Attendance | None:
    """How many were reached on the spot; None where the text does not say, or says two things."""
    present = tuple(one for one in groups if one.standing is not Standing.ONLINE)
    totals = [one for one in present if one.standing is Standing.TOTAL]
    if totals:
        return _alone(totals, "total", present)
    counted = [one for one in present if one.standing is Standing.GROUP]
    helpers = [one for one in counted if one.people and all(who.role is Role.EITHER for who in one.people)]
    learners = [one for one in counted if one not in helpers] or helpers
    if learners:
        return None if _unexplained(plain, learners) else _together(learners)
    consulted = [one for one in present if one.standing is Standing.CONSULTED]
    if consulted:
        return _alone(consulted, "consulted", present)
    return _nobody_counted(plain)


def _unexplained(plain: str, groups: list[Group]) -> bool:
    """「成人35，儿童28」 where only one of the names is known: half of a list is worse than nothing."""
    bare = [one for one in groups if one.people and plain[one.end - 1] in amounts.HAN + "0123456789"]
    listed = filter(None, (_LISTED_BEFORE.search(plain, max(0, one.start - 12), one.start) for one in bare))
    return any(not any(match.start() < other.end <= match.end() for other in groups) for match in listed)


def online_in(groups: tuple[Group, ...]) -> Attendance | None:
    """How many watched from afar; the highest of several figures is none of them for sure, so only one counts."""
    return _alone([one for one in groups if one.standing is Standing.ONLINE], "online", groups)


def _alone(groups: list[Group], rule: str, around: tuple[Group, ...]) -> Attendance | None:
    """The one value that several mentions agree on."""
    if not groups or len({(one.amount.value, one.amount.low, one.amount.high) for one in groups}) > 1:
        return None
    chosen = groups[0]
    return Attendance(chosen.amount, chosen.start, chosen.end, rule, around)


def _together(groups: list[Group]) -> Attendance | None:
    """One group, or disjoint ones added up; a number that is the sum of the others is their total."""
    distinct = list({(one.amount.value, one.amount.low, one.amount.high, _names(one)): one for one in groups}.values())
    if len(distinct) == 1:
        only = distinct[0]
        return Attendance(only.amount, only.start, only.end, "group", tuple(groups))
    for one in distinct:
        rest = [other for other in distinct if other is not one]
        adds_up = one.amount.value == _sum(rest).value is not None and len(rest) > 1
        if (adds_up and one in (distinct[0], distinct[-1])) or _whole(one, rest):
            return Attendance(one.amount, one.start, one.end, "total_of_groups", tuple(groups))
    if not _disjoint(distinct):
        return None
    amount = _sum(distinct)
    return Attendance(amount, distinct[0].start, distinct[-1].end, "sum_of_groups", tuple(distinct))


def _whole(one: Group, rest: list[Group]) -> bool:
    """「来了120人，学生80，家长30」: an unnamed number that is larger than what is named of it."""
    if one.people or any(not other.people for other in rest):
        return False
    parts = _sum(rest).value
    return one.amount.value is not None and parts is not None and one.amount.value >= parts


def _names(one: Group) -> tuple[int, ...]:
    return tuple(who.start for who in one.people)


def _disjoint(groups: list[Group]) -> bool:
    """Whether several numbers speak of different people: each with another name, or at another time."""
    return all(one.people for one in groups) or (
        all(one.once for one in groups) and len({one.once for one in groups}) == len(groups)
    )


def _sum(groups: list[Group]) -> Amount:
    amounts_ = [one.amount for one in groups]
    words = "、".join(one.words for one in amounts_)
    approximate = any(one.approximate for one in amounts_)
    if all(one.value is not None for one in amounts_):
        return Amount(sum(one.value or 0 for one in amounts_), approximate=approximate, words=words)
    lows = [one.value if one.low is None else one.low for one in amounts_]
    highs = [one.value if one.high is None else one.high for one in amounts_]
    if None in lows or None in highs:
        return Amount(approximate=True, words=words)
    return Amount(None, sum(low or 0 for low in lows), sum(high or 0 for high in highs), True, words)


_LISTED_BEFORE = re.compile(r"(?:^|[，,、:;；\s(])[一-龥]{2,5}\d{1,4}[，,、\s+]$")
_NOT_COUNTED = re.compile(r"(?:人数?|多少人)[^，,。；;\n]{0,4}")


def _nobody_counted(plain: str) -> Attendance | None:
    """「没数人」, 「人数没统计」."""
    match = amounts.uncounted(plain)
    if match is None:
        return None
    near = plain[max(0, match.start() - 8) : match.end() + 3]
    if "人" not in near:
        return None
    return Attendance(Amount(words=match[0]), match.start(), match.end(), "not_counted")
