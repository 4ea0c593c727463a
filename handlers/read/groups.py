"""Numbers of people in a text: who they are, and what each number says about how many were reached."""

from bisect import bisect_left
from collections.abc import Iterator
from enum import Enum
from operator import attrgetter
from typing import NamedTuple

from handlers.read import amounts
from handlers.read.amounts import Figure
from handlers.read.barecounts import is_likely, may_count_people
from handlers.read.calling import called_by
from handlers.read.counts import COUNTED_UP, LABEL, ONLINE, RECORD, TOTAL, Count
from handlers.read.headcounts import counts_people, is_of_pairs
from handlers.read.lexicon import any_of
from handlers.read.patterns import regex
from handlers.read.people import People
from handlers.read.reached import ANSWERED, were_reached
from handlers.read.series import begins_series, series_at
from storage.model.activity import Amount

_START = attrgetter("start")


class Standing(Enum):
    """What a number of people says about how many were reached."""

    GROUP = "group"
    TOTAL = "total"
    PART = "part"
    CONSULTED = "consulted"
    ONLINE = "online"
    LIKELY = "likely"
    PERHAPS = "perhaps"


class Group(NamedTuple):
    """A number of people in a text; `people` are the words they are called by, `once` the time of day or the turn."""

    start: int
    end: int
    amount: Amount
    standing: Standing
    people: tuple[People, ...] = ()
    once: str = ""


