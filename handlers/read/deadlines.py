"""A deadline rule in one sentence: what is due when, who owes it, how people are reminded, what was not understood."""

import re
from dataclasses import dataclass, replace
from datetime import date, time

from handlers.read.duedays import Due, Unclear, cut, find_due
from handlers.read.lexicon import either, sections
from handlers.read.patterns import regex
from handlers.read.rulehours import read_cadence, read_due_time, read_remind_at
from handlers.read.ruleparts import (
    Levels,
    one_level,
    read_grace,
    read_levels,
    read_move,
    read_proof,
    read_role,
    read_since,
    read_which,
)
from handlers.read.writing import plainly
from storage.model.duties import Cycle, Move, Proof
from storage.model.people import Level, Role


@dataclass(frozen=True, slots=True)
class Ordered:
    """What a sentence says of a deadline rule; None and empty: not said.

    `previous` is whether the period before is to be reported. `unit_names` and `excepted` are names the caller knows,
    `strangers` names of excepted units it does not; `unclear` words were understood and cannot be used; `unread` is
    what no rule understood, as words.
    """

    title: str = ""
    due: Due | None = None
    previous: bool | None = None
    due_time: time | None = None
    since: date | None = None
    move: Move | None = None
    grace: int | None = None
    proof: Proof | None = None
    cadence: tuple[int, ...] | None = None
    remind_at: time | None = None
    role: Role | None = None
    levels: Levels = Levels()  # noqa: RUF009  # it is frozen
    unit_names: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether anything of a rule was understood."""
        return replace(self, unread=(), unclear=(), strangers=()) != Ordered() or bool(self.strangers)


_VERB = r"(?:报送|上报|填报|提交|上交|报告?|交|填)"
_TITLED = regex(
    rf"{_VERB}(?:一次|一份|一下)?(?:的)?(?P<title>(?![前才算完了上下个到给在以])[^\s,，。;；!！?？:“”]{{2,20}})"
)
_NAMED = regex(
    r"(?:名称|名字|标题|题目|内容|改名|叫做?|报什么)(?:是|为|叫|改成|改为|换成|:|叫做)*[“\"「《]?(?P<title>[^\s,，。;；“”\"」》]{2,20})[”\"」》]?"
)
_QUOTED = regex(r"[“\"「《](?P<title>[^“”\"「」《》\s]{2,20})[”\"」》]")
_TITLE_ENDS = regex(r"(?:一次|一份|吧|了|啊|哦|、|的|都|就行|即可|给我|上来)+$")
_ORDERS = regex(r"(?:[每次各按前底末后]|半年|季度|[年月季]报)[^。\n]*[报交填]|[报交填][^。\n]*[每前底末]")
_NO_ORDER = regex(
    r"提醒(?:一下)?[我咱]|叫我|[?？吗呢]|几[号点日]|什么|多少|谁|哪|了(?:[\s,，。;；]|$)|没报|未报|报名|报道|报警|汇报会|讲座|培训班|\d\s?[人场]"
)
_LONGEST_ORDER, _FEW = 150, 8
_JOINTS = regex(r"[、和与及跟/]|以及")
_MARKS = regex(r"[\s,，。;；!！?？:、()“”\"「」《》~.·/-]+")


def read_ordered(text: str, names: tuple[str, ...], today: date) -> Ordered:
    """What a message says of a deadline rule; `names` are the units it may speak of."""
    proof, rest = read_proof(plainly(text).plain)
    named, rest = _title(rest, (_NAMED, _QUOTED))
    (excepted, fewer, strangers), rest = _exceptions(rest, names)
    known, rest = _manner(rest, today)
    found = find_due(rest, today)
    due_time, rest = read_due_time(found.rest)
    role, rest = read_role(rest)
    title, rest = (named, rest) if named else _title(rest, (_TITLED,))
    unit_names, rest = _units(rest, names)
    levels, rest = read_levels(rest)
    title, rest = (title, rest) if title else _title_alone(rest)
    campaign, rest = _campaign(rest, found.due)
    return replace(
        known,
        proof=proof,
        title=title if campaign in title else f"{campaign}{title}",
        due=found.due,
        due_time=due_time if isinstance(due_time, time) else None,
        role=role,
        levels=replace(levels, fewer=(*levels.fewer, *fewer)),
        unit_names=unit_names,
        excepted=excepted,
        strangers=strangers,
        unclear=(*known.unclear, *(one for one in (found.unclear, due_time) if isinstance(one, Unclear))),
        unread=_unread(rest),
    )


def may_be_order(text: str) -> bool:
    """Whether it is worth while to read a message without a command as an order; most are not."""
    if len(text) > _LONGEST_ORDER:
        return False
    plain = plainly(text).plain
    return bool(_ORDERS.search(plain)) and not _NO_ORDER.search(plain)


def is_order(text: str, said: Ordered) -> bool:
    """Whether a message without a command can only order a rule: every so often, or by a day for units it names."""
    if not may_be_order(text):
        return False
    others = said.levels.owing is not None or bool(said.unit_names)
    understood = not said.unread or (others and len("".join(said.unread)) <= _FEW)
    if any(one.reason == "cycle" for one in said.unclear):
        return others and understood
    often = said.due is not None and said.due.cycle not in (None, Cycle.ONCE)
    once = said.due is not None and said.due.on is not None and others
    return understood and (often or once)


def _manner(text: str, today: date) -> tuple[Ordered, str]:
    """Everything that is said in words of its own, so that what is left is the day, who owes and what."""
    remind_at, rest = read_remind_at(text)
    cadence, rest = read_cadence(rest)
    move, rest = read_move(rest)
    grace, rest = read_grace(rest)
    since, rest = read_since(rest, today)
    previous, rest = read_which(rest)
    unclear = (remind_at,) if isinstance(remind_at, Unclear) else ()
    at = remind_at if isinstance(remind_at, time) else None
    return (
        Ordered(
            remind_at=at,
            cadence=cadence,
            move=move,
            grace=grace,
            since=since,
            previous=previous,
            unclear=unclear,
        ),
        rest,
    )


Exceptions = tuple[tuple[str, ...], tuple[Level, ...], tuple[str, ...]]
_NOT_OWING = r"(?:都|就|也|可以|可)*(?:除外|不用报|不用交|不报|不交|免报|不算在内|不用)"
_OUTSIDE = r"(?:以外|之外|除外|外)?(?:的|都|其他|其余)*"


def _exceptions(text: str, names: tuple[str, ...]) -> tuple[Exceptions, str]:
    """Who does not owe: known names, kinds of units, and names nobody knows."""
    excepted: list[str] = []
    levels: list[Level] = []
    strangers: list[str] = []
    patterns = _exempting(names)
    while found := next((one for pattern in patterns if (one := re.search(pattern, text))), None):
        units, rest = _units(found["names"], names)
        kinds, rest = read_levels(rest)
        parts = (part for part in _JOINTS.split(_filled(rest)) for part in part.split())
        excepted += units
        levels += kinds.owing or kinds.fewer
        strangers += (part for part in parts if len(part) > 1)
        text = cut(text, *found.span())
    return (tuple(excepted), tuple(levels), tuple(strangers)), text


def _exempting(names: tuple[str, ...]) -> tuple[str, ...]:
    """How exceptions are said, of names that are known first, so that a name may hold any word."""
    known = either(tuple(plainly(name).plain for name in names))
    one = rf"(?:{known}|{one_level()})"
    more = rf"(?:(?:[、和与及跟/]|以及)?{one})*"
    several = rf"(?P<names>{one}{more})"
    return (
        rf"除(?:去|了|开)?{several}{_OUTSIDE}",
        rf"(?:不包括|不含|去掉|免掉){several}",
        rf"(?P<names>(?:{known}|(?<![\u4e00-\u9fff]){one_level()}){more}){_NOT_OWING}",
        rf"除(?:去|了|开)?(?P<names>[^\s,，。;；]{{2,40}}?)(?:以外|之外|除外|外|(?=[\s,，。;；]|$|都|其他|其余)){_OUTSIDE}",
        r"(?:不包括|不含|去掉|免掉)(?P<names>[^\s,，。;；]{2,30})",
        rf"(?<![\u4e00-\u9fff\d])(?P<names>[\u4e00-\u9fff]{{2,12}}?){_NOT_OWING}",
    )


def _units(text: str, names: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The known names in a text, the longest first, each once."""
    found: list[str] = []
    for name in sorted(names, key=len, reverse=True):
        plain = plainly(name).plain
        if len(plain) > 1 and (place := text.find(plain)) >= 0:
            found.append(name)
            text = cut(text, place, place + len(plain))
    return tuple(found), text


