"""Random facts, and the many ways people put them into a sentence: what the property tests are made of."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

SENT = datetime(2026, 5, 13, 18, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Wednesday evening."""

_ONES = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Fact:
    """What happened, with the words for the day and the number as this person writes them."""

    day: date
    day_words: str
    venue: str
    topic: str
    kind: str
    audience: str
    people: str
    attendees: int
    number: str
    item: str
    measure: str
    quantity: int


DAYS = {
    "今天": SENT.date(),
    "今天下午": SENT.date(),
    "今早": SENT.date(),
    "昨天": SENT.date() - timedelta(days=1),
    "昨天上午": SENT.date() - timedelta(days=1),
    "前天": SENT.date() - timedelta(days=2),
    "大前天": SENT.date() - timedelta(days=3),
    "上周五": date(2026, 5, 8),
    "上周三下午": date(2026, 5, 6),
    "周一": date(2026, 5, 11),
    "5月9日": date(2026, 5, 9),
    "五月九号": date(2026, 5, 9),
    "4月30号": date(2026, 4, 30),
    "2026年5月8日": date(2026, 5, 8),
    "5.10": date(2026, 5, 10),
    "12月3日": date(2025, 12, 3),
}
TOPICS = ("防溺水", "高血压防治", "垃圾分类", "水稻育秧", "消防安全", "防诈骗", "森林防火", "近视防控", "果树修剪")
KINDS = ("讲座", "培训")
PEOPLE = {
    "农民": ("村民", "农户代表", "果农"),
    "青少年": ("学生", "孩子", "同学"),
    "老年人": ("老人", "老年人"),
    "社区居民": ("居民", "小区居民"),
    "产业工人": ("职工", "工人", "员工"),
    "公众": ("群众", "市民"),
}
THINGS = (("手册", "本"), ("宣传单", "张"), ("折页", "份"), ("扇子", "把"), ("资料", "份"), ("环保袋", "个"))

places = st.builds(
    "{}{}{}".format,
    st.sampled_from(("柳", "枫", "桐", "石", "青", "白", "清", "金")),
    st.sampled_from(("河", "林", "溪", "桥", "岭", "沙", "湾", "塘")),
    st.sampled_from(("村", "村委会", "社区", "社区活动室", "小学", "中学", "镇中心广场", "机械厂", "敬老院", "文化站")),
)


def chinese(number: int) -> str:
    """1 to 999 as it is spoken: 15 is 十五, 105 is 一百零五, 110 is 一百一十."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    spoken = f"{_ONES[hundreds]}百" if hundreds else ""
    if tens:
        spoken += "十" if tens == 1 and not hundreds else f"{_ONES[tens]}十"
    elif hundreds and ones:
        spoken += "零"
    return spoken + (_ONES[ones] if ones else "")


def full_width(text: str) -> str:
    """ASCII in the width of Chinese characters."""
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """One activity, every fact of it drawn on its own."""
    day_words = draw(st.sampled_from(tuple(DAYS)))
    audience = draw(st.sampled_from(tuple(PEOPLE)))
    attendees = draw(st.integers(11, 999))
    write = draw(st.sampled_from((str, chinese, lambda number: full_width(str(number)))))
    item, measure = draw(st.sampled_from(THINGS))
    return Fact(
        day=DAYS[day_words],
        day_words=day_words,
        venue=draw(places),
        topic=draw(st.sampled_from(TOPICS)),
        kind=draw(st.sampled_from(KINDS)),
        audience=audience,
        people=draw(st.sampled_from(PEOPLE[audience])),
        attendees=attendees,
        number=write(attendees),
        item=item,
        measure=measure,
        quantity=draw(st.integers(11, 999)),
    )


PHRASINGS = (
    "{day}在{venue}举办{topic}{kind}，{people}{number}人参加，发放{item}{quantity}{measure}。",
    "{day}{venue}搞了场{topic}{kind}，来了{number}个{people}，{item}发了{quantity}{measure}",
    "{day} {venue} {topic}{kind} {people}{number}人 {item}{quantity}{measure}",
    "报个活动：{topic}{kind}，{day}办的，地点{venue}，到场{people}{number}名，发{item}{quantity}{measure}",
    "时间：{day}\n地点：{venue}\n主题：{topic}\n形式：{kind}\n对象：{people}\n人数：{number}\n资料：{item}{quantity}{measure}",
    "{day}，县科协联合镇卫生院到{venue}开展{topic}{kind}，共有{number}名{people}参加，现场发放{item}{quantity}{measure}。",
    "{venue}的{topic}{kind}{day}搞完了，{people}来了{number}人，送出去{item}{quantity}{measure}",
    "{day}我们几个志愿者在{venue}给{people}做了{topic}{kind}，{number}人听，{quantity}{measure}{item}都发完了",
)


SPACED = PHRASINGS[:-1]
"""Those that stay clear with blanks for marks: in the last a number would belong to what stands before it."""

RUN_ON = (PHRASINGS[0], PHRASINGS[5], PHRASINGS[6])
"""Those that stay clear without any mark: in the others a name would run into the next word."""


def said(fact: Fact, phrasing: str) -> str:
    """The fact as a message."""
    return phrasing.format(
        day=fact.day_words,
        venue=fact.venue,
        topic=fact.topic,
        kind=fact.kind,
        people=fact.people,
        number=fact.number,
        item=fact.item,
        quantity=fact.quantity,
        measure=fact.measure,
    )


CLAUSES = ("{day}的", "地点{venue}", "{topic}{kind}", "{people}{number}人参加", "发了{item}{quantity}{measure}")
"""Clauses that mean the same in any order."""
