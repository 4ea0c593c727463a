"""Numbers as people say them: value, range, approximate or not; never more precise than the words."""

import pytest

from handlers.read.amounts import figures, read_amount
from handlers.read.writing import plainly
from storage.model.activity import Amount


def shown(amount: Amount | None) -> str:
    """「85」, 「约200」, 「80~100」, 「?」 for a number nobody knows."""
    if amount is None:
        return ""
    if amount.low is not None:
        return f"{amount.low}~{amount.high}"
    return "?" if amount.value is None else f"{'约' if amount.approximate else ''}{amount.value}"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("85", "85"),
        ("８５人", "85"),
        ("1,200人", "1200"),
        ("一百二", "120"),
        ("一百零二", "102"),
        ("一百单八位", "108"),
        ("壹仟贰佰人次", "1200"),
        ("两千三", "2300"),
        ("3.4万", "34000"),
        ("1千2", "1200"),
        ("1千5百", "1500"),
        ("廿五人", "25"),
        ("两百来人", "约200"),
        ("六十多个", "约60"),
        ("千余人", "约1000"),
        ("近百名", "约100"),
        ("小一千", "约1000"),
        ("四十左右", "约40"),
        ("四十有余", "约40"),
        ("三十好几个", "约30"),
        ("一百大几", "约100"),
        ("五十啷当", "约50"),
        ("小八十", "约80"),
        ("二十又三位", "23"),
        ("2百零7位", "207"),
        ("不到五十", "约50"),
        ("少说也有两千人", "约2000"),
        ("粗算八百", "约800"),
        ("8余万名", "约80000"),
        ("三四十人", "30~40"),
        ("十七八个", "17~18"),
        ("两千三四百", "2300~2400"),
        ("百八十号人", "80~100"),
        ("80到100人", "80~100"),
        ("80-100", "80~100"),
        ("6、7百", "600~700"),
        ("4、50个", "40~50"),
        ("几十号人", "?"),
        ("好几百", "?"),
        ("没统计", "?"),
        ("没数人", "?"),
        ("数不清", "?"),
    ],
)
def test_a_number_is_read_as_it_was_said(words: str, expected: str) -> None:
    assert shown(read_amount(words)) == expected


@pytest.mark.parametrize("words", ["", "防震减灾", "很好", "大家", "？", "😀"])
def test_words_without_a_number_say_none(words: str) -> None:
    assert read_amount(words) is None


def test_the_words_of_a_number_are_kept() -> None:
    amount = read_amount("來了兩百來人")

    assert amount is not None
    assert amount.words == "兩百來人"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("老人30、学生50", ["30", "50"]),
        ("80人，不对，是85", ["80", "85"]),
        ("发了折页150份，来了百八十号人", ["150", "80~100"]),
    ],
)
def test_every_number_of_a_text_is_found(text: str, expected: list[str]) -> None:
    assert [shown(figure.amount) for figure in figures(plainly(text).plain)] == expected
