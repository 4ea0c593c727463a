"""What an activity was about: after a label, in quotation marks, before the word for its form, or what was taught."""

from typing import NamedTuple

from handlers.read.lexicon import any_of, words
from handlers.read.patterns import regex
from handlers.read.people import People


class Topic(NamedTuple):
    """The subject in a text; `named` is where a name made of it ends (「…讲座」), the same as `end` if none."""

    start: int
    end: int
    named: int
    rule: str


_END = r"，,。；;！!？?\n\t|()（）「」《》“”‘’\"\s、:…~【】#"
_LABEL = regex(
    r"(?:活动名称|活动主题|主题名称|讲座主题|培训主题|讲座题目|讲座名称|项目名称|活动项目|干啥|干什么|(?<![一-龥])活动(?=[:|])|活动内容|培训内容|讲座内容|名称|主题|内容|题目|课题)(?:[:|\t]|是|为)\s*([^，,。；;！!？?\n\t|]{2,30}?)(?=[，,。；;！!？?\n\t|]|\s{2}|\s[^\s:，]{2,6}:|$)"
)
_QUOTED = regex(r"[《“‘\"「『]([^《》“”‘’\"「」『』\n]{2,30})[》”’\"」』]")
_NAMES = (
    r"讲座|培训班?|轮训|大?讲堂|讲坛|报告会?|宣传活动|主题宣传|科普宣传|宣传周|宣传日|宣传月|宣传教育|宣传|宣讲会?|宣讲|宣导|讲习班?|实训班?|实训|观摩会?|故事会|提示|提醒|导览|放映|观测|小实验|疏散|演练|知识竞赛|竞赛|知识问答|有奖问答|问答|比赛|大赛|擂台赛|展览|巡展|沙龙"
    r"|公开课|微课|微讲座|小课堂|课堂|体验课|科普课|健康课|科学课|实践课|课|义诊|咨询活动|咨询|体验活动|体验|实验秀|实验|情景剧|研学营|夏令营|冬令营|科学营|兴趣班|研学|开放日|大篷车|进校园|进社区|进工地|进企业|进农村|进村|电影|直播"
    r"|启动仪式|仪式|教育|主题活动|活动|科普|市集|推广|服务|参观|提升班|修剪班|现场会|读书会|科技节|观星|行动|阅读"
)
_NAME = regex(
    rf"(?:{_NAMES})(?=$|[{_END}\d]|了|的|在|和|与|及|暨|\+|哈|走进|进(?!行)|今|昨|完|来|听|参|巡|启动|开(?!展)|结束|圆满|闭幕|办|第|\(|—|活动|把|由|已|工作|共|发)"
)
_VERB_BEFORE = regex(
    r"放映(?:了)?|(?:举办|举行|开展|组织|召开|进行|参加|搞|办|做|开|听|作|上|放|整|安排|推出|带来|邀请|请|以)(?:了|过|起)?(?:一?[个场次期堂节部])?(?!法)|[一两二三四五六七八九十\d]+[场次期堂节个部]|的是|(?<![目])的|是(?!否)|有个|有|给[^，,]{1,8}?(?=[讲办开做义])|来(?=我|到|给)|在|到了|我们|咱们?"
)
_TAUGHT = regex(
    r"讲授|讲解|普及(?:了)?|讲了讲|讲的是?|讲了|讲课讲|宣讲|宣传(?!栏|部|册|单|资料|品|折页|画|页|手册|彩页|材料|袋|扇|车|海报|活动|周|日|月|教育)的?|宣导|传授|培训(?!班|中心|会|室)|教(?!官|育|师|室|授|练|会|堂|学|委|工|材|具|程|研)(?:了)?|学认|学了学|学了|学习(?!班|资料)"
    r"|讲(?!座|堂|台|习|坛|武|师|课|究|完|解|得|述|稿|话|者)|说了说|唠的是|唠|摆了[^，,。]{0,2}|科普(?!市集|集市|馆|园|站|基地|宣传|讲座|活动|读物|资料|图书|手册|课|日|月|周|大篷车|年画|教育|画廊|志愿|知识|展|进|走|电影|剧|报告|体验|游园)(?:了|的是)?|体验(?:了)?(?!馆|课|中心|的|活动|区|店)|指导(?!员)|做(?:了)?(?!法|好|成)|拼|制作(?:了)?|带来"
)
_BEFORE_OBJECT = regex(
    r"(?:了|过|完|一下|一讲|讲|的是|是|的|有关|关于|如何|怎么|怎样|咋样?|用(?!电|药|水|气|火|眼)|认(?!知)|大家|我们|他们|一[场次堂节个期部]|[个场次期]|如何|正确|几[位个]|\+|[两三]遍|一遍)+"
)
_FORMS = regex(rf"(?:{_NAMES})+")
_FORM_LAST = regex(rf"(?:知识|技术)?(?:{_NAMES})+$")
_EDGE = regex(rf"[{_END}]")
_GIVEN = regex(r"每人.{0,3}$|发放?了?$|赠送?了?$|视频号$|公众号$|一本$")
_SO_MANY = regex(r"\s?(?:共)?\d+\s?[本册份]")
_NUMBER = regex(r"[\d百千]|[一二三四五六七八九十]+[个名位]")
_FORM = regex(rf"(?:{_NAMES}|已|完成|结束|工作)+")
_OBJECT = regex(rf"[^{_END}]{{2,24}}")
_OBJECT_END = regex(
    r"哈|来了|用了|讲了|看了|听了|到场|到会|实到|然后|共|今天|昨天|前天|刚|的(?=龙门阵|事|$)|(?:方面)?(?:的)?(?:相关)?(?:知识|技术|技能|内容|方法|常识)?(?:讲座|培训|课程|课|活动|龙门阵|咋使|科普|方面)*(?:了|的|吧|哈|呢|啊)*$"
    r"|一?[百千两二三四五六七八九十\d]+(?:余|多|来)?(?:名|人|位|个|户|期|场|次)"
)
_COUNTED = regex(r"\d+\s?(?:余|多)?[名人位个份本册块张场次]|^\d")
_TAUGHT_BEFORE = regex(rf"(?<![^{_END}])([^{_END}\d]{{2,14}}?)(?:讲|上|教|说)了?(?:一|[两二三])[堂节课遍讲]")
"""「烘干塔防火讲了一堂」."""

