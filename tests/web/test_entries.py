"""Lines of a conversation as the page gets them."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.channel import Sheet
from bot.channels.web.entries import Entry, Mine, Theirs, frame, moment, named, order, placed
from handlers.turn import Button, Card, Row, Said, Say
from reports.summary import Summary

CHINA = timezone(timedelta(hours=8))
AT = datetime(2025, 9, 17, 16, 30, 1, 123457, tzinfo=UTC)


@pytest.mark.parametrize("at", [AT, AT.astimezone(CHINA), datetime(2099, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)])
def test_an_order_leads_back_to_its_moment(at: datetime) -> None:
    assert moment(order(at)) == at


@pytest.mark.parametrize("nonsense", [10**30, 10**18, -(10**18)])
def test_an_order_far_off_is_an_error(nonsense: int) -> None:
    with pytest.raises((ValueError, OverflowError)):
        moment(nonsense)


def test_a_moment_is_shown_in_the_zone_of_the_people() -> None:
    assert placed(AT, CHINA) == {"at": "2025-09-18T00:30:01+08:00", "order": order(AT)}


@pytest.mark.parametrize(
    ("entry", "fields"),
    [
        (Mine("m", AT, Said("一\n\n二: \r\ndata: x")), {"who": "mine", "event": {"type": "said"}}),
        (Theirs("t", AT, Say("好")), {"who": "theirs", "retires": None, "message": {"type": "say"}}),
        (
            Theirs(
                "t", AT, Card("k", "草稿", (Row("地点", "待填", missing=True),), buttons=((Button("好", "x"),),)), "o"
            ),
            {"retires": "o", "message": {"type": "card", "replace": False}},
        ),
        (Theirs("t", AT, Sheet("k", Summary("汇总", "", (), ()))), {"message": {"type": "sheet", "picture": True}}),
    ],
)
def test_a_frame_is_one_event_with_the_order_as_its_id(entry: Entry, fields: dict[str, object]) -> None:
    lines = frame(entry, CHINA).decode().split("\n")

    assert lines[:2] == [f"id: {order(AT)}", "event: entry"]
    assert lines[3:] == ["", ""]
    sent = json.loads(lines[2].removeprefix("data: "))
    assert (sent["id"], sent["order"]) == (entry.id, order(AT))
    for name, value in fields.items():
        assert sent[name] == (sent[name] | value if isinstance(value, dict) else value)


def test_an_event_without_entry_has_no_id() -> None:
    assert named("ready", {}) == b"event: ready\ndata: {}\n\n"
