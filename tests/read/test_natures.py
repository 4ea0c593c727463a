"""Sentences of every sort, written on a Thursday evening: which of them tell of something done, planned or summed up."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from handlers.read.reader import read
from handlers.read.reading import Context
from tests.read.reading_one import TAXONOMY

SENT = datetime(2026, 10, 29, 18, tzinfo=ZoneInfo("Asia/Shanghai"))
SENTENCES = Path(__file__).with_name("natures.txt").read_text(encoding="utf-8").splitlines()
"""A nature, a tab and a sentence in each line."""


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_is_what_people_take_it_for(line: str) -> None:
    nature, text = line.split("\t")
    assert read(text, Context(SENT, TAXONOMY)).nature.value == nature
