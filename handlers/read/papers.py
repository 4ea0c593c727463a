"""Wishes for a report to take along: 「导出台账 上半年」, 「今年的汇总表 紫兴社区」."""

from dataclasses import dataclass, replace

from handlers.read.patterns import regex
from handlers.read.reading import Context
from handlers.read.requests import Request, read_request
from handlers.read.writing import plainly
from handlers.texts.report import KINDS
from handlers.turn import PaperKind
from storage.model.shells import Shell

LONGEST = 40
"""Characters of such a wish; an activity takes more words."""

_ASKS = regex(r"导出|导成|下载|报表|台账|汇总表|工作报告|[月季年]报|(?i:excel|word)")
_FILLING = regex(
    r"导出|导成|导|下载|打印|生成|做成|做|写|出|(?:(?i:excel|word)|电子)?(?:报表|表格|文件|文档|表)|(?i:excel|word)|[一这]?[份张个本]|成|来|要|把|发我|发给我"
)
_SHORTEST = 3
"""Characters of a paper's name that no other talk has: 「总结一下上周的活动」 asks for no 工作总结."""
_TABLE = "表"
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
class Sort:
    """A kind of report; of written ones the paper by its name ("": 月报, 季报 or 年报)."""

    kind: PaperKind
    shell: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be taken along, as far as it was said."""

    sort: Sort | None
    request: Request


def read_paper(text: str, context: Context) -> Wanted:
    """The kind and what is asked of it; `request.unread` is what no rule understood."""
    sort, rest = _sort(_apart(plainly(text).plain), context.taxonomy.shells)
    request = read_request(rest, context)
    if request.unread:
        again = read_request(_FILLING.sub(" ", rest), context)
        return Wanted(sort, request if again.unread else again)
    return Wanted(sort, request)


def asks_for_paper(text: str, shells: tuple[Shell, ...] = ()) -> bool:
    """Whether a message without a command may be such a wish; `shells` are papers with names of their own.

    >>> asks_for_paper("今年的汇总表 紫兴社区"), asks_for_paper("今年多少场")
    (True, False)
    """
    plain = plainly(text).plain
    if len(plain) > LONGEST:
        return False
    own = _named(plain, shells)
    return _ASKS.search(plain) is not None or (own is not None and len(own[1]) >= _SHORTEST)


def _apart(plain: str) -> str:
    for together, apart in _RUN_TOGETHER:
        plain = together.sub(apart, plain)
    return plain


def _sort(plain: str, shells: tuple[Shell, ...]) -> tuple[Sort | None, str]:
    """What is named, and the text without its name; a paper of the office's goes before the kinds there always are."""
    own = _named(plain, shells)
    sort, word = own or _kind(plain) or (None, "")
    rest = plain.replace(word, " ", 1) if word else plain
    if sort and sort.kind is PaperKind.REPORT and _PDF.search(rest):
        return replace(sort, kind=PaperKind.PDF), _PDF.sub(" ", rest)
    return sort, rest


def _named(plain: str, shells: tuple[Shell, ...]) -> tuple[Sort, str] | None:
    """The longest name of a paper that stands there; one that is part of another word (总结表) is none."""
    found = [(word, shell.name) for shell in shells for word in (shell.name, *shell.words) if _stands(word, plain)]
    word, name = max(found, key=lambda one: len(one[0]), default=("", ""))
    return (Sort(PaperKind.REPORT, name), word) if word else None


def _stands(word: str, plain: str) -> bool:
    after = plain.partition(word)[2]
    return word in plain and not after.startswith(_TABLE)


def _kind(plain: str) -> tuple[Sort, str] | None:
    """The kind that is named first."""
    named = [(plain.find(word), -len(word), word, kind) for kind, name in KINDS.items() for word in name.words]
    there = sorted((one for one in named if one[0] >= 0), key=lambda one: one[:3])
    return (Sort(there[0][3]), there[0][2]) if there else None
