"""Activities one behind another: the second day, the week that was named, numbers of people as those before them."""

import pytest

from tests.read.reading_one import heard, shown, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "科普周第一天5月20日在市民广场摆摊，市民1500人；第二天进了育才中学，学生900人；第三天进了钢厂，工人200人",
            [("05-20", "1500"), ("05-21", "900"), ("05-22", "200")],
        ),
        (
            "上周搞了三次：周二老年公寓21位，周四盲校18个学生，周五看守所60名在押人员，都是讲心理",
            [("10-27", "21"), ("10-29", "18"), ("10-30", "60")],
        ),
        (
            "周一去红旗小学讲防溺水，260个学生；周二去胜利小学接着讲，310个；传单两个学校都没发",
            [("11-02", "260"), ("11-03", "310")],
        ),
        (
            "昨天一早在早市发反诈传单500张，晚上在小区广场放反诈短片，看的居民有八十来个",
            [("11-02", ""), ("11-02", "约80")],
        ),
        ("今天两场，都在文化馆，上午书法讲座45人，下午古琴讲座38人", [("11-03", "45"), ("11-03", "38")]),
    ],
)
def test_days_and_numbers_follow_from_what_was_told_before(text: str, expected: list[tuple[str, str]]) -> None:
    found = [one.particulars for one in heard(text).found]
    assert [(one.start and f"{one.start:%m-%d}", shown(one.attendance)) for one in found] == expected


@pytest.mark.parametrize(
    ("text", "attendance"),
    [
        ("今天参观气象台的孩子分三批，20、25、22", "67"),
        ("今天参观气象台的孩子分三批，20、25", ""),
        ("校园科技嘉年华 今天 田径场 学生2k+ 摊位36个 徽章发了1500枚", "约2000"),
        ("今日喺沙头村祠堂门口讲登革热，街坊来咗76個，派咗灭蚊片150盒", "76"),
        ("今天在西街社区讲座，居民及流动人口共计73人参加", "73"),
        ("11月2号 芦花港村 水处理培训 第一期 48人 讲师县水产站 资料48套", "48"),
        ("昨天给34个河道管护员讲巡查要点", "34"),
        ("昨晚老干局礼堂坐了一百八九的人，全是离退休干部，听探月工程", "180~190"),
        ("上午去了拘留所，给在押学员讲拒毒，人头数是76，书籍捐了80本", "76"),
        ("今天在小学讲防艾，五六年级131个学生，宣传册1人1本", "131"),
        ("今天在山坳讲沼气，村里总人口1200人", ""),
    ],
)
def test_people_are_counted_however_they_are_told(text: str, attendance: str) -> None:
    assert shown(told(text).particulars.attendance) == attendance


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("今天在公园发了救生衣使用说明36份", ["救生衣使用说明36"]),
        ("今天在公园兑换绿植小盆栽80盆", ["绿植小盆栽80"]),
        ("红星幼儿园 孩子64人 今天发儿童牙刷64支 登记表不算", ["儿童牙刷64"]),
        ("林场宣传车今天跑了七个自然村，贴标语70张，发明白纸700份", ["标语70", "明白纸700"]),
        ("昨天在小学给娃娃们做地震避险，然后发了那个地震知识折页两百份", ["地震知识折页200"]),
        ("校园科技嘉年华 今天 田径场 学生2k+ 摊位36个 徽章发了1500枚", ["徽章1500"]),
        ("今天在石桥乡政府院坝三下乡，对联写了280副，老乡190", ["对联280"]),
        ("昨天在河坎村放防火短片，村民80人，发了打火机不是发了防火宣传单九十张", ["防火宣传单90"]),
        ("3D打印体验课，20名初一学生，每人做了一个钥匙扣带走，今天下午在创客教室", ["钥匙扣20"]),
        ("馆里今年10月办临展6个，观众1180人次，今天报", []),
        ("大篷车昨天在蒲草湾希望小学，娃娃136，展品搬了18件", []),
    ],
)
def test_things_are_those_that_were_given(text: str, things: list[str]) -> None:
    found = [one for facts in heard(text).found for one in facts.particulars.outputs]
    assert [f"{one.item}{shown(one.amount) or '?'}" for one in found] == things


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("上午乡里组织护林员防火培训，实到52人", ""),
        ("昨晚广场舞结束后给阿姨们讲了高血压用药，28位", ""),
        ("国庆期间科技馆接待游客8600人次", "科技馆"),
        ("今天在老蜂农王长顺家院子里讲养蜂，来了20人", "老蜂农王长顺家院子里"),
        ("今天给采煤三队讲了瓦斯防治，43个人", ""),
        ("昨天的“流动科技馆”巡展最后一天，接待了梅岭中学学生460人", ""),
        ("我们这边1号做了一期“科学咖啡馆”，16个人围着聊量子计算", ""),
        ("供电公司今天来我村讲安全用电，到会群众66人", ""),
        ("今天带48个同学看环境监测站", "环境监测站"),
        ("上周二在黑土地博物馆搞了场盐碱地改良讲座，哦不对，是上周四，农技员37个", "黑土地博物馆"),
        ("市地震局防震减灾科普馆今日免费开放，全天入馆者632人次", "市地震局防震减灾科普馆"),
        ("社区消防演练今天下午，1号楼到6号楼的居民，差不多一百五六十", "1号楼到6号楼"),
    ],
)
def test_the_venue_is_where_it_was_held(text: str, venue: str) -> None:
    assert told(text).particulars.venue == venue


def test_a_day_ahead_is_none_of_what_was_done() -> None:
    found = told("刚刚结束的编程公益课，五楼创客空间，到了14个娃，教具是借的明天要还")

    assert found.particulars.start is not None
    assert f"{found.particulars.start}" == "2026-11-03"