_NO_SUBJECT = regex(r"[了着]|讲|送|^(?:今|昨|前)[天日]|落下|帷幕|接待|迎来|去参观|^[给到完]|合计|累计|抢着|插播")
_SUBJECT = regex(any_of("topics", "subject"))
_DEALT = regex(
    r"(?:聊|谈|听|(?<![科数医大小中开同留化文理工农自])学|唠|测|查|看|(?<![参主客乐])观|练|验|辨|答|摆|拉呱)(?:了|着|起|完|一下|一哈|了解|讲|会|清)?(?![室院堂校生员习问])|(?:展示|演示|鉴别|辨别|识别|比赛|制作|示范|研究|了解|交流|分享|介绍)了?"
)
_WHOM = regex(
    r"的?(?:游客|群众|居民|市民|同学|学生|老人|爱好者|人份|人次)|[一二两三四五六七八九十百零]{2,}[人个名位份]|[的呢吧啊哈]+$"
)
_ALONE_LEAD = regex(r"(?:举办|举行|开展|组织|搞个?|弄个?|办个|讲|的|\+)+")
_PHRASE = regex(rf"[^{_END}\d]{{2,14}}")
_CLAUSE = regex(rf"(?<![^{_END}])[^{_END}\d]{{2,14}}(?![^{_END}])")
_TOLD = regex(
    r"[了来到没给我你他咱俺们吧呢啊哈嘛呀很挺太又还就都也请谢]|有(?!机|害|毒)|在(?!线)|是(?!否)|的$|附|照片|稍后|收到|汇报|辛苦|顺利|圆满|结束|完成|人数|对象|时间|主持|主讲|承办|主办|领导|局|协会|算|周$|日$|中心$|站$|馆$|院$"
)
_THEMED = regex(rf"({any_of('topics', 'themes')})(?:教育|宣传|活动|体验)?(?:日|周|月|节)")
_GENERIC = frozenset(words("topics", "generic"))
_NOTHING = frozenset(words("topics", "nothing"))
_SHORTEST = 2


def topic_in(plain: str, people: tuple[People, ...]) -> Topic | None:
    """The subject of an activity in a plain text whose days, places and outputs are blanked out."""
    best = _best(_before_name(plain), _taught(plain, people), plain)
    if best is not None and plain[best.start : best.end] in _GENERIC:
        return _labelled(plain) or _quoted(plain) or _dealt_with(plain) or _alone(plain, people) or best
    return _labelled(plain) or _quoted(plain) or best or _dealt_with(plain) or _alone(plain, people)


def theme_in(plain: str) -> Topic | None:
    """「禁毒日」, 「科技活动周」: the theme of a named day, for an activity that names no other subject."""
    match = _THEMED.search(plain)
    return Topic(match.start(1), match.end(1), match.end(1), "theme_of_day") if match else None


def _labelled(plain: str) -> Topic | None:
    match = _LABEL.search(plain)
    if match is None:
        return None
    return Topic(match.start(1), _tail_cut(plain, match.start(1), match.end(1)), match.end(1), "topic_label")


def _tail_cut(plain: str, start: int, end: int) -> int:
    """Without the word for the form at the end of a subject, if enough is left."""
    match = _FORM_LAST.search(plain, start, end)
    return match.start() if match and match.start() - start >= _SHORTEST else end


