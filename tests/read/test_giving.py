"""Everyday things by whole families, in every way of giving; what was made, caught, mended or sold is not given."""

import pytest

from tests.read.test_outputs import things


@pytest.mark.parametrize(
    "thing", ["温度计", "火钳", "墨镜", "创可贴", "苹果", "毛毯", "头盔", "灯泡", "星图", "菜板", "雨靴"]
)
@pytest.mark.parametrize(
    ("given", "figure"),
    [
        ("{thing}50个", "50个"),
        ("发{thing}50个", "50个"),
        ("送了50个{thing}", "50个"),
        ("{thing}送出去50个", "50个"),
        ("{thing}发脱50个", "50个"),
        ("给老乡派了{thing}50个", "50个"),
        ("{thing}派晒50个", "50个"),
        ("{thing}给了50个", "50个"),
        ("{thing}一人一个50个", "50个"),
        ("{thing}每人一个共50个", "50个"),
        ("每人塞了一个{thing}，一共50个", "50个"),
        ("答对的送{thing}，送了50个", "50个"),
        ("奖{thing}50个", "50个"),
        ("{thing}发给小孩50个", "50个"),
        ("{thing}发完了，五十个", "50个"),
        ("{thing}60个发掉约50个", "约50个"),
    ],
)
def test_everyday_things_are_given_in_many_ways(thing: str, given: str, figure: str) -> None:
    assert things(given.format(thing=thing)) == [thing + figure]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("扇子发完了，二百把", ["扇子200把"]),
        ("横幅一条，传单三百张", ["横幅1条", "传单300张"]),
        ("发防火单页，单页700张", ["单页700张"]),
        ("地贴贴了16处", ["地贴16处"]),
        ("路线牌插了9块", ["路线牌9块"]),
        ("答对的送扇面，送了40张", ["扇面40张"]),
        ("新规汇编23本", ["新规汇编23本"]),
        ("送小牙刷44把、含氟牙膏44支", ["小牙刷44把", "含氟牙膏44支"]),
        ("每户发逃生面罩1个", ["逃生面罩?"]),
        ("每班发消毒片1瓶，共24瓶", ["消毒片24瓶"]),
        ("过期药收了6斤，换牙膏70支", ["牙膏70支"]),
        ("兑出去鸡蛋300个、抽纸120提", ["鸡蛋300个", "抽纸120提"]),
        ("灯架奖了3个", ["灯架3个"]),
        ("送急救包，17个护林员17个包", ["包17个"]),
        ("头盔抽奖抽出去6个", ["头盔6个"]),
        ("宣传贴300张贴楼道了", ["宣传贴300张"]),
        ("救生衣46件", ["救生衣46件"]),
        ("机油试用装39瓶", ["机油试用装39瓶"]),
        ("送电影票30张", ["电影票30张"]),
        ("摆了桌子讲流感疫苗，传单三百张", ["传单300张"]),
    ],
)
def test_phrasings_around_a_figure_are_read(text: str, expected: list[str]) -> None:
    assert things(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # made, grown, repaired, caught, sold
        "大家一起包了120个粽子",
        "动手拼了15辆小车",
        "孩子们每人种了一棵豆苗",
        "嫁接了30株",
        "更换灯泡5个",
        "检查灭火器12个",
        "燃气管排查20根",
        "钓上来两条鱼",
        "揪出黑气球3个",
        "卖出苹果500斤",
        "放生鱼苗2000尾",
        "义剪头发23个",
        # people and animals
        "围观20来个",
        "小哥听了18个",
        "三角巾400条循环用",
        "换了节水龙头48个",
        "更换灯管8根",
        "小朋友240个排队穿战斗服",
        "狗子27条",
        "病猪2头",
        # words, papers that are filled in, votes
        "签承诺书100份",
        "投票56张",
        "建档956份",
        "报名表收回60张",
        "有两个代签",
        "县种子站摆了37个水稻品种",
        # brought by those who came, lost
        "村民自带板凳30个",
        "雨衣湿了三件",
        "丢了一把伞",
        "每人答一张卷子",
    ],
)
def test_what_was_made_caught_or_sold_was_not_given(text: str) -> None:
    assert things(text) == []
