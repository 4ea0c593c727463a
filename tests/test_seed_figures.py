"""The figures of real reports, typed as messages: said, confirmed, and unchanged in /summary."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from bot.channel import Message, Sheet
from bot.turn import Desk, take_turn
from handlers.turn import Card, Incoming, Said
from storage import tables
from storage.database import Database
from storage.model.people import Account, Person, Role
from tests.ledgers import County
from tests.timetable import TIMETABLE

WAYS_OUT = {"人数": "没统计", "物资": "没发"}
"""What is answered where the report says nothing."""

MESSAGES = (
    "9月1日在紫兴社区举办现代远程教育应用知识和各种农村实用技术培训班139期，参加培训13275人",
    "9月2日在北营村举办各种农村实用技术普训1083期，培训人员26.5万人",
    "9月3日在紫兴社区举办绿色证书培训12期，颁发绿色证书1265本",
    "9月4日在紫兴社区广场搞集中宣传，展出科普展板5块，来了80人",
    "9月5日在紫兴社区开展科技咨询26次",
    "9月6日在紫兴社区搞集中宣传，印发各类宣传资料3.4万份",
    "9月7日在紫兴社区广场搞集中宣传，现场发放各类宣传资料1500余份，赠送印有安全知识的小礼品1000余份",
    "9月8日在紫兴社区举办科普讲座6期，参加人员2000余人",
    "9月9日在紫兴社区放映科普电影12场",
    "9月10日在紫兴社区举办通用能力的培训86期，培训人员7773人",
    "9月11日在北营村开展农村能工巧匠培训30期，培训了2804人",
)
CONTEST = "9月12日在紫兴社区组织6305名中小学生参加科技竞赛，其中280名学生获奖"
FILMS = "9月13日在紫兴社区放映爱国主义教育片和科普片700余场次，使8万余名中小学生受到教育"
NO_COUNT = "9月14日在紫兴社区搞集中宣传，共发放宣传资料几千份，来了60人"


class Talk:
    """One person's chat, through whole turns."""

    def __init__(self, county: County, person: Person) -> None:
        self.county, self.account, self.said = county, Account("web", person.id), 0
        self.desk = Desk(county.database, county.taxonomy, lambda: "KEPU-0000", TIMETABLE)

    def say(self, text: str) -> Message:
        """What is answered last."""
        self.said += 1
        at = self.county.now + timedelta(seconds=self.said)
        assert take_turn(self.desk, Incoming(f"m{self.said}", self.account, Said(text), at))
        outbox = tables.outbox.c
        latest = select(outbox.message).order_by(outbox.position.desc()).limit(1)
        with self.county.database.reading() as tx:
            kept = tx.connection.scalar(latest.where(outbox.account == str(self.account)))
        message: Message = msgspec.json.decode(kept or b"", type=Message)
        return message

    def record(self, text: str) -> Card:
        """A message becomes a record: what the report does not say is answered as such."""
        answer = self.say(text)
        for label, way_out in WAYS_OUT.items():
            if isinstance(answer, Card) and any(row.label == label and row.missing for row in answer.rows):
                answer = self.say(way_out)
        answer = self.say("确认")
        assert isinstance(answer, Card), f"{text}: {answer}"
        assert answer.title.startswith("2026-"), f"{text}: {answer}"
        return answer

    def summary(self, text: str) -> Sheet:
        answer = self.say(text)
        assert isinstance(answer, Sheet), answer
        return answer


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    database = Database(f"sqlite:///{tmp_path / 'kepu.sqlite'}")
    database.upgrade()
    county = County(database).found()
    yield Talk(county, county.person(Role.OFFICER, "柳林镇"))
    database.close()


def row(sheet: Sheet, kind: str) -> tuple[str, str]:
    """Sessions and attendance of a kind."""
    table = sheet.summary.tables[0]
    found = next(row for row in (*table.rows, table.total) if row[0] == kind)
    cells = dict(zip(table.head, found, strict=True))
    return cells["场次"], cells["人次"]


def outputs(sheet: Sheet) -> set[str]:
    """What came out, as "发放 宣传资料 1500份"."""
    return {f"{row[1]} {row[0]} {row[2]}" for table in sheet.summary.tables[1:] for row in table.rows}


@pytest.mark.parametrize(
    ("text", "kind", "sessions", "attendance"),
    [
        (MESSAGES[0], "培训", "139期", "13275"),
        (MESSAGES[1], "培训", "1083期", "265000"),
        (MESSAGES[2], "培训", "12期", "未统计"),
        (MESSAGES[4], "咨询服务", "26次", "未统计"),
        (MESSAGES[7], "讲座", "6期", "2000"),
        (MESSAGES[8], "影视放映", "12场", "未统计"),
        (MESSAGES[9], "培训", "86期", "7773"),
        (MESSAGES[10], "培训", "30期", "2804"),
        (CONTEST, "竞赛", "1场", "6305"),
        (FILMS, "影视放映", "700场", "80000"),
    ],
)
def test_sessions_and_attendance_come_back_unchanged(
    talk: Talk, text: str, kind: str, sessions: str, attendance: str
) -> None:
    talk.record(text)

    assert row(talk.summary("/summary 九月"), kind) == (sessions, attendance)


@pytest.mark.parametrize(
    ("text", "things"),
    [
        (MESSAGES[2], {"颁发 绿色证书 1265本"}),
        (MESSAGES[3], {"展出 科普展板 5块"}),
        (MESSAGES[5], {"印发 宣传资料 34000份"}),
        (MESSAGES[6], {"发放 宣传资料 1500份", "赠送 小礼品 1000份"}),
        (CONTEST, {"获奖 获奖 280名"}),
        (NO_COUNT, {"发放 宣传资料 未统计"}),
    ],
)
def test_what_was_handed_out_comes_back_unchanged(talk: Talk, text: str, things: set[str]) -> None:
    talk.record(text)

    assert outputs(talk.summary("/summary 九月")) == things


def test_a_whole_report_adds_up(talk: Talk) -> None:
    for text in MESSAGES:
        talk.record(text)
    sheet = talk.summary("九月汇总")

    assert sheet.summary.figures[0] == ("活动", "11项")
    assert row(sheet, "培训") == ("1350期", str(13275 + 265000 + 7773 + 2804))
    assert row(sheet, "合计") == ("1356期 12场 29次", "290932")
    assert dict(sheet.summary.figures)["人次"] == "290932（其中约数2000）"
    assert outputs(sheet) == {
        "印发 宣传资料 34000份",
        "发放 宣传资料 1500份",
        "展出 科普展板 5块",
        "赠送 小礼品 1000份",
        "颁发 绿色证书 1265本",
    }
