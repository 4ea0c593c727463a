"""The names a listening address is called by."""

import pytest

from bot.channels.web.guard import LOOPBACK, accepted_hosts


@pytest.mark.parametrize(
    ("listen", "hosts"),
    [
        ("127.0.0.1", LOOPBACK),
        ("localhost", LOOPBACK),
        ("::1", LOOPBACK),
        ("192.0.2.7", frozenset({"192.0.2.7"})),
        ("kepu.example", frozenset({"kepu.example"})),
        ("0.0.0.0", None),  # noqa: S104 - compared with, not bound to
        ("::", None),
        ("", None),
    ],
)
def test_an_address_answers_to_its_names(listen: str, hosts: frozenset[str] | None) -> None:
    assert accepted_hosts(listen) == hosts
