"""Files to take along: written by the terminal, kept as cells in the outbox, the same bytes whenever they are made."""

import asyncio
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from bot.backstage import WebBackstage
from bot.channel import Delivery, Document
from bot.channels.terminal import TerminalChannel
from bot.documents import XLSX, saved
from bot.evidence import EvidenceFolder
from bot.outbox import Postman
from bot.papers import Press
from bot.turn import Desk, take_turn
from handlers.turn import Incoming, Refused, Tapped
from reports.excel import as_xlsx
from reports.workbook import Spread, Workbook
from storage.database import Database
from storage.model.duties import Status
from storage.model.people import Account
from tests.duties import Office, at, office
from tests.reminders.offices import Recorder
from tests.timetable import TIMETABLE

BOOK = Workbook("表", at(19), (Spread("汇总", "青河县", (), ("单位",), (20,), (("北营村",),)),))
DOCUMENT = Document("青河县报送情况20261119.xlsx", "青河县报送情况。", BOOK)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Office]:
    """A county in which November is asked of everybody below."""
    database = Database(f"sqlite:///{tmp_path / 'kepu.sqlite'}")
    database.upgrade()
    asking = office(database)
    asking.asks()
    yield asking
    database.close()


def press(here: Office) -> Press:
    return Press(here.database, here.taxonomy, lambda: here.now)


def asked_for(here: Office) -> Delivery:
    """The message a tap on 导出 leads to, as a channel gets it."""
    desk = Desk(here.database, here.taxonomy, lambda: "KEPU-0000", TIMETABLE)
    tap = Tapped(f"o:x:{here.key('青河县')}")
    assert take_turn(desk, Incoming("m1", Account("web", here.boss.id), tap, here.now))
    channel = Recorder()
    asyncio.run(Postman(here.database, {"web": channel}, lambda: here.now).deliver("web"))
    (sent,) = channel.sent
    return sent


def test_the_rows_are_those_of_the_turn(here: Office) -> None:
    here.says_of("北营村", Status.NIL, reason="雨太大")
    message = asked_for(here).message
    here.says_of("紫兴社区", Status.NIL)

    assert isinstance(message, Document)
    assert isinstance(message.content, Workbook)
    assert message.name == "青河县11月科普台账报送情况20261119.xlsx"
    assert message.content.spreads[0].total == ("合计", 5, 0, 0, 1, 0, 0, 4)
    assert message.content.spreads[1].rows[2][2:] == ("零报告", "", "2026-11-19 10:00", 0, "雨太大")


def test_the_web_chat_makes_it_when_it_is_asked_for(here: Office, tmp_path: Path) -> None:
    sent = asked_for(here)
    backstage = WebBackstage(here.database, EvidenceFolder(tmp_path), lambda: here.now, press(here).as_bytes)
    found = backstage.document(sent.id, here.boss.id)

    assert isinstance(sent.message, Document)
    assert found == (press(here).as_bytes(sent.message), XLSX)
    assert backstage.document(sent.id, "p9") is None
    assert backstage.document("web:m9:0", here.boss.id) is None
    assert backstage.picture(sent.id, here.boss.id) is None


def told(folder: Path, *, transcript: bool = False) -> str:
    """What a terminal prints of it."""
    out = io.StringIO()
    channel = TerminalChannel(
        account="local",
        lines=io.StringIO(),
        out=out,
        now=lambda: at(19),
        keep_file=lambda _, name: Refused(name, "empty"),
        made=lambda _: as_xlsx(BOOK),
        transcript=transcript,
        exports=folder,
    )
    asyncio.run(channel.send(Delivery("d", "local", DOCUMENT)))
    return out.getvalue()


def test_the_terminal_writes_it_and_says_where(tmp_path: Path) -> None:
    folder = tmp_path / "exports"

    assert told(folder) == f"青河县报送情况。\n文件在{folder / DOCUMENT.name}\n\n"
    assert openpyxl.load_workbook(folder / DOCUMENT.name)["汇总"].cell(3, 1).value == "北营村"


def test_the_terminal_says_when_it_cannot(tmp_path: Path) -> None:
    (tmp_path / "exports").write_text("no folder")

    assert "文件写不进" in told(tmp_path / "exports")


def test_in_a_transcript_it_is_only_named(tmp_path: Path) -> None:
    assert told(tmp_path / "exports", transcript=True) == f"< 青河县报送情况。\n  [文件：{DOCUMENT.name}]\n"
    assert not (tmp_path / "exports").exists()


def test_saved_again_it_takes_the_older_ones_place(tmp_path: Path) -> None:
    (tmp_path / DOCUMENT.name).write_text("older")

    assert saved(tmp_path, DOCUMENT.name, b"newer").read_bytes() == b"newer"
    assert [path.name for path in tmp_path.iterdir()] == [DOCUMENT.name]
