"""Figures with the measure word behind them: 「1500 余份」, 「几百本」, 「各100」, 「每人一份」."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from handlers.read.amounts import Figure, figures, loosely_behind, with_words
from handlers.read.lexicon import any_of, words
from handlers.read.patterns import regex
from storage.model.activity import Amount


class Counted(NamedTuple):
    """A figure and its measure word (perhaps none); `shared`: so many of each; `per_head`: so many for each person."""

    start: int
    end: int
    amount: Amount
    measure: str = ""
    shared: bool = False
    per_head: bool = False


_UNFIT_BEFORE = regex(r"(?:第|[A-Za-z.\-/]|\d[.\-·])$")
_TITLE = regex(r"《[^《》\n]{1,30}》")
"""「《健康素养66条》600本」: the number in a title counts nothing."""
_PART_OF_A_WORD = regex(r"[一二两三四五六七八九十百千万亿]")
_GIVING = "(?:发放|赠送|领取|带走|带回|抱走|捧走|收到|兑换|[发送赠领得拿带分配塞派递捎奖赏给收拎揣放摆贴挂印备挑选])"
_GIVEN = "发送领赠得拿派塞递奖赏捎"
_SHARED = regex(rf"(?:各|均)(?:自|有|为|是|{_GIVING}(?:出去?|去|走|掉|完|上|到|出)?了?)?\s?$")
_HOMEWARDS = "[抱带捧拎拿领取捎揣提扛背](?:回去|回家|走)"
_PER_HEAD = regex(
    rf"(?:(?:[两三四几]|(?<!\d)[234])(?:人|户|家|个人)[合共分用]?|(?:平均)?每(?:{any_of('counting', 'sharers')})"
    rf"|(?:平均)?每(?:(?:(?![{_GIVEN}])[\u4e00-\u9fff]){{0,4}}?(?:(?<=每)(?![{_GIVEN}])[\u4e00-\u9fff]"
    rf"|[人户家组班桌村队位名生员民师子娃友者工农妈孩童天]|学校|社区|家庭|老人|大爷|大妈)|个|班)?"
    rf"|人手|人人|家家|个个|一人|人均|户均|户户|一户|一家)"
    rf"(?:一律|都|也|各|均|可|能|再|还|另外|统一)?(?:{_HOMEWARDS}|{_GIVING}|(?:亲手|动手)?(?:[做折画捏剪编织绣拼搭扎刻染]|制作|组装))?(?:了|到|放|去|走|给|上|的是)?\s?$"
)
_ONE_EACH = regex(rf"(?:都|人人|个个|户户)(?:{_GIVING})(?:了|到|走|上){{1,2}}\s?$")
"""「都领了一条丝巾」: one for each, and not one."""
_ALIKE = regex(r"[^，。,;；！!？?\n\d]{0,8}[和及与、加][^，。,;；！!？?\n\d]{0,8}")
_PACKED = regex(r"(?<=件)套|(?<=[克升斤])[限控]?盐?[勺罐壶杯桶](?!子)|装(?![了上在进满备置修到好])")
"""「洗手液500毫升装60瓶」: how a thing is packed counts nothing."""
_SITE = regex(r"[\u4e00-\u9fff]{1,5}?(?:[上里内旁边前口]|(?=共|一共|各|每))")
_COST = regex(r"(?:给的|花了?|费用?|补贴|奖金|工钱|运费|[值付交赚])(?:了|共)?$")
_NONE_LEFT = regex(r"(?:也|都)?(?:不[落剩少漏]|没[剩落留])")
"""「一把不落」."""
_OF_PLACES = regex(
    r"个(?:[\u4e00-\u9fff]{0,2}(?:班级?|年级|[村屯寨镇乡县区市省]|社区|小区|学校|园区|单位|点位|站点|点|站|组|小队|监区|连队|班组|车间|工地|部门|科室|街道|企业|场次|小时|学期))"
    r"(?=[，,。；;、\s了的各每都共就也里同，]|$)"
)
"""「发了六个班，198份」: it counts those who got it."""
_FEW = 5
_HEAD = regex(r"\(([份册本张幅块条个件套把袋盒])\)\s?[:|\t]?\s?$")
_LOTS = ("批", "堆", "沓", "叠", "摞")
"""One or two lots are no number of things."""
_EACH_LOT = regex(r"\s?[，,(]?\s?[一每]([箱打包袋盒捆桶筐沓叠摞扎板])(?:里|是|有|装)?\s?")
_TOOK = (*(f"{act}了" for act in "领拿发送给分得带"), "一人", "每人", "每户", "一户", "一家")
_REACH = 12


@cache
def _measure() -> re.Pattern[str]:
    return regex(
        rf"\s?(?:[小大整](?=[包袋瓶盒桶罐箱捆份块盆碗]))?({any_of('measures')})(?!钱|块|多钱|钟(?!表)|月(?![饼球亮牙季光])|小时|星期|礼拜)"
    )


@cache
def handed() -> frozenset[str]:
    """Measure words of things that may be handed out even when no verb says so."""
    return frozenset(words("measures", "handed"))


@cache
def known() -> frozenset[str]:
    """Measure words that need no verb only where the thing is one that is often handed out: 「奖杯9座」."""
    return frozenset(words("measures", "known"))


@cache
def said() -> frozenset[str]:
    """Measure words of things that are handed out only if a verb says so."""
    return frozenset(words("measures", "said"))


def counted_in(plain: str) -> Iterator[Counted]:
    """Every figure that is not part of a name or code, with the measure word behind it if there is one."""
    last: Counted | None = None
    titles = frozenset(place for title in _TITLE.finditer(plain) for place in range(*title.span()))
    for figure in figures(plain):
        if last and last.start < figure.start < last.end:
            continue
        if _UNFIT_BEFORE.search(plain, max(0, figure.start - 3), figure.start) or figure.start in titles:
            continue
        counted = _counted(plain, figure, last)
        if counted.measure == "块" and _COST.search(plain, max(0, counted.start - 4), counted.start):
            continue
        if counted.measure in ("名", "位") and plain[counted.start - 1 : counted.start] in ("前", "头"):
            continue  # 「头十名共10把」
        if counted.amount.value == 1 and _NONE_LEFT.match(plain, counted.end):
            continue
        if counted.measure and _is_place(plain, counted):
            continue
        if counted.measure and (_PACKED.match(plain, counted.end) or _OF_PLACES.match(plain, counted.end - 1)):
            continue
        if counted.measure or not _PART_OF_A_WORD.fullmatch(figure.amount.words):
            last = counted
            yield last


def _is_place(plain: str, counted: Counted) -> bool:
    """「贴在四根柱子上一共4幅」, 「张贴到12部轿厢共12张」."""
    return (
        plain[counted.start - 1 : counted.start] in ("在", "到", "进") and _SITE.match(plain, counted.end) is not None
    )


def _counted(plain: str, figure: Figure, last: Counted | None) -> Counted:
    match = _measure().match(plain, figure.end)
    end = loosely_behind(plain, match.end()) if match else figure.end
    loose = match is not None and end > match.end()
    if match and (packed := _packed(plain, figure, match)):
        return packed
    measure = match[1] if match else _headed(plain, figure.start) or _inherent(plain, figure)
    window = max(0, figure.start - _REACH, last.end if last and last.per_head else 0)
    if per_head := _PER_HEAD.search(plain, window, figure.start):
        return Counted(per_head.start(), end, _unknown(plain, per_head.start(), end), measure, per_head=True)
    few = (figure.amount.value or 0) <= _FEW
    if last and last.per_head and few and _ALIKE.fullmatch(plain, last.end, figure.start):
        return Counted(figure.start, end, _unknown(plain, figure.start, end), measure, per_head=True)
    if figure.amount.value == 1 and (each := _ONE_EACH.search(plain, window, figure.start)):
        return Counted(each.start(), end, _unknown(plain, each.start(), end), measure, per_head=True)
    if measure in _LOTS:
        return Counted(figure.start, end, _unknown(plain, figure.start, end), shared=False)
    shared = _SHARED.search(plain, window, figure.start)
    amount = with_words(figure.amount, plain[figure.start : end].strip(), approximate=loose)
    return Counted(shared.start() if shared else figure.start, end, amount, measure, shared=bool(shared))


def _packed(plain: str, figure: Figure, measured: re.Match[str]) -> Counted | None:
    """「两沓，一沓50张」, 「两箱，每箱500只」: so many pieces."""
    each = _EACH_LOT.match(plain, measured.end())
    if each is None or each[1] != measured[1]:
        return None
    inner = next((one for one in figures(plain) if one.start == each.end()), None)
    piece = _measure().match(plain, inner.end) if inner else None
    if inner is None or piece is None or piece[1] == measured[1]:
        return None
    lots, pieces = figure.amount.value, inner.amount.value
    if lots is None or pieces is None:
        return None
    loose = figure.amount.approximate or inner.amount.approximate
    amount = Amount(lots * pieces, approximate=loose, words=plain[figure.start : piece.end()])
    return Counted(figure.start, piece.end(), amount, piece[1])


def _inherent(plain: str, figure: Figure) -> str:
    """「每人领了俩」: two pieces."""
    return "个" if figure.amount.words in ("俩", "仨") and plain[: figure.start].endswith(_TOOK) else ""


def _unknown(plain: str, start: int, end: int) -> Amount:
    """So much for each person: how much it was together was not said."""
    return Amount(words=plain[start:end].strip())


def _headed(plain: str, place: int) -> str:
    """The measure word of a head: 「资料(份): 200」."""
    head = _HEAD.search(plain, max(0, place - 8), place)
    return head[1] if head else ""