_EDGE = regex(r"[，,。；;！!？?\n\t|()（）「」【】…~]")
_MEASURE = regex(
    r" ?(?:多|余|来|几)?(?:的(?=人(?![数次])))?"
    r"(人次数?|人\(次\)|人/次|个人(?!工|体)|个(?:名字|名(?=[，,。；;\s]|$)|签名|人头|脑袋)|条(?:汉子|好汉|大汉)"
    r"|号人?(?![楼线院门路文机车])|口子(?!里)人?|口人"
    r"|口(?=[，,。；;\s]|$)|人(?!民币|次|造|工智|份|均|机)|名(?!单|额|称|字|胜|片)|位(?![于置])|个|对(?![象于面应比话外接待])|群|组)"
)
_OF_THINGS = regex(
    r"\s?(?:[份册张块场期项月日届种台辆套盒瓶袋箱包支幅篇部间栋款顶盏枚株棵粒页斤吨亩℃%元秒楼层岁]|本(?!人)|米(?!粉)|天(?!文)|公[里斤]|小时|分钟?(?!组)"
    r"|年(?!级|轻)|点(?![名数])|户(?!主))"
)
"""Behind a number that is none of people, so that nothing else needs to be asked of it."""
_COMING_TO_ASK = regex(r"(?:来|前来|参加)咨询的|接待[^，,。；;]{0,4}咨询")
_SO_FAR = regex(
    "(?:今年|本月|全年|至今|以来|迄今|截至|历年|本季度|这个月)[^，,。；;]{0,8}$"
    r"|[\d一二两三四五六七八九十][余多几]?(?:年|届)(?:来|间|以来|多)?[，,]?(?:共|已|累计|先后)[^，,。；;]{0,8}$"
)
_WATCHING = regex(r"[看听]的人?(?:数|约|有|是|的)*$")
_AFAR = regex(any_of("counting", "afar"))
_ON_THE_SPOT = regex("驻足|现场|到场|进场|入场|前来")
_ONLINE_AFTER = regex(rf"\s?(?:次)?{any_of('counting', 'online_after')}")
_CELL = regex(
    r"(?:^|(?<=[\n|\t；;，,。/【]))[^\n|\t；;，,。\d]{0,8}(?:人数|人次|受众)[^\n|\t；;，,。\d]{0,4}[|\t；;]\s?$"
)
_PART = regex(
    r"(?:其中|包括|包含|这里面|含)[^。；;\n]{0,12}$|\d[^。；;\n]{0,12}(?:里面|里头|当中)[^。；;\n]{0,12}$|[凳椅座位]子?(?:都)?不[够足][^。；;\n]{0,6}$|(?:坐|全|都|爆|客|座无虚席|座)满?[^。；;\n\d]{0,4}[还又][站蹲挤加][^。；;\n\d]{0,4}$"
    r"|坐满[^。；;\n\d]{0,4}站[着的]的?[还也另]?有?[^。；;\n\d]{0,2}$|群[里内]?(?:一?共|总共|现?有|约|成员)*$"
)
"""「群里480人」 are the members of a chat group, 「还站了二十来个」 came besides those who sat."""
_TEAM = regex(r"(?:^|[和与、+:])([一-龥]{1,5}[村屯班队组厂场院馆区部片社所寨庄营连岗站点科系])[:有共约]?\s?$")
_NUMERAL = r"(?:\d{1,4}|[一二三四五六七八九十百零]{1,6})"
_TEAM_END = "[村屯班队组厂校院区部监舍连岗站系]"
_TEAM_HAS = "(?:一拨)?(?:[:有共是]|[也还]是|来了|到了)?(?:差[一二两俩三仨四五][个人]?(?:就|到|满|不到|够)+)?"
_TEAM_BEHIND = regex(rf"\)?{_TEAM_END}|\(\d{{1,2}}\)班")
_OF_ONE_WHOLE = regex("(?:[班队组部监连营]|监区)$")
_STAYED_AWAY = r"(?:[一-龥\d]{1,3}\1[请没未缺][一-龥]{1,5}[，,、])?"
_TEAM_NAME = r"(?:[一-龥\d()]{1,6}?|[ ]{2,4})"
_TEAMS_LISTED = regex(
    rf"{_TEAM_NAME}({_TEAM_END}){_TEAM_HAS}{_NUMERAL}(?:[人名]|个(?=[，,、\s一-龥]))?"
    rf"(?:[，,、；;\s和与]{{0,2}}{_STAYED_AWAY}{_TEAM_NAME}\1{_TEAM_HAS}{_NUMERAL}"
    r"(?:[人名]|个(?=[，,、；;。\s)]|$)|(?=[，,、；;。\s)和一-龥]|$)(?![份册本张个块条元分号点项场]))){1,9}"
)
"""「木工班50，钢筋班40」, 「1组46、2组51、3组请假没来、4组44」: teams that are called alike, each with its number."""
PEAK = "最高"
_PEAK = regex("最高|峰值|同时|最多(?:的?时候|时)")
"""「峰值在线412」: how many watched, where nobody gives the whole."""
_ENROLLED = regex(r"(?:报名|预约|报了名)的(?:是|有|共)*$")
"""「报名的20个同学每人打了一个哨子」: they came, where nobody says otherwise."""
_ASIDE = regex(r"(旁听|旁观|观摩|站着)[的者人]?(?:也|还)?(?:有|约|共|来了)?\s?$")
_DOING = regex(rf"({any_of('counting', 'doing')})的(?:人|也|有|约|共)*\s?$")
_BRACKETED = regex(r"[^，,。；;\n()]{0,2}\([^()\n。；;]{0,14}")
_AMONG = regex(r"[^，,。；;\n]{0,4}[里当]?中[，,]?有?")
_SOME_DID = regex(
    r"(?:登记|填写?|签[署订]|报名)[^，,。；;\d]{0,4}(?:意向|意愿)[^，,。；;\d]{0,2}$|(?:当场)?(?:教会|学会|办理|加入)了?[^，,。；;\d]{0,3}$"
)
"""「登记献血意向21人」, 「教会15个人」."""
_OUTCOME = regex(rf"\s?{any_of('counting', 'outcome')}")
_ONCE = regex(
    "上午|下午|中午|早上|晚上|[早午晚日夜]场|[早晚中白夜日]班|[上下前后]半[场天]|头天|次日|[前后]一?天"
    r"|第[一二三四五1-5]个?(?:半天|上午|下午|晚上|小时|班|团|组|村|点)|\(\d{1,2}\)班"
    "|[第头前后另又再]?[一二三四五六七八九1-9头前后这那](?:[拨批场期天节回趟车轮组班队]|校区)|第[一二三四五六七八九]|[甲乙丙丁A-F][班组队]|[大中小][一二三四1-4]?班"
)
"""What tells one number of the same people from another: the time, the turn, the class."""


