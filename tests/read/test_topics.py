"""What an activity was about: named, taught, dealt with or standing alone; talk about the event is no subject."""

import pytest

from tests.read.reading_one import told


@pytest.mark.parametrize(
    ("text", "topic", "title"),
    [
        # named or taught
        ("今天在北营村办森林防火讲座，来了80人", "森林防火", "森林防火讲座"),
        ("今天在北营村给老人讲防诈骗，来了80人", "防诈骗", "防诈骗讲座"),
        ("今天在北营村讲‘骨头会说话’，来了80人", "骨头会说话", "骨头会说话讲座"),
        ("今天在北营村讲云图讲了四十分钟，80人", "云图", "云图讲座"),
        ("在北营村给大伙讲了一遍燃气安全，居民44人，今天", "燃气安全", "燃气安全讲座"),
        ("烘干塔防火讲了一堂，装卸工64人，今天，粮库", "烘干塔防火", ""),
        ("活动：秸秆还田机械观摩\n今天，长丰晒场，农户112人", "秸秆还田机械", ""),
        ("今天在北营村开展森林防火宣讲，80人", "森林防火", ""),
        # not a team or a day in quotation marks
        ("“蒲公英”志愿队今天在北营村讲大气压，37个娃", "大气压", ""),
        ("今天“交通安全日”，给北营村讲红绿灯，娃211名", "红绿灯", ""),
        # the day, where nothing else is said
        ("今天禁毒日，北营村，来了80人", "禁毒", ""),
        ("今天科普日，北营村，来了80人", "", ""),
        # dealt with
        ("今天在北营村跟村民聊AI画的图有没有版权，来了21人", "AI画的图有没有版权", ""),
        ("昨晚在鼓楼广场看土星环的游客五百人", "土星环", ""),
        # a clause of its own
        ("今天，北营村，布病诊断讲座，村医69人", "布病诊断", "布病诊断讲座"),
        ("布病诊断，北营村，村医69人，今天听课", "布病诊断", "布病诊断讲座"),
        ("昨天下乡，青贮饲料，养牛户12人", "青贮饲料", ""),
        ("今天北营村，蛋壳高空坠落挑战赛，学生78名", "蛋壳高空坠落挑战赛", "蛋壳高空坠落挑战赛"),
        ("昨天在红星小学搞旧衣改造，学生34人", "旧衣改造", ""),
    ],
)
def test_a_subject_is_read_and_a_title_made_of_it(text: str, topic: str, title: str) -> None:
    particulars = told(text).particulars

    assert particulars.topic == topic
    assert particulars.title == title or (not title and particulars.title.startswith(topic))


@pytest.mark.parametrize(
    "text",
    [
        "今天在北营村讲座，来了80人，顺利结束",
        "今天在北营村办了讲座，照片稍后发，80人",
        "今天在北营村办了半天课，80人",
        "今天在北营村，反响很好，来了80人",
        "今天在北营村，天气太热，来了80人听课",
        "今天在北营村，科技周，来了80人听课",
    ],
)
def test_talk_about_the_event_is_no_subject(text: str) -> None:
    assert told(text).particulars.topic == ""
