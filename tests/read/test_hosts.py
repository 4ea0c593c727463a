"""Organisers are named by 主办, 承办, 协办, 由 and 联合; the place and the people are not organisers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.read.hosts import hosts_in
from handlers.read.writing import plainly


def names(text: str) -> list[str]:
    return [host.name for host in hosts_in(plainly(text).plain)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("主办单位：县科协", ["县科协"]),
        ("主办单位：县科协、县气象局", ["县科协", "县气象局"]),
        ("主办：县科协\n承办：青禾社区", ["县科协", "青禾社区"]),
        ("主办单位|县科协\n地点|人民广场", ["县科协"]),
        ("承办单位是云杉小学", ["云杉小学"]),
        ("协办方：蓝天志愿服务队", ["蓝天志愿服务队"]),
        ("由县科协主办", ["县科协"]),
        ("活动由县科协和县教育局共同主办", ["县科协", "县教育局"]),
        ("由市农科院牵头组织的培训", ["市农科院"]),
        ("县科协主办、青禾社区承办的讲座", ["县科协", "青禾社区"]),
        ("枫桥街道联合区应急局、区科协在枫桥商业广场开展宣传", ["枫桥街道", "区应急局", "区科协"]),
        ("今天县科协联合县卫健局到柳树屯村开展义诊", ["县科协", "县卫健局"]),
        ("区科协会同区消防大队走进青禾社区", ["区科协", "区消防大队"]),
        ("县农业农村局携手县科协举办培训", ["县农业农村局", "县科协"]),
        ("县科协、县妇联共同举办家庭教育讲座", ["县科协", "县妇联"]),
        ("县科协与县气象局联合开展气象日宣传", ["县科协", "县气象局"]),
        ("我社区联合县医院开展义诊", ["我社区", "县医院"]),
        ("【主办】县科协【承办】县中学", ["县科协", "县中学"]),
        ("主办单位 县科协 协办单位 县医院", ["县科协", "县医院"]),
        ("这次是县妇联搞的，来了60个妈妈", ["县妇联"]),
        ("我们社区和蓝天救援队一起办的急救课", ["社区", "蓝天救援队"]),
        ("和县科协一起在广场搞活动", ["县科协"]),
        ("县气象局举办开放日，市民300人", ["县气象局"]),
        ("本次比赛由县科协、县教育局主办", ["县科协", "县教育局"]),
    ],
)
def test_organisers_are_named(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "今天在县科协会议室办讲座",
        "水产站培训小龙虾养殖",
        "地点：县科技馆",
        "在青禾社区开展宣传",
        "由于下雨，人不多",
        "自由组织讨论",
        "理由主办",
        "联合国粮农组织日",
        "联合收割机演示",
        "联系人小赵",
        "由王老师主讲",
        "志愿者组织大家排队",
        "组织学生120人参观",
        "老师组织孩子们做实验",
        "共同开展学习",
        "孩子们共同举办了画展",
        "举办讲座3场",
        "县委组织部的讲座",
        "妈妈们联合起来办了读书会",
        "老师和孩子们一起做实验",
        "在区科协的指导下开展讲座",
        "主办",
        "由",
        "",
    ],
)
def test_places_and_people_are_no_organisers(text: str) -> None:
    assert names(text) == []


def test_an_organiser_is_named_once_and_keeps_its_place() -> None:
    text = "县科协主办，县科协联合县医院开展义诊"
    found = hosts_in(text)

    assert [host.name for host in found] == ["县科协", "县医院"]
    assert all(text[host.start : host.end] == host.name for host in found)


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_any_text_can_be_read(text: str) -> None:
    plain = plainly(text).plain

    assert all(plain[host.start : host.end] == host.name for host in hosts_in(plain))
