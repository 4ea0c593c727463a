"""The words of the web chat page; the server hands them to the page, which has none of its own."""

from collections.abc import Mapping
from typing import Final

from handlers.texts import common

TITLE: Final = "科普台账"
NO_SCRIPT: Final = "这个页面需要打开 JavaScript 才能用。请在浏览器设置里允许它，再刷新。"

COMMANDS: Final[tuple[tuple[str, str], ...]] = (
    ("/log", "记一场活动"),
    ("/mine", "看我的记录"),
    ("/summary", "看汇总"),
    ("/invite", "邀请同事"),
    ("/settings", "设置"),
    ("/help", "怎么用"),
    ("/cancel", "取消手头的事"),
)

STRONG: Final = (common.CONFIRM,)
SLIGHT: Final = (common.BACK, common.CANCEL)

CHIPS: Final = ("记录", "我的", "汇总", "帮助")

WORDS: Final[Mapping[str, str]] = {
    "messages": "对话",
    "write": "写消息",
    "placeholder": "发生了什么？一句话就行",
    "send": "发送",
    "attach": "加照片或文件",
    "camera": "拍照",
    "removeFile": "去掉 {name}",
    "dropHere": "松手就加进来",
    "quick": "常用",
    "commands": "命令",
    "sending": "发送中",
    "waiting": "还没送到，会自动重试。",
    "failed": "没有发出去。",
    "resend": "重发",
    "tooLarge": "超过 {limit} MB，传不了",
    "refusedFile": "没有收下",
    "typing": "正在写",
    "online": "已连接",
    "connecting": "正在连接……",
    "offline": "连不上了，正在重试。你写的话都留着。",
    "signInAgain": "登录过期了，请重新登录。没发出的话都留着。",
    "newMessages": "有新消息",
    "missing": "待补充",
    "from": "原话：{words}",
    "more": "展开全文",
    "less": "收起",
    "allRows": "展开全部 {count} 行",
    "picture": "汇总图片",
    "enlarge": "看大图",
    "download": "下载图片",
    "save": "点这里下载",
    "photo": "照片 {name}",
    "close": "关闭",
    "older": "旧的",
    "tappedUnknown": "点了一个按钮",
    "unreadable": "一条读不了的消息",
    "switch": "换个身份看看",
    "stranger": "访客",
    "strangerRole": "还没加入",
    "freshStranger": "换一个新访客",
    "signOut": "退出",
    "today": "今天",
    "yesterday": "昨天",
    "day": "{month}月{day}日 周{weekday}",
    "dayOfYear": "{year}年{month}月{day}日",
    "weekdays": "日一二三四五六",
    "welcome": "你好，这里记科普活动",
    "welcomeMore": "办完活动发一句话、一张照片就行，缺什么我会问。比如：",
    "example1": "昨天上午在社区活动室办了防溺水讲座，来了60人左右，发宣传册100份",
    "example2": "今天在学校操场搞地震应急演练，320名学生参加，没发东西",
    "example3": "本月汇总",
}

SIGN_IN_TITLE: Final = "登录科普台账"
SIGN_IN_HINT: Final = "请输入管理员给你的访问密码。"
PASSWORD: Final = "密码"
SIGN_IN: Final = "登录"
WRONG_PASSWORD: Final = "密码不对，请再输一次；忘了就问管理员。"


def too_many_tries(seconds: int) -> str:
    """Said when wrong passwords came too fast; whole seconds to wait."""
    return f"试得太快了，请等 {seconds} 秒再输一次。"
