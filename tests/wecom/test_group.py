"""The group robot: what a work group sees of a release, what a refusal means, and that nothing of it is logged."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.channel import Delivery, Document, Message, SendFailed, Sheet
from bot.channels.wecom_group.channel import LARGEST_FILE, PER_MINUTE, Backstage, GroupRobot
from bot.config import SettingsFault, load
from bot.markdown import as_markdown, escaped
from bot.turn import Desk, take_turn
from handlers.turn import Incoming, Issued, Said, Say, Tapped
from reports.summary import Summary, Table
from storage import tables
from storage.database import Database
from storage.model.people import Account, Role
from tests.fakes.wecom_group import FakeGroup
from tests.ledgers import County, told
from tests.timetable import TIMETABLE

PICTURE, FILE = b"\x89PNG picture", b"PK a file of words"
TABLE = Table("按类型", ("类型", "人次"), (("讲座|报告", "80"), ("培训", "20")), ("合计", "100"))
SUMMARY = Summary("青河县9月", "2026年9月", (("活动", "2项"),), (TABLE,), ("约数照实写。",))


def robot(group: FakeGroup, url: str = "", clock: Callable[[], float] | None = None) -> GroupRobot:
    backstage = Backstage(lambda _: PICTURE, lambda document: b"x" * (LARGEST_FILE + 1) if document.key else FILE)
    return GroupRobot(url or group.url, backstage, clock)


def told_to_the_group(
    *messages: Message, faults: tuple[int | str, ...] = (), url: str = ""
) -> tuple[FakeGroup, list[str]]:
    """What the group has seen, and why what it has not seen was refused."""
    group, failures = FakeGroup(), list[str]()
    group.faults.extend(faults)

    async def play() -> None:
        async with group.serving():
            sending = robot(group, url)
            for nth, message in enumerate(messages):
                try:
                    await sending.send(Delivery(f"d{nth}", "group", message))
                except SendFailed as failed:
                    failures.append(f"{failed.reason} {failed.permanent} {failed.uncertain} {failed.retry_after:.0f}")
            await sending.close()

    asyncio.run(play())
    return group, failures


def test_a_summary_is_a_table_and_a_picture() -> None:
    group, failures = told_to_the_group(Sheet("", SUMMARY))

    assert failures == []
    (kind, text), picture = group.seen
    assert kind == "markdown_v2"
    assert "| 类型 | 人次 |\n| --- | --- |\n| 讲座｜报告 | 80 |\n| 培训 | 20 |\n| 合计 | 100 |" in text
    assert picture == ("image", PICTURE)


def test_a_file_comes_with_its_name() -> None:
    group, failures = told_to_the_group(Document("青河县月报.docx", "青河县月报", Issued("r1")))

    assert failures == []
    assert group.seen == [("markdown_v2", "青河县月报"), ("file", ("青河县月报.docx", FILE))]


def test_a_long_text_is_sent_in_parts_that_fit() -> None:
    group, failures = told_to_the_group(Say("讲座办得好。" * 700))

    assert failures == []
    assert len(group.seen) > 1
    assert "".join(text for _, text in group.seen) == "讲座办得好。" * 700


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        (45009, "WeCom asked to wait False False 60"),
        (-1, "WeCom is busy False False 1"),
        (93000, "the robot's address is wrong, or it was removed True False 0"),
        (93004, "the robot is disabled True False 0"),
        (93008, "the robot is not in the group True False 0"),
        (40058, "WeCom refused it: 40058 True False 0"),
        ("broken", "WeCom failed False True 0"),
        ("words", "an answer nobody can read False True 0"),
    ],
)
def test_a_refusal_says_how_to_go_on(fault: int | str, failure: str) -> None:
    group, failures = told_to_the_group(Say("好"), faults=(fault,))

    assert (group.seen, failures) == ([], [failure])


def test_what_the_group_has_a_part_of_is_never_sent_from_its_beginning() -> None:
    group, failures = told_to_the_group(Sheet("", SUMMARY), faults=(0, 45009))

    assert [kind for kind, _ in group.seen] == ["markdown_v2"]
    assert failures == ["WeCom asked to wait False True 0"]


def test_a_file_that_is_too_large_is_told_of_for_good() -> None:
    _, failures = told_to_the_group(Document("a.docx", "大文件", Issued("r1"), key="large"))

    assert failures == ["the file is too large for WeCom True False 0"]


def test_nobody_is_reached_where_nobody_listens() -> None:
    _, failures = told_to_the_group(Say("好"), url="http://127.0.0.1:9/cgi-bin/webhook/send?key=x")

    assert failures == ["WeCom cannot be reached False False 0"]


def test_no_minute_holds_more_than_twenty() -> None:
    group, now = FakeGroup(), [0.0]

    async def play() -> list[float]:
        waits = []
        async with group.serving():
            sending = robot(group, clock=lambda: now[0])
            for nth in range(PER_MINUTE + 2):
                now[0] += 1
                try:
                    await sending.send(Delivery(f"d{nth}", "group", Say("好")))
                except SendFailed as failed:
                    waits.append(failed.retry_after)
                    now[0] += failed.retry_after
            await sending.close()
        return waits

    assert asyncio.run(play()) == [40.0]
    assert len(group.seen) == PER_MINUTE + 1


def test_neither_key_nor_words_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        logging.getLogger("httpx").setLevel(logging.WARNING)  # as bot.logs does
        told_to_the_group(Say("很私密的话"), faults=(93000,))

    assert "secret-key" not in caplog.text
    assert "很私密" not in caplog.text


@pytest.mark.parametrize("words", ["# 标题", "a|b", "[链接](http://x)", "*粗*", "<@all>", "`x`", "_x_", "~x~"])
def test_what_people_wrote_stays_text(words: str) -> None:
    said = as_markdown(Say(words))

    assert said == escaped(words)
    assert not set(said) & set("*_#>|[]`~<")


@pytest.mark.parametrize(
    "url", ["ftp://x/webhook/send?key=1", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send", "key=1", "https://x"]
)
def test_what_is_no_address_of_a_robot_is_told(url: str) -> None:
    with pytest.raises(SettingsFault, match="no address of a group robot"):
        load({"KEPU_WECOM_GROUP_WEBHOOK_URL": url}, Path("none.env"))


class Office:
    """A county with a work group: turns as they are taken, and what waits for the group."""

    def __init__(self, database: Database, *, group: bool = True) -> None:
        self.county = County(database).found()
        self.desk = Desk(database, self.county.taxonomy, lambda: "KEPU-0000", TIMETABLE, work_group=group)
        self.said = 0

    def turn(self, person: str, event: Said | Tapped) -> None:
        self.said += 1
        assert take_turn(self.desk, Incoming(f"m{self.said}", Account("web", person), event, self.county.now))

    def waiting(self, account: str) -> list[str]:
        with self.county.database.reading() as tx:
            mine = tables.outbox.select().where(tables.outbox.c.account == account)
            rows = tx.connection.execute(mine.order_by(tables.outbox.c.position)).all()
        return [row.message.decode() for row in rows]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OFFICER])
def test_a_release_goes_into_the_group_once_and_by_a_coordinator(database: Database, role: Role) -> None:
    office = Office(database)
    person = office.county.person(role, "青河县")
    office.county.record(person, told("讲座", "2026-09-03"))
    for event in (Said("9月月报"), Said("定稿"), Said("已定稿")):
        office.turn(person.id, event)
    with database.reading() as tx:
        from storage import releases

        (made,) = releases.listed(tx, person.unit_id)
    for _ in range(3):
        office.turn(person.id, Tapped(f"v:g:{made.id}"))
    sent = office.waiting("wecom_group:group")
    said = office.waiting(f"web:{person.id}")

    if role is Role.COORDINATOR:
        assert ["sheet" in sent[0], "document" in sent[1], len(sent)] == [True, True, 2]
        assert "已发到工作群" in said[-3]
        assert "不重复发" in said[-1]
    else:
        assert sent == []
    assert ("发到工作群" in "".join(said)) == (role is Role.COORDINATOR)


def test_without_a_group_nothing_is_offered(database: Database) -> None:
    office = Office(database, group=False)
    boss = office.county.person(Role.COORDINATOR, "青河县")
    office.county.record(boss, told("讲座", "2026-09-03"))
    for event in (Said("9月月报"), Said("定稿"), Said("已定稿")):
        office.turn(boss.id, event)

    assert "工作群" not in "".join(office.waiting(f"web:{boss.id}"))
