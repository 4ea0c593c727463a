"""Where in a message another activity may begin: at sentences, times of day, days, places with their numbers."""

from collections.abc import Iterator
from itertools import pairwise

from handlers.read.days import DayWords
from handlers.read.groups import Standing, is_team
from handlers.read.patterns import regex
from handlers.read.sights import Sights
from handlers.read.spans import Spans

SENTENCE = regex(r"[。；;！!？?\n]+")

_TIME_OF_DAY = (
    r"一?大?早上|晚自习|白天|夜间|清晨|一早|清早|上午|中午|午后|下午|午间|傍晚|晚上|夜里|当晚|晚饭后|饭后|隔天|同日|同天|次日|转天|第二天"
    r"|\d{1,2}点(?:半|多|钟)?[赶到去在又再]|[一二三四五六七八九十]{1,2}点(?:半|多|钟)?[赶到去在又再]"
)
_ONE_MORE = (
    r"又(?=[在去到给讲教跑赶上])|还(?=在|去|到|给|上)|再(?=[去到]|赶)|另外|另一[场个路队组拨处边头]|还有一[个处场路队]"
    r"|接着|随后|然后|之后|[一-龥]{0,6}完[了后]?又|紧接着|转头|顺路|顺[道便](?=[又还]?[给到去在])|回头又|完事又|末了又|捎带[着]?(?:又|给)|返程|[一-龥]{1,6}又(?=[去到]了?)|[一-龥]{1,6}(?:赶[到去往]|转[到去往战])|移步"
)
_NUMBERED = (
    r"第[一二三四五]|头一个|首站|末站|[一二三四五1-5][路队拨](?=[\d去到在守往赴进])|[一二三四五1-5]组(?=[去到在守往赴进])|[一二三四]队|[甲乙丙丁A-D]组(?=[在去到])|一[个处]在|其[一二三]|[二三四]是"
    r"|[一二三四五六七八九]组(?:去|到|在|往|赴|进|负责)"
)
_OF_ALL = r"都[在是]|均[在为]|各发|每[场处]发"
_AHEAD = r"下一步|下(?:周|个?月|礼拜|星期)"
_FRESH = regex(rf"[，,、\s](?=(?:{_TIME_OF_DAY}|{_ONE_MORE}|{_NUMBERED}|{_OF_ALL}|{_AHEAD}))")
"""「…，下午又去…」, 「…，一组去…」, 「…，另一场…」."""
_LISTED = regex(
    r"(?:(?<=[\s；;。:：，,\n])|^)(?:\(?\d{1,2}[、.)](?!\d)|[▶►●◆■★➤✔✅•①②③④⑤⑥]|[一二三四五六七八]、|[(（][一二三四五六]\))"
)
_COUNTED_AT = regex(r"\s?(?:来了|到了|有|约|近|:)?\d|[(（]|[也又再]?[放讲办做教搞演播摆]")
_LETTERED = regex(r"[A-Za-z]点$")
_TEAMS = tuple("组队班部连层")
_SURE = 75
_CLAUSE = regex(r"[^，,。；;！!？?\n]+")


def units_in(sights: Sights, begin: int) -> Iterator[tuple[int, int]]:
    """The stretches from `begin` on in which another activity may begin."""
    plain = sights.writing.plain
    marks = {mark for mark in _marks(sights, begin) if begin < mark < len(plain)}
    for start, end in pairwise(sorted({begin, *marks, len(plain)})):
        if plain[start:end].strip():
            yield start, end


def _marks(sights: Sights, begin: int) -> Iterator[int]:
    """Behind a full stop, before 下午, 另外 and the like, before a day, and before a place with a number."""
    plain = sights.writing.plain
    yield from (match.end() for match in SENTENCE.finditer(plain, begin))
    dated = {one.end for one in sights.days}
    yield from (match.end() for match in _FRESH.finditer(plain, begin) if match.start() not in dated)
    yield from (match.start() for match in _LISTED.finditer(plain, begin))
    for day in sights.days:
        listed = _LISTED.search(plain, max(0, day.start - 5), day.start) or _is_name_of_dated(sights, day)
        if plain[max(0, day.start - 1)] in "，,;；。 \n:、" and not listed:
            yield day.start
    summed = any(one.standing is Standing.TOTAL for one in sights.groups)
    teams = tuple({one.once for one in sights.groups if is_team(one)})
    yield from _counted_places(sights, begin)
    for place in sights.places:
        lettered = _LETTERED.search(plain, max(0, place.start - 2), place.start)
        start = lettered.start() if lettered else place.start
        if summed:
            return
        if plain[place.end - 1] in _TEAMS or plain.startswith(teams, start):
            continue
        if place.rank >= 45 and plain[max(0, start - 1)] in "，,、:" and _COUNTED_AT.match(plain, place.end):
            yield start


def _is_name_of_dated(sights: Sights, feast: DayWords) -> bool:
    """「4.29 街心花园，疟疾日补课」: a feast in a sentence that was dated already is no other day."""
    if feast.days.rule != "feast":
        return False
    between = (
        sights.writing.plain[one.end : feast.start]
        for one in sights.days
        if one.end <= feast.start and one.days.rule != "feast"
    )
    return any(not SENTENCE.search(text) for text in between)


def _counted_places(sights: Sights, begin: int) -> Iterator[int]:
    """「…两地同步举行：营地宣传营员110名，广场宣传…」, 「两个村，东沟讲防火，32人听，西沟放电影，60人看」."""
    plain = sights.writing.plain
    named = {one.start for one in sights.places if one.start >= begin > 0 and one.rank >= _SURE}
    starts = [match.start() for match in _CLAUSE.finditer(plain, begin) if match.start() in named]
    counted = Spans((one.start, one.end) for one in sights.groups)
    told = [start for start, end in pairwise((*starts, len(plain))) if counted.meets(start, end)]
    if len(told) > 1:
        yield from told