def _title(text: str, patterns: tuple[re.Pattern[str], ...]) -> tuple[str, str]:
    """What is to be reported, named as such or behind the word for reporting."""
    for pattern in patterns:
        for found in pattern.finditer(text):
            title = _TITLE_ENDS.sub("", found["title"].strip("的、"))
            if len(title) > 1:
                return title, cut(text, *found.span())
    return "", text


def _title_alone(text: str) -> tuple[str, str]:
    """What is to be reported where no word for reporting stands before it: 「科普总结每月25号」."""
    report = either(sections("deadlines")["report"])
    if found := re.search(
        rf"(?:^|[\s,，。;；把将])(?P<title>[^\s,，。;；把将]{{0,12}}?(?:{report})+)(?=$|[\s,，。;；要须需交报])", text
    ):
        return found["title"], cut(text, *found.span("title"))
    return "", text


def _campaign(text: str, due: Due | None) -> tuple[str, str]:
    """What a campaign is called after which something is due: 「科普日9月15日到21日，结束后…」."""
    found = re.search(r"[\u4e00-\u9fff]{2,16}", text) if due and due.cycle is Cycle.ONCE and due.first else None
    return (found[0].removesuffix("活动"), cut(text, *found.span())) if found else ("", text)


def _filled(text: str) -> str:
    """A text without words that carry nothing."""
    return re.sub(either(sections("deadlines")["filler"]), " ", text)


def _unread(text: str) -> tuple[str, ...]:
    """Words no rule understood, as they stand together; single characters are no words."""
    clauses = (part for part in _MARKS.split(text) if part)
    return tuple(clause for clause in clauses if len("".join(_filled(clause).split())) > 1)
