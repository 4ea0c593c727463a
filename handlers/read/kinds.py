"""The form of an activity, from the words that name it, do it or hint at it."""

import re
from functools import cache
from typing import NamedTuple

from handlers.read.lexicon import either, sections
from handlers.read.terms import remembered
from storage.model.taxonomy import Taxonomy

_PHRASES = (
    (re.compile(r"(?<![发开扩进拓施])展(?=进|走进|来到|开到)"), "展览"),
    (
        re.compile(
            r"做了?[^，,。\s]{0,6}(?:书签|风筝|灯笼|香囊|模型|手工|唇膏|肥皂|陶艺|标本|夜灯|月饼|火箭|望远镜|皂)"
        ),
        "营队与兴趣小组",
    ),
    (re.compile(r"(?:来|挤在|坐在|围着)[^，,。；;\n]{0,12}?听(?!说|力|障|众|取|证|写)"), "讲座"),
    (re.compile(r"(?:量|测)(?:了|个|一?下)?(?:血压|血糖|骨密度|视力|体质|血型)"), "咨询服务"),
    (
        re.compile(r"小小[一-龥]{1,6}营|(?<!军)(?<!经)(?<!运)(?<!露)(?<=[一-龥]{2})营(?=[，,。第\s开结]|$)"),
        "营队与兴趣小组",
    ),
    (
        re.compile(
            r"(?<![小中大同开数科文医农理化放入留教])学(?=[^校生院员区期科费府习者龄姐长堂历业会了到得，,。\s]{2})"
        ),
        "培训",
    ),
    (
        re.compile(r"(?<!其中)线上(?!线下|[和、与]线下|\s?[\d.]+万?人|报名|同步)|(?:腾讯|钉钉|企业微信|视频)会议"),
        "线上活动",
    ),
    (
        re.compile(
            r"放(?:了|的是?|过|映)?(?:一?[场部]|[\d两二三四五六]+[场部])?(?:露天)?(?:科普|科教|教育)?(?:电影|片子|影片|片)"
        ),
        "影视放映",
    ),
    (
        re.compile(
            r"[带领](?:着|领)?(?!了)[^，,。；;\n给]{0,10}?(?:生|们|班|年级|孩子|娃|家庭|同学|朋友)(?:一起)?(?:认|看|观|逛|走|爬|参观)"
        ),
        "参观研学",
    ),
    (
        re.compile(
            r"[带领](?:着|领)?(?!了)[^，,。；;\n给]{0,10}?(?:生|们|班|年级|孩子|娃|老人|居民|家庭|党员|干部|员|村民|人|同学|朋友)(?:去了?趟?|走进|到)(?=[^，,。；;\n]{0,10}(?:馆|基地|园|站|台|中心|所|厂|局|队|场|社))"
        ),
        "参观研学",
    ),
    (
        re.compile(
            r"(?:组织|安排)[^，,。；;\n]{1,12}?(?:走进|到)[^，,。；;\n]{0,10}(?:馆|基地|园|站|台)(?=参观|看|体验|研学|学习|$|[，,。])"
        ),
        "参观研学",
    ),
)
"""What no single word tells: taking people somewhere."""


class KindWords(NamedTuple):
    """A word that tells the form: where it stands, the kind of the taxonomy, how strongly (5 names it, 1 hints)."""

    start: int
    end: int
    kind: str
    strength: int


def kinds_in(plain: str, taxonomy: Taxonomy) -> tuple[KindWords, ...]:
    """Every telling word, from left to right.

    Words of the taxonomy file name a kind as strongly as those of the lexicon do.
    """
    pattern, meanings = _pattern(taxonomy)
    named = (KindWords(match.start(), match.end(), *meanings[match[0]]) for match in pattern.finditer(plain))
    taken = (KindWords(*match.span(), kind, 4) for phrase, kind in _PHRASES for match in phrase.finditer(plain))
    known = {kind.name for kind in taxonomy.kinds}
    return tuple(_weighed(one, plain) for one in (*named, *taken) if one.kind in known)


def _weighed(one: KindWords, plain: str) -> KindWords:
    """「3000余人参观」 tells what people did there, not what it was."""
    by_people = plain[one.start : one.end] == "参观" and plain[max(0, one.start - 1) : one.start] in tuple(
        "人次名生众民"
    )
    return one._replace(strength=2) if by_people else one


def kind_of(found: tuple[KindWords, ...]) -> KindWords | None:
    """The strongest word; of equally strong ones the first."""
    return max(found, key=lambda one: (one.strength, -one.start), default=None)


@remembered
def _pattern(taxonomy: Taxonomy) -> tuple[re.Pattern[str], dict[str, tuple[str, int]]]:
    meanings = {word: (kind, strength) for word, kind, strength in _cues()}
    for kind in taxonomy.kinds:
        for word in kind.aliases:
            meanings.setdefault(word, (kind.name, 5))
    return re.compile(either(tuple(meanings))), meanings


@cache
def _cues() -> tuple[tuple[str, str, int], ...]:
    found: list[tuple[str, str, int]] = []
    for section, words in sections("cues").items():
        kind, _, strength = section.rpartition(" ")
        found.extend((word, kind, int(strength)) for word in words)
    return tuple(found)
