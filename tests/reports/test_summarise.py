"""Adding up: every cell is a sum, nothing is invented, and what does not belong together stays apart."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.summarise import Asked, Sums, summarise
from reports.summary import Summary, Table
from storage.model.activity import Category
from storage.model.figures import Grouping, OutputTally, Period, Tally

AUGUST = Period(date(2026, 8, 1), date(2026, 8, 31), "2026年8月")
KINDS = ("讲座", "培训", "集中宣传")
SEPTEMBER = "2026年9月1日—30日"


def asked(grouping: Grouping = Grouping.KIND, *, before: Period | None = AUGUST, unfinished: bool = False) -> Asked:
    return Asked("柳林镇·2026年9月汇总", SEPTEMBER, grouping, {kind: kind for kind in KINDS}, KINDS, before, unfinished)


def summed(*tallies: Tally, previous: tuple[Tally, ...] = (), outputs: tuple[OutputTally, ...] = ()) -> Summary:
    return summarise(asked(), Sums(tallies, previous, outputs))


def column(table: Table, head: str) -> list[str]:
    place = table.head.index(head)
    return [row[place] for row in (*table.rows, *((table.total,) if table.total else ()))]


def test_every_cell_is_a_sum_and_the_total_is_the_sum_of_the_rows() -> None:
    summary = summed(
        Tally("讲座", activities=2, sessions=(("场", 2),), attendance=85),
        Tally("培训", activities=1, sessions=(("期", 139),), attendance=13275),
        previous=(Tally("讲座", activities=1, sessions=(("场", 1),), attendance=100),),
    )

    (table,) = summary.tables
    assert table.head == ("类型", "活动（项）", "场次", "人次", "上期人次", "增减")
    assert table.rows == (("讲座", "2", "2场", "85", "100", "-15"), ("培训", "1", "139期", "13275", "0", "+13275"))
    assert table.total == ("合计", "3", "139期 2场", "13360", "100", "+13260")
    assert table.bars == (85, 13275)
    assert summary.figures == (("活动", "3项（上期1项）"), ("场次", "139期 2场"), ("人次", "13360（上期100）"))
    assert summary.subtitle == "2026年9月1日—30日 · 按类型"


def test_sessions_of_different_measure_words_are_never_added_up() -> None:
    summary = summed(Tally("讲座", activities=6, sessions=(("场", 3), ("次", 1), ("期", 2), ("", 4))))

    assert column(summary.tables[0], "场次") == ["2期 3场 5次", "2期 3场 5次"]


def test_a_word_the_ledger_does_not_know_stands_behind_those_it_knows() -> None:
    summary = summed(Tally("讲座", activities=2, sessions=(("专场", 1), ("场", 1))))

    assert column(summary.tables[0], "场次")[0] == "1场 1专场"


def test_what_nobody_counted_is_not_a_zero() -> None:
    lectures = Tally("讲座", activities=2, sessions=(("场", 2),), uncounted=2)
    earlier = (Tally("培训", activities=1),)
    summary = summed(lectures, Tally("培训", activities=1, attendance=0), previous=earlier)

    assert column(summary.tables[0], "人次") == ["未统计", "0", "0"]
    assert column(summary.tables[0], "增减") == ["—", "0", "0"]
    assert ("人数没有准数", "2项") in summary.figures
    assert any(note.startswith("有2项的人数没有准数") for note in summary.notes)


def test_where_nothing_was_counted_at_all_the_figure_says_so() -> None:
    summary = summed(Tally("讲座", activities=2, uncounted=2), previous=(Tally("讲座", activities=3, uncounted=3),))

    assert ("人次", "未统计（上期未统计）") in summary.figures


def test_the_approximate_share_of_a_sum_is_told() -> None:
    summary = summed(Tally("讲座", activities=2, attendance=260, approximate=200))

    assert ("人次", "260（其中约数200）") in summary.figures
    assert "人次里有200是约数，按原话的数相加。" in summary.notes


def test_online_attendance_has_a_column_of_its_own_and_is_not_added() -> None:
    summary = summed(
        Tally("讲座", activities=1, attendance=80, online=1200), Tally("培训", activities=1, attendance=20)
    )

    assert column(summary.tables[0], "线上人次") == ["1200", "0", "1200"]
    assert column(summary.tables[0], "人次") == ["80", "20", "100"]
    assert ("线上人次", "1200") in summary.figures
    assert "线上人次单独列，不加进人次。" in summary.notes


def test_what_took_place_online_alone_had_nobody_on_site_to_count() -> None:
    summary = summed(
        Tally("讲座", activities=1, online=1200),
        Tally("培训", activities=1, attendance=20),
        previous=(Tally("讲座", activities=1, attendance=7),),
    )

    assert column(summary.tables[0], "人次") == ["—", "20", "20"]
    assert column(summary.tables[0], "增减") == ["—", "+20", "+13"]
    assert not any("没有准数" in note for note in summary.notes)


def test_without_online_attendance_there_is_no_empty_column() -> None:
    assert "线上人次" not in summed(Tally("讲座", activities=1, attendance=80)).tables[0].head


def test_rows_follow_the_taxonomy_then_the_rest_then_what_was_not_said() -> None:
    tallies = (
        Tally("", activities=1),
        Tally("集中宣传", activities=1),
        Tally("旧类型", activities=1),
        Tally("讲座", activities=1),
    )

    assert column(summed(*tallies).tables[0], "类型") == ["讲座", "集中宣传", "旧类型", "未注明", "合计"]


def test_a_class_of_the_period_before_alone_has_a_row() -> None:
    summary = summed(Tally("讲座", activities=1, attendance=80), previous=(Tally("培训", activities=1, attendance=50),))

    assert summary.tables[0].rows[1] == ("培训", "0", "0", "0", "50", "-50")


def test_without_records_before_there_is_nothing_to_compare_with() -> None:
    assert summed(Tally("讲座", activities=1)).tables[0].head == ("类型", "活动（项）", "场次", "人次")


def test_an_unknown_key_is_shown_as_it_is() -> None:
    assert column(summed(Tally("旧类型", activities=1)).tables[0], "类型") == ["旧类型", "合计"]


@pytest.mark.parametrize(
    ("keys", "names"),
    [
        (("2026-02", "2026-05"), ["2月", "3月", "4月", "5月", "合计"]),
        (("2025-11", "2026-02"), ["2025年11月", "2025年12月", "2026年1月", "2026年2月", "合计"]),
        (("", "2026-05"), ["5月", "未注明", "合计"]),
        (("",), ["未注明", "合计"]),
    ],
)
def test_months_stand_in_order_without_gaps(keys: tuple[str, ...], names: list[str]) -> None:
    tallies = tuple(Tally(key, activities=1, attendance=10) for key in keys)
    (table,) = summarise(asked(Grouping.MONTH), Sums(tallies)).tables

    assert column(table, "月份") == names
    assert column(table, "活动（项）")[-1] == str(len(keys))


def test_months_of_the_period_without_records_have_a_row() -> None:
    wanted = replace(asked(Grouping.MONTH), span=(date(2026, 7, 1), date(2026, 10, 21)))
    (table,) = summarise(wanted, Sums((Tally("2026-09", activities=1), Tally("2026-11", activities=1)))).tables

    assert column(table, "月份") == ["7月", "8月", "9月", "10月", "11月", "合计"]
    assert column(table, "活动（项）") == ["0", "0", "1", "0", "1", "2"]


def test_months_are_compared_by_their_total_alone() -> None:
    sums = Sums((Tally("2026-09", activities=1, attendance=80),), (Tally("2026-08", activities=1, attendance=50),))
    summary = summarise(asked(Grouping.MONTH), sums)

    assert summary.tables[0].head == ("月份", "活动（项）", "场次", "人次")
    assert ("人次", "80（上期50）") in summary.figures


def test_printed_and_handed_out_are_never_added_up() -> None:
    outputs = (
        OutputTally(Category.MATERIAL, "宣传资料", "印发", "份", 34000),
        OutputTally(Category.MATERIAL, "宣传资料", "发放", "份", 1500, approximate=1500),
        OutputTally(Category.MATERIAL, "宣传资料", "发放", "册", 20, uncounted=1),
        OutputTally(Category.MATERIAL, "展板", "展出", "块", 0, uncounted=2),
        OutputTally(Category.CERTIFICATE, "绿色证书", "", "本", 1265),
    )
    _, materials, others = summed(Tally("讲座", activities=1), outputs=outputs).tables

    assert materials.rows == (
        ("宣传资料", "印发", "34000份", "0", "0"),
        ("宣传资料", "发放", "1500份", "1500", "0"),
        ("宣传资料", "发放", "20册", "0", "1"),
        ("展板", "展出", "未统计", "0", "2"),
    )
    assert materials.total == ()
    assert others.rows == (("绿色证书", "证书", "1265本"),)


def test_nothing_recorded_says_what_to_do_and_shows_no_zeros() -> None:
    summary = summarise(asked(), Sums((), (Tally("讲座", activities=2, attendance=80),)))

    assert (summary.figures, summary.tables) == ((), ())
    assert summary.notes[0] == "这里还没有记录。"
    assert summary.notes[-1] == "上期是2026年8月。"


def test_the_days_before_are_named_and_said_to_be_cut_short() -> None:
    sums = Sums((Tally("讲座", activities=1),), (Tally("讲座", activities=1),))

    assert summarise(asked(), sums).notes == ("上期是2026年8月。",)
    assert summarise(asked(unfinished=True), sums).notes[-1] == "本期还没过完，所以只和上期的同一段比。"
    assert summed(Tally("讲座", activities=1)).notes == ("上期是2026年8月，没有记录。",)


def test_without_a_period_there_is_nothing_to_compare_with() -> None:
    summary = summarise(Asked("全部", "", Grouping.KIND, {}), Sums((Tally("讲座", activities=1, attendance=5),)))

    assert summary.subtitle == "全部时间 · 按类型"
    assert summary.tables[0].head == ("类型", "活动（项）", "场次", "人次")
    assert summary.notes == ()


YEAR_BEFORE = Period(date(2025, 9, 1), date(2025, 9, 30), "2025年9月")


def test_the_year_before_stands_beside_the_period_before() -> None:
    sums = Sums(
        (Tally("讲座", activities=2, attendance=80),),
        (Tally("讲座", activities=1, attendance=50),),
        year_before=(Tally("讲座", activities=3, attendance=100), Tally("培训", activities=1, attendance=9)),
    )
    summary = summarise(replace(asked(), year_before=YEAR_BEFORE), sums)

    assert summary.tables[0].head[-4:] == ("上期人次", "增减", "上年同期", "同比增减")
    assert [row[-4:] for row in summary.tables[0].rows] == [("50", "+30", "100", "-20"), ("0", "0", "9", "-9")]
    assert ("人次", "80（上期50，上年同期109）") in summary.figures
    assert "上年同期是2025年9月。" in summary.notes


def test_campaigns_are_part_of_the_whole_and_never_added_up() -> None:
    parts = (Tally("全国科普月", activities=5, attendance=50), Tally("全国科普日", activities=2, attendance=20))
    sums = Sums(parts, wholes=(Tally("", activities=9, attendance=90), Tally(""), Tally("")))
    summary = summarise(asked(Grouping.CAMPAIGN), sums)

    assert ("活动", "9项") in summary.figures
    assert ("人次", "90") in summary.figures
    assert summary.tables[0].total == ()
    assert any("不再相加" in note for note in summary.notes)


def test_volunteers_and_experts_are_told_apart_from_who_took_part() -> None:
    summary = summed(Tally("讲座", activities=1, attendance=80, volunteers=6, experts=2))

    assert [summary.figures[nth] for nth in (2, 3, 4)] == [("人次", "80"), ("志愿者", "6"), ("专家", "2")]


def test_boards_that_are_shown_again_are_said_to_be_no_new_ones() -> None:
    shown = OutputTally(Category.MATERIAL, "展板", "展出", "块", 150, times=5)
    once = OutputTally(Category.MATERIAL, "挂图", "展出", "幅", 20, times=1)
    summary = summed(Tally("展览", activities=5), outputs=(shown, once))

    assert column(summary.tables[1], "数量") == ["累计150块，5次", "20幅"]
    assert any("不是新做的块数" in note for note in summary.notes)


def test_days_that_have_not_come_have_no_figures_but_a_way_out() -> None:
    summary = summarise(replace(asked(), ahead=True), Sums(()))

    assert (summary.figures, summary.tables) == ((), ())
    assert summary.notes[0] == "这段时间还没开始，没有数。"


COUNTS = st.integers(0, 10**12)


@given(
    st.dictionaries(
        st.sampled_from([*KINDS, "", "旧类型"]),
        st.tuples(st.integers(1, 10**6), st.dictionaries(st.sampled_from("期场次"), COUNTS), COUNTS, COUNTS),
        min_size=1,
    )
)
def test_totals_equal_the_sum_of_any_rows(found: dict[str, tuple[int, dict[str, int], int, int]]) -> None:
    tallies = tuple(
        Tally(key, activities=activities, sessions=tuple(sessions.items()), attendance=attendance, online=online)
        for key, (activities, sessions, attendance, online) in found.items()
    )
    (table,) = summed(*tallies).tables

    for head in {"活动（项）", "人次", "线上人次"} & set(table.head):
        *cells, total = (int(cell) if cell != "—" else 0 for cell in column(table, head))
        assert sum(cells) == total
    for word in "期场次":
        whole = sum(sessions.get(word, 0) for _, sessions, _, _ in found.values())
        assert (f"{whole}{word}" in table.total[2].split()) == bool(whole)
