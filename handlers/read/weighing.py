"""How much in a text speaks for an activity: what was done, how many came, where and when."""

from handlers.read.counted import counted_in, handed
from handlers.read.outputs import outputs_in
from handlers.read.parties import has_parties
from handlers.read.patterns import regex
from handlers.read.reading import Context
from handlers.read.sessions import sessions_in
from handlers.read.sights import Sights
from handlers.read.tenses import is_announced

_SEVERAL = regex(
    r"(?:全年|今年|去年|上半年|下半年|季度|年来|月份?|累计)[^。]{0,20}[\d一二三四五六七八九十](?:场|期|次|讲|站|批)"
)
_NAMED = 5
"""How strong a word is that names a kind of activity."""
_PUT_UP = regex(
    r"(?:发|贴|挂|摆|派|张贴|悬挂|摆放)(?:了|放了|出|上了)[^，,。；;\n]{0,8}(?:海报|折页|手册|资料|宣传单|横幅|展板|挂图|明白纸|提示牌)"
)
"""「在电梯里贴了AED使用海报」."""
_CAME_IN = regex(r"(?:进|来|到|坐|挤|围|听的|看的|接待)了?(?:有|约|近)?\d{2}")
"""「开放日，上午进了300」."""
_HELD_ONE = regex(r"(?:开展|举办|组织|进行|[办搞做上弄讲])了一[次场堂节期回](?!又)")
"""「开展了一次团辅」: whatever it was, it was held."""


def is_placed(sights: Sights) -> bool:
    """Whether a place is surely one."""
    return sights.place is not None and sights.place.rank >= 45


def weight_of(sights: Sights, context: Context) -> int:
    """The sum of it; most that tell nothing else than a kind and a day weigh less than three."""
    strong = max((one.strength for one in sights.kinds), default=0)
    weight = 2 * (strong >= 3) + (0 < strong < 3)
    weight += 2 * (bool(sights.groups) or (bool(strong or sights.place) and has_parties(sights.undated.plain)))
    weight += is_placed(sights) + bool(sights.days)
    if weight in (1, 2) and (_SEVERAL.search(sights.undated.plain) or sessions_of(sights.undated.plain) > 1):
        weight += 2
    if weight == 2 and sights.groups and sights.place:
        weight += 1
    if weight == 2 and is_placed(sights):
        weight += _PUT_UP.search(sights.undated.plain) is not None
    if weight == 2 and strong >= _NAMED:
        weight += _CAME_IN.search(sights.undated.plain) is not None
    if weight == 2 and sights.days and sights.place:
        weight += is_announced(sights.writing.plain) or _counts_something(sights)
    if weight == 2 and sights.groups:
        weight += _HELD_ONE.search(sights.undated.plain) is not None
    if weight in (1, 2):
        weight += 2 * bool(outputs_in(sights.undated.plain, context.taxonomy).outputs)
    return weight


def _counts_something(sights: Sights) -> bool:
    """「县医院今天…，查完63个」: a number of whatever it was."""
    return any(one.measure in handed() for one in counted_in(sights.undated.plain))


def sessions_of(plain: str) -> int:
    """How many sessions a text counts; 0 if it counts none."""
    counted = sessions_in(plain)
    return (counted.amount.value or 0) if counted else 0
