"""What the numbers of a sentence come to: the pieces its rules are made of, and the sums that are done with them."""

import re
from collections.abc import Sequence

from handlers.read.lexicon import any_of
from handlers.read.numerals import han_value
from handlers.read.patterns import regex

_HAN = "[一二两三四五六七八九十百零]"
NUMBER = rf"(?<![约近])(?:(?<![\d.])\d{{1,4}}|(?<!{_HAN}){_HAN}{{1,7}})(?![\d余多来几.百千万岁年号])"
SOME = r"(?:人|个人|个|名|位)?"
HEADS = r"(?:个人|[人个名位])"
ENDS = r"(?=\s?(?:[，,。；;、)！!]|$)|\s)"
_AWAY = r"(?:请?[病事]?假的?了?|缺[席勤课]?的?了?|[没未][来到]的?|(?:半路|中途|提前|半道)[^，,。；;\d]{0,6}?走了?)"
GONE = (
    rf"(?P<gone>(?:(?:{_AWAY}[:是有]?(?:{NUMBER}|俩|仨){SOME}|(?:{NUMBER}|俩|仨){HEADS}?{_AWAY})[，,、和\s]{{0,2}})+)"
)
FULL = r"(?:(?:全|都|均|车车|桌桌|排排|满满)?坐?满|满座|满员|座无虚席)"
SITES = "村|社区|班|组|乡镇|乡|镇|单位|学校|科室|车间|寝室|支部|合作社|社|厂|连|队"
_NO_PEOPLE = regex(rf"[发送领印贴做买带备]|{any_of('people', 'staff')}|我们|队员|桌[椅子]")
"""Before so many groups: things that come by the lot, or those who helped."""
_FIGURE = regex(r"\d+|[一二两俩三仨四五六七八九十百零]+")
_CAME_IN_FACT = regex("实[到来]了?\\d|实际")


def _number(words: str | None) -> int | None:
    if not words:
        return None
    span = han_value(words) if not words.isdigit() else None
    if words.isdigit():
        return int(words)
    return span.low if span and span.low == span.high else None


def _numbers(match: re.Match[str]) -> Sequence[int] | None:
    """The numbers of a match, in order; None where one is loose."""
    found = [_number(one) for one in match.groups() if one and _FIGURE.fullmatch(one)]
    return [one for one in found if one is not None] if None not in found else None


def without_absent(match: re.Match[str]) -> int | None:
    whole = _number(match[1])
    gone = [_number(one) for one in _FIGURE.findall(match["gone"])]
    if whole is None or None in gone or _CAME_IN_FACT.search(match.string):
        return None
    return whole - sum(filter(None, gone))


def filled(match: re.Match[str]) -> int | None:
    """So many at each table, so many tables, so many places left."""
    each, units, free = _number(match["each"]), _number(match["units"]), _number(match["free"])
    return each * units - (free or 0) if each and units else None


def times(match: re.Match[str]) -> int | None:
    """So many in each of so many."""
    before = match.string[max(0, match.start() - 12) : match.start()].rpartition("。")[2]
    if _NO_PEOPLE.search(before) or _NO_PEOPLE.search(match["who"]):
        return None
    each, units = _number(match["each"]), _number(match["units"])
    return each * units if each and units and each > 1 else None


def from_sites(match: re.Match[str]) -> int | None:
    """「12个村每村来两名，缺了长沟的」."""
    sites, each = _number(match["units"]), _number(match["each"])
    behind = _MISSING.match(match.string, match.end())
    missing = (_number(behind[1]) if behind[1] else 1) if behind else 0
    if sites is None or each is None or missing is None:
        return None
    return (sites - missing) * each if behind or not _SHORT.match(match.string, match.end()) else None


def product(match: re.Match[str]) -> int | None:
    found = _numbers(match)
    return found[0] * found[1] if found and len(found) == 2 else None


def total(match: re.Match[str]) -> int | None:
    found = _numbers(match)
    return sum(found) if found else None


def in_turn(match: re.Match[str]) -> int | None:
    """As many numbers as there were turns."""
    found = [_number(one) for one in match["list"].split("、")]
    return sum(filter(None, found)) if None not in found and len(found) == _number(match["units"]) else None


def alone(match: re.Match[str]) -> int | None:
    return _number(match[1])


def twice(match: re.Match[str]) -> int | None:
    found = _numbers(match)
    return 2 * found[0] if found else None


def compared(match: re.Match[str]) -> int | None:
    """「上回60个，这回刚好一半」, 「报名52，实到还多9个」."""
    before, by = _number(match[1]), _number(match["by"])
    if before is None:
        return None
    if by is None:
        half = before // 2 if before % 2 == 0 else None
        return half if match["half"] else before * 2
    return before + by if match["sign"] == "多" else before - by


def compared_parts(match: re.Match[str]) -> int | None:
    """「大班32，中班比大班少4个」: both together."""
    first, by = _number(match[2]), _number(match["by"])
    if first is None or by is None or _THIRD.match(match.string, match.end()):
        return None
    return 2 * first + (by if match["sign"] == "多" else -by)


def less_counted_twice(match: re.Match[str]) -> int | None:
    whole, twice = _number(match[1]), _number(match["by"])
    return whole - twice if whole and twice else None


def tickets(match: re.Match[str]) -> int | None:
    lead = match.string[max(0, match.start() - 10) : match.start()]
    counted = _numbers_of(_TICKET, match[0])
    kinds = len(counted) > 1 or _GATE.search(lead) is not None
    given = match[0][-1] in "张个人名位" and _GIVEN.match(match.string, match.end())
    return None if given or not kinds or _NO_PEOPLE.search(lead) else sum(counted)


def _numbers_of(pattern: re.Pattern[str], text: str) -> list[int]:
    return [value for one in pattern.finditer(text) if (value := _number(one[1] or one[2])) is not None]


_MISSING = regex(
    rf"[，,]?(?:只|就)?(?:缺|少|差|除)了?(?:({NUMBER})个?(?:{SITES})|[^，,。；;\d]{{1,6}}?(?:的|没来|没到|村|社区|班))(?=[，,。；;没]|$)"
)
_SHORT = regex(r"[，,]?[^，,。；;]{0,3}(?:缺|少|差|除|没)")
_THIRD = regex(rf"[，,、]?[一-龥]{{1,4}}(?:班|组|的|生)?(?:比|{NUMBER})")
_KIND_OF_TICKET = "(?:成人|大人|儿童|学生|老人|老年|全价|半价|优惠|团体|家庭|亲子|军人|免费?)票"
_TICKET = regex(rf"{_KIND_OF_TICKET}(?:有|共|是|:)?({NUMBER})张?|免票的?[一-龥]{{0,4}}?({NUMBER})[个人名位]")
TICKETS = (
    rf"(?:(?:{_KIND_OF_TICKET}(?:有|共|是|:)?{NUMBER}张?|免票的?[一-龥]{{0,4}}?{NUMBER}[个人名位])[，,、和\s]{{0,2}})+"
)
_GATE = regex(r"检票|票根|验票|售票|卖了?|入园|入馆|进场|门票|统计")
_GIVEN = regex(r"[^，,。]{0,4}[送发]")
