"""How sure it is that a name is the venue: more where it ends as places do, less where those named only came."""

from bisect import bisect_left
from functools import cache

from handlers.read.lexicon import words
from handlers.read.notplaces import says_when
from handlers.read.patterns import regex
from handlers.read.placenames import Name
from handlers.read.placeverbs import is_verb, verb_in

_STAFF_BEHIND = regex(r"(?:的)?(?:老师|专家|干部|工作人员)")
_INSTITUTION_ACTS = regex(
    r"联合|请|邀|派|组织|到|去|在|赴|主办|承办|牵头|协同|和|与|、|开展|举办|举行|举|搞|办|给|为|进行"
)
_SENDS = regex(
    r"\s*(?:[一-龥]{1,4}科|[一-龥]{2,6}(?:队|组))?来(?=[我咱俺]|本[村校镇社]|拍|采访|报道|录|慰问)|[^，,。\s在到去]{0,6}?来的[^，,。\s全是都有]{0,4}(?:[队组团]|专家|医生|老师)|的?[^，,。\s同请位名]{0,3}?(?:队员|同志|民警|交警|警官|大夫|医生|护士|技术员|农艺师|讲师|教授|律师|法官|检察官|讲解员|辅导员|老师|师傅|专家|同学|大哥哥|叔叔|阿姨|哥哥|姐姐|小姐姐)(?!们?[的上]|培训|进修|轮训)|(?:来|派|去)了?(?:个|几个|两个)?人|送[一-龥]{1,4}下乡|的人(?!员)"
)
_HOSTING = regex(
    r"\s*(?:迎来|迎接|(?<![台点摊处])接待了?|(?:免费|对外|预约)?开放(?!大学)|向[一-龥]{1,8}开放|敞开|开门迎)客?|开放[日周]"
)
"""「焚烧发电厂迎来…」: where people were received."""
_NAMES_MORE = regex(
    r"之[夜旅友声窗歌]|的(?:化学|物理|科学|数学|秘密|学问|智慧|奥秘)|[云网微]课|[日节周杯奖](?![^，,。\s]{0,1}[里内上])|模型|题材|主题|精神|文化节|攻略|[常知]识|史(?!馆)|安全(?!体验|教育|馆)|隐患|污染|故事"
    r"|舞|视频号|公众号|业主群|微信群|家长群|群里|直播间"
)
"""Behind a name: it says what something was about, or is no place on earth."""
_BODY = regex(r"(?:[站所局队院]|中心|公司|协会|银行|集团|大学|机关|政府)$(?<![驿车铁]站|[法剧影大后庭老福]院)")
"""What is a house and those who work in it: a place that stands beside it is likelier."""
_AIRS = regex(r"(?:的|在线上?|线上)?(?:直播|开播|连麦|云[课讲直])(?!间|室)")
"""「农科所直播…」: who was seen from afar."""
_FAIR = regex(r"(?:大集|集市|市集|庙会|灯会|车展|[展博交]览?会)$")
"""As much a time as a place."""
_SCHOOL = regex(r"(?:小学|中学|幼儿园|学校)$")
_OWN_CLASS = regex(r"[一-龥\d]{0,4}(?:班|年级)的?(?:老师|班主任)教")
"""「康乐幼儿园小班的老师教娃们」: they teach their own."""
_TOWN = regex(r"^[一-龥]{1,4}(?:街道|镇|乡)$")
"""Beside a house or a square that is named too, the town is only where that lies."""
_STALL = regex(r"(?:宣传|咨询|义诊|打卡|互动|答题)[点台区角站]$|(?:展台|展位|摊位|摊子|摊点)$")
"""「森林防火宣传点」: what was put up rather than where."""
_HUNG = ("挂在", "贴在", "铺在", "立在", "靠在")
"""Before the place of a thing: 「幕布挂在…」."""
_SLOGAN = regex(r"[一-龥](?<![们我咱又再了都也])进")
"""「中医药进蒙村」 names a programme, 「我们进蒙村」 does not."""
_PROGRAMME = regex(r"(?:讲堂|小剧场|课堂|学堂|讲坛)$|^(?:读书|手语|英语|外语|科普|科学|故事|健康)角$")
"""「科学小剧场」, 「读书角」: what was held as often as where."""
_CROWDED = regex(r"人(?:[多少挤杂]|来人往|山人海|头)")
"""「腊月里集上人多」 tells no venue."""
_SHORT = 8
_FROM = regex(r"从[^，,。\s]{1,6}[到去进]$")
"""「从田间到餐桌」 is a subject."""
_WITHIN = regex(r".[里上中内].")
"""「在弹幕里提问」."""
_COUNTED = regex(r"[\d各每]")
_SAID = regex(r"[了啦](?=[，,。！!\s]|$)")
_WEAK = ("来", "于", "从", "再", "好在", "给")
"""Words before a place before which much else stands too."""


