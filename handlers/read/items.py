"""The name of a thing in a text: where it begins and ends, and what the taxonomy says of it."""

import re
from functools import cache
from typing import NamedTuple

from handlers.read.lexicon import any_of, either, words
from handlers.read.terms import remembered
from storage.model.activity import Category
from storage.model.taxonomy import Item, Taxonomy

LONGEST = 16
_LONGER = 2


class Thing(NamedTuple):
    """The name of a thing in a text; `known`: it ends as things do that are handed out or put up."""

    start: int
    end: int
    known: bool


class Usage(NamedTuple):
    """What the taxonomy says of a thing."""

    category: Category = Category.MATERIAL
    action: str = ""
    measures: tuple[str, ...] = ()

    @property
    def measure(self) -> str:
        """The usual measure word."""
        return self.measures[0] if self.measures else ""


_QUOTED = re.compile(r"《[^《》\n]{1,30}》(?:[\u4e00-\u9fff]{1,4})?$")
_MARKS = "”\"'’」"
_MARKED = re.compile(r"[“\"'‘「][^“”\"'‘’「」，。\n]{1,20}[”\"'’」][\u4e00-\u9fff]{0,4}$")
_QUOTED_AT = re.compile(r"(?:“[^“”\n]{1,20}”)?《[^《》\n]{1,30}》(?:[\u4e00-\u9fff]{0,4}?(?=[\s，。、,；;！!]|$))?")
_CUT = re.compile(
    r"[，。；！？,;!?、\n\t|:(（)）\s~…“”\"'#【】\[\]+&/《》]"
    r"|几[个份张本块条把套]|[了着给将让请还并又另也]|向(?!日葵)|(?<![扫火拖车])把|(?<![棉毛绒凉丝])被(?!子)|(?<![通])过(?!滤|敏|冬)|在|(?<!签)到(?!家)|(?<!人)为(?!民)|就(?!业|医)|[和与及跟](?!谐|平|气|善)|以及|由|从(?!业)|(?<!解)说(?!明)|剩|(?<![更兑交])换(?![装季洗药新])"
    r"|(?<![实日使食药试家备])用(?![药电水火户气眼品语肥])|(?<![目标])的(?!一封)|(?<!青少)年(?![历画货糕报])|(?:\d+|[一两半])\s?[份册本张把盒袋瓶条个套只支](?![通图账套])|共(?!青)|都|(?<!利)是|有(?!机|害|毒|色|奖)|对(?!联|比|照)"
    r"|(?:今|昨|前|明|当|每)[天日晚年]|上午|下午|晚上|中午|我们|咱们?|他们|大家|现场|活动(?!手册|室)|其中|同时|期间|包括|另外|反正|后来|最后|结果|总之|然后|今年"
    r"|印制|印发|编印|印刷|发放|派发|分发|散发|下发|赠送|捐赠|送出|送上|展出|摆放|展示|张贴|悬挂|领取|领走|配发|颁发|免费|准备|制作|定制|购买|购置"
)
_REMARK = re.compile(r"\([^()]{1,22}\)$")
_PACKED = r"(?:\d+|[一二两三四五六七八九十百半]+)\s?(?:毫升|升|克|公斤|千克|斤|[片支粒枚只个双袋包])装(?:的)?"
"""「两公斤装」 says how a thing is packed, and counts nothing."""
_LEAD = re.compile(
    r"^(?:实际|最终|总算|结束后?|散场后?|会后|课后|开始|中途|之后|然后|后来|价值[\d.百千万余多近约]+元的?|新(?![规版编闻冠农手生])|含(?![氟糖碘硒锌铁钙酸酒])|"
    rf"{_PACKED}|{any_of('items', 'led_by')})+"
)
_TAIL = re.compile(
    rf"(?:{_PACKED}|一[套张份批组本]|[汉蒙藏维哈朝壮苗彝中英]{{0,3}}双语版?|彩印|大号|小号|加厚|预计|估计|预估|大约|整|算|统计|清点|核算|数下来|算下来|等|(?<!没)[份册个件]?数|\(|\([份册本张幅块条个件套把袋盒]\)|[了共约是有已就各都:\s]|总共|一共|共计|合计|累计|倒是|整整|足足|足有|刚好|正好|全部|抽奖|免费|成品|不够[发分派送]?|[小中大]?[支包瓶袋盒罐]装|答题|答对|闯关|打卡|积分|有奖问答|猜谜|扫码|凭票|当场|人人都有|人人有份|每人都有|在?(?:线下|线上|门口|路口|会上|课上|群里|墙上)|以旧换新|最受欢迎|受欢迎|[最很]抢手|[两三四五六]样|随(?![身行])[\u4e00-\u9fff]|不到\S{{1,3}}(?:小时|分钟|天)|(?:[一两半几]|不到)个?(?:小时|钟头|上午|下午|天|会儿?)|转眼|很快|早早|瞬间|好像|似乎|总数|数量|大概|大约|分别(?:是|为)?|左右|出去|出|完|掉|近|得有|达到?|(?<![度压量速时])计|多达|只|才|先|又|也|还|均|为|这次|一次性|先后|陆续)+$"
)
_PEOPLE = re.compile(
    rf"^(?:[\u4e00-\u9fff]{{1,3}}户|{any_of('audiences')}|{any_of('people', 'reached', 'staff')})"
    "(?:们|朋友们?)?(?:每人)?"
)
_PEOPLE_END = re.compile(
    rf"(?:{any_of('audiences')}|{any_of('people')}|人|们|伙计儿?|兄弟|姐妹|哥|姐|叔|婶|大爷|大妈|大娘|阿姨|哥们儿?|娘们儿?|爷们儿?|娃子|崽崽?|妹子|弟兄|户|农|民|员|师|者|娃|友|男生|女生|男士|女士|家庭|大家|每人|单位|学校|社区|村)(?:代表|朋友|们)?$"
)
SERIES = "、和与及/+跟"
_FIGURE = re.compile(
    rf"\d+\s?(?:[种样类款号]|{any_of('measures')})|[一两二三四五六七八九十]+\s?(?:[种样类款]|{any_of('measures', 'handed')})(?![通图账])"
)
_GOES_ON = re.compile(r"(?![给发送了的各共分领])[\u4e00-\u9fff]")
_POINTING = ("这", "那", "哪", "每个", "每位", "每名", "每家", "每户", "每人")
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_COUNTED = re.compile(rf"\d\s?{any_of('measures', 'handed')}")
_NO_NAME = re.compile(
    r"$|第|.*[来去满完光尽成掉哈呢吧啊吗哦嘛]$|(?:实际|最终|总算|会后|课后|后来|然后|之后|开始|做(?!工|法)|当|作为|供|半天|一天|两天|一上午|一下午|整天|试试|补|备用|左右|吧|呢|啊|哈|呀|多|还|刚|全|都|很|没|不|已|够|走|完|光|平均|比|可|能|才|太|挺|真|这|那|谁|吗)(?!功能|媒体)"
)
_ONLY_ABOUT = re.compile(r"照片|图片|视频|截图|角|室|馆|架(?![\d，。])|链接|电子版|清单|目录|内容|设计|样式|费用|价格|收入|款|钱|模板|初稿|定稿|申请")
"""「横幅照片」 is no banner."""
_BARE_MEASURE = re.compile(r"(?<=了)[份册本张把盒瓶条幅块双支顶枚套件只个批](?=[\u4e00-\u9fff])")
"""「挂了条横幅」."""
_IMPLAUSIBLE = re.compile(rf"{any_of('items', 'no_beginning')}|.*{any_of('items', 'no_ending')}$")
DONE_TO = "了到过出完上下掉成好齐入回"
_SHORT_USE = 4
_PAPERS = "单证表卡图牌贴扇册包袋盒笔本"
_FOR_USE = (
    *("手环", "滴管", "图解", "图示", "手册", "指南", "折页", "卡片", "牌", "单", "卡", "证", "贴", "扇", "图", "册", "勺"),
    *("手套", "围裙", "套装", "套件", "礼包", "包", "袋", "盒", "本", "票", "券", "徽章", "背心", "马甲", "护照"),
)
_TITLE_AT = re.compile(r"“[^“”\n]{1,20}”")
_HARD = re.compile(
    r"[，。；！？,;!?、\n\t|:(（)）\s~…#【】\[\]+&/]|几[个份张本块条把套]|[了着给让请还都就没]|放(?!大|映)|(?<!利)是|(?<![扫火拖车])把|(?<![棉毛绒凉丝])被(?!子)|教(?![材具辅程案])|讲(?![义稿解座])|在|到|各?[发送派]出|各[发送赠放给派贴摆]|发放|赠送|展出|悬挂|张贴|解答|接受|供"
)
_AFTER_CUT = re.compile(
    r"[，。；！？,;!?、\n\t|:(（)）\s~…#【】\[\]+&/]|几[个份张本块条把套]|[了着给将让请还并又另也都就没供]|向(?!日葵)|(?<![扫火拖车])把|(?<![棉毛绒凉丝])被(?!子)|在|到|(?<!人)为(?!民)|[和与及跟](?!谐)|以及|由|(?<!青少)年(?![历画货糕报])|(?<!利)是|(?:今|昨|当|每)[天日晚]"
    r"|送|当(?=奖品|礼|纪念|作|做)|发(?![票夹卡])|讲(?![义稿解])|教(?![材具辅程案])|听(?!诊)|我们|咱们|大家|现场|发放|赠送|展出|悬挂|张贴|受到|吸引|解答|接受|深受|全部|一抢而空|很快"
)


