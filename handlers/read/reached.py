"""Whether people who were counted were reached: not staff, not who was only invited, not so many for each."""

import re

from handlers.read.counts import Count
from handlers.read.lexicon import any_of
from handlers.read.patterns import regex
from handlers.read.people import Role

_EACH = regex(
    r"(?:每|平均|[人场班期次日月年周]均|各(?![类种界族级地年方]|(?:车间|单位|部门|科室|班组|街道|站所|企业|学校)的?[一-龥])|(?<!第)一[场期次]|(?<![第级])(?<![初高][一二三])一班)[^，,。；;、]{0,6}$|(?<![第后前再另又首末头下上班])一[桌批组车排队轮拨趟](?:坐|装|拉|上)?$"
)
_FIRST_OF_SEVERAL = regex(r"一([场期班次桌批组车排队轮拨趟])[^。；;]{1,24}[一二]\1")
"""「一期24人、二期22人」 and 「白班一拨128，夜班一拨95」 count, 「一桌12人」 says how many sat at each."""
_CAME_INSTEAD = regex(r"\d[人个名]?(?:只|才|就|却)?(?:[来到]了|实[来到])$")
"""「通知40来了30」."""
_CAME_NOW = regex(r"(?<![请邀派叫喊招])(?:来|到|参加)了(?:大概|大约|差不多|得有|能有|有|约|怕有|将近)*$")
"""「请了大夫给大家把脉来了得有五六十人」: who was asked in stands far before."""
_SENT_ONE = regex(r"\d+(?:户|家|个单位|个村|个组)(?:都|各)?派了?代表$")
"""「13户派了代表13人」."""
_ON_A_LIST = regex(r"(?:报名|登记|签到|预约)[表册本]上?(?:登记|写|签|记)了?")
"""「报名表上登记了47个娃」."""
_ANOTHER_TIME = regex(r"去年|前年|往年|上[次回届场期]|同期|以前|之前|平时|原来|原定|计划|预计|预估|通知|报名")
_ONE_RIDE = regex(r"^(?:来了?|坐?满?了?|共)?一[车船](?:坐了|坐满|拉了|来了|是)?$")
_RIDES = regex(r"[\d二两三四五六七八九十几每](?:辆|台|条|艘|大)?[车船]|大巴")
"""「来了打卡，一车29人」: there was only one."""
_LEFT_OUT = regex(rf"合格|(?<!少)少来|{any_of('counting', 'left_out')}|(?<!对)比(?!赛)|(?<![上补汇填申预直播])报了")
_IN_FACT = regex(r"(?:实到|实来|(?:实际|结果|最[后终])[一-龥]{0,4})$")
_LEFT_OUT_AFTER = regex(
    rf"\s?(?:次)?(?:[来去]|负责)?(?:{any_of('counting', 'left_out_after')}(?!:|\d)|(?:来了|到了|实到)\d)"
)
_TEACHES = regex(r"[^，,。；;|\n\d]{0,8}?(?:讲(?!座)|主讲|授课|坐诊|演示|[做作]报告|给|为|教(?![室育师材具程案]))")
_ADDRESSED = regex(r"(?:[给为向对跟教]|面向)(?:[这那]?|来的|本[校村院]的?)$")
_INVITED = regex(r"请[来了到]?$")
"""「请了28位市民代表进快检室看」, 「邀请居民代表12人参观」: who was asked in and came."""
_GOES_OUT = regex(
    r"\s?(?:去|赴|分赴|奔赴|走进|深入|到|进|守|分头|前往|负责)[^，,。；;\n\d]{0,10}(?:教|讲|宣|帮|给|当|守|值|维护)"
)
"""「一路8人去社区教老人」: those who went there to teach."""
_TEACHES_THERE = regex(
    r"\s?(?:去|赴|到|进|在)[^，,。；;\n\d]{1,12}?(?:教(?![室育师材具程案练学])|[给帮为替](?:留守|村里|当地)?(?:娃|孩子|小朋友|老人|村民|居民|群众|学生|乡亲|老乡|大家))"
)
"""「队员11人在布罗寨教娃们做水火箭」."""
_ON_DUTY = regex(r"(?:讲解|值班|值勤|执勤|支教|导览)的?$")
"""「讲解学生16」."""
_CAME_AFTER = regex(r"\s?(?:[全都](?:到|来)(?:了|齐|$|[，,。])|实到|到场|到会|到(?=[，,。；;]|了$|$))")
ANSWERED = regex(r"(?:咨询|解答|解疑|答疑|答复|回答|释疑|解惑)[^，,。；;、]{0,6}$")
_SCHOOLED = (
    "(?:(?:业务|技能|能力|岗前|岗位|专题|素质)?(?:培训|集训|轮训|提升)"
    "|(?:心理|减压|健康|素养|能力|岗前|业务|技能)[一-龥]{0,4}(?:课|讲座|沙龙|体检|培训))"
)
_COMES_IN = regex(r"[^，,。；;\n\d]{0,3}?(?:进|来|参观|体验|看|听|试|品|坐|上(?!台))")
_TEAM = (
    "(?:分队|服务队|宣讲[队团组]|讲师团|工作[组队]|突击队|巡讲团|医疗队|专家[组团]|志愿队|支教队|调研组|演出队|小队)"
)
_OWN_SIDE = regex(
    rf"{_TEAM}(?:一行|共|有)?$|出了?$|带队$|(?:我们|咱们?)[几这]?个?$|(?:^|[，,])(?:我们?|咱们?|俺们?)[站所局院科队组馆校社][里]?$|[和跟与同]我[，,]?$|我[和跟与同][^，,。；;]{{0,8}}$"
)
_LED = regex(r"带$")
_TAKES_PART = regex(r"\s?(?:参加|参训|听课|受训|参培)(?!义诊|服务|活动保障)")
_HEALERS, _TREATS = regex(r"医|大夫|护士|专家"), regex(r"义诊|坐诊|巡诊")
"""「义诊，眼科大夫8人参加」: they came to help."""
_TAKING_PART = regex(
    r"(?:参加|参训|听课)[^，,。；;]{0,12}的有[^，,。；;]{0,14}$|(?:听|学)[^，,。；;]{0,2}的[^，,。；;]{0,6}$"
)


