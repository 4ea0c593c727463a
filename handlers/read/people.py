"""Words for people in a text: who was reached, who only helped, and which audience of the taxonomy they are."""

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from handlers.read.lexicon import any_of, either, words
from handlers.read.patterns import regex
from handlers.read.terms import audience_words, remembered
from storage.model.taxonomy import Taxonomy

_NOT_PEOPLE = (
    r"(?!姐|进修|新村|楼|院|园|区|大院|小?分队|小组|俱乐部|之家|活动|广场|公园|节|日报|路|宫(?!颈)|会堂|机(?!械|器)|文化|中心|学院|大学(?!生)|医院|乐园|食堂|宿舍"
    r"|讲堂|书屋|服务|教育|驿站|工作|手册|读本|版|(?<=青年人)民|(?<=护士)站|(?<=路人)行|(?<=后厨)(?![\d一二三四五六七八九十人员的听们师有来])|(?<=新生)[儿活命]|(?<=青年)人民)"
)
_SEX = r"[男女](?=同志|同胞|生|的|性|士|孩|娃|\s?[\d一二三四五六七八九十])(?:同志|同胞|生|的|性|士|孩|娃)?"
_FARMERS = (
    r"[养种](?![狗猫宠])[一-龥]{1,2}户|(?:[果菜瓜茶花药烟蜂鱼虾蟹猪牛羊鸡鸭鹅桑稻麦棉蔗粮油]|葡萄|花椒|庄稼|草莓|西瓜|枸杞|苹果|核桃|红枣|茶叶|蔬菜|大棚|水稻|玉米|小麦|棉花|甘蔗|烤烟|蚕桑|香蕉|柑橘|樱桃|蓝莓|花生|土豆|辣椒|药材|香菇|木耳)户"
    r"|[一-龥](?<![支三涉务兴助惠富强为下贫码])农(?=[讲教听学问看\s\d一二三四五六七八九十百两约近来共达到，,、。；们]|朋友|代表|兄弟|$)"
)


_PUPILS = (
    r"[两二三四五六2-6]个年级|大[一二三四](?=新生|学生|[，,\s]|$)|[一二三四五六七八九1-9]年级"
    r"|[初高][一二三](?!期|届|次|等|级)"
)
_CLASSES = r"(?:[一二两三四五六七八九十]|\d{1,2})个(?:教学)?班级?(?!组|车|子)"
_LITTLE = (
    r"小(?:读者|客人|观众|记者|选手|队员|学员|讲解员|志愿者|科学家|主人|听众|会员|馆员|工程师|农夫|厨师|创客|达人"
    r"|游客|参观者|粉丝|发明家|可爱|机灵|馋猫|淘气|萌新|萌娃|天使|豆丁|土豆|花朵|气象员|消防员|医生|护士|法官|警察|天文迷|参赛者)(?!奖|证|册)们?"
)
_TRADES = (
    r"(?:木工|钢筋|架子工?|泥瓦|瓦工|水电|电工|焊工|油漆|抹灰|砌筑|模板|吊装|防水|安装|装卸|混凝土|采煤|掘进|机电)"
    r"班组?(?![会次车子])"
)
_GROWERS = (
    r"(?<![培营修保素各这那一两几品多物树播])(?:种(?![植类子种])|养(?![狗猫宠娃生老孩护成]))"
    r"[一-龥]{1,3}的(?=[，,、。；;都各来也和\d一二三四五六七八九十]|$)"
)
_NATIONS = "(?:[汉藏回苗壮满彝侗瑶白傣]|维吾尔|土家|哈尼|哈萨克|蒙古|布依|朝鲜)"
_CRAFTS = r"[铁石篾皮银铜锡漆鞋泥竹陶窑]匠(?![人心工铺街店坊])们?"
_PETS = r"养[狗猫鸟花宠][一-龥]{0,1}大?户"
FARMERS, PUPILS, WORKERS = "农民", "青少年", "产业工人"
"""The audiences of people called after what they grow or keep (枣农, 种棉花的), class (三年级) or gang (木工班)."""

CROWD, _CROWD_WORD = "公众", 4
"""「男女老少」, 「大人小孩」: long words for everybody."""

_ENDINGS = {"工": "产业工人", "农": FARMERS, "娃": PUPILS, "仔": PUPILS, "童": PUPILS}
"""The audience of people no list knows, by the last character: 「电镀工12人」."""

_HELPERS = regex(r"(?:[护社义志]|小时|钟点|月|奶)工$")


_PERSON = any_of("people", "endings")
_LIKELY_BEFORE = regex(
    rf"(?<=[，,、；;。\s:(和有的])[一-龥]{{1,4}}?{_PERSON}(?=(?:[们共约近有]|来了|到了|\s|:)?"
    r"[\d一二两三四五六七八九十百]+(?:[多余来几])?(?:[名位个人]|\s?(?:$|[，,、；;。)])))"
)
_LIKELY_AFTER = regex(rf"(?<=[名位个])[一-龥]{{0,4}}?{_PERSON}(?=[，,。；;、\s)听围来看学参认排跟]|$)")

_LIKELY_TOLD = regex(
    rf"[给为对向跟教][\d一二两三四五六七八九十百余多来几]{{1,8}}[名位个](?P<who>[一-龥]{{1,6}}?{_PERSON})"
    r"(?=[讲做上开办演测体培普教说唠聊介宣]|进行|现场)"
)
"""「给34个河道管护员讲」: whoever is told something was reached."""


