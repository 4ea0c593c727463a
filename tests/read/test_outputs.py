"""What was handed out or put up is read as it was said; what was used or collected is not; no figure is invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.taxonomy import load_taxonomy
from handlers.read.outputs import OutputsWords, outputs_in
from handlers.read.writing import plainly
from storage.model.activity import Amount, Category, Output

TAXONOMY = load_taxonomy()


def read(text: str) -> OutputsWords:
    return outputs_in(plainly(text).plain, TAXONOMY)


def shown(output: Output) -> str:
    """「折页150份」, 「折页约150份」, 「折页300~400份」, 「折页?」."""
    amount = output.amount
    if amount.low is not None:
        return f"{output.item}{amount.low}~{amount.high}{output.measure}"
    if amount.value is None:
        return f"{output.item}?"
    return f"{output.item}{'约' if amount.approximate else ''}{amount.value}{output.measure}"


def things(text: str, category: Category = Category.MATERIAL) -> list[str]:
    return [shown(found.output) for found in read(text).outputs if found.output.category is category]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the thing before its number
        ("发放折页150份", ["折页150份"]),
        ("现场发了折页150份、扇子30把", ["折页150份", "扇子30把"]),
        ("资料300余份和小礼品50个", ["资料约300份", "小礼品50个"]),
        ("给村民们发了救生哨150个", ["救生哨150个"]),
        ("手册65本", ["手册65本"]),
        ("居民65人 手册65本", ["手册65本"]),
        ("共发放宣传资料1500 余份，赠送小礼品 1000 余份", ["宣传资料约1500份", "小礼品约1000份"]),
        ("印发各类宣传资料3.4万份", ["宣传资料34000份"]),
        (
            "悬挂横幅5条，摆放展板22块，发放应急手册1100余册、应急包60个",
            ["横幅5条", "展板22块", "应急手册约1100册", "应急包60个"],
        ),
        ("发了一百二十来份明白纸", ["明白纸约120份"]),
        ("发放《防灾避险手册》500册", ["《防灾避险手册》500册"]),
        ("禁毒宣传单大概发了有两百份", ["禁毒宣传单约200份"]),
        # the thing behind its number
        ("发了300份折页", ["折页300份"]),
        ("300份折页", ["折页300份"]),
        ("摆了20块展板，挂了5条横幅", ["展板20块", "横幅5条"]),
        ("送给孩子们45套绘本", ["绘本45套"]),
        ("给摊位送去50个环保袋", ["环保袋50个"]),
        ("编印了6000册农村实用技术读本", ["农村实用技术读本6000册"]),
        ("为居民发放了200余份防诈骗宣传手册和100个购物袋", ["防诈骗宣传手册约200份", "购物袋100个"]),
        # the thing before the verb
        ("技术手册发了50本", ["技术手册50本"]),
        ("三角巾倒是发出去60条", ["三角巾60条"]),
        ("剪枝剪子送出去一百一十把", ["剪枝剪子110把"]),
        ("宣传画发了60张,小毛巾60条", ["宣传画60张", "小毛巾60条"]),
        ("资料带少了，只发了60份", ["资料60份"]),
        ("挂图贴了5幅", ["挂图5幅"]),
        ("折页全部发完，共发出200份", ["折页200份"]),
        # one number for several, or the same for each
        ("折页扇子各100份", ["折页100份", "扇子100份"]),
        ("折页、扇子各100", ["折页100份", "扇子100把"]),
        ("手册和毛巾各发了80份", ["手册80份", "毛巾80份"]),
        ("大小标语、横幅、挂图100幅", ["大小标语、横幅、挂图100幅"]),
        ("资料、扇子分别发了100份、50把", ["资料100份", "扇子50把"]),
        # ranges and unknown numbers
        ("发了几百份资料", ["资料?"]),
        ("发了四五百份宣传单", ["宣传单400~500份"]),
        ("发放科普知识宣传资料几千份", ["科普知识宣传资料?"]),
        ("发放了宣传资料和小礼品", ["宣传资料?", "小礼品?"]),
        ("还给老人送了些小礼品", ["小礼品?"]),
        ("发放大量宣传资料", ["宣传资料?"]),
        ("资料都发完了", ["资料?"]),
        # for each person
        ("每人发一份资料", ["资料?"]),
        ("资料人手一册", ["资料?"]),
        ("一人一份防溺水手册", ["防溺水手册?"]),
        ("每位老人领到一个药盒", ["药盒?"]),
        ("每人一本《人工智能读本》，共130本", ["《人工智能读本》130本"]),
        ("小风扇每人1个刚好39个", ["小风扇39个"]),
        # corrected on the spot
        ("发了50份资料，不对，是80份", ["资料80份"]),
        ("手册发了100本，说错了，120本", ["手册120本"]),
        ("资料发了50份，哦，60份", ["资料60份"]),
        # forms and tables
        ("物资：枝剪20把，药剂66瓶", ["枝剪20把", "药剂66瓶"]),
        ("发放资料：200份", ["资料200份"]),
        ("物资|折页100份、纸扇50把", ["折页100份", "纸扇50把"]),
        ("折页\t150\n扇子\t30", ["折页150份", "扇子30把"]),
        ("宣传资料(份)：200", ["宣传资料200份"]),
        ("材料：折页200，海报10", ["折页200份", "海报10张"]),
        # the whole is said, then its parts
        ("发放资料500份，其中折页300份、手册200份", ["资料500份"]),
        ("就发了200份", ["资料200份"]),
        # the number comes later, or from behind
        ("发了宣传彩页，三百张很快发完", ["宣传彩页300张"]),
        ("准备了小礼物，一共55份", ["小礼物55份"]),
        ("带的200份小礼品没发完，发了180份", ["小礼品180份"]),
        ("送春联和年画，春联260副", ["年画?", "春联260副"]),
        ("剩的300份折页也发掉了", ["折页300份"]),
        ("120本书送进了山里的学校", ["书120本"]),
        ("资料发了50份，其实是60份", ["资料60份"]),
        ("驱虫药给养殖户发了72片", ["驱虫药72片"]),
        ("折页、扇子等600余份", ["折页、扇子约600份"]),
        ("《防灾手册》《急救手册》各200册", ["《防灾手册》200册", "《急救手册》200册"]),
        ("宣传品（扇子、雨伞）300件", ["宣传品300件"]),
        ("礼品：雨伞（20把）、水杯（15个）", ["雨伞20把", "水杯15个"]),
        ("印了《应急手册》2000册，现场发放1200册", ["《应急手册》2000册", "《应急手册》1200册"]),
        ("原计划发200份资料，实际发了150份资料", ["资料150份"]),
        # names nobody listed
        ("蜂农27人，蜂螨条27条", ["蜂螨条27条"]),
        ("职工86人 解压球86个", ["解压球86个"]),
        ("发艾草锤25个", ["艾草锤25个"]),
        ("赠送显微镜3台", ["显微镜3台"]),
        ("捐了4台显微镜、20套实验盒", ["显微镜4台", "实验盒20套"]),
        # no number of things
        ("每人领一个风向标材料包", ["风向标材料包?"]),
        ("每个孩子发一包种子和一个花盆", ["种子?", "花盆?"]),
        ("给摊位每家送去50个环保袋", ["环保袋?"]),
        ("赠送价值5000元的种子、化肥", ["种子?", "化肥?"]),
        ("发放了一批科普图书", ["科普图书?"]),
        ("准备了60份资料，剩了8份", ["资料52份"]),
        # written in other ways
        ("派發單張２００張、紀念品５０份", ["单张200张", "纪念品50份"]),
        ("宣传袋+水杯+折页各150份", ["宣传袋150份", "水杯150份", "折页150份"]),
        ("物料:横幅1条/展板6块/折页120份", ["横幅1条", "展板6块", "折页120份"]),
        ("宣传单500，扇子200", ["宣传单500份", "扇子200把"]),
    ],
)
def test_things_are_read_with_their_numbers(text: str, expected: list[str]) -> None:
    assert things(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # used, shown, eaten, collected
        "用显微镜3台给学生看细胞",
        "显微镜3台",
        "架了望远镜5台",
        "现场有投影仪1台、音响2套",
        "血压计4台不够用",
        "绿豆汤喝了3桶",
        "煮了200碗绿豆汤",
        "飞了3架无人机",
        "用坏麦克风3个",
        "小苏打用了63包",
        "打疫苗63针",
        "救生圈演示用了2个",
        "收到作品218件",
        "收回问卷120份",
        "填写调查问卷80份",
        "采集水样12瓶",
        "清理垃圾30袋",
        "捡了5袋垃圾",
        "修好家电12件",
        "种了40棵树",
        "弹幕提问200多条",
        "提出建议15条",
        "照片9张见附件",
        "签到表2张",
        "搬了30张桌子、60把椅子",
        "摆了两张桌子",
        "搭了3顶帐篷",
        # numbers of other things
        "620人到场",
        "6个班270名孩子",
        "27户29人",
        "花了300元",
        "走了5个村",
        "讲了2个小时",
        "3个知识点",
        "6、7百亩的大户",
        "第3届科技节",
        "回答了3个问题",
        "联系人小赵13800012345",
        "坐3号线转K7路",
        "12楼会议室",
        "10余种资料",
        "培训12期850人次",
        "科普大篷车1辆",
        "在线1580",
        "平均年龄58岁",
        "一等奖12个",
        "全县有8个科普示范基地",
        # 发, 送, 挂, 贴 as parts of other words
        "发展科技小组3个",
        "发现隐患5处",
        "发了3张照片到群里",
        "发了2条朋友圈",
        "送课下乡3次",
        "挂号5个",
        "反映补贴问题2个",
        "领导2名到场",
        "沙发2张",
        "理发30人",
        "转发通知1份",
        # taken, borrowed, printed again, received, sold
        "从县里领了资料150份",
        "学校送来锦旗1面",
        "孩子们借走图书56本",
        "图书角新增科普书200本",
        "又复印了50份",
        "卖书120本",
        "抽检样品30份",
        "销毁假种子200袋",
        "装报警器14个",
        "承诺书52份不算资料",
        "比上月多50份",
        # people, money and parts
        "技术课来了56个",
        "椒农四十二个",
        "万把块钱",
        "夏令营第三天打卡  32个营员",
        "男生30个",
        "拿出5万块",
        "平均每个社区300份",
        # another time
        "下次发200份资料",
        "上次发了300份折页",
        # not handed out, or only later
        "没发资料",
        "没发东西",
        "今天没有发放资料",
        "资料：无",
        "什么都没发",
        "没有宣传单",
        "",
        "今天下雨",
    ],
)
def test_what_was_not_handed_out_is_no_material(text: str) -> None:
    assert things(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("今天没发东西", "没发东西"),
        ("现场没有发放资料，46人", "没有发放资料"),
        ("没发", "没发"),
        ("未发放宣传资料", "未发放宣传资料"),
        ("资料：无", "资料:无"),
        ("没有资料", "没有资料"),
        ("资料没带", "资料没带"),
        ("无物资发放", "无物资发放"),
    ],
)
def test_nothing_given_is_understood(text: str, words: str) -> None:
    plain = plainly(text).plain
    span = outputs_in(plain, TAXONOMY).none_given

    assert span is not None
    assert plain[slice(*span)] == words


@pytest.mark.parametrize(
    "text",
    [
        "资料没发完",
        "发了50份",
        "忘记发你了",
        "没发现问题",
        "没发生意外",
        "还没发朋友圈",
        "没人发烧",
        "没发够，少20份",
        "无人机表演",
        "不知道",
    ],
)
def test_other_negations_do_not_mean_that_nothing_was_given(text: str) -> None:
    assert read(text).none_given is None


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("发了资料20份", "发放"),
        ("给大家送了20份资料", "赠送"),
        ("摆展板8块", "展出"),
        ("展出展板8块", "展出"),
        ("贴了海报6张", "张贴"),
        ("海报6张", "张贴"),
        ("横幅2条", "悬挂"),
        ("拉横幅2条", "悬挂"),
        ("展板8块", "展出"),
        ("图书50册", "赠送"),
        ("印发手册600本", "印发"),
        ("编印读本600本", "编印"),
        ("宣传单已印600张", "印制"),
        ("救生哨150个", "发放"),
    ],
)
def test_the_action_is_that_of_the_verb_or_the_usual_one(text: str, action: str) -> None:
    assert [found.output.action for found in read(text).outputs] == [action]


@pytest.mark.parametrize(
    ("text", "category", "expected"),
    [
        ("颁发绿色证书1265人", Category.CERTIFICATE, ["绿色证书1265人"]),
        ("发放结业证书30本", Category.CERTIFICATE, ["结业证书30本"]),
        ("30人取得资格证", Category.CERTIFICATE, ["资格证30人"]),
        ("其中280名学生获奖", Category.AWARD, ["获奖280名"]),
        ("评出一等奖12个、二等奖20个", Category.AWARD, ["一等奖12个", "二等奖20个"]),
        ("获奖作品18件", Category.AWARD, ["获奖18件"]),
        ("解答群众咨询100人次", Category.CONSULTATION, ["咨询100人次"]),
        ("接受群众咨询180余人次", Category.CONSULTATION, ["咨询约180人次"]),
        ("现场咨询26次", Category.CONSULTATION, ["现场咨询26次"]),
        ("解答问题15个", Category.CONSULTATION, ["问题15个"]),
        ("发布信息104篇", Category.PUBLICATION, ["信息104篇"]),
        ("共发布信息10余条", Category.PUBLICATION, ["信息约10条"]),
        ("发布安全生产工作信息104 篇，其中国家总局网站采用 2 篇", Category.PUBLICATION, ["安全生产工作信息104篇"]),
        ("新建科普画廊3处", Category.FACILITY, ["科普画廊3处"]),
        ("更新宣传栏5块", Category.FACILITY, ["宣传栏5块"]),
    ],
)
def test_other_outputs_are_kept_apart(text: str, category: Category, expected: list[str]) -> None:
    assert things(text, category) == expected
    assert things(text) == []


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("来咨询的有90人", Category.CONSULTATION),
        ("开展科技咨询26次", Category.CONSULTATION),
        ("咨询室2间", Category.CONSULTATION),
        ("说明书30本", Category.CERTIFICATE),
        ("证书编号20240017", Category.CERTIFICATE),
        ("一等奖奖金500元", Category.AWARD),
        ("设奖3天后公布", Category.AWARD),
        ("信息技术课6节", Category.PUBLICATION),
        ("参观科普馆3次", Category.FACILITY),
        ("宣传栏前围了50人", Category.FACILITY),
    ],
)
def test_similar_words_are_no_other_outputs(text: str, category: Category) -> None:
    assert things(text, category) == []


def test_an_output_knows_where_it_stands() -> None:
    text = "今天发放防火手册100本，赠送扇子30把"
    first, second = read(text).outputs

    assert text[first.start : first.end] == "防火手册100本"
    assert text[slice(*second.item)] == "扇子"
    assert text[slice(*second.amount)] == "30把"
    assert second.output.amount == Amount(30, words="30把")


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_any_text_can_be_read(text: str) -> None:
    for found in read(text).outputs:
        assert 0 <= found.start <= found.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "发",
        "发放",
        "一",
        "资料",
        "1份",
        "各",
        "、",
        "发放资料1份、",
        "《",
        "每人",
        "资料：",
        "12",
        "没发",
        " ",
        "，",
        "和",
        "\t",
        "\U0001f600",
    ],
)
def test_ten_thousand_characters_take_a_moment(piece: str) -> None:
    import time

    text = (piece * 10_000)[:10_000]
    begun = time.perf_counter()
    read(text)

    assert time.perf_counter() - begun < 3
