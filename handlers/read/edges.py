"""Where the name of a thing begins and ends: the words that may surround it and cannot belong to it."""

from handlers.read.lexicon import any_of
from handlers.read.patterns import regex

QUOTED = regex(r"《[^《》\n]{1,30}》(?:[\u4e00-\u9fff]{1,4})?$")
MARKS = "”\"'’」"
MARKED = regex(r"[“\"'‘「][^“”\"'‘’「」，。\n]{1,20}[”\"'’」][\u4e00-\u9fff]{0,4}$")
QUOTED_AT = regex(r"(?:“[^“”\n]{1,20}”)?《[^《》\n]{1,30}》(?:[\u4e00-\u9fff]{0,4}?(?=[\s，。、,；;！!]|$))?")
TITLE_AT = regex(r"“[^“”\n]{1,20}”")
SERIES = "、和与及/+跟"

_STOP = r"[，。；！？,;!?、\n\t|:(（)）\s~…#【】\[\]+&/]|几[个份张本块条把套]"
_TAKES = r"(?<![扫火拖车])把|(?<![棉毛绒凉丝])被(?!子)|(?<!利)是"
_BESIDE = r"向(?!日葵)|(?<!人)为(?!民)|以及|由|(?<!青少)年(?![历画货糕报])"

CUT = regex(
    rf"{_STOP}|[“”\"'《》]|[了着给将让请还并又另也都在剩咱]|(?<!自)我(?!国)|{_TAKES}|{_BESIDE}|(?<!通)过(?!滤|敏|冬)|(?<!签)到(?!家)"
    r"|就(?!业|医)|[和与及跟](?!谐|平|气|善)|从(?!业)|(?<!解)说(?!明)|(?<![更兑交])换(?![装季洗药新])"
    r"|(?<![实日使食药试家备])用(?![药电水火户气眼品语肥])|(?<![目标])的(?!一封)|共(?!青)|有(?!机|害|毒|色|奖)|对(?!联|比|照)"
    r"|(?:\d+|[一两半])\s?[份册本张把盒袋瓶条个套只支](?![通图账套])|(?:今|昨|前|明|当|每)[天日晚年]|活动(?!手册|室)"
    rf"|{any_of('items', 'cut')}"
)
"""What cannot stand within a name that ends before a number."""
HARD = regex(
    rf"{_STOP}|[了着给让请还都就没在到供]|{_TAKES}|放(?!大|映)|教(?![材具辅程案])|讲(?![义稿解座])"
    r"|各?[发送派]出|各[发送赠放给派贴摆]|发放|赠送|展出|悬挂|张贴|解答|接受"
)
"""What surely ends a name that begins behind a number or a verb."""
SOFT = regex(
    rf"{_STOP}|[了着给将让请还并又另也都就没供在到送]|{_TAKES}|{_BESIDE}|[和与及跟](?!谐)|(?:今|昨|当|每)[天日晚]"
    r"|当(?=奖品|礼|纪念|作|做)|发(?![票夹卡])|讲(?![义稿解])|教(?![材具辅程案])|听(?!诊)|我们|咱们|大家|现场"
    r"|发放|赠送|展出|悬挂|张贴|受到|吸引|解答|接受|深受|全部|一抢而空|很快"
)
"""What mostly does."""
_PACKED = r"(?:\d+|[一二两三四五六七八九十百半]+)\s?(?:毫升|升|克|公斤|千克|斤|[片支粒枚只个双袋包])装(?:的)?"
"""「两公斤装」 says how a thing is packed, and counts nothing."""
LEAD = regex(
    r"^(?:实际|最终|总算|结束后?|散场后?|会后|课后|开始|中途|之后|然后|后来|价值[\d.百千万余多近约]+元的?"
    rf"|新(?![规版编闻冠农手生])|含(?![氟糖碘硒锌铁钙酸酒])|{_PACKED}|{any_of('items', 'led_by')})+"
)
AS_PRIZE = "(?:充当|充作|作为|当|作|做)(?:奖品|奖励|礼品|礼物|纪念品|赠品|彩头)"
AS_PRIZE_AT = regex(rf"{AS_PRIZE}$")
"""「保温杯当奖品」."""
_TAIL = regex(
    rf"(?:{_PACKED}|[小中大]?[支包瓶袋盒罐]装|一[套张份批组本]|[汉蒙藏维哈朝壮苗彝中英]{{0,3}}双语版?|(?<!没)[份册个件]?数"
    rf"|(?<![果籽确核诚忠现充务真])实|{AS_PRIZE}了?|\(|\([份册本张幅块条个件套把袋盒]\)|[了共约是有已就各都:\s]|[两三四五六]样|随(?![身行])[\u4e00-\u9fff]"
    rf"|不到\S{{1,3}}(?:小时|分钟|天)|(?:[一两半几]|不到)个?(?:小时|钟头|上午|下午|天|会儿?)|(?<![度压量速时])计"
    rf"|[压夹塞套别缝系]在[\u4e00-\u9fff]{{1,4}}|{any_of('items', 'trailing')})+$"
)
_REMARK = regex(r"\([^()]{1,22}\)$")
PEOPLE = regex(
    rf"^(?:[\u4e00-\u9fff]{{1,3}}户|{any_of('audiences')}|{any_of('people', 'reached', 'staff')})"
    "(?:们|朋友们?)?(?:每人)?"
)
PEOPLE_END = regex(
    rf"(?:{any_of('audiences')}|{any_of('people')}|[人们户农民员师者娃友哥姐叔婶村]|伙计儿?|兄弟|弟兄|姐妹|大爷|大妈|大娘|阿姨"
    "|[哥娘爷]们儿?|娃子|崽崽?|妹子|男生|女生|男士|女士|家庭|大家|每人|单位|学校|社区)(?:代表|朋友|们)?$"
)
FIGURE = regex(
    rf"\d+\s?(?:[种样类款号]|{any_of('measures')})"
    rf"|[一两二三四五六七八九十]+\s?(?:[种样类款]|{any_of('measures', 'handed')})(?![通图账])"
)
COUNTED = regex(rf"\d\s?{any_of('measures', 'handed')}")
GOES_ON = regex(r"(?![给发送了的各共分领])[\u4e00-\u9fff]")
POINTING = ("这", "那", "哪", "每个", "每位", "每名", "每家", "每户", "每人")
ONLY_ABOUT = regex(rf"{any_of('items', 'only_about')}|架(?![\d，。])")
"""「横幅照片」 is no banner."""
BARE_MEASURE = regex(r"(?<=了)[份册本张把盒瓶条幅块双支顶枚套件只个批](?=[\u4e00-\u9fff])")
"""「挂了条横幅」."""
NO_NAME = regex(
    r"$|第|.*[来去满完光尽成掉哈呢吧啊吗哦嘛]$"
    r"|(?:做(?!工|法)|作为|半天|一天|两天|一上午|一下午|整天|试试|备用|左右|平均|实际|最终|总算|会后|课后|后来|然后|之后|开始"
    r"|[当供补吧呢啊哈呀多还刚全都很没不已够走完光比可能才太挺真这那谁吗])(?!功能|媒体)"
    rf"|{any_of('items', 'no_beginning')}|.*{any_of('items', 'no_ending')}$"
)
"""What no list has is no name if it begins or ends so."""


def without_tail(plain: str, start: int, end: int) -> int:
    """Where a text ends when 「共」, 「倒是」, 「了」, 「(红色)」 and the like behind it are left out."""
    tail = _TAIL.search(plain, max(start, end - 12), end)
    end = tail.start() if tail else end
    remark = _REMARK.search(plain, max(start, end - 24), end)
    return remark.start() if remark else end
