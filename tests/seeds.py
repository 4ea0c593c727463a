"""The facts of five real reports (seven texts) as they would be kept: records, entries of registers, and a shell each.

Places and offices are invented; figures, measure words and headings are those of the reports. Kinds of figures are
numbered as in the study of the field, 1 to 54; what is damaged or was never counted is said in `explained`.
"""

from dataclasses import dataclass
from datetime import date

from storage.model.activity import Amount, Category, Output, Particulars
from storage.model.shells import Heading, Shell

DAY = date(2026, 6, 1)
CATEGORIES = {"绿色证书": Category.CERTIFICATE, "获奖": Category.AWARD, "咨询": Category.CONSULTATION}


@dataclass(frozen=True, slots=True)
class Expected:
    """A figure of a report: its kind, the heading at which it stands, how it was written and how it is written here."""

    kind: int
    heading: str
    said: str
    written: str
    explained: str = ""


@dataclass(frozen=True, slots=True)
class SeedReport:
    """One text: how its paper is built, what is recorded, what is entered (with its heading), and its figures."""

    name: str
    shell: Shell
    records: tuple[Particulars, ...] = ()
    entered: tuple[tuple[str, str], ...] = ()
    expected: tuple[Expected, ...] = ()


def shell(name: str, *headings: Heading) -> Shell:
    return Shell(name, "{unit}{period}" + name, headings)


def many(value: int, words: str) -> Amount:
    """A number as it was said, an approximate one where its words say so."""
    return Amount(value, approximate=any(word in words for word in "余多近约"), words=words)


def held(kind: str, topic: str, **more: object) -> Particulars:
    return Particulars(kind=kind, topic=topic, start=DAY, **more)  # type: ignore[arg-type]  # names are an activity's


def gave(item: str, action: str, value: int, words: str, measure: str) -> Output:
    return Output(item, many(value, words), measure, action, CATEGORIES.get(item, Category.MATERIAL))


PERSONS = "人写作人次：到场的次数之和，没有名册就说不出人数"

S0 = SeedReport(
    "开发区自查报告",
    shell(
        "自查报告",
        Heading("主要工作"),
        Heading("开展环保科普宣传教育", level=2, about=("环保",)),
    ),
    records=(
        held(
            "集中宣传",
            "环保宣传",
            sessions=many(20, "20余次"),
            session_word="次",
            outputs=(
                gave("宣传资料", "印发", 34000, "3.4万份", "份"),
                gave("标语横幅挂图", "张贴", 100, "100幅", "幅"),
            ),
        ),
        held("讲座", "环保系列", sessions=many(10, "10余期"), session_word="期"),
        held("影视放映", "环保录像", sessions=many(12, "12场(次)"), session_word="场"),
        held("培训", "环保培训班", sessions=many(20, "20场"), session_word="场"),
    ),
    entered=(("环保宣传教育面达95%以上", ""),),
    expected=(
        Expected(20, "开展环保科普宣传教育", "20余次", "20余次"),
        Expected(21, "开展环保科普宣传教育", "印发3.4万份", "印发宣传资料3.4万份"),
        Expected(15, "开展环保科普宣传教育", "10余期", "10余期"),
        Expected(26, "开展环保科普宣传教育", "100幅", "标语横幅挂图100幅"),
        Expected(28, "开展环保科普宣传教育", "12场(次)", "12场", "场(次)写作场"),
        Expected(7, "开展环保科普宣传教育", "培训班20场", "环保培训班20场"),
        Expected(37, "开展环保科普宣传教育", "95%以上", "95%以上"),
    ),
)

FARMERS, YOUNG, WORKERS, LEADERS, BASE = (
    "农民科学素质行动",
    "未成年人科学素质行动",
    "城镇劳动人口科学素质行动",
    "领导干部和公务员科学素质行动",
    "科普基础设施工程",
)

