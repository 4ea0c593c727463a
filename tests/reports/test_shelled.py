"""Papers in the office's own headings: what stands below which, in sentences that say what is recorded and no more."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.taxonomy import load_taxonomy
from reports.chapters import MOST_TOPICS, chapters
from reports.events import Event
from reports.monthly import Given, Material
from reports.paper import Figure, OfficialPaper, plain
from reports.shelled import Form, shelled
from reports.told import paragraphs
from reports.wording import summed
from storage.model.activity import Activity, Amount, Category, Output, Particulars
from storage.model.figures import Tally
from storage.model.origins import Source, Sums
from storage.model.shells import Each, Heading, Part, Shell
from tests.reports.monthlies import AT, SEPTEMBER, event, way

TAXONOMY = load_taxonomy()
CLASSES = {
    Each.PROGRAMME: TAXONOMY.under("2021"),
    Each.KIND: (("讲座", ("讲座",)), ("培训", ("培训",))),
    Each.AUDIENCE: (),
}


def shell(*headings: Heading, title: str = "{unit}{period}工作总结") -> Shell:
    return Shell("工作总结", title, headings, opening="现将{period}工作总结如下。", closing="特此报告。")


def paper(events: tuple[Event, ...], *headings: Heading, given: Given | None = None) -> OfficialPaper:
    material = Material("", "青河县", SEPTEMBER, AT, (way(Tally("讲座", len(events))),), events)
    return shelled(Form(shell(*headings), CLASSES), material, given or Given(signature="青河县科协"))


def said(made: OfficialPaper) -> dict[str, str]:
    return {section.heading: "\n".join(map(plain, section.paragraphs)) for section in made.sections}


FARMERS = "农民科学素质提升行动"
TRAININGS = (
    event(
        "2026-0001", kind="培训", topic="实用技术", programme=FARMERS, sessions=Amount(1083), attendance=Amount(265000)
    ),
    event("2026-0002", kind="培训", topic="绿色证书", programme="农民科学素质行动", sessions=Amount(12)),
    event("2026-0003", kind="讲座", attendance=Amount(2000, approximate=True, words="2000余人")),
)


def test_each_programme_gets_its_heading_under_the_edition_that_is_reported() -> None:
    made = paper(TRAININGS, Heading(each=Each.PROGRAMME), Heading("其他活动", rest=True))

    assert said(made) == {
        FARMERS: (
            "共开展科普活动2项，1095场，参加26.5万人次。\n"
            "开展培训1095场，参加26.5万人次，其中实用技术1083场，参加26.5万人次；绿色证书12场。"
        ),
        "其他活动": "开展讲座1场，参加2000余人次。",
    }
    assert made.name == "青河县2026年9月工作总结"


def test_under_the_older_edition_the_same_records_stand_below_the_older_name() -> None:
    classes = CLASSES | {Each.PROGRAMME: TAXONOMY.under("2006")}
    found = chapters(shell(Heading(each=Each.PROGRAMME)), classes, TRAININGS)

    filled = {one.heading: [event.activity.number for event in one.events] for one in found if one.events}
    assert filled == {"农民科学素质行动": ["2026-0001", "2026-0002"]}


def test_headings_with_nothing_below_are_left_out_with_those_above_them() -> None:
    headings = (Heading("一类"), Heading("二类", level=2, kinds=("展览",)), Heading("打算", part=Part.PLANS))

    assert said(paper(TRAININGS, *headings)) == {}
    assert list(said(paper(TRAININGS, *headings, given=Given(plans=("再办。",))))) == ["打算"]


def test_a_heading_stays_for_what_stands_below_it() -> None:
    headings = (Heading("主要工作"), Heading("讲座", level=2, kinds=("讲座",)))

    assert list(said(paper(TRAININGS, *headings))) == ["主要工作", "讲座"]


def test_words_choose_by_title_and_topic_and_what_is_left_is_told_once() -> None:
    events = (event("2026-0001", title="低碳进村"), event("2026-0002", topic="环保"), event("2026-0003", title="防震"))
    found = chapters(shell(Heading("环保", about=("低碳", "环保")), Heading("其他", rest=True)), CLASSES, events)

    assert [[one.activity.number for one in chapter.events] for chapter in found] == [
        ["2026-0001", "2026-0002"],
        ["2026-0003"],
    ]


def test_so_many_topics_get_headings_and_the_others_one_together() -> None:
    events = tuple(event(f"2026-{nth:04}", topic=f"主题{nth}", attendance=Amount(nth)) for nth in range(1, 20))
    found = chapters(shell(Heading(each=Each.TOPIC), Heading("其他", rest=True)), CLASSES, events)

    assert [one.heading for one in found] == [*(f"主题{nth}" for nth in range(19, 19 - MOST_TOPICS, -1)), "其他"]
    assert len(found[-1].events) == 19 - MOST_TOPICS


def test_what_came_out_is_told_by_what_was_done_with_it() -> None:
    things = (
        Output("宣传资料", Amount(34000), "份", "印发"),
        Output("宣传资料", Amount(1500, approximate=True, words="1500余份"), "份", "发放"),
        Output("展板", Amount(5), "块", "展出"),
        Output("折页", Amount(words="没数"), "份", "发放"),
        Output("咨询", Amount(100), "人次", "", Category.CONSULTATION),
    )
    made = paper((event("2026-0001", kind="集中宣传", outputs=things),), Heading("宣传", kinds=("集中宣传",)))

    assert said(made)["宣传"].splitlines()[-1] == (
        "印发宣传资料3.4万份；发放宣传资料1500余份；累计展出展板5块；发放折页（数量未统计）；解答咨询100人次。"
    )


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        ([Amount(80)], "80人次"),
        ([Amount(80, approximate=True, words="80来人")], "约80人次"),
        ([Amount(80, approximate=True, words="80多人")], "80余人次"),
        ([Amount(80, approximate=True, words="80多人"), Amount(20)], "100余人次"),
        ([Amount(80, approximate=True, words="80多人"), Amount(23)], "103人次"),
        ([Amount(80, approximate=True, words="约80人"), Amount(20)], "100人次"),
        ([Amount(80000, approximate=True, words="8万余名")], "8万余人次"),
        ([Amount(34000, approximate=True, words="3.4万余份")], "3.4万人次"),
        ([Amount(13275)], "13275人次"),
        ([Amount(265000)], "26.5万人次"),
        ([Amount()], "0人次"),
        ([Amount(words="没数"), Amount(30)], "30人次"),
    ],
)
def test_a_sum_is_as_sure_as_what_it_adds_up(amounts: list[Amount], words: str) -> None:
    assert summed(amounts, "人次") == words


amounts = st.one_of(
    st.just(Amount()),
    st.builds(Amount, st.integers(0, 40_000), approximate=st.booleans(), words=st.sampled_from(("80来", "80多", "x"))),
)
things = st.builds(Output, st.sampled_from(("折页", "展板")), amounts, st.just("份"), st.sampled_from(("发放", "展出")))
told = st.builds(
    Particulars,
    kind=st.sampled_from(("讲座", "培训", "")),
    topic=st.sampled_from(("防震", "低/碳", "")),
    programme=st.sampled_from((FARMERS, "农民科学素质行动", "")),
    start=st.just(date(2026, 9, 3)),
    attendance=amounts,
    online=amounts,
    volunteers=amounts,
    outputs=st.lists(things, max_size=2).map(tuple),
)


@given(st.lists(told, max_size=8))
def test_every_figure_is_the_sum_of_the_records_its_origin_names(particulars: list[Particulars]) -> None:
    records = [(f"2026-{nth:04}", one) for nth, one in enumerate(particulars, start=1)]
    events = tuple(Event(Activity(no, no, one, "u", "p", AT), "北营村", "场") for no, one in records)
    whole = Sums(Source(number, number, 1, one, "北营村", "u", "场") for number, one in records)
    form = shell(Heading(each=Each.PROGRAMME), Heading("低碳", about=("低",)), Heading("其他", rest=True))

    for chapter in chapters(form, CLASSES, events):
        for figure in (run for text in paragraphs(chapter) for run in text if isinstance(run, Figure)):
            assert whole[figure.origin] == figure.value, figure