class Role(Enum):
    """What somebody was at an activity: reached by it, helping with it, or either (a teacher with a class)."""

    REACHED = "reached"
    STAFF = "staff"
    EITHER = "either"


class People(NamedTuple):
    """A word for people and where it stands; `audience` is empty where the word names none."""

    start: int
    end: int
    role: Role
    audience: str


def people_in(plain: str, taxonomy: Taxonomy) -> tuple[People, ...]:
    """Every word for people, from left to right, the longest at each place."""
    pattern, meanings = _pattern(taxonomy)
    found: list[People] = []
    for match in pattern.finditer(plain):
        role, audience = meanings.get(match[0].removeprefix(match["sex"] or "")) or (Role.REACHED, _by_shape(match))
        found.append(People(match.start(), match.end(), role, audience))
    return tuple(sorted((*_of_company(_unhelped(found, plain), plain), *_likely_in(plain, found)), key=_place))


_BY_COMPANY = (
    (
        "社员",
        regex(r"(?:天文|文学|科技|科学|航模|生物|机器人|诗|街舞|摄影|创客|气象)社|社团|孩子|学生|同学"),
        PUPILS,
    ),
    ("驾驶员", regex(r"公交|客运|货运|物流|车队|运输|出租|渣土|快递|网约车|汽车总?站|春运"), WORKERS),
)
"""Whom a word means beside others: 「天文社的孩子们…社员23名」 are no farmers."""


def _of_company(found: Iterable[People], plain: str) -> Iterator[People]:
    """The people as what else is said shows them."""
    meant = {word: audience for word, beside, audience in _BY_COMPANY if word in plain and beside.search(plain)}
    for one in found:
        audience = meant.get(plain[one.start : one.end])
        yield one._replace(audience=audience) if audience else one


def _place(people: People) -> int:
    return people.start


_VOLUNTEER = len("志愿者")
"""「志愿者小姑娘8个」, 「讲解员同学3名」: who is called a helper first is one."""


def _goes_before(word: str) -> bool:
    return len(word) == _VOLUNTEER or word in ("助教", "义工", "主讲")


def _unhelped(found: list[People], plain: str) -> Iterator[People]:
    """「学生志愿者」 are volunteers, 「居民男女老少」 residents: a word right beside another only says more of it."""
    helping = {one.start for one in found if one.role is Role.STAFF}
    ends = {one.end for one in found}
    volunteers = {one.end for one in found if one.role is Role.STAFF and _goes_before(plain[one.start : one.end])}
    found = [one._replace(role=Role.STAFF) if one.start in volunteers else one for one in found]
    crowds = {one.start for one in found if one.audience == CROWD and one.end - one.start >= _CROWD_WORD}
    return (one for one in found if one.end not in helping and not (one.start in ends and one.start in crowds))


_DOLL = regex("仿真|模拟|充气|[布洋]娃")


def _likely_in(plain: str, known: list[People]) -> Iterator[People]:
    """Words no list knows, beside a number and with an ending that people have: 「采茶工52位」, 「24个观鸟爱好者」."""
    taken = {place for one in known for place in range(one.start, one.end)}
    for match in _LIKELY_TOLD.finditer(plain):
        if taken.isdisjoint(range(*match.span("who"))):
            yield People(*match.span("who"), Role.REACHED, _by_ending(match["who"]))
            taken |= set(range(*match.span("who")))
    for pattern in (_LIKELY_BEFORE, _LIKELY_AFTER):
        for match in pattern.finditer(plain):
            if taken.isdisjoint(range(*match.span())) and not _DOLL.search(
                plain, max(0, match.start() - 2), match.end()
            ):
                yield People(
                    *match.span(), Role.EITHER if match[0][-1] in "员师官医" else Role.REACHED, _by_ending(match[0])
                )


def _by_shape(match: re.Match[str]) -> str:
    if match["trades"]:
        return WORKERS
    return FARMERS if match["farmers"] else PUPILS if match["pupils"] or match["little"] else ""


def _by_ending(word: str) -> str:
    return "" if _HELPERS.search(word) else _ENDINGS.get(word[-1], "")


@remembered
def _pattern(taxonomy: Taxonomy) -> tuple[re.Pattern[str], dict[str, tuple[Role, str]]]:
    """One pattern for all words, and what each means; words of the taxonomy file win over the lexicon."""
    meanings = dict.fromkeys(words("people", "reached"), (Role.REACHED, ""))
    meanings |= dict.fromkeys(words("people", "staff"), (Role.STAFF, ""))
    meanings |= dict.fromkeys(words("people", "weak_staff"), (Role.EITHER, ""))
    meanings |= {meaning.word: (Role.REACHED, meaning.name) for meaning in audience_words(taxonomy)}
    unfit = (
        "(?<![暖企布洋橡])(?<!仿真)(?<!模拟)(?<!充气)(?<!(?:仿真|模拟|充气)娃)(?<![布洋]娃)(?!(?<=多)少年|(?<=集)团员)"
    )
    known = f"(?P<sex>(?:[男女]|{_NATIONS}族)?){unfit}{either(tuple(meanings))}{_NOT_PEOPLE}"
    farmers, trades = f"(?P<farmers>{_FARMERS}|{_GROWERS})", f"(?P<trades>{_TRADES})"
    shapes = f"{farmers}|{trades}|(?P<pupils>{_PUPILS})|(?P<little>{_LITTLE})|{_CLASSES}"
    return regex(f"{_PETS}|{known}|{_SEX}|{_CRAFTS}|导游(?!客)|{shapes}"), meanings
