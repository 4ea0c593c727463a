"""The conversation in a terminal: who one is there, and what one sees."""

import asyncio
import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from bot.app import Ledger, personas, with_sample
from bot.channels.terminal import NAME, TerminalChannel
from bot.chat import LOCAL, chat, connected, names, person_called
from bot.codes import fresh_code
from bot.evidence import EvidenceFolder
from bot.taxonomy import load_taxonomy
from bot.turn import Desk, take_turn
from handlers.texts import plain
from handlers.turn import Incoming, Refused, Said, Sent, Unreadable
from storage.database import Database
from storage.faults import Unavailable
from storage.model.people import Account, Role
from tests.timetable import TIMETABLE

NOW = datetime(2026, 9, 18, 18, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    monkeypatch.chdir(tmp_path)
    database = Database(f"sqlite:///{tmp_path / 'kepu.sqlite'}")
    database.upgrade()
    ledger = Ledger(
        Desk(database, load_taxonomy(), fresh_code, TIMETABLE), EvidenceFolder(tmp_path / "files"), lambda: NOW
    )
    with_sample(ledger)
    yield ledger
    database.close()


def talked(ledger: Ledger, account: str, *lines: str, transcript: bool = False) -> str:
    out = io.StringIO()
    asyncio.run(chat(ledger, account, io.StringIO("".join(f"{line}\n" for line in lines)), out, transcript=transcript))
    return out.getvalue()


def as_role(ledger: Ledger, role: str) -> str:
    person = person_called(ledger, role)
    assert person is not None
    return connected(ledger, person)


@pytest.mark.parametrize(
    ("word", "role"), [("志愿者", Role.VOLUNTEER), ("专干", Role.OFFICER), ("协调员", Role.COORDINATOR)]
)
def test_one_may_be_somebody_by_role(ledger: Ledger, word: str, role: Role) -> None:
    person = person_called(ledger, word)

    assert person is not None
    assert person.role is role


def test_one_may_be_somebody_by_name(ledger: Ledger) -> None:
    person = person_called(ledger, personas(ledger)[0].name)

    assert person is not None
    assert person.name == personas(ledger)[0].name
    assert person.name in names(ledger)


@pytest.mark.parametrize("who", ["", "老王", "volunteer", "访客"])
def test_nobody_else_is_found(ledger: Ledger, who: str) -> None:
    assert person_called(ledger, who) is None


def test_connecting_again_changes_nothing(ledger: Ledger) -> None:
    assert as_role(ledger, "专干") == as_role(ledger, "专干")


def test_a_role_talks_as_its_person(ledger: Ledger) -> None:
    said = talked(ledger, as_role(ledger, "协调员"), "设置")

    assert "协调员" in said


def test_a_stranger_learns_how_to_join(ledger: Ledger) -> None:
    assert "邀请码" in talked(ledger, LOCAL, "你好")


def test_choices_are_numbered_and_a_number_chooses(ledger: Ledger) -> None:
    said = talked(ledger, as_role(ledger, "志愿者"), "今天在北营村讲防震，来了80人，没发东西", "1")

    assert said.startswith(f"{plain.GREETING}\n你> 【活动草稿】\n")
    assert "1. 确认\n2. 修改\n3. 取消\n" in said
    assert "已记下，编号2026-" in said


def test_a_transcript_shows_what_was_said_and_no_prompt(ledger: Ledger) -> None:
    said = talked(ledger, as_role(ledger, "志愿者"), "取消", "", "帮助", transcript=True)

    assert said.splitlines()[0] == "> 取消"
    assert said.splitlines()[1].startswith("< ")
    assert "你>" not in said
    assert ">  \n" not in said


def test_a_photo_is_sent_by_its_path(ledger: Ledger) -> None:
    Image.new("RGB", (40, 30)).save("现场.jpg")

    said = talked(ledger, as_role(ledger, "志愿者"), "@现场.jpg", "@ 没有.jpg", "@.")

    assert "收到，先替你留着（1张）" in said
    assert "没有“没有.jpg”这个文件。请检查路径，比如 @照片.jpg" in said
    assert "没有“.”这个文件" in said


def test_a_broken_photo_is_refused(ledger: Ledger) -> None:
    Path("坏.jpg").write_bytes(b"\xff\xd8\xff and no more")

    assert "“坏.jpg”打不开" in talked(ledger, as_role(ledger, "志愿者"), "@坏.jpg")


@pytest.mark.parametrize("lines", [(), ("",), ("   ", "")])
def test_nothing_said_is_nothing_answered(ledger: Ledger, lines: tuple[str, ...]) -> None:
    assert talked(ledger, LOCAL, *lines, transcript=True) == ""


def test_what_was_not_kept_is_said_so(ledger: Ledger) -> None:
    ledger.desk.database.close()
    Path("kepu.sqlite").write_bytes(b"broken" * 1000)
    for rest in Path().glob("kepu.sqlite-*"):
        rest.unlink()

    assert "现在存不进去，刚才这句没有记下。请稍后再发一次。" in talked(ledger, LOCAL, "你好")


def heard(line: str, folder: Path) -> list[Incoming]:
    """What the channel hands in for one line."""
    handed: list[Incoming] = []

    async def answer(incoming: Incoming) -> bool:
        handed.append(incoming)
        return True

    channel = TerminalChannel(
        account="me",
        lines=io.StringIO(f"{line}\n"),
        out=io.StringIO(),
        now=lambda: NOW,
        keep_file=lambda _content, name: Refused(name, "corrupt"),
        made=lambda _: b"",
        folder=folder,
    )
    asyncio.run(channel.run(answer))
    return handed


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("[确认]", Said("确认")),
        ("第一行\\n第二行", Said("第一行\n第二行")),
        ("(贴图)", Unreadable("sticker")),
        ("(语音)", Unreadable("voice")),
        ("(位置)", Unreadable("location")),
        ("@a.txt", Refused("a.txt", "corrupt")),
        ("(照片 a.txt)", Refused("a.txt", "corrupt")),
        ("(大家好)", Said("(大家好)")),
        ("@", Said("@")),
        ("(照片)", Said("(照片)")),
    ],
)
def test_a_line_is_an_event(line: str, event: Said | Sent | Refused | Unreadable, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")

    assert [incoming.event for incoming in heard(line, tmp_path)] == [event]


def test_lines_have_ids_of_their_own(tmp_path: Path) -> None:
    assert len({one.id for line in ("好", "好") for one in heard(line, tmp_path)}) == 2


def test_a_store_that_is_away_is_not_the_end_of_the_talk() -> None:
    async def away(_incoming: Incoming) -> bool:
        raise Unavailable("the disk is full", permanent=True)

    out = io.StringIO()
    channel = TerminalChannel(
        account="me",
        lines=io.StringIO("一\n二\n"),
        out=out,
        now=lambda: NOW,
        keep_file=lambda _content, name: Refused(name, "corrupt"),
        made=lambda _: b"",
        unavailable=(Unavailable,),
    )
    asyncio.run(channel.run(away))

    assert out.getvalue().count("现在存不进去") == 2


def test_a_terminal_prints_only_its_own_answers(ledger: Ledger) -> None:
    officer = as_role(ledger, "专干")
    waiting = Incoming("1", Account(NAME, officer), Said("设置"), NOW)
    take_turn(ledger.desk, waiting)

    said = talked(ledger, LOCAL, "你好")

    assert "专干" not in said.replace("你们单位的专干", "")
    assert "专干" in talked(ledger, officer, "帮助")