def going_rank(plain: str, name: Name, verb: str, rank: int) -> int:
    """A name that ends as places do is surer than one that only stands where a place should."""
    if name.placelike and not name.guessed:
        if verb == "进" and _SLOGAN.match(plain, name.start - 2):
            return 65
        if plain[name.start : name.end].endswith(words("places", "course")):
            return 70
        return 40 if _people_of(plain, name) else min(rank, 50) if verb in _HUNG else rank
    if plain[name.start : name.end].endswith(offices()):
        return 60
    if name.end - name.start > 12 or (says_when(plain, name.start, name.end) and not name.guessed):
        return 0
    if is_verb(plain, name.start) or _WITHIN.search(plain, name.start, name.end):
        return 0
    if verb.removesuffix("了").endswith("在"):
        return 45 if name.last else 60
    last = name.last or _SAID.match(plain, name.end) is not None
    sure = last and name.end - name.start <= _SHORT and verb not in _WEAK
    apart = _COUNTED.search(plain, name.start, name.end) or _FROM.search(plain, max(0, name.start - 9), name.start)
    return 40 if sure and not apart else 0


def _people_of(plain: str, name: Name) -> bool:
    return _STAFF_BEHIND.match(plain, name.end, name.end + 5) is not None


def bare_rank(plain: str, name: Name, stops: tuple[int, ...], staff: tuple[int, ...]) -> tuple[int, str]:
    """How sure a name at the begin of a clause is, and the rule for that: all of it, a heading, or who acts."""
    if _CROWDED.match(plain, name.end):
        return 15, "crowded"
    if name.guessed:
        programme = _PROGRAMME.search(plain, name.start, name.end)
        return 33 if programme or not name.last else 42, "guessed"
    written = plain[name.start : name.end]
    if _SCHOOL.search(written) and _OWN_CLASS.match(plain, name.end):
        return 46, "own_school"
    if not name.last and _acts(plain, name.end, staff):
        return 0, "organiser"
    if written.endswith("场") and written[-2].isdigit():  # 「修剪大赛3场」
        return 0, "sessions"
    if written.endswith(words("places", "agency")) and _AIRS.match(plain, name.end):
        return 0, "organiser"
    if _HOSTING.match(plain, name.end):
        return 82, "host"
    if written.endswith("办公室") and name.last:
        return 73, "bare_name"
    if written.endswith(offices()) or _SENDS.match(plain, name.end):
        return 0, "organiser"
    if name.last:
        return _closed_rank(written)
    if _NAMES_MORE.match(plain, name.end):
        return (25, "named_after") if len(written) > 2 else (0, "named_after")
    if begins_at(stops, name.end):
        return 30, "of_people"
    if written.endswith(words("places", "course")):
        return 0, "course"
    if _INSTITUTION_ACTS.match(plain, name.end):
        return 45, "subject"
    return 55, "heading"


def _acts(plain: str, end: int, staff: tuple[int, ...]) -> bool:
    """Whether those who teach or help follow: 「车站的志愿者」; not in 「茶园同一位老师带了…」."""
    near = bisect_left(staff, end)
    if near == len(staff) or staff[near] > end + 4:
        return False
    return verb_in(plain, end + plain.startswith("的", end), staff[near]) is None


def _closed_rank(written: str) -> tuple[int, str]:
    """A name that is all of a clause; 「林业站」 rather acted, 「孕妇学校」 rather is a course."""
    if written.endswith(words("places", "course")):
        return 40, "course"
    if written.endswith(words("places", "agency")):
        return 56, "agency"
    if _STALL.search(written):
        return 40, "stall"
    if _PROGRAMME.search(written):
        return 60, "programme"
    if _FAIR.search(written):
        return 71, "fair"
    if _TOWN.search(written):
        return 72, "bare_name"
    return 73 if _BODY.search(written) else 75, "bare_name"


def begins_at(places: tuple[int, ...], place: int) -> bool:
    """Whether a place in a text is one of several, which are sorted."""
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place


@cache
def offices() -> tuple[str, ...]:
    """How the names of those end that hold activities elsewhere: 「县科协」."""
    return words("places", "office")
