"""期, 场 and 次 are counted only where they count sessions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.read.sessions import SessionWords, sessions_in
from handlers.read.writing import plainly


def read(text: str) -> SessionWords | None:
    return sessions_in(plainly(text).plain)


@pytest.mark.parametrize(
    ("text", "value", "word"),
    [
        ("培训12期", 12, "期"),
        ("全年举办农业技术培训12期，培训农民850人次", 12, "期"),
        ("举办讲座3场", 3, "场"),
        ("办了3场讲座", 3, "场"),
        ("两场报告会", 2, "场"),
        ("放映700余场次", 700, "场"),
        ("放映录像、电影12场(次)", 12, "场"),
        ("科技咨询26次", 26, "次"),
        ("开展科技咨询26 次，受益群众300人", 26, "次"),
        ("开展宣传活动20余次", 20, "次"),
        ("共三期", 3, "期"),
        ("培训班办了3期，每期100人", 3, "期"),
        ("果园现场会开了二十一回", 21, "次"),
        ("手机课堂开了48节", 48, "场"),
        ("举办各类培训班20场", 20, "场"),
        ("举办绿色证书培训12期,颁发绿色证书1265人", 12, "期"),
        ("普训 1083期", 1083, "期"),
        ("8期企业负责人、安全员培训班", 8, "期"),
        ("10 场专门为施工队伍开的安全教育课", 10, "场"),
        ("开展了一次科技培训", 1, "次"),
        ("防震减灾宣传17场次", 17, "场"),
        ("组织避险演练3场", 3, "场"),
        ("送电影下乡放了15场", 15, "场"),
        ("讲座连续讲了四场", 4, "场"),
        ("场次：3", 3, "场"),
        ("期数：２期", 2, "期"),
        ("培训期数|4", 4, "期"),
        ("系列讲座10余期", 10, "期"),
        ("科普大篷车进校园6次", 6, "次"),
        ("累计开展义诊9场", 9, "场"),
        ("巡讲共12场", 12, "场"),
        ("举办科普报告会6期", 6, "期"),
        ("培训企业安全员8期", 8, "期"),
        ("组织科技竞赛5项", 5, "次"),
    ],
)
def test_sessions_are_counted(text: str, value: int, word: str) -> None:
    found = read(text)

    assert found is not None
    assert (found.amount.value, found.word) == (value, word)


@pytest.mark.parametrize(
    "text",
    [
        "第3期培训班",
        "第6讲",
        "第12场讲座",
        "每期100人",
        "每月一次讲座",
        "每周2次课",
        "方案改了3次",
        "3次修改",
        "密码错误3次",
        "打了3次电话",
        "20场次的票",
        "5场馆",
        "5个场地",
        "一场大雨",
        "下了两场雨",
        "3期工程的工地",
        "华府二期项目",
        "二期工地培训",
        "这次讲座",
        "上一期",
        "下一场",
        "首场讲座",
        "那场宣传",
        "一次性手套100双",
        "三次产业",
        "10次方",
        "点击3000次",
        "视频播放2000次",
        "今天讲座，80人",
        "再讲一次",
        "有一次",
        "前三期学员",
        "晚了两节课才到",
        "5堂屋",
        "讲解6场",
        "培训基地二期",
        "竞赛项目5项",
        "活动5项目标",
        "回来3次",
        "",
    ],
)
def test_other_uses_of_the_words_are_no_sessions(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high"), [("办了三四场讲座", 3, 4), ("培训了10到12期", 10, 12), ("开展宣传七八次", 7, 8)]
)
def test_a_range_of_sessions_stays_a_range(text: str, low: int, high: int) -> None:
    found = read(text)

    assert found is not None
    assert (found.amount.value, found.amount.low, found.amount.high) == (None, low, high)


def test_several_times_has_no_number() -> None:
    found = read("办了好几场讲座")

    assert found is not None
    assert (found.amount.value, found.amount.words) == (None, "几场")


def test_the_words_and_their_place_are_kept() -> None:
    text = "今年举办讲座约30场次"
    found = read(text)

    assert found is not None
    assert text[found.start : found.end] == found.amount.words == "约30场次"
    assert found.amount.approximate


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_any_text_can_be_read(text: str) -> None:
    found = read(text)

    assert found is None or 0 <= found.start < found.end <= len(text)
