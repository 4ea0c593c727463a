"""Names of places of every trade, wherever they stand in a message; subjects that only sound like places are none."""

import pytest

from tests.read.reading_one import told


def venue(text: str) -> str:
    return told(text).particulars.venue


@pytest.mark.parametrize(
    "place",
    [
        # on the water, in the fields
        *("东风码头", "6号泊位", "月牙湖畔", "避风塘", "老河堤", "城东桥洞下", "江心洲岛", "二号闸口"),
        *("高标准农田", "示范田", "王家瓜地", "食用菌棚", "赛马场", "夏牧场", "青草坡牧业队", "八连"),
        # shops, houses, services
        *("王记茶馆", "百姓茶馆", "理发店", "宠物店", "农家乐", "客栈", "棋牌室", "售楼处", "银行网点", "早教中心"),
        *("矿工浴室", "青年公寓", "残疾人康复中心", "看守所", "监区", "屠宰场", "信用社", "电子厂二号宿舍楼"),
        # schools and halls
        *("红星小学三年级教室", "图书馆少儿厅", "科技馆穹幕厅", "湿地公园观鸟台", "卫校", "校场坝", "苗寨风雨桥"),
        *("地铁2号线人民广场站", "3标段项目部", "隧道口", "三家店学校"),
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "昨天在{place}讲防火，来了45人",
        "今天，{place}，防火讲座，45人",
        "防火宣传 {place} 居民45人 今天",
        "今天讲防火知识，听的45人，{place}",
        "今天讲防火知识（{place}），听的45人",
        "今天去{place}宣传防火知识，群众45人",
        "{place}：防火宣传，45人，今天",
    ],
)
def test_places_of_every_trade_are_read_wherever_they_stand(place: str, text: str) -> None:
    assert venue(text.format(place=place)) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("昨天搁打谷场唠了唠防火，45个人", "打谷场"),
        ("寻日喺东风码头讲防火，45人", "东风码头"),
        ("防火讲座设在红星小学，昨天，45人", "红星小学"),
        ("昨天跑了趟柳河村，讲防火，45人", "柳河村"),
        ("昨天借用红星小学讲防火，45人", "红星小学"),
        ("昨天借王记茶馆的地方讲防火，45人", "王记茶馆"),
        ("昨天去甘蔗地讲防火，场子在龙湾屯，45人", "龙湾屯"),
        ("昨天给一年级讲牙齿，学校是华光路小学，35人", "华光路小学"),
        ("昨天从东风码头回来，讲了防火，45人", "东风码头"),
        ("刚从红星小学出来，讲的防火，45人", "红星小学"),
        ("昨天防火讲座45人 @东风码头", "东风码头"),
        ("今天在核桃园…呃核电小镇文化中心讲防火，45人", "核电小镇文化中心"),
        ("今天没去成沟里，改在乡政府食堂讲雪灾，32人", "乡政府食堂"),
        ("昨天参观了消防站，52个小孩", "消防站"),
        ("今天请了蜂业专家来槐花沟，蜂农31位听课", "槐花沟"),
        ("今天讲防病，学生360，地点就是一食堂门口", "一食堂门口"),
        ("消防队的人昨天到了6号泊位，45人听了防火课", "6号泊位"),
    ],
)
def test_many_words_lead_to_a_place(text: str, place: str) -> None:
    assert venue(text) == place


@pytest.mark.parametrize(
    "text",
    [
        "今天给村民讲沼气池安全，45人",
        "昨天讲大棚通风，菜农30人",
        "昨天给学生讲桥梁怎么造，45人",
        "今天给养殖户讲鱼塘增氧，25人",
        "讲羊圈消毒，牧民32人，今天",
        "今天的课是水库防洪，45人",
        "给工人讲井下瓦斯，56人，昨天",
        "今天讲航天员在空间站怎么生活，学生100人",
        "今天消防站的队员讲灭火，45人",
        "今天种子公司来人讲玉米，农户40人",
        "昨天农技站技术员讲施肥，农民38人",
        "今天车站的志愿者讲春运安全，45人",
        "昨天讲地铁逃生，市民70人",
        "今天讲店铺用电，商户40人",
        "昨天讲隧道施工安全，工人43人",
        "昨日下乡讲青贮，养牛户12人",
        "昨天科学集市，摊位36个，市民300人",
    ],
)
def test_what_was_taught_or_who_taught_is_no_venue(text: str) -> None:
    assert venue(text) == ""
