"""Drafts: what is missing, what is added to what was told, what is shown beside a value; and states as JSON."""

from datetime import UTC, date, datetime
from typing import get_args

import pytest

from bot.taxonomy import load_taxonomy
from handlers import draft as drafts
from handlers.cards import counted
from handlers.draft import beside, fresh_id, missing, taking
from handlers.filling import checked, plain_only
from handlers.read.reading import Doubt, Found, Origin
from handlers.state import (
    Checking,
    Composing,
    Deciding,
    Dialog,
    Draft,
    Editing,
    Filing,
    Filling,
    Inviting,
    Naming,
    Question,
    Registering,
    Task,
    Viewing,
    dumps,
    loads,
)
from handlers.texts import wording
from handlers.turn import Incoming, Paper, PaperKind, Said
from storage.model.activity import Amount, Evidence, Field, Output, Particulars
from storage.model.figures import Period, Scope
from storage.model.people import Account, Role
from storage.model.registers import Register, RegisterEntry
from storage.model.shells import Each

TAXONOMY = load_taxonomy()
TODAY = date(2026, 9, 18)
LEAFLETS, FANS = (Output(item, Amount(150, words="150"), "份", "发放") for item in ("折页", "扇子"))
WHOLE = Particulars(
    title="防震讲座",
    kind="讲座",
    start=TODAY,
    venue="北营村",
    attendance=Amount(80, words="80人"),
    outputs_said=True,
)


def found(field: Field, words: str = "", **said: object) -> Found:
    return Found(Particulars(**said), (Origin(field, words, "test"),))  # type: ignore[arg-type]  # names are Particulars'


def test_a_whole_activity_lacks_nothing() -> None:
    assert missing(WHOLE) == ()


def test_of_nothing_all_is_missing_in_the_order_it_is_asked() -> None:
    assert missing(Particulars()) == (
        Field.TITLE,
        Field.KIND,
        Field.DATE,
        Field.VENUE,
        Field.ATTENDANCE,
        Field.OUTPUTS,
    )


@pytest.mark.parametrize(
    "said",
    [
        Particulars(
            topic="防震", kind="讲座", start=TODAY, venue="北营村", attendance=WHOLE.attendance, outputs_said=True
        ),
        Particulars(title="直播", kind="线上活动", start=TODAY, online=Amount(1580, words="1580"), outputs_said=True),
        Particulars(
            kind="培训",
            start=TODAY,
            sessions=Amount(139, words="139期"),
            attendance=WHOLE.attendance,
            outputs_said=True,
        ),
        Particulars(
            title="义诊", kind="咨询服务", start=TODAY, venue="村", attendance=Amount(words="没统计"), outputs_said=True
        ),
    ],
    ids=["a topic is a name", "online has no venue", "a total has neither name nor venue", "not counted is an answer"],
)
def test_what_is_not_needed_is_not_missing(said: Particulars) -> None:
    assert missing(said) == ()


def test_a_thing_told_later_stands_beside_those_told_before() -> None:
    told = beside(Particulars(outputs=(LEAFLETS,)), found(Field.OUTPUTS, outputs=(FANS,)), correcting=False)

    assert told.particulars.outputs == (LEAFLETS, FANS)


def test_a_thing_told_again_is_replaced_and_the_others_stay() -> None:
    more = Output("折页", Amount(200, words="200"), "份", "发放")

    told = beside(Particulars(outputs=(LEAFLETS, FANS)), found(Field.OUTPUTS, outputs=(more,)), correcting=True)

    assert told.particulars.outputs == (more, FANS)


@pytest.mark.parametrize("outputs", [(), (Output("展板", Amount(5, words="5"), "块", "展出"),)])
def test_a_correction_to_other_things_or_to_none_replaces_all(outputs: tuple[Output, ...]) -> None:
    told = beside(Particulars(outputs=(LEAFLETS,)), found(Field.OUTPUTS, outputs=outputs), correcting=True)

    assert told.particulars.outputs == outputs