def groups_in(plain: str, people: tuple[People, ...], dated: str = "") -> tuple[Group, ...]:
    """Every number of people in a text that may have been reached; `dated` is the text with its days.

    Not those of staff, of people who were invited or stayed away, of another time, of each session or household.
    """
    return tuple(_groups(plain, people, dated or plain))


def _groups(plain: str, people: tuple[People, ...], dated: str) -> Iterator[Group]:
    clause, crowded, skipped = 0, False, 0
    teams = [match.span() for match in _TEAMS_LISTED.finditer(plain)]
    last: Group | None = None
    within = {place for one in people for place in range(one.start, one.end)}
    for figure in amounts.figures(plain):
        if figure.start in within or figure.start < skipped or _is_of_things(plain, figure):
            continue
        listed = any(start <= figure.start < end for start, end in teams)
        if listed and _TEAM_BEHIND.match(plain, figure.end):
            clause = figure.start
            continue
        count = _around(plain, figure, people, _clause_start(plain, figure.start, clause))
        count = count._replace(crowded=crowded, listed=listed)
        clause = count.figure.start - len(count.before)
        if series := series_at(count):
            skipped = series.end
            yield Group(figure.start, series.end, series.amount, Standing.GROUP, count.called)
        if series or not counts_people(count):
            standing = Standing.LIKELY if is_likely(count) else Standing.PERHAPS
            if (standing is Standing.LIKELY or may_count_people(count)) and (group := _group(count)):
                yield group._replace(standing=standing)
            continue
        crowded = True
        if not were_reached(count):
            if _ENROLLED.search(count.before) and (group := _group(count)):
                yield group._replace(standing=Standing.LIKELY)
        elif _PEAK.search(count.before):
            if (group := _group(count)) and group.standing is Standing.ONLINE:
                yield group._replace(once=PEAK)
        elif group := _group(count):
            group = group._replace(once=_turn(dated, max(0, clause - 1), count))
            last, whole = (last, last) if last and _is_some_of(plain, last, group) else (group, None)
            yield group._replace(standing=Standing.PART) if whole else group
        clause = figure.end


def _is_of_things(plain: str, figure: Figure) -> bool:
    return _OF_THINGS.match(plain, figure.end) is not None and not begins_series(plain, figure.start)


def _turn(dated: str, clause: int, count: Count) -> str:
    """「第二拨」, 「下午」 before a number; for people without a name also the place or team: 「东村」, 「木工班」."""
    clause = dated.rfind("(", max(0, clause - 3), clause + 1) if dated[clause : clause + 1] == ")" else clause
    turns = _ONCE.findall(dated, max(0, clause), count.figure.start)
    if turns or count.called:
        return "".join(turns[-2:])
    team = _TEAM.search(count.before) or _ASIDE.search(count.before) or _DOING.search(count.before)
    return team[1] if team else ""


def is_team(group: Group) -> bool:
    """「木工班50，钢筋班40」: a part of one whole that has its own name, and no place like 「东村」 or 「城北社区」."""
    return not group.people and _OF_ONE_WHOLE.search(group.once) is not None


