"""Wishes for a report to take along: 「导出台账 上半年」, 「今年的汇总表 紫兴社区」."""

from dataclasses import dataclass

from handlers.read.patterns import regex
from handlers.read.reading import Context
from handlers.read.requests import Request, read_request
from handlers.read.writing import plainly
from handlers.texts.report import KINDS
from handlers.turn import PaperKind

LONGEST = 40
"""Characters of such a wish; an activity takes more words."""

_ASKS = regex(r"导出|导成|下载|报表|台账|汇总表|工作报告|[月季年]报|(?i:excel|word)")
_FILLING = regex(
    r"导出|导成|导|下载|打印|生成|做成|做|写|出|(?:(?i:excel|word)|电子)?(?:报表|表格|文件|文档|表)|(?i:excel|word)|[一这]?[份张个本]|成|来|要|把|发我|发给我"
)
_PDF = regex(r"(?i:pdf)版?")
_RUN_TOGETHER = (
    (regex(r"报表"), " 报表"),
    (regex(r"(?<=[上本这\d])月报"), "月 月报"),
    (regex(r"(?<=[上本这一二三四\d])季报"), "季度 季报"),
    (regex(r"(?<=[上下])半年报"), "半年 半年报"),
    (regex(r"(?<=[今去前\d])年报"), "年 年报"),
)
"""「上月报表」 is no 月报, and 「上月报」 is the 月报 of last month."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be taken along, as far as it was said."""

    kind: PaperKind | None
    request: Request


def read_paper(text: str, context: Context) -> Wanted:
    """The kind and what is asked of it; `request.unread` is what no rule understood."""
    kind, rest = _kind(_apart(plainly(text).plain))
    request = read_request(rest, context)
    if request.unread:
        again = read_request(_FILLING.sub(" ", rest), context)
        return Wanted(kind, request if again.unread else again)
    return Wanted(kind, request)


def asks_for_paper(text: str) -> bool:
    """Whether a message without a command may be such a wish.

    >>> asks_for_paper("今年的汇总表 紫兴社区"), asks_for_paper("今年多少场")
    (True, False)
    """
    plain = plainly(text).plain
    return len(plain) <= LONGEST and _ASKS.search(plain) is not None


def _apart(plain: str) -> str:
    for together, apart in _RUN_TOGETHER:
        plain = together.sub(apart, plain)
    return plain


def _kind(plain: str) -> tuple[PaperKind | None, str]:
    """The kind that is named first, and the text without its name."""
    named = [(plain.find(word), -len(word), word, kind) for kind, name in KINDS.items() for word in name.words]
    there = sorted((one for one in named if one[0] >= 0), key=lambda one: one[:3])
    if not there:
        return None, plain
    _, _, word, kind = there[0]
    rest = plain.replace(word, " ", 1)
    as_pdf = kind is PaperKind.REPORT and _PDF.search(rest)
    return (PaperKind.PDF, _PDF.sub(" ", rest)) if as_pdf else (kind, rest)
