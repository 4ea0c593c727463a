"""A summary as a picture: valid, the same for the same figures, and Chinese on a machine that has no font at all."""

import io
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from reports.picture import MOST_ROWS, as_png
from reports.summary import Summary, Table

ROOT = Path(__file__).parents[2]
HEAD = ("类型", "活动（项）", "场次", "人次", "线上人次", "上期人次", "增减")
ROWS = (
    ("讲座", "12", "12场", "845", "120", "700", "+145"),
    ("培训", "139", "139期", "13275", "0", "14000", "-725"),
    ("影视放映", "12", "12场", "未统计", "0", "0", "—"),
)
TOTAL = ("合计", "163", "139期 24场", "14120", "120", "14700", "-580")
TABLE = Table("按类型统计", HEAD, ROWS, TOTAL, (845, 13275, 0))
NOTES = ("上期是2026年8月。",)
FIGURES = (("活动", "163项（上期150项）"), ("场次", "139期 24场"), ("人次", "14120（其中约数60，上期14700）"))
SUMMARY = Summary("柳林镇·2026年9月汇总", "2026年9月1日—30日 · 按类型", FIGURES, (TABLE,), NOTES)
NOTHING = Summary(
    "王小明的活动·2026年9月汇总", "2026年9月1日—30日 · 按类型", (), (), ("这里还没有记录。", "发：上月汇总。")
)

WIDTH = 1120
GROUND = (238, 242, 248)
TITLE = (80, 48, 1100, 108)
"""Where the title stands: left, upper, right, lower."""


def titled(title: str) -> Summary:
    return Summary(title, "", (), (), ("说明",))


@cache
def drawn(summary: Summary, made_at: str = "") -> Image.Image:
    image = Image.open(io.BytesIO(as_png(summary, made_at)))
    image.load()
    return image.convert("RGB")


def ink(title: str) -> Image.Image:
    return drawn(titled(title)).crop(TITLE)


def shapes(title: str) -> list[bytes]:
    """The title's characters as they look, one image each: 19 points at 168 to the inch, the first at the margin."""
    wide = 19 / 72 * 168
    left = 22 * 168 / 72 + 12 * 168 / 72
    image = drawn(titled(title))
    boxes = ((round(left + nth * wide), 48, round(left + nth * wide) + 44, 108) for nth in range(len(title)))
    return [image.crop(box).tobytes() for box in boxes]


@pytest.mark.parametrize("summary", [SUMMARY, NOTHING], ids=["figures", "nothing recorded"])
def test_it_is_a_png_of_the_width_of_a_phone(summary: Summary) -> None:
    content = as_png(summary)
    image = Image.open(io.BytesIO(content))
    image.verify()

    assert (image.format, image.width) == ("PNG", WIDTH)
    assert 300 < image.height < 2000


def test_the_same_figures_give_the_same_picture() -> None:
    first = as_png(SUMMARY, "2026年9月30日18:00")

    assert as_png(NOTHING) != first
    assert as_png(SUMMARY, "2026年9月30日18:00") == first


def test_another_figure_or_another_time_gives_another_picture() -> None:
    figures = (("活动", "164项"), *FIGURES[1:])
    other = Summary(SUMMARY.title, SUMMARY.subtitle, figures, SUMMARY.tables, NOTES)

    assert as_png(other) != as_png(SUMMARY) != as_png(SUMMARY, "2026年9月30日18:00")


def test_the_title_is_drawn_where_the_title_stands() -> None:
    colours = {colour: pixels for pixels, colour in ink("柳林镇九月汇总").getcolors(100_000) or ()}

    assert ink("").getcolors() == [(1020 * 60, GROUND)], "without a title there is nothing but the ground"
    assert colours[(23, 35, 59)] > 2000, "strokes in the colour of ink"


def test_different_characters_look_different() -> None:
    """A font that lacks them would draw the same box for all."""
    characters = "科普台账汇总柳林镇紫兴社区农民青少年讲座培训展板份册"

    looks = shapes(characters[:18]) + shapes(characters[18:])
    assert len(set(looks)) == len(set(characters))


def test_the_same_character_looks_the_same_and_what_is_missing_is_the_geta_mark() -> None:
    # Characters of the same picture may stand a fraction of a pixel apart: compared are whole titles.
    assert ink("王\U000300ff村").tobytes() == ink("王〓村").tobytes()
    assert ink("王🎉村").tobytes() == ink("王村").tobytes()
    assert ink("王村").tobytes() != ink("王〓村").tobytes()


def test_a_machine_without_fonts_draws_the_same_picture(tmp_path: Path) -> None:
    """Another process, which finds neither fontconfig nor a home folder: the shipped font is all it has."""
    program = (
        "import sys; from tests.reports.test_picture import SUMMARY, as_png; sys.stdout.buffer.write(as_png(SUMMARY))"
    )
    bare = {"HOME": str(tmp_path), "FONTCONFIG_FILE": str(tmp_path / "none"), "FONTCONFIG_PATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=bare, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == as_png(SUMMARY)


def test_a_long_table_is_cut_and_says_by_how_many_rows() -> None:
    rows = tuple((f"第{nth}村", "1", "1场", "5", "0", "0", "+5") for nth in range(MOST_ROWS + 20))
    longest = Table("按单位统计", HEAD, rows[:MOST_ROWS], TOTAL)
    longer = Table("按单位统计", HEAD, rows, TOTAL)

    def heights(table: Table) -> int:
        return drawn(Summary("青河县", "", FIGURES, (table,))).height

    assert 30 < heights(longer) - heights(longest) < 120, "one line more"
    assert heights(longer) < 5000


NAMES = (
    "青河县柳林镇紫兴社区居民委员会科普志愿服务站" * 3,
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 3,
    "🎉👨‍👩‍👧‍👦",
    "",
    "#let x = 1",
    "$a^2$ *粗* _斜_ @甲",
    "\\",
    '"',
)


@pytest.mark.parametrize("name", NAMES)
def test_any_name_can_be_drawn(name: str) -> None:
    row = (name, *(["12345678901"] * 6))
    summary = Summary(name, name, ((name, name),), (Table(name, HEAD, (row,), row, (5,)),), (name,))

    assert drawn(summary).width == WIDTH


def test_huge_figures_stay_on_the_sheet() -> None:
    """Nothing runs over the edge: the margin right of the table stays clean."""
    row = ("青河县柳林镇紫兴社区居民委员会科普志愿服务站" * 2, *(["12345678901"] * 6))
    figures = (("场次", "30000期 20000场 10000次"), ("人次", "12345678901（其中约数12345678901，上期12345678901）"))
    image = drawn(Summary("青河县" * 20, "", figures, (Table("按单位统计", HEAD, (row,), row, (5,)),)))

    margin = image.crop((image.width - 45, 0, image.width, image.height))
    assert margin.getcolors() == [(45 * image.height, GROUND)]


def test_markup_in_a_name_is_shown_and_not_obeyed() -> None:
    assert ink("#pagebreak()").tobytes() != ink("").tobytes()
    assert drawn(titled("#pagebreak()")).height == drawn(titled("村")).height


def test_pictures_may_be_asked_for_from_several_threads() -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(as_png, [SUMMARY, NOTHING] * 6))

    assert len(set(found)) == 2
