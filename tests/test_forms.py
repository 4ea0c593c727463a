"""Forms of other offices: filled from the ledger as adding up by hand does, each with its rule for blanks."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forms import SHIPPED, load_forms
from bot.yaml_file import YamlFault
from handlers.filled import Held, of_activity, of_period
from handlers.forms import _code
from handlers.turn import Say, ShowFile
from reports.excel import as_xlsx
from reports.form_excel import form_workbook
from storage.database import Database
from storage.model.activity import Amount, Output, Particulars
from storage.model.forms import Form, FormField, Sum, Take
from storage.model.origins import Source
from storage.model.people import Role
from tests.ledgers import NOW, County, told

STATISTICS, DAY, VOLUNTEERS, COUNTY = load_forms()


def held(told_: Particulars, number: str = "2026-0001") -> Held:
    return Held(Source(number, number, 1, told_, "北营村", "u", "场"), photos=2)


amounts = st.one_of(st.just(Amount()), st.builds(Amount, st.integers(0, 3_000), words=st.just("x")))
things = st.builds(
    Output,
    st.sampled_from(("宣传资料", "图书", "展板")),
    amounts,
    st.just("份"),
    st.sampled_from(("发放", "印发", "展出")),
)
records = st.builds(
    Particulars,
    kind=st.sampled_from(("讲座", "展览", "")),
    audience=st.sampled_from(("农民", "青少年")),
    topic=st.sampled_from(("科技活动周", "防震", "")),
    attendance=amounts,
    online=amounts,
    sessions=amounts,
    outputs=st.lists(things, max_size=2).map(tuple),
)


@given(st.lists(records, max_size=8))
def test_statistics_are_what_adding_up_by_hand_comes_to(particulars: list[Particulars]) -> None:
    values = dict(of_period(STATISTICS, tuple(map(held, particulars)), ()))
    lectures = [one for one in particulars if one.kind == "讲座"]
    large = [one for one in particulars if (one.attendance.value or 0) + (one.online.value or 0) >= 1000]
    given_out = [
        output
        for one in particulars
        for output in one.outputs
        if output.item == "宣传资料" and output.action in {"发放", "印发"}
    ]

    def shown(value: int) -> str:
        return str(value) if value else "-"

    assert values["科普（技）讲座线下参加人次"] == shown(sum(one.attendance.value or 0 for one in lectures))
    assert values["科普（技）讲座线上参加人次"] == shown(sum(one.online.value or 0 for one in lectures))
    assert values["科普（技）讲座举办次数"] == shown(
        sum(1 if one.sessions.value is None else one.sessions.value for one in lectures)
    )
    assert values["重大科普活动次数（一千人次以上）"] == shown(len(large))
    assert values["发放科普读物和资料（份）"] == shown(sum(one.amount.value or 0 for one in given_out))
    assert values["科技活动周科普专题活动次数"] == shown(sum("科技活动周" in one.topic for one in particulars))


def test_an_activity_is_told_field_by_field() -> None:
    told_ = Particulars(
        title="防震讲座",
        kind="讲座",
        start=date(2026, 9, 3),
        attendance=Amount(80, words="80人"),
        outputs=(
            Output("折页", Amount(80, words="80份"), "份", "发放"),
            Output("展板", Amount(words="几块"), "块", "展出"),
        ),
    )
    values = dict(of_activity(DAY, held(told_)))

    assert values["活动名称"] == "防震讲座"
    assert values["宣传品"] == "发放折页80份、展出展板"
    assert (values["活动地点"], values["线上参与人次"], values["照片（张）"]) == ("/", "/", "2")
    assert values["新闻报道链接"] == ""


@pytest.mark.parametrize(("blank", "number", "word"), [("-", "-", "-"), ("0", "0", ""), ("/", "/", "/"), ("", "", "")])
def test_each_form_has_its_rule_for_blanks(blank: str, number: str, word: str) -> None:
    form = Form(
        "表", "activity", (FormField("人次", take=Take.ATTENDANCE), FormField("备注", take=Take.NOTE)), blank=blank
    )

    assert of_activity(form, held(Particulars())) == (("人次", number), ("备注", word))


def test_fixed_words_and_what_is_left_to_be_filled_in() -> None:
    form = Form(
        "表", "period", (FormField("类别", words="科普"), FormField("填表人"), FormField("场", sum=Sum.ACTIVITIES))
    )

    assert of_period(form, (held(Particulars()),), ()) == (("类别", "科普"), ("填表人", ""), ("场", "1"))


def test_numbers_are_numbers_in_the_workbook_and_codes_are_not() -> None:
    book = form_workbook("表", ("编号", "人次"), (("2026-0001", "80"), ("0012", "-")), NOW)
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(book))).active

    cells = [[cell.value for cell in row] for row in sheet.iter_rows() if sheet is not None]
    assert ["2026-0001", 80] in [row[:2] for row in cells]
    assert ["0012", "-"] in [row[:2] for row in cells]


@pytest.fixture
def county(database: Database) -> County:
    return County(database).found()


def test_what_was_ticked_stays_ticked_however_often_it_is_tapped(county: County) -> None:
    officer = county.person(Role.OFFICER, "北营村")
    county.record(officer, told("讲座", "2026-09-03", attendance=Amount(80, words="80人")))
    action = f"f:{_code(STATISTICS)}:20260101:20261231"

    first = county.taps(officer, f"{action}:tick")
    sheet = county.taps(officer, f"{action}:sheet")
    again = county.taps(officer, f"{action}:show")

    assert isinstance(first, Say)
    assert first.text == "记下了：《科普统计》2026年已上报。"
    assert isinstance(again, Say)
    assert isinstance(sheet, ShowFile)
    assert "科普（技）讲座线下参加人次：80" in again.text


@pytest.mark.parametrize(
    "action",
    [
        "f:0000",
        "f:x:20260101:20261231:show",
        "f:{code}:20261301:20261231:show",
        "f:{code}:a:b:show",
        "f:{code}:1:2",
        "f",
    ],
)
def test_forged_and_old_buttons_are_refused(county: County, action: str) -> None:
    said = county.taps(county.person(Role.OFFICER, "北营村"), action.format(code=_code(STATISTICS)))

    assert isinstance(said, Say)
    assert said.text.startswith("这个按钮已经用不上了")


def test_volunteers_fill_no_forms(county: County) -> None:
    volunteer = county.person(Role.VOLUNTEER, "北营村")

    for said in (county.says(volunteer, "填表 科普统计 今年"), county.taps(volunteer, f"f:{_code(STATISTICS)}")):
        assert isinstance(said, Say)
        assert said.text.startswith("填表由专干和协调员用")


def test_an_office_may_have_forms_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "forms.yaml"
    file.write_text("- {name: 月表, each: period, fields: [{title: 场, sum: activities}]}", encoding="utf-8")

    assert [form.name for form in load_forms(file)] == ["月表"]
    assert SHIPPED.exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- {name: 月表, each: week, fields: []}", "write period or activity"),
        ("- {name: 月表, each: period, blank: 无, fields: []}", "blank is “无”"),
        ("- {name: 月表, each: period, fields: [{title: 场, sum: all}]}", "all"),
        ("- {name: 月表, each: period, fields: [{title: 场, take: title}]}", "write sum instead of take"),
        ("- {name: 月表, each: activity, fields: [{title: 场, sum: sessions}]}", "write take"),
        ("- {name: 月表, each: period, fields: [{title: 场, sum: sessions, words: x}]}", "keep one of"),
        ("- {name: 月表, each: period, fields: [{title: 场, colour: x}]}", "“colour” is not known here"),
        ("- {name: 月表, each: period, fields: []}\n- {name: 月表, each: period, fields: []}", "two entries"),
        ("- {name: [", "this is not YAML"),
    ],
)
def test_a_fault_of_the_file_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "forms.yaml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(YamlFault) as fault:
        load_forms(file)

    assert sentence in str(fault.value)
