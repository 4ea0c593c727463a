"""How many people were reached: what the numbers of people in a text add up to; in doubt, nothing."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from handlers.read import amounts
from handlers.read.adding import EVERYBODY, are_added, are_listed, is_added, name_of, summed
from handlers.read.besides import drove, was_served, who_acted
from handlers.read.groups import PEAK, Group, Standing
from handlers.read.halflists import is_half
from handlers.read.moments import number
from handlers.read.patterns import regex
from handlers.read.people import Role
from handlers.read.reckoning import reckoned_in
from storage.model.activity import Amount


class Attendance(NamedTuple):
    """How many were reached, in which words, by which rule, and of which groups."""

    amount: Amount
    start: int
    end: int
    rule: str
    groups: tuple[Group, ...] = ()


_VAGUE = "几"
"""「来了440，另外也来了十几个家长」: whether somebody adds those up is his to say."""
_TOOK_PART = regex(
    r"参加|参与|听的|来听|听了|到场|到会|来了|听课|听讲|观看|参观|前来|受益|出席|实到|吸引|现场|服务|接待|惠及|覆盖"
)


_CAME_HERE = regex(r"(?:实到|实际|(?<![又还再])[到来坐]了|最[后终]|结果)$")
"""「给60名队员讲，缺勤4人，实际56人」: of two numbers the one of those who were there."""


def attendance_in(plain: str, groups: tuple[Group, ...]) -> Attendance | None:
    """How many were reached on the spot; None where the text does not say, or says two things."""
    present = tuple(one for one in groups if one.standing is not Standing.ONLINE)
    if (reckoned := _reckoned(plain, present)) is not None:
        return reckoned
    totals = [one for one in present if one.standing is Standing.TOTAL]
    if len(totals) == 1 and (more := _on_top(plain, totals[0], present)):
        return Attendance(summed(more), more[0].start, more[-1].end, "sum_of_groups", more)
    if len(totals) == 1 and (later := _at_another_time(totals[0], present)):
        return Attendance(summed(later), later[0].start, later[-1].end, "sum_of_groups", later)
    listened = [one for one in present if one.standing is Standing.GROUP and _CAME_OF_THEM.search(plain[: one.start])]
    if totals and len(listened) == 1 and not {_value(one) for one in totals} & {_value(listened[0])}:
        return _agreed(listened, "took_part", present)
    if totals:
        return _agreed(totals, "total", present)
    consulted = [one for one in present if one.standing is Standing.CONSULTED]
    counted = [one for one in present if one.standing is Standing.GROUP]
    heard = [one for one in counted if not was_served(plain, one)]
    if consulted or _value_of(heard) >= _value_of(counted):
        counted = heard
    if counted and (whole := _total_among(plain, counted)) is not None:
        return Attendance(whole.amount, whole.start, whole.end, "total_of_groups", tuple(counted))
    many = _value_of(counted)
    helpers = [one for one in counted if _may_help(plain, one) or drove(plain, one, many)]
    learners = [one for one in counted if one not in helpers] if len(helpers) < len(counted) else helpers
    if learners is not helpers and _may_be_learners(plain, helpers, learners):
        learners = counted
    if learners:
        return None if is_half(plain, learners) or _turns_missing(plain, learners) else _together(plain, learners)
    if consulted:
        return _agreed(consulted, "consulted", present)
    likely = [one for one in present if one.standing is Standing.LIKELY]
    return _agreed(likely, "likely", present) if len(likely) == 1 else _nobody_counted(plain)


def _reckoned(plain: str, groups: Sequence[Group]) -> Attendance | None:
    """What has to be worked out, unless the text says elsewhere how many came."""
    found = reckoned_in(plain)
    if found is None:
        return None
    said = [one for one in groups if one.standing in (Standing.GROUP, Standing.TOTAL)]
    if any((one.end <= found.start or one.start >= found.end) and one.amount.value != found.value for one in said):
        return None
    amount = Amount(found.value, words=plain[found.start : found.end].strip())
    return Attendance(amount, found.start, found.end, "reckoned", tuple(groups))


def _at_another_time(total: Group, groups: Sequence[Group]) -> tuple[Group, ...]:
    """「上午一共97人，下午散客61」: the total is that of one half of the day, and so many came in the other."""
    behind = [one for one in groups if one.start > total.end and one.standing is Standing.GROUP]
    if len(behind) != 1 or behind[0].once not in _LATER or total.once in _LATER:
        return ()
    return (total, behind[0])


def _on_top(plain: str, total: Group, groups: Sequence[Group]) -> tuple[Group, ...]:
    """「签到六十六人，外加三位没签字的大爷」; those who are 算上 or 连上 may be among them already."""
    added = [
        one
        for one in groups
        if one.start > total.end
        and one.standing is Standing.GROUP
        and _OUTSIDE.search(plain, max(0, one.start - 3), one.start)
    ]
    return (total, *added) if added else ()


_OUTSIDE = regex(r"(?:外加|另加|再加)上?$")
_LATER = ("下午", "晚上")


def _may_help(plain: str, group: Group) -> bool:
    """「老师3名」, but not 「教练6名听得认真」."""
    either = bool(group.people) and all(who.role is Role.EITHER for who in group.people)
    return either and _LISTENS.match(plain, group.end) is None


_CAME_OF_THEM = regex(r"(?:能|肯|愿意?|真正|实际)[^，,。；;\d]{0,4}[来到听][^，,。；;\d]{0,3}的?[有是]?$")
"""「院里老人共52，能下楼来听的37」."""
_LISTENS = regex(r" ?[也都全]?(?:来|在|跟着)?(?:听(?!诊)|参训|受训|参加培训)")
TEACHERS = ("老师", "教师", "教练", "陪同", "班主任", "校长", "园长")


def _may_be_learners(plain: str, helpers: Sequence[Group], learners: Sequence[Group]) -> bool:
    """「配种员六位，外加场里工人十一位」: so many who are no teachers hardly came to help."""
    doubtful = [one for one in helpers if not name_of(plain, one).endswith(TEACHERS)]
    taught = sum(one.amount.value or 0 for one in learners)
    return sum(one.amount.value or 0 for one in doubtful) * 4 > taught


def online_in(groups: tuple[Group, ...]) -> Attendance | None:
    """How many watched from afar; where two figures differ neither is it for sure."""
    watched = [one for one in groups if one.standing is Standing.ONLINE]
    return _agreed([one for one in watched if one.once != PEAK] or watched, "online", groups)


def _agreed(groups: Sequence[Group], rule: str, around: tuple[Group, ...]) -> Attendance | None:
    """The one value that several mentions agree on."""
    if not groups or len({_value(one) for one in groups}) > 1:
        return None
    chosen = groups[0]
    return Attendance(chosen.amount, chosen.start, chosen.end, rule, around)


def _value_of(groups: Sequence[Group]) -> int:
    """The greatest number of several; 0 where there is none."""
    return max((one.amount.value or 0 for one in groups), default=0)


def _value(group: Group) -> tuple[int | None, int | None, int | None]:
    return group.amount.value, group.amount.low, group.amount.high


def _together(plain: str, groups: Sequence[Group]) -> Attendance | None:
    """One group, the total of the others, several that are listed, or the one that took part."""
    distinct = list({(_value(one), name_of(plain, one)): one for one in groups}.values())
    distinct = who_acted(plain, distinct) or distinct
    if len(distinct) == 1:
        return _agreed(distinct, "group", tuple(groups))
    if are_listed(plain, distinct) or are_added(plain, distinct):
        if any(_VAGUE in one.amount.words for one in distinct):
            return None
        return Attendance(summed(distinct), distinct[0].start, distinct[-1].end, "sum_of_groups", tuple(distinct))
    everybody = [one for one in distinct if name_of(plain, one) in EVERYBODY]
    if len(everybody) == 1 and _is_largest(everybody[0], distinct):
        return Attendance(everybody[0].amount, everybody[0].start, everybody[0].end, "took_part", tuple(everybody))
    part = [
        one
        for one in distinct
        if name_of(plain, one) in EVERYBODY or _TOOK_PART.search(plain, max(0, one.start - 6), one.end + 4)
    ]
    came = [one for one in distinct if not one.people and _CAME_HERE.search(plain, max(0, one.start - 4), one.start)]
    if len(came) == 1 and not any(
        _TOOK_PART.search(plain, one.start - 4, one.end) for one in distinct if one not in came
    ):
        return Attendance(came[0].amount, came[0].start, came[0].end, "took_part", tuple(came))
    if len(part) == 1 and _is_largest(part[0], distinct):
        return Attendance(part[0].amount, part[0].start, part[0].end, "took_part", tuple(part))
    return None


def _total_among(plain: str, groups: Sequence[Group]) -> Group | None:
    """The first or last that is the sum of the others, or an unnamed whole (「来了120人，学生80」)."""
    apart = len(groups) > 2 and not any(map(partial(is_added, plain), groups[1:]))
    for one in (groups[0], groups[-1]) if apart else ():
        parts = summed([other for other in groups if other is not one]).value
        if parts is not None and one.amount.value == parts:
            return one
    if any(_OUTSIDE.search(plain, max(0, one.start - 3), one.start) for one in groups[1:]):
        return None
    unnamed = [one for one in groups if not one.people]
    if len(groups) == 1 and groups[0].once and not groups[0].people:
        return None
    if len(unnamed) != 1 or (unnamed[0].once and any(one.once not in ("", unnamed[0].once) for one in groups)):
        return None
    parts = summed([one for one in groups if one.people]).value
    if not _LED_TO.search(plain, max(0, unnamed[0].start - 1), unnamed[0].start):
        return None
    value = unnamed[0].amount.value
    return unnamed[0] if value is not None and parts is not None and value >= parts else None


_LED_TO = regex(r"(?:^|[\s\W\da-zA-Z]|[来到有共听了约计加与场会是的在达算体计就才够过])$")
"""「来了120人，学生80」, and not 「散客12个，团队一个45人」."""


_TURNS = regex(r"(?<![第\d])([两二三四五六七八2-8])个?([拨批轮波])(?![次头])")


def _turns_missing(plain: str, groups: Sequence[Group]) -> bool:
    """「前后三拨，头一拨40，第二拨65，末一拨差两个满50」: where not every turn has its number, nothing is summed up."""
    said = _TURNS.search(plain)
    if said is None:
        return False
    told = [one for one in groups if one.once.endswith(said[2])]
    return 0 < len(told) < number(said[1])


def _is_largest(group: Group, groups: Sequence[Group]) -> bool:
    value = group.amount.value
    return value is not None and all(one.amount.value is not None and one.amount.value <= value for one in groups)


_SOMEBODY = tuple("众生客机民工员友者")


def _nobody_counted(plain: str) -> Attendance | None:
    """「没数人」, 「人数没统计」, 「司机没统计」."""
    match = amounts.uncounted(plain)
    if match is None:
        return None
    near = "人" in plain[max(0, match.start() - 8) : match.end() + 3]
    if not (near or (match[0].startswith("没") and plain[: match.start()].endswith(_SOMEBODY))):
        return None
    return Attendance(Amount(words=match[0]), match.start(), match.end(), "not_counted")
