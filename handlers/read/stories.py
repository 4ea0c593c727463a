"""One activity while its parts are put together, and whether a further part tells of another one."""

from dataclasses import dataclass, field
from datetime import date

from handlers.read.counted import counted_in, handed
from handlers.read.days import DayWords
from handlers.read.groups import Standing
from handlers.read.kinds import ONLINE
from handlers.read.patterns import regex
from handlers.read.sights import Sights
from handlers.read.venues import Place, best_place

_PART_OF_DAY = regex(r"上午|中午|下午|傍晚|晚上|早上|一大?早|清早|夜里|晚自习|白天|夜间|清晨|午后|当晚|今晚|昨晚")
_CONTINUES = regex(
    r"\s*(?:都[是为算]|均[为是]|本次|此次|这次|这场|该活动|此项|活动(?:中|现场|由|得到|受到|结束|期间)|现场|期间|据悉|据了解|去年|往年|以往|往届|大家|通过|会上|会后|课后|课上|讲座中|当天(?!下午|晚|上午)|今天(?:结束|闭幕|撤展|收官|落幕|截止)|(?:上午|下午|晚上)(?:又|再)?(?:进|放进|来了\d|又来|又进)|[两三四五几]场(?:都|均|全|共|合|一共|加))"
)
"""How a sentence begins that tells more of the same activity, or of earlier ones by the way."""
_FURTHER = regex(
    r"\s*(?:[^，,。；;\n]{0,8}完|[^，,。；;\n]{0,6}(?=又[去到]))?(?:又|接着|随后|然后|之后|紧接着|转头|回头|(?:顺[道便路]|捎带)(?=[又还]?[给到去在])|\d{1,2}点[^，,。；;\n]{0,3}又|[一二三四五六七八九十]{1,2}点[^，,。；;\n]{0,3}又)"
)
"""How a unit begins that tells of something else: 「演练完又给孩子讲了一课」."""
_CLOCK = regex(
    r"\s*(?:(?:[上下]午|晚上|早上)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:点|:\d\d)|午后|下午|傍晚|晚上|夜里|[早午晚]?饭后)"
)
_MOVED_ON = regex(
    r"\s*(?:\d{1,2}点半?|[一二三四五六七八九十]{1,2}点半?|[上下]午|晚上|随后|接着|然后|又)[^，,。；;\n]{0,4}(?:赶[到去往]|转[到去往]|奔|跑到|挪到)"
    r"|\s*[^，,。；;\n]{0,6}(?:赶[到去往]|转[到去往战]|转场|移步)"
    r"|\s*第[二三四五][场堂站拨讲个节][^，,。；;\n]{0,3}(?:移|挪|换|转|到|去|在)"
)
"""「11点赶到下湾子接着讲」."""
_REPEATED = regex(r"(?:又|再|重|重新)[^，,。；;\n]{0,3}[讲教放做来演](?:了|过)?一[遍次]")
_NUMBERED = regex(
    r"(?<![上中下][午旬])[一-龥]{0,3}(?:屋|支架|楼|车间|馆|厅|坑|井|棚|台|亭|门|库|矿|船|桥|塔|洞|泊位|舱|柜|哨|营|连|桩|坝|闸)(?=[，,。；;\s里内外上旁边])"
)
"""「湿地公园2号观鸟屋」 is no day."""
_ANOTHER = regex(
    r"\s*[^，,。；;\n]{0,4}(?:另外|还有|又(?=[给为去到在跟]))[^，,。；;\n]{0,14}(?:那|一)(?:场|次|节|站|堂|课)"
)
"""「另外把上周那场也报一下」, 「晚上又给教师做了一场」."""
_FAMILIES = regex(r"\d(?:余|多)?(?:组|户|个|对)(?:家庭|亲子|母子|父子|母女)|\d\d个(?=[，,。；;\s]|$)")
_BOUNDARY = regex(r"[。；;\n]+\s*$")
Span = tuple[date, date | None]
"""The first and the last day; the last is None where it was one day."""


@dataclass(slots=True)
class Story:
    """One activity while its units are put together."""

    start: int
    end: int
    days: set[Span] = field(default_factory=set)
    parts_of_day: set[str] = field(default_factory=set)
    places: list[str] = field(default_factory=list)
    counted: bool = False
    gave: bool = False
    named: bool = False
    kinds: set[str] = field(default_factory=set)


def story_in(sights: Sights, start: int, end: int) -> Story:
    plain = sights.undated.plain
    days = {
        (one.days.start, one.days.end)
        for one in sights.days
        if start <= one.start < end and one.days.start and _is_day(one) and not _NUMBERED.match(plain, one.end)
    }
    place: Place | None = best_place(plain, tuple(one for one in sights.places if start <= one.start < end))
    return Story(
        start,
        end,
        set(days),
        set(_PART_OF_DAY.findall(sights.writing.plain, start, end)),
        [plain[place.start : place.end].replace("的", "")] if place and place.rank >= 35 else [],
        any(start <= one.start < end for one in sights.groups) or _FAMILIES.search(plain, start, end) is not None,
        gave=any(
            one.measure in handed() and not one.amount.words.startswith("一") for one in counted_in(plain[start:end])
        ),
        named=place is not None and place.rank >= 55,
        kinds={one.kind for one in sights.kinds if start <= one.start < end and one.strength >= 3},
    )


