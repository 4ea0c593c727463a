"""Things that are named without a number: 「发放了宣传资料」, 「手册都发了」, 「小礼品若干」."""

from collections.abc import Iterator

from handlers.read.clauses import Clause
from handlers.read.handing import Hand, Verb
from handlers.read.items import Thing, is_listed, last_thing, thing_after, usage_of
from handlers.read.judging import negated
from handlers.read.lexicon import any_of
from handlers.read.naming import before, name_of
from handlers.read.patterns import regex
from storage.model.taxonomy import Taxonomy

_SOME = regex(r"(?:若干|少许|[一几][批叠沓堆摞]|不少|许多|多种|等等)[份个本张件套把]?(?=[、和 ]|$)")
_GONE = regex(r"[了完光去走掉拿取领空底罄]|到(?=[不没])|.得|.的(?=[，。；,;]|$)")
_TO_PEOPLE = regex(
    r"到(?:了)?(?:[每各]?户|[每各]?家|每?人|位|手[中里上]?|班组?|一线)(?=$|[，。；,;！!])"
    rf"|(?:给|了)?(?:现场|在场|参加)?的?{any_of('audiences')}(?:们|朋友们?)?(?:$|[，。；,;！!])"
)
"""「笔记本送小朋友」, 「宣传单发到户」."""
_NOT_ANY = regex(r"[没无未不]")
_TAUGHT = regex(r"(?:怎么|怎样|如何|学会|练习|演示|示范|帮|教(?![材具辅程案室练]))[^，。；！？,;!?\n]{0,8}$")
"""「教老人贴防撞条」."""
_ON_SCREEN = regex(r"(?:群[里内中]|朋友圈|公众号|平台上?)[^，。；！？,;!?\n]{0,2}$")
_SHOWN = ("张贴", "悬挂", "展出")
_MADE = "(?:画|写|做|制作|创作|剪|捏|折|编|拍|糊|扎|拓|拼|绘|描|刻|绣|烧|搓|摄)"
_OWN_WORK = regex(rf"{_MADE}(?:好|成|出来?)?的[\u4e00-\u9fff]{{1,8}}$")
"""「孩子们画的云图贴了一墙」: what those made who came was not put up by us."""
_ALONE = frozenset("糖书伞笔药")
"""A single character names a thing only where nothing follows: 「答对的发糖」."""
_REACH = 16


def some_in(plain: str, clause: Clause, taxonomy: Taxonomy) -> Iterator[Thing]:
    """「小礼品若干」, 「宣传品一批」; not what was used."""
    if any(verb.hand is Hand.NOT for verb in clause.verbs):
        return
    for some in _SOME.finditer(plain, clause.start, clause.end):
        thing = before(plain, clause.start, some.start(), taxonomy)
        if thing and thing.known:
            yield thing


def gives(plain: str, clause: Clause, verb: Verb) -> bool:
    """Whether a verb says that something was handed out or put up, even if no number is named."""
    if verb.hand is not Hand.OUT or verb.action == "印制" or negated(plain, clause.start, verb):
        return False
    begin = max(clause.start, verb.start - _REACH)
    return not _TAUGHT.search(plain, begin, verb.start) and not _ON_SCREEN.search(plain, begin, verb.start)


def given_by(
    plain: str, clause: Clause, verb: Verb, bound: int, last: Thing | None, taxonomy: Taxonomy
) -> Thing | None:
    """What a verb of giving gave: named behind it, before it, or `last` in the clause before; known things only."""
    if verb.action in _SHOWN and _OWN_WORK.search(plain, max(clause.start, verb.start - _REACH), verb.start):
        return None
    thing = thing_after(plain, verb.end, bound, taxonomy)
    if thing and plain.startswith("的", thing.end):
        return None  # 「发帽子的场合」
    if thing is None or not thing.known:
        thing = _named_before(plain, clause, verb, thing, last, taxonomy)
    if thing is None or not thing.known or not _is_long(plain, thing, clause):
        return None
    if verb.action == "展出" and not is_listed(name_of(plain, thing), taxonomy):
        return None  # 「摆了营养秤」 is shown for use
    return thing


def _named_before(
    plain: str, clause: Clause, verb: Verb, follow: Thing | None, last: Thing | None, taxonomy: Taxonomy
) -> Thing | None:
    """「手册都发了」, 「笔记本送小朋友」, 「荧光棒一进门就发」."""
    counted = any(count.measure for count in clause.counts)
    topic = before(plain, clause.start, verb.start, taxonomy)
    topic = topic if topic and topic.known and _may_be(plain, verb, topic, taxonomy) else None
    if _GONE.match(plain, verb.end - 1, clause.end):
        if any(count.measure and count.start == verb.end for count in clause.counts):
            return None  # what it counts was judged already
        return topic or (None if counted else last)
    if _TO_PEOPLE.match(plain, verb.end, clause.end):
        return topic
    if follow or counted or verb.end != clause.end:
        return None
    if _NOT_ANY.search(plain, max(clause.start, verb.start - _REACH), verb.start):
        return None
    earlier = topic or last_thing(plain, clause.start, verb.start, taxonomy)
    return earlier if earlier and _may_be(plain, verb, earlier, taxonomy) else None


def _may_be(plain: str, verb: Verb, thing: Thing, taxonomy: Taxonomy) -> bool:
    """「安全带悬挂」 is something to be tried out, and no banner."""
    return verb.action not in _SHOWN or usage_of(name_of(plain, thing), taxonomy).action in _SHOWN


def _is_long(plain: str, thing: Thing, clause: Clause) -> bool:
    return thing.end - thing.start > 1 or (thing.end == clause.end and plain[thing.start] in _ALONE)
