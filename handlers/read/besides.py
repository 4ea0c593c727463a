"""Those who were counted besides the people reached: who only looked on or drove, who was measured on the way."""

from collections.abc import Sequence

from handlers.read.adding import name_of
from handlers.read.groups import Group
from handlers.read.patterns import regex

_SERVED = regex(
    r"(?:监测|测量|检测|筛查|体检|查体|测试|[测量](?:血压|血糖|视力|骨密度)|心电图|[B彩]超|做(?:了)?(?:量表|检查|测评|评估|测试|筛查|心电图?)的)了?[:有共]?\s?$"
)


def was_served(plain: str, group: Group) -> bool:
    """「咨询患者73人次，血压监测55人次」: the second are some of the first."""
    return not group.people and _SERVED.search(plain, max(0, group.start - 8), group.start) is not None


def drove(plain: str, group: Group, many: int) -> bool:
    """「学生84，老师6，司机2」: a few drivers beside many others."""
    return name_of(plain, group).endswith(_DRIVERS) and 0 < (group.amount.value or 0) * _MANY <= many


_DRIVERS, _MANY = ("司机", "驾驶员", "司机师傅"), 8
_LOOKED_ON = regex(r"(?:观摩|观赛|观战|旁观|围观|观礼|入场|进场|进馆)的?(?:单位\d+[家个]|[^，,。；;\d]{0,4})$")
_ACTED = regex(r"(?:参演|参赛|选手|上场|比赛)[^，,。；;\d]{0,4}$")


def who_acted(plain: str, groups: Sequence[Group]) -> list[Group]:
    """「参演人员186人，观摩90余人」, 「选手104人，观赛师生300人」: those who only looked on are left out."""
    looked = [one for one in groups if _LOOKED_ON.search(plain, max(0, one.start - 10), _figure_at(plain, one))]
    rest = [one for one in groups if one not in looked]
    acted = any(_ACTED.search(plain, max(0, one.start - 4), _figure_at(plain, one)) for one in rest)
    return rest if looked and acted else []


def _figure_at(plain: str, group: Group) -> int:
    """Where the number itself begins, behind the words for people."""
    return max(group.start, plain.find(group.amount.words[:1], group.start, group.end))