S1A = SeedReport(
    "市科协工作汇报",
    shell("工作汇报", *(Heading(name, programmes=(name,)) for name in (FARMERS, YOUNG, WORKERS, LEADERS, BASE))),
    records=(
        held(
            "培训",
            "农村实用技术普训",
            programme=FARMERS,
            sessions=many(1083, "1083期"),
            session_word="期",
            attendance=many(265000, "26.5万人"),
        ),
        held(
            "培训",
            "远程教育应用知识和实用技术",
            programme=FARMERS,
            sessions=many(139, "139期"),
            session_word="期",
            attendance=many(13275, "13275人"),
        ),
        held(
            "培训",
            "绿色证书",
            programme=FARMERS,
            sessions=many(12, "12期"),
            session_word="期",
            outputs=(gave("绿色证书", "颁发", 1265, "1265人", "人"),),
        ),
        held(
            "培训",
            "农村能工巧匠",
            programme=FARMERS,
            sessions=many(30, "30期"),
            session_word="期",
            attendance=many(2804, "2804人"),
        ),
        held("咨询服务", "科技咨询", programme=FARMERS, sessions=many(26, "26次"), session_word="次"),
        held(
            "竞赛",
            "青少年科技竞赛",
            programme=YOUNG,
            attendance=many(6305, "6305名"),
            outputs=(gave("获奖", "", 280, "280名", "名"),),
        ),
        held("培训", "再就业人员", programme=WORKERS, attendance=many(2800, "2800人")),
        held("培训", "农民工", programme=WORKERS, attendance=many(5343, "5343人")),
        held("培训", "在岗人员", programme=WORKERS, attendance=many(2864, "2864人")),
        held(
            "培训",
            "通用能力",
            programme=LEADERS,
            sessions=many(86, "86期"),
            session_word="期",
            attendance=many(7773, "7773人"),
        ),
        held(
            "讲座", "", programme=LEADERS, sessions=many(6, "6期"), session_word="期", attendance=many(2000, "2000余人")
        ),
    ),
    entered=(
        (
            "创建科普示范乡镇16个，科普示范村30个，科普示范基地8个，科普教育基地4个；共建农技协8个，会员1600余人",
            FARMERS,
        ),
        ("各乡镇至少有2所以上的农民文化技术学校", FARMERS),
        ("通用能力涉及9个方面", LEADERS),
        ("政府投入资金400余万元，建成了青少年科技活动中心1个；投入15万元购置了科普大篷车的车载展品25件", BASE),
        ("利用社会力量建科普示范基地8个，科普教育基地4个", BASE),
    ),
    expected=(
        Expected(1, FARMERS, "1083期", "1083期"),
        Expected(1, FARMERS, "26.5万人", "26.5万人次", PERSONS),
        Expected(2, FARMERS, "139期", "139期"),
        Expected(2, FARMERS, "13275人", "13275人次", PERSONS),
        Expected(3, FARMERS, "12期", "12期"),
        Expected(3, FARMERS, "颁发绿色证书1265人", "颁发绿色证书1265人"),
        Expected(4, FARMERS, "30期", "30期"),
        Expected(4, FARMERS, "2804人", "2804人次", PERSONS),
        Expected(17, FARMERS, "26次，受益0余人", "科技咨询26次", "人数的前几位原文已丢，不猜"),
        Expected(
            39,
            FARMERS,
            "16个、30个、8个、4个",
            "创建科普示范乡镇16个；科普示范村30个；科普示范基地8个；科普教育基地4个",
        ),
        Expected(40, FARMERS, "农技协8个，会员1600余人", "共建农技协8个；会员1600余人"),
        Expected(41, FARMERS, "至少2所以上", "至少有2所以上的农民文化技术学校"),
        Expected(30, YOUNG, "6305名", "6305人次", PERSONS),
        Expected(30, YOUNG, "280名", "获奖280名"),
        Expected(5, WORKERS, "2800人", "2800人次", PERSONS),
        Expected(5, WORKERS, "5343人", "5343人次", PERSONS),
        Expected(5, WORKERS, "2864人", "2864人次", PERSONS),
        Expected(6, LEADERS, "86期", "86期"),
        Expected(6, LEADERS, "7773人", "7773人次", PERSONS),
        Expected(6, LEADERS, "9个方面", "9个方面"),
        Expected(14, LEADERS, "6期", "6期"),
        Expected(14, LEADERS, "2000余人", "2000余人次", PERSONS),
        Expected(43, BASE, "400余万元", "400余万元"),
        Expected(42, BASE, "建成青少年科技活动中心", "建成了青少年科技活动中心1个"),
        Expected(44, BASE, "15万元", "15万元"),
        Expected(44, BASE, "25件", "车载展品25件"),
        Expected(39, BASE, "8个、4个", "建科普示范基地8个；科普教育基地4个", "同一事实在两个标题下各写一次，不相加"),
    ),
)

