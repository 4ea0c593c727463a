"""A card that is tapped changes where it stands; what is tapped elsewhere is answered below."""

import pytest

from handlers.inplace import in_place
from handlers.turn import Card, Event, Said, Say, Tapped

CARD, OTHER = Card("k1", "", ()), Card("k2", "", ())


@pytest.mark.parametrize("action", ["d:k1:confirm", "d:k1:pick:date:0", "d:k1:back", "a:k1:restore:2", "a:k1:undo:3"])
def test_a_tapped_card_changes_in_place(action: str) -> None:
    (reply,) = in_place(Tapped(action), (CARD,))

    assert isinstance(reply, Card)
    assert reply.replace


@pytest.mark.parametrize(
    "event",
    [
        Said("确认"),
        Tapped("a:k1:open"),
        Tapped("a:k1:photos"),
        Tapped("d:k1:restore"),
        Tapped("d:k1:new"),
        Tapped("d:k2:confirm"),
        Tapped("nonsense"),
        Tapped(""),
    ],
)
def test_everything_else_is_answered_below(event: Event) -> None:
    assert in_place(event, (CARD, Say("x"))) == (CARD, Say("x"))


def test_only_the_tapped_card_takes_its_place() -> None:
    changed, other = in_place(Tapped("d:k1:confirm"), (CARD, OTHER))

    assert isinstance(changed, Card)
    assert isinstance(other, Card)
    assert (changed.replace, other.replace) == (True, False)
