"""The envelope of callbacks: the platform's published examples, another implementation, and everything forged."""

import base64
from collections.abc import Callable

import pytest
import xmltodict
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.exceptions import InvalidSignatureException
from wechatpy.work.crypto import WeChatCrypto
from wechatpy.work.exceptions import InvalidCorpIdException

from bot.channels.wecom.aes import locked
from bot.channels.wecom.app.envelope import CHANCE, Envelope, Forged

TOKEN, KEY, COMPANY = "QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7"
ENVELOPE = Envelope(TOKEN, KEY, COMPANY)
ECHO = (
    "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
    "1409659589",
    "263014780",
    "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==",
)
MESSAGE = (
    "477715d11cdb4164915debcba66cb864d751f3e6",
    "1409659813",
    "1372623149",
    (
        "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJT"
        "s3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hg"
        "f5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4Ehz"
        "JWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2Yoy"
        "yH2uyPIGHBZZIs2pDBS8R07+qN+E7Q=="
    ),
)
SAME_CHANCE = "PzGmUgWk50kxC6Ee1E5Yx8SJQ8s0AJVS9bOkCGB0xDlRQdt9S5H2OPBObBFU9jO4yyE0DHXN5y59UdvtqM8awg=="
"""`hello` with sixteen zeros for chance: two other implementations agree on it."""


def test_the_published_examples_are_opened() -> None:
    inner = xmltodict.parse(ENVELOPE.opened(*MESSAGE))["xml"]

    assert ENVELOPE.opened(*ECHO) == b"1616140317555161061"
    assert (inner["FromUserName"], inner["Content"], inner["MsgId"]) == ("mycreate", "hello", "4561255354251345929")


def test_what_is_sealed_is_what_others_make_of_it() -> None:
    assert ENVELOPE.sealed(b"hello", "1", "2", b"0" * CHANCE).encrypted == SAME_CHANCE


@given(st.binary(max_size=300), st.binary(min_size=CHANCE, max_size=CHANCE))
def test_what_was_sealed_is_opened_again(message: bytes, chance: bytes) -> None:
    one = ENVELOPE.sealed(message, "1409659813", "n", chance)

    assert ENVELOPE.opened(one.signature, "1409659813", "n", one.encrypted) == message


@pytest.mark.parametrize("length", [*range(1, 40), 2047, 20_480])
def test_another_implementation_opens_ours_and_we_its(length: int) -> None:
    theirs, words = WeChatCrypto(TOKEN, KEY, COMPANY), ("科普x" * length)[:length]
    sealed = ENVELOPE.sealed(words.encode(), "1409659813", "n", b"x" * CHANCE)
    outer = xmltodict.parse(theirs.encrypt_message(words, "n", "1409659813"))["xml"]

    opened = theirs.decrypt_message({"Encrypt": sealed.encrypted}, sealed.signature, "1409659813", "n")
    assert (opened if isinstance(opened, str) else opened.decode()) == words
    assert ENVELOPE.opened(outer["MsgSignature"], "1409659813", "n", outer["Encrypt"]).decode() == words


def _signed(encrypted: str) -> tuple[str, str, str, str]:
    return ENVELOPE._signature("1", "n", encrypted), "1", "n", encrypted


def _sealed(whole: bytes) -> tuple[str, str, str, str]:
    return _signed(base64.b64encode(locked(whole, KEY)).decode())


@pytest.mark.parametrize(
    "parts",
    [
        ("0" * 40, *MESSAGE[1:]),
        ("", *MESSAGE[1:]),
        ("签名", *MESSAGE[1:]),
        (MESSAGE[0], "1409659814", *MESSAGE[2:]),
        (*MESSAGE[:2], "another", MESSAGE[3]),
        (*MESSAGE[:3], ECHO[3]),
        _signed(""),
        _signed("not base64!"),
        _signed("AAAA"),
        _signed(base64.b64encode(b"x" * 64).decode()),
        _sealed(b""),
        _sealed(b"x" * CHANCE),
        _sealed(b"x" * CHANCE + b"\xff\xff\xff\xff" + b"hello" + COMPANY.encode()),
        _sealed(b"x" * CHANCE + b"\x00\x00\x00\x05" + b"hello"),
        _sealed(b"x" * CHANCE + b"\x00\x00\x00\x05" + b"hello" + b"ww-another-company"),
    ],
)
def test_what_is_forged_is_refused(parts: tuple[str, str, str, str]) -> None:
    with pytest.raises(Forged):
        ENVELOPE.opened(*parts)


def test_another_company_and_another_token_are_refused_by_both() -> None:
    other, wrong = WeChatCrypto(TOKEN, KEY, "ww-other"), Envelope("QDG6eX", KEY, COMPANY)
    for open_theirs, error in (
        (lambda: other.decrypt_message({"Encrypt": MESSAGE[3]}, *MESSAGE[:3]), InvalidCorpIdException),
        (
            lambda: WeChatCrypto("x", KEY, COMPANY).decrypt_message({"Encrypt": MESSAGE[3]}, *MESSAGE[:3]),
            InvalidSignatureException,
        ),
    ):
        _raises(error, open_theirs)
    _raises(Forged, lambda: Envelope(TOKEN, KEY, "ww-other").opened(*MESSAGE))
    _raises(Forged, lambda: wrong.opened(*MESSAGE))


def _raises(error: type[Exception], what: Callable[[], object]) -> None:
    with pytest.raises(error):
        what()