LEAD, KEY = "切实加强领导", "突出重点人群"
S1B = SeedReport(
    "县工作总结",
    shell(
        "工作总结",
        Heading(LEAD, registers=("文件", "会议"), about=("部门", "任务")),
        Heading(KEY),
        Heading(YOUNG, level=2, programmes=(YOUNG,)),
        Heading(FARMERS, level=2, programmes=(FARMERS,)),
        Heading(LEADERS, level=2, programmes=(LEADERS,)),
    ),
    records=(
        held(
            "影视放映",
            "爱国主义教育片和科普片",
            programme=YOUNG,
            sessions=many(700, "700余场次"),
            session_word="场次",
            attendance=many(80000, "8余万名"),
        ),
        held(
            "培训",
            "农村劳动者技能",
            programme=FARMERS,
            attendance=many(12000, "1.2万人"),
            outputs=(gave("科技读本", "编印", 6000, "6000册", "册"),),
        ),
        held("培训", "公务员科技", programme=LEADERS, sessions=many(1, "一次"), session_word="次"),
    ),
    entered=(
        ("县属20个部门为领导小组成员，分解为九大任务", ""),
        ("青府办〔2026〕168号印发工作规则，青府发〔2026〕137号印发实施意见", ""),
        ("7月5日召开第一次会议", ""),
        ("放映覆盖中小学101所", YOUNG),
        ("1200名农村劳动力向非农产业转移，使他们掌握2—3门实用技术", FARMERS),
    ),
    expected=(
        Expected(50, LEAD, "20个部门", "20个部门"),
        Expected(52, LEAD, "九大任务", "9大任务", "数写成阿拉伯数字"),
        Expected(54, LEAD, "168号、137号", "青府办〔2026〕168号印发工作规则；青府发〔2026〕137号印发实施意见"),
        Expected(54, LEAD, "第一次会议", "召开第一次会议"),
        Expected(29, YOUNG, "101所", "101所"),
        Expected(29, YOUNG, "700余场次", "700余场次"),
        Expected(29, YOUNG, "8余万名", "8万余人次", "原文不通，写作8万余；" + PERSONS),
        Expected(10, FARMERS, "1。2万人", "1.2万人次", "原文标点有误；" + PERSONS),
        Expected(11, FARMERS, "1200名", "1200名农村劳动力向非农产业转移"),
        Expected(12, FARMERS, "2—3门", "使他们掌握2—3门实用技术"),
        Expected(25, FARMERS, "编印6000册", "编印科技读本6000册"),
        Expected(13, LEADERS, "一次", "1次", "数写成阿拉伯数字"),
    ),
)

TEACH, SAFE, CULTURE = "安全生产教育培训", "安全防范和科技兴安", "安全文化宣传"
S2A = SeedReport(
    "区部门汇报",
    shell(
        "工作汇报",
        Heading(TEACH, about=("安全员", "施工队伍", "机关社区")),
        Heading(SAFE, about=("职业卫生", "企业", "灌装")),
        Heading(CULTURE, about=("广场",), registers=("宣传报道", "阵地", "荣誉")),
    ),
    records=(
        held("培训", "企业负责人、安全员培训班", sessions=many(8, "8期"), session_word="期"),
        held("培训", "施工队伍安全教育", sessions=many(10, "10场"), session_word="场"),
        held("讲座", "机关社区安全知识讲座", sessions=many(3, "3场"), session_word="场"),
        held("培训", "职业卫生法规", sessions=many(3, "3期"), session_word="期"),
        held(
            "咨询服务",
            "广场安全咨询",
            attendance=many(1000, "近千名"),
            outputs=(
                gave("宣传资料", "发放", 1500, "1500余份", "份"),
                gave("小礼品", "赠送", 1000, "1000余份", "份"),
            ),
        ),
    ),
    entered=(
        ("各类教育培训参加6000多人", TEACH),
        ("31家企业参加职业卫生培训，上门为3家使用氨气制冷的企业宣传条例", SAFE),
        ("投资130多万元引进了3条自动灌装线", SAFE),
        ("全年发布安全信息104篇，其中总局网站采用2篇、省局网站采用4篇、市政府办公厅采用9篇", ""),
        ("又开通了3个交流QQ群，首次荣获市安全生产一等奖", ""),
    ),
    expected=(
        Expected(8, TEACH, "6000多人", "6000多人"),
        Expected(8, TEACH, "8期", "8期"),
        Expected(8, TEACH, "10场", "10场"),
        Expected(16, TEACH, "3场", "3场"),
        Expected(9, SAFE, "31家", "31家企业"),
        Expected(9, SAFE, "3期", "3期"),
        Expected(45, SAFE, "130多万元", "130多万元"),
        Expected(45, SAFE, "3条", "3条自动灌装线"),
        Expected(49, SAFE, "3家", "3家使用氨气制冷的企业"),
        Expected(19, CULTURE, "近千名", "约1000人次", "近只在值知道时才写；" + PERSONS),
        Expected(22, CULTURE, "1500余份", "发放宣传资料1500余份"),
        Expected(23, CULTURE, "1000余份", "赠送小礼品1000余份"),
        Expected(31, CULTURE, "104篇", "104篇"),
        Expected(31, CULTURE, "2篇、4篇、9篇", "总局网站采用2篇；省局网站采用4篇；市政府办公厅采用9篇"),
        Expected(33, CULTURE, "3个QQ群", "3个交流QQ群"),
        Expected(51, CULTURE, "首次荣获一等奖", "首次荣获市安全生产一等奖"),
    ),
)

