"""What each of those who came got, as the amount of all: only where everybody who was counted got the same."""

import pytest

from tests.read.reading_one import shown, told


def _things(text: str) -> list[str]:
    return [f"{one.item}{shown(one.amount)}" for one in told(text).particulars.outputs]


@pytest.mark.parametrize(
    ("said", "things"),
    [
        ("村民45人，每人一份资料", ["资料45"]),
        ("村民45人，资料人手一份", ["资料45"]),
        ("一班42人二班39人，反光条每人一根", ["反光条81"]),
        ("孩子30，爸妈26，每个孩子一个捕虫盒", ["捕虫盒30"]),
        ("理疗师2名，看了66个人，热敷贴每人两片", ["热敷贴132"]),
        ("长者七十二位，每位获赠暖水袋乙个", ["暖水袋72"]),
        ("29个孩子加11个家长，厂里每个孩子送了一个净水实验包", ["净水实验包29"]),
        ("村民45人，艾条每人两根", ["艾条90"]),
        ("村民45人，临走一人一本节水绘本", ["节水绘本45"]),
        ("村民45人，每人发牛奶1盒、科普小册子1本", ["牛奶45", "科普小册子45"]),
        ("来了27人，大家都领了一条丝巾", ["丝巾27"]),
        ("学生45人，每个学生送了一个钥匙扣", ["钥匙扣45"]),
        ("孩子45人，每个娃一个望远镜玩具", ["望远镜玩具45"]),
    ],
)
def test_so_much_for_each_is_so_much_for_all_who_came(said: str, things: list[str]) -> None:
    assert _things(f"今天在北营小学讲座，{said}") == things


@pytest.mark.parametrize(
    ("said", "things"),
    [
        ("村民四十来人，每人一份资料", ["资料?"]),
        ("村民四五十人，每人一份资料", ["资料?"]),
        ("学生84，家长20，每人一份资料", ["资料?"]),
        ("村民45人，答对的每人送一份礼品", ["礼品?"]),
        ("村民45人，村干部每人一件雨衣", ["雨衣?"]),
        ("村民45人，每户一份资料", ["资料?"]),
        ("村民45人，前十名每人一份礼品", ["礼品?"]),
        ("家长45人，每个孩子一个望远镜玩具", ["望远镜玩具?"]),
        ("没数人，每人一份资料", ["资料?"]),
        ("村民45人，每人一份资料，共发出40份", ["资料40"]),
    ],
)
def test_so_much_for_some_or_for_nobody_knows_how_many_stays_open(said: str, things: list[str]) -> None:
    assert _things(f"今天在北营小学讲座，{said}") == things
