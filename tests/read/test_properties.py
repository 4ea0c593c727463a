"""Whatever the facts and however they are put, the same comes back; and no text whatever upsets the reader."""

import json
import random
import re
import unicodedata
from datetime import timedelta
from functools import cache
from itertools import islice

import opencc
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.prediction import Prediction, prediction
from handlers.read.reader import read, read_answer, read_correction
from handlers.read.reading import Context, Nature
from storage.model.activity import Field
from tests.read.phrasings import CLAUSES, PHRASINGS, RUN_ON, SENT, SPACED, Fact, chinese, facts, full_width, said
from tests.read.reader_run import TAXONOMY, corpus

CONTEXT = Context(SENT, TAXONOMY)
LONGEST = 10_000
GREETINGS = ("各位老师好，", "领导好！", "大家辛苦了。", "【活动上报】", "😀😀 ", "收到，")

phrasings = st.sampled_from(PHRASINGS)


def drafted(text: str) -> Prediction:
    """The one activity of a message."""
    reading = read(text, CONTEXT)

    assert reading.nature is Nature.ACTIVITY, text
    (found,) = reading.found
    return prediction(found)


def figures(draft: Prediction) -> dict[str, object]:
    """What the ledger adds up: everything but the words for the topic."""
    return {name: value for name, value in draft.items() if name not in ("title", "topic_words")}


def meant(fact: Fact) -> dict[str, object]:
    return {
        "date": fact.day.isoformat(),
        "end_date": None,
        "type": fact.kind,
        "venue": fact.venue,
        "attendees": fact.attendees,
        "attendees_range": None,
        "attendees_approx": False,
        "sessions": 1,
        "audience": fact.audience,
        "materials": [
            {"item": fact.item, "quantity": fact.quantity, "quantity_range": None, "unit": fact.measure},
        ],
    }


@settings(max_examples=300)
@given(facts(), phrasings)
def test_what_was_put_into_a_sentence_is_read_back(fact: Fact, phrasing: str) -> None:
    assert figures(drafted(said(fact, phrasing))) == meant(fact)


@settings(max_examples=60)
@given(facts(), st.permutations(CLAUSES))
def test_the_order_of_the_clauses_changes_nothing(fact: Fact, clauses: list[str]) -> None:
    assert figures(drafted(said(fact, "，".join(clauses)))) == meant(fact)


@settings(max_examples=60)
@given(facts(), phrasings)
def test_the_width_of_the_characters_changes_nothing(fact: Fact, phrasing: str) -> None:
    text = said(fact, phrasing)

    assert drafted(full_width(text)) == drafted(text)


@cache
def converter(name: str) -> opencc.OpenCC:
    """Made once: it loads dictionaries."""
    return opencc.OpenCC(name)


@settings(max_examples=60)
@given(facts(), phrasings)
def test_traditional_characters_change_nothing_but_the_names(fact: Fact, phrasing: str) -> None:
    text = said(fact, phrasing)
    draft = figures(drafted(converter("s2t").convert(text)))

    assert json.loads(converter("t2s").convert(json.dumps(draft, ensure_ascii=False))) == meant(fact)


@settings(max_examples=60)
@given(facts(), st.sampled_from([(one, " ") for one in SPACED] + [(one, "") for one in RUN_ON]))
def test_missing_punctuation_changes_nothing(fact: Fact, written: tuple[str, str]) -> None:
    phrasing, instead = written
    bare = re.sub(r"[，。：！]", instead, phrasing)

    assert figures(drafted(said(fact, bare))) == meant(fact)


@settings(max_examples=60)
@given(
    facts(), phrasings, st.sampled_from(GREETINGS), st.sampled_from(["", "，谢谢", " 辛苦了🙏", "，照片稍后发群里。"])
)
def test_a_greeting_and_thanks_change_nothing(fact: Fact, phrasing: str, before: str, behind: str) -> None:
    assert figures(drafted(before + said(fact, phrasing) + behind)) == meant(fact)


