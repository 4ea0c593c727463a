"""How many were reached: groups and totals; what is no attendance is left out, and in doubt nothing is said."""

from pathlib import Path

import pytest

from storage.model.activity import Field
from tests.read.reading_one import shown, told

MESSAGES = Path(__file__).with_name("attendances.txt").read_text(encoding="utf-8").splitlines()
"""The number who were reached (- where none is said), a tab and a message in each line."""


def attendance(words: str) -> str:
    return shown(told(f"今天在北营村文化大院办了防震减灾讲座，{words}").particulars.attendance)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("来了85人", "85"),
        ("村民85人参加", "85"),
        ("270名孩子", "270"),
        ("63个娃玩疯了", "63"),
        ("到会210人", "210"),
        ("学生一百二", "120"),
        ("来了91个", "91"),
        ("近百位准妈妈参加", "约100"),
        ("听的有33位", "33"),
        ("采茶工52位", "52"),
        ("24个观鸟爱好者", "24"),
        ("给三十五个种辣椒的乡亲讲的", "35"),
        ("15娃", "15"),
        ("二三百老人", "200~300"),
        ("人不算多，不到五十", "约50"),
        ("参加的人数在150到180之间", "150~180"),
        ("原说六十人，结果坐了七十四个", "74"),
        ("报名60人，实到52人", "52"),
        ("应参加120人，实际参加113人", "113"),
        ("来了几十号人，没点名", "?"),
        ("没数人", "?"),
        ("三十对母女", "60"),
        # said in other ways
        ("到场：45", "45"),
        ("人不多，四十五个", "45"),
        ("就来了一个人", "1"),
        ("来了四五十人，签到表上45", "45"),
        ("60人预约，45人到场", "45"),
        ("45位居民中有12位当场装了", "45"),
        ("45位居民，12位当场装了", "45"),
        ("45人，今年累计200人", "45"),
        ("凑够了人…十一个", "11"),
        ("来的都是老面孔，十七个", "17"),
        ("回去路上数的人头，28个", "28"),
        ("签到本上我数了是48个名字", "48"),
        ("点名机显示203", "203"),
        ("人呢，61个", "61"),
        ("人是92个", "92"),
        ("给钓鱼的讲，钓鱼的17个", "17"),
        ("居民过来问的四十几个", "约40"),
        ("来了二十三个把式", "23"),
        ("带22个小学生认了草药", "22"),
        ("请了28位市民代表进来看", "28"),
        ("解答养殖户提问95人次", "95"),
        ("足足六十条汉子", "60"),
        ("百十来位？我数过，就是104位", "104"),
        ("老人们来听的，61个", "61"),
        ("围了一圈，五十出头", "约50"),
        ("新人26对", "52"),
        ("12对夫妻", "24"),
        # groups
        ("24位老人（65岁以上的15位）", "24"),
        ("头一拨22人，第二拨27人", "49"),
        ("学员一期24人、二期24人、三期22人", "70"),
        ("一年级到三年级各180、175、168人", "523"),
        ("木工班50，钢筋班40", "90"),
        ("早班55中班48夜班39", "142"),
        ("一桌12人，合30人", "30"),
        ("签到23人，旁听的5位，加一块儿二十八", "28"),
        ("派出所民警和我，仨人凑一块儿去的，490个学生", "490"),
        ("一路8人去村里教老人，教会17位", "17"),
        ("花名册上是60人，到了53人", "53"),
        ("职工37人听讲，安全员2人协助", "37"),
        ("老人30、学生50", "80"),
        ("男的32女的45", "77"),
        ("学生36名、家长30名", "66"),
        ("大人18小孩24", "42"),
        ("56个宝宝+12个家长", "68"),
        ("居民四十多人，学生20人", "约60"),
        ("花贩和居民共36人", "36"),
        ("学生加老师一共287人", "287"),
        ("来了42人，其中党员15人", "42"),
        ("师生120人，学生100人、老师20人", "120"),
        ("三十三户五十八口人", "58"),
        ("16组家庭50人", "50"),
        ("来了120人，不对，是125人", "125"),
    ],
)
def test_people_are_counted(words: str, expected: str) -> None:
    assert attendance(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "电话13800012345",
        "费用100元",
        "讲了2小时40分钟",
        "在12楼",
        "入户60户",
        "平均年龄58岁",
        "坐3号线转K7路",
        "第3届了",
        "发了折页150份",
        "折页每人1份",
        "志愿者20人",
        "5名医生坐诊",
        "3名专家主讲",
        "邀请了30人",
        "请假5人",
        "教室能坐60人",
        "名额40人",
        "每班45人",
        "20个家庭",
        "32支队伍",
        "6个班",
        "去年来了40人",
        "最高同时在线1200人",
        "测出血压异常31人",
        "我们出5个人",
        "一等奖12名",
        "四十个摊位",
        "弹幕200条",
        "一人一张",
        "万人长跑",
        "两个班组",
        "四个村的果农",
        "设了展区，5个",
        "海拔有两千多",
        "来了三个单位",
        "一桌12人",
        "发了书签，一共40个",
        "3对翅膀",
        "孩子们排队量身高，165，是最高的",
        "标本传看了25个",
        "炒锅借了两口",
        "学员年过半百",
    ],
)
def test_what_is_no_attendance_is_left_out(words: str) -> None:
    assert attendance(words) == ""


@pytest.mark.parametrize(
    "words",
    [
        "居民65人。居民40人",
        "参加人数80人。参加人数85人",
        "某某甲35，儿童28",
    ],
)
def test_two_things_said_are_none(words: str) -> None:
    assert attendance(words) == ""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("今天在县医院培训志愿者，志愿者48名", "48"),
        ("今天给护士讲心理健康，护士30人，在县医院", "30"),
        ("今天县医院防火演练，民警30人参加", "30"),
    ],
)
def test_those_who_usually_help_count_when_they_were_taught(words: str, expected: str) -> None:
    assert shown(told(words).particulars.attendance) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("今晚抖音直播讲流感，累计观看3.6万人次", "36000"),
        ("今晚直播讲垃圾分类，在线1580", "1580"),
        ("今晚B站直播看流星雨，峰值在线3400，累计观看2.6万，弹幕破千", "26000"),
    ],
)
def test_viewers_are_kept_apart(words: str, expected: str) -> None:
    found = told(words)

    assert (shown(found.particulars.online), shown(found.particulars.attendance)) == (expected, "")


def test_the_words_of_a_sum_are_those_of_its_parts() -> None:
    found = told("今天在北营村讲防震，老人30、学生50")
    origin = next(one for one in found.origins if one.field is Field.ATTENDANCE)

    assert (origin.words, origin.rule) == ("老人30、学生50", "sum_of_groups")


@pytest.mark.parametrize("line", MESSAGES)
def test_a_message_says_how_many_were_reached(line: str) -> None:
    expected, text = line.split("\t")

    assert (shown(told(text).particulars.attendance) or "-") == expected
