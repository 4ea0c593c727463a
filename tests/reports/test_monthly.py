"""From sums and records to the sentences of a month: only what is recorded is said, and nothing is claimed."""

from datetime import date

import pytest

from reports.events import MOST_TOLD
from reports.monthly import Given
from reports.monthly_annexes import MOST_LISTED
from reports.paper import plain
from storage.model.activity import Amount, Category, Output, Particulars
from storage.model.figures import OutputTally, Tally
from tests.reports.monthlies import USUAL, event, month, said, way


def test_a_usual_month() -> None:
    assert said(USUAL) == {
        "总体情况": (
            "2026年9月，青河县共开展科普活动6项，计5期、5场，参加965人次。参加人次中有200人次为约数。"
            "有1项活动没有准确人数，未计入参加人次。线上参加2300人次，单独统计，未计入上述人次。\n"
            "与2026年8月相比，活动增加2项（上期4项），参加人次减少35人次（上期1000人次）。\n"
            "以上数据来自科普台账，截至2026年10月9日09:30。"
        ),
        "分类情况": "",
        "按活动形式": "讲座3项（4场），845人次；培训2项（5期），120人次；线上活动1项（1场）。",
        "资料和成果": "发放折页约300份；累计展出展板20块。",
        "主要活动": (
            "（一）9月3日，北营村在村委会开展“防震讲座”活动，参加80人次。\n"
            "（二）9月5日，北营村开展“云课堂”线上活动，线上参加2300人次。"
        ),
        "存在问题": "人手少。",
        "下一步打算": "办好科普月。\n补齐设备。",
    }
    assert USUAL.name == "青河县2026年9月科普工作月报"
    assert [plain(text) for text in (*USUAL.opening, *USUAL.closing)] == [
        "现将2026年9月科普工作情况报告如下。",
        "特此报告。",
    ]


def test_a_month_without_records_claims_nothing() -> None:
    paper = month(way())

    assert said(paper) == {"总体情况": "2026年9月，青河县没有科普活动记录。"}
    assert (paper.annexes, paper.closing) == ((), ())


def test_free_parts_that_were_not_given_are_left_out() -> None:
    assert not {"存在问题", "下一步打算"} & set(said(month(way(Tally("讲座", 1, (("场", 1),), 10)))))


def test_an_empty_month_may_still_have_plans() -> None:
    assert said(month(way(), given=Given(plans=("再办。",))))["下一步打算"] == "再办。"


def test_where_nobody_counted_no_number_of_people_is_said() -> None:
    words = said(month(way(Tally("讲座", 2, (("场", 2),), uncounted=2))))

    assert words["总体情况"].startswith("2026年9月，青河县共开展科普活动2项，计2场。参加人数均未统计。")
    assert words["按活动形式"] == "讲座2项（2场），人数未统计。"


def test_records_that_say_no_kind_are_not_told_by_kind() -> None:
    assert "分类情况" not in said(month(way(Tally("", 2, (("", 2),), 10))))


def test_large_figures_of_a_sentence_share_one_accuracy_and_add_up() -> None:
    large = said(month(way(Tally("讲座", 1, (("场", 1),), 13700), Tally("培训", 1, (("期", 1),), 13700))))
    mixed = said(month(way(Tally("讲座", 1, (("场", 1),), 13700), Tally("培训", 1, (("期", 1),), 845))))

    assert "参加2.7万人次" in large["总体情况"]
    assert large["按活动形式"] == "讲座1项（1场），1.37万人次；培训1项（1期），1.37万人次。"
    assert mixed["按活动形式"] == "讲座1项（1场），13700人次；培训1项（1期），845人次。"


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ((Tally("讲座", 2, (), 50),), "与2026年8月相比，活动持平（上期2项），参加人次增加30人次（上期50人次）。"),
        ((Tally("讲座", 3, (), 80),), "与2026年8月相比，活动减少1项（上期3项），参加人次持平（上期80人次）。"),
        ((Tally("讲座", 1, (), uncounted=1),), "与2026年8月相比，活动增加1项（上期1项）。"),
        ((), ""),
    ],
)
def test_the_period_before_stands_beside_where_it_says_something(before: tuple[Tally, ...], words: str) -> None:
    whole = said(month(way(Tally("讲座", 2, (("场", 2),), 80), previous=before)))["总体情况"]

    assert words in whole
    assert ("相比" in whole) == bool(words)


