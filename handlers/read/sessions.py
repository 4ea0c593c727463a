"""How many sessions: 「培训12期」, 「3场讲座」, 「放映700余场次」, 「共三期」; never 「第3期」 or 「3次修改」."""

from typing import NamedTuple

from handlers.read.amounts import Figure, figures, with_words
from handlers.read.patterns import regex
from storage.model.activity import Amount


class SessionWords(NamedTuple):
    """A number of sessions, the word they are counted in, and where it stands."""

    amount: Amount
    word: str
    start: int
    end: int


_WORD = regex(
    r"\s?(?:(期)(?:次)?|(场)(?:次|\(次\))?|(次)(?!数|要|日|性|元|级|修|提|生|品|序|之)|(节)(?:课|次)?|(回)(?!来|去|家|复|答|到|收)|(堂)(?:课)?|(项)(?!目|任务|工作)|(轮)(?:次)?(?!流|到|候|换|胎|椅|船|训|着|班|滑|子)|(讲)(?![座堂台坛师解课稿述话习义了过到给起得的])|(趟)|(?:个)?(站)(?![点长台务岗立台名]))"
)
_WORDS = {
    "期": "期",
    "场": "场",
    "次": "次",
    "节": "场",
    "回": "次",
    "堂": "场",
    "项": "次",
    "轮": "次",
    "讲": "场",
    "趟": "次",
    "站": "次",
}
_KIND = (
    r"(?:培训|轮训|普训|讲座|报告会?|宣传|宣讲|咨询|义诊|放映|电影|影片|科教片|科普片|教育片|录像|展览|巡展|展出|展示|竞赛|比赛|大赛|演练|参观|研学|开放日|课堂|讲堂|大讲堂|课|班|活动"
    r"|沙龙|论坛|直播|服务|巡讲|巡演|科普|大篷车|下乡|进校园|进社区|进企业|夏令营|冬令营|现场会|观摩会?|座谈会?|会|教学|体验|示范|指导|演出|沙龙|实验|集市|科技)"
)
_BEFORE = regex(
    rf"(?:{_KIND}|开|办|搞|做|举办|举行|组织|开展|召开|进行|共|累计|合计|总计|分|连续|达|讲|巡|(?<!播)放|上|跑|报上来|报来|报的|统计)(?:了|过|有|是|共|计|达|成|完|出|约|累计|总共|一共|的|:|\s|[,，](?=共|累计|一共|总共)){{0,4}}$"
)
_SOME_WAY_BEFORE = regex(
    r"(?:(?:培训|轮训|讲座|宣传|宣讲|放映|演练|咨询|义诊|巡展|展览|巡讲|大篷车)[^，,。；;！!？?\n\d]{1,10}|共?(?:组织|开展|举办|举行)(?:了|过)?[^，,。；;！!？?\n\d]{2,16})$"
)
_CONTEST = regex(r"(?:竞赛|比赛|大赛|活动)$")
_AFTER = regex(rf"(?:[^，,。；;！!？?\n\d]{{0,16}}?{_KIND})")
_UNFIT_BEFORE = regex(
    r"(?:每[\u4e00-\u9fff]{0,2}|再[\u4e00-\u9fff]?|第|上|下|这|那|首|头|前|后|本|某|另|再|有|[A-Za-z.\-/\d])\s?$"
)
_UNFIT_AFTER = regex(
    r"的?(?:票|雨|雪|馆|地|所|面|景|合|工程|项目|修改|提醒|错误|电话|核酸|手术|地震|台风|火灾|会议|点击|播放|浏览|观看|下载|转发|访问|机会|通知|检查|督查|事故)"
)
_FAR = ("期", "场", "次", "轮")
_LABEL = regex(r"(?:期数|场次|场数|次数|举办场次|活动场次|活动次数|培训期数)(?:\(([期场次])\))?\s?[:|\t]\s?$")
_HELD = regex(r"(?:开|办|搞|举办|举行|组织|开展|召开|承办)(?:了|过)?(?:共)?\s?$")
"""Behind these verbs what was held may have any name: 「搞了2次技能比武」."""
_END = regex(r"[，,。；;！!？?\n\t|)）、:~\s]|$")


def sessions_in(plain: str) -> SessionWords | None:
    """The first number of sessions a plain text states; None where it states none (then it was one)."""
    for figure in figures(plain):
        if found := _read(plain, figure) or _labelled(plain, figure):
            return found
    return None


def _read(plain: str, figure: Figure) -> SessionWords | None:
    match = _WORD.match(plain, figure.end)
    if match is None or match.lastindex is None:
        return None
    if _UNFIT_BEFORE.search(plain, max(0, figure.start - 4), figure.start) or _UNFIT_AFTER.match(plain, match.end()):
        return None
    word = match[match.lastindex]
    before = _led_up_to(plain, figure.start, word)
    if not before and word == "期" and not plain[figure.start].isdigit():
        return None  # 「二期工地」 is a place, 「8期培训班」 are sessions
    if (
        not (before and _HELD.search(plain, max(0, figure.start - 5), figure.start) and (figure.amount.value or 0) > 1)
        and not (before and _END.match(plain, match.end()))
        and not _AFTER.match(plain, match.end())
    ):
        return None
    return _found(plain, figure, match.end(), word)


def _led_up_to(plain: str, start: int, word: str) -> bool:
    """Whether what was held, or that it was held, stands before a number: 「培训12期」, 「办了3场」, 「竞赛5项」."""
    if word == "项":
        return _CONTEST.search(plain, max(0, start - 2), start) is not None
    if _BEFORE.search(plain, max(0, start - 14), start):
        return True
    far = word in _FAR and plain[start].isdigit()
    return far and _SOME_WAY_BEFORE.search(plain, max(0, start - 20), start) is not None


def _labelled(plain: str, figure: Figure) -> SessionWords | None:
    """「场次: 3」."""
    label = _LABEL.search(plain, max(0, figure.start - 14), figure.start)
    if label is None:
        return None
    match = _WORD.match(plain, figure.end)
    if match and match.lastindex:
        return _found(plain, figure, match.end(), match[match.lastindex])
    named = label[1] or next(word for word in ("期", "场", "次") if word in label[0])
    return _found(plain, figure, figure.end, named)


def _found(plain: str, figure: Figure, end: int, word: str) -> SessionWords:
    amount = with_words(figure.amount, plain[figure.start : end])
    return SessionWords(amount, _WORDS[word], figure.start, end)
