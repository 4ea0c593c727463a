"""A file to take along in Telegram: the workbook under its own name, what is said below it, and nothing half sent."""

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest

from bot.channel import Delivery, Document, SendFailed
from handlers.turn import Button, Paper, PaperKind
from reports.workbook import Spread, Workbook
from storage.model.figures import Scope
from tests.fakes.telegram import Fault
from tests.players.world import START
from tests.telegram.house import LIN, House, Story

BOOK = Workbook("表", START, (Spread("汇总", "青河县", (), ("单位", "未报"), (20, 8), (("北营村", 1),)),))
DOCUMENT = Document("青河县报送情况20260918.xlsx", "青河县报送情况，截至9月18日10:00。", BOOK)


def delivery(document: Document, replaces: str | None = None) -> Delivery:
    return Delivery("d1", str(LIN), document, replaces)


def test_the_workbook_arrives_whole_under_its_own_name(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        reference = await home.channel.send(delivery(DOCUMENT))

        number, shown = home.fake.last(LIN)
        assert (reference, shown["document"].name) == (str(number), DOCUMENT.name)
        assert shown["plain"] == DOCUMENT.text
        sheet = openpyxl.load_workbook(BytesIO(shown["document"]))["汇总"]
        assert [cell.value for cell in sheet[3]] == ["北营村", 1]

    play(story)


def test_choices_stand_below_it(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        with_choice = Document(DOCUMENT.name, DOCUMENT.text, BOOK, buttons=((Button("看表", "o:t:1"),),))
        await home.channel.send(delivery(with_choice))

        _, shown = home.fake.last(LIN)
        (row,) = shown["reply_markup"]["inline_keyboard"]
        assert [(one["text"], one["callback_data"]) for one in row] == [("看表", "o:t:1")]

    play(story)


def test_a_file_takes_no_other_messages_place(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        first = await home.channel.send(delivery(DOCUMENT))
        second = await home.channel.send(delivery(DOCUMENT, replaces=first))

        assert first != second
        assert len(home.fake.texts(LIN)) == 2

    play(story)


def test_a_long_text_is_cut_to_what_may_stand_below_a_file(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        await home.channel.send(delivery(Document("a.xlsx", "青河县。" * 600, BOOK)))

        assert 0 < len(home.fake.texts(LIN)[-1]) <= 1024

    play(story)


@pytest.mark.parametrize(("status", "permanent"), [(403, True), (502, False)])
def test_what_is_not_taken_is_told(play: Callable[[Story], None], status: int, permanent: bool) -> None:
    async def story(home: House) -> None:
        home.fake.faults["sendDocument"].append(Fault(status, "Forbidden: bot was blocked by the user"))
        with pytest.raises(SendFailed) as failed:
            await home.channel.send(delivery(DOCUMENT))

        assert failed.value.permanent is permanent
        assert home.fake.texts(LIN) == []

    play(story)


def test_while_the_ledger_is_away_a_report_waits_and_nothing_of_it_was_sent(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        home.world.database.close()
        kept, aside = home.world.folder / "kepu.sqlite", home.world.folder / "aside.sqlite"
        kept.rename(aside)
        kept.mkdir()  # a folder in its place: no database
        paper = Paper(PaperKind.LEDGER, Scope(), "台账")
        with pytest.raises(SendFailed) as told:
            await home.channel.send(delivery(Document("台账.xlsx", "台账", paper)))
        kept.rmdir()
        aside.rename(kept)

        assert (told.value.away, told.value.permanent, told.value.uncertain) == (True, False, False)

    play(story)
