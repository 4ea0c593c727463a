"""What stands where names of places do and is none: times, meetings, courses, numbers, things said to be elsewhere."""

import re
from functools import cache

from handlers.read.lexicon import any_of, words
from handlers.read.patterns import regex

_NUMBERED = r"[一二三四五六七八九十两几\d]+"
_RULES = (
    r"^[有由很该距]|^(?:粤语|国语|双语|[夜早午晚])场$|^@?所$|^那(?![曲坡拉仁达木])|公里(?![处桩外])|小时(?![自便书药服营无])",
    r"^\d+家(?!子)",
    rf"^{_NUMBERED}(?:家(?![店渠子村庄屯寨集口坪湾沟坡])|户(?![村屯])|[个所名位人次点期块张间]|组(?!的)|$|月|年级|楼$|天)",
    r"[\d一二三四五六七八九十百千两]{1,4}(?:顶|名|位|张|份|副|人|册|本|盏|袋|套|枚|对)|\d(?:台|站|个|月)",
    r"^(?:[今昨明][天日年早晚儿]|前[天几面]|后[天来]|本[次场月周]|全[县市区镇乡校村体年国程园馆厂院所连场组班队])",
    r"(?:[今昨明]年|[会集]中|之[后前余际]|以[后前]|(?<![委庙灯展销览易流聘动工协学商])会)$",
    r"(?:[上下]午|[一二三四两几这那每全]|专|首|到|出|入|登|退|收|散|捧)场$|^第.{1,3}(?:届|期|场|讲|次|站)",
    r"^[^是]{0,3}(?:[课题容点讲的]|学校|村子|社区|场馆|会场|场子|场地|位置|摊子)是|^[^，]?是.?$",
    r"^(?:顺|一|沿|半|出|思|网|电|线)路|^[驻入包蹲]村|^赶(?=.?[集场街圩])|^科[学技](?:集市|市集)",
    r"^(?:科普|防灾|宣传|主题|科技活动)(?!馆|园|教育|基地|体验|广场|中心|公园|[画长]廊|角|驿站|[活展]|室|站|墙|街|点|小镇|车间|小屋)",
    r"[各每](?!庄)|^.{0,4}[两三四五六七八九十几]个|[两几][组路批队拨]|^(?:月|年)[初底末前]|路上$|^[首末最][^楼层排站]{0,3}[场集]$",
    r"[上在站值轮顶离返定执到换]岗$|[果菜药茶花棉烟粮瓜蜂蚕]农大$",
    r"在|(?:学习|网络|线上|云|信息|教育|服务|微信|课程|管理|宣传|社交|互联网)平台|[BＢ]站",
)


@cache
def _pattern() -> re.Pattern[str]:
    begin, end = any_of("places", "no_begin"), any_of("places", "no_end")
    whole, within = any_of("places", "no_name"), any_of("places", "no_part")
    return regex("|".join((*_RULES, f"^{begin}", f"{end}$", f"^{whole}$", within)))


def is_no_place(name: str) -> bool:
    """Whether a name found where places stand is none.

    >>> is_no_place("讲座期间"), is_no_place("三楼会议室"), is_no_place("30顶凉棚"), is_no_place("一路")
    (True, False, True, True)
    """
    return _pattern().search(name) is not None


_NOWHERE = regex(r"线上|网[上络]|腾讯|钉钉|微信|抖音|快手|待|老地方|原地$|同上|照旧|未定|不详|另行|暂|无$")


def is_nowhere(name: str) -> bool:
    """What a label is followed by where there is no place: 「地点：线上」, 「地点：待定」."""
    return _NOWHERE.match(name) is not None


_BEFORE = regex(
    r"(?:原定|原计划|原本|本来|本想|来自|没去|属于|隶属|通知|联系|集合点?|上车点?|乘车点?|报名点?|没|未|没能|没有|不再)(?:要|想|打算|准备|说|是|说好)?$"
)
_BEHIND = regex(
    r"的[一-龥]{2,4}中(?=[，,。\s结完度落圆讲听学])|的?(?:引导|带领|指导|帮助|陪同|支持|组织|见证|配合|鼓励|协助|讲解|要求|号召|推动|指引|提醒)下|[里上]?(?:怎么|怎样|如何|咋|是啥|是什么|有什么|会不会|能不能)|(?:那?边)?(?:不让|没让|不给|没开门|关门|停电|没人)"
)
_TAKEN_BACK = regex(
    r"(?:…+|[，,。~—-]+)(?:呃|哦|噢|啊|唉|哎)?(?:不对|不是(?![^，,。是\s]{2,12}(?:[，,。]|$))|不，|不,|说错|写错|错了|口误)|[？?]\s?(?:没有|没去|不是|改)|…+[呃哦噢]"
)
_WHEN = regex(r"(?:前|后|时|中|之余|期间|之际)$")


def held_elsewhere(plain: str, verb: int, end: int) -> bool:
    """「原定在…」, 「航天员在空间站怎么生活」, 「去的县法院不让摆」; `verb` is where 在 or 去 stands."""
    return bool(_BEFORE.search(plain, max(0, verb - 6), verb) or _BEHIND.match(plain, end))


def taken_back(plain: str, end: int) -> bool:
    """Whether a name that ends here was a slip: 「在核桃园……呃核电小镇」, 「去了河边？没有」."""
    return _TAKEN_BACK.match(plain, end) is not None


def says_when(plain: str, start: int, end: int) -> bool:
    """「在授粉前」, 「在讲解中」; 「楼前」 and 「树下」 are ends of names, and not asked about here."""
    return _WHEN.search(plain, start, end) is not None


_TITLES = (("“", "”"), ("《", "》"), ("「", "」"))
_LONGEST_TITLE = 24


def titled(plain: str, place: int) -> bool:
    """Whether a place in a text is inside a title: 「“我的家乡在陕北”讲座」."""
    since = max(0, place - _LONGEST_TITLE)
    return any(plain.rfind(begin, since, place) > plain.rfind(end, since, place) for begin, end in _TITLES)


_HELD_AS = regex(r"[一二三两第首\d][期场次届](?:的)?[“「]$")


def is_all_of_a_title(plain: str, start: int, end: int) -> bool:
    """「“红色驿站”」 may be the name of a place; 「《草原鼠害》」 and 「一期“科学咖啡馆”」 are none."""
    if _HELD_AS.search(plain, max(0, start - 4), start):
        return False
    return (plain[start - 1 : start], plain[end : end + 1]) in (("“", "”"), ("「", "」"))


_SHORT = 5


def is_bare(name: str) -> bool:
    """Whether a name is nothing but a word for a sort of place: 大厅, 桥洞下, 会议室."""
    return len(name) <= _SHORT and (name in _sorts() or name.rstrip("里上") in _sorts())


@cache
def _sorts() -> frozenset[str]:
    return frozenset(word for word in words("places", "whole") if len(word) > 1)


_TWO = 2
_SOME = regex(r"^(?:老旧|多个|附近的?|隔壁|一个|大型|偏远|城市|城乡|周边的?|基层|各类|几个)")


def is_generic(name: str) -> bool:
    """Whether a name says what sort of place it is, and not which: 校园, 老旧小区."""
    return (
        (len(name) == _TWO and name[1] in "里内上" and name[0] in "馆校厂园店院厅室所站村镇街")
        or name in _generic()
        or _SOME.sub("", name) in _generic()
    )


@cache
def _generic() -> frozenset[str]:
    return frozenset(words("places", "generic"))