@pytest.mark.parametrize(
    ("output", "words"),
    [
        (
            OutputTally(Category.MATERIAL, "折页", "发放", "份", 300, uncounted=2),
            "发放折页300份（另有2处未统计数量）。",
        ),
        (
            OutputTally(Category.MATERIAL, "折页", "发放", "份", 300, 100, 2),
            "发放折页300份（其中约数100份，另有2处未统计数量）。",
        ),
        (OutputTally(Category.MATERIAL, "折页", "发放", "份", 0, uncounted=2), "发放折页（数量未统计）。"),
        (OutputTally(Category.CONSULTATION, "咨询", "", "人次", 30), "解答咨询30人次。"),
        (OutputTally(Category.AWARD, "获奖", "", "名", 3), "获奖3名。"),
    ],
)
def test_things_are_told_as_they_were_counted(output: OutputTally, words: str) -> None:
    assert said(month(way(Tally("讲座", 1), outputs=(output,))))["资料和成果"] == words


DAY = date(2026, 9, 3)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (Particulars(start=DAY), "9月3日，北营村开展科普活动。"),
        (Particulars(start=DAY, kind="培训"), "9月3日，北营村开展培训。"),
        (Particulars(start=DAY, kind="线上活动", title="云课堂。"), "9月3日，北营村开展“云课堂”线上活动。"),
        (Particulars(start=DAY, title="低碳“进村”", kind="展览"), "9月3日，北营村开展“低碳‘进村’”展览活动。"),
        (Particulars(start=DAY, topic="防震", kind="讲座"), "9月3日，北营村开展“防震”讲座活动。"),
        (Particulars(start=DAY, venue="北营村"), "9月3日，北营村开展科普活动。"),
        (Particulars(start=DAY, end=date(2026, 9, 5)), "9月3日至5日，北营村开展科普活动。"),
        (Particulars(start=DAY, end=date(2026, 10, 5)), "9月3日至10月5日，北营村开展科普活动。"),
        (Particulars(start=DAY, attendance=Amount(80, approximate=True)), "9月3日，北营村开展科普活动，参加约80人次。"),
        (Particulars(start=DAY, attendance=Amount(low=50, high=80)), "9月3日，北营村开展科普活动，参加50至80人次。"),
        (Particulars(start=DAY, attendance=Amount(words="没数")), "9月3日，北营村开展科普活动。"),
        (Particulars(start=DAY, sessions=Amount(3)), "9月3日，北营村开展科普活动，共3场。"),
        (
            Particulars(
                start=DAY,
                outputs=(Output("折页", Amount(80), "份", "发放"), Output("展板", Amount(words="几块"), "块", "展出")),
            ),
            "9月3日，北营村开展科普活动，发放折页80份、展出展板。",
        ),
    ],
)
def test_an_activity_is_told_with_what_is_known_of_it(told: Particulars, words: str) -> None:
    fields = {name: getattr(told, name) for name in told.__dataclass_fields__}
    paper = month(way(Tally("讲座", 1)), events=(event("2026-0001", **fields),))

    assert said(paper)["主要活动"] == f"（一）{words}"


def test_the_largest_are_told_by_day_and_all_are_listed() -> None:
    events = tuple(
        event(f"2026-{nth:04}", start=date(2026, 9, nth), attendance=Amount(nth * 10), title=f"活动{nth}")
        for nth in range(1, MOST_TOLD + 4)
    )
    paper = month(way(Tally("讲座", len(events))), events=events)
    told = said(paper)["主要活动"].splitlines()

    assert [line.split("“")[1].split("”")[0] for line in told] == [f"活动{nth}" for nth in range(4, MOST_TOLD + 4)]
    assert len(paper.annexes[1].grids[0].rows) == len(events)


def test_records_without_a_day_are_listed_only() -> None:
    paper = month(way(Tally("讲座", 1)), events=(event("2026-0001", title="某事"),))

    assert "主要活动" not in said(paper)
    assert plain(paper.annexes[1].grids[0].rows[0][1]) == "未注明"


def test_more_records_than_a_list_takes_are_in_the_ledger() -> None:
    one = event("2026-0001", start=DAY)
    paper = month(way(Tally("讲座", MOST_LISTED + 1)), events=(one,) * (MOST_LISTED + 1))
    (annex,) = paper.annexes

    assert plain(annex.notes[0]) == f"记录有{MOST_LISTED + 1}条，明细请看台账。"


def test_the_annex_has_the_exact_sums() -> None:
    grid, things = USUAL.annexes[0].grids

    assert [[plain(cell) for cell in row] for row in (*grid.rows, grid.total)] == [
        ["讲座", "3", "4场", "845", "—"],
        ["培训", "2", "5期", "120", "—"],
        ["线上活动", "1", "1场", "—", "2300"],
        ["合计", "6", "5期、5场", "965", "2300"],
    ]
    assert [plain(cell) for cell in things.rows[0]] == ["折页", "发放", "约300份", "300", "—"]
