"""Any words in any order: whatever was said in some transcript, shuffled, is answered and leaves a sound state."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channel import Message
from bot.turn import take_turn
from handlers.state import Dialog, dumps, loads
from handlers.texts import common
from handlers.turn import Event, Incoming, Refused, Said, Sent, Tapped, Unreadable
from storage import dialogs
from storage.database import Database
from storage.history import history
from storage.inbox import failures
from storage.model.activity import Evidence
from storage.model.people import Account
from storage.people import person_of
from tests.players.lines import wording
from tests.players.world import World

LINES = re.compile(r"^[^\s<>]*> (.*)$", re.MULTILINE)
SAID = sorted(
    {
        wording(line.strip("[]")).replace("\\n", "\n")
        for file in (Path(__file__).parent / "transcripts").glob("*.txt")
        for line in LINES.findall(file.read_text(encoding="utf-8"))
        if not line.startswith("(照片")
    }
)
ME = Account("web", "小林")
ROLES = ("volunteer", "officer", "coordinator")
PHOTOS = [Evidence(f"{nth:064x}", f"{nth}.jpg", "image/jpeg", 9) for nth in range(3)]
LONGEST_ACTION, LONGEST_LABEL = 64, 40

step = st.one_of(
    st.sampled_from(SAID).map(Said),
    st.integers(0, 30),  # a tap on that one of the buttons shown last, or of those of long ago
    st.sampled_from(PHOTOS).map(lambda photo: Sent((photo,))),
    st.sampled_from([Refused("a.jpg", "corrupt"), Unreadable("voice"), Tapped("x"), Said("\x00"), Sent((), "你好")]),
)


@dataclass(slots=True)
class Talk:
    """Somebody at a furnished ledger, with every button that was ever shown."""

    world: World
    shown: list[str] = field(default_factory=list)
    count: int = 0

    def take(self, what: Event | int) -> list[Message]:
        """One turn and its answers."""
        self.count += 1
        self.world.at += timedelta(hours=5 if self.count % 7 == 0 else 0, seconds=30)
        event = (
            Tapped(self.shown[-1 - what % len(self.shown)] if self.shown else "x") if isinstance(what, int) else what
        )
        incoming = Incoming(str(self.count), ME, event, self.world.now())
        assert take_turn(self.world.desk(), incoming)
        with self.world.database.reading() as tx:
            told = [one for one in history(tx, ME, limit=20) if one.id.startswith(f"web:{self.count}:")]
        answers = [msgspec.json.decode(one.body, type=Message) for one in told if not one.said]
        self.shown += [button.action for one in answers for row in one.buttons for button in row]
        return answers

    def dialog(self) -> Dialog:
        """The state as it is kept."""
        with self.world.database.reading() as tx:
            me = person_of(tx, ME)
            kept, _ = dialogs.load(tx, me.id if me else str(ME))
        there = loads(kept)
        assert there is not None
        return there


@contextmanager
def talk(role: str) -> Iterator[Talk]:
    with TemporaryDirectory() as folder:
        world = World(Path(folder), Database(f"sqlite:///{folder}/kepu.sqlite"))
        world.furnish()
        if role:
            world.let_in(ME, "小林", role, "柳林镇")
        yield Talk(world)
        world.database.close()


def sound(message: Message) -> bool:
    """Whether a message can be shown anywhere: a text, and buttons that fit the smallest channel."""
    buttons = [button for row in message.buttons for button in row]
    return all(
        button.label and len(button.label) <= LONGEST_LABEL and len(button.action.encode()) <= LONGEST_ACTION
        for button in buttons
    )


@settings(max_examples=40)
@given(st.sampled_from(("", *ROLES)), st.lists(step, min_size=5, max_size=25))
def test_whatever_is_said_in_whatever_order_is_answered(role: str, steps: list[Event | int]) -> None:
    with talk(role) as there:
        for one in steps:
            answers = there.take(one)

            assert answers
            assert all(map(sound, answers))
            assert common.BUG not in [getattr(answer, "text", "") for answer in answers]
            dialog = there.dialog()
            assert loads(dumps(dialog)) == dialog
        with there.world.database.reading() as tx:
            assert failures(tx) == ()


@settings(max_examples=15)
@given(st.lists(step, min_size=1, max_size=12))
def test_however_one_got_lost_an_activity_can_be_told_afterwards(steps: list[Event | int]) -> None:
    with talk("volunteer") as there:
        for one in steps:
            there.take(one)
        while there.dialog().drafts:  # as somebody would who wants to begin anew
            there.take(Said("返回"))
            there.take(Said("取消"))
        there.take(Said("取消"))
        there.take(Said("昨天在高桥村办沼气培训，来了37人，发了挂图3幅"))
        saved = there.take(Said("确认"))

        assert "已记下" in getattr(saved[0], "text", "")


@settings(max_examples=15)
@given(st.lists(step, max_size=15))
def test_a_stranger_never_learns_anything_nor_writes(steps: list[Event | int]) -> None:
    with talk("") as there:
        for one in steps:
            there.take(one)

        with there.world.database.reading() as tx:
            assert person_of(tx, ME) is None
        assert there.shown == []
