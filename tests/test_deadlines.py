"""/deadline: what is written, who may, and buttons that are old, forged or tapped twice."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import pytest

from handlers.scene import Result
from handlers.state import Dialog, Idle, Ruling, dumps, loads
from handlers.turn import Announce, Button, Card, Event, Issue, Reply, Said, Say, ShowFile, ShowSummary, Tapped
from storage.apply import apply
from storage.database import Database
from storage.duties import obligations, periods, rules
from storage.model.duties import Cycle, Proof, Rule, Status
from storage.model.people import Level, Person, Role
from storage.model.writes import KeepRule, OpenPeriod, Write
from storage.people import add_unit
from tests.ledgers import ZONE, County

SENTENCE = "每月25号18点前各社区和村报科普台账"


@dataclass(slots=True)
class Office:
    """A county in which people talk, each in a dialog of their own, and what comes of it is kept."""

    county: County
    people: dict[str, Person] = field(default_factory=dict)
    dialogs: dict[str, Dialog] = field(default_factory=dict)

    def does(self, who: str, event: Event) -> Result:
        person = self.people[who]
        outcome = self.county.outcome(person, event, self.dialogs.get(who))
        with self.county.database.writing() as tx:
            for write in outcome.writes:
                apply(tx, write)
        kept = loads(dumps(outcome.state))
        assert kept == outcome.state
        self.dialogs[who] = outcome.state
        return outcome

    def says(self, who: str, text: str) -> Reply:
        return self.does(who, Said(text)).replies[-1]

    def taps(self, who: str, action: str) -> Reply:
        return self.does(who, Tapped(action)).replies[-1]

    def button(self, who: str, label: str) -> str:
        """The action of a button that was shown last."""
        return next(one.action for one in self.dialogs[who].offered if one.label == label)

    def rules(self) -> tuple[Rule, ...]:
        with self.county.database.reading() as tx:
            return rules(tx)

    def kept(self, who: str, text: str) -> Rule:
        """A rule that was said and confirmed."""
        known = {rule.id for rule in self.rules()}
        self.says(who, text)
        self.says(who, "确认")
        (rule,) = (rule for rule in self.rules() if rule.id not in known)
        return rule

    def owing(self, rule: Rule, period: str) -> dict[str, Status]:
        with self.county.database.reading() as tx:
            names = {unit.id: name for name, unit in self.county.units.items()}
            return {names[one.unit_id]: one.status for one in obligations(tx, rule.id, period)}

    def periods(self, rule: Rule) -> list[str]:
        with self.county.database.reading() as tx:
            return [span.key for span in periods(tx, rule.id)]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    database = Database(f"sqlite:///{tmp_path / 'kepu.sqlite'}")
    database.upgrade()
    office = Office(County(database).found())
    for who, role, unit in (
        ("县里", Role.COORDINATOR, "青河县"),
        ("同事", Role.COORDINATOR, "青河县"),
        ("镇里", Role.OFFICER, "柳林镇"),
        ("邻镇", Role.OFFICER, "高桥镇"),
        ("社区", Role.OFFICER, "紫兴社区"),
        ("志愿者", Role.VOLUNTEER, "柳林镇"),
    ):
        office.people[who] = office.county.person(role, unit)
    yield office
    database.close()


def text(reply: Reply) -> str:
    """All words of a reply."""
    match reply:
        case Card():
            return "\n".join((reply.title, *(f"{row.label}：{row.value}" for row in reply.rows), reply.text))
        case Say() | ShowFile():
            return reply.text
        case Issue():
            return reply.name
        case ShowSummary():
            return reply.title
        case Announce():
            return reply.texts[0]


def labels(reply: Reply) -> list[str]:
    return [button.label for row in reply.buttons for button in row]


def of_kind(outcome: Result, kind: type[Write]) -> list[Write]:
    return [write for write in outcome.writes if isinstance(write, kind)]


def test_nothing_is_written_before_it_is_confirmed(office: Office) -> None:
    outcome = office.does("县里", Said(SENTENCE))

    assert outcome.writes == ()
    assert isinstance(outcome.state.task, Ruling)
    assert office.rules() == ()


def test_a_confirmed_rule_is_kept_with_its_open_periods(office: Office) -> None:
    office.says("县里", SENTENCE)
    outcome = office.does("县里", Said("确认"))

    (rule,) = office.rules()
    assert (rule.title, rule.cycle, rule.day, rule.version, rule.since) == (
        "科普台账",
        Cycle.MONTH,
        25,
        1,
        date(2026, 11, 1),
    )
    assert outcome.state.task == Idle()
    assert [type(write) for write in outcome.writes] == [KeepRule, OpenPeriod]
    assert office.owing(rule, "2026-11") == dict.fromkeys(("紫兴社区", "北营村", "高桥村"), Status.OPEN)


def test_tapping_confirm_twice_keeps_one_rule(office: Office) -> None:
    office.says("县里", SENTENCE)
    action = office.button("县里", "确认")
    office.taps("县里", action)
    again = office.does("县里", Tapped(action))

    assert again.writes == ()
    assert "已经存好了" in text(again.replies[-1])
    assert len(office.rules()) == 1


def test_the_month_before_is_asked_while_its_deadline_is_ahead(office: Office) -> None:
    office.county.now = datetime(2026, 11, 3, 9, 0, tzinfo=ZONE)
    rule = office.kept("县里", "次月5号前各村报上月台账")

    assert (rule.months, rule.since) == (1, date(2026, 10, 1))
    assert office.periods(rule) == ["2026-11", "2026-10"]


def test_the_month_before_is_not_asked_once_its_deadline_is_over(office: Office) -> None:
    rule = office.kept("县里", "次月5号前各村报上月台账")

    assert rule.since == date(2026, 11, 1)
    assert office.periods(rule) == ["2026-11"]


def test_a_rule_may_begin_later(office: Office) -> None:
    office.says("县里", "从明年1月起每月25号各村报台账")
    shown = office.says("县里", "宽限3天")
    office.says("县里", "确认")

    (rule,) = office.rules()
    assert "从：2027年1月1日" in text(shown)
    assert (rule.since, rule.grace, office.periods(rule)) == (date(2027, 1, 1), 3, [])


def test_an_early_day_offers_both_months(office: Office) -> None:
    shown = office.says("县里", "每月5号前各村报台账")
    assert {"报上月", "报当月"} <= set(labels(shown))
    assert "多半是上个月" in text(shown)

    office.says("县里", "报当月")
    office.says("县里", "确认")
    assert office.rules()[0].months == 0


def test_the_other_month_is_not_guessed_where_it_was_said(office: Office) -> None:
    assert "多半" not in text(office.says("县里", "每月5号前各村报当月台账"))
    assert "多半" not in text(office.says("县里", "次月5号报上月"))
    assert "报上月" not in labels(office.says("县里", "改成28号"))


@pytest.mark.parametrize(
    "words", ["每季度最后一个工作日", "每季度末后5个工作日", "每年12月10日", "半年报一次", "11月30日前"]
)
def test_every_cycle_shows_when_it_is_due(office: Office, words: str) -> None:
    shown = office.says("县里", f"/deadline {words}各村报总结")

    assert isinstance(shown, Card)
    assert any(row.label == "接下来" and "周" in row.value for row in shown.rows)


def test_a_moved_deadline_says_why(office: Office) -> None:
    office.county.now = datetime(2026, 9, 18, 9, 0, tzinfo=ZONE)

    assert "9月24日周四（报9月，9月25日周五休息，提前）" in text(office.says("县里", SENTENCE))


@pytest.mark.parametrize("who", ["社区", "志愿者"])
def test_who_has_no_units_below_makes_no_rule(office: Office, who: str) -> None:
    for words in (SENTENCE, f"/deadline {SENTENCE}"):
        outcome = office.does(who, Said(words))
        assert (outcome.writes, outcome.state.task) == ((), Idle())
        assert "由下面有单位的专干或协调员来定" in text(outcome.replies[-1])


def test_a_township_makes_rules_for_its_own_units_only(office: Office) -> None:
    rule = office.kept("镇里", "每月20号前各村报台账")
    assert rule.unit_id == office.county.units["柳林镇"].id

    shown = office.says("镇里", "每月20号前高桥镇的村报台账")
    assert "高桥村" not in text(shown)


def test_a_forged_draft_of_a_unit_elsewhere_is_refused(office: Office) -> None:
    office.says("镇里", "每月20号前各村报台账")
    task = office.dialogs["镇里"].task
    assert isinstance(task, Ruling)
    forged = Ruling(replace(task.rule, unit_id=office.county.units["高桥镇"].id))
    office.dialogs["镇里"] = Dialog(task=forged)

    outcome = office.does("镇里", Said("确认"))
    assert outcome.writes == ()
    assert "不归你管" in text(outcome.replies[-1])


@pytest.mark.parametrize("verb", ["change", "pause", "resume", "remove", "gone", "stay"])
def test_a_rule_made_above_cannot_be_changed(office: Office, verb: str) -> None:
    rule = office.kept("县里", SENTENCE)
    office.says("镇里", "截止")
    card = office.taps("镇里", f"r:{rule.id}:open")
    assert "谁定的：青河县" in text(card)
    assert labels(card) == ["全部期限"]

    outcome = office.does("镇里", Tapped(f"r:{rule.id}:{verb}:1"))
    assert outcome.writes == ()
    assert "上级定的" in text(outcome.replies[-1])


@pytest.mark.parametrize("verb", ["change", "pause", "gone"])
def test_not_even_a_rule_for_the_own_unit_that_was_made_above(office: Office, verb: str) -> None:
    rule = office.kept("县里", "柳林镇的村每月20号前报台账")

    outcome = office.does("镇里", Tapped(f"r:{rule.id}:{verb}:1"))
    assert outcome.writes == ()
    assert "上级定的" in text(outcome.replies[-1])


@pytest.mark.parametrize("verb", ["open", "change:1", "pause:1", "gone:1", "keep:0", "drop"])
def test_a_rule_of_another_township_is_as_good_as_none(office: Office, verb: str) -> None:
    rule = office.kept("镇里", "每月20号前各村报柳林台账")

    outcome = office.does("邻镇", Tapped(f"r:{rule.id}:{verb}"))
    assert outcome.writes == ()
    assert rule.title not in text(outcome.replies[-1])


@pytest.mark.parametrize("verb", ["change:1", "pause:1", "gone:1"])
def test_a_volunteer_changes_nothing(office: Office, verb: str) -> None:
    rule = office.kept("县里", "各乡镇每月20号前报台账")

    assert office.does("志愿者", Tapped(f"r:{rule.id}:{verb}")).writes == ()


@pytest.mark.parametrize(
    "action",
    [
        "r:",
        "r:x",
        "r:x:open",
        "r:list",
        "r:list:x",
        "r:list:99999",
        "r:x:pause:y",
        "r:x:pause:1:2",
        "r:::",
        "r:x:hint:z",
    ],
)
def test_buttons_nobody_made_are_refused_kindly(office: Office, action: str) -> None:
    outcome = office.does("县里", Tapped(action))

    assert outcome.writes == ()
    assert "截止" in text(outcome.replies[-1])


def test_a_button_of_an_older_version_shows_the_newest(office: Office) -> None:
    rule = office.kept("县里", SENTENCE)
    office.taps("同事", f"r:{rule.id}:pause:1")

    outcome = office.does("县里", Tapped(f"r:{rule.id}:gone:1"))
    assert outcome.writes == ()
    assert "刚才有人改过" in text(outcome.replies[-1])
    assert "已暂停" in text(outcome.replies[-1])


def test_a_change_made_meanwhile_is_not_overwritten(office: Office) -> None:
    rule = office.kept("县里", SENTENCE)
    office.taps("县里", f"r:{rule.id}:change:1")
    office.says("县里", "只要社区")
    office.taps("同事", f"r:{rule.id}:change:1")
    office.says("同事", "改成28号")
    office.says("同事", "确认")

    outcome = office.does("县里", Said("确认"))
    assert outcome.writes == ()
    assert "刚才有人改过" in text(outcome.replies[-1])
    assert (office.rules()[0].day, office.rules()[0].version) == (28, 2)


def test_a_rule_removed_meanwhile_stays_removed(office: Office) -> None:
    rule = office.kept("县里", SENTENCE)
    office.taps("县里", f"r:{rule.id}:change:1")
    office.taps("同事", f"r:{rule.id}:gone:1")

    outcome = office.does("县里", Said("确认"))
    assert (outcome.writes, outcome.state.task) == ((), Idle())
    assert "已经删了" in text(outcome.replies[-1])
    assert office.rules() == ()


def test_a_changed_rule_lets_units_go_and_takes_others_in(office: Office) -> None:
    rule = office.kept("县里", SENTENCE)
    office.taps("县里", f"r:{rule.id}:change:1")
    office.says("县里", "各乡镇")
    office.says("县里", "确认")

    assert set(office.owing(rule, "2026-11")) == {"柳林镇", "高桥镇"}


def test_another_cycle_lets_the_periods_of_the_old_one_go(office: Office) -> None:
    rule = office.kept("县里", SENTENCE)
    office.taps("县里", f"r:{rule.id}:change:1")
    office.says("县里", "改成每季度最后一个工作日")
    office.says("县里", "确认")

    assert office.owing(rule, "2026-11") == {}
    assert set(office.owing(rule, "2026Q4")) == {"紫兴社区", "北营村", "高桥村"}


def test_pausing_and_resuming_are_versions(office: Office) -> None:
    rule = office.kept("县里", SENTENCE)
    office.taps("县里", f"r:{rule.id}:pause:1")
    assert (office.rules()[0].paused, office.rules()[0].version) == (True, 2)

    outcome = office.does("县里", Tapped(f"r:{rule.id}:resume:2"))
    assert (office.rules()[0].paused, office.rules()[0].version) == (False, 3)
    assert of_kind(outcome, OpenPeriod)


def test_removing_is_asked_once_more(office: Office) -> None:
    rule = office.kept("县里", SENTENCE)
    asked = office.taps("县里", f"r:{rule.id}:remove:1")
    assert labels(asked) == ["删除", "不删"]
    assert len(office.rules()) == 1

    office.taps("县里", office.button("县里", "删除"))
    assert office.rules() == ()


def test_a_removed_rule_can_be_told_from_a_stranger_by_nobody(office: Office) -> None:
    rule = office.kept("县里", SENTENCE)
    office.taps("县里", f"r:{rule.id}:gone:1")

    assert "已经删了" in text(office.taps("县里", f"r:{rule.id}:open"))
    assert "截止" in text(office.taps("县里", f"r:{rule.id}:keep:0"))


def test_cancelling_keeps_nothing(office: Office) -> None:
    office.says("县里", SENTENCE)
    outcome = office.does("县里", Tapped(office.button("县里", "取消")))

    assert (outcome.writes, outcome.state.task, office.rules()) == ((), Idle(), ())


def test_a_draft_of_long_ago_is_told_so(office: Office) -> None:
    office.says("县里", SENTENCE)
    confirm = office.button("县里", "确认")
    office.says("县里", "取消")

    outcome = office.does("县里", Tapped(confirm))
    assert outcome.writes == ()
    assert "不在改了" in text(outcome.replies[-1])


def test_a_deadline_that_is_over_is_not_kept(office: Office) -> None:
    office.says("县里", "/deadline 11月22日前各村报总结")
    office.county.now = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)

    outcome = office.does("县里", Said("确认"))
    assert outcome.writes == ()
    assert "已经过了" in text(outcome.replies[-1])


def test_nobody_who_owes_is_not_kept(office: Office) -> None:
    shown = office.says("县里", "每月25号前各企业报台账")
    assert "确认" not in labels(shown)

    assert office.does("县里", Said("确认")).writes == ()


def test_a_campaign_counts_from_its_first_day(office: Office) -> None:
    rule = office.kept("县里", "/deadline 科技节11月16日到20日，结束后5个工作日内各单位报")

    assert (rule.title, rule.proof) == ("科技节", Proof.DECLARED)
    assert (rule.first, rule.on, rule.working_days) == (date(2026, 11, 16), date(2026, 11, 20), 5)
    assert office.periods(rule) == ["2026-11-20"]


def test_the_list_shows_every_rule_that_touches_the_own_units(office: Office) -> None:
    office.kept("县里", SENTENCE)
    office.kept("邻镇", "每月20号前各村报高桥台账")
    office.kept("镇里", "每月20号前各村报柳林台账")

    assert "柳林台账" in text(office.says("县里", "截止"))
    mine = text(office.says("镇里", "截止"))
    assert "青河县定的" in mine
    assert "柳林台账" in mine
    assert "高桥台账" not in mine


def test_a_long_list_has_pages(office: Office) -> None:
    for day in range(11, 21):
        office.kept("县里", f"每月{day}号前各村报台账")

    first = office.says("县里", "截止")
    assert "9. " not in text(first)
    second = office.taps("县里", office.button("县里", "下一页"))
    assert "9. 科普台账：每月" in text(second)
    assert labels(second) == ["9. 科普台账", "10. 科普台账", "上一页"]


def test_a_unit_without_others_below_sees_what_it_owes(office: Office) -> None:
    assert text(office.says("社区", "截止")) == "紫兴社区现在没有要报的。有了期限，我会提前提醒。"
    office.kept("县里", SENTENCE)
    office.kept("县里", "从明年1月起每季度最后一个工作日各社区报总结")

    lines = text(office.says("社区", "截止")).splitlines()
    assert lines == [
        "紫兴社区要报的：",
        "科普台账（11月）　11月25日周三18:00前　未报",
        "总结　每季度最后一个工作日18:00前　下次2027年3月31日周三",
    ]


def test_another_place_of_the_same_name_is_asked_with_the_one_above(office: Office) -> None:
    with office.county.database.writing() as tx:
        for above in ("柳林镇", "高桥镇"):
            office.county.units[f"{above}新村"] = add_unit(tx, "新村", Level.VILLAGE, office.county.units[above])
    office.says("县里", SENTENCE)

    assert "不止一个" in text(office.says("县里", "新村不用报"))
    assert "新村除外" in text(office.says("县里", "高桥镇新村不用报"))


def test_an_activity_told_meanwhile_is_no_change(office: Office) -> None:
    office.says("县里", SENTENCE)
    outcome = office.does("县里", Said("今天在紫兴社区讲防火，来了60人"))

    assert not isinstance(outcome.state.task, Ruling)
    assert "期限没存" in text(outcome.replies[0])
    assert outcome.state.drafts


def test_words_nobody_understands_change_nothing(office: Office) -> None:
    office.says("县里", SENTENCE)
    before = office.dialogs["县里"].task
    said = office.says("县里", "顺便把花浇了")

    assert "没看懂“顺便把花浇了”" in text(said)
    assert office.dialogs["县里"].task == before


@pytest.mark.parametrize(
    "words", ["每周五前各村报台账", "/deadline 每月35号报", "/deadline 9月10日前报总结", "/deadline 啦啦啦"]
)
def test_what_makes_no_rule_says_what_would(office: Office, words: str) -> None:
    office.county.now = datetime(2026, 9, 18, 9, 0, tzinfo=ZONE)
    outcome = office.does("县里", Said(words))

    assert (outcome.writes, outcome.state.task) == ((), Idle())
    assert "没看懂这句" not in text(outcome.replies[-1])


@pytest.mark.parametrize("label", ["改期限", "改谁报", "改提醒"])
def test_hints_leave_the_rule_as_it_is(office: Office, label: str) -> None:
    office.says("县里", SENTENCE)
    before = office.dialogs["县里"]
    office.says("县里", label)

    assert office.dialogs["县里"] == before


def test_every_action_fits_telegram(office: Office) -> None:
    shown = [office.says("县里", "每月5号前各村报台账"), office.says("县里", "确认")]
    shown += [office.says("县里", "截止"), office.taps("县里", f"r:{office.rules()[0].id}:remove:1")]
    buttons: list[Button] = [button for reply in shown for row in reply.buttons for button in row]

    assert len(buttons) > 10
    assert max(len(button.action.encode()) for button in buttons) <= 64
