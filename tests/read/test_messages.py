"""What a message is: an activity, several, a plan, totals, or nothing for the ledger."""

from datetime import date

import pytest

from handlers.read.reading import Nature
from storage.model.activity import Field
from tests.read.reading_one import heard, shown, told


@pytest.mark.parametrize(
    "text",
    [
        "昨天下午在北营村文化大院讲防震减灾，来了两百来人，发了折页150份",
        "发了资料两百份，没数人",
        "4月22日 青石桥社区 垃圾分类讲座 居民65人 手册65本",
        "时间：昨天\n地点：北营村\n内容：防震减灾\n人数：80",
        "昨日於里民活動中心辦理防治宣導，里民56人出席",
        "忘了报了，上周三在北营村办的讲座，来了80人",
        "今天在北营村讲疫苗怎么打，来了80人",
        "今天活动取消了两个摊位，但还是来了300多人，在文化广场，科普市集",
        "昨天在北营村办了讲座，来了80人，对吧",
        "今天办了防震减灾讲座",
    ],
)
def test_what_was_done_is_an_activity(text: str) -> None:
    assert heard(text).nature is Nature.ACTIVITY


@pytest.mark.parametrize(
    "text",
    [
        "我们打算9月18号在滨河广场摆20块展板",
        "下周三要在柳林镇搞一场义诊",
        "明天上午9点在西苑小区搞消防演练，预计100人",
        "拟于12月1日在市政广场开展艾滋病日宣传",
        "后天防溺水进校园，梨花坞学校，全校530名学生，宣传单已印600张",
        "11月8号准备去桃花村搞义诊，带6个大夫",
        "苹果修剪班定在12月5号，塬上果库，名额40人",
        "这周五要来个农科院专家去我们村现场教，想听的找我报名",
        "周末要带孩子们去天文馆，大概40人，车已经联系好了",
        "计划本月15日在科技馆办一场科普剧，预计300人观看",
    ],
)
def test_a_plan_is_never_an_activity(text: str) -> None:
    assert heard(text).nature is Nature.PLAN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "？",
        "你好",
        "收到，马上整理",
        "讲座签到表模板有没有？要能填60人的那种",
        "这个月的科普活动台账什么时候交？",
        "请问“培训班”跟“讲座”怎么分啊？几十人的算哪种",
        "看新闻说省科技馆上周末去了8000多人，真羡慕",
        "隔壁镇昨天搞的机器人展来了一千多人，咱们什么时候也搞一个",
        "今天下大雨，原定广场那场取消了，没搞成",
        "昨天那个讲座没去成，路塌方了，改期再通知",
        "明天的讲座取消了，改到下周",
        "宣传单还剩200份，横幅5条，都在仓库靠墙那个柜子里",
        "科普中国的账号登不上了，提示密码错误3次",
        "下周检查组来，资料档案盒都摆整齐点",
        "请假半天，去医院拿药",
        "汇总一下11月的数据，导成Excel发我",
        "昨天的讲座真好听，学到不少，谢谢王老师",
        "我今天去县里开会，科普经费批了5万",
        "今天领导来调研科普工作，一行5人",
        "昨天那篇稿子阅读量破万了",
        "昨天的讲座人数报错了",
        "今天去了三个村，累得够呛",
        "照片传不上去，试了5次都显示失败",
    ],
)
def test_talk_is_nothing_for_the_ledger(text: str) -> None:
    assert heard(text).nature is Nature.NONE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "今天上午先在新华小学讲了防溺水，来了240个学生，下午又去新民小学讲了一场，180人",
            [("新华小学", "240"), ("新民小学", "180")],
        ),
        (
            "1、10月27日，黄泥坝村，育秧培训，村民41人；2、10月28日，红泥坝村，育秧培训，村民38人",
            [("黄泥坝村", "41"), ("红泥坝村", "38")],
        ),
        (
            "今天跑了两个点：上午八里庄社区反诈讲座，居民45人；下午九里屯社区同样内容，居民52人",
            [("八里庄社区", "45"), ("九里屯社区", "52")],
        ),
        (
            "今天我们在三个村轮流放电影，清泉村120人，白水村90人，红岩村75人",
            [("清泉村", "120"), ("白水村", "90"), ("红岩村", "75")],
        ),
        (
            "昨天512，县里在人民公园集中宣传，市民1100人；我们镇也在滨河中学搞了疏散演练，师生870人",
            [("人民公园", "1100"), ("滨河中学", "870")],
        ),
        (
            "日期\t地点\t内容\t人数\n10月14日\t松林小学\t航模讲座\t120\n10月15日\t松林中学\t安全讲座\t260\n合计\t\t\t380",
            [("松林小学", "120"), ("松林中学", "260")],
        ),
        (
            "22号去了太阳沟社区教老人用手机，18个人；今天在月亮湾社区又教了一遍，来了25个老人。下礼拜还有星河社区",
            [("太阳沟社区", "18"), ("月亮湾社区", "25")],
        ),
    ],
)
def test_several_activities_are_told_apart(text: str, expected: list[tuple[str, str]]) -> None:
    reading = heard(text)

    assert reading.nature is Nature.ACTIVITIES
    assert [(one.particulars.venue, shown(one.particulars.attendance)) for one in reading.found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "今天在北营村讲防震，老人30人，学生50人",
        "今天上午下午两场急救培训，都在县医院五楼会议室，上午60人，下午45人",
        "禁毒日走进水泥厂，今天，厂大门口，摆展板8块，工人190人驻足观看",
        "今天在龙潭峪村给药农讲黄芩采收，44人。下周还要去隔壁白石崖村，到时候估计50人",
        "昨天街道联合区应急局在商业广场开展宣传活动，900人。下一步，街道将持续推进",
        "时间：昨天\n地点：北营村\n内容：防震减灾讲座\n人数：80\n物资：折页80份",
    ],
)
def test_one_activity_stays_one(text: str) -> None:
    assert heard(text).nature is Nature.ACTIVITY


