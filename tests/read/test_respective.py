"""Lists that belong together, item by item: each place with its number and its day."""

import pytest

from tests.read.reading_one import heard


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "10月6号、7号、8号三天，分别在东沟、中沟、西沟三个林场各办一场扑火安全课，人数依次41、38、52",
            [("东沟林场", 41, 6), ("中沟林场", 38, 7), ("西沟林场", 52, 8)],
        ),
        (
            "10月12日、13日，区疾控中心分别在柳林社区、北营社区开展流感疫苗讲座，参加人数分别为46人和51人",
            [("柳林社区", 46, 12), ("北营社区", 51, 13)],
        ),
        ("10月12日在柳林社区和北营社区讲流感疫苗，分别来了46人、51人", [("柳林社区", 46, 12), ("北营社区", 51, 12)]),
        (
            "10月12日在五星村、10月14日在黄泥村各放了一场防艾电影，前者村民85人，后者村民64人",
            [("五星村", 85, 12), ("黄泥村", 64, 14)],
        ),
        (
            "10月9日二中、10月12日三中，两校各看了一场航天电影，观众依次是学生510人和475人",
            [("二中", 510, 9), ("三中", 475, 12)],
        ),
        ("10月9日在县一中、市二中各讲一场，学生分别是300人和280人", [("县一中", 300, 9), ("市二中", 280, 9)]),
    ],
)
def test_each_place_has_its_number_and_its_day(text: str, expected: list[tuple[str, int, int]]) -> None:
    told = [one.particulars for one in heard(text).found]
    assert [(one.venue, one.attendance.value, one.start and one.start.day) for one in told] == expected


@pytest.mark.parametrize(
    "text",
    [
        "10月12日在柳林社区和北营社区讲流感疫苗，一共来了97人",
        "10月12日在柳林社区讲流感疫苗，老人和学生分别来了46人、51人",
        "10月12日在柳林社区讲流感疫苗，分别发了手册46本、扇子51把",
        "10月12日在柳林社区讲流感疫苗，村民和学生都来了，前者30人，后者22人",
        "分别",
    ],
)
def test_without_as_many_numbers_as_places_it_stays_one(text: str) -> None:
    assert len(heard(text).found) <= 1
