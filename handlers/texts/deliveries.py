"""What the bot says about what became of reminders: how many went out, and why others did not."""

from storage.model.deliveries import Fate

TITLE = "{unit}近{days}天的提醒："
COUNTS = "{sent}次发出去了{rest}。"
FATES = {
    Fate.WAITING: "{count}次等着发",
    Fate.FAILED: "{count}次没发成",
    Fate.UNCERTAIN: "{count}次不知道到没到",
    Fate.SKIPPED: "{count}次没有发",
}
JOINT = "，"
LEFT_OUT = "没发出去的{pages}："
PAGE = "（第{page}页，共{pages}页）"
LINE = "{nth}. {unit}{person}，{what}，{moment}：{reason}"
ALL_SENT = "该发的都发了。"
NONE = "{unit}近{days}天没有要发的提醒。发“截止”看有哪些期限。"
NOT_ALLOWED = "发送情况只有专干和协调员能看。你给自己定的提醒，发“提醒”看。"
REFRESH = "刷新"

DIGEST = "{duty}的汇总"
PLAN = "计划“{name}”"
GONE = "（已删）"

UNCERTAIN = "不知道到没到：{reason}"
FAILED = "没发成：{reason}"
SKIPPED = "没有发：{reason}"
TOLD = {Fate.UNCERTAIN: UNCERTAIN, Fate.FAILED: FAILED, Fate.SKIPPED: SKIPPED}

REASONS = {
    "reported": "已经报了。",
    "nil": "已经零报告了。",
    "leave": "请假了。",
    "exempt": "免报了。",
    "muted": "本人停了提醒。要紧的请当面说一声。",
    "left": "没有能收到的账号。请重新邀请，或者当面说一声。",
    "rule changed": "期限改了或者停了。",
    "deadline passed": "能发的时候已经截止了。请当面说一声。",
    "closed": "这一期已经关闭。",
    "superseded": "有更近的一次提醒。",
    "already today": "当天已经提醒过。",
    "settled": "已经办了或者取消了。",
    "a fault of ours": "程序出了错。请告诉管理员，当面说一声。",
    "the person has blocked the bot, or is gone": "本人停用了机器人，或者账号没了。请当面说一声，让本人重新打开聊天。",
    "the program stopped while this was being sent; it may or may not have arrived": "发的时候程序停了。请问一下本人。",
    "no answer from Telegram": "没等到回音。请问一下本人。",
    "an answer nobody can read": "回音看不懂。请问一下本人。",
    "Telegram cannot be reached": "连不上Telegram。请管理员看一下网络。",
    "Telegram does not accept the token": "机器人的令牌不对。请管理员看一下设置。",
    "Telegram asked to wait": "一下子发得太多。请当面说一声。",
    "the person has not written to the bot yet, or is gone": "本人还没给机器人发过话，或者账号没了。请本人先发一句。",
    "no answer from WeCom": "没等到回音。请问一下本人。",
    "WeCom asked to wait": "一下子发得太多。请当面说一声。",
    "WeCom is busy": "企业微信那边忙。请当面说一声。",
    "WeCom is not connected": "连不上企业微信。请管理员看一下网络。",
    "WeCom cannot be reached": "连不上企业微信。请管理员看一下网络。",
    "the line was lost before WeCom answered": "没等到回音，网断了。请问一下本人。",
    "the file was brought up too long ago": "企业微信没留住文件。请再发一次，或者到网页上取。",
    "WeCom does not accept the app": "企业微信不认这个应用。请管理员看一下设置。",
    "the person is not among those who see the app": "本人不在应用的可见范围里。请管理员加上，或者当面说一声。",
    "WeCom failed": "企业微信那边出了错。请问一下本人。",
    "the file is too large for WeCom": "文件太大，企业微信发不了。请到网页上取。",
    "too much at once": "一下子发得太多。请当面说一声。",
    "the group has become another one": "群换了。请在新群里重新加我。",
}
UNKNOWN = "{reason}（请把这句告诉管理员）"
UNSAID = "没有记下原因。请告诉管理员。"


def reason(fate: Fate, short: str) -> str:
    """Why a reminder did not go out, and what to do; an unknown reason as it was kept."""
    plain = REASONS.get(short) or (UNKNOWN.format(reason=short) if short else UNSAID)
    return TOLD[fate].format(reason=plain) if fate in TOLD else plain


def short(fate: Fate, reason_kept: str) -> str:
    """The same as part of a sentence: what happened, without what to do."""
    return reason(fate, reason_kept).partition("。")[0].partition("（")[0]