@remembered
def _usages(taxonomy: Taxonomy) -> dict[str, Item]:
    return {word: item for item in reversed(taxonomy.items) for word in (*item.aliases, item.name)}


@remembered
def _ends(taxonomy: Taxonomy) -> frozenset[str]:
    materials = (item for item in taxonomy.items if item.category is Category.MATERIAL)
    named = {word for item in materials for word in (item.name, *item.aliases)}
    return frozenset(named | set(words("items", "material")))


@remembered
def _known_end(taxonomy: Taxonomy) -> re.Pattern[str]:
    return re.compile(either(tuple(_ends(taxonomy))))


@cache
def _unfit(section: str) -> frozenset[str]:
    return frozenset(words("items", section))


def usage_of(name: str, taxonomy: Taxonomy) -> Usage:
    """What the taxonomy says of the thing whose name ends a phrase: the longest of its words decides."""
    known = _usages(taxonomy)
    for begin in range(max(0, len(name) - LONGEST), len(name)):
        if item := known.get(name[begin:]):
            return Usage(item.category, item.action, item.measures)
    return Usage()


def is_known(name: str, taxonomy: Taxonomy) -> bool:
    """Whether a name ends as the names of things do that are handed out or put up."""
    end = _longest_end(name, _ends(taxonomy)) or (len(name) > 1 and name[-1] in _unfit("ending"))
    return end > max(_longest_end(name, _unfit("never")), _longest_end(name, _unfit("equipment")))