def were_reached(count: Count) -> bool:
    """Not staff, people who were only invited or stayed away, or a number for each of something."""
    if count.called and all(one.role is Role.STAFF for one in count.called) and not _were_taught(count):
        return False
    if _CAME_AFTER.match(count.plain, count.after):
        return True
    if not count.called and _GOES_OUT.match(count.plain, count.after):
        return False
    if _TEACHES_THERE.match(count.plain, count.after) or _is_on_duty(count):
        return False
    if _ADDRESSED.search(count.before):
        return _LEFT_OUT_AFTER.match(count.plain, count.after) is None
    if count.measure in ("名", "位") and not _is_reached_word(count) and _TEACHES.match(count.plain, count.after):
        return False
    if ANSWERED.search(count.before) or _IN_FACT.search(count.before):
        return True
    if _OWN_SIDE.search(count.before) or _is_led(count) or _is_for_each(count):
        return False
    if _LEFT_OUT_AFTER.match(count.plain, count.after):
        return False
    if _is_reached_word(count) and _was_asked_in(count):
        return True
    if _SENT_ONE.search(count.before):
        return True
    if _CAME_NOW.search(count.before) and not _ANOTHER_TIME.search(count.before):
        return True
    # Where somebody writes blanks for commas, only the last stretch speaks of this number.
    if _CAME_INSTEAD.search(count.before):
        return True
    told = _ON_A_LIST.sub("", count.before)
    return _LEFT_OUT.search(told.rstrip().rpartition(" ")[2]) is None


def _is_on_duty(count: Count) -> bool:
    first = count.called[0].start if count.called else 0
    return _ON_DUTY.search(count.plain, max(0, first - 5), first) is not None


def _was_asked_in(count: Count) -> bool:
    start = min(count.figure.start, count.called[0].start)
    end = max(count.after, count.called[-1].end)
    invited = _INVITED.search(count.plain, max(0, start - 4), start)
    return invited is not None and _COMES_IN.match(count.plain, end) is not None


def _is_led(count: Count) -> bool:
    """「带8名队员」, but not 「带22个小学生」."""
    return _LED.search(count.before) is not None and not _is_reached_word(count)


def _is_for_each(count: Count) -> bool:
    """「一桌12人」, but not 「一期24人、二期22人」."""
    each = _EACH.search(count.before)
    if each is None:
        return False
    start = count.figure.start
    if _ONE_RIDE.search(count.before) and not _RIDES.search(count.plain):
        return False
    return not _FIRST_OF_SEVERAL.match(count.plain, start - len(count.before) + each.start(), start + 30)


def _is_reached_word(count: Count) -> bool:
    return any(one.role is Role.REACHED for one in count.called)


def _were_taught(count: Count) -> bool:
    """Whether those who usually help were the ones reached: 「志愿者培训」, 「给护士讲」, 「民警30人参加」."""
    staff = count.called[-1]
    word = re.escape(count.plain[staff.start : staff.end])
    trained = rf"{word}(?:们)?{_SCHOOLED}|(?:给|为|对|面向|培训)[一-龥]{{0,4}}{word}"
    if re.search(trained, count.plain):
        return True
    if _HEALERS.search(word) and _TREATS.search(count.plain):
        return False
    taking = _TAKES_PART.match(count.plain, count.after) or _TAKING_PART.search(count.before)
    return "志愿" not in word and taking is not None
