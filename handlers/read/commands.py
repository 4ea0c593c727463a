"""What people want the bot to do: slash commands and the plain words for them."""

import re
from enum import StrEnum
from functools import cache

from rapidfuzz.distance import DamerauLevenshtein

from handlers.read.lexicon import sections
from handlers.read.patterns import regex
from handlers.read.writing import plainly


class Command(StrEnum):
    """Something to do, as far as the whole bot knows it; the value is its slash command."""

    LOG = "log"
    MINE = "mine"
    SUMMARY = "summary"
    REPORT = "report"
    HELP = "help"
    CANCEL = "cancel"
    BACK = "back"
    SKIP = "skip"
    UNDO = "undo"
    SETTINGS = "settings"
    INVITE = "invite"
    START = "start"
    HISTORY = "history"
    CONFIRM = "confirm"
    DEADLINE = "deadline"
    PENDING = "pending"
    DONE = "done"
    NIL = "nil"
    LEAVE = "leave"
    LATER = "later"
    REMIND = "remind"
    PLANS = "plans"
    DELIVERIES = "deliveries"
    WHY = "why"
    RELEASE = "release"
    RELEASES = "releases"
    REGISTER = "register"
    TARGETS = "targets"
    CHECK = "check"
    FILL = "fill"


_SLASH = regex(r"\s*/\s?([A-Za-z\u4e00-\u9fff]{1,20})(?:@\w{1,40})?(?:[\s:，,]+(.*))?", re.DOTALL)
_POLITE_BEFORE = regex(r"^(?:请|麻烦|帮我|帮忙|我想|我要|我想要|给我|那就?|就|看看|看一下|看下|查看|查一下|查)+")
_POLITE_AFTER = regex(r"(?:一下|吧|了|啊|呀|呢|哦|哈|啦|谢谢|[\s。！!，,.~、])$")
_DENIED = regex(r"(?:没|没有|未|不|别|无法|还没|没法)(?:去|做|能|有)?$|^(?:不|没)")
_WITH_ARGUMENTS = (Command.SUMMARY, Command.MINE, Command.PENDING)
_ENTERED = (
    (regex(r"\s*登记(?:事项|情况)[\s:，,]+(.*\S)\s*", re.DOTALL), Command.REGISTER),
    (regex(r"\s*(?:填表|上报助手)[\s:，,]+(.*\S)\s*"), Command.FILL),
    (regex(r"\s*核对(?:一下|材料|数据|下)?[\s:，,]+(.*\S)\s*", re.DOTALL), Command.CHECK),
    (regex(r"\s*(?:下达|分解|目标)?任务(?:分解)?[\s:，,]+(.*(?:\d|主题|阶段).*\S)\s*", re.DOTALL), Command.TARGETS),
)
_TAKEN_ALONG = regex(r"导出|导成|下载|汇总表|(?i:excel)")
"""Words of files, which are read whole (handlers.read.papers)."""
_FARTHEST = 1
_LONGEST = 200


def read_command(text: str) -> tuple[Command, str] | None:
    """The command a message gives, and what else it says; None if it gives none.

    A slash command may be misspelt by a letter and carries anything behind it. A plain word counts only when it is
    the whole message (courtesies aside); for summary and mine also at its beginning or end.

    >>> read_command("／sumary 上月 柳林镇")
    (<Command.SUMMARY: 'summary'>, '上月 柳林镇')
    >>> read_command("本月汇总"), read_command("今天取消了一场讲座")
    ((<Command.SUMMARY: 'summary'>, '本月'), None)
    """
    writing = plainly(text)
    if slash := _SLASH.fullmatch(writing.plain):
        command = _spelt(slash[1].lower())
        rest = writing.words(*slash.span(2)) if slash[2] else ""
        return (command, rest) if command else None
    for pattern, command in _ENTERED:
        if entered := pattern.fullmatch(writing.plain):
            return command, writing.words(*entered.span(1))
    if len(writing.plain) > _LONGEST:
        return None
    return _plain_word(writing.plain.strip())


def _plain_word(said: str) -> tuple[Command, str] | None:
    whole = said.casefold().replace("？", "?")
    for asked in (whole, _POLITE_BEFORE.sub("", whole)):
        shortened = asked
        while shortened:
            if command := _words().get(shortened):
                return command, ""
            shorter = _POLITE_AFTER.sub("", shortened)
            if shorter == shortened:
                break
            shortened = shorter
    return _with_rest(_POLITE_BEFORE.sub("", whole))


def _with_rest(said: str) -> tuple[Command, str] | None:
    """「本月汇总」, 「统计 上半年」: only short messages, so that a report is never taken for a question about one."""
    if len(said) > 30 or _TAKEN_ALONG.search(said) or re.search(r"\d+\s?(?:人|名|份|册|块)|[。！\n]", said):
        return None
    for word, command in _words().items():
        if command not in _WITH_ARGUMENTS or not (said.startswith(word) or said.endswith(word)):
            continue
        rest = said.removeprefix(word) if said.startswith(word) else said.removesuffix(word)
        if _DENIED.search(rest):  # 「没统计」 says that nobody counted
            continue
        return command, rest.strip(" 的,，:")
    return None


def _spelt(word: str) -> Command | None:
    """A slash word as it is, or the one command it is a letter away from."""
    if word in Command.__members__.values():
        return Command(word)
    if known := _words().get(word):
        return known
    near = [command for command in Command if DamerauLevenshtein.distance(word, command.value) <= _FARTHEST]
    return near[0] if len(near) == 1 else None


@cache
def _words() -> dict[str, Command]:
    """Every plain word with its command, longer words first."""
    pairs = [(word, Command(name)) for name, known in sections("commands").items() for word in known]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))