def _quoted(plain: str) -> Topic | None:
    """A title in quotation marks; not the title of a book that was handed out."""
    for match in _QUOTED.finditer(plain):
        before, after = plain[max(0, match.start() - 5) : match.start()], plain[match.end() : match.end() + 10]
        if _GIVEN.search(before) or _SO_MANY.match(after):
            continue
        if match[1].isspace() or _DAY_OR_TEAM.search(match[1]) or _TEAM.match(plain, match.end()):
            continue
        name = _FORMS.match(plain, match.end())
        return Topic(match.start(1), match.end(1), name.end() if name else match.end(1), "quoted")
    return None


_DAY_OR_TEAM = regex(r"(?:日|周|月|分?队|社|团|小屋)$")
_TEAM = regex(
    r"(?:科技|科普|青年|学生)?(?:志愿|小?分?队|服务队|突击队|团队|社团|实践团|宣讲团|工作室|驿站|活动室|号|APP|群)"
)
"""「“蒲公英”志愿队」 and 「“交通安全日”」 name who came or when, not what it was about."""


def _before_name(plain: str) -> Topic | None:
    """「森林防火讲座」: what stands before the word for the form."""
    fallback = None
    for match in _NAME.finditer(plain):
        begin = match.start()
        while begin > 0 and match.start() - begin < 18 and not _EDGE.match(plain, begin - 1):
            begin -= 1
        for lead in _VERB_BEFORE.finditer(plain, begin, match.start()):
            begin = lead.end()
        if (
            match.start() - begin < _SHORTEST
            or plain[match.start() - 1] in "讲上听"
            or _COUNTED.search(plain, begin, match.start())
            or _NO_SUBJECT.search(plain, begin, match.start())
            or plain[begin : match.start()] in _NOTHING
        ):
            continue
        topic = Topic(begin, match.start(), match.end(), "before_name")
        if plain[begin : match.start()] not in _GENERIC:
            return topic
        fallback = fallback or topic
    return fallback


def _taught(plain: str, people: tuple[People, ...]) -> Topic | None:
    """「讲柑橘病虫害防治」, 「教老人用手机挂号」: the object of teaching, without those who were taught."""
    before = _TAUGHT_BEFORE.search(plain)
    if before and _SUBJECT.search(before[1]):
        return Topic(before.start(1), before.end(1), before.end(1), "taught")
    starts = {one.start: one.end for one in people}
    for match in _TAUGHT.finditer(plain):
        begin = match.end()
        begin = _skipped(plain, begin)
        if begin in starts:
            begin = _skipped(plain, starts[begin])
        run = _OBJECT.match(plain, begin)
        if run is None:
            continue
        stop = next(
            (
                one.start()
                for one in _OBJECT_END.finditer(plain, begin + 1, run.end())
                if one.start() - begin >= _SHORTEST
            ),
            run.end(),
        )
        if (
            stop - begin >= _SHORTEST
            and not _FORM.fullmatch(plain, begin, stop)
            and not _NO_SUBJECT.search(plain, begin, stop)
            and not _NUMBER.match(plain, begin)
        ):
            return Topic(begin, stop, stop, "taught")
    return None


def _dealt_with(plain: str) -> Topic | None:
    """「聊AI画的图」, 「听量子通信」: what was talked of or listened to, if it is a subject of science or safety."""
    for match in _DEALT.finditer(plain):
        begin = _skipped(plain, match.end())
        run = _PHRASE.match(plain, begin)
        end = _phrase_end(plain, begin, run.end()) if run else begin
        if _SUBJECT.search(plain, begin, end) and not _NO_SUBJECT.search(plain, begin, end):
            return Topic(begin, end, end, "dealt_with")
    return None


def _alone(plain: str, people: tuple[People, ...]) -> Topic | None:
    """「布病诊断，全镇村医69人」: a clause that is but a subject of science or safety."""
    for match in _CLAUSE.finditer(plain):
        told = _TOLD.search(match[0]) or not _SUBJECT.search(match[0]) or _FORM.fullmatch(match[0])
        if told or any(one.start < match.end() and match.start() < one.end for one in people):
            continue
        lead = _ALONE_LEAD.match(plain, match.start(), match.end())
        return Topic(lead.end() if lead else match.start(), match.end(), match.end(), "alone")
    return None


def _phrase_end(plain: str, start: int, end: int) -> int:
    """Without whom it was for and how many they were: 「土星环的游客」, 「乙肝两对半一百零六人」."""
    stop = _WHOM.search(plain, start + 1, end)
    return stop.start() if stop else end


def _skipped(plain: str, start: int) -> int:
    match = _BEFORE_OBJECT.match(plain, start)
    return match.end() if match else start


def _best(named: Topic | None, taught: Topic | None, plain: str) -> Topic | None:
    """What is named tells more, unless only 「科普讲座」 and the like was said."""
    if named is None or taught is None:
        return named or taught
    return taught if plain[named.start : named.end] in _GENERIC else named
