"""The form of an activity and what it is called."""

from dataclasses import replace
from pathlib import Path

import pytest

from handlers.read.kinds import kind_of, kinds_in
from tests.read.reading_one import TAXONOMY, told

DEEDS = Path(__file__).with_name("kinds.txt").read_text(encoding="utf-8").splitlines()[1:]
"""What was done, a tab and the form of activity it is; no message names its form."""


@pytest.mark.parametrize("line", DEEDS)
def test_the_form_is_told_by_all_that_was_done(line: str) -> None:
    text, expected = line.split("\t")

    assert told(text).particulars.kind == expected


def test_only_forms_of_the_office_are_told() -> None:
    fewer = replace(TAXONOMY, kinds=tuple(one for one in TAXONOMY.kinds if one.name != "咨询服务"))
    text = "给牧民量了血压，听了心肺"
    chosen = kind_of(kinds_in(text, fewer), text, fewer)

    assert chosen is None or chosen.kind != "咨询服务"


@pytest.mark.parametrize("text", ["", "今天", "80人", "北营村", "各位老师好"])
def test_where_nothing_was_done_no_form_is_told(text: str) -> None:
    assert kind_of(kinds_in(text, TAXONOMY), text, TAXONOMY) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天在北营村讲防震，来了80人", "讲座"),
        ("今天在北营村办了防震讲座，来了80人", "讲座"),
        ("今天在北营村轮训养殖户，80人", "培训"),
        ("今天教老人用手机挂号，18人，太阳沟社区", "培训"),
        ("今天在滨河广场防震宣传，来了80人", "集中宣传"),
        ("今天在滨河广场发宣传单200张，来了80人", "集中宣传"),
        ("今天在北营村义诊，服务老人73名", "咨询服务"),
        ("今天在北营村给老人量了血压，80人", "咨询服务"),
        ("今天图书馆“科学家精神”巡展，来了80人", "展览"),
        ("今晚在北营村放了场科普电影，村民80人", "影视放映"),
        ("今天科普知识竞赛在柳林小学，学生80人", "竞赛"),
        ("今天带三年级去了趟县科技馆，学生80人", "参观研学"),
        ("今天柳林小学地震疏散演练，师生800人", "应急演练"),
        ("今天夏令营在青螺岛营地开营，营员60名", "营队与兴趣小组"),
        ("今晚直播讲流感，观看800人", "线上活动"),
        ("今天企业科技工作者沙龙，工程师30名，咖啡厅", "其他"),
        # a word for a thing or a place is no form
        ("今天在北营村讲防震，宣传册发了80本，来了80人", "讲座"),
        ("今天在实验小学讲防震，学生80人", "讲座"),
        ("今天在培训中心讲防震，来了80人", "讲座"),
        ("今天消防大队的教官讲防火，居民80人", "讲座"),
    ],
)
def test_the_form_is_read(text: str, expected: str) -> None:
    assert told(text).particulars.kind == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天在滨江步道支了三张桌子教大家认假药，来问的200人", "集中宣传"),
        ("今天在菜市场门口见人就发小卡片，300张", "集中宣传"),
        ("今天大喇叭循环播防火知识，绕村三圈，200户", "集中宣传"),
        ("今天把昆虫标本搬到小区中庭，居民围着看，120人", "展览"),
        ("上午拉着合作社社员去邻县看滴灌，24人", "参观研学"),
        ("今天请进来40名中学生，在化验室看水样", "参观研学"),
        ("今天博物馆手语导览，聋人朋友20位", "参观研学"),
        ("今天帮乡亲看葡萄叶上长的啥虫，31人，村口", "咨询服务"),
        ("今天给环卫工查听力，52人，休息站", "咨询服务"),
        ("今天药师坐在社区门口答居民用药的疑问，55人", "咨询服务"),
        ("今天捂着毛巾弯腰跑下楼，全楼住户130人", "应急演练"),
        ("今天厂里200名员工4分20秒撤到空地", "应急演练"),
        ("昨晚村口支起幕布，看的人有90", "影视放映"),
        ("今天群里语音答疑，问布病的有30条，群里210人", "线上活动"),
        ("今天钉钉上讲税务新政，员工300人收看", "线上活动"),
        ("今天养鸽班在合作社开班，农民28人", "培训"),
        ("今天大家跟着老师学包粽子，社区35人", "培训"),
        ("今天院士进校园，讲深空探测，600名学生，礼堂", "讲座"),
        ("今天老教授给幼儿园上了一节地震课，小朋友60名", "讲座"),
        ("今天在敬老院听了一场防骗报告，老人45名", "讲座"),
        ("今天焊工比手艺，36人，二车间", "竞赛"),
        ("下午全校拉警报往楼下跑，1260人", "应急演练"),
        ("今晚小区放了老电影加一部防诈短片，居民来了140", "影视放映"),
        ("今天老年大学智能手机班第六课，学员40人", "培训"),
        ("今天一楼大厅挂了40幅航天照片，职工都停下来瞅，300人", "展览"),
        ("今天药监局把假药摆出来给大家瞧，步行街，260人", "展览"),
        ("今天热线答疑83人次", "咨询服务"),
        ("今天组织七年级去法院坐了回旁听席，90人", "参观研学"),
    ],
)
def test_the_form_is_read_from_what_was_done(text: str, expected: str) -> None:
    assert told(text).particulars.kind == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what is spoken of is no form
        ("今天学校里讲疏散路线，学生300人", "讲座"),
        ("今天天文学会的老师分享日食观测，到场80人，图书馆", "讲座"),
        ("今天推拿课，宝妈26人，妇幼保健院", "讲座"),
        # nor is what people did there, or where they belong
        ("今天图书馆节气图文展，参观读者300人", "展览"),
        ("今天暑托班的孩子36名到水厂看净水", "参观研学"),
        ("今天社团的孩子36名听了一场防骗报告，三小", "讲座"),
        # nor a word that looks like one
        ("今天在会议室讲土壤改良，充电喇叭送了20个，农户20人", "讲座"),
        ("今天支教队讲彩虹，40名学生，山口村小", "讲座"),
        ("今天跟学生讲彩虹，40名，山口村小", "讲座"),
        ("今天学雷锋，在广场修家电，150人", "咨询服务"),
        ("今天上午跟水站去同村的小学讲防冻，学生118", "讲座"),
        ("今天讲了一课，又答疑，来了30人，北门社区", "讲座"),
        ("今天早上搭台、诗朗诵，完了科普宣传，市民900人，广场", "集中宣传"),
        # a campaign is the frame of what was done in it
        ("今天三下乡，在桃花村给老乡做甲状腺筛查，90人", "咨询服务"),
    ],
)
def test_words_beside_the_form_do_not_decide(text: str, expected: str) -> None:
    assert told(text).particulars.kind == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天化肥真假辨别，样品12袋，28人，供销社院里", "讲座"),
        ("今天防溺水，来了41人，水库", "讲座"),
        ("今天防火单页700张，游客700人，景区入口", "集中宣传"),
        ("今天送了育儿包60个，来了58人，妇儿之家", "集中宣传"),
    ],
)
def test_where_no_word_tells_the_form_the_usual_one_is_meant(text: str, expected: str) -> None:
    assert told(text).particulars.kind == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("昨天在北营村文化大院讲防震减灾，来了80人", "防震减灾讲座"),
        ("昨天红星林场搞了森林防火讲座，职工85人", "森林防火讲座"),
        ("4月22日 青石桥社区 垃圾分类讲座 居民65人", "垃圾分类讲座"),
        ("5月12日，街道在广场开展“人人讲安全”主题宣传活动，900人", "人人讲安全主题宣传活动"),
        ("今晚在村部院坝放科普电影《沼气安全使用》，村民200人", "沼气安全使用放映"),
        ("今天教老人用手机挂号，18人，太阳沟社区", "手机挂号培训"),
        ("主题：食用菌栽培\n地点：农家书屋\n时间：今天\n人数：37", "食用菌栽培培训"),
        ("今天在北营村办了燃气安全宣传，居民80人", "燃气安全宣传活动"),
    ],
)
def test_a_title_is_short_and_natural(text: str, title: str) -> None:
    assert told(text).particulars.title == title
