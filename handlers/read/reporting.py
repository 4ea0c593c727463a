"""Questions who has reported: 「9月谁没报」, 「哪些村还没交台账」."""

from handlers.read.patterns import regex
from handlers.read.writing import plainly

LONGEST = 40
"""Characters of such a question; an activity takes more words."""

_WHO = r"(?:还?有?(?:谁|哪些|哪个|哪几个|哪几家|哪家|多少|几个|几家)(?:单位|村|社区|学校|乡镇|镇|街道|家|个村|人)?)"
_NOT = r"(?:都|还|还都)?(?:没有|没|未)(?:有)?(?:报送|上报|上交|报|交|填报|填)"
_ASKS = regex(
    rf"{_WHO}{_NOT}(?:的|上来|齐|完)?|{_NOT}的?(?:单位|村|社区|学校|乡镇)?(?:有?(?:谁|哪些|哪几个|多少|几个))"
)
_FILLING = regex(r"[?？。！!，,、]|吗|呢|啊|了|的|还|请|看看|看一下|查一下|帮我|告诉我|一下|情况|名单")


def read_who_has_not(text: str) -> str | None:
    """What a question who has not reported says besides (a period, a unit, a rule's name); None for everything else.

    >>> read_who_has_not("9月哪些村还没交台账？"), read_who_has_not("今天没报名的人很多")
    ('9月 台账', None)
    """
    plain = plainly(text).plain
    asks = _ASKS.search(plain)
    if asks is None or len(plain) > LONGEST:
        return None
    rest = f"{plain[: asks.start()]} {plain[asks.end() :]}"
    return " ".join(_FILLING.sub(" ", rest).split())
