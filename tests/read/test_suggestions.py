"""Whom a place suggests; what suggests nobody stays empty."""

import pytest

from handlers.read.suggestions import audience_of


@pytest.mark.parametrize(
    ("venue", "audience"),
    [
        ("柳林小学", "青少年"),
        ("北营村小学", "青少年"),
        ("北营村文化大院", "农民"),
        ("紫兴社区活动室", "社区居民"),
        ("紫興社區", "社区居民"),
        ("柳林村小", "青少年"),
        ("北营供电所", "产业工人"),
        ("大澳渔港", "农民"),
        ("北街长者食堂", "老年人"),
        ("乡政府会议室", "领导干部和公务员"),
        ("宏远机械公司", "产业工人"),
        ("青河县敬老院", "老年人"),
        ("青河县委党校", "领导干部和公务员"),
    ],
)
def test_a_place_suggests_who_came(venue: str, audience: str) -> None:
    assert audience_of(venue) == audience


@pytest.mark.parametrize("venue", ["", "人民广场", "线上", "科技馆", "多功能厅", "湖边", "县城老街"])
def test_a_place_for_all_suggests_nobody(venue: str) -> None:
    assert audience_of(venue) == ""