def test_the_programme_follows_the_audience_until_it_is_said() -> None:
    draft = taking(Draft("1"), found(Field.AUDIENCE, audience="农民"), TAXONOMY)
    assert draft.particulars.programme == "农民科学素质提升行动"

    draft = taking(draft, found(Field.AUDIENCE, audience="青少年"), TAXONOMY)
    assert draft.particulars.programme == "青少年科学素质提升行动"

    draft = taking(draft, found(Field.PROGRAMME, programme="科普基础设施工程"), TAXONOMY)
    draft = taking(draft, found(Field.AUDIENCE, audience="农民"), TAXONOMY)
    assert draft.particulars.programme == "科普基础设施工程"


def test_a_programme_said_to_be_none_is_not_proposed_again() -> None:
    draft = taking(Draft("1"), found(Field.AUDIENCE, audience="农民"), TAXONOMY)
    draft = taking(draft, found(Field.PROGRAMME), TAXONOMY)
    draft = taking(draft, found(Field.ATTENDANCE, "85", attendance=Amount(85, words="85")), TAXONOMY)

    assert draft.particulars.programme == ""


def test_a_name_is_made_of_topic_and_kind_until_it_is_said() -> None:
    draft = taking(Draft("1"), found(Field.KIND, "讲座", kind="讲座"), TAXONOMY)
    assert draft.particulars.title == ""

    draft = taking(draft, found(Field.TOPIC, "防火", topic="防火"), TAXONOMY)
    assert draft.particulars.title == "防火讲座"

    draft = taking(draft, found(Field.KIND, "培训", kind="培训"), TAXONOMY)
    assert draft.particulars.title == "防火培训"


@pytest.mark.parametrize(
    ("word", "kind", "title"), [("义诊", "咨询服务", "义诊"), ("培训班", "培训", ""), ("讲座", "讲座", "")]
)
def test_a_telling_word_for_the_kind_is_a_name(word: str, kind: str, title: str) -> None:
    assert taking(Draft("1"), found(Field.KIND, word, kind=kind), TAXONOMY).particulars.title == title


def test_going_back_takes_answer_after_answer() -> None:
    draft = taking(Draft("1"), found(Field.VENUE, venue="北营村"), TAXONOMY, Field.VENUE)
    draft = taking(draft, found(Field.ATTENDANCE, attendance=Amount(80, words="80")), TAXONOMY, Field.ATTENDANCE)

    there = drafts.back(draft)
    assert there is not None
    assert (there[0].particulars.venue, there[0].particulars.attendance.said, there[1]) == (
        "北营村",
        False,
        Field.ATTENDANCE,
    )
    earlier = drafts.back(there[0])
    assert earlier is not None
    assert earlier[0].particulars.venue == ""
    assert drafts.back(earlier[0]) is None


def test_only_so_many_steps_are_kept() -> None:
    draft = Draft("1")
    for nth in range(30):
        draft = taking(draft, found(Field.NOTE, note=str(nth)), TAXONOMY)

    assert len(draft.steps) == drafts.STEPS_KEPT


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (found(Field.VENUE, venue="北" * 60), True),
        (found(Field.VENUE, venue="北" * 61), False),
        (found(Field.HOSTS, hosts=("科" * 150, "协" * 51)), False),
        (
            Found(
                Particulars(start=TODAY), (Origin(Field.DATE, "", ""),), (Doubt(Field.DATE, "明天", "in_the_future"),)
            ),
            False,
        ),
    ],
)
def test_what_cannot_be_kept_is_left_out(told: Found, kept: bool) -> None:
    assert bool(checked(told).fields) is kept


@pytest.mark.parametrize(
    ("amount", "kept"), [(Amount(words="很多"), False), (Amount(words="没统计"), True), (Amount(3, words="3"), True)]
)
def test_a_vague_answer_is_left_out(amount: Amount, kept: bool) -> None:
    assert bool(plain_only(found(Field.ATTENDANCE, attendance=amount)).fields) is kept


