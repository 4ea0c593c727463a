"""An address as a QR code: for the terminal, two rows of squares in one line of text, and as a picture."""

from io import BytesIO, StringIO

import segno

BORDER = 4
"""Squares of empty margin all around, which the standard asks for."""
SCALE = 10
"""Pixels of one square in the picture: sharp on a poster of a hand's width."""


def as_text(address: str) -> str:
    """Blocks where it is light, for a terminal that writes light on dark."""
    out = StringIO()
    _code(address).terminal(out, border=BORDER, compact=True)
    return out.getvalue().rstrip("\n")


def as_png(address: str) -> bytes:
    """A picture, dark on white."""
    out = BytesIO()
    _code(address).save(out, kind="png", border=BORDER, scale=SCALE)
    return out.getvalue()


def _code(address: str) -> segno.QRCode:
    """Never a micro code, which few phones read; readable with a smear on it."""
    return segno.make_qr(address, error="m")
