"""`invite` with a Telegram bot: a link to tap and a QR code of it; without one a hint, and the code all the same."""

import re
from io import BytesIO
from pathlib import Path

import pytest
import segno
from PIL import Image
from typer.testing import CliRunner, Result

from bot import qr
from bot.__main__ import app
from tests.fakes.telegram import TOKEN, Fault
from tests.telegram.asked import Informing

LINK = re.compile(r"https://t\.me/kepu_bot\?start=[2-9A-Z]{4}-[2-9A-Z]{4}\b")


@pytest.fixture(autouse=True)
def _county(request: pytest.FixtureRequest) -> None:
    """One unit in a folder of its own."""
    request.getfixturevalue("own_place")
    assert CliRunner().invoke(app, ["units", "add", "青河县", "--level", "county"]).exit_code == 0


def invite(*more: str) -> Result:
    result = CliRunner().invoke(app, ["invite", "--unit", "青河县", *more])
    assert TOKEN not in result.output
    assert "Traceback" not in result.output
    return result


def squares_of_text(text: str) -> list[list[int]]:
    """What the blocks of a terminal show, 1 for dark; two rows in each line."""
    rows = []
    for line in text.splitlines():
        rows += [[int(one not in upper) for one in line] for upper in ("█▀", "█▄")]
    return rows


def squares_of_picture(content: bytes) -> list[list[int]]:
    picture = Image.open(BytesIO(content)).convert("L")
    middle = qr.SCALE // 2
    places = range(middle, picture.width, qr.SCALE)
    return [[int(int(picture.getpixel((x, y)) or 0) < 128) for x in places] for y in places]  # type: ignore[arg-type]  # one channel


def expected(address: str) -> list[list[int]]:
    code = segno.make_qr(address, error="m")
    return [[int(dark) for dark in row] for row in code.matrix_iter(border=qr.BORDER)]


def test_the_link_opens_the_bot_with_the_code(telegram: Informing) -> None:
    result = invite()

    assert result.exit_code == 0
    code = result.stdout.splitlines()[0].removeprefix("邀请码：")
    assert f"https://t.me/kepu_bot?start={code}\n" in result.stdout
    assert ("getMe", {}) in telegram.calls


@pytest.mark.usefixtures("telegram")
def test_the_code_in_the_terminal_is_that_of_the_link() -> None:
    said = invite().stdout
    link = LINK.search(said)
    assert link
    blocks = "\n".join(line for line in said.splitlines() if line and not set(line) - set(" █▀▄"))

    shown = squares_of_text(blocks)
    wanted = expected(link[0])
    assert shown[: len(wanted)] == wanted


@pytest.mark.usefixtures("telegram")
def test_the_picture_is_that_of_the_link() -> None:
    result = invite("--qr", "code.png")

    link = LINK.search(result.stdout)
    assert link
    assert "二维码存好了：code.png" in result.stdout
    assert "█" not in result.stdout
    assert squares_of_picture(Path("code.png").read_bytes()) == expected(link[0])


def test_another_link_is_another_code() -> None:
    one, other = qr.as_png("https://t.me/a?start=1"), qr.as_png("https://t.me/a?start=2")

    assert squares_of_picture(one) != squares_of_picture(other)


def test_without_a_bot_there_is_a_hint_and_the_code() -> None:
    result = invite()

    assert result.exit_code == 0
    assert result.stdout.startswith("邀请码：")
    assert "t.me" not in result.stdout
    assert "找@BotFather，发/newbot" in result.stderr


@pytest.mark.parametrize(
    ("faults", "sentence"),
    [((Fault(401, "Unauthorized"),), "不认这个token"), ((Fault(500),), "过几分钟再试")],
)
def test_a_bot_that_is_not_reached_still_gets_a_code(
    telegram: Informing, faults: tuple[Fault, ...], sentence: str
) -> None:
    telegram.faults["getMe"].extend(faults)

    result = invite()

    assert (result.exit_code, result.stdout.startswith("邀请码：")) == (0, True)
    assert sentence in result.stderr


@pytest.mark.parametrize("name", ["code.jpg", "code", "code.png.txt"])
@pytest.mark.usefixtures("telegram")
def test_a_picture_is_a_png(name: str) -> None:
    result = invite("--qr", name)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "请写一个以.png结尾的文件名" in result.stderr


def test_no_picture_no_code(telegram: Informing) -> None:
    telegram.faults["getMe"].append(Fault(500))

    result = invite("--qr", "code.png")

    assert (result.exit_code, result.stdout, Path("code.png").exists()) == (1, "", False)


def test_a_picture_needs_a_bot() -> None:
    result = invite("--qr", "code.png")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "KEPU_TELEGRAM_TOKEN" in result.stderr


@pytest.mark.usefixtures("telegram")
def test_a_picture_that_cannot_be_written_loses_no_code() -> None:
    result = invite("--qr", "nowhere/code.png")

    assert result.exit_code == 1
    assert "邀请码：" in result.stdout
    assert "nowhere/code.png写不进去（No such file or directory）" in result.stderr


@pytest.mark.usefixtures("telegram")
def test_the_code_of_a_link_is_understood() -> None:
    """What the link does: Telegram sends /start with the code."""
    from handlers.read.commands import read_command

    link = LINK.search(invite().stdout)
    assert link
    assert read_command(f"/start {link[0].partition('=')[2]}") is not None