def test_what_is_said_once_holds_for_all() -> None:
    first, second = heard("周日在北门社区，30人；周一在南门社区，42人；都是防诈骗讲座，各发手册30本").found

    assert [one.particulars.start for one in (first, second)] == [date(2026, 11, 1), date(2026, 11, 2)]
    assert {one.particulars.title for one in (first, second)} == {"防诈骗讲座"}


def test_the_afternoon_is_of_the_day_named_before() -> None:
    _, second = heard("昨天上午在镇中学讲网络安全，学生300人。下午在镇小学讲牙齿健康，学生220人。").found

    assert second.particulars.start == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年举办农业实用技术培训12期，培训农民850人次", [("培训", "12", "850")]),
        (
            "三季度共开展防灾宣传17场次，覆盖群众4200人次，组织避险演练3场，730人次参演",
            [("集中宣传", "17", "4200"), ("应急演练", "3", "730")],
        ),
        ("今年上半年，全县开展科普讲座36场，受众8600人次", [("讲座", "36", "8600")]),
        ("科学夏令营今年办了4期，每期25个孩子，共100人", [("营队与兴趣小组", "4", "100")]),
        ("截至10月底，全镇共举办科普讲座42场，受益群众6800人次", [("讲座", "42", "6800")]),
    ],
)
def test_each_stated_total_is_one_record(text: str, expected: list[tuple[str, str, str]]) -> None:
    reading = heard(text)

    assert reading.nature is Nature.TOTALS
    assert [
        (one.particulars.kind, shown(one.particulars.sessions), shown(one.particulars.attendance))
        for one in reading.found
    ] == expected


def test_a_total_is_over_its_span_of_time_as_far_as_that_is_past() -> None:
    (total,) = heard("今年共开展科普活动22次，参与居民1900余人次").found

    assert (total.particulars.start, total.particulars.end) == (date(2026, 1, 1), date(2026, 11, 3))
    assert total.particulars.venue == ""


@pytest.mark.parametrize("text", ["今天办了两场讲座，共80人，在北营村", "9月17-19日在广场办了3场展览，共3600人次"])
def test_sessions_of_one_activity_are_no_totals(text: str) -> None:
    assert heard(text).nature is Nature.ACTIVITY


def test_done_on_a_day_to_come_is_doubted() -> None:
    found = told("11月30日在北营村举办了防震减灾讲座，来了80人")

    assert [(doubt.field, doubt.reason) for doubt in found.doubts] == [(Field.DATE, "in_the_future")]


def test_a_day_that_cannot_be_is_doubted_and_not_read() -> None:
    found = told("9月31日在北营村办了防震减灾讲座，来了80人")

    assert [(doubt.field, doubt.reason) for doubt in found.doubts] == [(Field.DATE, "no_such_day")]
    assert Field.DATE not in found.fields


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("今天在北营村讲防震，80人，不对，是85", Field.ATTENDANCE, "85"),
        ("今天在北营村讲防震，来了80人，哦不对，是85人", Field.ATTENDANCE, "85"),
        ("昨天，不对，是前天在北营村讲防震，80人", Field.DATE, "2026-11-01"),
        ("今天在北关村……说错了是北营村讲防震，80人", Field.VENUE, "北营村"),
        ("今天在杏花村，不是，是杏林村村委会讲防震，80人", Field.VENUE, "杏林村村委会"),
        ("今天去看守……呃不是，是去戒毒所做讲座，学员90人", Field.VENUE, "戒毒所"),
    ],
)
def test_what_is_taken_back_does_not_count(text: str, field: Field, expected: str) -> None:
    particulars = told(text).particulars
    values = {
        Field.ATTENDANCE: shown(particulars.attendance),
        Field.DATE: str(particulars.start),
        Field.VENUE: particulars.venue,
    }

    assert values[field] == expected


def test_every_fact_carries_the_words_it_came_from() -> None:
    text = "昨天下午在北營村文化大院講防震減災，來了兩百來人"
    found = told(text)

    assert all(origin.words in text for origin in found.origins)
    assert {origin.field for origin in found.origins} >= {Field.DATE, Field.VENUE, Field.ATTENDANCE, Field.KIND}