PUBLICITY, PRACTICE, GOAL = "强化宣传", "实践主题", "加强领导"
S2B = SeedReport(
    "社区工作总结",
    shell(
        "工作总结",
        Heading(GOAL, registers=("其他情况",)),
        Heading(PUBLICITY, about=("科普宣传",), registers=("宣传报道",)),
        Heading(PRACTICE, about=("节能",)),
    ),
    records=(
        held(
            "集中宣传",
            "科普宣传",
            attendance=many(4000, "4000余人(次)"),
            outputs=(
                Output("宣传资料", Amount(words="几千份"), "份", "发放"),
                gave("展板", "展出", 5, "5块", "块"),
                gave("咨询", "", 100, "100人(次)", "人次"),
            ),
        ),
        held(
            "集中宣传",
            "节能主题活动",
            attendance=Amount(words="几百名"),
            outputs=(gave("建议", "征集", 100, "100条次", "条次"),),
        ),
    ),
    entered=(("公民具备基本科学素质的比例力争达到6%", ""), ("1至11月共发布信息10余条", "")),
    expected=(
        Expected(38, GOAL, "6%", "6%"),
        Expected(36, PUBLICITY, "4000余人(次)", "4000余人次"),
        Expected(24, PUBLICITY, "几千份", "发放宣传资料（数量未统计）", "原文没有数，不编"),
        Expected(27, PUBLICITY, "5块", "展板5块"),
        Expected(18, PUBLICITY, "100人(次)", "解答咨询100人次"),
        Expected(32, PUBLICITY, "10余条", "10余条"),
        Expected(34, PRACTICE, "100条次", "100条次"),
        Expected(35, PRACTICE, "几百名", "节能主题活动", "原文没有数，不编"),
    ),
)

TASKS, WAYS, STEPS = "任务分解", "工作方式与机制", "工作进度"
S3 = SeedReport(
    "镇工作方案",
    shell(
        "工作方案", Heading(TASKS, about=("项任务",)), Heading(WAYS, about=("每年",)), Heading(STEPS, about=("阶段",))
    ),
    entered=(
        ("主要任务分解为7项任务", TASKS),
        ("领导小组办公室每年组织1次督促检查，每年确定1个工作主题", WAYS),
        ("分为三个阶段", STEPS),
    ),
    expected=(
        Expected(52, TASKS, "7项", "7项任务"),
        Expected(53, WAYS, "每年组织一次督促检查", "每年组织1次督促检查", "数写成阿拉伯数字"),
        Expected(53, WAYS, "每年确定一个主题", "每年确定1个工作主题", "数写成阿拉伯数字"),
        Expected(52, STEPS, "三个阶段", "3个阶段", "数写成阿拉伯数字"),
    ),
)

SERVICE, DUTIES, ORGANISED = "对接服务", "分解任务", "工作成效"
S4 = SeedReport(
    "县落实情况汇报",
    shell(
        "工作汇报",
        Heading("科技服务活动开展情况"),
        Heading(SERVICE, level=2, registers=("选派",), about=("部门",)),
        Heading("科学素质工作开展情况"),
        Heading(DUTIES, level=2, about=("任务", "目标")),
        Heading(ORGANISED, level=2, registers=("荣誉",)),
    ),
    entered=(
        ("协调县直10多个部门", SERVICE),
        ("精选出40名科技骨干，下派到16个乡镇40个村", ""),
        ("共选派74名科技特派员；市派往我县的12名专家", ""),
        ("明确八项任务，实现六个目标", DUTIES),
        ("连续十一年被评为科技进步先进县", ""),
    ),
    expected=(
        Expected(50, SERVICE, "10多个部门", "10多个部门"),
        Expected(46, SERVICE, "40名、16个乡镇40个村", "40名科技骨干；下派到16个乡镇；40个村"),
        Expected(47, SERVICE, "74名", "74名科技特派员", "40名从中选出，分开写，不相加"),
        Expected(48, SERVICE, "12名", "12名专家"),
        Expected(52, DUTIES, "八项任务，六个目标", "明确8项任务；实现6个目标", "数写成阿拉伯数字"),
        Expected(51, ORGANISED, "连续十一年", "连续11年被评为科技进步先进县", "数写成阿拉伯数字"),
    ),
)

REPORTS = (S0, S1A, S1B, S2A, S2B, S3, S4)
