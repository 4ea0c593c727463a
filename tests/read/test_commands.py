"""What people type to make the bot do something: slash commands, plain words, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.read.commands import Command, read_command


@pytest.mark.parametrize(
    ("text", "command", "rest"),
    [
        ("/log", Command.LOG, ""),
        ("/log 昨天在北营村讲防震", Command.LOG, "昨天在北营村讲防震"),
        ("/LOG", Command.LOG, ""),
        ("／log", Command.LOG, ""),
        ("/ log", Command.LOG, ""),
        ("/log@kepu_bot 一场讲座", Command.LOG, "一场讲座"),
        ("/sumary 上月 柳林镇", Command.SUMMARY, "上月 柳林镇"),
        ("/summary", Command.SUMMARY, ""),
        ("/汇总 本月", Command.SUMMARY, "本月"),
        ("/记录", Command.LOG, ""),
        ("/start KEPU-1234", Command.START, "KEPU-1234"),
        ("/log\n第一行\n第二行", Command.LOG, "第一行\n第二行"),
        ("记录", Command.LOG, ""),
        ("請幫我記錄", Command.LOG, ""),
        ("我的记录", Command.MINE, ""),
        ("我的 上月", Command.MINE, "上月"),
        ("汇总", Command.SUMMARY, ""),
        ("汇总一下", Command.SUMMARY, ""),
        ("看看汇总", Command.SUMMARY, ""),
        ("本月汇总", Command.SUMMARY, "本月"),
        ("统计 上半年", Command.SUMMARY, "上半年"),
        ("紫兴社区九月的汇总", Command.SUMMARY, "紫兴社区九月"),
        ("汇总：今年", Command.SUMMARY, "今年"),
        ("帮助", Command.HELP, ""),
        ("怎么用？", Command.HELP, ""),
        ("?", Command.HELP, ""),
        ("？", Command.HELP, ""),
        ("取消", Command.CANCEL, ""),
        ("算了吧", Command.CANCEL, ""),
        ("取消！", Command.CANCEL, ""),
        ("返回", Command.BACK, ""),
        ("跳过吧", Command.SKIP, ""),
        ("撤销", Command.UNDO, ""),
        ("设置", Command.SETTINGS, ""),
        ("邀请", Command.INVITE, ""),
        ("历史", Command.HISTORY, ""),
        ("确认", Command.CONFIRM, ""),
        ("对的", Command.CONFIRM, ""),
        ("好的。", Command.CONFIRM, ""),
        ("OK", Command.CONFIRM, ""),
        ("  确认  ", Command.CONFIRM, ""),
    ],
)
def test_what_is_a_command(text: str, command: Command, rest: str) -> None:
    assert read_command(text) == (command, rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "/",
        "//",
        "/unknown",
        "/xyz 本月",
        "今天取消了一场讲座",
        "昨天在北营村讲防震，来了80人",
        "发放汇总表30份",
        "今天办了讲座。汇总",
        "第一行\n汇总",
        "设置了三个展台",
        "不对",
        "没统计",
        "人数没有统计",
        "未统计",
        "还没汇总",
        "统计不出来",
        "记录了80个人",
        "开始下雨了",
        "帮助老人学手机",
        "好人好事讲座",
        "1/2",
        "确认" * 200,
    ],
)
def test_what_is_none(text: str) -> None:
    assert read_command(text) is None


def test_every_command_can_be_typed_with_a_slash() -> None:
    assert [read_command(f"/{command.value}") for command in Command] == [(command, "") for command in Command]


def test_a_letter_missing_or_swapped_is_forgiven_where_it_is_clear() -> None:
    assert read_command("/hlep") == (Command.HELP, "")
    assert read_command("/summry") == (Command.SUMMARY, "")
    assert read_command("/mien") == (Command.MINE, "")
    assert read_command("/l") is None


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    found = read_command(text)

    assert found is None or found[0] in list(Command)


def test_every_command_is_answered() -> None:
    from handlers.commands import _ANSWERS

    assert set(_ANSWERS) == set(Command)
