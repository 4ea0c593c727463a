"""Who helped is counted apart; who came is not taken for help."""

import pytest

from handlers.read.staff import Staff, experts_in, volunteers_in


def number(staff: Staff | None) -> int | None:
    return staff.amount.value if staff else None


@pytest.mark.parametrize(
    ("text", "volunteers", "experts"),
    [
        ("昨天在北营村义诊，医生3名、护士2名，志愿者12人，来了80位老人", 12, 5),
        ("社区志愿者8人，居民60人，专家2位讲课", 8, 2),
        ("三名专家给200名学生讲航天", None, 3),
        ("20多名青年志愿者上街宣传", 20, None),
        ("出动志愿者30人次", None, None),
        ("县医院来了6位大夫", None, 6),
        ("12个义工帮忙，来了300人", 12, None),
    ],
)
def test_those_who_helped_are_counted(text: str, volunteers: int | None, experts: int | None) -> None:
    assert (number(volunteers_in(text)), number(experts_in(text))) == (volunteers, experts)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "请县医院专家讲高血压，来了40人",
        "50名志愿者参加培训",
        "给30名技术员培训",
        "志愿者活动在广场办，来了100人",
        "专家讲了2小时",
        "志愿者之家3楼",
        "来了100名学生",
        "护士节讲座，60人",
    ],
)
def test_nobody_is_made_up(text: str) -> None:
    assert number(volunteers_in(text)) is None
    assert number(experts_in(text)) is None