def _is_some_of(plain: str, whole: Group, part: Group) -> bool:
    """「24位糖友(65岁以上的15位)」, 「45位居民，12位当场装了」: some of those counted before."""
    if whole.amount.value is None or part.amount.value is None or part.standing is not Standing.GROUP:
        return False
    named_alike = not part.people and _OUTCOME.match(plain, part.end)
    bracketed = _BRACKETED.fullmatch(plain, whole.end, part.start) or _AMONG.fullmatch(plain, whole.end, part.start)
    of_those = part.start < whole.end
    lesser = not part.people and _SOME_DID.search(plain, max(0, part.start - 12), part.start)
    return part.amount.value <= whole.amount.value and bool(of_those or named_alike or bracketed or lesser)


def _clause_start(plain: str, place: int, since: int) -> int:
    """Where the clause around a place begins, not before `since`."""
    begin = max(since, place - 40)
    return max((match.end() for match in _EDGE.finditer(plain, begin, place)), default=begin)


def _around(plain: str, figure: Figure, people: tuple[People, ...], clause: int) -> Count:
    measure = _MEASURE.match(plain, figure.end)
    after = measure.end() if measure else figure.end
    word = measure[1] if measure else ""
    label = _CELL.search(plain, max(0, figure.start - 16), figure.start)
    before = label[0] if label else plain[clause : figure.start]
    called = called_by(plain, figure.start, after, word, people)
    behind = bisect_left(people, after, key=_START)
    followed = behind < len(people) and people[behind].start == after and people[behind] not in called
    last = bisect_left(people, figure.start, key=_START) - 1
    named = people[last].end - clause if last >= 0 and people[last].start >= clause else 0
    peopled = bool(people) or "们" in plain
    earlier = _clause_start(plain, max(0, clause - 1), 0)
    nearby = last >= 0 and people[last].start >= earlier
    return Count(
        plain, figure, word, after, before, called, followed=followed, peopled=peopled, named=named, nearby=nearby
    )


def _group(count: Count) -> Group | None:
    end = max([count.after, *(one.end for one in count.called if one.start >= count.after)])
    amount = _sized(count, end)
    start = min([count.figure.start, *(one.start for one in count.called)])
    return Group(start, end, amount, _standing(count), count.called) if amount else None


def _sized(count: Count, end: int) -> Amount | None:
    """The amount with its words; 「三十对母女」 are sixty people, other pairs are not counted."""
    amount = count.figure.amount
    loose = amounts.loosely_behind(count.plain, end)
    words = count.plain[count.figure.start : max(loose if loose > end else 0, count.after)]
    if count.measure == "对":
        if amount.value is None or not is_of_pairs(count):
            return None
        amount = Amount(amount.value * 2, approximate=amount.approximate)
    return amounts.with_words(amount, words, approximate=loose > end)


def _is_few_of_them(count: Count) -> bool:
    """「二十来个人吧，有几个是路过的」: nobody knows how many of those before."""
    start = count.figure.start
    return count.crowded and count.plain.startswith("几", start) and count.plain[start - 1 : start] == "有"


def _standing(count: Count) -> Standing:
    start = count.figure.start
    if _PART.search(count.plain[max(0, start - 24) : start]) or _is_few_of_them(count):
        return Standing.PART
    watched = ONLINE.search(count.before) or _ONLINE_AFTER.match(count.plain, count.after)
    if not watched and _WATCHING.search(count.before):
        watched = _AFAR.search(count.plain, max(0, start - len(count.before) - 14), start)
    if watched and not _ON_THE_SPOT.search(count.before) and _AFAR.search(count.plain):
        return Standing.ONLINE
    if ANSWERED.search(count.before) and not _COMING_TO_ASK.search(count.before):
        return Standing.CONSULTED
    if COUNTED_UP.search(count.plain, max(0, start - 8), start) or RECORD.search(count.before):
        return Standing.TOTAL
    if _SO_FAR.search(count.plain, max(0, start - 24), start):
        return Standing.LIKELY
    if TOTAL.search(count.before) or LABEL.search(count.before):
        return Standing.TOTAL
    return Standing.GROUP
