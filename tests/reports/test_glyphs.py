"""No box is ever drawn: what the shipped font cannot draw is left out or becomes the geta mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.glyphs import drawable, font_file, has_glyph
from reports.texts import NOTHING_YET


@pytest.mark.parametrize("character", [*"科普台账〓、，。（）·—…“”０９Aa0+-−%龘〇㎡①", "\u00a0"])
def test_the_shipped_font_draws(character: str) -> None:
    assert has_glyph(character)


@pytest.mark.parametrize("character", ["🎉", "❤", "\ue000", "ก", "अ", "\U000300ff"])
def test_the_shipped_font_does_not_draw(character: str) -> None:
    assert not has_glyph(character)


def test_the_font_is_part_of_the_program() -> None:
    assert font_file().suffix == ".ttc"
    assert "site-packages" in font_file().parts


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("科普讲座", "科普讲座"),
        ("讲座🎉很好👨‍👩‍👧‍👦", "讲座很好"),
        ("王\U000300ff村", "王〓村"),
        ("กข讲座", "〓〓讲座"),
        ("一行\n两行\t三", "一行 两行 三"),
        ("  前后  ", "前后"),
        ("零\u200b宽\u202e反\ufeff", "零宽反"),
        ("私\ue000用", "私用"),
        ("", ""),
        ("🎉", ""),
        ("e\u0301", "e\u0301"),
    ],
)
def test_what_is_drawn(written: str, shown: str) -> None:
    assert drawable(written, 40) == shown


def test_a_long_text_is_cut_visibly() -> None:
    assert drawable("科" * 50, 40) == "科" * 39 + "…"
    assert drawable("科" * 40, 40) == "科" * 40


def test_long_foreign_words_may_be_broken_anywhere() -> None:
    assert drawable("A" * 14, 40) == "\u200b".join("A" * 14)
    assert drawable("A" * 12, 40) == "A" * 12


@given(st.text(max_size=80))
def test_whatever_is_written_can_be_drawn(text: str) -> None:
    shown = drawable(text, 40).replace("\u200b", "")

    assert all(has_glyph(character) for character in shown)
    assert len(shown) <= 40


def test_the_bots_own_words_can_be_drawn() -> None:
    assert [drawable(note, 200) for note in NOTHING_YET] == list(NOTHING_YET)
