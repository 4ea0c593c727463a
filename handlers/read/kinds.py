"""The form of an activity, from the words that name it, do it or hint at it."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from handlers.read.acts import acts_in
from handlers.read.leanings import leanings, telling, without_courtesy
from handlers.read.lexicon import either, sections
from handlers.read.patterns import regex
from handlers.read.terms import remembered
from storage.model.taxonomy import Taxonomy


class KindWords(NamedTuple):
    """A word that tells the form: where it stands, the kind of the taxonomy, how strongly (5 names it, 1 hints).

    An `act` is no word for a form, but what people did, used or saw; many of them tell it together.
    """

    start: int
    end: int
    kind: str
    strength: int
    act: bool = False


ONLINE = "线上活动"
"""How it was held rather than what it was; it needs no place."""

HINT = 2
"""Words of this strength and less only hint at a form: 「发了200份」."""


def kinds_in(plain: str, taxonomy: Taxonomy) -> tuple[KindWords, ...]:
    """Every telling word, from left to right.

    Words of the taxonomy file name a kind as strongly as those of the lexicon do.
    """
    pattern, meanings = _pattern(taxonomy)
    plain = without_courtesy(plain)
    named = (KindWords(match.start(), match.end(), *meanings[match[0]]) for match in pattern.finditer(plain))
    known = {kind.name for kind in taxonomy.kinds}
    words = tuple(_weighed(one, plain) for one in named if one.kind in known)
    spoken = [one for one in words if one.kind in _SPOKEN_OF and _names_more(one, plain)]
    acts = (KindWords(*one, act=True) for one in acts_in(plain))
    done = (one for one in acts if one.kind in known and not _is_part_of(one, spoken))
    return (*words, *(_weighed(one, plain) for one in done))


def _is_part_of(act: KindWords, spoken: list[KindWords]) -> bool:
    """「应急疏散科普」: what was spoken of was not done."""
    return any(one.kind == act.kind and one.start <= act.start and act.end <= one.end for one in spoken)


def _weighed(one: KindWords, plain: str) -> KindWords:
    """A word beside which it stands that no such thing was held only hints."""
    word = plain[one.start : one.end]
    by_people = word in ("参观", "观展") and (
        _BY_PEOPLE.search(plain, max(0, one.start - 3), one.start) or _VISITORS.match(plain, one.end)
    )
    spoken_of = (
        one.kind in _SPOKEN_OF and not _FORM.search(word) and _SPEAKING.search(plain, max(0, one.start - 9), one.start)
    )
    if one.kind == _EXHIBITION and _ONE_OF_THINGS.match(plain, one.end):
        return one._replace(strength=HINT - 1)
    if word.endswith("展") and plain[one.end : one.end + 1] in _SHOWN_ON:
        return one._replace(strength=HINT - 1)
    if one.kind == _GROUPS and _ITS_CHILDREN.match(plain, one.end):
        return one._replace(strength=HINT - 1)
    shown = one.kind == _EXHIBITION and word.endswith("展") and plain.startswith("示", one.end)
    if one.kind == ONLINE and _ON_THE_SPOT.search(plain):
        return one._replace(strength=HINT)
    if one.kind == ONLINE and _TAUGHT_IT.search(plain, max(0, one.start - 4), one.start):
        return one._replace(strength=HINT - 1)
    if word == "发放" and _LABELLED.match(plain, one.end):
        return one._replace(strength=HINT - 1)
    if by_people or spoken_of or shown or _NOT_HELD.match(plain, one.end) or _names_more(one, plain):
        return one._replace(strength=HINT)
    return one


def _names_more(one: KindWords, plain: str) -> bool:
    """「小儿推拿课」: the words behind it tell more than it does."""
    return one.kind in _SPOKEN_OF and one.kind != _GROUPS and _PART_OF_NAME.match(plain, one.end) is not None


_BY_PEOPLE = regex(r"[人次名生众民](?:驻足|前来|到场|进馆|排队|踊跃|纷纷|有序)?$")
"""「3000余人参观」 tells what people did there."""

_VISITORS = regex(r"的?(?:人|读者|群众|游客|市民|观众|学生|师生|居民|家庭|者)")
_ON_THE_SPOT = regex(r"现场(?:来了|有|共)?[^，,。；;\d在线观播]{0,4}\d+")
"""「现场学生900，分校看直播的640」: it was held there, whoever else watched."""
_TAUGHT_IT = regex(r"(?:讲(?!座|堂|课|坛)|教(?!室|师|育)|学(?!校|生|员|院)|培训)(?:了|怎么|如何|咋个?|怎样)?$")
"""「讲直播助农」: what was taught."""
_LABELLED = regex(r"[一-龥]{0,4}:")
"""「发放物资:」 in a form."""
_ONE_OF_THINGS = regex(r"\s?[\d一两二三]{1,2}[辆台]")
"""「展板116块，科普大篷车1辆」: a thing in a list."""
_SHOWN_ON = tuple("板架台柜位牌")
"""「科普展板」 is a thing."""
_EXHIBITION = "展览"
"""「模型展示」 is none."""
_GROUPS = "营队与兴趣小组"
_ITS_CHILDREN = regex(r"的?(?:孩子|学生|学员|娃)")
"""「暑托班孩子36」 tells who came."""

_PART_OF_NAME = regex(
    r"课|科普|常识|要点|预案|路线|技术|知识|技能|技巧|方法|讲座|培训|协会|学会|仪(?!式)|器|机(?!会|构|关)|节(?!目)"
)
_NOT_HELD = regex(r"[^，,。；;\n]{0,2}(?:不算|不计|除外|另算|另计|另报|单算|没办成|没搞成|取消)")
_SPOKEN_OF = ("应急演练", "参观研学", "营队与兴趣小组", "咨询服务", "其他")
_FORM = regex(r"(?:演练|演习|参观|研学|体验|义诊|秀|剧|演出|晚会|营|课|班|会|赛|日)$")
_SPEAKING = regex(
    r"(?:讲(?!座|堂|台|坛|师|课|究|完|解员|者)|分享|介绍)了?[^，,。；;！!？?\n\s又再后完并还带着和与及、+]{0,6}$"
)
"""「讲疏散路线」: what stands behind was spoken of."""


_WORTH = (0, 1, 3, 6, 8, 24)
"""What a word of each strength counts for beside acts."""

_MOST = 12
"""More than that no number of acts counts for."""

_WORDING = 1.5
"""What a leaning of the wording counts for beside words and acts."""

_AHEAD = 16
_LABELS = regex(r"(?:^|(?<=\n))(?:发放|印发|派发|赠送)[一-龥]{0,4}[:|]")
"""「活动地点:」: the words of a form lean to nothing."""
_LEANS = 10
"""More than that no leaning counts for: a form that is named stays the form."""

_SHORTEST = 14
"""Different characters of a text whose wording tells anything by itself: 「昨天在北营村，80人」 leans to nothing."""


_NEEDS = {
    "应急演练": regex(
        r"演|疏散|撤离|逃生|警|模拟|实战|拉动|灭火|避险|避震|救援|铃|哨|跑|假设|漏|着火|起火|失火|阀|报告|处置"
    ),
    "竞赛": regex(r"[赛比奖冠亚季名]|PK|得分|抢答|竞|擂|评|决|组队|关|答题|分数"),
    "影视放映": regex(r"[影片放映看播]"),
    "线上活动": regex(r"[网播线屏云]|视频|直播|会议|钉钉|腾讯|抖音|快手|群|弹幕"),
}
"""Forms that nobody tells of without such words, whatever the wording leans to."""


def _may_be(kind: str, plain: str) -> bool:
    return kind not in _NEEDS or _NEEDS[kind].search(plain) is not None


def kind_of(found: tuple[KindWords, ...], plain: str, taxonomy: Taxonomy) -> KindWords | None:
    """The strongest word of the kind for which most speaks; None if nothing speaks for any.

    A kind to which only the wording leans is no word: its strength is 0.
    """
    scores = _scores(found, {})
    if not _is_plain(scores):
        known = {kind.name for kind in taxonomy.kinds}
        told = _LABELS.sub("\n", plain)
        leaning = {kind: score for kind, score in leanings(told).items() if kind in known and _may_be(kind, plain)}
        scores = _scores(found, leaning)
    kind = max(scores, key=lambda one: scores[one], default="")
    if not kind or (not found and len(set(plain)) < _SHORTEST):
        return None
    words = [one for one in found if one.kind == kind]
    strongest = max(words, key=lambda one: (not one.act, one.strength, -one.start), default=None)
    return strongest or KindWords(*telling(plain, kind), kind, 0)


def _is_plain(scores: Mapping[str, float]) -> bool:
    """Whether one kind is so far ahead that no wording could change it."""
    first, second = (*sorted(scores.values(), reverse=True), 0, 0)[:2]
    return first - second >= _AHEAD


def _scores(found: tuple[KindWords, ...], leaning: Mapping[str, float]) -> dict[str, float]:
    """How much speaks for each kind: its strongest word, all that was done, and the wording as a whole."""
    named: dict[str, int] = {}
    done: dict[str, int] = {}
    for one in found:
        if one.act:
            done[one.kind] = done.get(one.kind, 0) + one.strength
        else:
            named[one.kind] = max(named.get(one.kind, 0), _WORTH[one.strength])
    return {
        kind: named.get(kind, 0)
        + min(_MOST, done.get(kind, 0))
        + max(-_LEANS, min(_LEANS, _WORDING * leaning.get(kind, 0)))
        for kind in named | done | dict(leaning)
    }


@remembered
def _pattern(taxonomy: Taxonomy) -> tuple[re.Pattern[str], dict[str, tuple[str, int]]]:
    meanings = {word: (kind, strength) for word, kind, strength in _cues()}
    for kind in taxonomy.kinds:
        for word in kind.aliases:
            meanings.setdefault(word, (kind.name, 5))
    return regex(either(tuple(meanings))), meanings


@cache
def _cues() -> tuple[tuple[str, str, int], ...]:
    found: list[tuple[str, str, int]] = []
    for section, words in sections("cues").items():
        kind, _, strength = section.rpartition(" ")
        found.extend((word, kind, int(strength)) for word in words)
    return tuple(found)