def is_listed(name: str, taxonomy: Taxonomy) -> bool:
    """Whether a name ends as a whole name does that the lists have, and not only in a character of such names."""
    return _longest_end(name, _ends(taxonomy)) > 1


def is_unfit(name: str, taxonomy: Taxonomy, *, gift: bool = False) -> bool:
    """Whether a name ends as that of something that is no thing or, unless it is a gift, of a tool or exhibit."""
    unfit = max(_longest_end(name, _unfit("never")), 0 if gift else _longest_end(name, _unfit("equipment")))
    return unfit > 0 and unfit >= _longest_end(name, _ends(taxonomy))


def is_for_use(act: str, name: str, taxonomy: Taxonomy) -> bool:
    """Whether an act and a name make one name: 「检查单」, 「喂药滴管」."""
    if (len(act) < 2 and act not in "喂测") or act[-1] in DONE_TO or not 0 < len(name) <= _SHORT_USE:
        return False
    return (name.endswith(_FOR_USE) and is_known(name, taxonomy)) or (name[-1] in _PAPERS and len(name) == 1)


def names_people(name: str) -> bool:
    """Whether a name is that of people rather than of a thing."""
    return _PEOPLE_END.search(name) is not None


def last_thing(plain: str, start: int, end: int, taxonomy: Taxonomy) -> Thing | None:
    """The last known name in a stretch of text; single characters are too little to go by."""
    last = -1
    for match in _known_end(taxonomy).finditer(plain, start, end):
        last = match.end() if len(match[0]) > 1 or match.start() == last else last
    found = thing_before(plain, start, last, taxonomy) if last >= 0 else None
    return found if found and found.known else None


def series(plain: str, start: int, last: Thing, taxonomy: Taxonomy) -> tuple[Thing, ...]:
    """The known names in a row that end with `last`: 「标语、横幅、挂图」, 「折页扇子」."""
    found = [last]
    while found[0].start > start and plain[found[0].start - 1] in SERIES + "》":
        end = found[0].start - (plain[found[0].start - 1] != "》")
        earlier = thing_before(plain, start, end, taxonomy)
        if earlier is None or not earlier.known or earlier.end != end:
            break
        found.insert(0, earlier)
    return tuple(found)


