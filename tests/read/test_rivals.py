"""Where the words allow two readings, both are offered; where they allow one, nothing is asked."""

import pytest

from handlers.read.reader import read
from storage.model.activity import Field
from tests.read.reading_one import CONTEXT

UNSURE = (
    ("今天在紫兴社区讲用火，科室代表24人，围观20来个", Field.ATTENDANCE, ("科室代表24人", "20来个")),
    ("今天在紫兴社区讲用火，共来了80人，合计90人", Field.ATTENDANCE, ("80人", "90人")),
    ("今天在紫兴社区办高血压讲座和义诊，来了92人", Field.KIND, ("讲座", "咨询服务")),
    ("小年那天在紫兴社区讲用火，老人40人", Field.DATE, ("2026年2月10日", "2026年2月11日")),
    ("10月20号、27号在紫兴社区讲用火，80人", Field.DATE, ("2026年10月20日", "2026年10月27日")),
    ("今天在紫兴社区讲用火，村民44人，家长十几个", Field.ATTENDANCE, ("村民44人", "家长十几个", "约54人")),
    ("今天在紫兴社区给放羊老汉讲用火，讲了七个", Field.ATTENDANCE, ("七个",)),
    ("原定10月9号，10月16号才办成，在紫兴社区讲防震，80人", Field.DATE, ("2026年10月9日", "2026年10月16日")),
)
SURE = (
    "今天在紫兴社区讲用火，老人38人、学生20人",
    "今天在紫兴社区讲用火，共来了80人，总共80人",
    "昨天的活动今天补报：在紫兴社区讲用火，80人",
    "9月2号至4号在紫兴社区讲用火，80人",
    "今天线上直播用火讲座，观看900人次",
    "今天在紫兴社区讲用火，又讲了防震，80人",
    "今天在紫兴社区办用火图片展，居民观展520人",
    "你好，今天下雨了",
    "",
)


@pytest.mark.parametrize(("text", "field", "choices"), UNSURE)
def test_two_readings_are_both_offered(text: str, field: Field, choices: tuple[str, ...]) -> None:
    (found,) = read(text, CONTEXT).found
    assert [one.choices for one in found.doubts if one.field is field] == [choices]


@pytest.mark.parametrize("text", SURE)
def test_one_reading_asks_nothing(text: str) -> None:
    assert not [doubt for found in read(text, CONTEXT).found for doubt in found.doubts]