@settings(max_examples=60)
@given(facts(), st.integers(2, 99), st.sampled_from(["{}来人", "{}多人", "约{}人", "{}人左右", "{}余人", "近{}人"]))
def test_a_rounded_number_keeps_its_value_and_its_mark(fact: Fact, tens: int, rounded: str) -> None:
    number = tens * 10
    for written in (str(number), chinese(number)):
        people = rounded.format(written)
        draft = drafted(f"{fact.day_words}在{fact.venue}举办{fact.topic}{fact.kind}，{fact.people}{people}参加")

        assert (draft["attendees"], draft["attendees_approx"]) == (number, True), people


@settings(max_examples=40)
@given(facts(), phrasings, st.integers(1, 12))
def test_the_same_message_sent_later_is_the_same_but_for_its_day(fact: Fact, phrasing: str, later: int) -> None:
    """What is said relative to today moves with it; everything else stays."""
    text = said(fact, phrasing)
    (found,) = read(text, Context(SENT + timedelta(days=later * 7), TAXONOMY)).found
    moved = figures(prediction(found))

    assert {**moved, "date": None} == {**meant(fact), "date": None}
    assert moved["date"] is not None


@cache
def real_texts() -> tuple[str, ...]:
    return tuple(message["text"] for name in ("dev", "own_tune", "own_more") for message in corpus(name))


@pytest.mark.parametrize("before", ["各位老师好，", "😀"])
def test_a_greeting_changes_no_message_of_the_corpus(before: str) -> None:
    changed = [text for text in real_texts() if _figures(before + text) != _figures(text)]

    assert changed == []


def test_the_width_changes_no_message_of_the_corpus() -> None:
    """Full stops and colons keep their place in numbers; names stay as they were written."""
    wide = {ord(one): full_width(one) for one in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    changed = [text for text in real_texts() if _narrow(_figures(text.translate(wide))) != _narrow(_figures(text))]

    assert changed == []


def _narrow(read_back: object) -> str:
    return unicodedata.normalize("NFKC", repr(read_back))


def _figures(text: str) -> tuple[Nature, list[dict[str, object]]]:
    reading = read(text, CONTEXT)
    return reading.nature, [figures(prediction(found)) for found in reading.found]


PIECES = (
    *"，。、；：！？（）“”《》 \n\t|·…—-~/.0123456789零〇一二两三四五六七八九十百千万亿几半多来余近约号人名个位份本张",
    *"月日年周上下前后今昨明天", "不对", "写错了", "是", "今天", "星期", "讲座", "在", "村", "发放", "资料", "期",
    "人次", "时间：", "共", "每", "\U0001f600",
)  # fmt: skip
texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=150).map("".join),
    st.builds(
        lambda piece, times: (piece * times)[:LONGEST],
        st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join),
        st.integers(1, 3000),
    ),
)


@settings(max_examples=150)
@given(texts)
@example("一" * LONGEST)
@example("十" * LONGEST)
@example("1" * LONGEST)
@example("今天" * (LONGEST // 2))
@example("\ud800\x00\uffff")
def test_no_text_upsets_the_reader(text: str) -> None:
    reading = read(text, CONTEXT)

    assert (reading.nature is Nature.NONE) == (not reading.found)


@settings(max_examples=60)
@given(st.sampled_from(Field), texts)
def test_no_text_upsets_an_answer_or_a_correction(field: Field, text: str) -> None:
    answer, correction = read_answer(field, text, CONTEXT), read_correction(text, CONTEXT)

    assert {origin.field for origin in answer.origins} <= set(Field)
    assert correction is None or correction.origins or correction.doubts


@settings(max_examples=40)
@given(st.randoms(use_true_random=False))
def test_shuffled_pieces_of_real_messages_upset_nobody(chance: random.Random) -> None:
    clauses = [clause for text in islice(real_texts(), 0, None, 7) for clause in re.split(r"(?<=[，。])", text)]
    text = "".join(chance.choices(clauses, k=200))[:LONGEST]

    assert read(text, CONTEXT).nature in Nature