def _is_day(day: DayWords) -> bool:
    """「腊八那天」 tells when, 「腊八」 alone may be what it was about."""
    return day.days.rule != "part_of_today" and (day.days.rule != "feast" or day.days.words.endswith("天"))


def starts_another(sights: Sights, current: Story, new: Story) -> bool:
    plain = sights.writing.plain
    if _CONTINUES.match(plain, new.start):
        return False
    if _is_repeated(plain, current, new):
        return False
    if _begins(current, new) or _is_next_of_plan(sights, current, new):
        return True
    apart = bool(current.days and new.days) and not _meet(current.days, new.days)
    if apart and _on_its_own_line(sights, current, new):
        return True
    if new.counted and current.counted and (_MOVED_ON.match(plain, new.start) or _at_another_hour(plain, current, new)):
        return True
    if new.counted and current.counted and _ANOTHER.match(plain, new.start):
        return True
    further = _FURTHER.match(plain, new.start)
    if further and new.places and current.places and new.gave and current.gave:
        return not _same(current.places, new.places)
    differs = bool(current.kinds and new.kinds - current.kinds)
    if not (further and differs and new.counted and current.counted):
        return False
    return all(one.standing is not Standing.TOTAL for one in sights.groups)


def _is_next_of_plan(sights: Sights, current: Story, new: Story) -> bool:
    """「11月安排：9日消防演练，20日心理课」: in a list of what is to be held nobody is counted yet."""
    plain = sights.writing.plain
    apart = bool(current.days and new.days) and not _meet(current.days, new.days)
    begun = any(one.start == new.start for one in sights.days)
    return apart and begun and bool(current.kinds and new.kinds) and _PLAN.search(plain, 0, new.start) is not None


_PLAN = regex(r"(?:安排|计划|预告|日程|议程)表?[:：]")


def _is_repeated(plain: str, current: Story, new: Story) -> bool:
    """「下午又重讲一遍，来了35个」: the same once more, where no other place is named."""
    elsewhere = (current.places and new.places) or ONLINE in new.kinds
    apart = bool(current.days and new.days) and not _meet(current.days, new.days)
    return not elsewhere and not apart and _REPEATED.search(plain, new.start, new.end) is not None


def _at_another_hour(plain: str, current: Story, new: Story) -> bool:
    """「…(48人)，下午2点半在镇农贸市场摆咨询台(74人)」."""
    return bool(new.places and _CLOCK.match(plain, new.start)) and not _same(current.places, new.places)


def _on_its_own_line(sights: Sights, current: Story, new: Story) -> bool:
    r"""A line or sentence that begins with its own day: 「…\\n10月26日 码头值班房 防溺水」."""
    edge = _BOUNDARY.search(sights.writing.plain, current.start, new.start)
    if edge is None or not any(one.start == new.start for one in sights.days):
        return False
    return "\n" in edge[0] or bool(current.places and new.places)


def _begins(current: Story, new: Story) -> bool:
    """Whether a unit tells of another activity than the one before: elsewhere or on another day, and with facts."""
    moved = bool(current.places and new.places) and not _same(current.places, new.places)
    told = current.counted or current.gave or (moved and bool(current.kinds and current.days))
    elsewhere = bool(new.days and new.places and current.days) and not _meet(current.days, new.days)
    if not told or not (new.counted or (new.kinds and (new.places or new.days)) or elsewhere):
        return False
    if current.places and current.counted and ONLINE in new.kinds - current.kinds and new.counted:
        return True
    if current.days and new.days and not _meet(current.days, new.days):
        return True
    later = bool(current.parts_of_day and new.parts_of_day) and not current.parts_of_day & new.parts_of_day
    if moved and later and (current.kinds or current.gave) and new.counted:
        return True
    if moved:
        return current.counted and (new.counted or _completes(current, new))
    return later and current.counted and new.counted and bool(new.kinds) and bool(current.kinds)


def _completes(current: Story, new: Story) -> bool:
    """Whether a unit without a number tells enough: a form, and a day or hour as the one before has, or gifts."""
    if new.days and not current.days:
        return False
    beside = (current.days and new.days) or (current.parts_of_day and new.parts_of_day) or (new.gave and new.named)
    return bool(new.kinds and beside)


def _meet(some: set[Span], others: set[Span]) -> bool:
    """Whether one of the days lies in one of the others' spans."""
    return any(one[0] <= (other[1] or other[0]) and other[0] <= (one[1] or one[0]) for one in some for other in others)


def _same(some: list[str], others: list[str]) -> bool:
    return any(one in other or other in one for one in some for other in others)


def join(story: Story, other: Story) -> None:
    """「上周六、周日连着开放，周六160人，周日70人」: a heading with several days gives way to the day that follows."""
    bare = not (story.places or story.counted or story.kinds)
    heads = not story.counted and other.counted and bool(other.days)
    story.end = other.end
    story.days = other.days or story.days if bare or heads else story.days | other.days
    story.parts_of_day |= other.parts_of_day
    story.places += other.places
    story.counted |= other.counted
    story.gave |= other.gave
    story.kinds |= other.kinds
