"""For whom it was: read from the words for people; what names nobody stays empty."""

import pytest

from tests.read.reading_one import told

FARMERS, PUPILS, WORKERS, OLD, PUBLIC = "农民", "青少年", "产业工人", "老年人", "公众"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天在北营村讲防雪压，棚户39人", FARMERS),
        ("给羊倌们讲禁牧，坐了19个人，护林点，今天", FARMERS),
        ("今天讲细菌数，来了26名挤奶工，奶站", FARMERS),
        ("今天合作社带头人25个，听根腐病，枸杞研究所", FARMERS),
        ("今天养狗的大户没来，养狗大户群189人听了驱虫", ""),
        ("今天水文站迎来小读者33人，看测流", PUPILS),
        ("小小年纪真能问！小讲解员24人，今天，海洋厅，讲鲸鱼", PUPILS),
        ("今天在县职校讲电路，中职生60人", PUPILS),
        ("今天给外线工讲登高，38个人，供电所", WORKERS),
        ("今天电镀工12人听危废标签，园区办公室", WORKERS),
        ("今天培训护工12人，敬老院", ""),
        ("今天讲防骗，来的都是上岁数的，十一个，卫生室院里", OLD),
        ("今天讲前列腺保健，清一色老爷子，72位，活动中心", OLD),
        ("今天防暑小课堂，院民31名，太平川幸福院", OLD),
        ("今天看皮影里的光学，75人，大人小孩都有，博物馆", PUBLIC),
        ("今天给公职人员讲保密，60人，区政务中心", "领导干部和公务员"),
        ("今天给种苹果的、养鸡的讲冻害，来了23位，村部", FARMERS),
        ("今天种树的活儿干完了，给学生讲，45人", PUPILS),
        ("今天钢筋班的听了中暑急救，32人，工棚里", WORKERS),
        ("今天客运公司礼堂给驾驶员讲急救，66人", WORKERS),
        ("今天电力集团员工参加知识竞赛，66人", WORKERS),
        ("今天文学社社员15名参观气象台，都是同学", PUPILS),
        ("今天合作社社员40人学了嫁接", FARMERS),
        ("今天放禁毒片，老电影院，售票员讲四百出头", ""),
        ("今天法院干警学急救，40人", "领导干部和公务员"),
        ("今天技校宿舍，消防员教男生用缓降器，130人", PUPILS),
        ("今天技校男生宿舍楼，给保洁讲用电，20人", WORKERS),
        ("村里请县林草局工程师讲枸杞病虫害，今天上午，枸杞户31家来了31个人", FARMERS),
        ("今天创业大厦一层颈椎义诊，码农们排队，看了66个人", ""),
        ("今天在汽车总站给驾驶员讲疲劳驾驶，上午37人下午29人", WORKERS),
        ("今天中学部听航天工程师讲座，学生310人，在报告厅", PUPILS),
        ("我是沟沿村的第一书记，今天在村史馆讲怎么辨谣言，来了19个", ""),
    ],
)
def test_words_of_many_trades_name_an_audience(text: str, expected: str) -> None:
    assert told(text).particulars.audience == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今晚心理剧，职校礼堂，观众570名都是学生", PUPILS),
        ("今天社区球场讲消防，居民为主，来了90人", "社区居民"),
        ("今天讲的都是学生关心的，居民80人，北门社区", "社区居民"),
        ("今晚在中庭放科普片，居民男女老少136人", "社区居民"),
        ("今晚在中庭放科普片，男女老少136人", PUBLIC),
    ],
)
def test_who_most_of_them_were_wins(text: str, expected: str) -> None:
    assert told(text).particulars.audience == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天医学院的学生们给老人量血压，42位，三食堂", OLD),
        ("今天大学生小分队在北门社区讲烟花，居民约130人", "社区居民"),
        ("今天魔方速拧赛，选手64名，家长观赛不计，少年宫", ""),
        ("今天教新手爸妈给娃拍背，12对夫妻，妇产科走廊", ""),
        ("今天教爸妈和娃拍背，24人，妇产科走廊", PUPILS),
        ("今天劝导游客4300人，景区用火宣传", PUBLIC),
        ("今天在青少年宫讲防火，来了80人", ""),
        ("今天青少年机器人挑战赛，选手104名，体育馆", PUPILS),
    ],
)
def test_helpers_and_those_only_spoken_of_are_no_audience(text: str, expected: str) -> None:
    assert told(text).particulars.audience == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天在北营村讲防震，村民80人", "农民"),
        ("今天在北营村讲防震，枣农80人", "农民"),
        ("今天在北营村讲防震，葡萄户80人", "农民"),
        ("今天在柳林小学讲防震，三年级120人", "青少年"),
        ("今天在柳林小学讲防震，师生120人", "青少年"),
        ("今天在北门社区讲防骗，72位老人", "老年人"),
        ("今天在北门社区讲防骗，居民72人", "社区居民"),
        ("今天在工地讲防暑，农民工兄弟90人", "产业工人"),
        ("今天给机关干部讲低空经济，210人，区政务中心", "领导干部和公务员"),
        ("今天在滨河广场宣传，市民900人", "公众"),
        ("今天讲防火，学生志愿者20人帮忙，居民80人，北门社区", "社区居民"),
        ("今天在职工俱乐部讲防火，来了80人", ""),
        ("今天在市民广场讲防火，来了80人", ""),
        ("今天在老年大学讲防火，学员80人", ""),
        ("今天讲防火，来了80人，发了暖宝宝50个，北门社区", ""),
    ],
)
def test_the_audience_is_read_from_words_for_people(text: str, expected: str) -> None:
    assert told(text).particulars.audience == expected