@pytest.mark.parametrize(
    ("field", "words", "said", "shown"),
    [
        (Field.DATE, "昨天下午", Particulars(start=TODAY), ""),
        (Field.DATE, "上周五", Particulars(start=TODAY), "上周五"),
        (Field.DATE, "9月18号", Particulars(start=TODAY), ""),
        (Field.ATTENDANCE, "80名村民", Particulars(attendance=Amount(80, words="80")), ""),
        (
            Field.ATTENDANCE,
            "两百来人",
            Particulars(attendance=Amount(200, approximate=True, words="两百来人")),
            "两百来人",
        ),
        (Field.ATTENDANCE, "一百二", Particulars(attendance=Amount(120, words="一百二")), "一百二"),
        (Field.ATTENDANCE, "没统计", Particulars(attendance=Amount(words="没统计")), ""),
        (Field.ATTENDANCE, "人山人海", Particulars(attendance=Amount(words="人山人海")), "人山人海"),
        (Field.KIND, "义诊", Particulars(kind="咨询服务"), "义诊"),
        (Field.KIND, "讲座", Particulars(kind="讲座"), ""),
        (Field.KIND, "那天我们在村里办了一个很好的活动", Particulars(kind="讲座"), ""),
        (Field.OUTPUTS, "没发东西", Particulars(outputs_said=True), ""),
        (Field.OUTPUTS, "折页150份", Particulars(outputs=(LEAFLETS,)), ""),
        (
            Field.OUTPUTS,
            "发了些资料",
            Particulars(outputs=(Output("资料", Amount(words="些"), "", "发放"),)),
            "发了些资料",
        ),
    ],
)
def test_words_stand_beside_a_value_where_they_say_more(
    field: Field, words: str, said: Particulars, shown: str
) -> None:
    assert wording.telling(said, field, words, TODAY) == shown


def test_photos_and_files_are_counted_apart() -> None:
    photo, paper = Evidence("a", "a.jpg", "image/jpeg", 1), Evidence("b", "b.pdf", "application/pdf", 1)

    assert [counted(files) for files in ((), (photo,), (paper,), (photo, photo, paper))] == [
        "没有",
        "1张",
        "文件1个",
        "2张，文件1个",
    ]


def test_the_same_message_always_makes_the_same_ids() -> None:
    one, other = (Incoming(name, Account("web", "me"), Said("好"), datetime(2026, 9, 18, tzinfo=UTC)) for name in "ab")

    assert fresh_id(one) == fresh_id(one)
    assert len({fresh_id(one), fresh_id(one, 1), fresh_id(other)}) == 3


NOW = datetime(2026, 9, 18, 10, tzinfo=UTC)
PERIOD = Period(date(2026, 9, 1), date(2026, 9, 30), "2026年9月")
PAPER = Paper(PaperKind.REPORT, Scope(period=PERIOD), "月报", by=Each.TOPIC, photos=("2026-0001",))
BASES = Amount(8, words="8个")
ENTRY = RegisterEntry("e1", "u", Register.ASSET, "基地8个", "基地", BASES, "个", date(2026, 9, 1), "p", NOW)
STATES = [
    Dialog(),
    Dialog(Naming("ab" * 32)),
    Dialog(Filling(Field.DATE, ("今天",)), drafts=(Draft("1", WHOLE, {Field.DATE: "今天"}),)),
    Dialog(Deciding("昨天办了讲座", NOW), drafts=(Draft("1"),), dropped=Draft("2")),
    Dialog(Viewing("1", NOW), photos=(Evidence("a", "a.jpg", "image/jpeg", 1),)),
    Dialog(Editing("1", 2, Field.VENUE, ("北营村",), NOW)),
    Dialog(Inviting(Role.OFFICER), numeric=True, album="1"),
    Dialog(Composing(PAPER, Question.PLANS), shown=PAPER, addressee="县科协"),
    Dialog(Registering((ENTRY,), "e1")),
    Dialog(Checking()),
    Dialog(Filing("科普统计")),
]


@pytest.mark.parametrize("dialog", STATES, ids=[type(one.task).__name__ for one in STATES])
def test_a_state_comes_back_as_it_was(dialog: Dialog) -> None:
    assert loads(dumps(dialog)) == dialog


def test_most_kinds_of_tasks_are_among_them() -> None:
    assert len({type(one.task) for one in STATES}) > len(get_args(Task)) // 2


def test_nothing_kept_is_a_new_conversation() -> None:
    assert loads(None) == Dialog()


def test_a_state_of_an_earlier_version_is_read() -> None:
    assert loads(b'{"task":{"type":"viewing","activity_id":"1"}}') == Dialog(Viewing("1"))


@pytest.mark.parametrize("kept", [b"", b"{", b"[]", b'{"task":{"type":"juggling"}}', b'{"drafts":[{"id":1}]}', b"\xff"])
def test_what_this_version_cannot_read_is_none(kept: bytes) -> None:
    assert loads(kept) is None