def taken_apart(plain: str, thing: Thing, taxonomy: Taxonomy) -> tuple[Thing, ...]:
    """The known names that stand side by side in one: 「折页扇子」; the thing itself where it is one name."""
    found, place = list[Thing](), thing.start
    for match in _known_end(taxonomy).finditer(plain, thing.start, thing.end):
        if match.start() != place or len(match[0]) < 2:
            return (thing,)
        found.append(Thing(*match.span(), known=True))
        place = match.end()
    return tuple(found) if place == thing.end and found else (thing,)


def _longest_end(name: str, ends: frozenset[str]) -> int:
    return next((len(name) - at for at in range(max(0, len(name) - 8), len(name)) if name[at:] in ends), 0)


def without_tail(plain: str, start: int, end: int) -> int:
    """Where a text ends when 「共」, 「倒是」, 「了」, 「(红色)」 and the like behind it are left out."""
    tail = _TAIL.search(plain, max(start, end - 12), end)
    end = tail.start() if tail else end
    remark = _REMARK.search(plain, max(start, end - 24), end)
    return remark.start() if remark else end


def thing_before(plain: str, start: int, end: int, taxonomy: Taxonomy) -> Thing | None:
    """The name that ends at `end`: from the last word on that cannot belong to it."""
    quoted = _QUOTED.search(plain, max(start, end - 36), end)
    if quoted:
        return Thing(quoted.start(), end, known=True)
    marked = _MARKED.search(plain, max(start, end - 28), end)
    if marked and is_known(plain[marked.start() + 1 : end].rstrip(_MARKS), taxonomy):
        return Thing(marked.start(), end, known=True)
    begin = start
    for cut in _CUT.finditer(plain, max(start, end - LONGEST - 8), end):
        begin = cut.end()
    return _named(plain, max(begin, end - LONGEST), end, taxonomy)


def thing_after(plain: str, start: int, end: int, taxonomy: Taxonomy) -> Thing | None:
    """The name that begins at `start`, up to the last known end of a name before the next word that cannot belong."""
    lead = _LEAD.match(plain[start : min(end, start + LONGEST)])
    begin = start + lead.end() if lead else start
    bare = _BARE_MEASURE.match(plain, begin, end)
    begin = bare.end() if bare else begin
    quoted = _QUOTED_AT.match(plain, begin, end)
    if quoted:
        return Thing(begin, quoted.end(), known=True)
    title = _TITLE_AT.match(plain, begin, end)
    inner = title.end() if title else begin
    far = min(end, inner + LONGEST)
    hard, soft = _first(_HARD, plain, inner, far), _first(_AFTER_CUT, plain, inner, far)
    stops = (_last_known(plain, inner, soft, taxonomy), _last_known(plain, inner, hard, taxonomy), soft)
    stop = next(stop for stop in stops if stop is not None)
    if 0 < soft - stop <= _LONGER and is_known(plain[begin:soft], taxonomy):
        stop = soft  # 「救生衣灯」 begins with another name
    return _named(plain, begin, stop, taxonomy)


def _first(mark: re.Pattern[str], plain: str, start: int, end: int) -> int:
    match = mark.search(plain, start, end)
    return min(match.start(), end) if match else end


def _last_known(plain: str, start: int, end: int, taxonomy: Taxonomy) -> int | None:
    """Where the last name of a known thing ends that is longer than a character."""
    last = None
    for match in _known_end(taxonomy).finditer(plain, start, end):
        if _ONLY_ABOUT.match(plain, match.end(), end + 2):
            continue
        inside = len(match[0]) == 1 and _GOES_ON.match(plain, match.end(), end)  # 「单元」 is no 单
        last = match.end() if match.end() - start > 1 and not inside else last
    return last


def _named(plain: str, start: int, end: int, taxonomy: Taxonomy) -> Thing | None:
    lead = _LEAD.match(plain[start:end])
    whole = is_known(plain[start:end], taxonomy)  # 「本子」 is led up to by no 本
    start += lead.end() if lead and lead.end() < end - start - whole else 0
    people = _PEOPLE.match(plain[start:end]) if start and plain[start - 1] in "给向为对" else None
    start += people.end() if people and people.end() < end - start else 0
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    name = plain[start:end]
    known = is_known(name, taxonomy)
    counted = _FIGURE.match(name) or _COUNTED.search(name)
    if counted or name.startswith(_POINTING) or (not known and (_NO_NAME.match(name) or _IMPLAUSIBLE.match(name))) or not _WORDS.search(name):
        return None
    return Thing(start, end, known)
