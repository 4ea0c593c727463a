"""Outputs that are not handed out: certificates, prizes, consultations answered, news published, facilities built."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from handlers.read.counted import Counted, counted_in
from handlers.read.lexicon import either
from handlers.read.patterns import regex
from handlers.read.terms import remembered
from storage.model.activity import Amount, Category, Output
from storage.model.taxonomy import Taxonomy


class Result(NamedTuple):
    """A result and where it stands, its name and its amount within it."""

    output: Output
    start: int
    end: int
    item: tuple[int, int]
    amount: tuple[int, int]


class _Rule(NamedTuple):
    """What stands before and behind the figure; the group named `item` is the name of the result."""

    category: Category
    action: str
    before: re.Pattern[str]
    measures: frozenset[str]
    behind: re.Pattern[str]


_ANY = regex("")
_LINK = r"(?:了|过|共|总计|共计|约|达|有|:|\s)*$"
_PEOPLE = frozenset({"人次", "人(次)", "人", "名", "位", "次", "个次"})
_CERTIFICATE = (
    r"[^，。；！？,;、\n\s了过给共]{0,8}(?:证书|资格证|绿色证|结业证|合格证|上岗证|毕业证|培训证|技能证|荣誉证书)"
)
_PRIZE = r"(?:[特一二三优]等奖|优秀奖|优胜奖|组织奖|鼓励奖|参与奖|[金银铜]奖|[冠亚季]军)"


@remembered
def _rules(taxonomy: Taxonomy) -> tuple[_Rule, ...]:
    def names(category: Category) -> str:
        known = (item for item in taxonomy.items if item.category is category)
        return either(tuple(word for item in known for word in (item.name, *item.aliases)))

    news = rf"[^，。；！？,;、\n\s了过共]{{0,10}}(?:{names(Category.PUBLICATION)}|信息|稿件|简报|推文|通讯|消息)"
    built = (
        rf"[^，。；！？,;、\n\s了过]{{0,6}}(?:{names(Category.FACILITY)}|科普长廊|科普驿站|科普馆|科普园|科普角|电子屏)"
    )
    publish = r"(?P<action>发布|发表|刊发|刊登|刊载|编发|撰写|推送|采写|报送|上报|播发|印发)"
    build = r"(?P<action>建成|新建|建设|建立|修建|设立|创建|更新|增设|改造|建起|打造)"
    answer = r"(?:解答|接受|接待|受理|答复|回答|提供|现场解答|开展现场)"
    return (
        _Rule(
            Category.CERTIFICATE,
            "颁发",
            regex(rf"(?:颁发|发放|取得|获得|领取|发|拿到|考取|授予)?了?(?P<item>{_CERTIFICATE}){_LINK}"),
            frozenset({"个", "本", "张", "份", "册"}) | _PEOPLE - {"人次", "次"},
            _ANY,
        ),
        _Rule(
            Category.CERTIFICATE,
            "颁发",
            regex(r"(?:颁发|发放|取得|获得|领取|发|授予|拿到|考取)了?\s?$"),
            frozenset({"个", "本", "张", "份", "册"}),
            regex(rf"\s?(?P<item>{_CERTIFICATE})"),
        ),
        _Rule(
            Category.CERTIFICATE,
            "颁发",
            _ANY,
            _PEOPLE - {"人次", "次"},
            regex(rf"[^，。；,;\n\d]{{0,6}}(?:取得|获得|领取|拿到|考取)了?(?P<item>{_CERTIFICATE})"),
        ),
        _Rule(
            Category.AWARD,
            "获奖",
            regex(rf"(?P<item>{_PRIZE}){_LINK}"),
            frozenset({"个", "项", "件", "幅", "篇", ""}) | _PEOPLE,
            _ANY,
        ),
        _Rule(
            Category.AWARD,
            "获奖",
            regex(rf"(?:评出|评选出|颁发|产生|设|获得?|荣获)?了?(?P<item>获奖)(?:者|人员|作品|选手|学生)?{_LINK}"),
            frozenset({"个", "项", "件", "幅", "篇"}) | _PEOPLE,
            _ANY,
        ),
        _Rule(
            Category.AWARD,
            "获奖",
            _ANY,
            frozenset({"个", "项", "件", "幅", "篇"}) | _PEOPLE,
            regex(rf"[^，。；,;\n\d了过]{{0,8}}?(?P<item>获奖|得奖|获得?{_PRIZE}|荣获{_PRIZE}|{_PRIZE})"),
        ),
        _Rule(
            Category.CONSULTATION,
            "解答",
            regex(rf"{answer}了?(?:[^，。；！？,;、\n\s\d]{{0,8}})?(?P<item>咨询)(?:服务|问题)?{_LINK}"),
            _PEOPLE | {"个", "条", "项", "余"},
            _ANY,
        ),
        _Rule(
            Category.CONSULTATION,
            "解答",
            regex(r"(?:解答|答复|回答)了?(?P<item>[^，。；！？,;、\n\s\d]{0,4}(?:问题|疑问|提问))" + _LINK),
            frozenset({"个", "条", "项", "次", "人次"}),
            _ANY,
        ),
        _Rule(
            Category.CONSULTATION,
            "解答",
            regex(rf"{answer}了?\s?$"),
            _PEOPLE | {"个", "条", "项"},
            regex(r"[^，。；,;\n\d]{0,6}?(?:的)?(?P<item>咨询|问题|疑问)(?!室|台|师|中心)"),
        ),
        _Rule(
            Category.CONSULTATION,
            "解答",
            regex(
                rf"(?<!来)(?<!开展)(?<!开展科技)(?<!科技)(?<!组织)(?<!举办)(?<!参加)(?P<item>(?:现场|群众|技术|健康|法律|政策)?咨询)(?:服务)?{_LINK}"
            ),
            frozenset({"人次", "次", "人(次)"}),
            _ANY,
        ),
        _Rule(
            Category.PUBLICATION,
            "发布",
            regex(rf"(?:{publish}|发)了?(?P<item>{news}){_LINK}"),
            frozenset({"篇", "条", "期", "则", "份", "个"}),
            _ANY,
        ),
        _Rule(
            Category.PUBLICATION,
            "发布",
            regex(rf"(?:{publish}|发)了?{_LINK}"),
            frozenset({"篇", "条", "期", "则"}),
            regex(rf"\s?(?P<item>{news})"),
        ),
        _Rule(
            Category.PUBLICATION,
            "发布",
            regex(rf"(?P<item>{names(Category.PUBLICATION)}|信息|稿件|新闻稿|推文){_LINK}"),
            frozenset({"篇", "则"}),
            _ANY,
        ),
        _Rule(
            Category.FACILITY,
            "建成",
            regex(rf"{build}了?(?P<item>{built}){_LINK}"),
            frozenset({"个", "处", "座", "所", "间", "块", "面", "家"}),
            _ANY,
        ),
        _Rule(
            Category.FACILITY,
            "建成",
            regex(rf"{build}了?{_LINK}"),
            frozenset({"个", "处", "座", "所", "间", "块", "面", "家"}),
            regex(rf"\s?(?P<item>{built})"),
        ),
    )


def results_in(plain: str, taxonomy: Taxonomy) -> Iterator[Result]:
    """Every result that has a number, from left to right: 「颁发绿色证书1265人」, 「解答群众咨询100人次」."""
    rules = _rules(taxonomy)
    for count in counted_in(plain):
        if result := next(filter(None, (_read(rule, plain, count) for rule in rules)), None):
            yield result


def _read(rule: _Rule, plain: str, count: Counted) -> Result | None:
    if count.measure not in rule.measures:
        return None
    before = rule.before.search(plain, max(0, count.start - 24), count.start)
    behind = rule.behind.match(plain, count.end) if before else None
    if before is None or behind is None:
        return None
    source = before if "item" in rule.before.groupindex else behind
    action = before["action"] if "action" in rule.before.groupindex and before["action"] else rule.action
    start = before.start() if before[0] else count.start
    amount = count.amount if count.amount.said else Amount()
    output = Output(source["item"], amount, count.measure, action, rule.category)
    item = source.span("item")
    return Result(output, start, max(count.end, item[1]), item, (count.start, count.end))
