"""Hearsay: what neighbours, the family or a child's school held, what was only seen in a group or passed on."""

from handlers.read.lexicon import any_of
from handlers.read.patterns import regex
from handlers.read.signs import speaks_of

_CLAUSE_START = r"(?:^|[，,。；;！!？?\n])"
_OF_FAMILY = regex(rf"{_CLAUSE_START}\s*(?:我|俺|咱){any_of('natures', 'family')}")
_OF_NEIGHBOURS = regex(
    r"(?<![到去在来给往陪带])(?:隔壁|别的|(?<!另)外|邻|其他|兄弟)(?:镇|县|乡|村|区|社区|单位|街道|市|校|学校|支队|馆)"
    r"(?!.{0,4}(?:居民|村民|群众))"
)
_SAW = regex(
    r"(?:^|[，,。；;！!\s])(?:刚刚?|才|刚才|今天|昨天|昨晚|早上)?(?:看到|看见|刷到|瞧见|翻到)[^，,。；;\d]{0,12}(?:说|讲|发|晒|报道|通报)"
    r"[^，,。；;]{0,8}(?:那边|那里|他们|人家|别人|兄弟|邻|隔壁)"
)
"""「刚看到群里说柳州那边办了个展」."""
_CHILDS_SCHOOL = regex(
    r"(?:^|[，,。\s])(?:我|俺|咱)?们?家?(?:孩子|娃|儿子|闺女|女儿|孙子|孙女)(?:们)?(?:的|他们?)?(?:学校|班上?|班里|幼儿园)(?:里)?(?:今天|昨天|前天|上周)?[说搞办演组]"
)
"""「孩子学校说昨天搞了地震演练」."""
_OUR_OWN = regex(r"自己的|[我咱]们?[镇乡村县区校馆站院]?(?:也|这边)[^，,。；;\n]{0,4}(?:办|搞|讲|做|开|去|弄)")
"""「转发兄弟支队之前先把自己的报了」."""
_FOR_STUDY = regex(r"(?:大家|供)[^，,。]{0,4}(?:学习|参考|借鉴)(?:一?下|写法|经验)")


def is_of_others(plain: str, since: int) -> bool:
    """「听说隔壁镇搞了大集」, 「我妈去听了讲座」; neighbours count only before `since`, where people are counted.

    >>> is_of_others("刚看到群里说柳州那边办了个展", 14), is_of_others("隔壁村的事先不说，自己的报了", 14)
    (True, False)
    """
    if _OUR_OWN.search(plain):
        return False
    neighbours = _OF_NEIGHBOURS.search(plain, 0, since)
    signs = (_OF_FAMILY, _FOR_STUDY, _SAW, _CHILDS_SCHOOL)
    return bool(neighbours) or speaks_of("hearsay", plain) or any(sign.search(plain) for sign in signs)
