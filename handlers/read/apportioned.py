"""How many each got: a number that is not that of all things together, or one that is that of the people."""

from handlers.read.clauses import Clause
from handlers.read.counted import Counted
from handlers.read.items import Thing, names_people
from handlers.read.lexicon import any_of
from handlers.read.patterns import regex

_EACH = regex(
    r"每(?:个|位|名|一)?[\u4e00-\u9fff]{1,4}?(?:发放?|领取?|送|赠送?|得到?|拿|分|配|奖|带[回走]|抱走|收到)[了到给]?$"
    r"|(?:每|一|人)[人户家组桌]$|人手$"
)
"""「每户发面罩1个」: how many it was together was not said."""
_ON_CONDITION = regex(
    r"(?:[答猜认说选连配拼找投套射][对中到]|集[齐满够]|扫码|关注|转发|凭|满|通关|闯过|做完|填完|答完|打卡|[听测学看量走]完|登记|签到|注册)"
    r"[^，,。；;\n]{0,8}[送领得奖换兑发赠][了到给]?$"
    r"|各奖[了给]?$"
)
"""「猜中领灯笼一盏」, 「答对的送折扇1把」: what anyone gets who does so."""
_OF_EACH = regex(r"[给向为][^，,。；;\n\d]{1,8}各(?:发放|赠送|捐赠|[送发领配分给奖赠捐])[了到给上出]?$")
"""「给五村各送垃圾桶2个」."""
_TO_EACH = regex(r"(?:[发送分]到|[发送分]?给)[^，,。；;\n]{1,8}$")
"""「铜锣发到6个组各一面」."""
_TOGETHER = regex(r"等|共|总|合计")
_FEW = 9
_REACH = 12
_HEADS = frozenset(("人", "名", "位"))
_FEWEST_HEADS = 5


def is_for_each(plain: str, thing: Thing, count: Counted) -> bool:
    """Whether a number is that of each one who got the thing."""
    span = (max(0, thing.start - _REACH), thing.start)
    if _TOGETHER.search(plain, thing.end, max(thing.end, count.start)):
        return False
    few = (count.amount.value or 0) <= _FEW
    to_each = count.shared and few and _TO_EACH.search(plain, thing.end, max(thing.end, count.start))
    one = count.amount.value == 1 and _ON_CONDITION.search(plain, *span)
    return bool(to_each or one or _said_of_each(plain, thing, count) or _of_each(plain, thing, count))


def lists_for_each(plain: str, thing: Thing, count: Counted) -> bool:
    """Whether what is listed behind the thing is so, too: 「每户发面罩1个、口哨1只」."""
    return _said_of_each(plain, thing, count) or _of_each(plain, thing, count)


def _said_of_each(plain: str, thing: Thing, count: Counted) -> bool:
    few = (count.amount.value or 0) <= _FEW
    return few and _EACH.search(plain, max(0, thing.start - _REACH), thing.start) is not None


def _of_each(plain: str, thing: Thing, count: Counted) -> bool:
    return thing.end <= count.start and _OF_EACH.search(plain, max(0, thing.start - _REACH), thing.start) is not None


def heads_in(plain: str, clauses: tuple[Clause, ...]) -> frozenset[int]:
    """Every number of people: 「学生27人，扦插盘27个」 was one for each, and so they were given."""
    counts = (count for clause in clauses for count in clause.counts)
    values = (count.amount.value for count in counts if _counts_heads(plain, count))
    return frozenset(value for value in values if value and value >= _FEWEST_HEADS)


_PERSON = regex(rf"[\u4e00-\u9fff]{{0,2}}?(?:{any_of('audiences')}|{any_of('people', 'reached')}|孩子|娃)")


def _counts_heads(plain: str, count: Counted) -> bool:
    if count.measure in _HEADS:
        return True
    if count.measure not in ("个", "", "户", "家"):
        return False
    behind = _PERSON.match(plain, count.end) is not None
    return behind or count.measure == "户" or names_people(plain[max(0, count.start - 4) : count.start])
