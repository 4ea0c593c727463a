"""Places typed wrong: which known one is meant, and when nothing is to be asked."""

import pytest

from handlers.read.nearplaces import near_place

KNOWN = ("紫兴社区", "北营村", "柳林小学", "高桥镇", "长沙村")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("子兴社区", "紫兴社区"),
        ("子新社区活动室", "紫兴社区活动室"),
        ("北赢村文化大院", "北营村文化大院"),
        ("刘林小学", "柳林小学"),
        ("紫兴区", "紫兴社区"),
        ("柳林小小学", "柳林小学"),
        ("常沙村", "长沙村"),
    ],
)
def test_what_sounds_or_looks_like_a_known_place_is_asked_about(written: str, meant: str) -> None:
    assert near_place(written, KNOWN) == meant


@pytest.mark.parametrize(
    "written",
    [
        "",
        "村",
        "紫兴社区",
        "紫兴社区活动室",
        "南营村",
        "东营村",
        "人民广场",
        "高桥村",
        "柳林中学",
        "x" * 500,
        "🙂🙂🙂🙂",
    ],
)
def test_what_is_known_or_simply_another_place_is_not(written: str) -> None:
    assert near_place(written, KNOWN) == ""


def test_two_that_are_alike_are_not_guessed_between() -> None:
    assert near_place("子兴社区", ("紫兴社区", "梓兴社区")) == ""
