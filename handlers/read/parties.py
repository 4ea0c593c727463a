"""Families, teams and classes that are counted instead of people: 「33组家庭参加」, 「来了28户」, 「32支队伍」."""

from handlers.read.amounts import figures
from handlers.read.lexicon import any_of
from handlers.read.patterns import regex

_WHOLE = (
    r"(?:个|支)?(?:家庭|班组|班级|小组|团队|代表队|参赛队|队伍|战队|(?:大|中|小)队|班(?![车次长主])|连队|车间)"
    r"|支[\u4e00-\u9fff]{0,4}队(?!长)"
)
_BY_PARTIES = r"(?:户|组|对|家|队|支队)"
_WHO = (
    rf"[\u4e00-\u9fff]{{0,2}}?(?:家庭|亲子|母子|父子|母女|父女|夫妻|夫妇|新人|师徒|祖孙|双胞胎|人家"
    rf"|{any_of('audiences')}|{any_of('people', 'reached')}|[商摊农渔牧养住种])"
)
_CAME = r"(?:都|全|均)?(?:参加|参与|参赛|到场|到齐|来|报到|动手|体验|受益|上门|围)"
_EDGE = r"\s*(?:[，,。；;！!、)\n]|$)"
_SENT = r"(?:个|所|家)(?:村|社区|小区|学校|单位|企业|公司|乡镇)"
_PARTY = regex(rf"[余多来几]?\s?(?:{_WHOLE}|{_SENT}(?={_CAME}|都派|都有)|{_BY_PARTIES}(?={_WHO}|{_CAME}|{_EDGE}))")
_BATCHES = regex(r"[两二三四五六2-6]\s?[批拨组班场](?:次|人)?[\s:,，]?\d{1,4}(?:[+]\d{1,4})+(?![份册本张个])")
"""「两批 15+17」."""
_OTHERS = regex(r"(?:第|联合|协同|协办|由|等|前|获奖|共建|剩|还有|缺|差)\s?$")
"""「联合3家单位」, 「第3组」, 「还差8户」: those who did not come, or who held it."""


def has_parties(plain: str) -> bool:
    """Whether so many families, teams or classes are counted in a text."""
    return _BATCHES.search(plain) is not None or any(
        (one.amount.value or one.amount.low or 0) > 1
        and _PARTY.match(plain, one.end)
        and not _OTHERS.search(plain, max(0, one.start - 4), one.start)
        for one in figures(plain)
    )
