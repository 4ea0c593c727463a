"""Wishes for a file: which kind, which days, of whom; and what only mentions a ledger."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.taxonomy import load_taxonomy
from handlers.read.papers import Sort, asks_for_paper, read_paper
from handlers.read.reading import Context
from handlers.turn import PaperKind

LEDGER, SUMMARY, REPORT = PaperKind.LEDGER, PaperKind.SUMMARY, PaperKind.REPORT
PDF = PaperKind.PDF
CONTEXT = Context(
    datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai")), load_taxonomy(), ("青河县", "紫兴社区", "北营村")
)


@pytest.mark.parametrize(
    ("text", "kind", "period", "unit"),
    [
        ("导出台账 上半年", LEDGER, "2026年上半年", None),
        ("今年的汇总表 紫兴社区", SUMMARY, "2026年", "紫兴社区"),
        ("本月台账", LEDGER, "2026年11月", None),
        ("紫兴社区去年的台账", LEDGER, "2025年", "紫兴社区"),
        ("下载9月活动明细表", LEDGER, "2026年9月", None),
        ("導出臺賬 上半年", LEDGER, "2026年上半年", None),
        ("帮我导出一份三季度的汇总", SUMMARY, "2026年第三季度", None),
        ("把今年的统计表导出成excel发给我", SUMMARY, "2026年", None),
        ("报表", None, None, None),
        ("上月报表", None, "2026年10月", None),
        ("9月报表", None, "2026年9月", None),
        ("月报", REPORT, None, None),
        ("9月月报", REPORT, "2026年9月", None),
        ("上月报", REPORT, "2026年10月", None),
        ("9月的月报 紫兴社区", REPORT, "2026年9月", "紫兴社区"),
        ("三季报", REPORT, "2026年第三季度", None),
        ("上半年报", REPORT, "2026年上半年", None),
        ("去年年报", REPORT, "2025年", None),
        ("写一份今年的工作报告", REPORT, "2026年", None),
        ("9月月报PDF", PDF, "2026年9月", None),
        ("下载去年的年报pdf版", PDF, "2025年", None),
        ("工作报告PDF 三季度", PDF, "2026年第三季度", None),
        ("帮我导出北营村去年的年报word", REPORT, "2025年", "北营村"),
        ("导出 今年", None, "2026年", None),
        ("/report 台账", LEDGER, None, None),
    ],
)
def test_what_is_wished_for(text: str, kind: PaperKind | None, period: str | None, unit: str | None) -> None:
    wanted = read_paper(text, CONTEXT)

    assert wanted.request.unread == ""
    assert (wanted.sort and wanted.sort.kind, wanted.request.unit) == (kind, unit)
    assert (wanted.request.period.label if wanted.request.period else None) == period


@pytest.mark.parametrize(
    ("text", "sort", "period"),
    [
        ("2026年工作总结", Sort(REPORT, "工作总结"), "2026年"),
        ("/report 2026年度总结", Sort(REPORT, "工作总结"), "2026年"),
        ("上半年自查报告", Sort(REPORT, "自查报告"), "2026年上半年"),
        ("帮我出一份去年的落实情况报告pdf", Sort(PDF, "自查报告"), "2025年"),
        ("自查报告", Sort(REPORT, "自查报告"), None),
        ("三季度工作汇报 北营村", Sort(REPORT, "工作汇报"), "2026年第三季度"),
    ],
)
def test_papers_of_the_office_go_by_their_names(text: str, sort: Sort, period: str | None) -> None:
    wanted = read_paper(text, CONTEXT)

    assert asks_for_paper(text, CONTEXT.taxonomy.shells) or text.startswith("/")
    assert (wanted.sort, wanted.request.unread) == (sort, "")
    assert (wanted.request.period.label if wanted.request.period else None) == period


@pytest.mark.parametrize("text", ["昨天开了总结会，来了30人", "给村民汇报完工作了", "自查出两个问题"])
def test_what_only_sounds_like_a_paper_leaves_words_unread(text: str) -> None:
    assert read_paper(text, CONTEXT).request.unread != ""


def test_classes_are_kept() -> None:
    request = read_paper("台账 今年农民培训", CONTEXT).request

    assert (request.kind, request.audience) == ("培训", "农民")


@pytest.mark.parametrize(
    "text",
    [
        "台账交上去了吗",
        "每月25号前各村报台账",
        "上月的台账我已经整理好放在柜子里了",
        "台账 火星村",
        "报表上个月的没签字",
        "本月报完",
        "9月报名",
        "每月25号前各村报月报",
        "月报交了没有",
        "年报表还没填",
    ],
)
def test_what_only_mentions_one_leaves_words_unread(text: str) -> None:
    assert read_paper(text, CONTEXT).request.unread != ""


@pytest.mark.parametrize(
    "text",
    ["今年汇总", "昨天在北营村讲防震，来了80人", "", "上半年多少场", "总结一下上周的活动", "今年的总结表", "台账" * 30],
)
def test_what_is_no_such_wish(text: str) -> None:
    assert not asks_for_paper(text, CONTEXT.taxonomy.shells)
