"""Everyday things by whole families, in every way of giving; what was made, caught, mended or sold is not given."""

from pathlib import Path

import pytest

from tests.read.reading_one import told
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
        # so many of each, of things that stand side by side, at several places
        ("手套口罩各给了100副", ["手套100副", "口罩100副"]),
        ("扇子、雨伞各送出去50把", ["扇子50把", "雨伞50把"]),
        ("两边各放了50本小册子", ["小册子50本"]),
        ("两个点各送出折页60份", ["折页60份"]),
        # each got some, and so many were they together
        ("疏果剪发到每组一把共14把", ["疏果剪14把"]),
        ("送了每家2斤的小米65袋", ["小米65袋"]),
        ("都领了一条丝巾（28条）", ["丝巾28条"]),
        ("演示完每户领2袋花粉，共领走116袋", ["花粉116袋"]),
        ("会后每人领限盐勺一把，共71把", ["限盐勺71把"]),
        ("每人纪念尺一把共141把", ["纪念尺141把"]),
        ("一人一个应急手电，55支", ["应急手电55支"]),
        # by the lot and by the piece; of what was brought, less what was left
        ("派掉卡包整整两箱共1000个", ["卡包1000个"]),
        ("反光背心送了两打半，30件", ["反光背心30件"]),
        ("宣传围裙剩5条没发完，带去120条", ["宣传围裙115条"]),
        ("小方单印了300张剩下40张", ["小方单260张"]),
        ("印的500份折页还剩20来份", ["折页约480份"]),
        ("发了280份资料，剩20份", ["资料280份"]),
        ("资料300份，剩50份", ["资料?"]),
        # how giving ends
        ("福字送走260张", ["福字260张"]),
        ("讲义印的100份全发光了", ["讲义100份"]),
        ("AED折页散掉130份", ["AED折页130份"]),
        ("明白纸撒了500张", ["明白纸500张"]),
        ("模型飞机51架都让带回家了", ["模型飞机51架"]),
        ("带去的姜茶包不够分，80袋一抢而空", ["姜茶包80袋"]),
        ("雷击小卡片随便拿，没数", ["雷击小卡片?"]),
        ("菜谱发得精光", ["菜谱?"]),
        ("舰模拼图给了小朋友300套", ["舰模拼图300套"]),
        ("环保袋送完了，整整300个", ["环保袋300个"]),
        ("答对送钥匙扣，送光了200个", ["钥匙扣200个"]),
        ("告知书贴到楼道60张", ["告知书60张"]),
        # names with verbs, measures and other names in them
        ("手工做树叶拓印，拓印包97份", ["拓印包97份"]),
        ("水质检测试剂28盒", ["水质检测试剂28盒"]),
        ("送出打印小挂件230枚", ["打印小挂件230枚"]),
        ("发反光贴300条", ["反光贴300条"]),
        ("发了18个救生衣灯", ["救生衣灯18个"]),
        ("扑火扫把发了20把", ["扑火扫把20把"]),
        ("另外发家长信1.2万封", ["家长信12000封"]),
        ("钙片样品63小包", ["钙片样品63包"]),
        ("奖杯9座、奖牌36枚", ["奖杯9座", "奖牌36枚"]),
        ("奖品蓝牙音箱3台", ["奖品蓝牙音箱3台"]),
        ("奖品是恐龙模型20个", ["恐龙模型20个"]),
        ("手册×100、小礼品若干", ["手册100册", "小礼品?"]),
        ("发给低保户灭火器15具", ["灭火器15具"]),
        ("向村民免费提供鼠药120包", ["鼠药120包"]),
        # titles, quotation marks, brackets, what tells more of the thing
        ("发放《健康素养66条》600本", ["《健康素养66条》600本"]),
        ("送上“清凉大礼包”40份", ["“清凉大礼包”40份"]),
        ("发放宣传品（雨伞50把、水杯100个）", ["雨伞50把", "水杯100个"]),
        ("防雷宣传册蒙汉双语48本", ["防雷宣传册48本"]),
        ("车模抽奖抽走了6台", ["车模6台"]),
        ("手册和致家长的一封信各80份", ["手册80份", "致家长的一封信80份"]),
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
        # worn, collected, repaired, measured, in offices
        "志愿者穿马甲12件",
        "穿了40套防护服体验",
        "收上来手抄报45份",
        "收到捐赠图书300本",
        "募集棉衣120件",
        "缝补衣服20件",
        "磨刀45把",
        "修电器30台",
        "办老年卡12张",
        "测盐118份",
        "村民写下承诺卡65张",
        "社区角上新了30本绘本",
        # works of those who came
        "孩子们画的云图贴了一墙",
        "带孩子们做了60个香囊",
        # people, seats, kinds, riddles, talk
        "站里带22个小学生坐观光车",
        "全体17个娃学放风筝",
        "馆里研学团3个",
        "位子只有32个",
        "连麦答疑37个",
        "标本摆了6种",
        "挂出灯谜120条",
        "支了六张桌子教大伙辨真假蜂蜜",
        "杨柳青小区几个单元门洞",
        "倡议书没带，去了每个单元，24张脸都熟",
        "帮忙卸载软件30个",
        "改了20个花瓶",
        "换到烟头9千多个",
        "“小小消防员”20个",
    ],
)
def test_what_was_made_caught_or_sold_was_not_given(text: str) -> None:
    assert things(text) == []


MESSAGES = Path(__file__).with_name("given.txt").read_text(encoding="utf-8").splitlines()
"""A message, a tab and what was given in each line: 「宣传页?」 is a thing without a number."""


@pytest.mark.parametrize("line", MESSAGES)
def test_a_whole_message_is_read_for_what_was_given(line: str) -> None:
    message, given = line.split("\t")
    assert things(message) == given.split()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("每人领一支录音笔…哦不是，签字笔，39支", ["签字笔"]),
        ("发的是耳罩，哦不对，是口罩，60只", ["口罩"]),
        ("发了传单60张，啊不是，没发完", ["传单"]),
    ],
)
def test_a_thing_that_was_taken_back_is_the_other_one(words: str, expected: list[str]) -> None:
    given = told(f"今天在老年大学办了防诈讲座，学员39人，{words}").particulars.outputs

    assert [one.item for one in given] == expected
