"""What each of those who came got: 「45人，每人一份资料」 is 45, where everybody who was counted got the same."""

import re
from dataclasses import replace

from handlers.read.adding import name_of
from handlers.read.amounts import figures
from handlers.read.attendance import TEACHERS, Attendance
from handlers.read.groups import Group, Standing
from handlers.read.patterns import regex
from handlers.read.people import Role
from handlers.read.tally import OutputWords
from storage.model.activity import Amount

_CHILDREN = "学生|同学|孩子|小朋友|娃娃|娃儿?|儿童|宝宝|宝贝|小学生|营员|少年"
_RECEIVER = regex(
    r"(?:(?:平均)?每人(?!家)|人手(?=[一1两])|一人(?=[一1两]|[带抱捧领拿得发送给])|人均|人人|个个|(?<=大家)都|每生|每位(?=[送发领得给获赠])|每[个位名](?P<who>[一-龥]{1,3}?)(?=[都也各]?(?:[一1两二]|[送发领得给带拿赠])))"
)
_LED_BY = regex(
    r"(?:[，,。；;、\s]|^)(?:最后|临走(?:时|前)?|走的?时候|结束(?:后|时)?|会后|课后|活动后|现场|当场|另外?|还|给|也|又|并|都|大家|我们|咱们?|主办方|工作人员|统一|免费|顺便|按|[厂馆园村站院校][里方]|学校|社区|公司|单位)*$"
)
_THEN = regex(r"(?:然后|接着|后来|又|还|都)*$")
_REACH, _EACH_MOST, _FEWEST = 26, 10, 2
_NOT_ALL = frozenset(("not_counted", "likely"))


def shared_out(found: tuple[OutputWords, ...], came: Attendance | None, plain: str) -> tuple[OutputWords, ...]:
    """The outputs with the whole amount of what each person got; the others as they were."""
    if came is None or came.rule in _NOT_ALL or came.amount.approximate or (came.amount.value or 0) < _FEWEST:
        return found
    others = _others_came(came, plain)
    return tuple(_whole(one, came, plain, others=others) for one in found)


def _others_came(came: Attendance, plain: str) -> bool:
    """Whether some other number stands beside that of those who came, or pupils and teachers were added up."""
    if came.rule == "sum_of_groups":
        return any(one.people for one in came.groups)
    counted = (one for one in came.groups if one.standing in (Standing.GROUP, Standing.TOTAL))
    return any(one.amount.value != came.amount.value and not _only_helped(one, plain) for one in counted)


def _only_helped(group: Group, plain: str) -> bool:
    """「理疗师2名」; teachers may be among those who got it."""
    either = bool(group.people) and all(who.role is not Role.REACHED for who in group.people)
    return either and not name_of(plain, group).endswith(TEACHERS)


def _whole(found: OutputWords, came: Attendance, plain: str, *, others: bool) -> OutputWords:
    amount = found.output.amount
    each = _each(amount.words) if amount.value is None and amount.low is None else None
    if each is None or not _is_of_all(found, came, plain, others=others):
        return found
    whole = Amount(each * _receivers(found, came, plain), words=amount.words)
    return found._replace(output=replace(found.output, amount=whole))


def _receivers(found: OutputWords, came: Attendance, plain: str) -> int:
    """How many got it: 「孩子30，家长26，每个孩子一个」 are thirty."""
    receiver = _receiver_of(found, plain)
    who = (receiver["who"] if receiver else "") or ""
    named = [one for one in came.groups if _is_called(who, one, plain)] if who not in ("", "人") else []
    return (named[0].amount.value if len(named) == 1 else came.amount.value) or 0


def _is_called(who: str, group: Group, plain: str) -> bool:
    counted, children = plain[group.start : group.end], regex(_CHILDREN)
    return who in counted or bool(children.fullmatch(who) and children.search(counted))


def _each(words: str) -> int | None:
    """How many each got: 「每人送了一本」 one, 「两条」 two."""
    last = [one.amount for one in figures(words)][-1:]
    value = last[0].value if last and not last[0].approximate else None
    return value if value and value <= _EACH_MOST else None


def _is_of_all(found: OutputWords, came: Attendance, plain: str, *, others: bool) -> bool:
    """Whether the words before the amount speak of everybody who came, not of 「答对的每人」 or 「村干部每人」."""
    receiver = _receiver_of(found, plain)
    if receiver is None or any(mark in plain[receiver.end() : found.amount[1]] for mark in "，,。；;户家组"):
        return False
    who = receiver["who"] or ""
    if (others and who in ("", "人")) or not _names_those(who, came, plain):
        return False
    then = _THEN.search(plain, max(0, receiver.start() - _REACH), receiver.start())
    if then and any(one.end == then.start() for one in came.groups):
        return True
    lead = plain[max(0, receiver.start() - _REACH) : receiver.start()]
    named = plain[slice(*found.item)] if found.item[1] <= receiver.start() else ""
    cut = lead.rstrip().removesuffix(named) if named else lead
    return _LED_BY.search(cut) is not None


def _receiver_of(found: OutputWords, plain: str) -> re.Match[str] | None:
    start = max(0, found.amount[0] - _REACH)
    return max(_RECEIVER.finditer(plain, start, found.end), key=re.Match.start, default=None)


def _names_those(who: str, came: Attendance, plain: str) -> bool:
    """「每个学生」 beside 「学生45人」; 「每个娃」 beside any word for children."""
    return who in ("", "人") or any(_is_called(who, one, plain) for one in came.groups)
