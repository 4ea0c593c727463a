"""Which register of the ledger a figure of a report belongs to: activities, assets, publicity, money and so on."""

from enum import StrEnum

from handlers.read.patterns import regex


class Register(StrEnum):
    """Where a stated figure is kept; only those of activities may be added up."""

    ACTIVITY = "A"
    ASSET = "B"
    PUBLICITY = "C"
    POSTING = "D"
    MONEY = "E"
    ORGANISATION = "F"
    CLAIM = "G"


_CLAIM = regex(r"转移|荣获|被评为|连续|比例|覆盖率|普及率|知晓率|满意率|掌握|增收|增产|提高了?\d")
_MOVED = regex(r"[^，,。；;]{0,12}转移")
_POSTING = regex(r"选派|下派|派往|派驻|派出|精选|选聘|抽调|特派员|科技骨干|聘请|选出")
_EXPERT = regex(r"专家|特派员|骨干|辅导员|指导员|讲师")
_PUBLICITY = regex(r"信息|稿件|采用|简报|报道|新闻|推文|文章|网站|公众号|短信|刊发|播出")
_BUILT = regex(
    r"创建|建成|共建|新建|建立|建有|建设|设立|开通|成立|拥有|现有|已有|至少有|购置|配备|引进|有(?=\d|$)|建(?=[\u4e00-\u9fff]{2,})"
)
_ASSET = regex(r"示范|基地|协会|农技协|会员|活动室|画廊|宣传栏|展品|生产线|灌装线|书屋|示范户")
_ORGANISED = regex(r"部门|单位|领导小组|成员|任务|目标|阶段|举措|措施|方面|机制|制度|方案|文件|主题|检查|会议|环节")
_DUTY = regex(r"每(?:年|月|季度|季|半年|周)")


def register_of(measure: str, noun: str, before: str, behind: str) -> Register:
    """The register of a figure, by its measure word, its noun and the words of its clause.

    创建科普示范村30个 is an asset, 培训86期 an activity, 投入400余万元 money, 覆盖面达95% a claim.
    """
    if measure == "元":
        return Register.MONEY
    if measure in ("%", "年", "门") or _CLAIM.search(before + noun) or _MOVED.match(behind):
        return Register.CLAIM
    if measure in ("篇", "条", "则") and _PUBLICITY.search(before + noun):
        return Register.PUBLICITY
    if _is_posting(measure, noun, before):
        return Register.POSTING
    if _DUTY.search(before) or (measure in ("个", "项", "大", "条") and _ORGANISED.search(noun)):
        return Register.ORGANISATION
    if _is_asset(measure, noun, before):
        return Register.ASSET
    return Register.ACTIVITY


def _is_posting(measure: str, noun: str, before: str) -> bool:
    people = measure in ("名", "位", "人") and (_EXPERT.search(noun) or _POSTING.search(before))
    return bool(people) or (measure in ("个", "家", "所") and _POSTING.search(before) is not None)


def _is_asset(measure: str, noun: str, before: str) -> bool:
    if measure in ("期", "场", "次", "场次", "场(次)", "人次", "人(次)", "份", "册", "幅", "块", "名"):
        return False
    if measure == "人":
        return noun.endswith("会员")
    return measure != "家" and (_ASSET.search(noun) is not None or _BUILT.search(before) is not None)
